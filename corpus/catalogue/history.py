"""When did each document become what it is, and which are gone?

The catalogue counts writes by revision and dates runs, not writes. So a revision is dated
when it is first noticed: whoever looked before that moment cannot have seen what it brought,
and finds it by asking for what is newer.
"""

import datetime
import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sql
from sqlalchemy.exc import SQLAlchemyError

import corpus.catalogue.schema as schema
from corpus.catalogue import Catalogue
from corpus.catalogue.reading import batches
from corpus.errors import CatalogueError

NOTES = "noticed"
"""The name under which the dates of revisions are remembered."""

MOST_NOTES = 1000
"""Dates that are kept. Beyond, early ones are joined, and some documents count as newer."""

_FORM = "%Y-%m-%dT%H:%M:%SZ"

Note = tuple[int, str]
"""A revision, and when it was noticed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A document as it stands, or its going.

    `at` is a time in UTC to the second, as `2026-01-31T12:00:00Z`, never before the change
    could be seen by one who asked `changes` earlier. `values` holds the fields asked for.
    """

    id: str
    at: str
    is_removed: bool = False
    values: Mapping[str, tuple[str, ...]]


def changes(
    catalogue: Catalogue, fields: Sequence[str] = (), *, now: str = ""
) -> tuple[Change, ...]:
    """Every document and every one that is gone, the oldest change first, then by id.

    What was there when first asked is dated by the run that read it. Raises CatalogueError
    where the date cannot be kept.
    """
    notes = _noted(catalogue, now or time_in_words(datetime.datetime.now(datetime.UTC)))
    documents, sources, runs = schema.documents.c, schema.sources.c, schema.runs.c
    query = (
        sql.select(
            documents.id,
            documents.revision,
            runs.started_at,
            runs.ended_at,
            *(documents["values"][name].label(f"value_{name}") for name in fields),
        )
        .outerjoin(schema.sources, sources.path == documents.described_by)
        .outerjoin(schema.runs, runs.id == sources.run)
    )
    with catalogue._engine.connect() as connection:
        found = [
            Change(
                id=row.id,
                at=_date(row.revision, notes, row.ended_at or row.started_at or ""),
                values={
                    name: tuple(row._mapping[f"value_{name}"])
                    for name in fields
                    if row._mapping[f"value_{name}"]
                },
            )
            for row in connection.execute(query)
        ]
        found += [
            Change(id=row.document_id, at=_date(row.revision, notes), is_removed=True, values={})
            for row in connection.execute(sql.select(schema.removed))
        ]
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def newest(catalogue: Catalogue, ids: Sequence[str], limit: int) -> list[tuple[str, str]]:
    """Of some documents the id and date of those read last, the newest first.

    A document is as new as the run that read its file: it may be corrected later. The date
    is empty where no run is known.
    """
    documents, sources, runs = schema.documents.c, schema.sources.c, schema.runs.c
    base = (
        sql.select(documents.id, documents.revision, sources.run, runs.started_at, runs.ended_at)
        .outerjoin(schema.sources, sources.path == documents.described_by)
        .outerjoin(schema.runs, runs.id == sources.run)
    )
    found: list[tuple[int, int, str, str]] = []
    with catalogue._engine.connect() as connection:
        for some in batches(ids):
            for row in connection.execute(base.where(documents.id.in_(some))):
                at = _in_utc(row.ended_at or row.started_at or "")
                found.append((row.run or 0, row.revision, row.id, at))
    found.sort(key=lambda one: (-one[0], -one[1], one[2]))
    return [(id_, at) for _, _, id_, at in found[:limit]]


def page_labels(catalogue: Catalogue, document_id: str) -> list[tuple[int, str]]:
    """Number and label of every page of a document, in order, without their texts."""
    pages = schema.pages.c
    query = (
        sql.select(pages.number, pages.label)
        .where(pages.document_id == document_id)
        .order_by(pages.number)
    )
    with catalogue._engine.connect() as connection:
        return [(row.number, row.label) for row in connection.execute(query)]


def time_in_words(moment: datetime.datetime) -> str:
    """A moment in UTC, to the second.

    >>> time_in_words(datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.UTC))
    '2026-01-31T12:00:00Z'
    """
    return moment.astimezone(datetime.UTC).strftime(_FORM)


def _noted(catalogue: Catalogue, now: str) -> list[Note]:
    """When each revision was noticed, the present one included, in order.

    Two who note at once may lose one of the dates: then a later one holds, which is no harm.
    """
    notes = _kept_notes(catalogue.fact(NOTES))
    revision = catalogue.revision()
    if notes and notes[-1][0] >= revision:
        return notes
    notes.append((revision, max(now, notes[-1][1] if notes else "")))
    if len(notes) > MOST_NOTES:
        del notes[1]  # never the first: it parts what is dated by its run
    try:
        catalogue.remember(NOTES, json.dumps(notes))
    except SQLAlchemyError as error:
        raise CatalogueError(
            "The catalogue cannot note when it changed.",
            "It may be in use; try again. If it never works, see who may write to the library.",
        ) from error
    return notes


def _kept_notes(text: str) -> list[Note]:
    return [(int(revision), str(at)) for revision, at in json.loads(text or "[]")]


def _date(revision: int, notes: Sequence[Note], read_at: str = "") -> str:
    first = notes[0]
    if revision <= first[0]:
        return min(_in_utc(read_at) or first[1], first[1])
    place = bisect_left(notes, revision, key=lambda note: note[0])
    # What was written since the last note is noticed with the next, and is newer than all.
    return notes[place][1] if place < len(notes) else notes[-1][1]


def _in_utc(text: str) -> str:
    return time_in_words(datetime.datetime.fromisoformat(text)) if text else ""
