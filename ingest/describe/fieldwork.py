"""When was the research done? A sentence that says so tells, and no other date.

The year of fieldwork is not the year of publication: this describer claims the
one and never the other.
"""

import re
from collections.abc import Iterator

from corpus.document import Claim, Origin, Part
from ingest.describe.context import Context, one_line
from ingest.extract.extracted import Extracted

MOST_PAGES = 40
"""Pages from the start that are looked at: what was done is said before what was found."""

NEAR = 160
"""Characters between the word for the research and its year, at most."""

# Without the first letter, which may be a capital.
_FIELDWORK = (
    "ieldwork", "ield work", "ield research", "eldforschung", "eldarbeit", "eldwerk",
    "eldonderzoek", "rabajo de campo", "ravail de terrain", "nquête de terrain",
    "icerca sul campo", "avoro sul campo",
)  # fmt: skip
_INTERVIEWS = (
    "nterview", "ntretien", "nquête", "ntervist", "ntrevista", "efragung", "rhebung", "ite visit",
    "urvey w", "urveys w",
)  # fmt: skip
_DONE = re.compile(
    r"\b(?:conducted|carried out|undertaken|held|took place|completed|done|we interviewed|"
    r"durchgeführt|geführt|statt(?:gefunden)?|erhoben|menée?s?|réalisée?s?|conduite?s?|"
    r"afgenomen|gehouden|uitgevoerd|realizad[ao]s?|llevad[ao]s? a cabo|"
    r"condott[aei]|svolt[aei]|realizzat[aei])\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?<![\d/.-])(?P<first>(?:19[89]|20[0-4])\d)"
    r"(?:\s?[-–/]\s?(?P<last>(?:(?:19|20)\d\d|\d\d))(?!\d))?(?![\d/])"
)
_NO_DATE = re.compile(r"©|copyright|\bISBN\b|https?://|www\.", re.IGNORECASE)
_END = re.compile(r"[.!?](?=\s+[^\W\d_a-zà-ÿ]|\s*$)|\n\s*\n")


def describe(extracted: Extracted, _context: Context) -> list[Claim]:
    """A claim on the year of fieldwork with origin TEXT: the last, where it took several."""
    body = [page for page in extracted.pages if page.part is Part.BODY][:MOST_PAGES]
    for stems, confidence in ((_FIELDWORK, 0.7), (_INTERVIEWS, 0.6)):
        for page in body:
            for year, sentence in _years_in(page.matched, stems):
                return [
                    Claim(
                        field="fieldwork_year", value=year, origin=Origin.TEXT,
                        evidence=one_line(sentence), confidence=confidence,
                    )
                ]  # fmt: skip
    return []


def _years_in(text: str, stems: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(year, sentence) for every sentence that holds a stem and says when it was."""
    places = sorted(at for stem in stems if (at := text.find(stem)) >= 0)
    for at in places:
        start, sentence = _sentence_at(text, at)
        if _NO_DATE.search(sentence) or (stems is _INTERVIEWS and not _DONE.search(sentence)):
            continue
        year = _year_beside(sentence, at - start)
        if year:
            yield year, sentence


def _sentence_at(text: str, at: int) -> tuple[int, str]:
    """(where it starts, sentence) around a place, not longer than what is near."""
    start = max(0, at - NEAR)
    for found in _END.finditer(text, start, at):
        start = found.end()
    end = min(len(text), at + NEAR + 40)
    after = _END.search(text, at, end)
    return start, text[start : after.start() + 1 if after else end]


def _year_beside(sentence: str, at: int) -> str:
    """The last year of the first dates after a place, else of the last before it."""
    after = list(_YEARS.finditer(sentence, at, at + NEAR))
    if after:
        span = [after[0]]
        for one in after[1:]:
            if one.start() - span[-1].end() < 40:
                span.append(one)
        return max(map(_last_year, span))
    before = list(_YEARS.finditer(sentence, 0, at))
    return _last_year(before[-1]) if before else ""


def _last_year(found: re.Match[str]) -> str:
    first, last = found["first"], found["last"]
    if not last:
        return first
    year = last if len(last) == 4 else first[:2] + last
    return year if 0 <= int(year) - int(first) <= 10 else first
