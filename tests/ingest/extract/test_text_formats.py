"""Plain text, Markdown and JSON lines."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Origin
from corpus.failures import CannotRead, Reason
from ingest.extract.encoding import decoded
from ingest.extract.extracted import Extracted, Reader
from ingest.extract.json_lines import JsonLinesReader
from ingest.extract.markdown import MarkdownReader
from ingest.extract.plain_text import PlainTextReader


def read_all(tmp_path: Path, reader: Reader, content: str | bytes) -> list[Extracted]:
    path = tmp_path / "file"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return reader.read(path)


def plain(tmp_path: Path, content: str | bytes) -> Extracted:
    return read_all(tmp_path, PlainTextReader(), content)[0]


def markdown(tmp_path: Path, content: str) -> Extracted:
    return read_all(tmp_path, MarkdownReader(), content)[0]


def lines(tmp_path: Path, *records: object) -> list[Extracted]:
    return read_all(tmp_path, JsonLinesReader(), "\n".join(json.dumps(r) for r in records))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_read_in_any_of_the_usual_encodings(encoding: str) -> None:
    assert decoded("Liège – Malmö".encode(encoding)) == "Liège – Malmö"


def test_form_feeds_are_page_breaks(tmp_path: Path) -> None:
    pages = plain(tmp_path, "One\f\fThree\f").pages

    assert [(p.number, p.label, p.text) for p in pages] == [(1, "", "One"), (2, "3", "Three")]


def test_a_short_first_line_is_the_heading(tmp_path: Path) -> None:
    assert plain(tmp_path, "\n\n# About  CLIP\n\nThe network").heading == "About CLIP"
    assert plain(tmp_path, "---\nx").heading == ""
    assert plain(tmp_path, "word " * 100).heading == ""


def test_a_text_of_spaces_has_no_page(tmp_path: Path) -> None:
    assert plain(tmp_path, " \n\n ").pages == ()


def test_both_kinds_of_markdown_headings_begin_a_section(tmp_path: Path) -> None:
    page = markdown(tmp_path, "Before\n\nHousing\n=======\nFlats\n\n#### In *Vienna*\nMany\n")

    assert [(p.label, p.text) for p in page.pages] == [
        ("", "Before"),
        ("Housing", "Housing\n\nFlats"),
        ("In Vienna", "In Vienna\n\nMany"),
    ]
    assert page.heading == "Housing"


def test_a_hash_in_code_is_no_heading(tmp_path: Path) -> None:
    page = markdown(tmp_path, "# A\n\n```\n# not a heading\n```\n")

    assert [p.text for p in page.pages] == ["A\n\n# not a heading"]


def test_markup_is_taken_off(tmp_path: Path) -> None:
    text = (
        "A **bold** [link](http://x.eu) and ![a map](m.png)\\_\n\n"
        "- one\n- two\n\n|City|Year|\n|-|-|\n|Vienna|2009|\n\n<div>raw <b>ht</b>ml</div>\n"
    )

    assert markdown(tmp_path, text).pages[0].text == (
        "A bold link and a map_\n\none\ntwo\n\nCity\tYear\nVienna\t2009\n\nraw html"
    )


def test_front_matter_becomes_claims(tmp_path: Path) -> None:
    page = markdown(
        tmp_path,
        "---\ntitle: 'Housing: Vienna'\ndate: 2009-05-14\nauthors:\n  - Ana Ruiz\n  - Jan Ode\n"
        "tags: [housing, flats]\nlayout: post\n---\n# Vienna\ntext\n",
    )

    assert [(c.field, c.value) for c in page.claims] == [
        ("title", "Housing: Vienna"),
        ("year", "2009"),
        ("published_on", "2009-05-14"),
        ("author", "Ana Ruiz"),
        ("author", "Jan Ode"),
        ("tag", "housing"),
        ("tag", "flats"),
    ]
    assert page.claims[0].evidence == "title: 'Housing: Vienna'"
    assert page.warnings == ("Front matter: no field is called 'layout'.",)
    assert [p.label for p in page.pages] == ["Vienna"]


def test_a_json_line_is_a_document_with_its_own_id(tmp_path: Path) -> None:
    first, second = lines(
        tmp_path,
        {"id": "cs-1", "title": "Housing", "cities": ["Vienna", "Linz"], "text": "Flats"},
        {"id": 2, "date": "2009-05-14", "pages": ["One", {"text": "Two", "label": "ii"}]},
    )

    assert (first.id, [p.text for p in first.pages]) == ("cs-1", ["Flats"])
    assert [(c.field, c.value, c.origin, c.evidence) for c in first.claims] == [
        ("title", "Housing", Origin.SIDECAR, "line 1"),
        ("city", "Vienna", Origin.SIDECAR, "line 1"),
        ("city", "Linz", Origin.SIDECAR, "line 1"),
    ]
    assert (second.id, [(p.number, p.label, p.text) for p in second.pages]) == (
        "2",
        [(1, "", "One"), (2, "ii", "Two")],
    )
    assert [(c.field, c.value) for c in second.claims] == [
        ("year", "2009"),
        ("published_on", "2009-05-14"),
    ]


def test_a_key_that_is_no_field_is_a_warning(tmp_path: Path) -> None:
    (document,) = lines(tmp_path, {"id": "1", "text": "x", "colour": "red", "year": {"a": 1}})

    assert document.warnings == (
        "Line 1: no field is called 'colour'.",
        "Line 1: year is neither text, nor number, nor a list.",
    )


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"text": "no id"}',
        b'{"id": ""}',
        b'{"id": true}',
        b'{"id": ["a"]}',
        b'{"id": "a\\u0000b"}',
        b'{"id": "a\\ud800b"}',
        b'{"id": "' + b"a" * 201 + b'"}',
        b'{"id": "2", "text": 3}',
        b'{"id": "2", "pages": [3]}',
        b'{"id": "2", "pages": [{"text": []}]}',
    ],
)
def test_a_bad_line_is_named_and_its_neighbours_are_read(tmp_path: Path, bad: bytes) -> None:
    content = b'{"id": "1", "text": "x"}\n' + bad + b'\n{"id": "3", "text": "y"}'

    documents = read_all(tmp_path, JsonLinesReader(), content)

    assert [document.id for document in documents] == ["1", "3"]
    (said,) = documents[0].warnings
    assert said.startswith("Line 2")


def test_lines_of_which_none_is_a_document_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r"Line 1 is no JSON\.") as refused:
        read_all(tmp_path, JsonLinesReader(), b"{\n{}")

    assert refused.value.reason is Reason.NOT_THIS_FORMAT


def test_a_name_of_no_field_is_told_once_however_many_lines_use_it(tmp_path: Path) -> None:
    documents = lines(tmp_path, *({"id": str(n), "colour": "red"} for n in range(3)))

    assert [document.warnings for document in documents] == [
        ("Line 1: no field is called 'colour'.",),
        (),
        (),
    ]


@pytest.mark.parametrize("reader", [PlainTextReader(), MarkdownReader(), JsonLinesReader()])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    content=st.binary(max_size=200)
    | st.text(alphabet="#=-*_`[]()<>!|:\\ \nab1\f\"'{}").map(str.encode)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["id", "text", "pages", "year", "x"]), inner)
        ),
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, reader: Reader, content: bytes) -> None:
    with contextlib.suppress(CannotRead):
        for document in read_all(tmp_path, reader, content):
            assert [page.number for page in document.pages] == [*range(1, len(document.pages) + 1)]


@pytest.mark.parametrize(
    "hostile",
    ["[" * 50_000, "> " * 20_000, "<!--" * 100_000, "---\na" + " " * 200_000, "*a_" * 20_000],
    ids=lambda text: str(text[:6]),
)
def test_hostile_markdown_is_read_in_time(tmp_path: Path, hostile: str) -> None:
    assert len(markdown(tmp_path, hostile).pages) >= 0
