"""Asking the catalogue: documents, pages, claims, sources, failures and runs."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar

import sqlalchemy as sql
from sqlalchemy.engine import Connection

import corpus.catalogue.schema as schema
from corpus.catalogue.places import PATHS, Places
from corpus.catalogue.spans import spans_of
from corpus.codes import normal_code
from corpus.document import Claim, Document, Origin, Page, Part
from corpus.errors import UnknownDocument
from corpus.records import Counts, Run, Source, State

_T = TypeVar("_T")

MANY = 500
"""How many ids are asked for in one statement: below every database's limit of parameters."""


# Statements that every search needs, made once.
_IDS: sql.BindParameter[Any] = sql.bindparam("ids", expanding=True)
_SOME_PAGES = sql.select(schema.pages).where(
    schema.pages.c.document_id == sql.bindparam("id"),
    schema.pages.c.number.in_(sql.bindparam("numbers", expanding=True)),
)

AT_ONCE = 32
"""Pages of several documents that are asked for in one statement."""

_PAGES_OF_SEVERAL = sql.select(schema.pages).where(
    sql.or_(
        *(
            (schema.pages.c.document_id == sql.bindparam(f"id{place}"))
            & (schema.pages.c.number == sql.bindparam(f"number{place}"))
            for place in range(AT_ONCE)
        )
    )
)

FEW = 4
"""Pages of one document that are asked for together with those of others."""

_OPENINGS = (
    sql.select(schema.pages.c.document_id, sql.func.min(schema.pages.c.number).label("number"))
    .where(schema.pages.c.document_id.in_(_IDS), schema.pages.c.text != "")
    .group_by(schema.pages.c.document_id)
)


