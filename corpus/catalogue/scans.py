"""Pages that are pictures of text: which there are, and what was read in them.

A page is named by its document and number, and the id of such a document by its
content, so what is kept here holds for the same bytes wherever they turn up. It
is forgotten when a run ends and the document is gone (`forget_scans`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sql
from sqlalchemy.engine import Connection

import corpus.catalogue.schema as schema
import corpus.catalogue.write as write
from corpus.catalogue.places import Places
from corpus.catalogue.reading import Reading, batches, source_of
from corpus.document import Document
from corpus.scans import UNREAD, Recognised, ScannedPage, ScanState, scan_values

FIELD = "scan"

scans = sql.Table(
    "scans",
    schema.metadata,
    sql.Column("document_id", sql.String, primary_key=True),
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("state", sql.String, nullable=False),
    sql.Column("language", sql.String, nullable=False),
    sql.Column("text", sql.Text, nullable=False),
    sql.Column("said", sql.Text, nullable=False),
)

_STATES = (
    sql.select(sql.func.aggregate_strings(scans.c.state, ","))
    .where(scans.c.document_id == schema.documents.c.id)
    .correlate(schema.documents)
    .scalar_subquery()
    .label("states")
)
"""The state of each scanned page of a document."""


class Scans(Reading):
    """The part of the catalogue that knows which pages are scans."""

    def rows(self) -> sql.Select[Any]:
        """The table of documents, with all that `read_rows` needs of each beside it."""
        return super().rows().add_columns(_STATES)

    def read_rows(
        self,
        connection: Connection,
        rows: Sequence[Any],
        *,
        with_pages: bool,
        places: Places | None = None,
    ) -> Iterator[Document]:
        """The documents of rows of their table, with what is said of their scans."""
        documents = super().read_rows(connection, rows, with_pages=with_pages, places=places)
        for row, document in zip(rows, documents, strict=True):
            said = scan_values(row.characters, Counter((row.states or "").split(",")))
            values = {name: of for name, of in document.values.items() if name != FIELD}
            yield replace(document, values=values | {FIELD: said} if said else values)

    def pages_to_look_at(
        self, media_type: str, longest: int, since: int, ids: Sequence[str] = ()
    ) -> list[ScannedPage]:
        """Pages of up to so many characters that nobody has looked at, file by file.

        They are those of files of this type, of documents written after a revision.
        """
        pages, documents = schema.pages.c, schema.documents.c
        known = sql.exists().where(
            scans.c.document_id == pages.document_id, scans.c.number == pages.number
        )
        query = _pages_of_files(media_type).where(
            documents.revision > since,
            sql.func.length(pages.text) <= longest,
            ~known,
        )
        return self._asked(query, ids)

    def scanned_pages(
        self, ids: Sequence[str] = (), states: Sequence[ScanState] = (ScanState.WAITING,)
    ) -> list[ScannedPage]:
        """Pages in one of these states, file by file; without ids, of all documents."""
        of_page = sql.and_(
            scans.c.document_id == schema.pages.c.document_id,
            scans.c.number == schema.pages.c.number,
        )
        query = (
            _pages_of_files()
            .join(scans, of_page)
            .add_columns(scans.c.state.label("scan_state"), scans.c.said)
        )
        return self._asked(query.where(scans.c.state.in_(states)), ids)

    def count_scans(self, state: ScanState = ScanState.WAITING, ids: Sequence[str] = ()) -> int:
        """How many pages are in a state; without ids, of all documents."""
        query = sql.select(sql.func.count()).where(scans.c.state == state)
        with self._engine.connect() as connection:
            return sum(
                connection.execute(
                    query.where(scans.c.document_id.in_(some)) if some else query
                ).scalar_one()
                for some in (batches(ids) if ids else [()])
            )

    def page_of_file(self, media_type: str, document_id: str, number: int) -> ScannedPage | None:
        """One page, whatever it holds; None where no file of this type has it."""
        query = _pages_of_files(media_type).where(schema.pages.c.number == number)
        return next(iter(self._asked(query, [document_id])), None)

    def recognised(self, document_id: str) -> dict[int, Recognised]:
        """What was read in the pages of a document, by their numbers."""
        query = sql.select(scans).where(
            scans.c.document_id == document_id, scans.c.state == ScanState.READ
        )
        with self._engine.connect() as connection:
            return {
                row.number: Recognised(text=row.text, language=row.language)
                for row in connection.execute(query)
            }

    def read_since(self, revision: int) -> list[str]:
        """Documents with pages that were read, and that were written after a revision."""
        query = (
            sql.select(scans.c.document_id)
            .distinct()
            .join(schema.documents, schema.documents.c.id == scans.c.document_id)
            .where(scans.c.state == ScanState.READ, schema.documents.c.revision > revision)
            .order_by(scans.c.document_id)
        )
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def languages_by_collection(self) -> dict[str, Counter[str]]:
        """How many documents of each collection have each main language."""
        values = schema.documents.c["values"]
        collection = values["collection"][0].as_string().label("collection")
        language = values["language"][0].as_string().label("language")
        query = sql.select(collection, language, sql.func.count().label("number"))
        found: dict[str, Counter[str]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query.group_by(collection, language)):
                if row.language:
                    found.setdefault(row.collection or "", Counter())[row.language] += row.number
        return found

    def keep_looks(self, document_id: str, looks: Mapping[int, ScanState]) -> None:
        """Keep what pages of a document are, by their numbers."""
        if not looks:
            return
        with self._engine.begin() as connection:
            rows = [_row(document_id, number, state) for number, state in looks.items()]
            connection.execute(scans.insert(), rows)
            if any(state in UNREAD for state in looks.values()):
                _count_anew(connection, document_id)

    def keep_recognised(
        self,
        document_id: str,
        number: int,
        state: ScanState,
        recognised: Recognised | None = None,
        said: str = "",
    ) -> None:
        """Keep what came of reading a page; what was read in it before stays if nothing was."""
        this = sql.and_(scans.c.document_id == document_id, scans.c.number == number)
        with self._engine.begin() as connection:
            before = connection.execute(sql.select(scans.c.state).where(this)).scalar()
            if recognised is None and before == ScanState.READ:
                return
            connection.execute(scans.delete().where(this))
            row = _row(document_id, number, state) | {"said": said}
            if recognised is not None:
                row |= {"text": recognised.text, "language": recognised.language}
                _put_on_page(connection, document_id, number, recognised)
            connection.execute(scans.insert(), [row])
            _count_anew(connection, document_id)

    def forget_scans(self, since: int) -> None:
        """Forget the pages of documents that are gone, and count what was written since."""
        documents = schema.documents.c
        changed = (
            sql.select(scans.c.document_id)
            .distinct()
            .join(schema.documents, documents.id == scans.c.document_id)
            .where(documents.revision > since, scans.c.state.in_(UNREAD))
        )
        with self._engine.begin() as connection:
            there = sql.select(documents.id)
            connection.execute(scans.delete().where(scans.c.document_id.not_in(there)))
            _count(connection, list(connection.execute(changed).scalars()))

    def _asked(self, query: sql.Select[Any], ids: Sequence[str]) -> list[ScannedPage]:
        found = []
        with self._engine.connect() as connection:
            for some in batches(ids) if ids else [()]:
                narrowed = query.where(schema.documents.c.id.in_(some)) if some else query
                found += [_scanned_page(row) for row in connection.execute(narrowed)]
        return found


def _pages_of_files(media_type: str = "") -> sql.Select[Any]:
    """Pages with the file that describes their document, and that document's values.

    With a media type, those of documents that are a whole file of this type.
    """
    documents, sources, pages = schema.documents, schema.sources, schema.pages
    query = (
        sql.select(
            pages.c.document_id,
            pages.c.number.label("page"),
            pages.c.text,
            documents.c["values"].label("said_of_it"),
            sources,
        )
        .join(documents, documents.c.id == pages.c.document_id)
        .join(sources, sources.c.path == documents.c.described_by)
        .order_by(sources.c.path, pages.c.document_id, pages.c.number)
    )
    if not media_type:
        return query
    return query.where(documents.c.media_type == media_type, documents.c.sha256 == sources.c.sha256)


def _scanned_page(row: Any) -> ScannedPage:
    values: dict[str, list[str]] = row.said_of_it
    return ScannedPage(
        document_id=row.document_id,
        number=row.page,
        source=source_of(row),
        text=row.text,
        language=next(iter(values.get("language", ())), ""),
        collection=next(iter(values.get("collection", ())), ""),
        state=ScanState(getattr(row, "scan_state", ScanState.WAITING)),
        said=getattr(row, "said", ""),
    )


def _row(document_id: str, number: int, state: ScanState) -> dict[str, Any]:
    return {
        "document_id": document_id,
        "number": number,
        "state": state,
        "language": "",
        "text": "",
        "said": "",
    }


def _put_on_page(
    connection: Connection, document_id: str, number: int, recognised: Recognised
) -> None:
    pages = schema.pages
    connection.execute(
        pages.update()
        .where(pages.c.document_id == document_id, pages.c.number == number)
        .values(
            text=recognised.text,
            language=recognised.language,
            is_ocr=True,
            left_out="",
            repeated="",
        )
    )


def _count_anew(connection: Connection, document_id: str) -> None:
    """Count the characters of a document, as a write that an index follows."""
    write.touch(connection, document_id, write.next_revision(connection))
    _count(connection, [document_id])


def _count(connection: Connection, ids: Sequence[str]) -> None:
    """Count the characters of documents; a stamp on a scan that waits to be read is no text."""
    documents, pages = schema.documents, schema.pages
    unread = sql.exists().where(
        scans.c.document_id == pages.c.document_id,
        scans.c.number == pages.c.number,
        scans.c.state.in_(UNREAD),
    )
    characters = (
        sql.select(sql.func.coalesce(sql.func.sum(sql.func.length(sql.func.trim(pages.c.text))), 0))
        .where(pages.c.document_id == documents.c.id, ~unread)
        .scalar_subquery()
    )
    for some in batches(ids):
        connection.execute(
            documents.update().where(documents.c.id.in_(some)).values(characters=characters)
        )
