"""Which records are there, in the order in which they changed, and which of them are asked for."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from corpus.catalogue import Catalogue
from corpus.catalogue.history import Change, changes
from ui.http.oai.sets import FIELDS, read_set, specs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A record without its metadata. Of one that is gone, no sets are known any more.

    Records stand in the order of `at` and `key`; one that changes moves to the end.
    """

    at: str
    key: str
    change: Change
    sets: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands among all."""
        return self.at, self.key


_LOCK = Lock()
_kept: dict[tuple[object, ...], tuple[Header, ...]] = {}


def headers(catalogue: Catalogue) -> tuple[Header, ...]:
    """Every record, in order. Raises CatalogueError."""
    state = (catalogue.identity(), catalogue.revision(), *catalogue.runs(1))
    key = tuple(map(repr, state))
    with _LOCK:
        known = _kept.get(key)
    if known is None:
        known = tuple(sorted(map(_header, changes(catalogue, FIELDS)), key=lambda one: one.place))
        with _LOCK:
            _kept.clear()
            _kept[key] = known
    return known


def wanted(every: Sequence[Header], first: str, last: str, spec: str) -> list[Header]:
    """Those that changed in a period, and are of a set. What is empty does not narrow."""
    return [
        one
        for one in every
        if (not first or one.at >= first)
        and (not last or one.at <= last)
        and (not spec or _is_in(one, spec))
    ]


def after(some: Sequence[Header], at: str, key: str) -> Sequence[Header]:
    """Those that stand behind a place."""
    return some[bisect_right(some, (at, key), key=lambda one: one.place) :]


def every_set(every: Sequence[Header]) -> list[str]:
    """The names of all sets that hold a record, each field before its values."""
    specs = {spec for one in every for spec in one.sets}
    return sorted(specs | {spec.partition(":")[0] for spec in specs})


def _is_in(header: Header, spec: str) -> bool:
    field, value = read_set(spec) or ("", "")
    if value:
        return spec in header.sets
    return any(one.startswith(f"{field}:") for one in header.sets)


def _header(change: Change) -> Header:
    key = hashlib.sha256(change.id.encode("utf-8", "replace")).hexdigest()[:16]
    return Header(at=change.at, key=key, change=change, sets=tuple(specs_of(change.values)))
