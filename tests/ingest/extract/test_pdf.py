import contextlib
import inspect
import io
import logging
from pathlib import Path
from typing import Any

import pypdf
import pypdf.errors
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf.constants import PageLabelStyle
from reportlab.pdfgen.canvas import Canvas

from corpus.failures import CannotRead, Reason
from ingest.extract import pdf
from ingest.extract.extracted import Allowed, Extracted
from ingest.extract.pdf import PdfReader, tidied


def made(*pages: str, **information: str) -> bytes:
    """A PDF with a line of text a page."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    for name, value in information.items():
        getattr(canvas, f"set{name}")(value)
    for text in pages:
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(content: bytes, change: Any) -> bytes:
    """A PDF after a change made with pypdf."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def read(tmp_path: Path, content: bytes) -> Extracted:
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    (extracted,) = PdfReader().read(path)
    return extracted


def refusal(tmp_path: Path, content: bytes) -> Reason:
    with pytest.raises(CannotRead) as refused:
        read(tmp_path, content)
    return refused.value.reason


def test_every_printed_page_is_a_page(tmp_path: Path) -> None:
    report = read(tmp_path, made("Housing in Vienna", "", "The end"))

    assert [(p.number, p.label, p.text) for p in report.pages] == [
        (1, "", "Housing in Vienna"),
        (2, "", ""),
        (3, "", "The end"),
    ]


def test_a_label_is_kept_where_it_is_not_the_number(tmp_path: Path) -> None:
    def number(writer: pypdf.PdfWriter) -> None:
        writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN)
        writer.set_page_label(2, 3, style=PageLabelStyle.DECIMAL, start=3)

    report = read(tmp_path, changed(made("a", "b", "c", "d"), number))

    assert [p.label for p in report.pages] == ["i", "ii", "", ""]


def test_document_information_becomes_claims(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        made(
            "x",
            Title="Housing in Vienna",
            Author="Ana Ruiz; Jan Ode",
            Subject="EF/09/176/EN",
            Keywords="housing, Vienna",
        ),
    )

    found = [(c.field, c.value) for c in report.claims if c.field != "year"]
    assert found == [
        ("title", "Housing in Vienna"),
        ("code", "EF09176"),
        ("author", "Ana Ruiz"),
        ("author", "Jan Ode"),
        ("tag", "housing"),
        ("tag", "Vienna"),
    ]
    assert next(c.evidence for c in report.claims if c.field == "title") == (
        "Title: Housing in Vienna"
    )


def test_the_year_of_making_counts_only_where_nothing_else_does(tmp_path: Path) -> None:
    report = read(tmp_path, made("x"))

    assert [c.confidence for c in report.claims if c.field == "year"] == [0.3]


def test_a_title_that_only_xmp_knows_is_found(tmp_path: Path) -> None:
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
        '<rdf:li xml:lang="x-default">Housing in Vienna</rdf:li></rdf:Alt></dc:title>'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )

    def describe(writer: pypdf.PdfWriter) -> None:
        writer.metadata = None
        writer.xmp_metadata = packet.encode()

    report = read(tmp_path, changed(made("x"), describe))

    assert [(c.field, c.value) for c in report.claims] == [("title", "Housing in Vienna")]


def test_a_password_is_named_as_the_reason(tmp_path: Path) -> None:
    locked = changed(made("x"), lambda w: w.encrypt("secret", algorithm="RC4-128"))

    assert refusal(tmp_path, locked) is Reason.ENCRYPTED


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_the_passwords_given_are_tried_in_turn(tmp_path: Path, algorithm: str) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(changed(made("Flats"), lambda w: w.encrypt("geheim", algorithm=algorithm)))

    (report,) = PdfReader().read(path, Allowed(passwords=("wrong", "\ud800", "Łódź", "geheim")))

    assert [page.text for page in report.pages] == ["Flats"]


