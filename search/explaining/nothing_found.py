"""Why nothing was found, as values and in lines for people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.failures import Reason
from index.query import Query


class Why(StrEnum):
    """Which of three a search without results is. The text is what people see."""

    NO_REPORT = "no report"
    UNREAD = "a report that could not be read"
    NOT_SAID = "a report that does not say it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What would be found if one thing less were asked for. `label` is that thing in words."""

    label: str
    query: Query
    documents: int

    def __str__(self) -> str:
        return f"Without {self.label}: {_counted(self.documents, 'document')}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """In how many documents of the whole library a word is, in any form."""

    word: str
    documents: int

    def __str__(self) -> str:
        if not self.documents:
            return f"“{self.word}” is nowhere in the library."
        return f"“{self.word}” is in {_counted(self.documents, 'document')}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A document of which no text is known. `source` is the file it was read from."""

    id: str
    title: str
    source: str

    def __str__(self) -> str:
        return f"{self.title} ({self.id}): {self.source}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A file that could not be read and whose name, or place in an archive, names what is asked."""

    path: str
    reason: Reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zero:
    """Why a search found nothing, with counts.

    `asked_for` are the filters, fields, cities and codes asked for, in words;
    `documents` are there under them, `without_text` of those have none, and some of
    them are `unread`. `said` is what else was asked for, in words. `failed_count` files
    whose names have a city or code asked for, or else a word, could not be read; some
    are `failed`. `without` has what would be found, the most first.
    """

    why: Why
    asked_for: tuple[str, ...]
    said: tuple[str, ...]
    documents: int
    without_text: int
    unread: tuple[Unread, ...] = ()
    failed: tuple[Failed, ...] = ()
    failed_count: int = 0
    words: tuple[Occurrence, ...] = ()
    without: tuple[Without, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it for people, a line each."""
        return (
            self.verdict,
            *self._not_read(),
            *map(str, self.words),
            *map(str, self.without),
        )

    def __str__(self) -> str:
        return "\n".join(self.lines)

    @property
    def verdict(self) -> str:
        """Which of the three it is, in a sentence."""
        what = f" for {', '.join(self.asked_for)}" if self.asked_for else ""
        count = _counted(self.documents, "document")
        if self.why is Why.NOT_SAID:
            read = _counted(self.documents - self.without_text, "readable document")
            said = f"{'all of ' if len(self.said) > 1 else ''}{', '.join(self.said)}"
            return f"The library has {read}{what}; none of them says {said or 'it'}."
        if self.why is Why.NO_REPORT:
            return f"The library has no document{what}."
        if self.documents:
            return f"The library has {count}{what}, without text that could be read."
        return f"The library has no document{what}, but files that could not be read."

    def _not_read(self) -> Iterator[str]:
        if self.without_text:
            yield f"{_counted(self.without_text, 'document')} without text:"
            yield from _listed(self.unread, self.without_text)
        if self.failed_count:
            yield f"{_counted(self.failed_count, 'file')} of that name could not be read:"
            yield from _listed(self.failed, self.failed_count)


def _listed(some: Sequence[object], total: int) -> Iterator[str]:
    yield from (f"  {one}" for one in some)
    if total > len(some):
        yield f"  and {total - len(some):,} more"


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name if number == 1 else f'{name}s'}"
