"""What raises documents in the order, as clauses that decide nothing else."""

from collections.abc import Iterator, Sequence

import tantivy

from index.engines.tantivy.layout import Schemas
from index.engines.tantivy.translate import MUST, Translator
from index.request import PAGES_LIFTING, Lift

LIFTED_BY_PAGES = 10_000
"""Documents that are lifted by a page of theirs: those with most such pages, if there are more."""


def lifted(
    lifts: Sequence[Lift], schemas: Schemas, documents: Translator, pages: Translator
) -> Iterator[tantivy.Query]:
    """The clauses of some lifts, to be added to a query for documents."""
    for lift in lifts:
        if lift.on_a_page:
            yield from _by_pages(lift, schemas, pages)
        else:
            yield from _by_itself(lift, documents)


def body(schemas: Schemas) -> tantivy.Query:
    """The pages that are no bibliography and the like."""
    return tantivy.Query.term_query(schemas.pages, "body", 1, index_option="basic")


def _by_itself(lift: Lift, documents: Translator) -> Iterator[tantivy.Query]:
    holding = documents.translate(lift.query)
    if lift.by:
        yield tantivy.Query.const_score_query(holding, lift.by)
    if lift.times:
        yield tantivy.Query.boost_query(holding, lift.times)


def _by_pages(lift: Lift, schemas: Schemas, pages: Translator) -> Iterator[tantivy.Query]:
    holding = pages.translate(lift.query)
    here = tantivy.Query.const_score_query(body(schemas), 0.0)
    within = tantivy.Query.boolean_query([(MUST, holding), (MUST, here)])
    if lift.by:
        asked = {"hash": {"terms": {"field": "hash", "size": LIFTED_BY_PAGES}}}
        buckets = pages.searcher.aggregate(within, asked)["hash"]["buckets"]
        if hashes := [int(bucket["key"]) for bucket in buckets]:
            there = tantivy.Query.term_set_query(schemas.documents, "hash", list(hashes))
            yield tantivy.Query.const_score_query(there, lift.by)
    if lift.times:
        for hashed, score in _best_of_each(pages.searcher, within).items():
            # Many single terms: each set of terms would be an automaton of its own.
            its = tantivy.Query.term_query(schemas.documents, "hash", hashed, index_option="basic")
            yield tantivy.Query.const_score_query(its, lift.times * score)


def _best_of_each(pages: tantivy.Searcher, query: tantivy.Query) -> dict[int, float]:
    """The score of the best page of each document, by the hash of its id."""
    found = pages.search(query, PAGES_LIFTING, count=False).hits
    hashes = pages.fast_field_values("hash", [address for _, address in found])
    best: dict[int, float] = {}
    for (score, _), hashed in zip(found, hashes, strict=True):
        best.setdefault(int(hashed or 0), float(score))
    return best
