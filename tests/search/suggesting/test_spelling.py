"""What was meant by a word that the library does not hold."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as some

import search.understanding.lexicon
from corpus.document import Document
from corpus.vocabulary import Vocabulary, read_vocabulary
from index.contract import Engine
from index.engines import ENGINES, open_engine
from index.engines.memory.engine import MemoryEngine
from index.query import Phrase, Word
from index.request import Request
from search.suggesting.spelling import Correction, Speller, rewritten
from search.understanding.lexicon import Lexicon
from tests.conftest import build_document

Builder = Callable[..., Document]

VOCABULARY = read_vocabulary()

DOCUMENTS = (
    build_document(
        "1",
        "Segregation and ethnic entrepreneurship. The meant means of a household.",
        title="Vienna and Wolverhampton",
        city=("Vienna", "Wolverhampton", "Frankfurt am Main"),
    ),
    build_document("2", "Stuttgart builds social housing; Kirklees, too. Means.", city="Wrocław"),
    build_document("3", "Stuttgart: integration and segregation, organisation and change."),
)


def filled(engine: Engine, documents: Iterable[Document] = DOCUMENTS, revision: int = 1) -> Engine:
    engine.write(documents)
    engine.commit(revision)
    return engine


ENGINE = filled(MemoryEngine())
SPELLER = Speller(VOCABULARY)


def correct(text: str, *, found_nothing: bool = False) -> list[tuple[str, str, int]]:
    words = [Word(word) for word in text.split()]
    return [
        (c.typed, c.text, c.documents)
        for c in SPELLER.correct(words, ENGINE, found_nothing=found_nothing)
    ]


@pytest.mark.parametrize(
    ("typed", "meant", "documents"),
    [
        ("entreprenership", "entrepreneurship", 1),  # a letter left out
        ("segragation", "segregation", 2),  # another letter
        ("segergation", "segregation", 2),  # two letters in the wrong order
        ("Stutgart", "Stuttgart", 2),
        ("Wolverhamton", "Wolverhampton", 1),
        ("Kirkless", "Kirklees", 1),
        ("Wrcolaw", "Wrocław", 1),
        ("tuttgart", "Stuttgart", 2),  # the first letter left out
        ("dtuttgart", "Stuttgart", 2),  # and another in its place
        ("segrgaton", "segregation", 2),  # two letters in a long word
        ("SEGRAGATION", "segregation", 2),  # shouted
    ],
)
def test_a_word_is_put_right_by_what_the_library_holds(
    typed: str, meant: str, documents: int
) -> None:
    assert correct(typed) == [(typed, meant, documents)]


@pytest.mark.parametrize(
    "typed",
    [
        "segregation",
        "segregations",  # in another form
        "organization",  # in another spelling
        "Viena",  # a spelling of Vienna
        "Tallin",
        "Breslau",
        "Perchinig",  # a person
        "Belgien",  # a country
        "ENERR",  # an acronym
        "ef0794",
        "2009a",
        "12345",
        "hou",
        "voting",  # a term of the thesaurus
        "zzzzzzzz",
    ],
)
def test_what_is_right_or_known_or_like_nothing_is_left_alone(typed: str) -> None:
    assert correct(typed) == []


def test_a_short_word_may_differ_by_one_letter_only() -> None:
    assert correct("chnage") == [("chnage", "change", 1)]
    assert correct("chngee") == []


def test_the_nearest_is_meant_then_what_begins_so_then_what_most_documents_hold(
    a_document: Builder,
) -> None:
    engine = filled(
        MemoryEngine(),
        [
            a_document("1", "monarchs margins"),
            a_document("2", "marginal bargain"),
            a_document("3", "marginal marginil"),
            a_document("4", "marginil marginil marginel marginol"),
            a_document("5", "marginol"),
            a_document("6", "marginol"),
        ],
    )

    assert SPELLER.correct([Word("marginbl")], engine)[0].text == "marginol"
    assert SPELLER.correct([Word("tbargain")], engine)[0].text == "bargain"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("socialhousing", "social housing"),  # stand beside each other in a document
        ("meanshousehold", None),  # do not
    ],
)
def test_a_word_that_is_two_is_parted(typed: str, meant: str | None) -> None:
    assert [text for _, text, _ in correct(typed)] == ([meant] if meant else [])


def test_two_words_that_are_one_are_joined_where_one_of_them_is_nowhere() -> None:
    assert correct("inte gration") == [("inte gration", "integration", 1)]


def test_two_words_that_occur_are_joined_only_where_nothing_was_found(a_document: Builder) -> None:
    words = [Word("house"), Word("hold")]
    engine = filled(MemoryEngine(), [*DOCUMENTS, a_document("4", "house"), a_document("5", "hold")])

    assert SPELLER.correct(words, engine) == ()
    assert SPELLER.correct(words, engine, found_nothing=True) == (
        Correction(typed="house hold", text="household", documents=1),
    )


def test_the_name_of_a_person_is_written_as_one(a_document: Builder) -> None:
    engine = filled(MemoryEngine(), [a_document("1", "by F. Heckmann")])

    assert [c.text for c in SPELLER.correct([Word("Heckman")], engine)] == ["Heckmann"]


def test_a_name_of_several_words_is_put_right_as_one() -> None:
    assert correct("rent Frankfrt am Main") == [("Frankfrt am Main", "Frankfurt am Main", 1)]


def test_a_name_that_the_library_does_not_hold_is_never_proposed() -> None:
    assert correct("Rotterdm") == []


POLYGLOT = filled(
    MemoryEngine(),
    [
        build_document("1", "Die Stimmung der Rentner in der Stadt.", language="de"),
        build_document("2", "The mood of pensioners, and a pencil.", language="en"),
        build_document("3", "Les agents de la ville, combinés.", language="fr"),
    ],
)


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("Stimmug", "de", ["stimmung"]),
        ("Stimmug", "en", []),
        ("swimmung", "en", []),
        ("pensionerss", "en", ["pensioners"]),
        ("pensionerss", "fr", []),
        ("agant", "fr", []),  # "agent" stands there in another form alone
        ("agemts", "fr", ["agents"]),
        ("Viena", "en", []),  # the library does not hold the name
        ("combien", "fr", []),
    ],
)
def test_what_was_meant_is_of_the_language_of_the_query(
    typed: str, language: str, meant: list[str]
) -> None:
    found = SPELLER.correct([Word(typed)], POLYGLOT, languages=[language])

    assert [one.text for one in found] == meant


def test_a_name_is_put_right_in_every_language() -> None:
    found = SPELLER.correct([Word("Wolverhamton")], ENGINE, languages=["fr"])

    assert [one.text for one in found] == ["Wolverhampton"]


def test_every_wrong_word_is_put_right() -> None:
    typed = [text for text, _, _ in correct("segragation in Stutgart segragation")]

    assert typed == ["segragation", "Stutgart"]


@pytest.mark.parametrize("word", [Word("segragation", "title"), Word("segragation", stemmed=False)])
def test_a_word_in_a_field_or_typed_as_it_is_to_be_is_left_alone(word: Word) -> None:
    assert SPELLER.correct([word], ENGINE) == ()


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_puts_the_same_words_right(name: str, tmp_path: Path) -> None:
    engine = filled(open_engine(name, tmp_path / "index"))

    for text in ("entreprenership", "Wolverhamton", "socialhousing", "tuttgart", "inte gration"):
        found = SPELLER.correct([Word(word) for word in text.split()], engine)
        assert [(c.typed, c.text, c.documents) for c in found] == correct(text)
    engine.close()


@pytest.mark.parametrize("name", ENGINES)
def test_what_went_is_not_proposed_and_what_is_new_is(
    name: str, tmp_path: Path, a_document: Builder
) -> None:
    engine = filled(open_engine(name, tmp_path / "index"))
    speller = Speller(VOCABULARY)
    assert speller.correct([Word("entreprenership")], engine)

    engine.delete(["1"])
    filled(engine, [a_document("9", "renewables")], revision=2)

    assert speller.correct([Word("entreprenership")], engine) == ()
    assert [c.text for c in speller.correct([Word("renwables")], engine)] == ["renewables"]
    engine.close()


def test_another_engine_has_other_words(a_document: Builder) -> None:
    other = filled(MemoryEngine(), [a_document("1", "renewables")])

    assert SPELLER.correct([Word("renwables")], ENGINE) == ()
    assert [c.text for c in SPELLER.correct([Word("renwables")], other)] == ["renewables"]


def test_no_more_words_are_kept_than_have_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search.understanding.lexicon, "MOST_WORDS", 10)
    lexicon = Lexicon()
    for letter in "abcdefghijklmnopqrstuvwxyz":
        lexicon.letter(ENGINE, letter)

    assert sum(len(one.words) for one in lexicon._letters.values()) <= 10


def test_words_past_those_that_are_kept_are_asked_of_the_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search.understanding.lexicon, "MOST_OF_A_LETTER", 1)

    assert Lexicon().beginning(ENGINE, "Séx", 5) == []
    assert Lexicon().beginning(ENGINE, "soc", 5) == [("social", 1)]


def test_several_threads_may_ask_at_once() -> None:
    speller = Speller(VOCABULARY)
    answers: list[tuple[Correction, ...]] = []

    def ask() -> None:
        answers.append(speller.correct([Word("segragation")], ENGINE))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [[c.text for c in answer] for answer in answers] == [["segregation"]] * 8


_TYPED = some.one_of(
    some.text(max_size=12),
    some.sampled_from(["segragation", "Stutgart", "in", "inte", "gration", "social", "Viena"]),
    some.text("aegnorstu", min_size=4, max_size=9),
    some.builds(
        lambda word, at, letter: word[:at] + letter + word[at + 1 :],
        some.sampled_from(["entrepreneurship", "segregation", "household", "kirklees", "means"]),
        some.integers(0, 10),
        some.sampled_from(["", "x", "e", "ee", " "]),
    ),
)


@given(typed=some.lists(_TYPED, max_size=20), found_nothing=some.booleans())
def test_whatever_is_typed_what_is_proposed_occurs(
    typed: list[str], *, found_nothing: bool
) -> None:
    found = SPELLER.correct([Word(word) for word in typed], ENGINE, found_nothing=found_nothing)

    assert len(found) <= 12
    for one in found:
        words = tuple(one.text.split())
        query = Word(words[0]) if len(words) == 1 else Phrase(words)
        assert ENGINE.answer(Request(query=query, limit=0)).total == one.documents > 0
        assert one.typed in " ".join(typed)


@given(word=some.sampled_from(sorted(set(re.findall(r"\w+", "".join(
    page.text for document in DOCUMENTS for page in document.pages
))))))  # fmt: skip
def test_no_word_of_the_library_is_ever_put_right(word: str) -> None:
    assert correct(word) == []


def test_a_library_without_words_proposes_nothing() -> None:
    assert Speller(Vocabulary()).correct([Word("segragation")], MemoryEngine()) == ()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("segragation rent", "segregation rent"),
        ("(Segragation, OR rent)", "(segregation, OR rent)"),
        ('segragation "segragation"', 'segregation "segragation"'),
        ("title:segragation segragation", "title:segragation segregation"),
        ("-segragation =segragation segragation*", "-segragation =segragation segragation*"),
        ("segragations", "segragations"),
    ],
)  # fmt: skip
def test_a_query_is_written_anew_with_its_plain_words_put_right(text: str, meant: str) -> None:
    one = Correction(typed="segragation", text="segregation", documents=1)

    assert rewritten(text, [one]) == meant


def test_several_words_are_written_anew_as_what_they_were_meant_for() -> None:
    found = [
        Correction(typed="inte gration", text="integration", documents=1),
        Correction(typed="socialhousing", text="social housing", documents=1),
    ]

    assert rewritten("inte  gration socialhousing", found) == "integration social housing"
    assert rewritten("inte OR gration", found) == "inte OR gration"


@given(text=some.text(max_size=60), typed=some.text(max_size=6), meant=some.text(max_size=6))
def test_writing_anew_never_raises(text: str, typed: str, meant: str) -> None:
    rewritten(text, [Correction(typed=typed, text=meant, documents=1)])
