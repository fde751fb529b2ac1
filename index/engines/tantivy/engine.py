"""The engine on tantivy: a folder with two indexes and a note of their revision."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock

import tantivy

from corpus.document import Document
from corpus.errors import EngineError
from corpus.words import exact
from index.engines.tantivy.layout import (
    FORMAT,
    WORDS,
    entries,
    id_hash,
    make_schemas,
    tokenizer,
)
from index.engines.tantivy.translate import MUST, SHOULD, Translator, either
from index.fingerprint import fingerprint
from index.query import Query, evidence, on_one_page
from index.request import Answer, BestPages, Found, Request, Sort

HEAP = 128_000_000
"""Bytes a writer collects before it writes a segment."""

MEETING = 1000.0
"""Added to the score of a document with one page on which all words meet."""

MEETING_DOCUMENTS = 10_000
"""How many such documents come first: those with most such pages, if there are more."""

AT_ONCE = 1000
"""Pages of several documents that are fetched together; above, document by document."""

MOST_VALUES = 65_000
"""Values of a facet that are counted."""


class TantivyEngine:
    """Answers from a folder of its own. `open_tantivy` makes it."""

    layout = FORMAT

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._state = folder / "state.json"
        self._schemas = make_schemas()
        self._documents = _open(folder / "documents", self._schemas.documents)
        self._pages = _open(folder / "pages", self._schemas.pages)
        self._writers: tuple[tantivy.IndexWriter, tantivy.IndexWriter] | None = None
        self._seen: object = None
        self._lock = Lock()

    # -- writing ------------------------------------------------------------

    def write(self, documents: Iterable[Document]) -> None:
        into_documents, into_pages = self._writing()
        for document in documents:
            self._forget(document.id)
            entry, pages = entries(document)
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
        into_pages.commit()
        into_documents.commit()
        note = {"revision": revision, "fingerprint": fingerprint(FORMAT)}
        fresh = self._state.with_suffix(".new")
        fresh.write_text(json.dumps(note), encoding="utf-8")
        fresh.replace(self._state)

    def _writing(self) -> tuple[tantivy.IndexWriter, tantivy.IndexWriter]:
        if self._writers is None:
            try:
                self._writers = (
                    self._documents.writer(HEAP, 1),
                    self._pages.writer(HEAP, 1),
                )
            except ValueError as error:
                raise EngineError(
                    f"The index {self._folder} cannot be written: {error}.",
                    "Another process may be writing to it. Wait until it ends.",
                ) from error
        return self._writers

    def _forget(self, document_id: str) -> None:
        into_documents, into_pages = self._writing()
        into_documents.delete_documents_by_term("id", document_id)
        into_pages.delete_documents_by_term("document", document_id)

    # -- answering ----------------------------------------------------------

    def answer(self, request: Request) -> Answer:
        documents, pages = self._searchers()
        translator = Translator(self._schemas.documents, documents)
        matching = translator.translate(request.query)
        filters = {
            name: tantivy.Query.const_score_query(translator.translate(query), 0.0)
            for name, query in request.filters.items()
        }
        narrowed = _narrowed(matching, filters)
        ranked = self._ranked(request, narrowed, pages)
        found, total = _search(documents, ranked, request)
        return Answer(
            found=found,
            total=total,
            facets=_facets(documents, matching, filters, request.facets),
        )

    def _ranked(
        self, request: Request, narrowed: tantivy.Query, pages: tantivy.Searcher
    ) -> tantivy.Query:
        meeting = on_one_page(request.query)
        if request.sort is not Sort.RELEVANCE or len(evidence(request.query)) < 2 or not meeting:
            return narrowed
        together = Translator(self._schemas.pages, pages).translate(meeting)
        asked = {"hash": {"terms": {"field": "hash", "size": MEETING_DOCUMENTS}}}
        buckets = pages.aggregate(together, asked)["hash"]["buckets"]
        hashes = [int(bucket["key"]) for bucket in buckets]
        if not hashes:
            return narrowed
        there = tantivy.Query.term_set_query(self._schemas.documents, "hash", hashes)
        first = tantivy.Query.const_score_query(there, MEETING)
        return tantivy.Query.boolean_query([(MUST, narrowed), (SHOULD, first)])

    def best_pages(self, query: Query, ids: Sequence[str], limit: int) -> Mapping[str, BestPages]:
        wanted = evidence(query)
        if not wanted:
            return {}
        _, pages = self._searchers()
        translator = Translator(self._schemas.pages, pages)
        leaves = [translator.translate(leaf) for leaf in wanted]
        # Each word found weighs more than any number of repetitions of another.
        any_leaf = either(
            [either([leaf, tantivy.Query.const_score_query(leaf, 10.0)]) for leaf in leaves]
        )
        together = _within(self._schemas.pages, pages, any_leaf, ids, AT_ONCE)
        if sum(found.total for found in together.values()) < AT_ONCE:
            return {
                id_: BestPages(total=found.total, best=found.best[:limit])
                for id_, found in together.items()
            }
        return {
            id_: found
            for document_id in ids
            for id_, found in _within(
                self._schemas.pages, pages, any_leaf, [document_id], limit
            ).items()
        }

    def words(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        documents, _ = self._searchers()
        found = documents.terms_with_prefix("all_exact", exact(prefix))
        return sorted(found, key=lambda item: (-item[1], item[0]))[:limit]

    def revision(self) -> int:
        return int(str(self._note().get("revision", 0)))

    def fingerprint(self) -> str:
        return str(self._note().get("fingerprint", fingerprint(FORMAT)))

    def close(self) -> None:
        writers, self._writers = self._writers, None
        for writer in writers or ():
            writer.rollback()
            writer.wait_merging_threads()

    def _note(self) -> dict[str, object]:
        try:
            note: dict[str, object] = json.loads(self._state.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            return {"fingerprint": "unreadable"}
        return note

    def _searchers(self) -> tuple[tantivy.Searcher, tantivy.Searcher]:
        """Searchers over the last commit, also one of another process."""
        with self._lock:
            seen = _stamp(self._state)
            # Without a note the folder is being swept: what is open stays good.
            if seen != self._seen and seen is not None:
                self._documents.reload()
                self._pages.reload()
                self._seen = seen
        return self._documents.searcher(), self._pages.searcher()


def open_tantivy(folder: Path) -> TantivyEngine:
    """The engine in a folder, which is made if absent.

    Raises EngineError when the folder holds something else.
    """
    return TantivyEngine(folder)


def _open(folder: Path, schema: tantivy.Schema) -> tantivy.Index:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        index = tantivy.Index(schema, str(folder), reuse=True)
    except ValueError as error:
        raise EngineError(
            f"The index in {folder} cannot be opened: {error}.",
            "Run 'polisearch index' to make it again from the catalogue.",
        ) from error
    index.register_tokenizer(WORDS, tokenizer())
    index.config_reader("manual")
    return index


def _stamp(path: Path) -> object:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_ino


def _narrowed(
    matching: tantivy.Query, filters: Mapping[str, tantivy.Query], leaving_out: str = ""
) -> tantivy.Query:
    kept = [query for name, query in filters.items() if name != leaving_out]
    if not kept:
        return matching
    return tantivy.Query.boolean_query([(MUST, matching), *((MUST, query) for query in kept)])


def _search(
    searcher: tantivy.Searcher, query: tantivy.Query, request: Request
) -> tuple[tuple[Found, ...], int]:
    # Room for the results is taken before they are counted: no more than there can be.
    there = searcher.num_docs
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
    return found[: request.limit], int(result.count)  # type: ignore[attr-defined]


def _within(
    schema: tantivy.Schema,
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    ids: Sequence[str],
    limit: int,
) -> dict[str, BestPages]:
    """The best pages that some documents have together; `total` is right for a single one.

    For several it counts the pages among the `limit` best.
    """
    names = {id_hash(document_id): document_id for document_id in ids}
    here = tantivy.Query.term_set_query(schema, "document", list(ids))
    within = tantivy.Query.boolean_query(
        [(MUST, tantivy.Query.const_score_query(here, 0.0)), (MUST, query)]
    )
    found = searcher.search(within, max(limit, 1))
    addresses = [address for _, address in found.hits]
    grouped: dict[str, list[tuple[int, float]]] = {}
    for (score, _), number, hashed in zip(
        found.hits,
        searcher.fast_field_values("number", addresses),
        searcher.fast_field_values("hash", addresses),
        strict=True,
    ):
        place = (int(number or 0), float(score))
        grouped.setdefault(names[int(hashed or 0)], []).append(place)
    count = int(found.count)  # type: ignore[attr-defined]
    return {
        id_: BestPages(total=count if len(names) == 1 else len(best), best=tuple(best[:limit]))
        for id_, best in grouped.items()
    }


def _facets(
    searcher: tantivy.Searcher,
    matching: tantivy.Query,
    filters: Mapping[str, tantivy.Query],
    wanted: Sequence[str],
) -> dict[str, dict[str, int]]:
    """Facets that are not narrowed are counted in one go; each other one without its own filter."""
    together = [name for name in wanted if name not in filters]
    counted = _counts(searcher, _narrowed(matching, filters), together)
    for name in wanted:
        if name in filters:
            counted |= _counts(searcher, _narrowed(matching, filters, leaving_out=name), [name])
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
