"""Which authors that a file names are believed? Those that its pages print.

Programs write the name of the account into a file: who typed it, who converted it, the
scanner. On 78 reports 16 of the authors named so were its authors.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.document import Claim, Origin
from ingest.describe.context import IMPRINT, Context, spaced
from ingest.extract.extracted import Extracted
from ingest.extract.metadata import ONE_WORD_AUTHOR, STATED
from ingest.media_type import DOC, DOCX, ODG, ODP, ODS, ODT, PDF, PPT, PPTX, RTF, XLS, XLSX

PRINTED_WITHIN = 3
"""Pages from the start on which an author is printed; or else on the last."""

_FILLED_IN = frozenset({PDF, DOC, DOCX, ODG, ODP, ODS, ODT, PPT, PPTX, RTF, XLS, XLSX})
"""Formats whose programs fill in an author by themselves."""


def believed(extracted: Extracted, context: Context) -> Iterator[Claim]:
    """The claims of a file: an author whom no page prints has no confidence, and never counts."""
    if context.media_type not in _FILLED_IN:
        yield from extracted.claims
        return
    printed = ""
    for claim in extracted.claims:
        if claim.field != "author" or claim.origin is not Origin.EMBEDDED:
            yield claim
            continue
        printed = printed or _printed(extracted)
        if any(spaced(name) in printed for name in _orders(claim.value)):
            least = STATED if " " in claim.value else ONE_WORD_AUTHOR
            yield replace(claim, confidence=max(claim.confidence, least))
        else:
            yield replace(claim, confidence=0.0)


def _printed(extracted: Extracted) -> str:
    pages = extracted.pages
    near = (*pages[:PRINTED_WITHIN], *pages[PRINTED_WITHIN:][-1:])
    return spaced("\n".join(page.text[:IMPRINT] for page in near))


def _orders(name: str) -> Iterable[str]:
    """A name as it may be printed: "Lee, Jonathan" is also "Jonathan Lee"."""
    last, comma, first = name.partition(",")
    words = name.split()
    turned = f"{first} {last}" if comma else f"{words[-1]} {' '.join(words[:-1])}"
    return (name, turned)
