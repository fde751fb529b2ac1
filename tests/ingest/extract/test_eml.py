import contextlib
import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.failures import CannotRead, Reason
from ingest.extract.eml import DEEPEST, MOST_ATTACHMENTS, EmlReader
from ingest.extract.extracted import Allowed, Extracted


def letter(text: str = "Rents rose again this year.", subject: str = "Rents") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Ana Ruiz <ana@example.org>"
    message["Date"] = "Fri, 1 May 2009 09:30:00 +0200"
    message.set_content(text)
    return message


def read(
    tmp_path: Path, content: EmailMessage | bytes, allowed: Allowed | None = None
) -> list[Extracted]:
    path = tmp_path / "a.eml"
    path.write_bytes(content if isinstance(content, bytes) else content.as_bytes())
    return EmlReader().read(path, allowed or Allowed())


def text(document: Extracted) -> str:
    return "|".join(page.text for page in document.pages)


def test_the_headers_become_title_author_and_day(tmp_path: Path) -> None:
    (document,) = read(tmp_path, letter())

    assert [(c.field, c.value) for c in document.claims] == [
        ("title", "Rents"),
        ("author", "Ana Ruiz"),
        ("year", "2009"),
        ("published_on", "2009-05-01"),
    ]
    assert (document.heading, text(document)) == ("Rents", "Rents rose again this year.")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"=?utf-8?q?Mieten_in_=C3=96sterreich?=", "Mieten in Österreich"),
        ("Loyers à Liège".encode("cp1252"), "Loyers à Liège"),
        ("Czynsze we Wrocławiu".encode(), "Czynsze we Wrocławiu"),
        (b"Re: AW: Fwd: Re[2]: Rents", "Rents"),
        (b"Reform of rents", "Reform of rents"),
        (b"=?nonsense?q?Rents?=", "=?nonsense?q?Rents?="),
    ],
)
def test_a_subject_is_read_as_meant(tmp_path: Path, written: bytes, meant: str) -> None:
    (document,) = read(tmp_path, b"Subject: " + written + b"\n\nText\n")

    assert document.heading == meant


@pytest.mark.parametrize("date", ["", "yesterday", "99 Foo 2009", "Fri, 31 Feb 2009 09:30"])
def test_a_date_that_is_none_is_no_claim(tmp_path: Path, date: str) -> None:
    (document,) = read(tmp_path, f"Subject: Rents\nDate: {date}\n\nText".encode())

    assert [claim.field for claim in document.claims] == ["title"]


def test_of_two_forms_of_a_text_the_plain_one_is_read(tmp_path: Path) -> None:
    message = letter("Rents rose again, and by more than they ever did.")
    message.add_alternative("<p>As a page</p>", subtype="html")

    (document,) = read(tmp_path, message)

    assert text(document) == "Rents rose again, and by more than they ever did."


def test_a_plain_text_that_only_points_to_the_page_is_not_read(tmp_path: Path) -> None:
    message = letter("See the page.")
    message.add_alternative("<h1>Rents</h1><p>They rose.</p>", subtype="html")

    (document,) = read(tmp_path, message)

    assert [(p.label, p.text) for p in document.pages] == [("Rents", "Rents\n\nThey rose.")]


def test_an_attachment_is_a_part_with_its_file_name_as_heading(tmp_path: Path) -> None:
    message = letter()
    message.add_attachment("No heading here,\n\n1.", filename="minutes 2009.txt")
    message.add_attachment(b"# Rents\n\nThey rose.", maintype="application",
                           subtype="octet-stream", filename="../../etc/rents.md")  # fmt: skip

    whole, minutes, rents = read(tmp_path, message)

    assert not whole.is_part
    assert (minutes.is_part, minutes.heading) == (True, "No heading here,")
    assert (rents.is_part, rents.heading, text(rents)) == (True, "Rents", "Rents\n\nThey rose.")


def test_an_attachment_without_a_heading_is_called_by_its_file_name(tmp_path: Path) -> None:
    message = letter()
    message.add_attachment("123", filename="minutes 2009.txt")

    assert read(tmp_path, message)[1].heading == "minutes 2009"


def test_an_attachment_that_cannot_be_read_is_a_warning_that_names_it(tmp_path: Path) -> None:
    message = letter()
    message.add_attachment(b"%PDF-1.4 cut", maintype="application", subtype="pdf",
                           filename="rents.pdf")  # fmt: skip

    (document,) = read(tmp_path, message)

    assert document.warnings == (
        "The attachment 'rents.pdf' is not read: The PDF breaks off before its end.",
    )


