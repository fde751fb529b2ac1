"""The order by pages: which pages are best, and what that makes their documents worth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import tantivy

from index.engines.tantivy.layout import Schemas, id_hash
from index.engines.tantivy.translate import MUST, SHOULD, Translator, either
from index.request import PAGES_WEIGHED, Weighed
from index.scoring import OUTSIDE_BODY, of_document

FEW_DOCUMENTS = 5000
"""Up to so many documents that match, only their pages are looked at.

Of more, the best pages of the whole library hold enough.
"""


@dataclass(frozen=True, slots=True)
class ScoredPage:
    """A page by the hash of its document and its number."""

    document: int
    number: int
    score: float


def page_query(words: Iterable[Weighed], pages: Translator) -> tantivy.Query:
    """What pages are worth by some words; a page on which none of them finds anything is none."""
    finding: list[tantivy.Query] = []
    others: list[tantivy.Query] = []
    for one in words:
        boosted = tantivy.Query.boost_query(pages.on_pages(one.query), one.weight)
        (finding if one.finds else others).append(boosted)
    if not others:
        return either(finding)
    return tantivy.Query.boolean_query(
        [(MUST, either(finding)), *((SHOULD, other) for other in others)]
    )


def best_pages(query: tantivy.Query, pages: Translator, limit: int) -> tuple[list[ScoredPage], int]:
    """The pages that are worth most, the best first, and how many match.

    Among the best, those outside the body of their document are put back.
    """
    found = pages.searcher.search(query, max(limit, 1))
    addresses = [address for _, address in found.hits]
    values = (
        pages.searcher.fast_field_values(name, addresses) for name in ("hash", "number", "body")
    )
    scored = [
        ScoredPage(int(hashed or 0), int(number or 0), score * (1.0 if body else OUTSIDE_BODY))
        for (score, _), hashed, number, body in zip(found.hits, *values, strict=True)
    ]
    scored.sort(key=lambda page: (-page.score, page.document, page.number))
    return scored, int(found.count)  # type: ignore[attr-defined]


def worths(
    words: Sequence[Weighed],
    narrowed: tantivy.Query,
    schemas: Schemas,
    documents: Translator,
    pages: Translator,
) -> Mapping[int, float]:
    """What documents are worth by their best pages, by the hash of their id."""
    query = page_query(words, pages)
    asked = {"hash": {"terms": {"field": "hash", "size": FEW_DOCUMENTS + 1}}}
    buckets = documents.searcher.aggregate(narrowed, asked)["hash"]["buckets"]
    if len(buckets) <= FEW_DOCUMENTS:
        hashes = [int(bucket["key"]) for bucket in buckets]
        within = tantivy.Query.term_set_query(schemas.pages, "hash", hashes)
        here = tantivy.Query.const_score_query(within, 0.0)
        query = tantivy.Query.boolean_query([(MUST, query), (MUST, here)])
    found: dict[int, list[float]] = {}
    for page in best_pages(query, pages, PAGES_WEIGHED)[0]:
        found.setdefault(page.document, []).append(page.score)
    return {document: of_document(scores) for document, scores in found.items()}


def of_documents(schema: tantivy.Schema, ids: Sequence[str]) -> tantivy.Query:
    """The entries of some documents, worth nothing."""
    there = tantivy.Query.term_set_query(schema, "hash", [id_hash(id_) for id_ in ids])
    return tantivy.Query.const_score_query(there, 0.0)
