"""Which files are there to be read?

Only names, sizes and dates are looked at, so that ten thousand files take less
than a second; nothing is opened but manifests, `.meta.toml` files, and the
directories of archives that changed.
"""

import os
import stat
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import SourceNotFound
from corpus.failures import Failure, Reason
from corpus.records import Source
from ingest.archive import ENDING, Member, is_no_document, member_path
from ingest.found import Archives, Found, Sources, no_archives
from ingest.links import is_link, leads_out
from ingest.sidecar import (
    MANIFEST,
    META,
    Cell,
    Manifest,
    UnreadableSidecar,
    checksum,
    read_manifest,
    read_meta,
    together,
)

_BESIDE = (META, ".expected.toml")
_UNFINISHED = (".part", ".partial", ".filepart", ".crdownload", ".download", ".opdownload", ".tmp")
"""Endings under which programs keep what they are still fetching."""

_LIBRARY_FOLDERS = ("admin", "index", "lists", "searches", "vocabulary")
_LIBRARY_BEGINNINGS = (
    "before-restore-",
    "catalogue.db",
    "catalogue-version-",
    "must_find.csv",
    "polisearch.toml",
    "writer.",
)
"""How the other names begin that a library has for itself."""


def find_sources(
    roots: Sequence[Path],
    library: Path,
    *,
    may_be_gone: bool = False,
    archives: Archives = no_archives,
    follow_links: bool = False,
) -> Sources:
    """Every file in these files and folders, sorted by path, each once.

    Hidden files, locks of office programs, what systems leave, descriptions beside files and the
    library's own files are no sources. Anything else is, of whatever type; an
    archive stands for its members. A link that leads out of its root is left,
    unless `follow_links`; a root may be a link itself.

    Raises SourceNotFound for a root that is not there, unless it `may_be_gone`:
    then it counts as looked through and empty.
    """
    if not may_be_gone:
        refuse_missing(roots)
    search = _Search(_absolute(library), archives, follow_links=follow_links)
    for root in _outermost(roots):
        search.look_through(root)
    search.walk_links()
    search.warn_of_unseen()
    by_path = {found.source.path: found for found in reversed(search.sources.found)}
    search.sources.found = [by_path[path] for path in sorted(by_path)]
    return search.sources


def refuse_missing(roots: Sequence[Path]) -> None:
    """Raises SourceNotFound for the first of these files and folders that is not there."""
    missing = next((root for root in roots if not root.exists()), None)
    if missing is not None:
        raise SourceNotFound(
            f"There is no file or folder {missing}.",
            "Check the path; nothing was removed. If it is gone for good, add --force.",
        )


def file_of(path: str, library: Path) -> Path:
    """The file that a path of the catalogue names.

    >>> file_of("documents/a.pdf", Path("/city")).as_posix()
    '/city/documents/a.pdf'
    """
    plain = library / path
    if "%" not in path or plain.exists():
        return plain
    escaped = library / os.fsdecode(urllib.parse.unquote_to_bytes(path))
    return escaped if escaped.exists() else plain


def stored(path: str) -> str:
    """A path as it is kept: bytes that are no UTF-8 as `%` and two digits.

    >>> stored("caf\\udce9.pdf"), stored("100%.pdf")
    ('caf%E9.pdf', '100%.pdf')
    """
    path = path.replace(os.sep, "/")
    try:
        path.encode()
    except UnicodeEncodeError:
        return "".join(
            f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else "%25" if c == "%" else c
            for c in path
        )
    return path


def _absolute(path: Path) -> Path:
    """The path from the top, links kept: a file is named as people reach it."""
    return Path(os.path.abspath(path))  # noqa: PTH100 -- resolve() would follow links


def _outermost(roots: Sequence[Path]) -> list[Path]:
    """The roots without those that lie inside another."""
    absolute = list(dict.fromkeys(_absolute(root) for root in roots))
    return [root for root in absolute if not any(other in root.parents for other in absolute)]


def _identity(folder: Path) -> tuple[int, int]:
    """What a folder is called by the system. Raises OSError."""
    seen = folder.stat()
    return seen.st_dev, seen.st_ino


