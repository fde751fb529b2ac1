"""The table of formats, and what all of them promise."""

import io
import re
import tracemalloc
from collections.abc import Iterator

import pytest

from corpus.document import Document
from search.export import FORMATS, TABLES, UnknownFormat, write_documents, write_table
from search.export.entries import Entry


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_has_a_suffix_and_a_media_type(name: str) -> None:
    one = FORMATS[name]

    assert one.name == name
    assert re.fullmatch(r"\.[a-z]+", one.suffix)
    assert re.fullmatch(r"(text|application)/[a-z0-9.+-]+", one.media_type)


def test_no_two_formats_share_a_suffix() -> None:
    assert len({one.suffix for one in FORMATS.values()}) == len(FORMATS)


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownFormat, match="bibtex"):
        write_documents(io.BytesIO(), [], "word")


def test_a_table_of_any_columns_is_no_list_of_references() -> None:
    with pytest.raises(UnknownFormat, match=", ".join(TABLES)):
        write_table(io.BytesIO(), ["a"], [], "ris")


class Nowhere(io.RawIOBase):
    """A stream that counts, and keeps nothing."""

    def __init__(self) -> None:
        self.many = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        length = len(bytes(data))  # type: ignore[call-overload]
        self.many += length
        return int(length)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "xlsx"])
def test_an_entry_is_written_before_the_next_is_asked_for(name: str, stuttgart: Document) -> None:
    stream, before = Nowhere(), []

    def entries() -> Iterator[Entry]:
        for rank in range(1, 4):
            before.append(stream.many)
            yield Entry(document=stuttgart, rank=rank)

    write_documents(stream, entries(), name)  # type: ignore[arg-type]

    assert before[1] - before[0] > 100
    assert before[2] - before[1] > 100


@pytest.mark.parametrize("name", FORMATS)
def test_ten_times_as_many_entries_need_no_more_memory(name: str, stuttgart: Document) -> None:
    few, many = peak(name, stuttgart, 100), peak(name, stuttgart, 1000)

    assert many < few + 400_000  # the keys of BibTeX, and the table of contents of a workbook


def peak(name: str, document: Document, count: int) -> int:
    entries = (Entry(document=document, rank=rank) for rank in range(count))
    stream = Nowhere()
    if name == "xlsx":
        write_documents(io.BytesIO(), [], name)  # what is imported is not counted
    tracemalloc.start()
    try:
        write_documents(stream, entries, name)  # type: ignore[arg-type]
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
