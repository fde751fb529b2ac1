"""Which titles of a library begin as what was typed, or hold words that do?"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, islice
from threading import Lock

from corpus.catalogue import Catalogue
from search.suggesting.known_names import form_of

MOST_TITLES = 50_000
"""Titles that are known here: those of the documents written last."""

MOST_LOOKED_AT = 400
"""Places in titles that are looked at for one question."""


@dataclass(frozen=True, slots=True)
class _Known:
    """All titles in one text, a line each, in exact form; `starts` are where lines begin."""

    text: str = "\n"
    starts: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()
    documents: Counter[str] = field(default_factory=Counter)


class Titles:
    """The titles of a catalogue. Safe in several threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lock = Lock()
        self._seen, self._revision = -1, 0
        self._by_id: dict[str, tuple[str, str]] = {}
        self._known = _Known()

    def find(self, form: str, limit: int, revision: int) -> list[tuple[str, int]]:
        """Titles with how many documents have each: first those that begin so.

        Then come those that hold the words, the last one begun, beside each other or
        in any order. The catalogue is looked into when `revision` is another than
        the last time.
        """
        if not form.strip():
            return []
        known = self._current(revision)
        found: dict[int, int] = {}
        for worse, way in enumerate((_beginning, _within, _scattered)):
            if len(found) < limit:
                for line in islice(way(known, form), MOST_LOOKED_AT):
                    found.setdefault(line, worse)
        best: dict[str, tuple[int, int, str]] = {}
        for line, worse in found.items():
            title = known.titles[line]
            best.setdefault(title, (worse, -known.documents[title], title))
        return [(title, -count) for _, count, title in sorted(best.values())[:limit]]

    def _current(self, revision: int) -> _Known:
        with self._lock:
            if revision != self._seen:
                self._follow()
                self._seen = revision
            return self._known

    def _follow(self) -> None:
        revision = self._catalogue.revision()
        for gone in self._catalogue.removed_since(self._revision):
            self._by_id.pop(gone, None)
        for id_, title in reversed(self._catalogue.titles_since(self._revision, MOST_TITLES)):
            self._by_id.pop(id_, None)  # so that it stands among the last
            if title:
                self._by_id[id_] = (form_of(title), title)
        while len(self._by_id) > MOST_TITLES:
            del self._by_id[next(iter(self._by_id))]
        self._known = _known(list(self._by_id.values()))
        self._revision = revision


def _known(entries: list[tuple[str, str]]) -> _Known:
    starts = accumulate((len(form) + 1 for form, _ in entries[:-1]), initial=1)
    return _Known(
        text="\n" + "".join(f"{form}\n" for form, _ in entries),
        starts=tuple(starts) if entries else (),
        titles=tuple(title for _, title in entries),
        documents=Counter(title for _, title in entries),
    )


def _beginning(known: _Known, form: str) -> Iterator[int]:
    return _lines(known, f"\n{form}")


def _within(known: _Known, form: str) -> Iterator[int]:
    return _lines(known, f" {form}")


def _scattered(known: _Known, form: str) -> Iterator[int]:
    """Lines that hold every word, or a word that begins with it, wherever they stand."""
    typed = form.split()
    if len(typed) < 2:
        return
    rarest = max(typed, key=len)
    for sign in ("\n", " "):
        for line in islice(_lines(known, sign + rarest), MOST_LOOKED_AT):
            start = known.starts[line] - 1
            words = " " + known.text[start + 1 : known.text.index("\n", start + 1)]
            if all(f" {word}" in words for word in typed):
                yield line


def _lines(known: _Known, wanted: str) -> Iterator[int]:
    """The lines in which a text stands, in order, each as often as it does."""
    at = known.text.find(wanted)
    while at >= 0 and known.starts:
        yield bisect_right(known.starts, at + 1) - 1
        at = known.text.find(wanted, at + 1)
