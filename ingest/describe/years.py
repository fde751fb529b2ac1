"""Which years cannot be that of publication? Those after the file was made.

A plan has the year it is for on its cover, "2030" on a line of its own, and a PDF says
when it was made. A date with its month may be a little later than the file: reports
are made in December for January.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from corpus.document import Claim, Origin
from ingest.describe.context import Context
from ingest.extract.metadata import MADE

FIRST = 1995
"""An earlier year is that of a computer whose clock was not set."""

_NO_TIME = re.compile(r"\d{4}0101000000")
"""The first second of a year: what programs write that are to make the same file each time."""

_PRINTED = (Origin.TITLE, Origin.TEXT, Origin.FILE_NAME)


def plausible(claims: Iterable[Claim], context: Context) -> Iterator[Claim]:
    """All claims; a printed year after the file was made has no confidence, and never counts."""
    every = list(claims)
    limit = min((*_made(every), *_written(context)), default=None)
    for claim in every:
        is_later = (
            limit is not None
            and claim.field in ("year", "published_on")
            and claim.origin in _PRINTED
            and claim.value[:4].isdigit()
            and int(claim.value[:4]) > limit + (not _is_bare(claim))
        )
        yield replace(claim, confidence=0.0) if is_later else claim


def _is_bare(claim: Claim) -> bool:
    return claim.evidence.strip(" *_.").isdigit()


def _made(claims: Iterable[Claim]) -> Iterator[int]:
    """The years in which a PDF says that it was made."""
    for claim in claims:
        is_made = claim.field == "year" and claim.evidence.startswith(f"{MADE}: ")
        if is_made and int(claim.value) >= FIRST and not _NO_TIME.search(claim.evidence):
            yield int(claim.value)


def _written(context: Context) -> Iterator[int]:
    """The year in which the file was last written: nothing in it is later."""
    year = datetime.fromtimestamp(context.source.modified / 1e9, tz=UTC).year
    if year >= FIRST:
        yield year
