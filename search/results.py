"""What a screen needs of a search, already decided."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.document import Claim, Origin
from corpus.names import language_name
from corpus.weighing import Weighed
from search.language.notes import Note
from search.question import Ask
from search.suggesting.spelling import Correction
from search.understanding.expansions import Expansion


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text, and whether it is what was looked for."""

    text: str
    is_match: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a page in segments. `…` at an end says that it was cut within a sentence."""

    segments: tuple[Segment, ...] = ()

    @property
    def text(self) -> str:
        """The passage without its marks."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHit:
    """A page that holds what was looked for. `name` is what to call it: `p. 12`, or a heading.

    `heading` is what its text stands under, where its name or the title does not say so.
    `similar` counts pages of its document that are left out: their passages are nearly its own.
    """

    number: int
    label: str
    name: str
    score: float
    passage: Passage
    similar: int = 0
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A document beside another. `format` is for people; `language` is a code, or empty."""

    id: str
    title: str
    format: str
    page_count: int
    language: str

    def __str__(self) -> str:
        pages = f"{self.page_count:,} {'page' if self.page_count == 1 else 'pages'}"
        language = language_name(self.language) if self.language else ""
        return ", ".join(part for part in (self.format, pages, language) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that answers, with its best pages.

    `more_pages` counts the pages with a match beyond those listed. `facts` is a
    line about it: city, kind, year … `score` compares hits of one search only.
    `versions` are the other versions of its work, and `shown_for` counts those
    among the results of this page that it stands for, itself included. `matched_in`
    names the fields that hold what was looked for, and the text. `matching` are the
    numbers of its pages with a match, in order, as many as were asked for. One that
    `is_further` is not counted in the result; `lacks` are the words it does not hold.
    """

    rank: int
    id: str
    title: tuple[Segment, ...]
    score: float
    values: Mapping[str, tuple[str, ...]]
    facts: tuple[str, ...]
    pages: tuple[PageHit, ...]
    more_pages: int
    has_text: bool
    versions: tuple[Related, ...] = ()
    translations: tuple[Related, ...] = ()
    part_of: Related | None = None
    parts: tuple[Related, ...] = ()
    shown_for: int = 1
    matched_in: tuple[str, ...] = ()
    matching: tuple[int, ...] = ()
    is_further: bool = False
    lacks: tuple[str, ...] = ()

    @property
    def plain_title(self) -> str:
        """The title without marks."""
        return "".join(segment.text for segment in self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value to narrow by. `label` is for people; `count` documents would be left."""

    value: str
    label: str
    count: int
    is_selected: bool
    is_excluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The values of one field in the results, in the order to show them.

    Selected values are always among them, also with no document left.
    """

    field: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A filter in force, to be shown and taken off."""

    field: str
    label: str
    value: str
    value_label: str
    is_excluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much was searched, and how much could not be."""

    documents: int
    without_text: int
    failed: int
    behind: int
    failed_records: int = 0

    def __str__(self) -> str:
        parts = [f"{self.documents:,} {_documents(self.documents)} searched"]
        if self.without_text:
            parts.append(f"{self.without_text:,} of them without text")
        if self.failed:
            parts.append(f"{self.failed:,} {'file' if self.failed == 1 else 'files'} not readable")
        if self.failed_records:
            records = "record" if self.failed_records == 1 else "records"
            parts.append(f"{self.failed_records:,} {records} not readable")
        if self.behind:
            parts.append("the index is not up to date")
        return ", ".join(parts) + "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """Another spelling of what was typed: `text`, by `corrections`.

    With `is_shown` it was searched for instead; otherwise it is only offered.
    """

    typed: str
    text: str
    corrections: tuple[Correction, ...]
    is_shown: bool

    def __str__(self) -> str:
        if self.is_shown:
            nowhere = " and ".join(f"“{one.typed}”" for one in self.corrections)
            return f"Showing results for “{self.text}”: nothing was found for {nowhere}."
        return f"Did you mean “{self.text}”?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One page of results, and all there is to say about the search.

    `total` documents are the result: they hold every word or, where none does, what `held`
    says. `more` hold some of the words; those follow the result or, where it `is_mixed`,
    stand among it. `page_count` is that of both, and at least 1. `took` is in seconds.
    `asked` is what was really searched: with a misspelt word put right where only that
    finds something. `dropped` are the words that only put the question.
    """

    ask: Ask
    asked: Ask
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    notes: tuple[Note, ...]
    coverage: Coverage
    page_count: int
    took: float
    expansions: tuple[Expansion, ...] = ()
    dropped: tuple[str, ...] = ()
    corrected: Corrected | None = None
    more: int = 0
    is_mixed: bool = False
    held: str = "every word"

    @property
    def found_nothing(self) -> bool:
        """Whether no document holds any of what was asked for."""
        return not (self.total or self.more)

    @property
    def counted(self) -> str:
        """How many documents there are, of how many: `8 of 98 documents hold every word`."""
        all_ = self.coverage.documents
        found = f"{self.total:,} of {all_:,} {_documents(all_)}"
        if not self.more and self.held == "every word":
            return found
        return f"{found} {'holds' if self.total == 1 else 'hold'} {self.held}"

    @property
    def further(self) -> str:
        """How many documents more hold some of the words; empty where none is listed."""
        if not self.more:
            return ""
        return f"{self.more:,} more {'holds' if self.more == 1 else 'hold'} some of the words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A field of a document, with its values in words and the claims they were decided from.

    Those that decided come first; each of the others says why it did not. Without
    values, what was claimed did not do.
    """

    field: str
    label: str
    values: tuple[str, ...]
    labels: tuple[str, ...]
    weighed: tuple[Weighed, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, without how they were weighed."""
        return tuple(one.claim for one in self.weighed)

    @property
    def is_corrected(self) -> bool:
        """Whether a person said what holds."""
        return any(claim.origin is Origin.CORRECTION for claim in self.claims)

    @property
    def in_words(self) -> str:
        """The values for people: `none` where a person said so, `unknown` where nobody knows."""
        return "; ".join(self.labels) or ("none" if self.is_corrected else "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One page of a document, opened to be read.

    `summary` is a line about the document, as in `Hit.facts`. `text` has every
    match marked. `matching` are the numbers of all pages with a match, in order;
    `previous_match` and `next_match` lead from this page to the nearest of them.
    `notes` speak of the query. `is_ocr` says that the text was recognised in a picture.
    """

    id: str
    title: str
    summary: tuple[str, ...]
    facts: tuple[Fact, ...]
    number: int
    page_count: int
    label: str
    name: str
    text: tuple[Segment, ...]
    matches: int
    matching: tuple[int, ...]
    previous_match: int | None
    next_match: int | None
    notes: tuple[Note, ...] = ()
    is_ocr: bool = False
    versions: tuple[Related, ...] = ()
    translations: tuple[Related, ...] = ()
    part_of: Related | None = None
    parts: tuple[Related, ...] = ()


_PRINTED = re.compile(r"(?=\S{1,8}\Z)(?:\S*\d\S*|[ivxlcdm]+|[a-z])", re.IGNORECASE)
"""A label that is printed as the number of a page; any other is a heading."""


def page_name(number: int, label: str) -> str:
    """What to call a page: its printed label where it has one, and its place in the file.

    >>> page_name(3, ""), page_name(5, "iii"), page_name(2, "Measures"), page_name(9, "A-7")
    ('p. 3', 'p. iii (5 of the file)', 'Measures', 'p. A-7 (9 of the file)')
    """
    if not label or label == str(number):
        return f"p. {number}"
    if _PRINTED.fullmatch(label):
        return f"p. {label} ({number} of the file)"
    return label


def _documents(count: int) -> str:
    return "document" if count == 1 else "documents"
