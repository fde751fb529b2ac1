"""What a document is: a readable thing, its pages, and what is claimed about it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Origin(StrEnum):
    """Where a claim was read. Declared strongest first; the strongest decides a field."""

    CORRECTION = "correction"
    SIDECAR = "sidecar"
    TITLE = "title"
    EMBEDDED = "embedded"
    FILE_NAME = "file name"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One value of one field, with where it was read.

    `evidence` is the cell, line or words it was read from, as they stand in the
    source. `confidence` is between 0 and 1; a claim below 0.5 counts only where
    no other claim exists, and one of 0 never. `follows_from` names the field of the claim that this
    one follows from, as a country follows from a city. A correction with an
    empty value says that the field has none.
    """

    field: str
    value: str
    origin: Origin
    evidence: str = ""
    confidence: float = 1.0
    follows_from: str = ""


class Part(StrEnum):
    """What a page is within its document. The text is what people see."""

    BODY = ""
    CONTENTS = "contents"
    BIBLIOGRAPHY = "bibliography"
    INTERVIEWS = "persons interviewed"
    BOILERPLATE = "boilerplate"


SECTION = "section"
"""The field whose values are the headings of the pages."""

_NO_LINE_END = re.compile(r"[^\n]")

Span = tuple[int, int]
"""Characters `start` to `end` of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a document, as it is found and shown.

    `number` counts from 1. `label` is what is printed on the page (`"iv"`,
    `"17"`) or, where a format has no pages, the heading of the section.
    `language` is an ISO 639-1 code, empty where it is unknown. `section` is the
    heading that the page stands under. `left_out` are the characters that are
    shown and never matched, in order and apart: running heads, page numbers,
    words that many documents repeat. `is_ocr` marks text recognised in a picture.
    """

    number: int
    text: str
    label: str = ""
    language: str = ""
    section: str = ""
    part: Part = Part.BODY
    left_out: tuple[Span, ...] = ()
    is_ocr: bool = False

    @property
    def matched(self) -> str:
        """The text that is searched: as long as `text`, with blanks for what is left out.

        Line ends stay, so that no line is longer than it was.

        >>> Page(number=1, text="HOUSING 7\\nRent", left_out=((0, 10),)).matched
        '         \\nRent'
        """
        if not self.left_out:
            return self.text
        parts: list[str] = []
        at = 0
        for start, end in self.left_out:
            parts += (self.text[at:start], _NO_LINE_END.sub(" ", self.text[start:end]))
            at = end
        return "".join(parts) + self.text[at:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One readable thing: a report, a case study, a web page.

    `id` is stable for the same content: the first 16 hexadecimal digits of the
    SHA-256 of the file, or the id that a JSON line brings. `values` holds the
    decided values by field name, in order, as text; a field without a value is
    absent. The field `section` is what its pages stand under.
    """

    id: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field, the most important first."""
        if name == SECTION:
            return tuple(dict.fromkeys(page.section for page in self.pages if page.section))
        return self.values.get(name, ())

    def first(self, name: str) -> str:
        """The first value of a field, or an empty text."""
        return next(iter(self.all(name)), "")

    @property
    def title(self) -> str:
        """The title, or the id where none is known."""
        return self.first("title") or self.id

    @property
    def language(self) -> str:
        """The main language, empty where it is unknown."""
        return self.first("language")

    def searchable(self, field_names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """The (text, language) of every value of some fields, then of every page."""
        for name in field_names:
            for value in self.all(name):
                yield value, self.language
        for page in self.pages:
            yield page.matched, page.language


@dataclass(frozen=True, slots=True)
class Described:
    """A document with what it was described from, as the catalogue keeps it.

    `heading` is the most prominent line of its first page. `sketch` and
    `sentences` are what it is compared with others by (`ingest.compare`).
    """

    document: Document
    claims: tuple[Claim, ...] = ()
    heading: str = ""
    media_type: str = ""
    sketch: bytes = b""
    sentences: tuple[int, ...] = ()