class _Search:
    """One walk: what it found, and which folders it has been in."""

    def __init__(self, library: Path, archives: Archives, *, follow_links: bool) -> None:
        self.library = library
        self._own = _identity(library)
        self._archives = archives
        self._follow_links = follow_links
        self.sources = Sources()
        self._been: set[tuple[int, int]] = set()
        self._links: list[tuple[Path, str, Path, list[Manifest]]] = []
        self._manifests: dict[Path, Manifest] = {}
        self._whole: list[Manifest] = []

    def look_through(self, root: Path) -> None:
        """List a root: a folder with all below it, or one file; nothing of what is gone."""
        if not root.exists():
            self.sources.listed.append(self._path(root))
            return
        if root.is_dir():
            self.sources.listed.append(self._path(root))
            if root in self.library.parents:
                self.sources.listed.append("")
            self._walk(root, "", root, self._above(root))
            return
        folder = root.parent
        above = self._above(folder)
        if self._is_beside(folder / MANIFEST, folder):
            above.append(self._manifest(folder))
        here = _Here(folder, "", self._path(folder), self._path(folder) or ".", above)
        meta = root.with_name(root.name + META)
        real = os.path.realpath(root)
        has_meta = self._is_beside(meta, folder)
        self._add(str(root), root.name, root.stat(), here, has_meta=has_meta, real=real)

    def _is_beside(self, file: Path, root: Path) -> bool:
        """Whether there is a file of this name that may be read."""
        return file.exists() and (self._follow_links or not leads_out(file, root))

    def walk_links(self) -> None:
        """Walk the folders that links lead to and that were not met by themselves."""
        while self._links:
            folder, name, root, manifests = self._links.pop(0)
            self._walk(folder, name, root, manifests)

    def warn_of_unseen(self) -> None:
        """Say which rows of the manifests name no file."""
        for manifest in self._whole:
            unseen = manifest.unseen()
            if unseen and not self.sources.unlisted:
                names = ", ".join(unseen[:3]) + (" …" if len(unseen) > 3 else "")
                self.sources.warnings.append(
                    f"{manifest.path} names {len(unseen)} "
                    f"{'file that is' if len(unseen) == 1 else 'files that are'} not here: {names}"
                )

    def _above(self, folder: Path) -> list[Manifest]:
        """Manifests in the folders above, as far up as the library goes."""
        if self.library not in folder.parents:
            return []
        between = [p for p in reversed(folder.parents) if p.is_relative_to(self.library)]
        return [self._manifest(p) for p in between if self._is_beside(p / MANIFEST, p)]

    def _manifest(self, folder: Path) -> Manifest:
        """The manifest of a folder, marked where it cannot be read."""
        if folder not in self._manifests:
            try:
                manifest = read_manifest(folder / MANIFEST)
            except UnreadableSidecar as error:
                manifest = Manifest(folder / MANIFEST, warnings=[str(error)], is_readable=False)
            self._manifests[folder] = manifest
            self.sources.warnings += manifest.warnings
        return self._manifests[folder]

    def _walk(self, folder: Path, name: str, root: Path, above: list[Manifest]) -> None:
        """List a folder whose name below the root is `name`, and all below it."""
        here = _Here(folder, name, self._path(folder), self._path(root) or ".", above)
        try:
            identity = _identity(folder)
            if identity in self._been:
                return
            self._been.add(identity)
            with os.scandir(folder) as listing:
                entries = [one for one in listing if not self._is_left(one, here, root)]
        except OSError as error:
            self._unlistable(folder, here.path, name, here.root, error)
            return
        names = {entry.name for entry in entries}
        is_own = identity == self._own  # by whichever path it was reached
        real = os.path.realpath(folder)
        if MANIFEST in names:
            manifest = self._manifest(folder)
            here.manifests = [*above, manifest]
            self._whole.append(manifest)
        for entry in entries:
            if entry.name.lower().endswith(_UNFINISHED):
                self.sources.unfinished.append(here.stored(entry.name))
            elif self._is_source(entry.name, is_own=is_own):
                self._enter(entry, here, root, real, has_meta=entry.name + META in names)

    def _is_left(self, entry: os.DirEntry[str], here: "_Here", root: Path) -> bool:
        """Whether an entry is a link that leads out; if it might have been read, it is noted."""
        if self._follow_links or not is_link(entry) or not leads_out(entry.path, root):
            return False
        if not is_no_document(entry.name):
            self.sources.left_links.append(here.stored(entry.name))
        return True

    def _enter(
        self, entry: os.DirEntry[str], here: "_Here", root: Path, real: str, *, has_meta: bool
    ) -> None:
        try:
            if not entry.is_dir():
                place = os.path.join(real, entry.name)  # noqa: PTH118 -- of ten thousand files
                place = os.path.realpath(place) if entry.is_symlink() else place
                seen = entry.stat()
                self._add(entry.path, entry.name, seen, here, has_meta=has_meta, real=place)
            elif is_link(entry):
                self._links.append((Path(entry.path), here.below(entry.name), root, here.manifests))
            else:
                self._walk(Path(entry.path), here.below(entry.name), root, here.manifests)
        except OSError as error:
            name = here.below(entry.name)
            self._unlistable(Path(entry.path), here.stored(entry.name), name, here.root, error)

    def _is_source(self, name: str, *, is_own: bool) -> bool:
        if is_no_document(name) or name == MANIFEST or name.endswith(_BESIDE):
            return False
        if not is_own:
            return True
        return name not in _LIBRARY_FOLDERS and not name.startswith(_LIBRARY_BEGINNINGS)

    def _path(self, file: Path) -> str:
        """The name of a file in the catalogue: relative to the library when inside."""
        if file == self.library:
            return ""
        return stored(
            str(file.relative_to(self.library)) if self.library in file.parents else str(file)
        )

    def _add(
        self,
        file: str,
        name: str,
        seen: os.stat_result,
        here: "_Here",
        *,
        has_meta: bool,
        real: str,
    ) -> None:
        cells, known = self._said(file, here.manifests, has_meta=has_meta)
        failure = None
        if not stat.S_ISREG(seen.st_mode):
            said = f"{stored(name)} is no regular file."
            failure = Failure(reason=Reason.UNSUPPORTED, message=said)
        source = Source(
            path=here.stored(name),
            root=here.root,
            name=stored(here.below(name)),
            size=seen.st_size,
            modified=seen.st_mtime_ns,
            sidecar=checksum(cells) if cells else "",
        )
        found = Found(
            file=Path(file),
            source=source,
            cells=tuple(cells),
            failure=failure,
            sidecar_unknown=not known,
            real=real,
        )
        inside = None
        if failure is None and name.lower().endswith(ENDING):
            inside = self._archives(found.file, source)
        if inside is None:
            self.sources.found.append(found)
        elif isinstance(inside, Failure):
            self.sources.found.append(replace(found, failure=inside))
        else:
            self.sources.archives.append(source)
            self.sources.found += [self._member(found, one, here) for one in inside]

    def _member(self, archive: Found, member: Member, here: "_Here") -> Found:
        """A file in an archive; its CRC stands for its date, so that packing again is no change."""
        cells, known = self._said(
            member_path(str(archive.file), member.name), here.manifests, has_meta=False
        )
        cells = cells or list(archive.cells)
        source = replace(
            archive.source,
            path=member_path(archive.source.path, member.name),
            name=member_path(archive.source.name, member.name),
            size=member.size,
            modified=member.crc,
            sidecar=checksum(cells) if cells else "",
        )
        return replace(
            archive,
            source=source,
            cells=tuple(cells),
            member=member.name,
            sidecar_unknown=archive.sidecar_unknown or not known,
        )

    def _said(
        self, file: str, manifests: list[Manifest], *, has_meta: bool
    ) -> tuple[list[Cell], bool]:
        """What is said beside a file, and whether all of it could be read."""
        known = True
        meta: list[Cell] = []
        if has_meta:
            try:
                meta = read_meta(Path(file + META))
            except UnreadableSidecar as error:
                self.sources.warnings.append(str(error))
                known = False
        said: list[Cell] | None = None
        for manifest in reversed(manifests):
            if not manifest.is_readable:
                known = known and said is not None
                continue
            about = manifest.about(file[len(str(manifest.path)) - len(MANIFEST) :])
            said = about if said is None else said
        return together(meta, said or []), known

    def _unlistable(self, file: Path, path: str, name: str, root: str, error: OSError) -> None:
        self.sources.unlisted.append(path)
        source = Source(path=path or ".", root=root, name=stored(name) or ".", size=0, modified=0)
        failure = Failure(
            reason=Reason.UNREADABLE_FILE,
            message=f"{stored(file.name)} cannot be listed: {error.strerror or error}.",
        )
        self.sources.found.append(Found(file=file, source=source, failure=failure))


@dataclass(slots=True)
class _Here:
    """A folder on the walk: its name below the root, and its path and root in the catalogue."""

    folder: Path
    name: str
    path: str
    root: str
    manifests: list[Manifest]

    def below(self, name: str) -> str:
        return f"{self.name}/{name}" if self.name else name

    def stored(self, name: str) -> str:
        name = stored(name)
        return f"{self.path.rstrip('/')}/{name}" if self.path else name
