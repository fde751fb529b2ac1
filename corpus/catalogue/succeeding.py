"""A catalogue that takes the place of another, as one does that comes from a backup.

What follows a catalogue by its revision, as an index does, must notice: what it followed
so far may have had the same revisions and other documents.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sql

import corpus.catalogue.schema as schema
import corpus.catalogue.write as write
from corpus.catalogue import Catalogue
from corpus.catalogue.copying import address
from corpus.catalogue.reading import batches, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What those who followed a catalogue know: its last revision, and ids of documents."""

    revision: int = 0
    ids: frozenset[str] = frozenset()


def before(file: Path) -> Before:
    """What is to be known of a catalogue of any version; nothing where it cannot be read."""
    try:
        with closing(sqlite3.connect(address(file), uri=True)) as opened:
            query = "SELECT value FROM facts WHERE name = 'revision'"
            (revision,) = opened.execute(query).fetchone() or ("0",)
            ids = frozenset(id_ for (id_,) in opened.execute("SELECT id FROM documents"))
            return Before(revision=int(revision), ids=ids)
    except (sqlite3.Error, ValueError):
        return Before()


def succeed(catalogue: Catalogue, was: Before) -> None:
    """Have every document count as changed, and what was there before and is not as removed."""
    documents, removed = schema.documents, schema.removed
    with catalogue._engine.begin() as connection:
        revision = max(was.revision, int(fact(connection, "revision") or 0)) + 1
        write.set_fact(connection, "revision", str(revision))
        connection.execute(documents.update().values(revision=revision))
        gone = was.ids - set(connection.execute(sql.select(documents.c.id)).scalars())
        for some in batches(sorted(gone)):
            connection.execute(removed.delete().where(removed.c.document_id.in_(some)))
            rows = [{"document_id": id_, "revision": revision} for id_ in some]
            connection.execute(removed.insert(), rows)
