"""CSL-JSON, which reference managers and citation processors read: one array of items."""

from collections.abc import Iterable, Iterator

from search.export.entries import Entry
from search.export.json_lines import as_json


def csl_json(entries: Iterable[Entry]) -> Iterator[str]:
    """The pieces of one JSON array, an item on a line.

    The page of a quotation is its `locator`.
    """
    yield "["
    between = "\n"
    for entry in entries:
        yield f"{between}{as_json(entry.item)}"
        between = ",\n"
    yield "\n]\n"
