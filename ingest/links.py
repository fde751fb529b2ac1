"""Which links lead out of the folder that is ingested?

Whoever may put a link into a folder must not be able to have read what lies elsewhere. So a
link, of a file as of a folder, is followed only where it leads to something in the folder
that a person named, or where the setting `ingest.follow_links` says so. A hard link is a file.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.archive import JOINT

MOST_NAMED = 20
"""Links that a report names; of others it says how many there are."""

_JUNCTION = 0xA0000003
"""What Windows calls a folder that stands for another one, which is no symbolic link."""


def is_link(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is a symbolic link, or a junction of Windows."""
    if entry.is_symlink():
        return True
    if os.name != "nt":
        return False
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION


def leads_out(file: str | Path, root: Path) -> bool:
    """Whether a path leads, by whatever links, to something that is not in a folder."""
    return not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root))


def warnings_of(left: Sequence[str], vanished: Sequence[str]) -> Iterator[str]:
    """What a report says of links that were left, and of what is removed because of that."""
    for path in left[:MOST_NAMED]:
        gone = sum(is_through(one, [path]) for one in vanished)
        removed = f" What was read through it before is removed: {gone:,}." if gone else ""
        yield f"{path} is a link that leads out of its folder; it is not followed.{removed}"
    if len(left) > MOST_NAMED:
        yield f"{len(left) - MOST_NAMED:,} other links lead out of their folders."
    if left:
        yield (
            "To read what such links lead to, ingest that folder itself, or set "
            "follow_links = true under [ingest] in polisearch.toml."
        )


def is_through(path: str, links: Sequence[str]) -> bool:
    """Whether a path of the catalogue is one of these links, or goes through one."""
    return any(path == one or path.startswith((f"{one}/", f"{one}{JOINT}")) for one in links)
