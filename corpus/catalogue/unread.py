"""What could not be read: files and records that failed, and documents without text."""

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

    def failures(self, limit: int | None = None) -> list[FailedSource]:
        """Every file that failed and every record that did, or the first so many.

        They come by reason, path and place: of a million records a screen asks for some.
        """
        files, records = schema.failures.c, schema.record_failures.c
        said = ("path", "reason", "message", "traceback", "at", "run")
        both = sql.union_all(
            sql.select(
                *(files[name] for name in said),
                sql.literal(0).label("number"),
                sql.literal("").label("place"),
            ),
            sql.select(*(records[name] for name in said), records.number, records.place),
        ).subquery()
        query = sql.select(both).order_by(both.c.reason, both.c.path, both.c.number).limit(limit)
        with self._engine.connect() as connection:
            return [
                FailedSource(
                    path=row.path,
                    failure=Failure(
                        reason=Reason(row.reason), message=row.message, traceback=row.traceback
                    ),
                    at=row.at,
                    run=row.run,
                    place=row.place,
                )
                for row in connection.execute(query)
            ]

    def count_failures(self) -> dict[Reason, int]:
        """How many files and records failed, by reason, in the order of `failures`."""
        files, records = schema.failures.c, schema.record_failures.c
        both = sql.union_all(sql.select(files.reason), sql.select(records.reason)).subquery()
        query = (
            sql.select(both.c.reason, sql.func.count().label("number"))
            .group_by(both.c.reason)
            .order_by(both.c.reason)
        )
        with self._engine.connect() as connection:
            return {Reason(row.reason): row.number for row in connection.execute(query)}
