"""What every engine promises. `tests/index/` holds each of them to it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from corpus.document import Document
from index.query import Query
from index.request import Answer, BestPages, Request, Weighed


class Engine(Protocol):
    """A full-text index that can be thrown away and made again from the catalogue.

    Writes become visible together, when `commit` returns. Writing a document
    whose id is already there replaces it. One writer at a time; answers may be
    asked for in several threads, and see whole commits only.

    `layout` says how it lays out its index; it is part of the fingerprint.
    """

    layout: str

    def write(self, documents: Iterable[Document]) -> None:
        """Take documents with all their pages, replacing those of the same id."""

    def delete(self, ids: Sequence[str]) -> None:
        """Take documents out; an id that is not there is no error."""

    def commit(self, revision: int) -> None:
        """Make all writes visible, and remember the catalogue revision they amount to."""

    def answer(self, request: Request) -> Answer:
        """The documents that match, a page of them in order, with exact facet counts.

        By relevance, they are worth what `index.scoring` says. A facet of more than 65,000
        values may lack the rarest.
        """

    def best_pages(
        self, query: Query, ids: Sequence[str], limit: int, words: Sequence[Weighed] = ()
    ) -> Mapping[str, BestPages]:
        """For each document its `limit` best pages, and how many pages hold anything.

        A page counts if it holds any of `index.looking.ideas(query)`. Those are put in
        order by `words`, as in a Request, or else by the ideas. A document with no such
        page is left out.
        """

    def holding(self, queries: Sequence[Query], ids: Sequence[str]) -> list[frozenset[str]]:
        """For each query those of some documents for which it holds."""

    def count_pages(self, query: Query, ids: Sequence[str]) -> Mapping[str, int]:
        """For each document how many pages `best_pages` has in all; without those that have none.

        Made for many documents at once.
        """

    def words(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Words in exact form that begin so, with the number of documents that hold them.

        The most frequent come first.
        """

    def frequencies(self, stems: Sequence[str]) -> Mapping[str, int]:
        """How many documents hold each stem (`en:hous`) in their searched fields and pages."""

    def size(self) -> int:
        """How many documents there are."""

    def revision(self) -> int:
        """The catalogue revision of the last commit; 0 for an empty index."""

    def fingerprint(self) -> str:
        """What the index was built by; differs from `index.fingerprint` when it is out of date."""

    def close(self) -> None:
        """Give files and threads back. What was not committed is lost."""
