"""Of which documents is the city, module or year missing, or not sure?"""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from corpus.fields import BY_NAME
from ingest.correcting import SURE
from ingest.metadata_cells import joined
from ingest.metadata_corrections import checked
from ingest.metadata_csv import Line, Row, rows
from ui.wiring import Library

FIELDS = ("city", "module", "year")
"""The fields that somebody is asked about."""

_LOCK = Lock()
_known: dict[str, tuple[int, tuple[Row, ...]]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a field: text as in a spreadsheet, or that its value is right."""

    typed: str = ""
    is_right: bool = False


def doubts(library: Library, field: str = "") -> list[Row]:
    """What is missing or not sure and was not corrected, of one field or of all of them.

    What is missing comes last: to say that something is right is the shorter work.
    """
    every = _all(library)
    waiting = library.catalogue.corrections(list({row.id for row in every}))
    said = {(id_, claim.field) for id_, claims in waiting.items() for claim in claims}
    found = [row for row in every if (row.id, row.field) not in said]
    wanted = [row for row in found if not field or row.field == field]
    return sorted(wanted, key=lambda row: not row.values)


def keep_said(
    library: Library, asked: Sequence[tuple[int, Row, Said]], note: str
) -> tuple[int, tuple[str, ...]]:
    """Keep what was said of fields, numbered as they were shown: how much, and remarks on it.

    One mistake, and nothing is kept: raises UnreadableTable with all of them. The caller
    holds the right to write.
    """
    lines = [
        Line(number=number, id=row.id, field=row.field, correction=correction, note=note)
        for number, row, said in asked
        if (correction := _correction(row, said))
    ]
    found = checked(lines, library.catalogue, library.vocabulary)
    library.catalogue.correct(found.corrections)
    return len(found.corrections), found.notes


def _correction(row: Row, said: Said) -> str:
    if said.typed.strip():
        return said.typed
    if said.is_right and row.values:
        return joined(row.values, many=BY_NAME[row.field].many)
    return ""


def _all(library: Library) -> tuple[Row, ...]:
    """All that was in doubt when documents last changed; found out once for all readers."""
    folder, revision = str(library.folder), library.catalogue.revision()
    with _LOCK:
        before = _known.get(folder)
        if before is None or before[0] != revision:
            found = rows(library.catalogue, library.vocabulary)
            before = _known[folder] = revision, tuple(filter(_is_doubtful, found))
        return before[1]


def _is_doubtful(row: Row) -> bool:
    if row.field not in FIELDS:
        return False
    return not row.values or not row.confidence or float(row.confidence) < SURE
