"""A backup as a file: a ZIP archive, and a manifest in it that names all of it.

    manifest.json
    {"format": "polisearch backup", "version": 1, "catalogue": "2",
     "made": "2026-01-31T12:00:00Z",
     "files": [{"name": "catalogue.db", "size": 1, "sha256": "…", "modified": 1}]}

`modified` is in nanoseconds since 1970. What an archive says is not believed: names, sizes
and checksums are looked at before anything is done with it.
"""

import hashlib
import json
import os
import shutil
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from corpus.errors import PolisearchError
from ui.backup.contents import CATALOGUE, most_bytes

MANIFEST = "manifest.json"
FORMAT = "polisearch backup"
VERSION = 1

MOST_BYTES_OF_MANIFEST = 64 * 1024 * 1024
ROOM = 100 * 1024 * 1024
"""Bytes of a disk that unpacking leaves free."""

CHUNK = 1024 * 1024

Stage = Callable[[str, int, int], None]
"""Told what is done, how far, and of how much."""


class BadBackup(PolisearchError):
    """A file is no backup, or is damaged. Nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file in a backup."""

    name: str
    size: int
    sha256: str
    modified: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """When a backup was made, of which version its catalogue is, and what is in it."""

    made: str
    catalogue: str
    files: tuple[Entry, ...]


class Writer:
    """An archive that is being written. `total` is for progress: the bytes that will come."""

    def __init__(self, archive: ZipFile, total: int, on_stage: Stage) -> None:
        self._archive = archive
        self._entries: list[Entry] = []
        self._total, self._done, self._on_stage = total, 0, on_stage

    def add(self, name: str, path: Path) -> None:
        """Take in a file, as much of it as may be. Raises OSError, and PolisearchError where it
        is too large to be taken out again."""
        most, digest, size = most_bytes(name), hashlib.sha256(), 0
        with path.open("rb") as source:
            modified = os.fstat(source.fileno()).st_mtime_ns
            with self._archive.open(_member(name), "w", force_zip64=True) as target:
                while chunk := source.read(CHUNK):
                    size += len(chunk)
                    if most is not None and size > most:
                        raise PolisearchError(f"{path} is too large for a backup.")
                    digest.update(chunk)
                    target.write(chunk)
                    self._done += len(chunk)
                    self._on_stage("Packing, in MB", *_megabytes(self._done, self._total))
        entry = Entry(name=name, size=size, sha256=digest.hexdigest(), modified=max(modified, 0))
        self._entries.append(entry)

    def end(self, *, made: str, catalogue: str) -> Manifest:
        """Write the manifest as the last member of the archive, and return it."""
        manifest = Manifest(made=made, catalogue=catalogue, files=tuple(self._entries))
        said = {"format": FORMAT, "version": VERSION, **asdict(manifest)}
        self._archive.writestr(_member(MANIFEST), json.dumps(said, indent=1))
        return manifest


class Backup:
    """An archive to be read, whose manifest was read and agrees with what is in it."""

    def __init__(self, path: Path, archive: ZipFile) -> None:
        self._path, self._archive = path, archive
        with reading(path):
            self.manifest = _manifest(archive)

    def unpack(self, folder: Path, on_stage: Stage) -> None:
        """Write every file into a folder, which is empty. Raises BadBackup."""
        total = sum(entry.size for entry in self.manifest.files)
        if total + ROOM > shutil.disk_usage(folder).free:
            raise PolisearchError(
                f"{self._path} unpacks to {total // CHUNK:,} MB, for which the disk has no room.",
                "Make room, or restore into a library on another disk.",
            )
        done = 0
        for entry in self.manifest.files:
            target = folder / entry.name
            target.parent.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256()
            with target.open("xb") as written:
                for chunk in self._chunks(entry):
                    digest.update(chunk)
                    written.write(chunk)
                    done += len(chunk)
                    on_stage("Unpacking, in MB", *_megabytes(done, total))
            if digest.hexdigest() != entry.sha256:
                raise _bad(self._path, f"{entry.name} has another checksum")
            os.utime(target, ns=(entry.modified, entry.modified))

    def _chunks(self, entry: Entry) -> Iterator[bytes]:
        left = entry.size
        with reading(self._path):
            source = self._archive.open(entry.name)
        with source:
            while True:
                with reading(self._path):
                    chunk = source.read(min(CHUNK, left + 1))
                    if len(chunk) > left or (left and not chunk):
                        raise BadZipFile(f"{entry.name} has another size")
                if not chunk:
                    return
                left -= len(chunk)
                yield chunk


