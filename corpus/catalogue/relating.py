"""What documents are to each other: versions, editions, translations, parts.

It is found out when documents are compared (`ingest.compare`), and kept here so
that a search can ask for it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import sqlalchemy as sql
from sqlalchemy.engine import Connection

import corpus.catalogue.schema as schema
from corpus.catalogue.reading import MANY, Reading, batches
from corpus.document import Document


class Kind(StrEnum):
    """What a document can be to another.

    All of a work, and all of a series, name the same one of them. A series holds
    what is alike: the versions of a work, and its editions.
    """

    WORK = "work"
    SERIES = "series"
    TRANSLATION = "translation_of"
    PART = "part_of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relatives:
    """The documents that some are related to, by the id of each, in order of their ids.

    `versions` are the others of the same work. `translations` are those into other
    languages, and the original where a document is one itself. A document without
    relatives is in none.
    """

    versions: Mapping[str, Sequence[str]]
    translations: Mapping[str, Sequence[str]]
    parts: Mapping[str, Sequence[str]]


IDS: sql.BindParameter[Any] = sql.bindparam("ids", expanding=True)

# Statements that every search needs, made once; only documents that are there count.
_RELATIONS = sql.select(
    schema.relations.c.kind, schema.relations.c.document_id, schema.relations.c.other
).join(schema.documents, schema.documents.c.id == schema.relations.c.document_id)
_ABOUT = _RELATIONS.where(
    schema.relations.c.document_id.in_(IDS) | schema.relations.c.other.in_(IDS)
)
_TYPES = sql.select(schema.documents.c.id, schema.documents.c.media_type).where(
    schema.documents.c.id.in_(IDS)
)
_BETWEEN, _AFTER = "\x1f", "\x1e"

_ABOUT_IT = schema.relations.alias()
_THERE = schema.documents.alias()
_OF_IT = (
    sql.select(
        sql.func.aggregate_strings(
            _ABOUT_IT.c.kind + _BETWEEN + _ABOUT_IT.c.document_id + _BETWEEN + _ABOUT_IT.c.other,
            _AFTER,
        )
    )
    .select_from(_ABOUT_IT.join(_THERE, _THERE.c.id == _ABOUT_IT.c.document_id))
    .where(
        (_ABOUT_IT.c.document_id == schema.documents.c.id)
        | (_ABOUT_IT.c.other == schema.documents.c.id)
    )
    .correlate(schema.documents)
    .scalar_subquery()
    .label("relations")
)
"""The relations that name a document, as in _ABOUT."""

_TO = _RELATIONS.where(schema.relations.c.other.in_(IDS))


class Relating(Reading):
    """The part of the catalogue that knows which documents belong together."""

    def relations(self, kind: Kind, ids: Iterable[str]) -> dict[str, str]:
        """What some documents are related to."""
        relations = schema.relations.c
        found = self.grouped(relations.document_id, relations.other, ids, relations.kind == kind)
        return {id_: others[0] for id_, others in found.items()}

    def related(self, kind: Kind, others: Iterable[str]) -> Iterator[Sequence[str]]:
        """The documents related to some others, gone or not, some at a time."""
        relations = schema.relations.c
        query = sql.select(relations.document_id).where(relations.kind == kind)
        for some in batches(sorted(set(others))):
            yield from self.streamed(query.where(relations.other.in_(some)))

    def vanished(self) -> Iterator[Sequence[str]]:
        """Documents that were related to others, or others to them, and are not there.

        They come some at a time, and perhaps twice.
        """
        there = sql.exists()
        for end in (schema.relations.c.document_id, schema.relations.c.other):
            gone = ~there.where(schema.documents.c.id == end)
            yield from self.streamed(sql.select(end).distinct().where(gone))

    def relate(self, kind: Kind, others: Mapping[str, str]) -> None:
        """Keep what documents are related to; an empty text is nothing."""
        relations = schema.relations
        with self._engine.begin() as connection:
            for some in batches(sorted(others)):
                connection.execute(
                    relations.delete().where(
                        relations.c.document_id.in_(some), relations.c.kind == kind
                    )
                )
            rows = [
                {"document_id": id_, "kind": kind, "other": other}
                for id_, other in others.items()
                if other
            ]
            if rows:
                connection.execute(relations.insert(), rows)

    def relatives(self, ids: Sequence[str]) -> Relatives:
        """What some documents are related to."""
        with self._engine.connect() as connection:
            about = _asked(connection, _ABOUT, ids)
            return _relatives(connection, ids, about)

    def with_relatives(self, ids: Sequence[str]) -> tuple[dict[str, Document], Relatives]:
        """Documents without pages, and what they are related to."""
        with self._engine.connect() as connection:
            rows = [
                row
                for some in batches(ids)
                for row in connection.execute(self._rows_with_relations, {"ids": some})
            ]
            documents = {one.id: one for one in self.read_rows(connection, rows, with_pages=False)}
            about = {
                (kind, one, other)
                for row in rows
                for relation in (row.relations or "").split(_AFTER)
                if relation
                for kind, one, other in (relation.split(_BETWEEN),)
            }
            return documents, _relatives(connection, ids, about)

    @cached_property
    def _rows_with_relations(self) -> sql.Select[Any]:
        return self.rows().add_columns(_OF_IT).where(schema.documents.c.id.in_(IDS))

    def heirs(self, former_ids: Iterable[str]) -> dict[str, str]:
        """The documents that replaced others, by the ids of those; most ids have none."""
        former = schema.former_ids.c
        found = self.grouped(former.former_id, former.document_id, former_ids)
        return {former_id: heirs[0] for former_id, heirs in found.items()}

    def media_types(self, ids: Iterable[str]) -> dict[str, str]:
        """The media types of some documents."""
        found: dict[str, str] = {}
        with self._engine.connect() as connection:
            for some in batches(sorted(set(ids))):
                found |= {
                    row.id: row.media_type for row in connection.execute(_TYPES, {"ids": some})
                }
        return found

    def column(self, query: sql.Select[Any]) -> list[str]:
        """The first column of an answer."""
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def streamed(self, query: sql.Select[Any]) -> Iterator[Sequence[Any]]:
        """The first column of an answer of any length, some at a time, as it is found.

        Whoever takes them may ask for other things meanwhile, and writes nothing.
        """
        with self._engine.connect() as connection:
            slowly = connection.execution_options(yield_per=MANY)
            yield from slowly.execute(query).scalars().partitions()

    def grouped(
        self, key: Any, value: Any, keys: Iterable[Any], *where: sql.ColumnElement[bool]
    ) -> dict[Any, list[Any]]:
        """The values that stand beside some keys, in order."""
        found: dict[Any, list[Any]] = {}
        query = sql.select(key, value).where(key.in_(IDS), *where).order_by(key, value)
        with self._engine.connect() as connection:
            for some in batches(sorted(set(keys))):
                for row in connection.execute(query, {"ids": some}):
                    found.setdefault(row[0], []).append(row[1])
        return found


def _asked(
    connection: Connection, query: sql.Select[Any], ids: Sequence[str]
) -> set[tuple[str, str, str]]:
    """Relations as (kind, document, other)."""
    return {
        (row.kind, row.document_id, row.other)
        for some in batches(ids)
        for row in connection.execute(query, {"ids": some})
    }


def _relatives(
    connection: Connection, ids: Sequence[str], about: set[tuple[str, str, str]]
) -> Relatives:
    """What documents are related to, by the relations that name them."""
    root = {one: other for kind, one, other in about if kind == Kind.TRANSLATION}
    work = {one: other for kind, one, other in about if kind == Kind.WORK}
    about |= _asked(connection, _TO, sorted({*root.values(), *work.values()}))
    originals = {id_: root.get(id_, work.get(id_, id_)) for id_ in ids}
    work |= {one: other for kind, one, other in about if kind == Kind.WORK}
    to: dict[tuple[str, str], list[str]] = {}
    for kind, one, other in sorted(about):
        to.setdefault((kind, other), []).append(one)
    versions, translations, parts = {}, {}, {}
    for id_ in ids:
        same = to.get((Kind.WORK, work.get(id_, "")), [id_])
        original = originals[id_]
        others = [original, *to.get((Kind.TRANSLATION, original), [])]
        versions[id_] = [one for one in same if one != id_]
        translations[id_] = [one for one in others if one not in same]
        parts[id_] = to.get((Kind.PART, id_), [])
    return Relatives(
        versions={id_: some for id_, some in versions.items() if some},
        translations={id_: some for id_, some in translations.items() if some},
        parts={id_: some for id_, some in parts.items() if some},
    )
