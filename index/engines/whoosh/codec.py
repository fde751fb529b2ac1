"""How a list of entries is kept in whoosh's files: in blocks that are read whole.

Whoosh keeps a block as one number and one byte string an entry, and hands it
out entry by entry. Here a block is three arrays, and where the words stand is
only cut apart when someone asks. The files fit machines of one byte order.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3PostingsWriter

BLOCK = 1024
"""Entries in a block."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rising entries, how often each holds the term, and where, if that was written."""

    entries: Sequence[int]
    often: Sequence[float]
    lengths: Sequence[int]
    where: bytes

    def places(self) -> Iterator[bytes]:
        """Where the term stands, as it was written, entry by entry."""
        ends = accumulate(self.lengths, initial=0)
        return (self.where[start:end] for start, end in pairwise(ends))


class ListCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with these blocks in it."""

    # Lengths of entries are in their records. Whoosh would look for a file of its own
    # lengths at every word of every entry.
    length_stats = False

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:  # noqa: FBT001, FBT002
        return _ListWriter(dbfile, blocklimit=BLOCK, byteids=byteids, inlinelimit=0)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> Any:
        return ListReader(dbfile, *terminfo.extent(), format_, term=term, scorer=scorer)


class _ListWriter(W3PostingsWriter):  # type: ignore[misc]
    def _mini_ids(self) -> bytes:
        steps = array("I", [self._ids[0], *(b - a for a, b in pairwise(self._ids))])
        return steps.tobytes()

    def _mini_weights(self) -> bytes:
        often: bytes = self._weights.tobytes()
        return often

    def _mini_values(self) -> tuple[bytes, bytes]:
        return array("I", map(len, self._values)).tobytes(), b"".join(self._values)


class ListReader(W3LeafMatcher):  # type: ignore[misc]
    """One list. Whoosh walks it when it merges; questions take its `blocks`."""

    def blocks(self) -> Iterator[Block]:
        """The list from where it is read, a block at a time."""
        while self.is_active():
            yield self._block()
            self._next_block()

    def _block(self) -> Block:
        if self._data is None:
            self._read_data()
        steps, often, (lengths, where) = self._data
        entries = tuple(accumulate(_whole(steps)))
        return Block(entries, array("f", often), _whole(lengths), where)

    def _read_ids(self) -> None:
        self._ids = self._block().entries

    def _read_weights(self) -> None:
        self._weights = self._block().often

    def _read_values(self) -> None:
        block = self._block()
        self._values = tuple(block.places()) or (b"",) * len(block.entries)


def _whole(data: bytes) -> "array[int]":
    return array("I", data)
