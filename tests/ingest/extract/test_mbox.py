"""Mail boxes: each message is a document, and one that is none is named."""

import contextlib
import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.failures import CannotRead
from ingest.extract.extracted import Record
from ingest.extract.mbox import MboxReader
from ingest.media_type import MAIL, MBOX, media_type_of

FROM = b"From ana@city.eu Thu May 14 10:00:00 2009\n"
FIRST = b"From: Ana <ana@city.eu>\nSubject: Housing in Vienna\nDate: Thu, 14 May 2009\n\nFlats.\n"
SECOND = b"From: Jan\nSubject: Schools\n\nFrom here on\n>From now on\n>>From then on\n"


def records(tmp_path: Path, content: bytes) -> list[Record]:
    path = tmp_path / "box.mbox"
    path.write_bytes(content)
    return list(MboxReader().records(path))


def test_each_message_is_a_document(tmp_path: Path) -> None:
    first, second = records(tmp_path, FROM + FIRST + b"\n" + FROM + SECOND + b"\n")

    assert (first.number, first.place) == (1, "message 1 at line 1")
    assert (second.number, second.place) == (2, "message 2 at line 8")
    (letter,) = first.read()
    assert letter.heading == "Housing in Vienna"
    assert [page.text for page in letter.pages] == ["Flats."]
    (letter,) = second.read()
    assert letter.pages[0].text == "From here on\nFrom now on\n>From then on"


def test_a_message_is_called_as_if_it_were_saved_alone(tmp_path: Path) -> None:
    first, _ = records(tmp_path, FROM + FIRST + b"\n" + FROM + SECOND + b"\n")

    assert first.sha256 == hashlib.sha256(FIRST).hexdigest()


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_line_ends_are_those_of_any_system(tmp_path: Path, end: bytes) -> None:
    content = (FROM + FIRST + b"\n" + FROM + SECOND).replace(b"\n", end)

    assert [record.read()[0].heading for record in records(tmp_path, content)] == [
        "Housing in Vienna",
        "Schools",
    ]


def test_what_is_no_message_is_named_and_its_neighbours_are_read(tmp_path: Path) -> None:
    content = b"\n".join([FROM + FIRST, FROM + b"\nno headers\n", FROM + SECOND])
    first, bad, last = records(tmp_path, content)

    with pytest.raises(CannotRead, match="Message 2 at line 8 has none of the headers"):
        bad.read()
    assert first.read()[0].heading == "Housing in Vienna"
    assert last.read()[0].heading == "Schools"


def test_a_message_that_is_too_large_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.extract.mbox.LONGEST_RECORD", 1000)
    content = FROM + FIRST + b"word\n" * 10_000 + b"\n" + FROM + SECOND
    large, last = records(tmp_path, content)

    with pytest.raises(CannotRead, match="Message 1 at line 1 is longer than"):
        large.read()
    assert last.read()[0].heading == "Schools"


def test_an_attachment_is_a_part_of_its_message(tmp_path: Path) -> None:
    content = FROM + (
        b'From: Ana\nSubject: Notes\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n\n'
        b'See there.\n--x\nContent-Disposition: attachment; filename="notes.txt"\n\nFlats.\n--x--\n'
    )
    (record,) = records(tmp_path, content)

    assert [one.is_part for one in record.read()] == [False, True]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a", FROM + FIRST, MBOX),
        ("a.txt", FROM + FIRST, MBOX),
        ("a.mbox", b"Any text", MBOX),
        ("a.eml", FROM + FIRST, MAIL),
        ("a.txt", b"From Vienna at 10:30 one goes\nto Linz.\n", "text/plain"),
    ],
)
def test_a_mail_box_is_known(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    assert media_type_of(path) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from([FROM, FIRST, b"\n", b"\r\n", b"From ", b"\x00\xff"])))
def test_any_bytes_are_read_or_refused(tmp_path: Path, parts: list[bytes]) -> None:
    for record in records(tmp_path, b"".join(parts)):
        with contextlib.suppress(CannotRead):
            assert record.read()
