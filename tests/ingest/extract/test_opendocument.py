import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.failures import CannotRead, Reason
from ingest.extract.extracted import Allowed, Extracted
from ingest.extract.opendocument import OpenDocumentReader

NAMESPACES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
        for name, path in {
            "office": "office",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "style": "style",
            "presentation": "presentation",
            "meta": "meta",
            "manifest": "manifest",
            "svg": "svg-compatible",
        }.items()
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
MANIFEST = "META-INF/manifest.xml"


def made(tmp_path: Path, body: str, before: str = "", **parts: str) -> Path:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}>{before}<office:body>{body}</office:body>"
            "</office:document-content>",
        )
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def read(path: Path, allowed: Allowed | None = None) -> Extracted:
    (extracted,) = OpenDocumentReader().read(path, allowed or Allowed())
    return extracted


def text(tmp_path: Path, inner: str, before: str = "") -> list[tuple[str, str]]:
    extracted = read(made(tmp_path, f"<office:text>{inner}</office:text>", before))
    return [(page.label, page.text) for page in extracted.pages]


def test_a_section_of_a_text_is_a_page(tmp_path: Path) -> None:
    inner = (
        "<text:p>Before</text:p>"
        '<text:h text:outline-level="1">Housing</text:h><text:p>Flats</text:p>'
        '<text:h text:outline-level="3">Detail</text:h><text:p>Many</text:p>'
        '<text:section><text:h text:outline-level="2">Rents</text:h></text:section>'
        "<text:list><text:list-item><text:p>They rose</text:p></text:list-item></text:list>"
    )

    assert text(tmp_path, inner) == [
        ("", "Before"),
        ("Housing", "Housing\n\nFlats\n\nDetail\n\nMany"),
        ("Rents", "Rents\n\nThey rose"),
    ]


def test_a_paragraph_in_a_style_made_of_the_title_is_a_heading(tmp_path: Path) -> None:
    style = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    body = (
        '<office:text><text:p text:style-name="P1">Rents</text:p><text:p>x</text:p></office:text>'
    )

    assert read(made(tmp_path, body, style)).heading == "Rents"


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in (("City", "Year"), ("Vienna", "2009"))
    )

    assert text(tmp_path, f"<table:table>{rows}</table:table>") == [
        ("", "City\tYear\nVienna\t2009")
    ]


def test_spaces_tabs_and_lines_are_written_out(tmp_path: Path) -> None:
    inner = (
        '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>'
        "<text:span>d</text:span>e</text:p>"
    )

    assert text(tmp_path, inner) == [("", "a   b\tc\nde")]


def test_footnotes_come_after_the_text_and_comments_and_deletions_not_at_all(
    tmp_path: Path,
) -> None:
    inner = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        "<text:p>Rents<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A note.</text:p></text:note-body></text:note> rose"
        "<office:annotation><text:p>Really?</text:p></office:annotation>.</text:p>"
    )

    assert text(tmp_path, inner) == [
        ("", "Rents rose."),
        ("Footnotes", "Footnotes\n\nA note."),
    ]


def test_a_slide_is_a_page_with_its_number_title_and_notes(tmp_path: Path) -> None:
    frame = "<draw:frame{}><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    body = (
        "<office:presentation><draw:page/><draw:page>"
        + frame.format(' presentation:class="title"', "Rents")
        + frame.format("", "They rose")
        + f"<presentation:notes>{frame.format('', 'Say why')}</presentation:notes>"
        + "</draw:page></office:presentation>"
    )

    assert [(p.number, p.label, p.text) for p in read(made(tmp_path, body)).pages] == [
        (1, "", ""),
        (2, "Rents", "Rents\n\nThey rose\n\nSay why"),
    ]


def test_a_sheet_is_a_page_under_its_name(tmp_path: Path) -> None:
    body = (
        '<office:spreadsheet><table:table table:name="Rents"><table:table-row>'
        "<table:table-cell><text:p>Vienna</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"/>'
        "<table:table-cell><text:p>9</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="99999999999"/>'
        "</table:table-row></table:table></office:spreadsheet>"
    )

    assert [(p.label, p.text) for p in read(made(tmp_path, body)).pages] == [
        ("Rents", "Vienna\t\t\t9")
    ]


def test_what_the_file_says_of_itself_becomes_claims(tmp_path: Path) -> None:
    meta = (
        f"<office:document-meta {NAMESPACES}><office:meta><dc:title>Rents in Vienna</dc:title>"
        "<meta:initial-creator>Ana Ruiz</meta:initial-creator><dc:creator>Someone</dc:creator>"
        "<meta:keyword>rents</meta:keyword><meta:keyword>flats</meta:keyword>"
        "<dc:language>de-AT</dc:language><meta:creation-date>2009-05-01T10:00:00"
        "</meta:creation-date></office:meta></office:document-meta>"
    )
    path = made(tmp_path, "<office:text><text:p>x</text:p></office:text>", **{"meta.xml": meta})

    assert [(c.field, c.value) for c in read(path).claims] == [
        ("title", "Rents in Vienna"),
        ("author", "Ana Ruiz"),
        ("tag", "rents"),
        ("tag", "flats"),
        ("language", "de"),
        ("year", "2009"),
    ]


def test_a_file_whose_parts_are_encrypted_is_named_so(tmp_path: Path) -> None:
    manifest = (
        f"<manifest:manifest {NAMESPACES}><manifest:file-entry><manifest:encryption-data/>"
        "</manifest:file-entry></manifest:manifest>"
    )
    path = made(tmp_path, "", **{MANIFEST: manifest})

    with pytest.raises(CannotRead) as refused:
        read(path)

    assert refused.value.reason is Reason.ENCRYPTED


@pytest.mark.parametrize("body", ["", "<office:text/>", "<other/>", "<office:presentation/>"])
def test_a_body_without_text_is_read_or_refused(tmp_path: Path, body: str) -> None:
    with contextlib.suppress(CannotRead):
        assert read(made(tmp_path, body)).pages == ()


def test_more_pages_than_allowed_are_refused(tmp_path: Path) -> None:
    path = made(tmp_path, f"<office:presentation>{'<draw:page/>' * 9}</office:presentation>")

    with pytest.raises(CannotRead) as refused:
        read(path, Allowed(pages=8))

    assert refused.value.reason is Reason.TOO_LARGE


def test_an_unpacked_size_beyond_what_is_allowed_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, f"<office:text>{'<text:p/>' * 999}</office:text>")

    with pytest.raises(CannotRead) as refused:
        read(path, Allowed(bytes_unpacked=5_000))

    assert refused.value.reason is Reason.TOO_LARGE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(0, 900), new=st.binary(max_size=4), end=st.sampled_from([None, -30, 300]))
def test_a_damaged_file_is_read_or_refused(
    tmp_path: Path, at: int, new: bytes, end: int | None
) -> None:
    whole = made(tmp_path, "<office:text><text:p>Rents rose.</text:p></office:text>").read_bytes()
    path = tmp_path / "damaged.odt"
    path.write_bytes((whole[:at] + new + whole[at + len(new) :])[:end])

    with contextlib.suppress(CannotRead):
        read(path)
