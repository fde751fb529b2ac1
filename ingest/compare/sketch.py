"""What a document is compared with others by, made where it is read.

The sketch is a MinHash by one permutation: of all shingles whose numbers begin
with the same bits the smallest is kept. An empty place takes what a place that
depends on it alone has (densification; Shrivastava, 2017), so that texts with
fewer shingles than places agree as often as they should.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus.document import Described, Page
from corpus.sketches import NUMBERS, Sketch, as_bytes
from ingest.compare.letters import Letters, Numbers, mixed, sentences

SHORT = 50
"""A text of fewer words is compared as a whole, with its title: one word may be all it says."""

END_PAGES = 5
"""Sentences of the first and the last pages are remembered: that is where imprints, thanks and
"about us" stand."""

_PLACE_SHIFT = np.uint64(64 - (NUMBERS.bit_length() - 1))
_NUMBER_SHIFT = _PLACE_SHIFT - np.uint64(32)


def sketched(described: Described) -> Described:
    """A document with what it is compared by. Every process makes the same of it."""
    document = described.document
    read = Letters(page.matched for page in document.pages)
    if not read.words:
        return described
    if read.words < SHORT:
        checksum = Letters([document.title, *(page.matched for page in document.pages)]).checksum
        made = Sketch(read.words, checksum)
    else:
        made = Sketch(read.words, read.checksum, minhash(read.shingles).astype("<u4").tobytes())
    said = sentences([page.matched for page in ends(document.pages)])
    numbers = tuple(one.number for one in said)
    return replace(described, sketch=as_bytes(made), sentences=numbers)


def ends(pages: Sequence[Page]) -> Sequence[Page]:
    """The first and the last pages."""
    if len(pages) <= 2 * END_PAGES:
        return pages
    return [*pages[:END_PAGES], *pages[-END_PAGES:]]


def minhash(shingles: Numbers) -> NDArray[np.uint32]:
    """The numbers of a sketch, of one shingle at least."""
    ordered = np.sort(shingles)
    places = np.arange(NUMBERS, dtype=np.uint64)
    first = np.searchsorted(ordered, places << _PLACE_SHIFT)
    least = ordered[np.minimum(first, len(ordered) - 1)]
    is_set = least >> _PLACE_SHIFT == places
    kept = (least >> _NUMBER_SHIFT).astype(np.uint32)
    if is_set.all():
        return kept
    borrowed = _lenders()[np.arange(NUMBERS), is_set[_lenders()].argmax(axis=1)]
    return np.where(is_set, kept, kept[borrowed])


@cache
def _lenders() -> NDArray[np.int64]:
    """For each place all places, in an order of its own, in which it borrows from them."""
    numbers = mixed(np.arange(1, NUMBERS * NUMBERS + 1, dtype=np.uint64))
    return np.argsort(numbers.reshape(NUMBERS, NUMBERS), axis=1, kind="stable")
