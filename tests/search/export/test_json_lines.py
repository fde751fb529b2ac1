"""One object a line, whatever is in it."""

import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from search.export import write_table
from search.export.entries import COLUMNS, Entry
from tests.search.export.conftest import ENTRIES, exported


def test_a_document_has_lists_where_a_field_may_have_several_values(stuttgart: Document) -> None:
    read = json.loads(exported([Entry(document=stuttgart, rank=2, pages=(3, 23))], "jsonl"))

    assert (read["rank"], read["year"], read["pages"]) == (2, 2009, [3, 23])
    assert read["author"] == ["Doris Lüken-Klaßen", "Franziska Pohl"]
    assert (read["title"], read["network"], read["code"]) == (
        "Housing and segregation of migrants",
        ["CLIP"],
        ["EF0912"],
    )


def test_what_is_not_known_is_null_or_empty() -> None:
    read = json.loads(exported([Entry(document=Document(id="1"))], "jsonl"))

    assert {name for name, value in read.items() if value} == {"id"}


def test_a_table_keeps_its_numbers_and_has_no_formula_to_guard() -> None:
    stream = io.BytesIO()
    write_table(stream, ["city", "sum"], [["=Graz", 2], ["Linz", float("inf")]], "jsonl")

    assert [json.loads(line) for line in stream.getvalue().splitlines()] == [
        {"city": "=Graz", "sum": 2},
        {"city": "Linz", "sum": None},
    ]


@settings(max_examples=50)
@given(st.lists(ENTRIES, max_size=3))
def test_each_entry_is_one_line_for_every_reader(entries: list[Entry]) -> None:
    lines = exported(entries, "jsonl").splitlines()

    assert [tuple(json.loads(line)) for line in lines] == [COLUMNS] * len(entries)
