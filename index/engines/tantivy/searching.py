"""What one tantivy index is asked: which entries match, in order, how many, with what values."""

from collections.abc import Mapping, Sequence

import tantivy

from index.engines.tantivy.translate import MUST
from index.request import Found, Request, Sort

MOST_VALUES = 65_000
"""Values of a facet that are counted."""


def narrowed(
    matching: tantivy.Query, filters: Mapping[str, tantivy.Query], leaving_out: str = ""
) -> tantivy.Query:
    """What matches under all filters but one."""
    kept = [query for name, query in filters.items() if name != leaving_out]
    if not kept:
        return matching
    return tantivy.Query.boolean_query([(MUST, matching), *((MUST, query) for query in kept)])


def search(
    searcher: tantivy.Searcher, query: tantivy.Query, request: Request
) -> tuple[tuple[Found, ...], int]:
    """The page of a request, in its order, and how many match in all."""
    # Room for the results is taken before they are counted: no more than there can be.
    there = searcher.num_docs
    if not request.limit:
        return (), count(searcher, query)
    limit, offset = max(1, min(request.limit, there)), min(request.offset, there)
    if request.sort is Sort.RELEVANCE:
        result = searcher.search(query, limit, offset=offset)
        scores = [float(score) for score, _ in result.hits]
    else:
        result = searcher.search(
            query,
            limit,
            offset=offset,
            order_by_field=f"by_{request.sort.value}",
            order=tantivy.Order.Asc,
        )
        scores = [0.0] * len(result.hits)
    ids = [searcher.doc(address)["id"][0] for _, address in result.hits]
    found = tuple(Found(id=id_, score=score) for id_, score in zip(ids, scores, strict=True))
    return found, int(result.count)  # type: ignore[attr-defined]


def count(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """How many entries match."""
    counted = searcher.search(tantivy.Query.const_score_query(query, 0.0), 1)
    return int(counted.count)  # type: ignore[attr-defined]


def facets(
    searcher: tantivy.Searcher,
    matching: tantivy.Query,
    filters: Mapping[str, tantivy.Query],
    wanted: Sequence[str],
) -> dict[str, dict[str, int]]:
    """Facets that are not narrowed are counted in one go; each other one without its own filter."""
    together = [name for name in wanted if name not in filters]
    counted = _counts(searcher, narrowed(matching, filters), together)
    for name in wanted:
        if name in filters:
            counted |= _counts(searcher, narrowed(matching, filters, leaving_out=name), [name])
    return {name: counted[name] for name in wanted}


def _counts(
    searcher: tantivy.Searcher, query: tantivy.Query, names: Sequence[str]
) -> dict[str, dict[str, int]]:
    if not names:
        return {}
    asked = {name: {"terms": {"field": f"{name}_facet", "size": MOST_VALUES}} for name in names}
    answered = searcher.aggregate(query, asked)
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in answered[name]["buckets"]}
        for name in names
    }
