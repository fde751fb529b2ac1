"""A search asked again: what is new, gone and changed since it was recorded?"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.catalogue import Catalogue
from search.keeping.record import Record, Recorded, record
from search.searcher import Searcher


class Why(StrEnum):
    """Why a document that was found is not found any more. The text is what people see."""

    LEFT = "no longer in the library"
    NO_ANSWER = "no longer answers"
    REPLACED = "replaced by a version that does not answer"
    MERGED = "replaced by another that was found already"


class What(StrEnum):
    """What of a document is otherwise. The text is what people see."""

    VERSION = "new version"
    TEXT = "text"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A document that is not found any more. `heir` is the id of the one in its place, if any."""

    document: Recorded
    why: Why
    heir: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A document that is still found, and not the same."""

    before: Recorded
    now: Recorded
    what: tuple[What, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that an answer depends on, and that was otherwise before."""

    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """A search as it was and as it is now.

    `moved` counts the documents that would have to move for all others to stand in the
    order they had. `differences` may explain a change, and may be there without one.
    """

    before: Record
    now: Record
    new: tuple[Recorded, ...]
    gone: tuple[Gone, ...]
    changed: tuple[Changed, ...]
    moved: int
    differences: tuple[Difference, ...]

    @property
    def is_same(self) -> bool:
        """Whether the same documents are found, unchanged and in the same order."""
        return not (self.new or self.gone or self.changed or self.moved)


def rerun(searcher: Searcher, before: Record) -> Rerun:
    """Ask again what a record asks. Raises UnknownField where a field of it is no more.

    A document that was replaced where it lay, and whose new version is found, is changed:
    neither new nor gone.
    """
    now = record(searcher, before.ask, library=before.library)
    was = {one.id: one for one in before.documents}
    found = {one.id: one for one in now.documents}
    missing = [id_ for id_ in was if id_ not in found]
    heirs = searcher.catalogue.heirs(missing)
    followed = _followed(missing, heirs, {id_ for id_ in found if id_ not in was})
    known = {former: id_ for id_, former in followed.items()}
    pairs = [(was[known.get(id_, id_)], one) for id_, one in found.items()
             if known.get(id_, id_) in was]  # fmt: skip
    places = {id_: place for place, id_ in enumerate(was)}
    return Rerun(
        before=before,
        now=now,
        new=tuple(one for id_, one in found.items() if id_ not in was and id_ not in known),
        gone=tuple(
            _gone(searcher.catalogue, [was[i] for i in missing if i not in followed], heirs, found)
        ),
        changed=tuple(_changed(pairs)),
        moved=_moved([places[one.id] for one, _ in pairs]),
        differences=tuple(_differences(before, now)),
    )


_LABELS = {
    "library": "the library",
    "program": "the version of polisearch",
    "engine": "the engine",
    "index": "how the index is made",
    "vocabulary": "the vocabulary that documents are described by",
    "thesaurus": "the thesaurus or the words of questions",
}
"""What the circumstances of an answer are called, for people; that more was written is none."""


def _followed(missing: Sequence[str], heirs: Mapping[str, str], fresh: set[str]) -> dict[str, str]:
    """The new versions that are found, by the ids of those they replaced; each follows one."""
    followed: dict[str, str] = {}
    for former in missing:
        heir = heirs.get(former, "")
        if heir in fresh:
            fresh.remove(heir)
            followed[former] = heir
    return followed


def _gone(
    catalogue: Catalogue,
    lost: Sequence[Recorded],
    heirs: Mapping[str, str],
    found: Mapping[str, Recorded],
) -> Iterator[Gone]:
    ids = [one.id for one in lost]
    there = catalogue.lengths([*ids, *(heirs[id_] for id_ in ids if id_ in heirs)])
    for one in lost:
        heir = heirs.get(one.id, "")
        if one.id in there:
            yield Gone(document=one, why=Why.NO_ANSWER)
        elif heir in found:
            yield Gone(document=one, why=Why.MERGED, heir=heir)
        elif heir in there:
            yield Gone(document=one, why=Why.REPLACED, heir=heir)
        else:
            yield Gone(document=one, why=Why.LEFT)


def _changed(pairs: Sequence[tuple[Recorded, Recorded]]) -> Iterator[Changed]:
    for before, now in pairs:
        what = tuple(_what(before, now))
        if what:
            yield Changed(before=before, now=now, what=what)


def _what(before: Recorded, now: Recorded) -> Iterator[What]:
    if before.id != now.id:
        yield What.VERSION
    elif (before.sha256, before.characters) != (now.sha256, now.characters):
        yield What.TEXT
    if before.description != now.description:
        yield What.DESCRIPTION


def _moved(places: Sequence[int]) -> int:
    """How many do not belong to the longest part that is in order.

    >>> _moved([0, 1, 2]), _moved([3, 0, 1, 2]), _moved([2, 1, 0])
    (0, 1, 2)
    """
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(places) - len(ends)


def _differences(before: Record, now: Record) -> Iterator[Difference]:
    for name, was, is_ in zip(_READ, _read(before), _read(now), strict=True):
        if was != is_:
            yield Difference(name=name, before=was, now=is_)
    for name, label in _LABELS.items():
        was, is_ = getattr(before.circumstances, name), getattr(now.circumstances, name)
        if was != is_:
            yield Difference(name=label, before=was, now=is_)


_READ = (
    "how the query is read",
    "the filters",
    "the order",
    "what is searched as well",
    "the words passed over",
    "how many words must be there",
    "the notes on the query",
)


def _read(one: Record) -> tuple[str, ...]:
    """What was made of the question, one text for each of `_READ`."""
    return (
        one.understood,
        "; ".join(f"{name}: {', '.join(some)}" for name, some in sorted(one.narrowed.items())),
        one.sorted_by,
        ", ".join(str(expansion) for expansion in one.expansions if expansion.is_on),
        " ".join(one.dropped),
        str(one.fewest or "all"),
        " ".join(one.notes),
    )
