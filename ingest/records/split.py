"""A page that lists news, publications or networks becomes the page and its records.

Without this, every search that meets one item finds the whole page.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.vocabulary import Vocabulary
from ingest.extract.extracted import Extracted
from ingest.records import networks, news, publications
from ingest.records.lines import Line, lines_of, without
from ingest.records.record import Listed, Record

LONGEST = 10
"""Pages of a document that may be a list; a report with a list in it is a report."""

Finder = Callable[[Sequence[Line], Vocabulary], Listed]

FINDERS: tuple[Finder, ...] = (networks.listed, publications.listed, news.listed)
"""Each finds the records of one kind among the lines that those before it left."""


def split(extracted: Extracted, vocabulary: Vocabulary) -> list[Extracted]:
    """The page, then each record it holds, in order; the page alone where it holds none.

    The page keeps its text, and what its records took over is not matched in it. What
    is a part already, or came with an id of its own, is left whole.
    """
    if extracted.is_part or extracted.id or len(extracted.pages) > LONGEST:
        return [extracted]
    lines = lines_of(extracted.pages)
    records: list[Record] = []
    warnings: list[str] = []
    for listed in FINDERS:
        found = listed(lines, vocabulary)
        records += found.records
        warnings += found.warnings
        if found.records:
            taken = {line for record in found.records for line in record.lines}
            lines = [line for line in lines if line not in taken]
    if not records:
        return [extracted]
    records.sort(key=lambda record: min((line.page, line.start) for line in record.lines))
    page = replace(
        extracted,
        pages=without(extracted.pages, (line for record in records for line in record.lines)),
        warnings=(*extracted.warnings, *warnings),
    )
    return [page, *(record.part for record in records)]
