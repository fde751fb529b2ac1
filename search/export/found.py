"""Everything a search found, one document after the other, to be written to a file."""

from collections.abc import Callable, Iterator

from corpus.catalogue.reading import batches
from search.export.entries import Entry
from search.question import Ask
from search.results import Results
from search.searcher import Searcher

PAGES = 20
"""Pages with a match that are named of a document: the best of them."""


def every_entry(searcher: Searcher, ask: Ask, link: Callable[[str], str]) -> Iterator[Entry]:
    """All results of a search in their order, however many; `link` makes the address of an id."""
    answered = searcher.every(ask)
    query, scored = answered.understood.query, answered.understood.scored
    rank = 0
    for ids in batches([found.id for found in answered.found]):
        documents = searcher.catalogue.documents(ids)
        pages = answered.engine.best_pages(query, ids, PAGES, scored)
        for id_ in ids:
            rank += 1
            if id_ not in documents:
                continue
            best = sorted(number for number, _ in pages[id_].best) if id_ in pages else ()
            yield Entry(document=documents[id_], rank=rank, pages=tuple(best), link=link(id_))


def entries_shown(
    results: Results, searcher: Searcher, link: Callable[[str], str]
) -> Iterator[Entry]:
    """The results of one page, as they are shown."""
    documents = searcher.catalogue.documents([hit.id for hit in results.hits])
    for hit in results.hits:
        if hit.id in documents:
            pages = tuple(page.number for page in hit.pages)
            yield Entry(document=documents[hit.id], rank=hit.rank, pages=pages, link=link(hit.id))
