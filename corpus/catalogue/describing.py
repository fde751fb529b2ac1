"""Describing documents again, and correcting them, without opening a file."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sql
from sqlalchemy.engine import Connection

import corpus.catalogue.schema as schema
import corpus.catalogue.write as write
from corpus.catalogue.reading import Reading, batches, claim_of, source_of
from corpus.document import Claim, Described, Origin
from corpus.records import Source


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as it was described, and the file that described it."""

    described: Described
    source: Source


class Describing(Reading):
    """The part of the catalogue that says what a document is about."""

    def ids(self) -> list[str]:
        """The id of every document, in order."""
        with self._engine.connect() as connection:
            query = sql.select(schema.documents.c.id).order_by(schema.documents.c.id)
            return list(connection.execute(query).scalars())

    def kept(self, ids: Sequence[str]) -> Iterator[Kept]:
        """These documents with their pages and what they were described from."""
        documents, sources = schema.documents, schema.sources
        query = (
            sql.select(documents, *(column.label(f"of_{column.name}") for column in sources.c))
            .join(sources, sources.c.path == documents.c.described_by)
            .where(documents.c.id.in_(sql.bindparam("ids", expanding=True)))
            .order_by(documents.c.id)
        )
        for some in batches(ids, 16):
            with self._engine.connect() as connection:
                rows = connection.execute(query, {"ids": some}).all()
                claims = _claims(connection, [row.id for row in rows])
                read = self.read_rows(connection, rows, with_pages=True)
                for row, document in zip(rows, read, strict=True):
                    described = Described(
                        document,
                        tuple(claims.get(document.id, ())),
                        heading=row.heading,
                        media_type=row.media_type,
                        sketch=row.sketch,
                    )
                    yield Kept(described, source_of(_Prefixed(row)))

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
            write.write_claims(connection, document_id, claims)

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
        """Whether anything was ever corrected."""
        with self._engine.connect() as connection:
            query = sql.select(schema.corrections.c.field).limit(1)
            return connection.execute(query).first() is not None

    def correct(
        self, document_id: str, field: str, values: Sequence[str] | None, note: str = ""
    ) -> None:
        """Say what holds for a field of a document; with no values, that it has none.

        None takes back what was said before. The document's values follow when it
        is described again.
        """
        table = schema.corrections
        with self._engine.begin() as connection:
            connection.execute(
                table.delete().where(table.c.document_id == document_id, table.c.field == field)
            )
            if values is None:
                return
            at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            said = {"document_id": document_id, "field": field, "note": note, "at": at}
            rows = [
                said | {"position": position, "value": value}
                for position, value in enumerate(values or ("",))
            ]
            connection.execute(table.insert(), rows)

    def ids_of_source(self, path: str) -> list[str]:
        """The documents that a file holds."""
        with self._engine.connect() as connection:
            return sorted(write.linked(connection, path))


class _Prefixed:
    """A joined row seen as a row of the table of sources."""

    def __init__(self, row: object) -> None:
        self._row = row

    def __getattr__(self, name: str) -> object:
        return getattr(self._row, f"of_{name}")


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
