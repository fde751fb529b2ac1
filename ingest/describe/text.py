"""What the text itself says: a date on the title page, an imprint, a first line."""

import re
from collections.abc import Iterator

from corpus.document import Claim, Origin
from ingest.describe.context import IMPRINT, Context, first_page, one_line, opening
from ingest.describe.dates import date_line
from ingest.describe.title_line import find_title_line
from ingest.extract.extracted import Extracted
from ingest.media_type import PDF

_IMPRINT = re.compile(r"(?:©|\(c\)|copyright)[^\n]{0,120}?\b((?:19|20)\d\d)\b", re.IGNORECASE)
_BARE_YEAR_LINES = 8
"""A year alone is a date only this near to the start; further down it is a column of a table."""

_GOES_ON_AS_YEARS = re.compile(r"\d{4}\s*[-–/]\s*$")
"""The end of a line such as "Local Plan 2021-": the year below ends a span."""

_NO_TITLE = re.compile(
    r"https?://|www\.|@|^[“„«\"]|^\W*page\b|^\W*\d+\W*$|^[^a-zA-ZÀ-ɏͰ-ӿ؀-ۿ]*$", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:[-–—:,&]|\b(?:of|and|the|for|in|to|und|für|der|die|de|des|et|du|la|y))$")


def describe(extracted: Extracted, context: Context) -> list[Claim]:
    """Claims with origin TEXT, or TITLE for a date that stands under a title line."""
    return [
        *_dates(extracted, context),
        *_title(extracted, context),
    ]


def _dates(extracted: Extracted, context: Context) -> Iterator[Claim]:
    text = opening(extracted)
    line = find_title_line(extracted, context.vocabulary)
    origin = Origin.TITLE if line and line.end else Origin.TEXT
    lines = text[line.end if line else 0 :].split("\n")
    for number, written in enumerate(lines):
        found = date_line(written.strip())
        bare = written.strip(" *_").isdigit()
        if bare and (
            number > _BARE_YEAR_LINES
            or (number and _GOES_ON_AS_YEARS.search(lines[number - 1][-8:]))
        ):
            continue
        if found:
            year, day = found
            evidence = one_line(written)
            yield Claim(field="year", value=year, origin=origin, evidence=evidence, confidence=0.9)
            if day:
                yield Claim(
                    field="published_on", value=day, origin=origin, evidence=evidence,
                    confidence=0.9,
                )  # fmt: skip
            return
    for page in extracted.pages[:2]:
        imprint = _IMPRINT.search(page.matched[:IMPRINT])
        if imprint:
            yield Claim(
                field="year", value=imprint[1], origin=Origin.TEXT,
                evidence=one_line(imprint[0]), confidence=0.7,
            )  # fmt: skip
            return


def _title(extracted: Extracted, context: Context) -> Iterator[Claim]:
    heading = one_line(extracted.heading)
    if heading:
        yield Claim(
            field="title", value=heading, origin=Origin.TEXT, evidence=heading, confidence=0.6
        )
        return
    page = first_page(extracted)
    # How the lines of a PDF look was asked, and told no title; of a picture nothing is known.
    is_looked_at = context.media_type == PDF and page is not None and not page.is_ocr
    lines = [line.strip() for line in opening(extracted).split("\n")]
    for number, line in enumerate(lines):
        if 8 <= len(line) <= 200 and not _NO_TITLE.search(line) and not date_line(line):
            title = one_line(_whole(lines, number)).strip("#*_ ")
            yield Claim(
                field="title", value=title, origin=Origin.TEXT, evidence=line,
                confidence=0.2 if is_looked_at else 0.4,
            )  # fmt: skip
            return


def _whole(lines: list[str], start: int) -> str:
    """A line with those that continue it: after a dash or a joining word, or in lower case."""
    title = lines[start]
    for line in lines[start + 1 : start + 4]:
        if not line or len(title) + len(line) > 200:
            break
        if not (_GOES_ON.search(title) or line[0].islower()):
            break
        title = f"{title} {line}"
    return title