def test_a_picture_in_the_text_and_a_signature_are_passed_over(tmp_path: Path) -> None:
    message = letter()
    message.add_related(b"\x89PNG", "image", "png", cid="<logo>", filename="logo.png")
    message.add_attachment(b"x", maintype="application", subtype="pgp-signature", filename="s.asc")

    (document,) = read(tmp_path, message)

    assert document.warnings == ()


def test_a_message_in_a_message_is_a_part_with_its_own_description(tmp_path: Path) -> None:
    message = letter()
    message.add_attachment(letter("They fell.", "Rents in Graz"))

    _, inner = read(tmp_path, message)

    assert (inner.is_part, inner.heading, text(inner)) == (True, "Rents in Graz", "They fell.")


def test_messages_within_messages_are_opened_to_some_depth(tmp_path: Path) -> None:
    message = letter("innermost")
    for number in range(DEEPEST + 3):
        outer = letter(f"around {number}")
        outer.add_attachment(message)
        message = outer

    documents = read(tmp_path, message)

    assert len(documents) == DEEPEST
    assert any("in a row are opened" in said for one in documents for said in one.warnings)


def test_of_many_attachments_the_first_are_read(tmp_path: Path) -> None:
    message = letter()
    for number in range(MOST_ATTACHMENTS + 5):
        message.add_attachment(f"Text {number}", filename=f"{number}.txt")

    documents = read(tmp_path, message)

    assert len(documents) == MOST_ATTACHMENTS + 1
    assert documents[0].warnings == ("The message has more than 100 attachments.",)


@pytest.mark.parametrize(
    "content", [b"", b"just words\n", b"\xff\xfe\x00" * 9, b"X-No: header\n\n"]
)
def test_what_has_no_header_of_a_message_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CannotRead) as refused:
        read(tmp_path, content)

    assert refused.value.reason is Reason.NOT_THIS_FORMAT


def test_a_message_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    message = letter()
    message.add_attachment(b"x" * 9_000, maintype="text", subtype="plain", filename="long.txt")

    documents = read(tmp_path, message.as_bytes()[:5_000])

    assert text(documents[0]) == "Rents rose again this year."
    assert set(text(documents[1])) == {"x", "|"}


def test_more_pages_than_allowed_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRead) as refused:
        read(tmp_path, letter("word " * 9_000), Allowed(pages=2))

    assert refused.value.reason is Reason.TOO_LARGE


NASTY = [b"(" * 50_000, b'"' * 50_000, b"=?utf-8?q?a?= " * 9_000, b"=?" * 30_000, b"a@" * 30_000,
         b"<" * 50_000, b"," * 50_000, b"x; a*0*=b" * 9_000, b"\xff" * 50_000, b"\\" * 50_000,
         b"Re:" * 30_000, b"a: " * 9_000]  # fmt: skip
NAMES = [b"Subject", b"From", b"Date", b"Keywords", b"Content-Type", b"Content-Disposition",
         b"Content-Transfer-Encoding"]  # fmt: skip


@pytest.mark.parametrize("value", NASTY, ids=lambda value: value[:9].hex())
def test_hostile_headers_take_no_time(tmp_path: Path, value: bytes) -> None:
    before = time.process_time()
    headers = b"".join(name + b": " + value + b"\n" for name in NAMES)
    with contextlib.suppress(CannotRead):
        read(tmp_path, headers + b"\nText\n")

    assert time.process_time() - before < 60


def test_multiparts_within_multiparts_are_refused(tmp_path: Path) -> None:
    head = b"Subject: x\nMIME-Version: 1.0\n"
    nest = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3_000)
    )
    with pytest.raises(CannotRead) as refused:
        read(tmp_path, head + nest + b"\nText\n")

    assert refused.value.reason is Reason.NOT_THIS_FORMAT


WHOLE = letter()
WHOLE.add_alternative("<p>page</p>", subtype="html")
WHOLE.add_attachment("attached", filename="a.txt")
BYTES = WHOLE.as_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(0, len(BYTES) - 1), new=st.binary(max_size=8))
def test_a_damaged_message_is_read_or_refused(tmp_path: Path, at: int, new: bytes) -> None:
    with contextlib.suppress(CannotRead):
        read(tmp_path, BYTES[:at] + new + BYTES[at + len(new) :])