class Reading:
    """The half of the catalogue that only asks. Safe in several threads.

    Once `hides_places` is set, the field `source` of documents says what a file is called
    below the folder that was ingested, and not where that folder lies.
    """

    hides_places = False

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Give the database back."""
        self._engine.dispose()

    def revision(self) -> int:
        """The number of the last write; 0 when nothing was ever written."""
        with self._engine.connect() as connection:
            return int(fact(connection, "revision") or 0)

    def fact(self, name: str) -> str:
        """Something remembered under a name, empty where nothing was."""
        with self._engine.connect() as connection:
            return fact(connection, name)

    def counts(self) -> Counts:
        """How many documents, pages, sources and failures there are."""
        documents, sources = schema.documents.c, schema.sources.c
        with self._engine.connect() as connection:
            number, pages = connection.execute(
                sql.select(sql.func.count(), sql.func.sum(documents.page_count))
            ).one()
            empty = sql.select(sql.func.count()).where(documents.characters == 0)
            states = connection.execute(
                sql.select(sources.state, sql.func.count().label("number")).group_by(sources.state)
            )
            by_state = {row.state: row.number for row in states}
            failed = schema.record_failures.c
            records, holders = connection.execute(
                sql.select(sql.func.count(), sql.func.count(failed.path.distinct())).select_from(
                    schema.record_failures
                )
            ).one()
            return Counts(
                documents=number,
                pages=pages or 0,
                without_text=connection.execute(empty).scalar_one(),
                failed=by_state.get(State.FAILED, 0),
                duplicates=by_state.get(State.DUPLICATE, 0),
                sources=sum(by_state.values()) - by_state.get(State.ARCHIVE, 0),
                failed_records=records,
                with_failed_records=holders,
            )

    def documents(self, ids: Sequence[str], *, with_pages: bool = False) -> dict[str, Document]:
        """The documents with these ids; an id that is not there is left out."""
        found: dict[str, Document] = {}
        with self._engine.connect() as connection:
            for some in batches(ids):
                rows = connection.execute(self._some_rows, {"ids": some}).all()
                found |= {d.id: d for d in self.read_rows(connection, rows, with_pages=with_pages)}
        return found

    def document(self, name: str, *, with_pages: bool = True) -> Document:
        """The document of this id, of this publication code, or that replaced this id.

        Raises UnknownDocument, also for a code that several documents carry.
        """
        for candidate in (name, self._current_id(name)):
            found = self.documents([candidate], with_pages=with_pages) if candidate else {}
            if candidate in found:
                return found[candidate]
        carriers = self._ids_with_code(name)
        if len(carriers) == 1:
            return self.documents(carriers, with_pages=with_pages)[carriers[0]]
        if carriers:
            raise UnknownDocument(
                f"{len(carriers)} documents carry the code {name}.",
                "Choose one by its id: " + ", ".join(carriers[:5]),
            )
        raise UnknownDocument(
            f"No document has the id or code {name!r}.", "'polisearch search' prints ids."
        )

    def page_texts(self, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Page]:
        """Single pages by (document id, number); a page that is not there is left out."""
        numbers: dict[str, list[int]] = {}
        for document_id, number in wanted:
            numbers.setdefault(document_id, []).append(number)
        few = [(id_, n) for id_, those in numbers.items() if len(those) <= FEW for n in those]
        found = {}
        with self._engine.connect() as connection:
            for some in batches(few, AT_ONCE):
                for row in connection.execute(_PAGES_OF_SEVERAL, _places(some)):
                    found[row.document_id, row.number] = _page(row)
            for document_id, those in numbers.items():
                asked = {"id": document_id, "numbers": those}
                for row in connection.execute(_SOME_PAGES, asked) if len(those) > FEW else ():
                    found[document_id, row.number] = _page(row)
        return found

    def changed_since(self, revision: int, until: int | None = None) -> Iterator[Document]:
        """Everything written after a revision, and up to another, oldest first.

        Places are hidden, as what an index holds can be guessed letter by letter.
        """
        documents = schema.documents.c
        after: sql.ColumnElement[bool] = documents.revision > revision
        within = sql.true() if until is None else documents.revision <= until
        while True:
            query = (
                self.rows()
                .where(after, within)
                .order_by(documents.revision, documents.id)
                .limit(32)
            )
            with self._engine.connect() as connection:
                rows = connection.execute(query).all()
                yield from self.read_rows(connection, rows, with_pages=True, places=Places.HIDDEN)
            if not rows:
                return
            last = rows[-1]
            after = sql.or_(
                documents.revision > last.revision,
                sql.and_(documents.revision == last.revision, documents.id > last.id),
            )

    def count_changed_since(self, revision: int) -> int:
        """How many documents `changed_since` would give."""
        query = (
            sql.select(sql.func.count())
            .select_from(schema.documents)
            .where(schema.documents.c.revision > revision)
        )
        with self._engine.connect() as connection:
            return connection.execute(query).scalar_one()

    def identity(self) -> str:
        """A text that no other catalogue has."""
        return self.fact("identity")

    def removed_since(self, revision: int) -> list[str]:
        """Ids of documents removed after a revision."""
        removed = schema.removed.c
        query = sql.select(removed.document_id).where(removed.revision > revision)
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def claims(self, document_id: str) -> list[Claim]:
        """Every claim on a document, in the order they were made."""
        claims = schema.claims.c
        query = (
            sql.select(schema.claims)
            .where(claims.document_id == document_id)
            .order_by(claims.position)
        )
        with self._engine.connect() as connection:
            return [claim_of(row) for row in connection.execute(query)]

    def sources(self) -> dict[str, tuple[Source, State]]:
        """Every file known, by path."""
        with self._engine.connect() as connection:
            rows = connection.execute(sql.select(schema.sources))
            return {row.path: (source_of(row), State(row.state)) for row in rows}

    def pages_by_source(self) -> dict[str, int]:
        """How many pages the documents have that each file describes."""
        documents = schema.documents.c
        query = sql.select(documents.described_by, sql.func.sum(documents.page_count).label("n"))
        with self._engine.connect() as connection:
            rows = connection.execute(query.group_by(documents.described_by))
            return {row.described_by: row.n for row in rows}

    def opening_pages(self, ids: Sequence[str]) -> dict[str, int]:
        """The number of the first page with text, of those documents that have one."""
        found: dict[str, int] = {}
        with self._engine.connect() as connection:
            for some in batches(ids):
                for row in connection.execute(_OPENINGS, {"ids": some}):
                    found[row.document_id] = row.number
        return found

    def titles_since(self, revision: int, limit: int) -> list[tuple[str, str]]:
        """Id and title, perhaps empty, of documents written after a revision, the last first."""
        documents = schema.documents.c
        title = documents["values"]["title"][0].as_string().label("title")
        query = (
            sql.select(documents.id, title)
            .where(documents.revision > revision)
            .order_by(documents.revision.desc(), documents.id)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return [(row.id, row.title or "") for row in connection.execute(query)]

    def runs(self, limit: int = 20) -> list[Run]:
        """The last runs, newest first."""
        query = sql.select(schema.runs).order_by(schema.runs.c.id.desc()).limit(limit)
        with self._engine.connect() as connection:
            return [_run(row) for row in connection.execute(query)]

    def run(self, number: int) -> Run | None:
        """The run of this number, None where there was none."""
        query = sql.select(schema.runs).where(schema.runs.c.id == number)
        with self._engine.connect() as connection:
            return next((_run(row) for row in connection.execute(query)), None)

    def files_of(self, document_id: str) -> list[str]:
        """The files a document was read from, by path, whether or not places are hidden."""
        with self._engine.connect() as connection:
            query = (
                sql.select(PATHS)
                .select_from(schema.documents)
                .where(schema.documents.c.id == document_id)
            )
            return list(Places.SHOWN.of_document(connection.execute(query).scalar()))

    def places(self) -> Places:
        """Whether this catalogue tells where files lie."""
        return Places.HIDDEN if self.hides_places else Places.SHOWN

    def rows(self) -> sql.Select[Any]:
        """The table of documents, with all that `read_rows` needs of each beside it."""
        return sql.select(schema.documents, PATHS)

    @cached_property
    def _some_rows(self) -> sql.Select[Any]:
        return self.rows().where(schema.documents.c.id.in_(_IDS))

    def read_rows(
        self,
        connection: Connection,
        rows: Sequence[Any],
        *,
        with_pages: bool,
        places: Places | None = None,
    ) -> Iterator[Document]:
        """The documents of rows that `rows` selects."""
        ids = [row.id for row in rows]
        pages = _pages(connection, ids) if with_pages else {}
        told = places or self.places()
        for row in rows:
            yield Document(
                id=row.id,
                values={field: tuple(values) for field, values in row.values.items()}
                | {
                    "id": (row.id,),
                    "sha256": (row.sha256,),
                    "pages": (str(row.page_count),),
                    "source": told.of_document(row.paths),
                },
                pages=tuple(pages.get(row.id, ())),
            )

    def _current_id(self, former: str) -> str | None:
        former_ids = schema.former_ids.c
        query = sql.select(former_ids.document_id).where(former_ids.former_id == former)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar()

    def _ids_with_code(self, text: str) -> list[str]:
        code = normal_code(text)
        if code is None:
            return []
        claims = schema.claims.c
        query = sql.select(claims.document_id).where(claims.field == "code", claims.value == code)
        with self._engine.connect() as connection:
            carriers = sorted(set(connection.execute(query).scalars()))
        decided = self.documents(carriers)
        return [id_ for id_ in carriers if code in decided[id_].all("code")]


def _places(some: Sequence[tuple[str, int]]) -> dict[str, str | int]:
    """The parameters of _PAGES_OF_SEVERAL: the last page stands in for those that are missing."""
    filled = [*some, *[some[-1]] * (AT_ONCE - len(some))]
    return {f"id{place}": id_ for place, (id_, _) in enumerate(filled)} | {
        f"number{place}": number for place, (_, number) in enumerate(filled)
    }


def fact(connection: Connection, name: str) -> str:
    query = sql.select(schema.facts.c.value).where(schema.facts.c.name == name)
    return str(connection.execute(query).scalar() or "")


def batches(items: Sequence[_T], size: int = MANY) -> Iterator[Sequence[_T]]:
    """The items, some at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def claim_of(row: Any) -> Claim:
    return Claim(
        field=row.field,
        value=row.value,
        origin=Origin(row.origin),
        evidence=row.evidence,
        confidence=row.confidence,
        follows_from=row.follows_from,
    )


def _page(row: Any) -> Page:
    return Page(
        number=row.number,
        text=row.text,
        label=row.label,
        language=row.language,
        section=row.section,
        part=Part(row.part),
        left_out=spans_of(row.left_out, row.repeated) if row.left_out or row.repeated else (),
        is_ocr=row.is_ocr,
    )


def _run(row: Any) -> Run:
    return Run(id=row.id, started_at=row.started_at, ended_at=row.ended_at, report=row.report)


def source_of(row: Any) -> Source:
    return Source(
        path=row.path,
        root=row.root,
        name=row.name,
        size=row.size,
        modified=row.modified,
        sidecar=row.sidecar,
        sha256=row.sha256,
    )


def _pages(connection: Connection, ids: Sequence[str]) -> dict[str, list[Page]]:
    pages, found = schema.pages.c, {}  # type: ignore[var-annotated]
    for some in batches(ids):
        query = (
            sql.select(schema.pages)
            .where(pages.document_id.in_(some))
            .order_by(pages.document_id, pages.number)
        )
        for row in connection.execute(query):
            found.setdefault(row.document_id, []).append(_page(row))
    return found