@contextmanager
def opened_backup(path: Path) -> Iterator[Backup]:
    """A backup, opened. Raises BadBackup."""
    with reading(path):
        archive = ZipFile(path)
    with archive:
        yield Backup(path, archive)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Raises BadBackup for whatever can be wrong with an archive."""
    try:
        yield
    except OSError as error:
        raise BadBackup(f"{path} cannot be read: {error.strerror or error}.") from error
    except (
        BadZipFile, EOFError, NotImplementedError, RecursionError, TypeError, KeyError,
        ValueError, zlib.error,
    ) as error:  # fmt: skip
        raise _bad(path, str(error)) from error


def _bad(path: Path, why: str) -> BadBackup:
    return BadBackup(
        f"{path} is no whole backup: {why}.", "Nothing was changed. Take another backup."
    )


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name)
    member.compress_type = ZIP_DEFLATED
    member.external_attr = (stat.S_IFREG | 0o600) << 16
    return member


def _manifest(archive: ZipFile) -> Manifest:
    members = archive.infolist()
    sizes = {member.filename: member.file_size for member in members}
    if len(sizes) != len(members) or MANIFEST not in sizes:
        raise ValueError("it lacks a manifest, or holds a name twice")
    for member in members:
        if member.flag_bits & 1 or member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ValueError(f"{member.filename!r} is packed in another way")
    with archive.open(MANIFEST) as stream:
        text = stream.read(MOST_BYTES_OF_MANIFEST + 1)
    if len(text) > MOST_BYTES_OF_MANIFEST:
        raise ValueError("its manifest is too large")
    said = json.loads(text)
    if said["format"] != FORMAT:
        raise ValueError("it says that it is something else")
    if said["version"] != VERSION:
        raise BadBackup(
            f"The backup has version {said['version']!r}; this program reads {VERSION}.",
            "It was made by a newer polisearch: update this one. Nothing was changed.",
        )
    files = tuple(_entry(one) for one in said["files"])
    if {entry.name: entry.size for entry in files} | {MANIFEST: sizes[MANIFEST]} != sizes:
        raise ValueError("its manifest names other files, or other sizes")
    if not any(entry.name == CATALOGUE for entry in files) or len(files) + 1 != len(sizes):
        raise ValueError("it holds no catalogue, or a file twice")
    texts = {name: _of(said[name], str) for name in ("made", "catalogue")}
    return Manifest(files=files, **texts)


def _entry(said: Any) -> Entry:
    name, size = _of(said["name"], str), _of(said["size"], int)
    modified = _of(said["modified"], int)
    try:
        most = most_bytes(name)
    except ValueError:
        raise ValueError(f"{name!r} does not belong in a backup") from None
    if not 0 <= size < 2**60 or (most is not None and size > most):
        raise ValueError(f"{name} is too large")
    if not 0 <= modified < 2**62:
        raise ValueError(f"{name} has no date")
    return Entry(name=name, size=size, sha256=_of(said["sha256"], str), modified=modified)


def _of(said: Any, kind: type[Any]) -> Any:
    if type(said) is not kind:
        raise TypeError(f"{str(said)[:80]!r} is not what it should be")
    return said


def _megabytes(done: int, total: int) -> tuple[int, int]:
    return done // CHUNK, max(done, total) // CHUNK
