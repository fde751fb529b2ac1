"""Which documents are versions of one work?

What belongs together is a connected set, so the answer is the same whatever the
order in which documents came. Sets that lost or changed a member are made anew;
others only grow.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from corpus.catalogue import Catalogue
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


class Works:
    """The works and series of documents that changed, and of those they belong to."""

    def __init__(self, catalogue: Catalogue, texts: Texts) -> None:
        self._catalogue = catalogue
        self._texts = texts
        self._members: dict[str, Member] = {}
        self._said: dict[str, list[Claim]] = {}

    def find(self, changed: Iterable[str], gone: Iterable[str]) -> "Found":
        """Compare documents that changed, and what belonged together with those or some gone."""
        changed = set(changed)
        nodes = changed | {
            member
            for kind in (Kind.WORK, Kind.SERIES)
            for member in self._of_the_same(kind, changed | set(gone))
        }
        self._load(nodes)
        nodes &= self._members.keys()
        works, series = Groups(nodes), Groups(nodes)
        self._join_same_texts(nodes, works, series)
        self._join_alike(nodes, works, series)
        self._join_corrected(nodes, works)
        for kind, groups in ((Kind.WORK, works), (Kind.SERIES, series)):
            self._join_known(kind, nodes, groups)
        return Found(self, works.sets(), series.sets())

    def member(self, id_: str) -> Member:
        """A document that is there."""
        self._load([id_])
        return self._members[id_]

    def there(self, ids: Iterable[str]) -> dict[str, Member]:
        """Those of some documents that are there, in order."""
        wanted = sorted(set(ids))
        self._load(wanted)
        return {id_: self._members[id_] for id_ in wanted if id_ in self._members}

    def shared(self, one: str, other: str) -> float:
        """What share of the passages of a document stands in another as well."""
        first, second = self.member(one).sketch, self.member(other).sketch
        return 1.0 if first.checksum == second.checksum else self._texts.held_by(one, other)

    def _load(self, ids: Iterable[str]) -> None:
        missing = set(ids) - self._members.keys()
        if not missing:
            return
        if self._catalogue.has_corrections():
            self._said |= self._catalogue.corrections(sorted(missing))
        for id_, compared in self._catalogue.compared(missing).items():
            self._members[id_] = Member(compared, self._catalogue)

    def _of_the_same(self, kind: Kind, ids: set[str]) -> Iterator[str]:
        """The members of the sets that some documents belong or belonged to."""
        others = set(self._catalogue.relations(kind, ids).values())
        for members in self._catalogue.related(kind, others).values():
            yield from members

    def _is_alone(self, id_: str) -> bool:
        """Whether a person said that a document is no version of another."""
        return any(c.field == "work" and not c.value for c in self._said.get(id_, ()))

    def _join_same_texts(self, nodes: set[str], works: Groups, series: Groups) -> None:
        with_text = (self._members[id_].sketch for id_ in nodes if self._members[id_].sketch.words)
        holders = self._catalogue.in_bands({band_of_text(one.checksum) for one in with_text})
        self._load(id_ for ids in holders.values() for id_ in ids)
        by_text: dict[bytes, list[str]] = {}
        for id_ in sorted({id_ for ids in holders.values() for id_ in ids}):
            by_text.setdefault(self._members[id_].sketch.checksum, []).append(id_)
        for ids in by_text.values():
            for id_ in ids[1:]:
                series.join(ids[0], id_)
            self._join_same_text([id_ for id_ in ids if not self._is_alone(id_)], works)

    def _join_same_text(self, ids: list[str], works: Groups) -> None:
        """One text is one work, but for a short one that another city, year or number goes with."""
        if ids and self._members[ids[0]].sketch.words >= SHORT:
            for id_ in ids[1:]:
                works.join(ids[0], id_)
            return
        first: dict[object, str] = {}
        for id_ in ids:
            member = self._members[id_]
            told = member.title_numbers, frozenset(member.telling.items())
            works.join(first.setdefault(told, id_), id_)
        for one, other in combinations(first.values(), 2):
            if not are_editions(self._members[one], self._members[other]):
                works.join(one, other)

    def _join_alike(self, nodes: set[str], works: Groups, series: Groups) -> None:
        for one, others in self._candidates(nodes):
            self._load(others)
            for other in sorted(others):
                self._join_if_alike(self._members[one], self._members[other], works, series)

    def _candidates(self, nodes: set[str]) -> Iterator[tuple[str, set[str]]]:
        """Each document with those whose sketch has a band in common, but not the whole text."""
        of_node = self._catalogue.bands(nodes)
        bands = {band for some in of_node.values() for band in some}
        holders = self._catalogue.in_bands(bands)
        found: dict[bytes, set[str]] = {}
        for one in sorted(of_node):
            checksum = self._members[one].sketch.checksum
            if checksum not in found:
                same = set(holders[band_of_text(checksum)])
                near = (holders[band] for band in of_node[one])
                found[checksum] = set().union(*near) - same
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
        for id_ in sorted(nodes):
            for claim in self._said.get(id_, ()):
                if claim.field == "work" and claim.value:
                    try:
                        named = self._catalogue.document(claim.value, with_pages=False).id
                    except UnknownDocument:
                        continue
                    self._load([named])
                    works.join(id_, named)

    def _join_known(self, kind: Kind, nodes: set[str], groups: Groups) -> None:
        """Take along the sets of those that did not change."""
        outside = {id_ for ids in groups.sets() for id_ in ids} - nodes
        known = self._catalogue.relations(kind, outside)
        for ids in self._catalogue.related(kind, known.values()).values():
            self._load(ids)
            there = [id_ for id_ in ids if id_ in self._members]
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

        return min(ids, key=rank)

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
