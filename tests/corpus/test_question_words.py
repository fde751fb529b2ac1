"""Words that only put a question are told from those it asks for."""

from pathlib import Path

import pytest

from corpus.errors import BadVocabulary
from corpus.question_words import QuestionWords, read_question_words
from corpus.vocabulary import read_vocabulary
from corpus.words import words
from tests.each import each

SHIPPED = read_vocabulary().question_words


def asked_for(question: str) -> list[str]:
    typed = question.split()
    rest = typed[SHIPPED.opening(typed) :]
    return [word for word in rest if not SHIPPED.is_function_word(word)]


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("which cities give migrants voting rights", "cities give migrants voting rights"),
        ("how do cities prevent radicalisation of young muslims",
         "cities prevent radicalisation young muslims"),
        ("who pays for language courses", "pays language courses"),
        ("what is the Integrating Cities Charter", "Integrating Cities Charter"),
        ("labour market integration of newcomers", "labour market integration newcomers"),
        ("CLIP vs intercultural cities", "CLIP intercultural cities"),
        ("wie wird Segregation in Wien verhindert", "Segregation Wien verhindert"),
        ("quelles sont les politiques de logement", "politiques logement"),
        ("welke steden geven stemrecht aan migranten", "steden geven stemrecht migranten"),
        ("qué ciudades tienen viviendas para inmigrantes", "ciudades viviendas inmigrantes"),
        ("quali sono le politiche per la casa a Torino", "politiche casa Torino"),
    ],
)  # fmt: skip
def test_what_a_question_asks_for_is_kept(question: str, kept: str) -> None:
    assert asked_for(question) == kept.split()


@each(
    "word",
    words(
        "right rights system state new work welcome area areas home us may will case group"
        " member need old open order place problem room uk year young research section page"
        " information war man door son public local social city cities give pays"
    ),
)
def test_a_word_a_report_may_be_about_is_looked_for(word: str) -> None:
    assert not SHIPPED.is_function_word(word)


@each("word", ["A", "b", "7", "2010", "WHO", "IT", "OR", ""])
def test_letters_numbers_and_capitals_are_looked_for(word: str) -> None:
    assert not SHIPPED.is_function_word(word)


@each("word", ["the", "The", "für", "fur", "des", "perché", "voor", "más"])
def test_a_function_word_is_known_in_any_letters(word: str) -> None:
    assert SHIPPED.is_function_word(word)


def test_a_question_opens_and_goes_on() -> None:
    assert SHIPPED.is_question(words("what is a mosque"))
    assert not SHIPPED.is_question(["housing", "policy"])
    assert not SHIPPED.is_question(["what"])
    assert not SHIPPED.is_question([])


def test_a_library_has_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "question_words.toml"
    path.write_text('[sv]\nfunction_words = ["och", "på"]\nopenings = ["vad är"]\n')

    own = read_question_words(path)

    assert own.is_function_word("på")
    assert own.opening(["Vad", "är", "integration"]) == 2
    assert not own.is_function_word("the")


def test_without_a_file_every_word_is_looked_for() -> None:
    assert not QuestionWords().is_function_word("the")
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
