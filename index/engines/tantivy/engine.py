"""The engine on tantivy: a folder with two indexes and a note of their revision."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

import tantivy

from corpus.document import Document
from corpus.errors import EngineError
from corpus.words import exact
from index.engines.tantivy import failures, searching
from index.engines.tantivy.by_pages import best_pages, of_documents, page_query, worths
from index.engines.tantivy.frequencies import Frequencies
from index.engines.tantivy.layout import (
    FORMAT,
    WORDS,
    entries,
    id_hash,
    make_schemas,
    tokenizer,
)
from index.engines.tantivy.read_only import Links, may_write
from index.engines.tantivy.translate import MUST, SHOULD, Translator, either
from index.fingerprint import fingerprint
from index.looking import ideas
from index.query import Either, Query
from index.request import PAGES_WEIGHED, Answer, BestPages, Found, Request, Sort, Weighed

_P = ParamSpec("_P")
_T = TypeVar("_T")

HEAP = 128_000_000
"""Bytes a writer collects before it writes a segment."""

AT_ONCE = 1000
"""Pages of several documents that are fetched together; above, document by document."""

ABOVE_PLACES = 2048.0
"""Added to the score of a document that comes before others wherever its best page stands.

Scores are 32-bit numbers: they still tell places apart that are below this.
"""

BELOW_PLACES = 1e-5
"""What the worth of a whole document counts, so that it is less than half a place."""


def _asking(
    ask: Callable[Concatenate["TantivyEngine", _P], _T],
) -> Callable[Concatenate["TantivyEngine", _P], _T]:
    """Makes a question raise EngineError for what is wrong with the files."""

    @wraps(ask)
    def asked(self: "TantivyEngine", /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        with failures.of(self.folder, "read"):
            return ask(self, *args, **kwargs)

    return asked


class TantivyEngine:
    """Answers from a folder of its own. `open_tantivy` makes it."""

    layout = FORMAT

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._state = folder / "state.json"
        self._schemas = make_schemas()
        self._links: list[Links] = []
        self._documents = self._open("documents", self._schemas.documents)
        self._pages = self._open("pages", self._schemas.pages)
        self._writers: tuple[tantivy.IndexWriter, tantivy.IndexWriter] | None = None
        self._seen: object = None
        self._current: tuple[Translator, Translator] | None = None
        self._lock = Lock()

    def _open(self, half: str, schema: tantivy.Schema) -> tantivy.Index:
        folder = self.folder / half
        with failures.of(self.folder, "opened"):
            if folder.is_dir() and not may_write(folder):
                self._links.append(Links(folder))
                folder = self._links[-1].path
            folder.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(schema, str(folder), reuse=True)
            index.register_tokenizer(WORDS, tokenizer())
            index.config_reader("manual")
            return index

    # -- writing ------------------------------------------------------------

    def write(self, documents: Iterable[Document]) -> None:
        into_documents, into_pages = self._writing()
        for document in documents:
            self._forget(document.id)
            entry, pages = entries(document)
            with failures.of(self.folder, "written"):
                into_documents.add_document(entry)
                for page in pages:
                    into_pages.add_document(page)

    def delete(self, ids: Sequence[str]) -> None:
        for document_id in ids:
            self._forget(document_id)

    def commit(self, revision: int) -> None:
        # Pages first, documents second, the note last: whatever a crash leaves
        # behind has an older revision in its note, and is written again.
        into_documents, into_pages = self._writing()
        with failures.of(self.folder, "written"):
            for writer in (into_pages, into_documents):
                writer.commit()
        self._writers = None
        with failures.of(self.folder, "written"):
            for writer in (into_pages, into_documents):
                writer.wait_merging_threads()  # no file is written after this
            note = {"revision": revision, "fingerprint": fingerprint(FORMAT)}
            fresh = self._state.with_suffix(".new")
            fresh.write_text(json.dumps(note), encoding="utf-8")
            fresh.replace(self._state)

    def _writing(self) -> tuple[tantivy.IndexWriter, tantivy.IndexWriter]:
        if self._writers is None:
            with failures.of(self.folder, "written"):
                self._writers = (
                    self._documents.writer(HEAP, 1),
                    self._pages.writer(HEAP, 1),
                )
        return self._writers

    def _forget(self, document_id: str) -> None:
        into_documents, into_pages = self._writing()
        with failures.of(self.folder, "written"):
            into_documents.delete_documents_by_term("id", document_id)
            into_pages.delete_documents_by_term("document", document_id)

    # -- answering ----------------------------------------------------------

    @_asking
    def answer(self, request: Request) -> Answer:
        translator, _ = self._translators()
        matching = translator.translate(request.query)
        filters = {
            name: tantivy.Query.const_score_query(translator.translate(query), 0.0)
            for name, query in request.filters.items()
        }
        narrowed = searching.narrowed(matching, filters)
        listed = narrowed
        if request.further is not None:
            both = either([matching, translator.translate(request.further)])
            listed = searching.narrowed(both, filters)
        if request.words and request.sort is Sort.RELEVANCE and request.limit:
            found, count = self._by_pages(request, narrowed, listed)
        else:
            found, count = searching.search(translator.searcher, listed, request)
        total = count if listed is narrowed else searching.count(translator.searcher, narrowed)
        return Answer(
            found=found,
            total=total,
            more=count - total,
            facets=searching.facets(translator.searcher, matching, filters, request.facets),
        )

    def _by_pages(
        self, request: Request, narrowed: tantivy.Query, listed: tantivy.Query
    ) -> tuple[tuple[Found, ...], int]:
        """Those with one of the best pages come first, by their place; the others follow."""
        documents, pages = self._translators()
        worth = worths(request.words, listed, self._schemas, documents, pages)
        placed = sorted(worth, key=lambda hashed: (-worth[hashed], hashed))
        clauses = [
            tantivy.Query.const_score_query(
                tantivy.Query.term_query(
                    self._schemas.documents, "hash", hashed, index_option="basic"
                ),
                float(PAGES_WEIGHED - place),
            )
            for place, hashed in enumerate(placed)
        ]
        in_result = 0.5 if request.is_mixed else ABOVE_PLACES
        if request.further is not None:
            clauses.append(tantivy.Query.const_score_query(narrowed, in_result))
        clauses += [
            tantivy.Query.const_score_query(documents.translate(one), 2 * ABOVE_PLACES)
            for one in request.first
        ]
        rest = tantivy.Query.boost_query(listed, BELOW_PLACES)
        ranked = tantivy.Query.boolean_query([(MUST, rest), *((SHOULD, c) for c in clauses)])
        found, count = searching.search(documents.searcher, ranked, request)
        return tuple(
            Found(
                id=one.id,
                score=worth.get(id_hash(one.id), 0.0),
                is_further=request.further is not None and not _has(one.score, in_result),
            )
            for one in found
        ), count

    @_asking
    def best_pages(
        self, query: Query, ids: Sequence[str], limit: int, words: Sequence[Weighed] = ()
    ) -> Mapping[str, BestPages]:
        _, translator = self._translators()
        wanted = ideas(query)
        if not wanted or not ids:
            return {}
        holding = either([translator.translate(idea) for idea in wanted])
        scored = page_query([*words, *(() if words else map(Weighed, wanted))], translator)
        any_idea = tantivy.Query.boolean_query(
            [(MUST, tantivy.Query.const_score_query(holding, 0.0)), (SHOULD, scored)]
        )
        found, count = self._pages_of(any_idea, ids, AT_ONCE)
        if count < AT_ONCE:
            return {
                id_: BestPages(total=len(pages), best=tuple(pages[:limit]))
                for id_, pages in found.items()
            }
        several: dict[str, BestPages] = {}
        for id_ in ids:
            found, count = self._pages_of(any_idea, [id_], max(limit, AT_ONCE))
            if pages := found.get(id_):
                several[id_] = BestPages(total=count, best=tuple(pages[:limit]))
        return several

    def _pages_of(
        self, query: tantivy.Query, ids: Sequence[str], limit: int
    ) -> tuple[dict[str, list[tuple[int, float]]], int]:
        """The best pages of some documents together, and how many there are of all of them."""
        _, translator = self._translators()
        here = of_documents(self._schemas.pages, ids)
        within = tantivy.Query.boolean_query([(MUST, here), (MUST, query)])
        best, count = best_pages(within, translator, limit)
        names = {id_hash(id_): id_ for id_ in ids}
        found: dict[str, list[tuple[int, float]]] = {}
        for page in best:
            found.setdefault(names[page.document], []).append((page.number, page.score))
        return found, count

    @_asking
    def holding(self, queries: Sequence[Query], ids: Sequence[str]) -> list[frozenset[str]]:
        translator, _ = self._translators()
        here = of_documents(self._schemas.documents, ids)
        request = Request(query=Either(), limit=max(len(ids), 1))
        held = []
        for query in queries:
            held_by = tantivy.Query.const_score_query(translator.translate(query), 0.0)
            within = tantivy.Query.boolean_query([(MUST, here), (MUST, held_by)])
            found, _ = searching.search(translator.searcher, within, request)
            held.append(frozenset(one.id for one in found))
        return held

    @_asking
    def count_pages(self, query: Query, ids: Sequence[str]) -> Mapping[str, int]:
        _, translator = self._translators()
        leaves = [translator.translate(idea) for idea in ideas(query)]
        counts: dict[str, int] = {}
        for some in _batches(ids, searching.MOST_VALUES) if leaves else ():
            here = tantivy.Query.term_set_query(self._schemas.pages, "document", list(some))
            within = tantivy.Query.boolean_query([(MUST, here), (MUST, either(leaves))])
            asked = {"hash": {"terms": {"field": "hash", "size": searching.MOST_VALUES}}}
            buckets = translator.searcher.aggregate(within, asked)["hash"]["buckets"]
            found = {int(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}
            for id_ in some:
                if count := found.get(id_hash(id_)):
                    counts[id_] = count
        return counts

    @_asking
    def words(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        searcher = self._translators()[0].searcher
        return [*searcher.terms_with_prefix("all_exact", exact(prefix), limit=max(limit, 0))]

    @_asking
    def frequencies(self, stems: Sequence[str]) -> Mapping[str, int]:
        known = self._translators()[0].frequencies
        return {stem: known.of("all_stem", stem) for stem in stems}

    @_asking
    def size(self) -> int:
        return int(self._translators()[0].searcher.num_docs)

    def revision(self) -> int:
        return int(str(self._note().get("revision", 0)))

    def fingerprint(self) -> str:
        return str(self._note().get("fingerprint", fingerprint(FORMAT)))

    def close(self) -> None:
        writers, self._writers = self._writers, None
        for writer in writers or ():
            with suppress(EngineError), failures.of(self.folder, "written"):
                writer.rollback()
                writer.wait_merging_threads()
        for links in self._links:
            links.close()

    def _note(self) -> dict[str, object]:
        try:
            note: dict[str, object] = json.loads(self._state.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            return {"fingerprint": "unreadable"}
        return note

    def _translators(self) -> tuple[Translator, Translator]:
        """Translators for the last commit, also one of another process, with their searchers."""
        with self._lock:
            seen = _stamp(self._state)
            # Without a note the folder is being swept: what is open stays good.
            if seen != self._seen and seen is not None:
                for links in self._links:
                    links.renew()
                self._documents.reload()
                self._pages.reload()
                self._seen = seen
                self._current = None
            if self._current is None:
                documents, pages = self._documents.searcher(), self._pages.searcher()
                of_documents, of_pages = self._schemas.documents, self._schemas.pages
                known = Frequencies(of_documents, documents)
                self._current = (
                    Translator(of_documents, documents, known),
                    Translator(of_pages, pages, Frequencies(of_pages, pages, known)),
                )
            return self._current


def open_tantivy(folder: Path) -> TantivyEngine:
    """The engine in a folder, which is made if absent.

    Raises EngineError when the folder holds something else.
    """
    return TantivyEngine(folder)


def _stamp(path: Path) -> object:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_ino


def _batches(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _has(score: float, part: float) -> bool:
    """Whether a sum holds a part: a half, or a power of two above all others but its double."""
    return score % (2 * part) >= part
