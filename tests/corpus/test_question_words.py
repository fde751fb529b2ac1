"""Words that only put a question are told from those it asks for."""

from pathlib import Path

import pytest

from corpus.errors import BadVocabulary
from corpus.question_words import QuestionWords, read_question_words
from corpus.vocabulary import read_vocabulary
from corpus.words import words
from tests.each import each

SHIPPED = read_vocabulary().question_words


def asked_for(question: str, language: str) -> list[str]:
    typed = question.split()
    rest = typed[SHIPPED.opening(typed, [language]) :]
    return [word for word in rest if not SHIPPED.is_function_word(word, [language])]


@pytest.mark.parametrize(
    ("language", "question", "kept"),
    [
        ("en", "which cities give migrants voting rights", "cities give migrants voting rights"),
        ("en", "how do cities prevent radicalisation of young muslims",
         "cities prevent radicalisation young muslims"),
        ("en", "who pays for language courses", "pays language courses"),
        ("en", "what is the Integrating Cities Charter", "Integrating Cities Charter"),
        ("en", "labour market integration of newcomers", "labour market integration newcomers"),
        ("en", "CLIP vs intercultural cities", "CLIP intercultural cities"),
        ("en", "comment on a car by the sea in El Salvador", "comment car sea El Salvador"),
        ("de", "wie wird Segregation in Wien verhindert", "Segregation Wien verhindert"),
        ("de", "war die Stadt am Meer", "Stadt Meer"),
        ("fr", "quelles sont les politiques de logement", "politiques logement"),
        ("nl", "welke steden geven stemrecht aan migranten", "steden geven stemrecht migranten"),
        ("es", "qué ciudades tienen viviendas para inmigrantes", "ciudades viviendas inmigrantes"),
        ("it", "quali sono le politiche per la casa a Torino", "politiche casa Torino"),
    ],
)  # fmt: skip
def test_what_a_question_asks_for_is_kept(language: str, question: str, kept: str) -> None:
    assert asked_for(question, language) == kept.split()


@each(
    "word",
    words(
        "right rights system state new work welcome area areas home us may will case group"
        " member need old open order place problem room uk year young research section page"
        " information war man door son public local social city cities give pays"
    ),
)
def test_a_word_a_report_may_be_about_is_looked_for(word: str) -> None:
    assert not SHIPPED.is_function_word(word, ["en"])


@each("word", ["A", "b", "7", "2010", "WHO", "IT", "OR", ""])
def test_letters_numbers_and_capitals_are_looked_for(word: str) -> None:
    assert not SHIPPED.may_be_function_word(word)


@each("word", ["the", "The", "für", "fur", "des", "perché", "voor", "más"])
def test_a_function_word_is_known_in_any_letters(word: str) -> None:
    assert SHIPPED.may_be_function_word(word)


def test_a_word_is_looked_for_if_it_says_something_in_a_language_it_may_be_of() -> None:
    assert SHIPPED.is_function_word("car", ["fr"])
    assert not SHIPPED.is_function_word("car", ["fr", "en"])
    assert SHIPPED.is_function_word("in", ["de", "en"])
    assert not SHIPPED.is_function_word("the", [])
    assert not SHIPPED.is_function_word("the", ["hu"])


def test_a_question_opens_and_goes_on() -> None:
    assert SHIPPED.is_question(words("what is a mosque"), ["en"])
    assert not SHIPPED.is_question(["housing", "policy"], ["en"])
    assert not SHIPPED.is_question(["what"], ["en"])
    assert not SHIPPED.is_question([], ["en"])


def test_a_question_opens_in_each_language_it_may_be_in() -> None:
    assert SHIPPED.opening(["hay", "viviendas"], ["es"]) == 1
    assert SHIPPED.opening(["hay", "fever"], ["es", "en"]) == 0
    assert SHIPPED.opening(["hay", "viviendas"]) == 1


def test_a_library_has_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "question_words.toml"
    path.write_text('[sv]\nfunction_words = ["och", "på"]\nopenings = ["vad är"]\n')

    own = read_question_words(path)

    assert own.is_function_word("på", ["sv"])
    assert own.opening(["Vad", "är", "integration"], ["sv"]) == 2
    assert not own.may_be_function_word("the")


def test_without_a_file_every_word_is_looked_for() -> None:
    assert not QuestionWords().is_function_word("the", ["en"])
    assert QuestionWords().opening(["what"]) == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('function_words = ["the"]\n', "function_words is no table of a language"),
        ('[en]\nfunction_words = "the"\n', "function_words is no list of texts"),
        ("[en]\nopenings = [1]\n", "openings is no list of texts"),
        ("[en\n", "not readable TOML"),
    ],
)
def test_a_mistake_names_the_file(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "question_words.toml"
    path.write_text(text)

    with pytest.raises(BadVocabulary, match=message) as caught:
        read_question_words(path)
    assert str(path) in caught.value.message
    assert caught.value.hint
