"""Why a document answers, as values and in lines for people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

LISTED = 8
"""Written forms, or stretches of pages, that a line names."""

LONGEST = 80
"""Characters of a written form or a heading that a line shows."""


@dataclass(frozen=True, slots=True)
class Form:
    """A word or value as it is written, and how often."""

    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Place:
    """A field, or pages of one part of a document, with what stands there.

    `field` is empty for pages; `label` is then `text` or another part, such as
    `bibliography`. `pages` are numbers, in order; only a heading and pages have them.
    """

    field: str
    label: str
    forms: tuple[Form, ...]
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to say a thing that was looked for, where it was found.

    `is_as_typed` is false for what was searched for as well.
    """

    text: str
    is_as_typed: bool
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing of a query, as it is typed, with the ways by which it was found.

    One that `is_excluded` must not be there.
    """

    text: str
    ways: tuple[Way, ...] = ()
    is_excluded: bool = False

    @property
    def is_there(self) -> bool:
        """Whether the document holds it."""
        return bool(self.ways)

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of all pages that hold it, in order."""
        places = [place for way in self.ways for place in way.places if not place.field]
        return tuple(sorted({number for place in places for number in place.pages}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a document answers a query, or what it lacks.

    Of `looked_for` things that can stand on pages, no page holds more than `most_together`,
    and those of the numbers in `together` do. `raised` says what moved the document up in
    the order, `notes` what was done with what was typed.
    """

    id: str
    title: str
    is_found: bool
    things: tuple[Thing, ...]
    looked_for: int
    most_together: int
    together: tuple[int, ...]
    raised: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What was looked for and is not there."""
        return tuple(t.text for t in self.things if not t.is_there and not t.is_excluded)

    @property
    def unwanted(self) -> tuple[str, ...]:
        """What was excluded and is there."""
        return tuple(t.text for t in self.things if t.is_there and t.is_excluded)

    def lines(self) -> Iterator[str]:
        """All of it for people, as plain text; what belongs to the line above is set in."""
        yield self._verdict()
        for thing in self.things:
            yield from _lines_of(thing)
        if self.looked_for > 1 and self.most_together:
            yield self._meeting()
        if self.raised:
            yield _ended(f"Raised in the order by: {'; '.join(map(_short, self.raised))}")

    def _verdict(self) -> str:
        if not self.things:
            return "It answers because nothing was asked for: every document does."
        verdict = "It answers the query" if self.is_found else "It does not answer the query"
        reasons = []
        if self.missing:
            reasons.append(f"not there: {_joined(self.missing)}")
        if self.unwanted and not self.is_found:
            reasons.append(f"there and excluded: {_joined(self.unwanted)}")
        return _ended("; ".join((verdict, *reasons)))

    def _meeting(self) -> str:
        on = _pages(self.together)
        if self.most_together == self.looked_for:
            return _ended(f"All {self.looked_for} meet on {on}")
        if self.most_together == 1:
            return "No page holds more than one of them."
        return _ended(f"At most {self.most_together} of the {self.looked_for} meet on {on}")


def _lines_of(thing: Thing) -> Iterator[str]:
    text = _short(thing.text)
    if not thing.is_there:
        yield f"{text}: {'excluded, and not there' if thing.is_excluded else 'not there'}"
        return
    yield f"{text}: excluded, but there" if thing.is_excluded else text
    for way in thing.ways:
        also = "" if way.is_as_typed else f", as {_short(way.text).removeprefix('=')}"
        for place in way.places:
            on = f" on {_pages(place.pages)}" if place.pages else ""
            yield f"  {place.label}{also}: {_forms(place.forms)}{on}"


def _forms(forms: Sequence[Form]) -> str:
    named = [_short(form.word) + (f" ({form.count:,})" if form.count > 1 else "") for form in forms]
    return _joined(named)


def _pages(numbers: Sequence[int]) -> str:
    """Numbers of pages in words.

    >>> _pages((3,)), _pages((2, 5, 6, 7, 9))
    ('p. 3', '5 pages: 2, 5–7, 9')
    """
    if len(numbers) == 1:
        return f"p. {numbers[0]}"
    return f"{len(numbers):,} pages: {_joined(list(_stretches(numbers)))}"


def _stretches(numbers: Iterable[int]) -> Iterator[str]:
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        if len(run) > 2:
            yield f"{run[0]}–{run[-1]}"
        else:
            yield from map(str, run)


def _joined(parts: Sequence[str]) -> str:
    more = ", …" if len(parts) > LISTED else ""
    return ", ".join(map(_short, parts[:LISTED])) + more


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("…") else f"{sentence}."


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"
