"""Both halves of an index as one commit left them, with the records of their entries."""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from whoosh.index import exists_in, open_dir
from whoosh.reading import EmptyReader

from corpus.fields import FACETS
from index.engines.whoosh.half import Half
from index.engines.whoosh.layout import make_schemas
from index.request import Sort


class View:
    """Documents and pages by entry number, with what is counted and sorted by.

    `ids` are the documents' ids, `numbers` the values of ranged fields, `ranks`
    the places in each order but that of relevance. `pages_of` are the entries
    of a document's pages by its id, `document_of` and `number_of` the document
    and the page number of such an entry; `body` are those of the body.
    """

    def __init__(self, documents: Half, pages: Half) -> None:
        self.documents, self.pages = documents, pages
        self.ids: dict[int, str] = {}
        self.numbers: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.ranks: dict[Sort, dict[int, int]] = {}
        self.pages_of: dict[str, list[int]] = defaultdict(list)
        self.document_of: dict[int, str] = {}
        self.number_of: dict[int, int] = {}
        self.body: set[int] = set()
        self._values: dict[str, dict[int, tuple[str, ...]]] = {name: {} for name in FACETS}
        self._read_documents()
        self._read_pages()

    def counts(self, name: str, entries: Iterable[int]) -> dict[str, int]:
        """How many of some documents have each value of a facet."""
        values = self._values[name]
        return dict(Counter(chain.from_iterable(map(values.__getitem__, entries))))

    def close(self) -> None:
        """Give the files back."""
        self.documents.close()
        self.pages.close()

    def _read_documents(self) -> None:
        orders: dict[int, tuple[int, str, str]] = {}
        lengths: dict[str, dict[int, int]] = defaultdict(dict)
        for entry, record in self.documents.records():
            about = json.loads(record)
            self.ids[entry] = about["id"]
            for name, length in about["lengths"].items():
                lengths[name][entry] = length
            orders[entry] = (-about["year"], about["city"], about["title"])
            for name, values in self._values.items():
                values[entry] = tuple(about["facets"].get(name, ()))
            for name, numbers in about["numbers"].items():
                self.numbers[name] += [(entry, number) for number in numbers]
        for name, of_field in lengths.items():
            self.documents.measure(name, of_field)
        self._rank(orders)

    def _rank(self, orders: dict[int, tuple[int, str, str]]) -> None:
        def by_year(entry: int) -> tuple[object, ...]:
            year, _, title = orders[entry]
            return year, title, self.ids[entry]

        def by_city(entry: int) -> tuple[object, ...]:
            city = orders[entry][1]
            return not city, city, *by_year(entry)

        def by_title(entry: int) -> tuple[object, ...]:
            year, _, title = orders[entry]
            return title, year, self.ids[entry]

        for sort, order in ((Sort.YEAR, by_year), (Sort.CITY, by_city), (Sort.TITLE, by_title)):
            ranked = sorted(orders, key=order)
            self.ranks[sort] = {entry: rank for rank, entry in enumerate(ranked)}

    def _read_pages(self) -> None:
        lengths: dict[int, int] = {}
        for entry, record in self.pages.records():
            number, length, body, id_ = record.decode("utf-8", "surrogatepass").split(" ", 3)
            lengths[entry] = int(length)
            id_ = sys.intern(id_)  # one for all pages of a document
            self.document_of[entry] = id_
            self.number_of[entry] = int(number)
            self.pages_of[id_].append(entry)
            if body == "1":
                self.body.add(entry)
        for name in ("all_exact", "all_stem"):
            self.pages.measure(name, lengths)


def open_view(folder: Path) -> View:
    """The view of the last commit to a folder; an empty one where there was none."""
    documents, pages = make_schemas()
    all_documents = Half(_reader(folder / "documents", documents))
    return View(all_documents, Half(_reader(folder / "pages", pages), all_documents))


def _reader(folder: Path, schema: Any) -> Any:
    if not folder.is_dir() or not exists_in(str(folder)):
        return EmptyReader(schema)
    return open_dir(str(folder), schema=schema).reader()
