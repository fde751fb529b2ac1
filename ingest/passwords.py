"""Which passwords may open a file?

They are given by the path of a file, of an archive, or of a folder, and never
shown or logged.
"""

from collections.abc import Iterable, Mapping

from corpus.records import Source
from ingest.archive import JOINT


def passwords_for(source: Source, given: Mapping[str, str]) -> tuple[str, ...]:
    """The passwords given for a file and for what it lies in, the nearest first.

    A path is written as 'polisearch failures' shows it, or from the folder that was
    ingested.
    """
    near = sorted((path for path in given if _is_for(path, source)), key=len, reverse=True)
    return tuple(dict.fromkeys(given[path] for path in near))


def for_no_file(given: Mapping[str, str], sources: Iterable[Source]) -> list[str]:
    """The paths for which a password is given, and that none of these files lies at or in."""
    every = list(sources) if given else []
    return [path for path in given if not any(_is_for(path, source) for source in every)]


def _is_for(path: str, source: Source) -> bool:
    folder = path.rstrip("/")
    return any(
        name == folder or name.startswith((f"{folder}/", folder + JOINT))
        for name in (source.path, source.name)
    )
