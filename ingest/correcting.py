"""What people said of a document goes before all that was read in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corpus.catalogue import Catalogue
from corpus.document import Claim, Described, Origin
from corpus.records import ReadRecord, Source
from corpus.vocabulary import Vocabulary
from corpus.weighing import COMPUTED
from ingest.merge import decide, implied


def corrected(
    catalogue: Catalogue, source: Source, documents: Sequence[Described], vocabulary: Vocabulary
) -> Sequence[Described]:
    """The documents of a file, with what was said of them deciding.

    Where the file held one document before and holds one now, what was said of the
    former holds for this one, too.
    """
    if not catalogue.has_corrections():
        return documents
    said = _said(catalogue, source, [one.document.id for one in documents])
    return _all_corrected(documents, said, vocabulary)


def corrected_records(
    catalogue: Catalogue, records: Sequence[ReadRecord], vocabulary: Vocabulary
) -> Sequence[ReadRecord]:
    """Some records of a collection, with what was said of their documents deciding."""
    if not catalogue.has_corrections():
        return records
    said = catalogue.corrections([one.document.id for r in records for one in r.documents])
    return [
        replace(record, documents=tuple(_all_corrected(record.documents, said, vocabulary)))
        for record in records
    ]


def _all_corrected(
    documents: Sequence[Described], said: Mapping[str, Sequence[Claim]], vocabulary: Vocabulary
) -> Sequence[Described]:
    return [_corrected(one, said.get(one.document.id, ()), vocabulary) for one in documents]


SURE = 0.9
"""What follows less surely from a correction holds only where nobody says anything else."""


def with_corrections(
    claims: Iterable[Claim], said: Sequence[Claim], vocabulary: Vocabulary
) -> list[Claim]:
    """Corrections and what follows from them, then the claims.

    What followed from a value that was corrected does not follow any more: no country
    stays of a city that was wrong.
    """
    corrected_fields = {claim.field for claim in said}
    rest = [claim for claim in claims if claim.follows_from not in corrected_fields]
    outright = {claim.field for claim in rest if not claim.follows_from}
    follows = (
        claim
        for claim in implied(said, vocabulary)
        if claim.field not in corrected_fields
        and (claim.confidence >= SURE or claim.field not in outright)
    )
    return [*said, *follows, *rest]


def behind_corrections(catalogue: Catalogue, ids: Sequence[str]) -> list[str]:
    """Those of these documents that were not described since they were corrected."""
    said, claims = catalogue.corrections(ids), catalogue.claims_on(ids)
    return [id_ for id_ in ids if set(said.get(id_, ())) != set(_heard(claims.get(id_, ())))]


def _heard(claims: Iterable[Claim]) -> Iterable[Claim]:
    return (c for c in claims if c.origin is Origin.CORRECTION and not c.follows_from)


def _said(catalogue: Catalogue, source: Source, ids: list[str]) -> dict[str, list[Claim]]:
    said = catalogue.corrections(ids)
    before = catalogue.ids_of_source(source.path)
    if len(ids) == len(before) == 1 and ids != before:
        own = said.get(ids[0], [])
        fields = {claim.field for claim in own}
        former = catalogue.corrections(before).get(before[0], [])
        said[ids[0]] = [*own, *(claim for claim in former if claim.field not in fields)]
    return said


def _corrected(one: Described, said: Sequence[Claim], vocabulary: Vocabulary) -> Described:
    if not said:
        return one
    claims = with_corrections(one.claims, said, vocabulary)
    computed = {name: found for name in COMPUTED if (found := one.document.values.get(name))}
    values = decide(claims, vocabulary) | computed
    return replace(one, document=replace(one.document, values=values), claims=tuple(claims))
