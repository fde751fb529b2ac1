"""What pages and their documents are worth, worked out page by page as `index.scoring` says."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from corpus.document import Document, Page, Part
from index.engines.memory.scores import Scores
from index.head import head_of, is_in
from index.query import All, Either, Is, Most, Not, Query, Range, Widened
from index.request import PAGES_WEIGHED, Weighed
from index.scoring import OUTSIDE_BODY, in_head, kept_below, of_document, together


class PageScores:
    """What the pages of some documents are worth. `documents` are all of a library."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._heads = {document.id: head_of(document) for document in documents}
        self._alone = {
            (document.id, page.number): alone(document.id, page)
            for document in documents
            for page in document.pages
        }

    @cached_property
    def _scores(self) -> Scores:
        return Scores(tuple(self._alone.values()))

    def of_page(self, document: Document, page: Page, words: Sequence[Weighed]) -> float | None:
        """How much a page is worth, scored by some words; None if it holds none that finds."""
        worths = [(one, self._of(document, page, one.query)) for one in words]
        found = [(one, worth) for one, worth in worths if worth is not None]
        if not any(one.finds for one, _ in found):
            return None
        total = sum(one.weight * worth for one, worth in found)
        return total * (1.0 if page.part is Part.BODY else OUTSIDE_BODY)

    def of_documents(
        self, documents: Sequence[Document], words: Sequence[Weighed]
    ) -> dict[str, float]:
        """What some documents are worth by their best pages; without those that have none."""
        scored = [
            (-worth, document.id, page.number)
            for document in documents
            for page in document.pages
            if (worth := self.of_page(document, page, words)) is not None
        ]
        found: dict[str, list[float]] = {}
        for worth, id_, _ in sorted(scored)[:PAGES_WEIGHED]:
            found.setdefault(id_, []).append(-worth)
        return {id_: of_document(worths) for id_, worths in found.items()}

    def _of(self, document: Document, page: Page, query: Query) -> float | None:
        match query:
            case All(parts):
                worths = [self._of(document, page, part) for part in parts]
                held = [worth for worth in worths if worth is not None]
                return sum(held) if len(held) == len(worths) else None
            case Either(parts):
                return self._any(document, page, parts, 1)
            case Most(parts, fewest):
                return self._any(document, page, parts, fewest)
            case Widened(typed, others):
                of_typed = self._scores.weight(typed)
                ways = [(typed, 1.0)] + [
                    (other, kept_below(worth, of_typed, self._scores.weight(other)))
                    for other, worth in others
                ]
                found = [
                    worth * share
                    for way, share in ways
                    if (worth := self._of(document, page, way)) is not None
                ]
                return together(found) if found else None
            case Range() | Not():
                return None
            case _:
                return self._best(document, page, query)

    def _any(
        self, document: Document, page: Page, parts: Sequence[Query], fewest: int
    ) -> float | None:
        worths = [self._of(document, page, part) for part in parts]
        found = [worth for worth in worths if worth is not None]
        return sum(found) if found and len(found) >= fewest else None

    def _best(self, document: Document, page: Page, query: Query) -> float | None:
        """The better of what stands on the page and what stands in the head of its document."""
        ways = []
        itself = self._alone[document.id, page.number]
        if not isinstance(query, Is) and query.matches(itself):
            ways.append(self._scores.of(itself, query))
        if is_in(self._heads[document.id], query):
            weight = self._scores.weight(query)
            ways.append(in_head(weight, self._holding(query), len(self._alone)))
        return max(ways, default=None)

    def _holding(self, query: Query) -> int:
        """How many pages are of a document whose head holds a query."""
        return sum(len(d.pages) for d in self._documents if is_in(self._heads[d.id], query))


def alone(id_: str, page: Page) -> Document:
    """A page as a document without fields: on its own, every word of a page counts."""
    return Document(id=f"{id_}/{page.number}", pages=(replace(page, part=Part.BODY),))
