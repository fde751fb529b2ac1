"""Making a library of a backup, also of one that is being served, so that nothing is lost.

All of the backup is unpacked beside, looked at, and brought up to date before anything is
changed. Then what the library holds is put aside. The catalogue changes in one transaction,
in the file that readers have open; the index is made from it again.
"""

import datetime
import itertools
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.catalogue import open_catalogue
from corpus.catalogue.copying import checked_version, copy_catalogue, put_catalogue
from corpus.catalogue.succeeding import before, succeed
from corpus.errors import CatalogueError, PolisearchError
from corpus.lock import writing
from search.keeping import list_file
from ui.backup.archive import Backup, Stage, opened_backup
from ui.backup.contents import CATALOGUE, DOCUMENTS, FOLDERS, SETTINGS, files_of
from ui.jobs.job import FACT, kept
from ui.settings import read_settings
from ui.wiring import open_library

ASIDE = "before-restore"
"""How the folders are called, in a library, that hold what it held before."""


class HasLibrary(PolisearchError):
    """A folder to restore into holds a library already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored. `aside` holds what was there before; `has_documents` says whether
    the files of documents were in the backup."""

    made: str
    documents: int
    has_documents: bool
    aside: Path | None


def restore_backup(
    file: Path,
    library: Path,
    *,
    replace: bool = False,
    on_stage: Stage = lambda _what, _done, _total: None,
) -> Restored:
    """Make a folder the library that a backup holds, and make its index.

    Raises HasLibrary unless that is to be replaced, BadBackup, BadSetting and CatalogueError
    for what is in the file, and LibraryBusy. Then nothing was changed.
    """
    with opened_backup(file) as backup:
        if _holds_library(library) and not replace:
            raise HasLibrary(
                f"{library} holds a library already.",
                "Restore into another folder, or with --replace: what it holds now is put aside.",
            )
        is_new = not library.exists()
        try:
            library.mkdir(parents=True, exist_ok=True)
            with writing(library, "polisearch restore"):
                aside = _exchange(backup, file, library, on_stage)
                documents = _index(library, on_stage)
        except OSError as error:
            raise PolisearchError(
                f"The library {library} cannot be restored: {error.strerror or error}.",
                "See that its disk has room, and who may write to it; then try again.",
            ) from error
        finally:
            if is_new and not (library / SETTINGS).exists():
                shutil.rmtree(library, ignore_errors=True)
        names = {entry.name.partition("/")[0] for entry in backup.manifest.files}
        return Restored(
            made=backup.manifest.made,
            documents=documents,
            has_documents=DOCUMENTS in names,
            aside=aside,
        )


def _holds_library(folder: Path) -> bool:
    return (folder / CATALOGUE).exists() or any(files_of(folder))


def _has_documents(library: Path) -> bool:
    return any((library / DOCUMENTS).glob("*"))


def _exchange(backup: Backup, file: Path, library: Path, on_stage: Stage) -> Path | None:
    for left in library.glob(".restore-*"):  # by one who was killed
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=".restore-", dir=library) as made:
        fresh, old = Path(made) / "fresh", Path(made) / "old"
        fresh.mkdir()
        backup.unpack(fresh, on_stage)
        _bring_up_to_date(fresh, file, library)
        aside = None
        if _holds_library(library) or ((fresh / DOCUMENTS).exists() and _has_documents(library)):
            on_stage("Putting aside what is there", 0, 0)
            _keep(library, old)
            aside = _free_name(library)
            old.rename(aside)
        on_stage("Putting the backup in its place", 0, 0)
        _put_in_place(fresh, library, aside)
        return aside


def _free_name(library: Path) -> Path:
    named = f"{ASIDE}-{datetime.datetime.now(datetime.UTC):%Y%m%d-%H%M%S}"
    names = itertools.chain([named], (f"{named}-{number}" for number in itertools.count(2)))
    return next(library / name for name in names if not (library / name).exists())


def _bring_up_to_date(fresh: Path, file: Path, library: Path) -> None:
    checked_version(fresh / CATALOGUE, str(file))
    if read_settings(fresh).catalogue:
        raise CatalogueError(
            f"The settings in {file}, or the environment, name a database for the catalogue.",
            "A backup holds a catalogue in a file. Nothing was changed.",
        )
    was = before(library / CATALOGUE)
    catalogue = open_catalogue(fresh / CATALOGUE)
    try:
        succeed(catalogue, was)
        job = kept(catalogue)
        if job is not None and not job.ended:
            catalogue.remember(FACT, "")  # it ran when the backup was made
    finally:
        catalogue.close()


def _keep(library: Path, old: Path) -> None:
    """Copy what the library holds to a folder, which then is a library, too."""
    old.mkdir()
    for name, path in files_of(library):
        (old / name).parent.mkdir(exist_ok=True)
        shutil.copy2(path, old / name)
    catalogue = library / CATALOGUE
    if not catalogue.exists():
        return
    try:
        copy_catalogue(catalogue, old / CATALOGUE)
    except sqlite3.DatabaseError:  # it is damaged, and is kept as it lies there
        for path in library.glob(f"{CATALOGUE}*"):
            shutil.copy2(path, old / path.name)


def _put_in_place(fresh: Path, library: Path, aside: Path | None) -> None:
    if (fresh / DOCUMENTS).exists():
        if aside is not None and _has_documents(library):
            (library / DOCUMENTS).rename(aside / DOCUMENTS)
        elif (library / DOCUMENTS).exists():
            (library / DOCUMENTS).rmdir()
        (fresh / DOCUMENTS).rename(library / DOCUMENTS)
    try:
        put_catalogue(fresh / CATALOGUE, library / CATALOGUE)
    except sqlite3.Error as error:
        raise CatalogueError(
            f"The catalogue of {library} cannot be written: {error}.",
            "It is as it was. See that its disk has room, then restore again.",
        ) from error
    for folder in (*FOLDERS, DOCUMENTS, "index"):
        (library / folder).mkdir(exist_ok=True)
    list_file.exchange(library, fresh / list_file.FOLDER)
    there = {name for name, _ in files_of(fresh)}
    for name, path in list(files_of(library)):
        if name not in there and not name.startswith(f"{list_file.FOLDER}/"):
            path.unlink()
    for name, path in list(files_of(fresh)):
        if name != SETTINGS:
            path.replace(library / name)
    _put_settings(fresh / SETTINGS, library / SETTINGS)


def _put_settings(fresh: Path, place: Path) -> None:
    """The last: whoever serves the library sees by them that it is to be opened anew."""
    fresh.touch()
    if place.exists():
        shutil.copymode(place, fresh)
    else:
        fresh.chmod(0o600)  # they may hold passwords
    fresh.replace(place)


def _index(library: Path, on_stage: Stage) -> int:
    opened = open_library(library)
    try:
        opened.shelf.rebuild(
            opened.settings.engine,
            lambda done, total: on_stage("Indexing documents", done, total),
        )
        return opened.catalogue.counts().documents
    finally:
        opened.close()
