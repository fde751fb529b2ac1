"""Which values of its fields does a library hold that begin as what was typed?"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from threading import Lock
from typing import NamedTuple

from corpus.fields import BY_NAME, FACETS
from corpus.vocabulary import shown
from index.contract import Engine
from index.query import All, Is
from index.request import Request
from search.suggesting.known_names import KnownNames, form_of

MOST_VALUES = 5_000
"""Values of a field that are known here: the most frequent of them."""

MOST_COUNTED = 20
"""Names of a field that is no facet that are counted for one question."""

MOST_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field, met in a spelling that begins as typed, or a later word of it does."""

    field: str
    value: str
    label: str
    documents: int
    spelling: str
    is_later: bool = False


class _Key(NamedTuple):
    """A spelling of a value from one of its words on."""

    form: str
    is_other: bool
    is_later: bool
    value: str
    spelling: str


@dataclass(frozen=True, slots=True)
class _Field:
    """Values with their documents, and every word of a spelling from which one can go on."""

    documents: Mapping[str, int]
    keys: tuple["_Key", ...]


class Values:
    """The values of the facets of a library, as its index holds them. Safe in several threads."""

    def __init__(self, names: KnownNames) -> None:
        self._names = names
        self._lock = Lock()
        self._seen: tuple[Engine | None, int] = (None, 0)
        self._fields: dict[str, _Field] = {}

    def find(self, engine: Engine, fields: Iterable[str], form: str, limit: int) -> list[Value]:
        """Values that begin so, those of which a later word does, those with another such spelling.

        They come in this order, the most frequent first. Without letters, all values do.
        """
        known = self._current(engine)
        found = [
            value
            for field in fields
            for value in (
                _found(field, known[field], form, limit)
                if field in known
                else self._counted(engine, field, form)
            )
        ]
        return sorted(
            found, key=lambda v: (v.spelling != v.label, v.is_later, -v.documents, v.label)
        )[:limit]

    def _current(self, engine: Engine) -> dict[str, _Field]:
        seen = (engine, engine.revision())
        with self._lock:
            if self._seen != seen:
                answer = engine.answer(Request(query=All(), facets=FACETS, limit=0))
                self._fields = {name: self._field(name, answer.facets[name]) for name in FACETS}
                self._seen = seen
            return self._fields

    def _field(self, field: str, counts: Mapping[str, int]) -> _Field:
        kept = dict(nlargest(MOST_VALUES, counts.items(), key=lambda pair: pair[1]))
        spelled = [(way, value) for value in kept for way in {value, shown(field, value)}]
        spelled += [
            (name.spelling, name.value)
            for name in self._names.names
            if name.field == field and name.value in kept
        ]
        keys = {key for pair in spelled for key in _keys(*pair, shown(field, pair[1]))}
        return _Field(kept, tuple(sorted(keys)))

    def _counted(self, engine: Engine, field: str, form: str) -> Iterator[Value]:
        """Names of the vocabulary in a field that is no facet, each counted by itself."""
        if field not in BY_NAME:
            return
        named = dict.fromkeys(
            name.value
            for name in self._names.names
            if name.field == field and f" {form}" in f" {name.form} "
        )
        for value in list(named)[:MOST_COUNTED]:
            request = Request(query=Is(field, value), limit=0)
            if documents := engine.answer(request).total:
                label = shown(field, value)
                yield Value(field, value, label, documents, label)


def _found(field: str, known: _Field, form: str, limit: int) -> Iterator[Value]:
    """The best values of a field, which are told before any is made: there may be thousands."""
    found: dict[str, tuple[bool, bool, str]] = {}
    if not form.strip():
        found = {value: (False, False, shown(field, value)) for value in known.documents}
    at = bisect_left(known.keys, (form,))
    for key in known.keys[at : at + MOST_LOOKED_AT] if not found else ():
        if not key.form.startswith(form):
            break
        way = (key.is_other, key.is_later, key.spelling)
        if key.value not in found or way < found[key.value]:
            found[key.value] = way
    ranked = ((*way[:2], -known.documents[value], value, way[2]) for value, way in found.items())
    for _, is_later, count, value, spelling in nsmallest(limit, ranked):
        yield Value(field, value, shown(field, value), -count, spelling, is_later)


def _keys(spelling: str, value: str, label: str) -> Iterator[_Key]:
    """Every word of the label to go on from; of another spelling the first alone."""
    words = form_of(spelling).split()
    for at in range(len(words) if spelling in (value, label) else min(len(words), 1)):
        yield _Key(" ".join(words[at:]), spelling != label, at > 0, value, spelling)
