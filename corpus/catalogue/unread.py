"""What could not be read: files that failed, and documents without text."""

import sqlalchemy as sql

import corpus.catalogue.schema as schema
from corpus.catalogue.reading import Reading
from corpus.failures import Failure, Reason
from corpus.records import FailedSource


class Unread(Reading):
    """The part of the catalogue that knows what could not be read."""

    def ids_without_text(self, limit: int) -> list[str]:
        """Documents from which no text could be read, at most so many, by id."""
        documents = schema.documents.c
        query = sql.select(documents.id).where(documents.characters == 0).order_by(documents.id)
        with self._engine.connect() as connection:
            return [row.id for row in connection.execute(query.limit(limit))]

    def failed_paths(self, limit: int) -> list[tuple[str, Reason]]:
        """Files that failed, at most so many, by path, with the reason alone."""
        failures, sources = schema.failures.c, schema.sources.c
        query = (
            sql.select(failures.path, failures.reason, sources.name)
            .outerjoin(schema.sources, sources.path == failures.path)
            .order_by(failures.path)
            .limit(limit)
        )
        told = self.places().told
        with self._engine.connect() as connection:
            rows = connection.execute(query)
            return [(told(row.path, row.name), Reason(row.reason)) for row in rows]

    def failures(self) -> list[FailedSource]:
        """Every file that failed, by path."""
        query = sql.select(schema.failures).order_by(schema.failures.c.path)
        with self._engine.connect() as connection:
            return [
                FailedSource(
                    path=row.path,
                    failure=Failure(
                        reason=Reason(row.reason), message=row.message, traceback=row.traceback
                    ),
                    at=row.at,
                    run=row.run,
                )
                for row in connection.execute(query)
            ]
