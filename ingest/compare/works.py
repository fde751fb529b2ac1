"""Which documents are versions of one work?

What belongs together is a connected set, so the answer is the same whatever the
order in which documents came. Sets that lost or changed a member are made anew;
others only grow.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import combinations

from corpus.catalogue import Catalogue
from corpus.catalogue.reading import batches
from corpus.catalogue.relating import Kind
from corpus.document import Claim, Origin
from corpus.errors import UnknownDocument
from corpus.sketches import band_of_text
from ingest.compare.alike import (
    ALIKE,
    SURELY_UNLIKE,
    Member,
    Texts,
    are_editions,
    are_one_work,
    estimate,
)
from ingest.compare.groups import Groups
from ingest.compare.sketch import SHORT

PDF = "application/pdf"

MOST_KEPT = 5_000
"""Documents, without their pages, that are kept at hand: 20 MB."""

AT_ONCE = 500
"""Documents that are looked at together: each stands in up to 33 bands."""


class Works:
    """The works and series of documents that changed, and of those they belong to."""

    def __init__(self, catalogue: Catalogue, texts: Texts) -> None:
        self._catalogue = catalogue
        self._texts = texts
        self._kept: OrderedDict[str, Member] = OrderedDict()
        self._said: dict[str, list[Claim]] = {}
        self._has_corrections = False

    def find(self, changed: Iterable[str], gone: Iterable[str]) -> "Found":
        """Compare documents that changed, and what belonged together with those or some gone."""
        changed = set(changed)
        nodes = changed | {
            member
            for kind in (Kind.WORK, Kind.SERIES)
            for member in self._of_the_same(kind, changed | set(gone))
        }
        nodes = self._catalogue.there(nodes)
        self._has_corrections = self._catalogue.has_corrections()
        if self._has_corrections:
            self._said = self._catalogue.corrections(sorted(nodes))
        works, series = Groups(nodes), Groups(nodes)
        self._join_same_texts(nodes, works, series)
        self._join_alike(nodes, works, series)
        self._join_corrected(nodes, works)
        for kind, groups in ((Kind.WORK, works), (Kind.SERIES, series)):
            self._join_known(kind, nodes, groups)
        return Found(self, works.sets(), series.sets())

    def member(self, id_: str) -> Member:
        """A document that is there."""
        return self.there([id_])[id_]

    def there(self, ids: Iterable[str]) -> dict[str, Member]:
        """Those of some documents that are there, in order.

        Those asked for last are kept at hand: a collection may hold millions.
        """
        wanted = sorted(set(ids))
        found = {id_: self._kept[id_] for id_ in wanted if id_ in self._kept}
        missing = [id_ for id_ in wanted if id_ not in found]
        for id_, compared in self._catalogue.compared(missing).items():
            found[id_] = Member(compared, self._catalogue)
        for id_, member in found.items():
            self._kept[id_] = member
            self._kept.move_to_end(id_)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def shared(self, one: str, other: str) -> float:
        """What share of the passages of a document stands in another as well."""
        first, second = self.member(one).sketch, self.member(other).sketch
        return 1.0 if first.checksum == second.checksum else self._texts.held_by(one, other)

    def _of_the_same(self, kind: Kind, ids: set[str]) -> Iterator[str]:
        """The members of the sets that some documents belong or belonged to."""
        others = set(self._catalogue.relations(kind, ids).values())
        for members in self._catalogue.related(kind, others).values():
            yield from members

    def _is_alone(self, id_: str) -> bool:
        """Whether a person said that a document is no version of another."""
        return any(c.field == "work" and not c.value for c in self._said_of(id_))

    def _said_of(self, id_: str) -> list[Claim]:
        """What a person said of a document, whether or not it is looked at anew."""
        if self._has_corrections and id_ not in self._said:
            self._said[id_] = self._catalogue.corrections([id_]).get(id_, [])
        return self._said.get(id_, [])

    def _join_same_texts(self, nodes: set[str], works: Groups, series: Groups) -> None:
        for some in batches(sorted(nodes), AT_ONCE):
            members = self.there(some).values()
            checksums = {one.sketch.checksum for one in members if one.sketch.words}
            holders = self._catalogue.in_bands({band_of_text(one) for one in checksums})
            shared = {id_ for ids in holders.values() if len(ids) > 1 for id_ in ids}
            by_text: dict[bytes, list[str]] = {}
            for id_, member in self.there(shared).items():
                by_text.setdefault(member.sketch.checksum, []).append(id_)
            for ids in by_text.values():
                for id_ in ids[1:]:
                    series.join(ids[0], id_)
                self._join_same_text([id_ for id_ in ids if not self._is_alone(id_)], works)

    def _join_same_text(self, ids: list[str], works: Groups) -> None:
        """One text is one work, but for a short one that another city, year or number goes with."""
        if ids and self.member(ids[0]).sketch.words >= SHORT:
            for id_ in ids[1:]:
                works.join(ids[0], id_)
            return
        first: dict[object, str] = {}
        for id_ in ids:
            member = self.member(id_)
            told = member.title_numbers, frozenset(member.telling.items())
            works.join(first.setdefault(told, id_), id_)
        for one, other in combinations(first.values(), 2):
            if not are_editions(self.member(one), self.member(other)):
                works.join(one, other)

    def _join_alike(self, nodes: set[str], works: Groups, series: Groups) -> None:
        for one, others in self._candidates(nodes):
            member = self.member(one)
            for some in batches(sorted(others), AT_ONCE):
                for other in self.there(some).values():
                    self._join_if_alike(member, other, works, series)

    def _candidates(self, nodes: set[str]) -> Iterator[tuple[str, set[str]]]:
        """Each document with those whose sketch has a band in common, but not the whole text."""
        for some in batches(sorted(nodes), AT_ONCE):
            of_node = self._catalogue.bands(some)
            members = self.there(of_node)
            holders = self._catalogue.in_bands({band for own in of_node.values() for band in own})
            found: dict[bytes, set[str]] = {}
            for one in sorted(of_node):
                checksum = members[one].sketch.checksum
                if checksum not in found:
                    same = set(holders[band_of_text(checksum)])
                    near = (holders[band] for band in of_node[one])
                    found[checksum] = set().union(*near) - same
                if found[checksum]:
                    yield one, found[checksum]

    def _join_if_alike(self, one: Member, other: Member, works: Groups, series: Groups) -> None:
        may_be_work = (
            not works.are_joined(one.id, other.id)
            and not self._is_alone(one.id)
            and not self._is_alone(other.id)
            and are_one_work(one, other, 1.0)
        )
        if series.are_joined(one.id, other.id) and not may_be_work:
            return
        if estimate(one, other) < SURELY_UNLIKE:
            return
        share = self._texts.share(one.id, other.id)
        if share >= ALIKE:
            series.join(one.id, other.id)
            if may_be_work and are_one_work(one, other, share):
                works.join(one.id, other.id)

    def _join_corrected(self, nodes: set[str], works: Groups) -> None:
        """What a person said is a version of another."""
        for id_ in sorted(nodes & self._said.keys()):
            for claim in self._said[id_]:
                if claim.field == "work" and claim.value:
                    try:
                        named = self._catalogue.document(claim.value, with_pages=False).id
                    except UnknownDocument:
                        continue
                    works.join(id_, named)

    def _join_known(self, kind: Kind, nodes: set[str], groups: Groups) -> None:
        """Take along the sets of those that did not change."""
        outside = {id_ for ids in groups.sets() for id_ in ids} - nodes
        known = self._catalogue.relations(kind, outside)
        for ids in self._catalogue.related(kind, known.values()).values():
            there = sorted(self._catalogue.there(ids))
            for id_ in there[1:]:
                groups.join(there[0], id_)


class Found:
    """The sets of documents that were found; a set of one stands alone."""

    def __init__(self, works: Works, versions: list[list[str]], series: list[list[str]]) -> None:
        self._works = works
        self.works = {self._main(ids): ids for ids in versions}
        self.series = {ids[0]: ids for ids in series}

    def _main(self, ids: list[str]) -> str:
        """The version to cite: one with page numbers, then the fullest, then the first by id."""

        def rank(id_: str) -> tuple[bool, int, str]:
            compared = self._works.member(id_).compared
            return compared.media_type != PDF, -compared.characters, id_

        return min(ids, key=rank) if len(ids) > 1 else ids[0]

    def claims(self) -> Iterator[tuple[str, Claim | None]]:
        """What is to be said of every document that was looked at."""
        for main, ids in self.works.items():
            for id_ in ids:
                yield id_, self._claim(id_, main, ids) if len(ids) > 1 else None

    def _claim(self, id_: str, main: str, ids: list[str]) -> Claim:
        name = self._works.member(main).compared.name
        if id_ == main:
            share, evidence = 1.0, f"the fullest with page numbers of {len(ids)} versions"
        else:
            share = self._works.shared(id_, main)
            evidence = f"{share:.0%} of its passages stand in {name} as well".replace("%", " %")
        return Claim(
            field="work",
            value=main,
            origin=Origin.TEXT,
            evidence=evidence,
            confidence=round(max(share, 0.5), 2),
        )
