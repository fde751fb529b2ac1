"""One record of a list: what it says, and the lines it takes over from its page."""

from dataclasses import dataclass

from corpus.document import Claim, Origin, Page, Span
from ingest.extract.extracted import Extracted
from ingest.records.lines import Line

FEWEST = 3
"""Items of one shape that are a list; two may be alike by chance."""

LONGEST_EVIDENCE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A document that a list holds, and the lines of the page that it takes over."""

    lines: tuple[Line, ...]
    part: Extracted


@dataclass(frozen=True, slots=True)
class Listed:
    """What was found of one kind, in order, and what is odd about it."""

    records: tuple[Record, ...] = ()
    warnings: tuple[str, ...] = ()


def said(field: str, value: str, evidence: str, confidence: float = 1.0) -> Claim:
    """A claim that a record makes about itself."""
    return Claim(
        field=field,
        value=value,
        origin=Origin.EMBEDDED,
        evidence=" ".join(evidence.split())[:LONGEST_EVIDENCE],
        confidence=confidence,
    )


def part(
    text: str, claims: tuple[Claim, ...], *, heading: str = "", left_out: tuple[Span, ...] = ()
) -> Extracted:
    """A document of one page."""
    page = Page(number=1, text=text, left_out=left_out)
    return Extracted(pages=(page,), claims=claims, heading=heading, is_part=True)
