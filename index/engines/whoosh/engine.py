"""The engine on whoosh: a folder with two indexes and a note of their revision."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from heapq import nsmallest
from pathlib import Path
from threading import Lock

from whoosh.index import LockError

from corpus.document import Document
from corpus.errors import EngineError
from corpus.words import exact
from index.engines.whoosh import failures
from index.engines.whoosh.by_pages import page_scores, worths
from index.engines.whoosh.failures import BROKEN, unusable
from index.engines.whoosh.layout import FORMAT
from index.engines.whoosh.translate import Hits, Translator
from index.engines.whoosh.view import View, open_view
from index.engines.whoosh.writer import Writer
from index.fingerprint import fingerprint
from index.looking import ideas
from index.query import Query
from index.request import Answer, BestPages, Found, Request, Sort, Weighed


class WhooshEngine:
    """Answers from a folder of its own. `open_whoosh` makes it.

    Questions are answered one at a time, behind a lock: whoosh's files have one
    reading position each, and threads of pure Python gain nothing side by side.
    """

    layout = FORMAT

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._state = folder / "state.json"
        self._writer: Writer | None = None
        self._view: View | None = None
        self._seen: object = None
        self._lock = Lock()

    # -- writing ------------------------------------------------------------

    def write(self, documents: Iterable[Document]) -> None:
        writer = self._writing()
        with failures.of(self._folder, "written"):
            for document in documents:
                writer.forget(document.id)
                writer.add(document)

    def delete(self, ids: Sequence[str]) -> None:
        writer = self._writing()
        with failures.of(self._folder, "written"):
            for document_id in ids:
                writer.forget(document_id)

    def commit(self, revision: int) -> None:
        # The note comes last: whatever a crash leaves behind has an older revision in
        # its note, and is written again.
        writer, self._writer = self._writer, None
        if writer is not None:
            with failures.of(self._folder, "written"):
                writer.commit()
        note = {"revision": revision, "fingerprint": fingerprint(FORMAT), "format": FORMAT}
        fresh = self._state.with_suffix(".new")
        fresh.write_text(json.dumps(note), encoding="utf-8")
        fresh.replace(self._state)

    def _writing(self) -> Writer:
        if self._writer is None:
            try:
                self._writer = Writer(self._folder)
            except LockError as error:
                raise EngineError(
                    f"The index {self._folder} cannot be written: its lock is taken.",
                    "Another process may be writing to it. Wait until it ends.",
                ) from error
            except BROKEN as error:
                raise unusable(error) from error
        return self._writer

    # -- answering ----------------------------------------------------------

    def answer(self, request: Request) -> Answer:
        with self._current() as view:
            translator = Translator(view.documents, view.numbers)
            matching = translator.hits(request.query)
            filters = {
                name: translator.hits(query).keys() for name, query in request.filters.items()
            }
            narrowed = listed = _narrowed(matching.keys(), filters)
            if request.further is not None:
                further = translator.hits(request.further).keys()
                listed = _narrowed(matching.keys() | further, filters)
            if request.words and request.sort is Sort.RELEVANCE and request.limit:
                found = _by_pages(view, request, narrowed, listed, matching, translator)
            else:
                found = _page(view, request, listed, defaultdict(float, matching))
            return Answer(
                found=found,
                total=len(narrowed),
                more=len(listed) - len(narrowed),
                facets={
                    name: view.counts(
                        name,
                        _narrowed(matching.keys(), filters, name) if name in filters else narrowed,
                    )
                    for name in request.facets
                },
            )

    def best_pages(
        self, query: Query, ids: Sequence[str], limit: int, words: Sequence[Weighed] = ()
    ) -> Mapping[str, BestPages]:
        wanted = ideas(query)
        if not wanted:
            return {}
        with self._current() as view:
            within = {page for id_ in ids for page in view.pages_of.get(id_, ())}
            translator = Translator(view.pages)
            holding = set().union(*(translator.hits(idea, within) for idea in wanted))
            scores = page_scores(view, words or tuple(map(Weighed, wanted)), holding)
            there: dict[str, list[tuple[float, int]]] = defaultdict(list)
            for page in holding:
                place = (-scores.get(page, 0.0), view.number_of[page])
                there[view.document_of[page]].append(place)
        return {
            id_: BestPages(
                total=len(there[id_]),
                best=tuple((number, -score) for score, number in nsmallest(limit, there[id_])),
            )
            for id_ in ids
            if id_ in there
        }

    def holding(self, queries: Sequence[Query], ids: Sequence[str]) -> list[frozenset[str]]:
        with self._current() as view:
            translator = Translator(view.documents, view.numbers)
            wanted = set(ids)
            within = {entry for entry, id_ in view.ids.items() if id_ in wanted}
            return [
                frozenset(view.ids[entry] for entry in translator.hits(query, within))
                for query in queries
            ]

    def count_pages(self, query: Query, ids: Sequence[str]) -> Mapping[str, int]:
        with self._current() as view:
            within = {page for id_ in ids for page in view.pages_of.get(id_, ())}
            translator = Translator(view.pages)
            found = set().union(*(translator.hits(idea, within) for idea in ideas(query)))
            return Counter(map(view.document_of.__getitem__, found))

    def words(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        with self._current() as view:
            return view.documents.most_frequent("all_exact", exact(prefix), limit)

    def frequencies(self, stems: Sequence[str]) -> Mapping[str, int]:
        with self._current() as view:
            return {stem: view.documents.frequency("all_stem", stem) for stem in stems}

    def size(self) -> int:
        with self._current() as view:
            return len(view.ids)

    def revision(self) -> int:
        return int(str(self._note().get("revision", 0)))

    def fingerprint(self) -> str:
        return str(self._note().get("fingerprint", fingerprint(FORMAT)))

    def close(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.abandon()
        with self._lock:
            view, self._view = self._view, None
            if view is not None:
                view.close()

    def _note(self) -> dict[str, object]:
        try:
            note = json.loads(self._state.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (ValueError, OSError) as error:
            raise unusable(error) from error
        if not isinstance(note, dict):
            raise unusable("state.json is no note of this engine")
        return note

    @contextmanager
    def _current(self) -> Iterator[View]:
        """The view of the last commit, also one of another process; for one thread at a time."""
        with self._lock:
            seen = _stamp(self._state)
            if self._view is None or seen != self._seen:
                # A new searcher each time: one of whoosh's that is refreshed can bring
                # deleted documents back.
                if self._note().get("format", FORMAT) != FORMAT:
                    raise unusable("it was laid out by another version")
                try:
                    fresh = open_view(self._folder)
                except BROKEN as error:
                    raise unusable(error) from error
                if self._view is not None:
                    self._view.close()
                self._view, self._seen = fresh, seen
            with failures.of(self._folder, "read"):
                yield self._view


def open_whoosh(folder: Path) -> WhooshEngine:
    """The engine in a folder, which is made if absent.

    Raises EngineError when the folder holds something else. An index of another
    version is opened, so that its fingerprint can be read, but not answered from.
    """
    folder.mkdir(parents=True, exist_ok=True)
    engine = WhooshEngine(folder)
    engine.revision()
    return engine


def _stamp(path: Path) -> object:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_ino


def _narrowed(
    matching: Set[int], filters: Mapping[str, Set[int]], leaving_out: str = ""
) -> Set[int]:
    for name, kept in filters.items():
        if name != leaving_out:
            matching = matching & kept
    return matching


def _by_pages(
    view: View,
    request: Request,
    narrowed: Set[int],
    listed: Set[int],
    matching: Hits,
    translator: Translator,
) -> tuple[Found, ...]:
    """Those with one of the best pages come first; the others follow by what they hold."""
    within = {page for entry in listed for page in view.pages_of.get(view.ids[entry], ())}
    worth = worths(view, request.words, within)
    first = set().union(*(translator.hits(one, listed) for one in request.first))

    def place(entry: int) -> tuple[object, ...]:
        id_ = view.ids[entry]
        return (
            entry not in first,
            entry not in narrowed and not request.is_mixed,
            id_ not in worth,
            -worth.get(id_, matching.get(entry, 0.0)),
            id_,
        )

    ranked = nsmallest(request.offset + request.limit, listed, key=place)
    return tuple(
        Found(
            id=view.ids[entry],
            score=worth.get(view.ids[entry], 0.0),
            is_further=entry not in narrowed,
        )
        for entry in ranked[request.offset :]
    )


def _page(view: View, request: Request, narrowed: Set[int], scores: Hits) -> tuple[Found, ...]:
    """One page of results; equal scores are ordered by id, so that pages never overlap."""
    ids, past = view.ids, request.offset + request.limit
    if request.sort is Sort.RELEVANCE:
        ranked = nsmallest(past, narrowed, key=lambda entry: (-scores[entry], ids[entry]))
        return tuple(
            Found(id=ids[entry], score=scores[entry]) for entry in ranked[request.offset :]
        )
    ranked = nsmallest(past, narrowed, key=view.ranks[request.sort].__getitem__)
    return tuple(Found(id=ids[entry], score=0.0) for entry in ranked[request.offset :])
