"""What a document is: a readable thing, its pages, and what is claimed about it."""

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
    no other claim exists.
    """

    field: str
    value: str
    origin: Origin
    evidence: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a document, as it is found and shown.

    `number` counts from 1. `label` is what is printed on the page (`"iv"`,
    `"17"`) or, where a format has no pages, the heading of the section.
    `language` is an ISO 639-1 code, empty where it is unknown.
    """

    number: int
    text: str
    label: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One readable thing: a report, a case study, a web page.

    `id` is stable for the same content: the first 16 hexadecimal digits of the
    SHA-256 of the file, or the id that a JSON line brings. `values` holds the
    decided values by field name, in order, as text; a field without a value is
    absent.
    """

    id: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field, the most important first."""
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
            yield page.text, page.language
