"""The measuring of page questions itself: what counts as an answer, and what a rule off changes."""

import json
from pathlib import Path

import pytest

from benchmarks.page_questions import (
    RULES,
    Question,
    Rule,
    interval,
    measure,
    questions_in,
    scores,
)
from corpus.document import Document, Page
from tests.search.made_library import searcher_of

LINE = {
    "id": "1",
    "text": "soil of the plain",
    "lang": "en",
    "page_lang": "en",
    "document": "a.pdf",
    "page": 2,
    "answer": "the soil of the plain is wet",
    "answer_pages": [["a.pdf", 2]],
    "also": [["a.html", 2, 2], ["b.pdf", 1, 1]],
}


@pytest.fixture
def questions(tmp_path: Path) -> list[Question]:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    return questions_in(path)


def document(name: str, *texts: str) -> Document:
    pages = (Page(number=n, text=text, language="en") for n, text in enumerate(texts, start=1))
    return Document(id=f"{name}.pdf", pages=tuple(pages))


def test_the_page_that_answers_first_is_perfect(tmp_path: Path, questions: list[Question]) -> None:
    answering = document("a", "River.", "In spring the soil of the plain is wet.")
    other = document("b", "Soil and rivers, and what else flows through the land.")
    searcher = searcher_of(tmp_path, [answering, other, document("c", "Rain.")])

    (one,) = scores(searcher, questions)

    assert (one.document, one.ndcg, one.first, one.answer, one.found) == (1, 1, 1, 1, 1)


def test_a_wrong_page_first_is_worth_less(tmp_path: Path, questions: list[Question]) -> None:
    loud = document("c", "Soil plain. " * 5)
    answering = document("a", "River.", "In spring the soil of the plain is wet, says a man.")
    searcher = searcher_of(tmp_path, [loud, answering])

    (one,) = scores(searcher, questions)

    assert (one.document, one.first, one.answer) == (0.5, 0, 1)
    assert 0 < one.ndcg < 1


def test_nothing_found_is_worth_nothing(tmp_path: Path, questions: list[Question]) -> None:
    (one,) = scores(searcher_of(tmp_path, []), questions)

    assert (one.document, one.ndcg, one.found) == (0, 0, 0)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_can_be_switched_off(
    tmp_path: Path, questions: list[Question], rule: Rule
) -> None:
    searcher = searcher_of(tmp_path, [document("a", "River.", "The soil of the plain.")])

    table = measure(lambda: searcher, questions, [rule])

    assert table.rows[-1][0] == f"without {rule.name}"
    assert table.rows[0][2] == "1.000"


def test_an_interval_holds_the_mean_of_what_it_is_drawn_of() -> None:
    low, high = interval([0.0, 0.1, 0.2, 0.3] * 10)

    assert low < 0.15 < high
