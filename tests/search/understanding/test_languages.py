"""In which language a query is, by its function words and by the library."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.vocabulary import read_vocabulary
from index.engines.memory.engine import MemoryEngine
from search.question import Ask
from search.understanding.languages import Languages, languages_of
from tests.conftest import build_document
from tests.search.made_library import searcher_of

ASKS = read_vocabulary().question_words

ENGLISH = (
    "The car and the sea: comments on car sharing.",
    "The sea level rises; a comment on housing.",
    "Housing of the poor by the sea.",
    "How a city may share a car.",
)
GERMAN = ("Die Stadt am Meer.", "Wohnungen in der Stadt.")


def filled(*texts: tuple[str, str], revision: int = 1) -> MemoryEngine:
    engine = MemoryEngine()
    engine.write(
        build_document(f"{number}", text, language=language)
        for number, (language, text) in enumerate(texts)
    )
    engine.commit(revision)
    return engine


LIBRARY = filled(*(("en", text) for text in ENGLISH), *(("de", text) for text in GERMAN))


def of(text: str, chosen: str = "") -> tuple[str, ...]:
    return Languages().of(text, ASKS, LIBRARY, chosen)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("how do cities share a car", ("en",)),
        ("car sharing", ("en",)),
        ("housing by the sea", ("en",)),
        ("die Stadt am Meer", ("de",)),
        ("welke steden geven stemrecht aan de migranten", ("nl",)),  # of which it holds none
        ("Wohnungen", ("de",)),
        ("sea level language:es city:Wien", ("en",)),
        ("", ("en", "de")),
        ("Floridsdorf", ("en", "de")),
    ],
)
def test_a_language_is_told_by_its_words(text: str, languages: tuple[str, ...]) -> None:
    assert of(text) == languages


def test_what_the_reader_chose_holds() -> None:
    assert of("car sharing", "fr") == ("fr",)


def test_without_a_library_more_than_one_word_must_tell() -> None:
    def nothing(_word: str, _language: str) -> float:
        return 0.0

    assert languages_of(["the", "sea", "of", "flats"], ASKS, (), nothing) == ("en",)
    assert set(languages_of(["in", "Graz"], ASKS, (), nothing)) >= {"en", "de", "nl", "it"}
    assert set(languages_of([], ASKS, (), nothing)) == set(ASKS.function_words)


def test_another_commit_is_judged_anew() -> None:
    judge, engine = Languages(), filled(("en", "Housing"), ("en", "Housing"))
    assert judge.of("housing", ASKS, engine) == ("en",)

    engine.write([build_document(f"fr{n}", "Le housing", language="fr") for n in range(9)])
    engine.commit(2)

    assert judge.of("housing", ASKS, engine)[0] == "fr"


def test_a_word_of_the_library_is_not_lost_to_another_language(
    tmp_path: Path, a_document: Callable[..., Document]
) -> None:
    searcher = searcher_of(
        tmp_path,
        [a_document(f"{n}", text, language="en") for n, text in enumerate(ENGLISH)]
        + [a_document("fr", "Le logement, car les villes de France sont comme ça.", language="fr")],
    )

    def looked_past(text: str) -> tuple[str, ...]:
        return searcher.understand(Ask(text=text)).dropped

    assert looked_past("car sharing") == ()
    assert looked_past("the comment on sea level") == ("the", "on")
    assert looked_past("THE SEA AND THE CAR") == ("the", "and", "the")
    assert looked_past("le logement de villes") == ("le", "de")
