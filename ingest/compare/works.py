"""Which documents are versions of one work?

What belongs together is a connected set, so the answer is the same whatever the
order in which documents came. Sets that lost or changed a member are made anew;
others only grow.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, combinations, groupby, islice
from operator import itemgetter

from corpus.catalogue import Catalogue
from corpus.catalogue.relating import Kind
from corpus.errors import UnknownDocument
from corpus.sketches import Sketch, band_of_text
from ingest.compare.alike import (
    ALIKE,
    Member,
    Texts,
    are_editions,
    are_one_work,
    perhaps_alike,
)
from ingest.compare.aside import Aside, Members
from ingest.compare.groups import Groups
from ingest.compare.said import Said
from ingest.compare.sketch import SHORT

PDF = "application/pdf"

MANY = 5_000
"""Documents from which on it is quicker to look first for all bands that are had in common."""

MOST_KEPT = 5_000
"""Documents, without their pages, that are kept at hand: 20 MB."""

AT_ONCE = 500
"""Documents that are looked at together: each stands in up to 33 bands."""


@dataclass(frozen=True, slots=True)
class Found:
    """The sets of documents that were found, and what is to be said of versions."""

    works: Groups
    series: Groups
    versions: Said


class Works:
    """The works and series of documents that changed, and of those they belong to."""

    def __init__(self, catalogue: Catalogue, aside: Aside) -> None:
        self._catalogue = catalogue
        self._aside = aside
        self._texts = Texts(catalogue)
        self._kept: OrderedDict[str, Member] = OrderedDict()
        self._has_corrections = catalogue.has_corrections()

    def find(self, changed: Members[str], gone: Members[str]) -> Found:
        """Compare documents that changed, and what belonged together with those or some gone."""
        nodes = Members(self._aside, changed.batches(AT_ONCE))
        for kind in (Kind.WORK, Kind.SERIES):
            self._add_the_same(kind, chain(changed.batches(AT_ONCE), gone.batches(AT_ONCE)), nodes)
        works, series = Groups(self._aside), Groups(self._aside)
        for some in nodes.batches(AT_ONCE):
            works.add(some)
            series.add(some)
        self._join_texts(nodes, works, series)
        if self._has_corrections:
            self._join_corrected(nodes, works)
        for kind, groups in ((Kind.WORK, works), (Kind.SERIES, series)):
            self._join_known(kind, nodes, groups)
        return Found(works, series, self._versions(works))

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
        said = self._catalogue.corrections(missing) if self._has_corrections else {}
        for id_, compared in self._catalogue.compared(missing).items():
            found[id_] = Member(compared, self._catalogue, said.get(id_, ()))
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

    def _add_the_same(self, kind: Kind, ids: Iterable[list[str]], nodes: Members[str]) -> None:
        """Add the members of the sets that some documents belong or belonged to."""
        sets = Members[str](self._aside)
        for some in ids:
            sets.add(self._catalogue.relations(kind, some).values())
        for some in sets.batches(AT_ONCE):
            for members in self._catalogue.related(kind, some):
                nodes.add(self._catalogue.there(members))

    def _join_texts(self, nodes: Members[str], works: Groups, series: Groups) -> None:
        """Join what has one text, and what is alike; each text is looked at once."""
        seen, sharing = Members[bytes](self._aside), self._sharing(nodes)
        for some in nodes.batches(AT_ONCE):
            sketches = self._catalogue.sketches(some)
            texts = {own.checksum: id_ for id_, own in sketches.items() if own and own.words}
            fresh = texts.keys() - seen.among(texts)
            seen.add(fresh)
            said_by = {band_of_text(checksum): texts[checksum] for checksum in fresh}
            bands = {said_by[band]: band for band in self._catalogue.shared_bands(said_by)}
            for id_ in sorted(bands):
                self._join_same_text(bands[id_], works, series)
            near = self._catalogue.near(sorted(sharing.among(said_by.values())))
            for id_, found in groupby(near, itemgetter(0)):
                for others in _perhaps_alike(sketches[id_], found):
                    for ones in self._of_text(id_, bands.get(id_), nodes):
                        self._join_alike(ones, others, works, series)

    def _sharing(self, nodes: Members[str]) -> Members[str]:
        """Documents that may have bands in common with others."""
        if len(nodes) < MANY:
            return nodes
        sharing = Members[str](self._aside)
        bands = Members(self._aside, self._catalogue.bands_in_common())
        for some in bands.batches(AT_ONCE):
            for ids in self._catalogue.in_bands(some):
                sharing.add(ids)
        return sharing

    def _join_same_text(self, band: int, works: Groups, series: Groups) -> None:
        """One text is one work, but for a short one that another city, year or number goes with."""
        first, told = "", dict[object, str]()
        for some in self._catalogue.in_bands([band]):
            for member in self.there(some).values():
                first = first or member.id
                series.join(first, member.id)
                if not member.is_alone:
                    works.join(told.setdefault(_told(member), member.id), member.id)
        for one, other in combinations(told.values(), 2):
            if not are_editions(self.member(one), self.member(other)):
                works.join(one, other)

    def _of_text(self, id_: str, band: int | None, nodes: Members[str]) -> Iterator[Sequence[str]]:
        """The documents that are looked at and have the text of one, which may share its band."""
        if band is None:
            yield [id_]
        else:
            yield from (sorted(nodes.among(some)) for some in self._catalogue.in_bands([band]))

    def _join_alike(
        self, ones: Sequence[str], others: Sequence[str], works: Groups, series: Groups
    ) -> None:
        for one in self.there(ones).values():
            for other in self.there(others).values():
                self._join_if_alike(one, other, works, series)

    def _join_if_alike(self, one: Member, other: Member, works: Groups, series: Groups) -> None:
        may_be_work = (
            not one.is_alone
            and not other.is_alone
            and are_one_work(one, other, 1.0)
            and not works.are_joined(one.id, other.id)
        )
        if series.are_joined(one.id, other.id) and not may_be_work:
            return
        share = self._texts.share(one.id, other.id)
        if share >= ALIKE:
            series.join(one.id, other.id)
            if may_be_work and are_one_work(one, other, share):
                works.join(one.id, other.id)

    def _join_corrected(self, nodes: Members[str], works: Groups) -> None:
        """What a person said is a version of another."""
        for some in nodes.batches(AT_ONCE):
            for id_, said in self._catalogue.corrections(some).items():
                for claim in said:
                    if claim.field == "work" and claim.value:
                        with suppress(UnknownDocument):
                            named = self._catalogue.document(claim.value, with_pages=False)
                            works.join(id_, named.id)

    def _join_known(self, kind: Kind, nodes: Members[str], groups: Groups) -> None:
        """Take along the sets of those that did not change."""
        sets = Members[str](self._aside)
        for some in groups.all(AT_ONCE):
            unchanged = set(some) - nodes.among(some)
            sets.add(self._catalogue.relations(kind, unchanged).values())
        for known in chain.from_iterable(sets.batches(AT_ONCE)):
            first = ""
            for members in self._catalogue.related(kind, [known]):
                for id_ in sorted(self._catalogue.there(members)):
                    first = first or id_
                    groups.join(first, id_)

    def _versions(self, works: Groups) -> Said:
        """What is to be said of the versions of works."""
        said = Said(self._aside, "work")
        for first in works.sets():
            count, main = 0, None
            for some in works.members(first, AT_ONCE):
                count += len(some)
                ranks = [_rank(member) for member in self.there(some).values()]
                main = min(filter(None, (main, *ranks)))
            assert main is not None
            self._say(said, main[-1], count, works.members(first, AT_ONCE))
        return said

    def _say(self, said: Said, main: str, count: int, versions: Iterable[list[str]]) -> None:
        name = self.member(main).compared.name
        for id_ in chain.from_iterable(versions):
            if id_ == main:
                share, evidence = 1.0, f"the fullest with page numbers of {count} versions"
            else:
                share = self.shared(id_, main)
                evidence = f"{share:.0%} of its passages stand in {name} as well".replace("%", " %")
            said.put(id_, main, evidence, round(max(share, 0.5), 2))


def _rank(member: Member) -> tuple[bool, int, str]:
    """The version to cite: one with page numbers, then the fullest, then the first by id."""
    compared = member.compared
    return compared.media_type != PDF, -compared.characters, member.id


def _told(member: Member) -> object:
    """Numbers and telling words, by which two short documents are told from each other."""
    is_short = member.sketch.words < SHORT
    return (member.title_numbers, frozenset(member.telling.items())) if is_short else None


def _perhaps_alike(
    one: Sketch | None, near: Iterator[tuple[str, str, Sketch]]
) -> Iterator[list[str]]:
    """Those that come near a document and may be alike, some at a time."""
    while some := list(islice(near, AT_ONCE)):
        if one and (ids := perhaps_alike(one, [(other, own) for _, other, own in some])):
            yield ids
