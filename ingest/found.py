"""What was found in the folders that were looked through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from corpus.errors import SourceNotFound
from corpus.failures import Failure
from corpus.records import Source
from ingest.archive import JOINT, Member
from ingest.links import is_through
from ingest.sidecar import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to be read, or what could not even be listed (`failure`).

    `file` opens it, and `member` names what is meant where it is an archive;
    `source.path` is its name in the catalogue. Where a sidecar cannot be read,
    `sidecar_unknown` says that nothing about it is known, which is not the same
    as nothing being said. `real` is where the file lay when it was found, with no link
    in its path.
    """

    file: Path
    source: Source
    cells: tuple[Cell, ...] = ()
    failure: Failure | None = None
    sidecar_unknown: bool = False
    member: str = ""
    real: str = ""


Archives = Callable[[Path, Source], Sequence[Member] | Failure | None]
"""Says what lies in a file that is called an archive: members, why it cannot be opened, or None
for what is no archive."""


def no_archives(_file: Path, _source: Source) -> None:
    """Takes every archive for a plain file."""


@dataclass(slots=True)
class Sources:
    """What was found, by path; `listed` are the folders that were looked through.

    `archives` are the archives whose members were found. `unfinished` are the paths
    of files that are still being written, as their names say, and `left_links` those of
    links that lead out of what was looked through.
    """

    found: list[Found] = field(default_factory=list)
    archives: list[Source] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    left_links: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def is_gone(self, path: str) -> bool:
        """Whether a file of the catalogue that was not found has vanished.

        A file below a folder that could not be listed, or that nobody asked
        about, may still be there.
        """
        return below(path, self.listed) and not below(path, self.unlisted)

    def refuse_emptied(self, vanished: Sequence[str]) -> None:
        """Raises SourceNotFound for a folder that held documents and is empty now.

        It is more often a disk that is not mounted than a wish to forget them all. What was
        read through a link that is not followed any more is no sign of that.
        """
        vanished = [path for path in vanished if not is_through(path, self.left_links)]
        for folder in self.listed:
            gone = sum(below(path, [folder]) for path in vanished)
            if gone and not any(below(found.source.path, [folder]) for found in self.found):
                raise SourceNotFound(
                    f"{folder or 'The library'} is empty, and {gone:,} files of it are known.",
                    "Is its disk there? If they are really gone, ingest it with --force.",
                )


def below(path: str, folders: list[str]) -> bool:
    """Whether a path of the catalogue is one of these, or lies in one; "" is the library."""
    return any(
        folder == path or path.startswith((f"{folder.rstrip('/')}/", folder + JOINT)) if folder
        else not PurePath(path).is_absolute()
        for folder in folders
    )  # fmt: skip
