"""The catalogue: every document, where it came from, and every file that failed.

It is the truth that an index follows by revision: each write raises the
revision by one and stamps what it wrote.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

import corpus.catalogue.schema as schema
import corpus.catalogue.write as write
from corpus.catalogue.collecting import Collecting
from corpus.catalogue.comparing import Comparing
from corpus.catalogue.connecting import BEGIN_ANEW, connect, is_there, look_through, shown
from corpus.catalogue.describing import Describing
from corpus.catalogue.scans import Scans
from corpus.catalogue.unread import Unread
from corpus.catalogue.versions import make_or_upgrade, version_of
from corpus.document import Described
from corpus.errors import CatalogueError, CatalogueLost
from corpus.failures import Failure
from corpus.records import Source, State


def open_catalogue(
    place: Path | str, *, may_make: bool = True, upgrade: bool = False
) -> "Catalogue":
    """The catalogue in a file, or at a database URL; an empty one where it `may_make` one.

    One of an older version in a file is brought up to date first, after a copy was made
    beside it; one at a URL only with `upgrade`, for which the caller holds the writer's lock
    and has made a copy. Raises CatalogueError when it cannot be opened or its version cannot
    be read, CatalogueLost when it is damaged, or missing where none may be made, and
    LibraryBusy when a file is of an older version and another process writes.
    """
    if not may_make and not is_there(place):
        raise _missing(place)
    try:
        engine = connect(place, may_make=may_make)
        if not may_make:
            with engine.connect() as connection:
                if not version_of(connection):
                    raise _missing(place)
        file = place if isinstance(place, Path) else None
        make_or_upgrade(engine, shown(place), file, is_told=upgrade)
    except (SQLAlchemyError, ImportError) as error:
        reason = getattr(error, "orig", None) or type(error).__name__
        named = shown(place) if isinstance(place, Path) or "://" in place else place
        raise CatalogueError(
            f"The catalogue {named} cannot be opened: {reason}.",
            "Check that it is a catalogue, or a database URL whose driver is installed.",
        ) from error
    return Catalogue(engine)


def _missing(place: Path | str) -> CatalogueLost:
    return CatalogueLost(
        f"The catalogue {shown(place)} is missing or empty, though its index is there.",
        BEGIN_ANEW,
    )


class Catalogue(Scans, Describing, Comparing, Collecting, Unread):
    """Documents, pages, claims, sources, failures and runs.

    Readers may be many and in several threads; one writer at a time is the
    caller's promise (`corpus.lock`). Each writing method is one transaction.
    """

    def check(self) -> None:
        """Look through all of it for damage, as far as the database can see any.

        Raises CatalogueLost. Takes about a second for a gigabyte.
        """
        look_through(self._engine)

    def remember(self, name: str, value: str) -> None:
        """Keep something under a name."""
        with self._engine.begin() as connection:
            write.set_fact(connection, name, value)

    def begin_run(self) -> int:
        """A number for a new run."""
        with self._engine.begin() as connection:
            row = schema.runs.insert().values(started_at=write.now(), ended_at="", report={})
            return int(connection.execute(row).inserted_primary_key[0])  # type: ignore[index]

    def end_run(self, run: int, report: Mapping[str, object]) -> None:
        """Keep what a run did."""
        with self._engine.begin() as connection:
            connection.execute(
                schema.runs.update()
                .where(schema.runs.c.id == run)
                .values(ended_at=write.now(), report=dict(report))
            )

    def put(
        self,
        source: Source,
        documents: Sequence[Described],
        run: int,
    ) -> State:
        """Keep what a file says, in place of what it said before.

        A document whose content is already here from another file is linked to
        this file too, and described by the first. The answer says whether all of
        them were such duplicates. An id held by another content raises ValueError
        and changes nothing.
        """
        with self._engine.begin() as connection:
            revision = write.next_revision(connection)
            known = write.known(connection, [one.document.id for one in documents])
            before = write.linked(connection, source.path)
            fresh = []
            for described in documents:
                document = described.document
                sha256, described_by, _ = known.get(document.id, ("", "", 0))
                others = write.described_elsewhere(
                    connection, document.id, described_by, source.path
                )
                if others and sha256 != document.first("sha256"):
                    raise ValueError(f"The id {document.id!r} belongs to {described_by}.")
                if others:
                    write.touch(connection, document.id, revision)
                else:
                    fresh.append(described)
            write.forget(connection, [one.document.id for one in fresh], known)
            write.write(connection, fresh, source.path, revision)
            kept = [described.document.id for described in documents]
            write.link(connection, source.path, kept)
            write.drop_orphans(connection, before - set(kept), revision, kept)
            write.pass_on(connection, source.path, before - set(kept))
            if len(before) == len(kept) == len(fresh) == 1:
                write.pass_corrections(connection, *before, *kept)
            state = State.INDEXED if fresh or not documents else State.DUPLICATE
            write.write_source(connection, source, state, run)
            return state

    def put_failure(self, source: Source, failure: Failure, run: int) -> None:
        """Keep why a file did not become a document; what it said before is removed."""
        with self._engine.begin() as connection:
            revision = write.next_revision(connection)
            while ids := write.some_held(connection, source.path):
                write.release(connection, source.path, ids, revision)
            write.write_source(connection, source, State.FAILED, run)
            write.write_failure(connection, source.path, failure, run)

    def keep_archive(self, source: Source, run: int) -> None:
        """Note an archive whose members are all dealt with; it holds no document itself."""
        self.put(source, (), run)
        self.touch_source(source, State.ARCHIVE, run)

    def touch_source(self, source: Source, state: State, run: int) -> None:
        """Note that a file has a new date and the same content."""
        with self._engine.begin() as connection:
            write.write_source(connection, source, state, run, keep_failure=True)

    def remove_source(self, path: str) -> None:
        """Forget a file that vanished, and the documents that only it held.

        A document that another file holds too stays, and that file is read
        again at the next run, because the description came from the one gone.
        """
        with self._engine.begin() as connection:
            revision = write.next_revision(connection)
            connection.execute(schema.sources.delete().where(schema.sources.c.path == path))
            write.forget_failures(connection, path)
            while ids := write.some_held(connection, path):
                write.release(connection, path, ids, revision)
