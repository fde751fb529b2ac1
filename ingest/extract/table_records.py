"""Is a table a list of records, and which document is a row of it?

It is one where its headings name a text (`text`, `abstract`, …), an `id` or a
`title`, and one more of our fields. Any other table is a document as a whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.failures import CannotRead, Reason
from corpus.fields import BY_NAME, NAMES
from ingest.extract.extracted import Allowed, Extracted
from ingest.extract.json_lines import UnknownNames, document_of
from ingest.extract.metadata import one_line

TEXTS = ("text", "abstract", "body", "content", "summary", "description")
"""Headings of the text of a record; the first of these that is there counts."""

_NAMING = frozenset({"id", "title"})


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of a list of records, by their names; `text` is the one with the text."""

    names: tuple[str, ...]
    text: int

    @property
    def as_bytes(self) -> bytes:
        return "\x1f".join(self.names).encode("utf-8", "surrogatepass") + b"\x1e"

    def document(
        self, cells: Sequence[str], place: str, unknown: UnknownNames, allowed: Allowed
    ) -> Extracted:
        """The document of a row. Several values of a field stand between semicolons.

        Raises CannotRead where the cells are not as many as the headings.
        """
        while len(cells) > len(self.names) and not cells[-1].strip():
            cells = cells[:-1]
        if len(cells) != len(self.names):
            raise CannotRead(
                Reason.NOT_THIS_FORMAT,
                f"{place} has {len(cells)} cells under {len(self.names)} headings.",
            )
        record: dict[str, object] = {}
        for number, (name, cell) in enumerate(zip(self.names, cells, strict=True)):
            if number == self.text:
                record["text"] = cell
            elif name and cell.strip() and name not in record and name not in TEXTS:
                field = BY_NAME.get(NAMES.get(name, ""))
                record[name] = cell.split(";") if field is not None and field.many else cell
        if isinstance(record.get("id"), str):
            record["id"] = str(record["id"]).strip()
        return document_of(record, place, unknown, allowed, needs_id="id" in self.names)


def headings_in(cells: Sequence[str]) -> Headings | None:
    """The headings that a row of cells is, None where it is not that of a list of records."""
    names = tuple(one_line(cell).lower().replace(" ", "_") for cell in cells)
    ours = {NAMES[name] for name in names if name in NAMES}
    text = next((names.index(name) for name in TEXTS if name in names), None)
    if text is None or not ours & _NAMING or len(ours) < 2:
        return None
    return Headings(names, text)
