"""How is a file named: by the place where it lies, or by what it is called in its folder?

Where a file lies on the machine is the business of those who keep the library. A reader is
told its path in the library or, where it lies outside, below the folder that was ingested.
"""

from enum import Enum
from pathlib import PurePosixPath, PureWindowsPath

import sqlalchemy as sql

import corpus.catalogue.schema as schema

_LINKS, _SOURCES = schema.source_documents.c, schema.sources.c
_BETWEEN, _AFTER = "\x1f", "\x1e"  # signs that no path holds

PATHS = (
    sql.select(
        sql.func.aggregate_strings(
            _LINKS.path + _BETWEEN + sql.func.coalesce(_SOURCES.name, ""), _AFTER
        )
    )
    .select_from(schema.source_documents)
    .outerjoin(schema.sources, _SOURCES.path == _LINKS.path)
    .where(_LINKS.document_id == schema.documents.c.id)
    .correlate(schema.documents)
    .scalar_subquery()
    .label("paths")
)
"""The files of a document, for `Places.of_document`."""


class Places(Enum):
    """Whether the places of files are told."""

    SHOWN = "shown"
    HIDDEN = "hidden"

    def of_document(self, paths: str | None) -> tuple[str, ...]:
        """What the files of a document are called, in the order of their paths."""
        files = sorted(one.split(_BETWEEN) for one in (paths or "").split(_AFTER) if one)
        return tuple(self.told(path, name) for path, name in files)

    def told(self, path: str, name: str | None) -> str:
        """What a file is called; `name` is that below the ingested folder, if it is known."""
        return path if self is Places.SHOWN else without_place(path, name)


def without_place(path: str, name: str | None) -> str:
    """A path of the catalogue as a reader is told it; `name` is that below the ingested folder.

    >>> without_place("documents/a/b.pdf", "a/b.pdf"), without_place("/home/anna/r/a/b.pdf", None)
    ('documents/a/b.pdf', 'b.pdf')
    >>> without_place("/home/anna/r/a/b.pdf", "a/b.pdf"), without_place("C:/r/b.pdf", "b.pdf")
    ('a/b.pdf', 'b.pdf')
    """
    if not PurePosixPath(path).is_absolute() and not PureWindowsPath(path).drive:
        return path
    return name or PurePosixPath(path).name
