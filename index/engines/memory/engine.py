"""The oracle: it asks each document whether it matches, and counts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from corpus.document import Document, Page
from corpus.fields import SEARCHED
from corpus.standing import tokens
from corpus.words import exact, fold
from index.engines.memory.page_scores import PageScores
from index.engines.memory.scores import Scores, count_words
from index.fingerprint import fingerprint
from index.looking import ideas
from index.query import EVERYWHERE, All, Either, Is, Most, Not, Query, Range, Widened
from index.request import Answer, BestPages, Found, Request, Sort, Weighed


class MemoryEngine:
    """Keeps documents in a dictionary and reads each of them for every question."""

    layout = "memory"

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._pending: dict[str, Document | None] = {}
        self._revision = 0

    def write(self, documents: Iterable[Document]) -> None:
        self._pending |= {document.id: document for document in documents}

    def delete(self, ids: Sequence[str]) -> None:
        self._pending |= dict.fromkeys(ids)

    def commit(self, revision: int) -> None:
        changed = self._documents | self._pending
        self._documents = {id_: document for id_, document in changed.items() if document}
        self._pending = {}
        self._revision = revision

    def answer(self, request: Request) -> Answer:
        found = self._matching(request.narrowed())
        in_result = {document.id for document in found}
        listed = found
        if request.further is not None:
            either = replace(request, query=Either((request.query, request.further)))
            listed = self._matching(either.narrowed())
        if request.words and request.sort is Sort.RELEVANCE:
            scores, ranked = self._by_pages(request, listed, in_result)
        else:
            scores = self._scores(listed, request)
            ranked = sorted(listed, key=lambda d: _order(d, request.sort, scores[d.id]))
        page = ranked[request.offset : request.offset + request.limit]
        return Answer(
            found=tuple(
                Found(id=d.id, score=scores.get(d.id, 0.0), is_further=d.id not in in_result)
                for d in page
            ),
            total=len(found),
            more=len(listed) - len(found),
            facets={name: self._count(name, request) for name in request.facets},
        )

    def _by_pages(
        self, request: Request, listed: Sequence[Document], in_result: Set[str]
    ) -> tuple[dict[str, float], list[Document]]:
        every = tuple(self._documents.values())
        worths = PageScores(every).of_documents(listed, request.words)
        rest = Scores(every)

        def place(document: Document) -> tuple[object, ...]:
            worth = worths.get(document.id)
            return (
                not any(one.matches(document) for one in request.first),
                document.id not in in_result and not request.is_mixed,
                worth is None,
                -(rest.of(document, request.query) if worth is None else worth),
                document.id,
            )

        return worths, sorted(listed, key=place)

    def best_pages(
        self, query: Query, ids: Sequence[str], limit: int, words: Sequence[Weighed] = ()
    ) -> Mapping[str, BestPages]:
        wanted = ideas(query)
        scores = PageScores(tuple(self._documents.values()))
        by = words or tuple(map(Weighed, wanted))
        best = {}
        for document in (self._documents[id_] for id_ in ids if id_ in self._documents):
            there = sorted(
                (-(scores.of_page(document, page, by) or 0.0), page.number)
                for page in document.pages
                if any(_holds(idea, page) for idea in wanted)
            )
            if there:
                best[document.id] = BestPages(
                    total=len(there),
                    best=tuple((number, -score) for score, number in there[:limit]),
                )
        return best

    def holding(self, queries: Sequence[Query], ids: Sequence[str]) -> list[frozenset[str]]:
        there = [self._documents[id_] for id_ in ids if id_ in self._documents]
        return [frozenset(d.id for d in there if query.matches(d)) for query in queries]

    def count_pages(self, query: Query, ids: Sequence[str]) -> Mapping[str, int]:
        return {id_: pages.total for id_, pages in self.best_pages(query, ids, 0).items()}

    def words(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        counts: Counter[str] = Counter()
        for document in self._documents.values():
            counts.update(
                {
                    token.exact
                    for text, _ in document.searchable(SEARCHED)
                    for token in tokens(text)
                    if token.exact.startswith(exact(prefix))
                }
            )
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]

    def frequencies(self, stems: Sequence[str]) -> Mapping[str, int]:
        counted = [count_words(d, EVERYWHERE).stems for d in self._documents.values()]
        return {stem: sum(stem in one for one in counted) for stem in stems}

    def size(self) -> int:
        return len(self._documents)

    def revision(self) -> int:
        return self._revision

    def fingerprint(self) -> str:
        return fingerprint(self.layout)

    def close(self) -> None:
        self._pending = {}

    def _matching(self, query: Query) -> list[Document]:
        return [d for d in self._documents.values() if query.matches(d)]

    def _scores(self, found: Sequence[Document], request: Request) -> dict[str, float]:
        if request.sort is not Sort.RELEVANCE:
            return dict.fromkeys((document.id for document in found), 0.0)
        scores = Scores(tuple(self._documents.values()))
        return {document.id: scores.of(document, request.query) for document in found}

    def _count(self, name: str, request: Request) -> dict[str, int]:
        found = self._matching(request.narrowed(leaving_out=name))
        return dict(Counter(value for d in found for value in dict.fromkeys(d.all(name))))


def _order(document: Document, sort: Sort, score: float) -> tuple[object, ...]:
    year = -int(document.first("year") or 0)
    title = fold(document.title)
    match sort:
        case Sort.RELEVANCE:
            return (-score, document.id)
        case Sort.YEAR:
            return (year, title, document.id)
        case Sort.CITY:
            city = fold(document.first("city"))
            return (not city, city, year, title, document.id)
        case Sort.TITLE:
            return (title, year, document.id)


def _holds(query: Query, page: Page) -> bool:
    """Whether a page holds what is asked for, as if it were a document without fields."""
    match query:
        case All(parts):
            return all(_holds(part, page) for part in parts)
        case Either(parts):
            return any(_holds(part, page) for part in parts)
        case Most(parts, fewest):
            return sum(_holds(part, page) for part in parts) >= fewest
        case Widened():
            return any(_holds(way, page) for way in query.ways)
        case Not() | Is() | Range():
            return False
        case _:
            return bool(query.spans(page.matched, page.language))
