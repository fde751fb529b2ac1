"""Everything that is claimed about one document of a file, and its pages with their languages."""

from corpus.document import Claim, Page
from ingest.describe import file_name, text, title_line
from ingest.describe.context import Context
from ingest.describe.language import pages_with_language
from ingest.extract.extracted import Extracted
from ingest.merge import implied

DESCRIBERS = (title_line.describe, file_name.describe, text.describe)


def claims_on(
    extracted: Extracted, said_beside: tuple[Claim, ...], context: Context
) -> tuple[list[Claim], tuple[Page, ...]]:
    """Every claim, in the order of the describers, and the pages with their languages."""
    pages, languages = pages_with_language(extracted.pages)
    claims = [*said_beside, *extracted.claims]
    for describe in DESCRIBERS:
        claims += describe(extracted, context)
    claims += languages
    claims += implied(claims, context.vocabulary)
    return claims, pages
