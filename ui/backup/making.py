"""Making a backup of a library, whoever reads it, serves it or writes to it meanwhile."""

import datetime
import os
import sqlite3
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from corpus.catalogue.copying import checked_version, copy_catalogue
from corpus.catalogue.history import time_in_words
from corpus.errors import CatalogueError, PolisearchError
from ui.backup.archive import Manifest, Stage, Writer
from ui.backup.contents import CATALOGUE, DOCUMENTS, documents_of, files_of
from ui.wiring import settings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was made, and the names of documents that it could not take in."""

    manifest: Manifest
    size: int
    left_out: tuple[str, ...]


def make_backup(
    library: Path,
    to: Path,
    *,
    with_documents: bool = False,
    replace: bool = False,
    on_stage: Stage = lambda _what, _done, _total: None,
) -> Made:
    """Put a library into one file, which only its owner may read: it may hold passwords.

    The catalogue is taken as it is at one moment. The file is there whole, or not at all.
    Raises LibraryNotFound, CatalogueError for one that is elsewhere, lost or damaged, and
    PolisearchError where the file is there already or cannot be written.
    """
    if settings_of(library).catalogue:
        raise CatalogueError(
            f"The catalogue of {library} is in a database, which this does not back up.",
            "Use the tool of the database (pg_dump, say), and copy the folder of the library.",
        )
    if not (library / CATALOGUE).is_file():
        raise CatalogueError(
            f"The library {library} holds no {CATALOGUE}, so there is nothing to back up.",
            "Ingest something first. If it was lost, restore a backup.",
        )
    _refuse(library, to, replace=replace)
    try:
        # Beside the file, where room is needed anyway, in a folder that nobody else can open.
        with tempfile.TemporaryDirectory(dir=to.parent, prefix=".backup-") as made:
            return _made(library, to, Path(made), on_stage, with_documents=with_documents)
    except OSError as error:
        raise PolisearchError(
            f"The backup {to} cannot be written: {error.strerror}.",
            "Name a file in a folder that is there, and has room.",
        ) from error
    except sqlite3.Error as error:
        raise CatalogueError(
            f"The catalogue of {library} cannot be copied: {error}.",
            "See that the disk has room; 'polisearch doctor' says more.",
        ) from error


def _made(library: Path, to: Path, folder: Path, on_stage: Stage, *, with_documents: bool) -> Made:
    copy = folder / CATALOGUE
    copy_catalogue(
        library / CATALOGUE,
        copy,
        lambda done, total: on_stage("Copying the catalogue, in pages", done, total),
    )
    version = checked_version(copy, str(library))
    files = [(CATALOGUE, copy), *files_of(library)]
    left_out = []
    for name, path in documents_of(library) if with_documents else ():
        if path is None:
            left_out.append(name)
        else:
            files.append((name, path))
    part = folder / "backup.zip"
    part.touch(mode=0o600)
    total = sum(path.stat().st_size for _, path in files if path.exists())
    with part.open("wb") as stream:
        with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
            writer = Writer(archive, total, on_stage)
            for name, path in files:
                with suppress(FileNotFoundError):  # it was removed since
                    writer.add(name, path)
            made = time_in_words(datetime.datetime.now(datetime.UTC))
            manifest = writer.end(made=made, catalogue=version)
        stream.flush()
        os.fsync(stream.fileno())
    size = part.stat().st_size
    part.replace(to)
    return Made(manifest=manifest, size=size, left_out=tuple(left_out))


def _refuse(library: Path, to: Path, *, replace: bool) -> None:
    if to.is_dir() or (to.exists() and not replace):
        raise PolisearchError(
            f"There is a {'folder' if to.is_dir() else 'file'} {to} already; it was left as it is.",
            "Name another file, or replace it with --replace.",
        )
    if to.resolve().is_relative_to((library / DOCUMENTS).resolve()):
        raise PolisearchError(
            f"{to} is in the folder of documents, and would be read as one.",
            "Name a file elsewhere, best on another disk.",
        )
