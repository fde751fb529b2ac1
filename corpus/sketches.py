"""Sketches of documents: how they are kept, and by which parts of them alike ones are found.

A sketch begins with the number of words and a checksum of all letters; then come
the numbers of a MinHash, four bytes each. Documents that share a proportion `s` of
their passages agree in about that proportion of the numbers. A text of few words
has no numbers: it is compared as a whole.
"""

import hashlib
import struct
from typing import NamedTuple

NUMBERS = 128
"""Numbers of a sketch: alike by 0.7, two documents agree in 0.70 ± 0.04 of them."""

ROWS = 4
"""Numbers of a band. Of 32 bands, two documents that share 0.7 of their passages have one in
common in 9,998 of 10,000 cases, two that share 0.3 in a quarter of them."""

CHECKSUM = (5, 8)
"""Where the checksum stands in a sketch that is kept: its first byte, counted from 1, and bytes."""

_HEAD = struct.Struct("<I8s")
_NUMBER = 4


class Sketch(NamedTuple):
    """A sketch taken apart. `numbers` are 4 * NUMBERS bytes, or none."""

    words: int
    checksum: bytes
    numbers: bytes = b""


def as_bytes(sketch: Sketch) -> bytes:
    """A sketch as it is kept."""
    return _HEAD.pack(min(sketch.words, 0xFFFFFFFF), sketch.checksum) + sketch.numbers


def sketch_of(kept: bytes) -> Sketch | None:
    """A sketch as it was before it was kept; None where there is none.

    >>> sketch_of(as_bytes(Sketch(7, b"checksum")))
    Sketch(words=7, checksum=b'checksum', numbers=b'')
    """
    if len(kept) < _HEAD.size:
        return None
    words, checksum = _HEAD.unpack_from(kept)
    return Sketch(words, checksum, kept[_HEAD.size :])


def bands(kept: bytes) -> list[int]:
    """Numbers that alike documents are likely to have in common: signed, of 64 bits.

    The first stands for the text as a whole; those of texts that have sketches
    with numbers follow.
    """
    sketch = sketch_of(kept)
    if sketch is None:
        return []
    size = ROWS * _NUMBER
    parts = [sketch.numbers[start : start + size] for start in range(0, len(sketch.numbers), size)]
    return [
        band_of_text(sketch.checksum),
        *(_band(number, part) for number, part in enumerate(parts, start=1)),
    ]


def band_of_text(checksum: bytes) -> int:
    """The band that all documents of one text have in common, and no others."""
    return _band(0, checksum)


def _band(number: int, part: bytes) -> int:
    hashed = hashlib.blake2b(part, digest_size=8, salt=str(number).encode()).digest()
    return int.from_bytes(hashed, "little", signed=True)
