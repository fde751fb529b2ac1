"""What of a library belongs in a backup, and how large may each of it be?

Nothing else does: an index is made again, and neither locks nor what tells admins from
others are to be carried elsewhere.
"""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from search.keeping import list_file, must_find, record_file, saved
from ui.settings import FILE

SETTINGS = FILE
CATALOGUE = "catalogue.db"
DOCUMENTS = "documents"
_MEGABYTE = 1024 * 1024

FILES = {SETTINGS: _MEGABYTE, must_find.FILE: must_find.MOST_BYTES}
"""Files of a library, and how many bytes each may have."""

FOLDERS = {
    "vocabulary": ("", 64 * _MEGABYTE),
    list_file.FOLDER: (".json", list_file.MOST_BYTES + 1),
    saved.FOLDER: (saved.ENDING, record_file.MOST_BYTES),
}
"""Folders of a library: the ending of their files, and how many bytes each may have."""


def most_bytes(name: str) -> int | None:
    """What a file of this name in a backup may have; None where only the disk sets a limit.

    Raises ValueError where a backup holds no file of this name.

    >>> most_bytes("must_find.csv"), most_bytes("documents/vienna/a.pdf")
    (16777216, None)
    """
    name.encode()  # half a letter is no text, and that is a ValueError too
    parts = PurePosixPath(name).parts
    if not parts or "/".join(parts) != name or ".." in parts or {"\\", "\0"} & set(name):
        raise ValueError(name)
    if name == CATALOGUE or (parts[0] == DOCUMENTS and len(parts) > 1):
        return None
    if name in FILES:
        return FILES[name]
    if len(parts) == 2 and parts[0] in FOLDERS and not parts[1].startswith("."):
        ending, most = FOLDERS[parts[0]]
        if parts[1].endswith(ending):
            return most
    raise ValueError(name)


def files_of(library: Path) -> Iterator[tuple[str, Path]]:
    """What belongs in a backup, but for the catalogue and documents: its name there, its file."""
    for name in FILES:
        if (library / name).is_file():
            yield name, library / name
    for folder in FOLDERS:
        for path in sorted((library / folder).glob("*")):
            name = f"{folder}/{path.name}"
            if path.is_file() and _belongs(name):
                yield name, path


def documents_of(library: Path) -> Iterator[tuple[str, Path | None]]:
    """The files in the folder of documents; None for one that cannot be in a backup.

    Those are links, which lead elsewhere, and names that are no text.
    """
    for folder, folders, names in os.walk(library / DOCUMENTS):
        folders.sort()
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*names, *links]):
            path = Path(folder) / name
            kept = path.relative_to(library).as_posix()
            is_file = path.is_file() and not path.is_symlink()
            yield kept, path if is_file and _belongs(kept) else None


def _belongs(name: str) -> bool:
    try:
        most_bytes(name)
    except ValueError:
        return False
    return True
