"""The oracle: it asks each document whether it matches, and counts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from corpus.document import Document, Page
from corpus.fields import SEARCHED
from corpus.words import exact, fold, tokens
from index.fingerprint import fingerprint
from index.query import (
    All,
    Either,
    Fuzzy,
    Near,
    Pattern,
    Phrase,
    Query,
    Text,
    Word,
    evidence,
    leaves,
    on_one_page,
)
from index.request import Answer, BestPages, Found, Request, Sort


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
        ranked = sorted(found, key=lambda d: _order(d, request))
        page = ranked[request.offset : request.offset + request.limit]
        return Answer(
            found=tuple(Found(id=d.id, score=_score(d, request.query)) for d in page),
            total=len(found),
            facets={name: self._count(name, request) for name in request.facets},
        )

    def best_pages(self, query: Query, ids: Sequence[str], limit: int) -> Mapping[str, BestPages]:
        wanted = evidence(query)
        best = {}
        for document in (self._documents[id_] for id_ in ids if id_ in self._documents):
            scores = {page.number: _page_score(page, wanted) for page in document.pages}
            there = sorted((-score, number) for number, score in scores.items() if score)
            if there:
                best[document.id] = BestPages(
                    total=len(there),
                    best=tuple((number, -score) for score, number in there[:limit]),
                )
        return best

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

    def revision(self) -> int:
        return self._revision

    def fingerprint(self) -> str:
        return fingerprint(self.layout)

    def close(self) -> None:
        self._pending = {}

    def _matching(self, query: Query) -> list[Document]:
        return [d for d in self._documents.values() if query.matches(d)]

    def _count(self, name: str, request: Request) -> dict[str, int]:
        found = self._matching(request.narrowed(leaving_out=name))
        return dict(Counter(value for d in found for value in dict.fromkeys(d.all(name))))


def _order(document: Document, request: Request) -> tuple[object, ...]:
    year = -int(document.first("year") or 0)
    title = fold(document.title)
    match request.sort:
        case Sort.RELEVANCE:
            return (-_score(document, request.query), document.id)
        case Sort.YEAR:
            return (year, title, document.id)
        case Sort.CITY:
            city = fold(document.first("city"))
            return (not city, city, year, title, document.id)
        case Sort.TITLE:
            return (title, year, document.id)


def _score(document: Document, query: Query) -> float:
    wanted, together = evidence(query), on_one_page(query)
    meeting = together is not None and any(_holds(together, page) for page in document.pages)
    seen = sum(_page_score(page, wanted) for page in document.pages)
    return (1000.0 if meeting else 0.0) + seen + len(list(leaves(query)))


def _holds(query: Query, page: Page) -> bool:
    match query:
        case All(parts):
            return all(_holds(part, page) for part in parts)
        case Either(parts):
            return any(_holds(part, page) for part in parts)
        case Word() | Phrase() | Near() | Pattern() | Fuzzy():
            return bool(query.spans(page.matched, page.language))
    return False


def _page_score(page: Page, wanted: tuple[Text, ...]) -> float:
    counts = [len(leaf.spans(page.matched, page.language)) for leaf in wanted]
    return float(sum(count > 0 for count in counts) * 100 + min(sum(counts), 99)) * any(counts)
