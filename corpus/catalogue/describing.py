"""Describing documents again, and correcting them, without opening a file."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sql
from sqlalchemy.engine import Connection

import corpus.catalogue.schema as schema
import corpus.catalogue.write as write
from corpus.catalogue.reading import Reading, batches, claim_of, source_of
from corpus.catalogue.spans import spans_of
from corpus.document import Claim, Described, Document, Origin, Span
from corpus.records import Source


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as it was described, and the file that described it."""

    described: Described
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What holds for a field of a document: these values, or, with none, that it has none.

    `values` None takes back what was said before. `note` says who said so, or why.
    """

    document_id: str
    field: str
    values: tuple[str, ...] | None
    note: str = ""


class Describing(Reading):
    """The part of the catalogue that says what a document is about."""

    def ids(self) -> list[str]:
        """The id of every document, in order."""
        with self._engine.connect() as connection:
            query = sql.select(schema.documents.c.id).order_by(schema.documents.c.id)
            return list(connection.execute(query).scalars())

    def kept(self, ids: Sequence[str]) -> Iterator[Kept]:
        """These documents, by id, with their pages and what they were described from.

        One whose file is gone, while another file still holds it, is left out: it is
        described when that file is read. Of a page, `left_out` is what the file
        itself leaves out.
        """
        documents = schema.documents
        for some in batches(ids, 16):
            with self._engine.connect() as connection:
                query = self.rows().where(documents.c.id.in_(some))
                rows = connection.execute(query.order_by(documents.c.id)).all()
                sources = _sources(connection, [row.described_by for row in rows])
                claims = _claims(connection, some)
                own = _left_out_by_the_file(connection, some)
                read = list(self.read_rows(connection, rows, with_pages=True))
            for row, document in zip(rows, read, strict=True):
                if row.described_by in sources:
                    described = Described(
                        _as_the_file_has_it(document, own),
                        tuple(claims.get(document.id, ())),
                        heading=row.heading,
                        media_type=row.media_type,
                        sketch=row.sketch,
                    )
                    yield Kept(described, sources[row.described_by])

    def claims_on(self, ids: Sequence[str]) -> dict[str, list[Claim]]:
        """Every claim on these documents, in the order they were made, by the id."""
        found: dict[str, list[Claim]] = {}
        with self._engine.connect() as connection:
            for some in batches(ids):
                found |= _claims(connection, some)
        return found

    def redescribe(
        self, document_id: str, claims: Sequence[Claim], values: Mapping[str, Sequence[str]]
    ) -> None:
        """Keep other claims and values of a document; its pages stay as they are."""
        documents = schema.documents
        with self._engine.begin() as connection:
            revision = write.next_revision(connection)
            connection.execute(
                documents.update()
                .where(documents.c.id == document_id)
                .values(revision=revision, values=write.kept_values(values))
            )
            of_document = schema.claims.c.document_id == document_id
            connection.execute(schema.claims.delete().where(of_document))
            write.write_claims(connection, {document_id: claims})

    def corrections(self, ids: Sequence[str]) -> dict[str, list[Claim]]:
        """What people said of documents, as claims, by the id of the document."""
        table = schema.corrections
        found: dict[str, list[Claim]] = {}
        with self._engine.connect() as connection:
            for some in batches(ids):
                query = (
                    sql.select(table)
                    .where(table.c.document_id.in_(some))
                    .order_by(table.c.document_id, table.c.field, table.c.position)
                )
                for row in connection.execute(query):
                    found.setdefault(row.document_id, []).append(
                        Claim(
                            field=row.field,
                            value=row.value,
                            origin=Origin.CORRECTION,
                            evidence=row.note,
                        )
                    )
        return found

    def has_corrections(self) -> bool:
        """Whether anything that was corrected still is."""
        with self._engine.connect() as connection:
            query = sql.select(schema.corrections.c.field).limit(1)
            return connection.execute(query).first() is not None

    def correct(self, corrections: Iterable[Correction]) -> None:
        """Keep what people say, all of it or nothing; the last that was said of a field counts.

        It is kept by the id of the document for ever. The document's values follow
        when it is described again.
        """
        at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        with self._engine.begin() as connection:
            for one in corrections:
                write.take_back(connection, one.document_id, one.field)
                if one.values is not None:
                    values = [value for value in one.values if value.strip()] or [""]
                    said = {"document_id": one.document_id, "field": one.field}
                    connection.execute(
                        schema.corrections.insert(),
                        [
                            said | {"position": number, "value": value, "note": one.note, "at": at}
                            for number, value in enumerate(values)
                        ],
                    )

    def ids_of_source(self, path: str) -> list[str]:
        """The documents that a file holds."""
        with self._engine.connect() as connection:
            return sorted(write.linked(connection, path))


def _sources(connection: Connection, paths: Sequence[str]) -> dict[str, Source]:
    query = sql.select(schema.sources).where(schema.sources.c.path.in_(paths))
    return {row.path: source_of(row) for row in connection.execute(query)}


def _claims(connection: Connection, ids: Sequence[str]) -> dict[str, list[Claim]]:
    claims = schema.claims.c
    query = (
        sql.select(schema.claims)
        .where(claims.document_id.in_(ids))
        .order_by(claims.document_id, claims.position)
    )
    found: dict[str, list[Claim]] = {}
    for row in connection.execute(query):
        found.setdefault(row.document_id, []).append(claim_of(row))
    return found


def _left_out_by_the_file(
    connection: Connection, ids: Sequence[str]
) -> dict[tuple[str, int], tuple[Span, ...]]:
    """What pages leave out of themselves, of those that leave out more because it repeats."""
    pages = schema.pages.c
    query = sql.select(pages.document_id, pages.number, pages.left_out).where(
        pages.document_id.in_(ids), pages.repeated != ""
    )
    return {
        (row.document_id, row.number): spans_of(row.left_out) for row in connection.execute(query)
    }


def _as_the_file_has_it(
    document: Document, own: Mapping[tuple[str, int], tuple[Span, ...]]
) -> Document:
    return replace(
        document,
        pages=tuple(
            replace(page, left_out=own.get((document.id, page.number), page.left_out))
            for page in document.pages
        ),
    )