@pytest.mark.parametrize(
    ("passwords", "said"),
    [
        ((), "The PDF opens with a password only."),
        (("wrong", "\ud800"), "None of the passwords given opens the PDF."),
    ],
)
def test_it_is_said_whether_a_password_is_missing_or_wrong(
    tmp_path: Path, passwords: tuple[str, ...], said: str
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(changed(made("x"), lambda w: w.encrypt("geheim", algorithm="AES-256")))

    with pytest.raises(CannotRead) as refused:
        PdfReader().read(path, Allowed(passwords=passwords))

    assert (refused.value.reason, refused.value.message) == (Reason.ENCRYPTED, said)


def test_pypdf_tries_the_passwords_where_pdfium_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        error = pypdfium2.PdfiumError("refused")
        error.err_code = pypdfium2.raw.FPDF_ERR_SECURITY
        raise error

    path = tmp_path / "report.pdf"
    path.write_bytes(changed(made("Flats"), lambda w: w.encrypt("geheim", algorithm="AES-256")))
    monkeypatch.setattr(pypdfium2, "PdfDocument", refuses)

    (report,) = PdfReader().read(path, Allowed(passwords=("wrong", "\ud800", "geheim")))

    assert [page.text for page in report.pages] == ["Flats"]


def test_more_pages_than_allowed_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(made("a", "b", "c"))

    with pytest.raises(CannotRead) as refused:
        PdfReader().read(path, Allowed(pages=2))

    assert refused.value.reason is Reason.TOO_LARGE


def test_an_empty_password_is_no_obstacle(tmp_path: Path) -> None:
    locked = changed(made("Flats"), lambda w: w.encrypt("", "owner", algorithm="RC4-128"))

    assert read(tmp_path, locked).pages[0].text == "Flats"


def test_a_file_that_breaks_off_is_truncated(tmp_path: Path) -> None:
    assert refusal(tmp_path, made("x" * 80)[:200]) is Reason.TRUNCATED


def test_a_file_that_is_no_pdf_is_named_so(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"\x00\x01 nothing of the kind") is Reason.NOT_THIS_FORMAT


def test_pypdf_reads_what_pdfium_does_not_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, password: str | None) -> None:
        raise pypdfium2.PdfiumError("no")

    monkeypatch.setattr(pypdfium2, "PdfDocument", refuse)
    report = read(tmp_path, made("Housing in Vienna", Title="Vienna"))

    assert [p.text for p in report.pages] == ["Housing in Vienna"]
    assert ("title", "Vienna") in [(c.field, c.value) for c in report.claims]
    assert report.warnings


def test_a_page_that_pdfium_does_not_open_is_rescued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = pdf._page
    monkeypatch.setattr(
        pdf, "_page", lambda d, index, **more: None if index else page(d, index, **more)
    )

    report = read(tmp_path, made("One", "Two"))

    assert [p.text for p in report.pages] == ["One", "Two"]
    assert report.warnings == ()


def test_pages_that_nobody_can_read_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_page", lambda d, index, **more: None)
    monkeypatch.setattr(pdf, "_text_by_pypdf", lambda reader, index: None)

    assert read(tmp_path, made("One", "Two")).warnings == ("2 of 2 pages cannot be read.",)


def test_every_exception_of_pypdf_is_foreseen() -> None:
    own = [
        error
        for _, error in inspect.getmembers(pypdf.errors, inspect.isclass)
        if issubclass(error, Exception) and not issubclass(error, Warning)
    ]

    assert own
    assert all(issubclass(error, pdf._gives_up()) for error in own)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("integra\ufffetion", "integra\u00ad\ntion"),
        ("integra\x02tion", "integra\u00ad\ntion"),
        ("integra\ufffe\r\ntion", "integra\u00ad\ntion"),
        ("integra\u00ad\r\ntion", "integra\u00ad\ntion"),
        ("2008\ufffe2010", "2008\u00ad\n2010"),
        ("at the end\ufffe", "at the end\u00ad"),
        ("of\ufb01ce \r\nwork ", "office\nwork"),
        ("½ and m²", "½ and m²"),
        ("وال \u064fمح\u064eد\u0651د", "وال\u064fمح\u064eد\u0651د"),
    ],
)
def test_a_place_where_the_layout_broke_a_word_is_marked(raw: str, expected: str) -> None:
    assert tidied(raw) == expected


WHOLE = made("Housing in Vienna", "Two", Title="Vienna")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    content=st.binary(max_size=200)
    | st.binary(max_size=50).map(lambda tail: b"%PDF-1.4\n" + tail)
    | st.integers(0, len(WHOLE)).map(lambda end: WHOLE[:end])
    | st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4)).map(
        lambda damage: WHOLE[: damage[0]] + damage[1] + WHOLE[damage[0] + len(damage[1]) :]
    )
)
def test_any_bytes_are_read_or_refused_without_a_word(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    with contextlib.suppress(CannotRead):
        read(tmp_path, content)

    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
