import re
import zipfile
from pathlib import Path

import pytest

from corpus.failures import CannotRead, Reason
from ingest import media_type
from ingest.extract.readers import BUILT_IN
from ingest.media_type import media_type_of
from tests.each import each

A_MEDIA_TYPE = r"(?:application|audio|image|message|text)/[a-z0-9][a-z0-9.+-]*"

TIKA = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "torture" / "tika"

LISTED = [
    *(kind for _, kind in media_type.STARTS),
    *(kind for _, kind in media_type.IN_A_ZIP),
    *(kind for _, kind in media_type.IN_AN_OLE_FILE),
    *media_type.SUFFIXES.values(),
    *media_type.WORDS,
    *BUILT_IN,
]


@each("kind", LISTED)
def test_every_listed_media_type_is_one(kind: str) -> None:
    assert re.fullmatch(A_MEDIA_TYPE, kind)


@each("suffix", media_type.SUFFIXES)
def test_every_listed_suffix_is_one(suffix: str) -> None:
    assert re.fullmatch(r"\.[a-z]+", suffix)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pdf", b"%PDF-1.7\n", "application/pdf"),
        ("a.bin", b"\xef\xbb\xbf\n%PDF-1.4", "application/pdf"),
        ("report.pdf", b"<!DOCTYPE html><html><p>Not found", "text/html"),
        ("a", b"<!-- x --><!-- y -->\n<HTML lang=en>", "text/html"),
        ("a", b"<?xml version='1.0'?>\n<html xmlns='x'>", "text/html"),
        ("a.xml", b"<?xml version='1.0'?>\n<feed/>", "application/xml"),
        ("a.html", b"just words", "text/html"),
        ("a.md", b"# Housing", "text/markdown"),
        ("a.txt", b"Housing", "text/plain"),
        ("a.txt", "Liège".encode("utf-16"), "text/plain"),
        ("a.txt", "Liège et Malmö, une étude".encode("cp1252"), "text/plain"),
        ("noname", b"Housing in Vienna", "text/plain"),
        ("a.csv", b"city,year\nVienna,2009", "text/csv"),
        ("a.jsonl", b"not even json", "application/jsonl"),
        ("a", b'{"id": 1, "text": "x"}\n', "application/jsonl"),
        ("a.txt", b"{\\rtf1 x}", "application/rtf"),
        ("a.txt", b"BM was founded in 1990", "text/plain"),
        ("a.bin", b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "application/x-ole-storage"),
        (
            "a",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "application/msword",
        ),
        ("a.eml", b"Hello\n", "message/rfc822"),
        ("a", b"Received: from x\nMessage-ID: <1>\n", "message/rfc822"),
        ("a.pdf", b"\x00\x01\x02\x03" * 9, "application/pdf"),
        ("a.docx", b"PK\x03\x04cut off", media_type.DOCX),
        ("a.odt", b"PK\x03\x04cut off", media_type.ODT),
        ("a.zip", b"PK\x03\x04cut off", "application/zip"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            media_type.ENCRYPTED_OFFICE,
        ),
        (
            "a.doc",
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>',
            media_type.DOC,
        ),
    ],
)
def test_the_bytes_decide_before_the_name(
    tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    assert media_type_of(path) == expected


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("word/document.xml", media_type.DOCX),
        ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ppt/presentation.xml", media_type.PPTX),
        ("META-INF/container.xml", media_type.EPUB),
        ("holiday.jpg", "application/zip"),
        ("photos/xl/1.jpg", "application/zip"),
    ],
)
def test_a_zip_is_named_after_what_it_holds(tmp_path: Path, member: str, expected: str) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "")

    assert media_type_of(path) == expected


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"", Reason.EMPTY),
        ("a.xyzzy", b"\x00\x01\x02\x03" * 9, Reason.UNSUPPORTED),
        ("a.txt", b"\x00\x01\x02\x03" * 9, Reason.NOT_THIS_FORMAT),
    ],
)
def test_what_cannot_be_a_document_is_refused_with_a_reason(
    tmp_path: Path, name: str, content: bytes, reason: Reason
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(CannotRead) as refused:
        media_type_of(path)

    assert refused.value.reason is reason


def test_opendocument_is_known_by_its_mimetype_wherever_that_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "x" * 999)
        archive.writestr("mimetype", media_type.ODS)

    assert media_type_of(path) == media_type.ODS


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("a.pdf", media_type.DOCX, "Named .pdf, but it is a Word file (.docx); read as that."),
        ("a.PDF", media_type.HTML, "Named .pdf, but it is a web page; read as that."),
        ("a.doc", media_type.RTF, "Named .doc, but it is an RTF file; read as that."),
        ("a.txt", media_type.PDF, "Named .txt, but it is a PDF; read as that."),
        ("a.docx", media_type.PLAIN_TEXT, "Named .docx, but it is plain text; read as that."),
        ("a.docx", media_type.DOCX, ""),
        ("a.docx", media_type.ENCRYPTED_OFFICE, ""),
        ("a.txt", media_type.HTML, ""),
        ("a.md", media_type.MAIL, ""),
        ("a.jsonl", media_type.PLAIN_TEXT, ""),
        ("a.odt", media_type.ODG, ""),
        ("a.docm", media_type.DOCX, ""),
        ("noname", media_type.PDF, ""),
        ("v1.2", media_type.PDF, ""),
    ],
)
def test_a_name_that_promises_another_format_is_told(name: str, kind: str, said: str) -> None:
    assert media_type.misnamed(Path(name), kind) == said


@pytest.mark.shared
@pytest.mark.skipif(not TIKA.is_dir(), reason="the folder of hostile files is not here")
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("testWORD_embeded.doc", media_type.DOC),
        ("simple_lower_case.doc", media_type.DOC),
        ("testWORDML_tableInsideParagraph.doc", media_type.DOC),
        ("testWORD_protected_passtika.docx", media_type.ENCRYPTED_OFFICE),
    ],
)
def test_an_older_office_file_is_known_by_the_streams_at_its_top(name: str, kind: str) -> None:
    assert media_type_of(TIKA / name) == kind
