"""What is known of documents as a table for a spreadsheet, and what was corrected in it.

One row for each field of each document. The columns before `correction` say what is
known and where it was read; only `correction` and `note` are taken in again.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.document import Claim, Document
from corpus.errors import PolisearchError
from corpus.fields import BY_NAME, FACETS
from corpus.vocabulary import Vocabulary
from corpus.weighing import COMPUTED, Weighing, weigh_all
from ingest.metadata_cells import joined, parted, protected, unprotected

COLUMNS = (
    "id", "title", "source", "field", "value", "decided from", "confidence", "evidence",
    "correction", "note",
)  # fmt: skip
NEEDED = ("id", "field", "correction")

_ASKED = frozenset({"title", *FACETS})
"""Fields that have a row although nothing is known: somebody may."""

_LONGEST_CELL = 1 << 24


class UnreadableTable(PolisearchError):
    """A table of corrections cannot be read, or says what cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is known of one field of a document.

    `correction` is None where nobody corrected it, and has no value where it was
    said to have none.
    """

    id: str
    title: str = ""
    source: str = ""
    field: str
    values: tuple[str, ...] = ()
    decided_from: str = ""
    confidence: str = ""
    evidence: str = ""
    correction: tuple[str, ...] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a table somebody filled in. `number` is the row's in the spreadsheet.

    `correction` is the cell as it is written. `note` is None where the table has no
    such column.
    """

    number: int
    id: str
    field: str
    correction: str
    note: str | None = None


def rows(catalogue: Catalogue, vocabulary: Vocabulary) -> Iterator[Row]:
    """The rows of every document, by source and id, in the order of the fields."""
    known = catalogue.documents(catalogue.ids())
    documents = sorted(known.values(), key=lambda one: (one.first("source"), one.id))
    for start in range(0, len(documents), 500):
        some = documents[start : start + 500]
        ids = [document.id for document in some]
        claims, said = catalogue.claims_on(ids), catalogue.corrections(ids)
        for document in some:
            yield from _rows(
                document, claims.get(document.id, ()), said.get(document.id, ()), vocabulary
            )


def _rows(
    document: Document, claims: Sequence[Claim], said: Sequence[Claim], vocabulary: Vocabulary
) -> Iterator[Row]:
    weighed = weigh_all(claims, vocabulary)
    asked = _ASKED | {claim.field for claim in said} | weighed.keys() | document.values.keys()
    for name in BY_NAME:
        if name in COMPUTED or name not in asked:
            continue
        weighing = weighed.get(name, Weighing())
        holding = [one.claim for one in weighing.claims if not one.why_not]
        decided = holding[0] if holding else None
        corrections = [claim for claim in said if claim.field == name]
        yield Row(
            id=document.id,
            title=document.title,
            source=document.first("source"),
            field=name,
            values=document.all(name),
            decided_from=decided.origin if decided else "",
            confidence=f"{decided.confidence:.4g}" if decided else "",
            evidence=decided.evidence if decided else "",
            correction=_values(corrections),
            note=corrections[0].evidence if corrections else "",
        )


def _values(corrections: Sequence[Claim]) -> tuple[str, ...] | None:
    return tuple(claim.value for claim in corrections if claim.value) if corrections else None


def as_csv(table: Iterable[Row]) -> str:
    """The table as CSV with a line end that keeps those within a cell apart."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([protected(cell) for cell in _cells(row)] for row in table)
    return written.getvalue()


def _cells(row: Row) -> tuple[str, ...]:
    many = BY_NAME[row.field].many
    return (
        row.id,
        row.title,
        row.source,
        row.field,
        joined(row.values, many=many) if row.values else "",
        row.decided_from,
        row.confidence,
        row.evidence,
        "" if row.correction is None else joined(row.correction, many=many),
        row.note,
    )


def read_csv(text: str) -> list[Line]:
    """The rows of a table that name a field, with commas, semicolons or tabs between cells.

    Raises UnreadableTable.
    """
    table = _table(text)
    header = [name.strip().lower() for name in table[0]] if table else []
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise UnreadableTable(
            f"The table has no column {' and no column '.join(map(repr, missing))}.",
            "Begin with the table that 'polisearch metadata export' writes.",
        )
    places = {name: header.index(name) for name in (*NEEDED, "note") if name in header}
    found = []
    for number, cells in enumerate(table[1:], start=2):
        said = {
            name: unprotected(cells[at]) if at < len(cells) else "" for name, at in places.items()
        }
        if said["field"].strip() or said["correction"].strip():
            found.append(
                Line(
                    number=number,
                    id=said["id"].strip(),
                    field=said["field"].strip(),
                    correction=said["correction"],
                    note=said.get("note"),
                )
            )
    return found


def _table(text: str) -> list[list[str]]:
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    try:
        lines = io.StringIO(text, newline="")
        return list(csv.reader(lines, delimiter=max(",;\t", key=first.count), strict=True))
    except csv.Error as error:
        raise UnreadableTable(f"The table is no CSV: {error}.", "Save it as CSV UTF-8.") from error


def correction_of(line: Line) -> tuple[str, ...] | None:
    """What a row says holds for its field; None where it says nothing."""
    return parted(line.correction, many=BY_NAME[line.field].many)
