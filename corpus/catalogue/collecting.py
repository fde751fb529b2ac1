"""Keeping a collection: a file of many documents, some of its records at a time.

While one is being read its source has the date `BEGUN`, so that a run that is cut off
leaves a file that the next run reads again. What belongs to this reading is what
was written after the revision at which it began: no id has to be remembered.
"""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sql
from sqlalchemy.engine import Connection

import corpus.catalogue.schema as schema
import corpus.catalogue.write as write
from corpus.catalogue.reading import Reading, batches, fact
from corpus.document import Described
from corpus.failures import Failure, Reason
from corpus.records import ReadRecord, Source, State, WrittenRecords

BEGUN = -1
"""The date of a file of which nobody knows whether all of it was read: no file has it."""


class Collecting(Reading):
    """The part of the catalogue that takes in collections. One is begun, put and ended."""

    def begin_collection(self, source: Source, run: int) -> int:
        """Note that a file is being read; the revision before that.

        What it said before stays, record by record, until it says otherwise.
        """
        with self._engine.begin() as connection:
            begun = replace(source, modified=BEGUN, sha256="")
            write.write_source(connection, begun, State.INDEXED, run, keep_failure=True)
            return int(fact(connection, "revision") or 0)

    def put_records(
        self, source: Source, records: Sequence[ReadRecord], run: int, since: int
    ) -> WrittenRecords:
        """Keep what some records say, in one transaction.

        `since` is the answer of `begin_collection`.

        A record whose id another file holds with other content, or that an earlier
        record of the file has, is none; its failure says so. One that is called by its
        content and comes again is left out in silence: it says nothing new.
        """
        with self._engine.begin() as connection:
            taking = _Taking(connection, source.path, records, since)
            for record in records:
                taking.take(record)
            taking.keep()
            write.write_record_failures(connection, source.path, taking.failed, run)
            return WrittenRecords(
                fresh=tuple(taking.fresh.values()),
                duplicates=len(taking.linked_too),
                failed=tuple(taking.failed),
            )

    def end_collection(self, source: Source, state: State, run: int, since: int) -> None:
        """Note that a file was read to its end: what it said before and says no more goes."""
        self._release(source.path, since)
        with self._engine.begin() as connection:
            self._forget_failures_before(connection, source.path, run)
            connection.execute(
                schema.failures.delete().where(schema.failures.c.path == source.path)
            )
            write.write_source(connection, source, state, run, keep_failure=True)

    def break_off_collection(self, source: Source, failure: Failure, run: int, after: int) -> None:
        """Note that a file could not be read beyond the record of number `after`.

        What was read stays, and of what was not reached what it said before.
        """
        with self._engine.begin() as connection:
            self._forget_failures_before(connection, source.path, run, after)
            connection.execute(
                schema.failures.delete().where(schema.failures.c.path == source.path)
            )
            write.write_source(connection, source, State.FAILED, run, keep_failure=True)
            write.write_failure(connection, source.path, failure, run)

    def paths_with_failed_records(self) -> set[str]:
        """The files of which some records are no documents."""
        query = sql.select(schema.record_failures.c.path).distinct()
        with self._engine.connect() as connection:
            return set(connection.execute(query).scalars())

    def _release(self, path: str, since: int) -> None:
        while True:
            with self._engine.begin() as connection:
                ids = write.some_held(connection, path, since)
                if not ids:
                    return
                write.release(connection, path, ids, write.next_revision(connection))

    def _forget_failures_before(
        self, connection: Connection, path: str, run: int, until: int | None = None
    ) -> None:
        failed = schema.record_failures
        older = failed.delete().where(failed.c.path == path, failed.c.run != run)
        connection.execute(older if until is None else older.where(failed.c.number <= until))


class _Taking:
    """Some records on their way into the catalogue."""

    def __init__(
        self, connection: Connection, path: str, records: Sequence[ReadRecord], since: int
    ) -> None:
        self._connection = connection
        self._path = path
        self._since = since
        ids = sorted({one.document.id for record in records for one in record.documents})
        self._known = write.known(connection, ids)
        self._held = _held(connection, path, ids)
        self.fresh: dict[str, Described] = {}
        self.linked_too: set[str] = set()
        self.failed: list[ReadRecord] = []

    def take(self, record: ReadRecord) -> None:
        """Sort the documents of a record: new here, known from another file, or none."""
        failure = record.failure
        for one in record.documents:
            failure = failure or self._refusal(record.place, one)
        if failure is not None:
            self.failed.append(replace(record, documents=(), failure=failure))
            return
        for one in record.documents:
            id_ = one.document.id
            if self._is_from_this_reading(id_):
                continue
            if self._is_described_elsewhere(id_):
                self.linked_too.add(id_)
            else:
                self.fresh[id_] = one

    def keep(self) -> None:
        """Write what is new, and link all of it to the file."""
        revision = write.next_revision(self._connection)
        for id_ in sorted(self.linked_too):
            write.touch(self._connection, id_, revision)
        write.forget(self._connection, list(self.fresh), self._known)
        write.write(self._connection, list(self.fresh.values()), self._path, revision)
        rows = [
            {"path": self._path, "document_id": id_}
            for id_ in (*self.fresh, *sorted(self.linked_too))
            if id_ not in self._held
        ]
        if rows:
            self._connection.execute(schema.source_documents.insert(), rows)

    def _refusal(self, place: str, one: Described) -> Failure | None:
        id_, content = one.document.id, one.document.first("sha256")
        said = ""
        if self._is_from_this_reading(id_) and not id_.startswith(content[:16]):
            said = f"has an id that a record before it has: {id_!r}."
        elif self._is_described_elsewhere(id_) and self._known[id_][0] != content:
            said = f"has an id that belongs to {self._known[id_][1]}: {id_!r}."
        if not said:
            return None
        message = f"{place[0].upper()}{place[1:]} {said}"
        return Failure(reason=Reason.ID_TAKEN, message=message)

    def _is_from_this_reading(self, id_: str) -> bool:
        _, _, revision = self._known.get(id_, ("", "", 0))
        return (
            id_ in self.fresh
            or id_ in self.linked_too
            or (id_ in self._held and revision > self._since)
        )

    def _is_described_elsewhere(self, id_: str) -> bool:
        _, described_by, _ = self._known.get(id_, ("", "", 0))
        return write.described_elsewhere(self._connection, id_, described_by, self._path)


def _held(connection: Connection, path: str, ids: Sequence[str]) -> set[str]:
    """Those of some documents that a file holds."""
    links, found = schema.source_documents.c, set[str]()
    for some in batches(ids):
        query = sql.select(links.document_id).where(links.path == path, links.document_id.in_(some))
        found.update(connection.execute(query).scalars())
    return found
