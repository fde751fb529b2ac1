"""Everything that is claimed about one document of a file, and its pages with their languages."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.document import Claim, Origin, Page
from ingest.describe import (
    bodies,
    fieldwork,
    file_name,
    issuing,
    kinds,
    levels,
    mentioned,
    subject,
    text,
    title_line,
    whereabouts,
)
from ingest.describe.context import Context
from ingest.describe.language import pages_with_language
from ingest.describe.persons import believed
from ingest.describe.years import plausible
from ingest.extract.extracted import Extracted
from ingest.merge import WEAK, implied

DESCRIBERS = (
    title_line.describe,
    kinds.describe,
    file_name.describe,
    whereabouts.describe,
    subject.describe,
    bodies.describe,
    issuing.describe,
    mentioned.describe,
    levels.describe,
    fieldwork.describe,
    text.describe,
)


def claims_on(
    extracted: Extracted, said_beside: tuple[Claim, ...], context: Context
) -> tuple[list[Claim], tuple[Page, ...]]:
    """Every claim, in the order of the describers, and the pages with their languages.

    The same `extracted`, `said_beside` and `context` give the same claims: nothing
    is asked of the file, of the clock or of another document.
    """
    titles = (extracted.heading, *(c.value for c in extracted.claims if c.field == "title"))
    pages, languages = pages_with_language(extracted.pages, titles)
    extracted = replace(extracted, pages=pages)
    claims = [*said_beside, *believed(extracted, context)]
    for describe in DESCRIBERS:
        found = describe(extracted, context)
        claims += _of_part(found, extracted) if extracted.is_part else found
    claims = [*plausible(claims, context), *languages]
    claims += implied(claims, context.vocabulary)
    return claims, pages


def _of_part(claims: Iterable[Claim], extracted: Extracted) -> Iterator[Claim]:
    """What holds for a part of a file: its name names the whole.

    A part that says what kind it is keeps it: a news item on a charter is no charter.
    """
    says_its_kind = any(c.field == "kind" and c.confidence >= WEAK for c in extracted.claims)
    for claim in claims:
        of_the_whole = claim.origin is Origin.FILE_NAME and claim.field != "collection"
        if not of_the_whole and not (says_its_kind and claim.field == "kind"):
            yield claim
