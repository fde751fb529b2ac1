"""How much do two documents say in the same words, and is that one work?

Measured on 98 reports in six languages, of which six stand there as PDF and as
HTML: these six share 0.96 to 1.00 of their shingles of four words, whatever
became of columns, hyphens and running heads. Pages of 50 to 80 words filled in
from one template, on different councils, share up to 0.81; case studies of
600 words with the same "about us", up to 0.36; no other two share 0.3.
"""

import re
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from corpus.catalogue import Catalogue
from corpus.catalogue.comparing import Compared
from corpus.document import Claim, Origin
from corpus.sketches import Sketch
from corpus.words import fold, words
from ingest.compare.letters import Letters, Numbers

ALIKE = 0.7
"""Share of the passages from which on two documents are alike: midway between what templates
of any length and versions share, as far as reports are concerned."""

ALIKE_IF_SHORT = 0.9
"""The share for a text of fewer than LONG words: in so short a form all but a name and a number
may be given."""

LONG = 1000

SURELY_UNLIKE = 0.55
"""Below this share of common numbers of the sketches nobody looks at the texts: four times the
error of a sketch below ALIKE."""

MOST_KEPT = 1 << 22
"""Shingles of texts that are kept at hand: 32 MB."""

_TELLING: dict[str, frozenset[Origin]] = {
    "city": frozenset({Origin.CORRECTION, Origin.SIDECAR, Origin.TITLE, Origin.FILE_NAME}),
    "year": frozenset({Origin.CORRECTION, Origin.SIDECAR, Origin.TITLE, Origin.FILE_NAME}),
    "module": frozenset({Origin.CORRECTION, Origin.SIDECAR, Origin.TITLE}),
}
"""Fields by which editions and filled-in templates differ, and the origins that are believed:
the day on which a file was made says nothing of its edition."""

_NUMBER = re.compile(r"\d{1,9}")


class Member:
    """A document among those that are compared, and what a person said of it.

    One that `is_alone` is no version of another, as a person said.
    """

    def __init__(
        self, compared: Compared, catalogue: Catalogue, said: Sequence[Claim] = ()
    ) -> None:
        self.compared = compared
        self.document = compared.document
        self.id = compared.document.id
        self.is_alone = any(one.field == "work" and not one.value for one in said)
        self._catalogue = catalogue

    @property
    def sketch(self) -> Sketch:
        return self.compared.sketch or Sketch(0, b"")

    @cached_property
    def title_words(self) -> tuple[str, ...]:
        return tuple(fold(word) for word in words(self.document.first("title")))

    @cached_property
    def title_numbers(self) -> frozenset[str]:
        texts = (self.document.first("title"), self.document.first("subtitle"))
        return frozenset(number for text in texts for number in _NUMBER.findall(text))

    @cached_property
    def telling(self) -> dict[str, frozenset[str]]:
        """What tells this document from others of its kind, by field."""
        claims = self._catalogue.claims(self.id)
        said = {claim.field for claim in claims if claim.origin in _TELLING.get(claim.field, ())}
        return {field: frozenset(self.document.all(field)) for field in _TELLING
                if field in said and self.document.all(field)}  # fmt: skip


def perhaps_alike(one: Sketch, others: Sequence[tuple[str, Sketch]]) -> list[str]:
    """Those of some documents of which the texts are to be compared with that of one."""
    numbers = np.frombuffer(one.numbers, "<u4")
    comparable = [(id_, own) for id_, own in others if len(own.numbers) == len(one.numbers)]
    if not len(numbers) or not comparable:
        return []
    table = np.frombuffer(b"".join(own.numbers for _, own in comparable), "<u4")
    shares = (table.reshape(-1, len(numbers)) == numbers).mean(axis=1)
    return [id_ for (id_, _), share in zip(comparable, shares, strict=True)
            if share >= SURELY_UNLIKE]  # fmt: skip


def are_editions(one: Member, other: Member) -> bool:
    """Whether what is said of two documents tells them apart: another city, year or number.

    Nothing is told apart by what only one of them says.
    """
    if one.id in other.document.all("part_of") or other.id in one.document.all("part_of"):
        return True
    first, second = one.title_numbers, other.title_numbers
    if first and second and not (first <= second or second <= first):
        return True
    return any(
        one.telling[field].isdisjoint(other.telling[field])
        for field in one.telling.keys() & other.telling.keys()
    )


def are_one_work(one: Member, other: Member, share: float) -> bool:
    """Whether two documents that have a share of their passages in common are one work."""
    if min(one.sketch.words, other.sketch.words) < LONG:
        both_named = one.title_words and other.title_words
        if share < ALIKE_IF_SHORT or (both_named and one.title_words != other.title_words):
            return False
    return share >= ALIKE and not are_editions(one, other)


class Texts:
    """The shingles of stored texts, those asked for last kept at hand."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._kept: OrderedDict[str, Numbers] = OrderedDict()
        self._size = 0

    def of(self, document_id: str) -> Numbers:
        """The different shingles of a document, in order."""
        if document_id in self._kept:
            self._kept.move_to_end(document_id)
            return self._kept[document_id]
        pages = self._catalogue.pages_to_compare(document_id)
        found = np.unique(Letters(page.matched for page in pages).shingles)
        self._kept[document_id] = found
        self._size += len(found)
        while self._size > MOST_KEPT and len(self._kept) > 1:
            self._size -= len(self._kept.popitem(last=False)[1])
        return found

    def in_common(self, one: str, other: str) -> int:
        """How many shingles two documents have in common."""
        return len(np.intersect1d(self.of(one), self.of(other), assume_unique=True))

    def share(self, one: str, other: str) -> float:
        """What share of their shingles two documents have in common (Jaccard)."""
        common = self.in_common(one, other)
        both = len(self.of(one)) + len(self.of(other)) - common
        return common / both if both else 0.0

    def held_by(self, one: str, other: str) -> float:
        """What share of the shingles of a document stands in another as well."""
        return self.in_common(one, other) / max(len(self.of(one)), 1)
