"""How is a file named: by the place where it lies, or by what it is called in its folder?

Where a file lies on the machine is the business of those who keep the library. A reader is
told its path in the library or, where it lies outside, below the folder that was ingested.
"""

from collections.abc import Sequence
from enum import Enum
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import sqlalchemy as sql
from sqlalchemy.engine import Connection

import corpus.catalogue.schema as schema

_IDS: sql.BindParameter[Any] = sql.bindparam("ids", expanding=True)
_LINKS, _SOURCES = schema.source_documents.c, schema.sources.c
_PATHS = (
    sql.select(_LINKS.document_id, _LINKS.path, _SOURCES.name)
    .outerjoin(schema.sources, _SOURCES.path == _LINKS.path)
    .where(_LINKS.document_id.in_(_IDS))
    .order_by(_LINKS.path)
)


class Places(Enum):
    """Whether the places of files are told."""

    SHOWN = "shown"
    HIDDEN = "hidden"

    def of_documents(self, connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
        """The files of documents, at most as many as one statement may name, by path."""
        found: dict[str, list[str]] = {}
        for row in connection.execute(_PATHS, {"ids": ids}):
            found.setdefault(row.document_id, []).append(self.told(row.path, row.name))
        return found

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
