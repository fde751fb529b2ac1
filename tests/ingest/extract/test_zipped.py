import io
import struct
import zipfile
from pathlib import Path

import pytest

from corpus.failures import CannotRead, Reason
from ingest.extract.extracted import Allowed
from ingest.extract.zipped import check, parsed

MEGABYTE = 1 << 20


def archive(tmp_path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def refusal(path: Path, bytes_unpacked: int = 1 << 30) -> Reason:
    with pytest.raises(CannotRead) as refused:
        check(path, Allowed(bytes_unpacked=bytes_unpacked), "Word file")
    return refused.value.reason


def saying(path: Path, size: int, said: int) -> Path:
    """The same archive, whose directory says another size."""
    content = path.read_bytes()
    assert content.count(struct.pack("<I", size)) == 2
    path.write_bytes(content.replace(struct.pack("<I", size), struct.pack("<I", said)))
    return path


def test_an_archive_within_what_is_allowed_passes(tmp_path: Path) -> None:
    check(archive(tmp_path, {"a": b"text"}), Allowed(), "Word file")


def test_what_it_says_it_unpacks_to_is_counted(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a": bytes(MEGABYTE), "b": bytes(MEGABYTE)})

    assert refusal(path, bytes_unpacked=MEGABYTE) is Reason.TOO_LARGE


def test_what_it_really_unpacks_to_is_counted(tmp_path: Path) -> None:
    path = saying(archive(tmp_path, {"a": bytes(5 * MEGABYTE + 7)}), 5 * MEGABYTE + 7, 9)

    assert refusal(path, bytes_unpacked=MEGABYTE) is Reason.TOO_LARGE


def test_a_member_that_python_unpacks_without_bounds_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a": bytes(MEGABYTE)}, zipfile.ZIP_LZMA)

    assert refusal(path) is Reason.NOT_THIS_FORMAT


def test_an_archive_of_very_many_members_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, {str(number): b"" for number in range(20_001)})

    assert refusal(path) is Reason.TOO_LARGE


def test_a_locked_member_is_named_so(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a": b"text"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    assert refusal(path) is Reason.ENCRYPTED


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.NOT_THIS_FORMAT),
        (b"words", Reason.NOT_THIS_FORMAT),
        (b"PK\x03\x04 cut", Reason.TRUNCATED),
    ],
)
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes, reason: Reason) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)

    assert refusal(path) is reason


def test_a_broken_picture_does_not_matter(tmp_path: Path) -> None:
    path = archive(tmp_path, {"picture": bytes(100), "text": bytes(MEGABYTE)})
    content = bytearray(path.read_bytes())
    content[37] ^= 0xFF
    path.write_bytes(content)

    check(path, Allowed(bytes_unpacked=2 * MEGABYTE), "Word file")


def test_an_entity_that_names_a_file_is_not_filled_in(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    xml = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]><a>x&e;</a>'

    assert parsed(xml.encode(), "Word file").text == "x"


def test_entities_that_grow_without_bounds_are_refused() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "{"x" * 1000}">{levels}]><a>&e9;</a>'

    with pytest.raises(CannotRead):
        parsed(bomb.encode(), "Word file")


@pytest.mark.parametrize("xml", [b"", b"<a>", b"\xff", b"<a>" * 1000 + b"</a>" * 1000])
def test_a_part_that_is_no_xml_is_damaged(xml: bytes) -> None:
    with pytest.raises(CannotRead, match="The Word file is damaged"):
        parsed(xml, "Word file")


def test_a_stream_of_zeros_as_large_as_memory_is_not_unpacked(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made, made.open("a", "w") as member:
        for _ in range(64):
            member.write(bytes(MEGABYTE))
    path = tmp_path / "a.docx"
    path.write_bytes(buffer.getvalue())
    saying(path, 64 * MEGABYTE, 10)

    assert refusal(path, bytes_unpacked=32 * MEGABYTE) is Reason.TOO_LARGE
