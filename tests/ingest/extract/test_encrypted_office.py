import contextlib
import io
import logging
import traceback
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from corpus.failures import CannotRead, Reason
from ingest.extract.encrypted_office import PASSWORD_OF_EXCEL, EncryptedOfficeReader
from ingest.extract.extracted import Allowed, Extracted
from ingest.media_type import ENCRYPTED_OFFICE, media_type_of

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SECRET = "Wrocław-geheim"


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Rents", 1)
    document.add_paragraph("They rose.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def locked(tmp_path: Path, content: bytes, password: str = SECRET) -> Path:
    path = tmp_path / "a.docx"
    with path.open("wb") as out:
        OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return path


def _whole() -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(word())).encrypt(SECRET, out)
    return out.getvalue()


WHOLE = _whole()


def read(path: Path, *passwords: str) -> Extracted:
    (extracted,) = EncryptedOfficeReader().read(path, Allowed(passwords=passwords))
    return extracted


def test_a_locked_file_has_a_media_type_of_its_own(tmp_path: Path) -> None:
    assert media_type_of(locked(tmp_path, word())) == ENCRYPTED_OFFICE


def test_the_passwords_given_are_tried_in_turn(tmp_path: Path) -> None:
    extracted = read(locked(tmp_path, word()), "wrong", "\ud800", SECRET)

    assert [(p.label, p.text) for p in extracted.pages] == [("Rents", "Rents\n\nThey rose.")]


def test_a_workbook_that_excel_opens_unasked_is_read_unasked(tmp_path: Path) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Rents"])  # type: ignore[union-attr,unused-ignore]
    book.save(out)

    assert read(locked(tmp_path, out.getvalue(), PASSWORD_OF_EXCEL)).pages[0].text == "Rents"


@pytest.mark.parametrize(
    ("passwords", "said"),
    [
        ((), "The Office file opens with a password only."),
        (("wrong", "worse"), "None of the passwords given opens the Office file."),
    ],
)
def test_it_is_said_whether_a_password_is_missing_or_wrong(
    tmp_path: Path, passwords: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CannotRead) as refused:
        read(locked(tmp_path, word()), *passwords)

    assert (refused.value.reason, refused.value.message) == (Reason.ENCRYPTED, said)


def test_no_password_is_shown_or_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    path = locked(tmp_path, word())
    with pytest.raises(CannotRead) as refused:
        read(path, SECRET.upper(), "Łódź")

    shown = "".join(traceback.format_exception(refused.value)) + caplog.text
    assert SECRET.upper() not in shown
    assert "\u0141" not in shown.replace('"Łódź"', "")
    assert SECRET not in repr(Allowed(passwords=(SECRET,)))


@pytest.mark.parametrize("end", [600, 4096, -2000])
def test_a_locked_file_that_breaks_off_is_refused(tmp_path: Path, end: int) -> None:
    path = locked(tmp_path, word())
    path.write_bytes(path.read_bytes()[:end])

    with pytest.raises(CannotRead):
        read(path, SECRET)


def test_what_is_locked_and_is_no_document_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"/>')
        archive.writestr("holiday.jpg", bytes(9000))

    with pytest.raises(CannotRead) as refused:
        read(locked(tmp_path, out.getvalue()), SECRET)

    assert refused.value.reason is Reason.NOT_THIS_FORMAT


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=8
)
@given(at=st.integers(0, 6000), new=st.binary(max_size=8))
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, at: int, new: bytes) -> None:
    path = tmp_path / "damaged.docx"
    path.write_bytes(WHOLE[:at] + new + WHOLE[at + len(new) :])

    with contextlib.suppress(CannotRead):
        read(path, SECRET)


@pytest.mark.parametrize(
    "content", [b"", b"words", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999)]
)
def test_any_bytes_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)

    with pytest.raises(CannotRead):
        read(path, SECRET)
