import contextlib
import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.failures import CannotRead, Reason
from ingest.extract.docx import DocxReader
from ingest.extract.extracted import Allowed, Extracted

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def made(write: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(tmp_path: Path, content: bytes) -> Extracted:
    path = tmp_path / "report.docx"
    path.write_bytes(content)
    (extracted,) = DocxReader().read(path)
    return extracted


def refusal(tmp_path: Path, content: bytes) -> Reason:
    with pytest.raises(CannotRead) as refused:
        read(tmp_path, content)
    return refused.value.reason


def report(document: Any) -> None:
    document.add_paragraph("Before")
    document.add_heading("Housing", 1)
    document.add_paragraph("Flats")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "City", "Year"
    table.cell(1, 0).text, table.cell(1, 1).text = "Vienna", "2009"
    document.add_heading("In Vienna", 2)
    document.add_heading("Detail", 3)
    document.add_paragraph("Many")


WHOLE = made(report)


def replaced(content: bytes, member: str, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as archive:
        for info in old.infolist():
            archive.writestr(
                info.filename, new if info.filename == member else old.read(info.filename)
            )
    return out.getvalue()


def test_a_section_a_page_with_its_tables_in_place(tmp_path: Path) -> None:
    extracted = read(tmp_path, WHOLE)

    assert [(p.label, p.text) for p in extracted.pages] == [
        ("", "Before"),
        ("Housing", "Housing\n\nFlats\n\nCity\tYear\nVienna\t2009"),
        ("In Vienna", "In Vienna\n\nDetail\n\nMany"),
    ]
    assert extracted.heading == "Housing"


def test_a_heading_style_with_a_name_of_its_own_is_known_by_its_level(tmp_path: Path) -> None:
    def write(document: Any) -> None:
        style = document.styles.add_style("Kapitel", 1)
        style.element.get_or_add_pPr().append(
            parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>')
        )
        document.add_paragraph("Wohnen", style="Kapitel")
        document.add_paragraph("Text")

    assert [p.label for p in read(tmp_path, made(write)).pages] == ["Wohnen"]


def test_content_controls_are_read_and_deleted_text_is_not(tmp_path: Path) -> None:
    def write(document: Any) -> None:
        words = "<w:p><w:r><w:t>Cover</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p>"
        document.element.body.insert(
            0,
            parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent>{words}</w:sdtContent></w:sdt>"),
        )

    assert [p.text for p in read(tmp_path, made(write)).pages] == ["Cover"]


def test_properties_of_the_file_become_claims(tmp_path: Path) -> None:
    def write(document: Any) -> None:
        properties = document.core_properties
        properties.title, properties.author = "Housing in Vienna", "Ana Ruiz"
        properties.keywords, properties.language = "housing; Vienna", "de-AT"
        properties.created = datetime.datetime(2009, 5, 1)  # noqa: DTZ001 -- the format has no zone

    found = [(c.field, c.value, c.confidence) for c in read(tmp_path, made(write)).claims]
    assert found == [
        ("title", "Housing in Vienna", 0.8),
        ("author", "Ana Ruiz", 0.8),
        ("tag", "housing", 0.6),
        ("tag", "Vienna", 0.6),
        ("language", "de", 0.4),
        ("year", "2009", 0.3),
    ]


def test_a_file_that_breaks_off_is_truncated(tmp_path: Path) -> None:
    assert refusal(tmp_path, WHOLE[: len(WHOLE) // 2]) is Reason.TRUNCATED


@pytest.mark.parametrize("content", [b"", b"nothing of the kind", b"\0" * 100])
def test_a_file_that_is_no_archive_is_named_so(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content) is Reason.NOT_THIS_FORMAT


@pytest.mark.parametrize("xml", [b"", b"<w:document>", b"<a/>", b"\xff" * 9])
def test_a_broken_part_is_a_damaged_file(tmp_path: Path, xml: bytes) -> None:
    damaged = replaced(WHOLE, "word/document.xml", xml)

    assert refusal(tmp_path, damaged) is Reason.NOT_THIS_FORMAT


@pytest.mark.parametrize("allowed", [Allowed(bytes_unpacked=10_000), Allowed(pages=2)])
def test_more_than_is_allowed_is_refused(tmp_path: Path, allowed: Allowed) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(WHOLE)

    with pytest.raises(CannotRead) as refused:
        DocxReader().read(path, allowed)

    assert refused.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    "kind",
    [
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_a_template_and_a_document_with_macros_are_read_too(tmp_path: Path, kind: bytes) -> None:
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        types = archive.read("[Content_Types].xml")
    assert plain in types

    extracted = read(tmp_path, replaced(WHOLE, "[Content_Types].xml", types.replace(plain, kind)))

    assert extracted.heading == "Housing"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    with contextlib.suppress(CannotRead):
        read(tmp_path, content)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(0, len(WHOLE) - 1), new=st.binary(max_size=4), end=st.sampled_from([0, None]))
def test_a_damaged_file_is_read_or_refused(
    tmp_path: Path, at: int, new: bytes, end: int | None
) -> None:
    with contextlib.suppress(CannotRead):
        read(tmp_path, WHOLE[:at] + new + WHOLE[at + len(new) :][:end])


MEMBERS = ["word/document.xml", "word/styles.xml", "docProps/core.xml", "[Content_Types].xml"]


@pytest.mark.parametrize("member", MEMBERS)
@pytest.mark.parametrize("xml", [b"", b"<a/>", b"<a>", b"\0"])
def test_a_damaged_part_is_read_over_or_refused(tmp_path: Path, member: str, xml: bytes) -> None:
    with contextlib.suppress(CannotRead):
        read(tmp_path, replaced(WHOLE, member, xml))


def without_properties(content: bytes) -> bytes:
    """The file as Google Docs exports it: nothing of it says who wrote it and when."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as archive:
        for name in old.namelist():
            data = old.read(name)
            if name == "_rels/.rels":
                data = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", data)
            if name != "docProps/core.xml":
                archive.writestr(name, data)
    return out.getvalue()


def test_a_file_without_properties_says_nothing_of_itself(tmp_path: Path) -> None:
    extracted = read(tmp_path, without_properties(WHOLE))

    assert extracted.claims == ()
    assert "Flats" in extracted.pages[1].text


def run_of(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("properties", "is_shown"),
    [
        ("", True),
        ("<w:vanish/>", False),
        ('<w:vanish w:val="true"/>', False),
        ('<w:vanish w:val="0"/>', True),
        ("<w:b/>", True),
    ],
)
def test_hidden_words_are_no_text(tmp_path: Path, properties: str, *, is_shown: bool) -> None:
    def write(document: Any) -> None:
        xml = f"<w:p {nsdecls('w')}>{run_of('before')}{run_of('secret', properties)}</w:p>"
        document.element.body.insert(0, parse_xml(xml))

    assert ("secret" in read(tmp_path, made(write)).pages[0].text) is is_shown


def test_a_text_box_stands_apart_from_the_words_it_is_anchored_to(tmp_path: Path) -> None:
    box = "<w:p><w:r><w:t>inner</w:t></w:r></w:p>"
    anchored = f"<w:r><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r>"

    def write(document: Any) -> None:
        xml = f"<w:p {nsdecls('w')}>{run_of('mid')}{anchored}{run_of('tail')}</w:p>"
        document.element.body.insert(0, parse_xml(xml))

    assert read(tmp_path, made(write)).pages[0].text.split() == ["mid", "inner", "tail"]


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as old, zipfile.ZipFile(out, "w") as archive:
        for name in old.namelist():
            plain = rb"http://schemas\.openxmlformats\.org/(\w+)/2006/"
            data = old.read(name)
            if name != "[Content_Types].xml" and "core" not in name:
                data = re.sub(plain, rb"http://purl.oclc.org/ooxml/\1/", data)
            archive.writestr(name, data)

    assert read(tmp_path, out.getvalue()).pages == read(tmp_path, WHOLE).pages


@pytest.mark.parametrize(
    ("kind", "blob", "text"),
    [
        ("text/html", b"<h1>Rents</h1><p>They rose.</p>", "Rents They rose."),
        ("text/plain", "Miete für alle".encode("cp1252"), "Miete für alle"),
        ("application/rtf", b"{\\rtf1 Rents}", ""),
    ],
)
def test_a_part_in_another_format_is_read_or_named(
    tmp_path: Path, kind: str, blob: bytes, text: str
) -> None:
    def write(document: Any) -> None:
        part = Part(PackURI("/word/chunk.dat"), kind, blob, document.part.package)
        relation = document.part.relate_to(part, f"{RELATIONS}/aFChunk")
        xml = f'<w:altChunk {nsdecls("w", "r")} r:id="{relation}"/>'
        document.element.body.insert(0, parse_xml(xml))
        document.add_paragraph("After")

    extracted = read(tmp_path, made(write))

    words = " ".join(" ".join(page.text for page in extracted.pages).split())
    assert words == f"{text} After".strip()
    assert [kind in said for said in extracted.warnings] == ([] if text else [True])
