"""What the title page says: a fixed title with its module, city and kind; authors; the code."""

import re
from collections.abc import Iterator

from corpus.codes import codes_in
from corpus.document import Claim, Origin
from corpus.vocabulary import Vocabulary
from ingest.describe.context import Context, first_page, one_line, opening
from ingest.describe.series import TitleLine, title_line_at, title_line_in
from ingest.extract.extracted import Extracted

_AUTHORS = re.compile(
    r"^[*_ ]*(?:(?:authors?|written by|autor(?:en|in|innen)?|verfasser(?:in)?|auteurs?|autore?i?|"
    r"autores)\s*:|(?P<by>by|von|par|di|por)(?=\s))\s*(?P<names>[^\n]{3,200}(?:\n[^\n:]{3,100})?)",
    re.IGNORECASE | re.MULTILINE,
)
_INITIALS = re.compile(r"(?:[^\W\d_](?:\.|(?=[ -]|$))[ -]?)+")
_LABELLED_CODE = re.compile(
    r"^[*_ ]*+(?:reference(?: no\.?| number)?|ref\.?(?: no\.?)?|code|no\.?|catalogue(?: no\.?)?)?"
    r"[^\S\n]*+:?[^\S\n]*+(EF[ /_.–-]?\d{2}[ /_.–-]?\d{2,4}(?:[ /_.–-]?[A-Z]{2})?)[*_ .]*+$",
    re.IGNORECASE | re.MULTILINE,
)


def describe(extracted: Extracted, context: Context) -> list[Claim]:
    """Claims with origin TITLE."""
    return list(_claims(extracted, context))


def _claims(extracted: Extracted, context: Context) -> Iterator[Claim]:
    vocabulary = context.vocabulary
    line = find_title_line(extracted, vocabulary)
    if line:
        yield from _said_by(line)
    text = opening(extracted)
    yield from _authors(text, below=line.end if line else 0, by=line is not None)
    yield from _codes(extracted)


def find_title_line(extracted: Extracted, vocabulary: Vocabulary) -> TitleLine | None:
    """The title line of a document: on its first page, in its heading or in its metadata."""
    in_text = title_line_in(opening(extracted), vocabulary)
    if in_text:
        return in_text
    for title in (extracted.heading, *_embedded_titles(extracted)):
        found = title_line_at(title, 0, vocabulary)
        if found:
            return TitleLine(
                title=found.title,
                kind=found.kind,
                module=found.module,
                city=found.city,
                country=found.country,
                evidence=found.evidence,
            )
    return None


def titles(extracted: Extracted, line: TitleLine | None) -> list[str]:
    """Every text that stands as a title of the document, the surest first."""
    every = [line.title] if line else []
    return list(dict.fromkeys([*every, extracted.heading, *_embedded_titles(extracted)]))


def _embedded_titles(extracted: Extracted) -> list[str]:
    return [claim.value for claim in extracted.claims if claim.field == "title"]


def _said_by(line: TitleLine) -> Iterator[Claim]:
    for field, value in (
        ("title", line.title),
        ("kind", line.kind),
        ("module", line.module),
        ("city", line.city),
        ("country", line.country),
    ):
        if value:
            yield Claim(field=field, value=value, origin=Origin.TITLE, evidence=line.evidence)


def _authors(text: str, *, below: int, by: bool) -> Iterator[Claim]:
    """Names after "Authors:"; after "by" only under a title line, where it cannot be prose."""
    for found in _AUTHORS.finditer(text, below):
        if found["by"] and not (by and found.start() - below < 200):
            continue
        names = found["names"]
        first, _, second = names.partition("\n")
        if not first.rstrip().endswith((",", ";", "&", " and", " und", " et")):
            second = ""
        people = people_in(f"{first} {second}")
        if found["by"] and not all(_is_name(person) for person in people):
            continue
        for person in people:
            yield Claim(
                field="author", value=person, origin=Origin.TITLE,
                evidence=one_line(found[0]), confidence=0.9,
            )  # fmt: skip
        return


def people_in(names: str) -> list[str]:
    """The persons of a line such as "H. Fassmann, J. Kohlbacher and B. Perchinig"."""
    separator = r";" if ";" in names else r",|\s&\s|\s(?:and|und|et|en|y|e)\s"
    parts = [one_line(part).strip(" .*_") for part in re.split(separator, names)]
    if ";" not in names and any(_INITIALS.fullmatch(part) for part in parts):
        return [one_line(names).strip(" *_")]  # "Fassmann, H.": commas do not part persons
    return [part for part in parts if sum(c.isalpha() for c in part) > 2]


def _is_name(text: str) -> bool:
    words = text.split()
    return 1 < len(words) <= 5 and words[0][:1].isupper() and words[-1][:1].isupper()


def _codes(extracted: Extracted) -> Iterator[Claim]:
    """A publication code on a line of its own: in a sentence it is another publication's.

    It stands on the title page, else in the imprint behind it or on the last page,
    where several are a list of other publications.
    """
    page = first_page(extracted)
    found = _LABELLED_CODE.search(page.text) if page else None
    if found:
        yield from _codes_of(found[1], Origin.TITLE, 1.0)
        return
    for page in (*extracted.pages[:3], *extracted.pages[3:][-1:]):
        lines = [found[1] for found in _LABELLED_CODE.finditer(page.matched)]
        if len({code for line in lines for code, _ in codes_in(line)}) == 1:
            yield from _codes_of(lines[0], Origin.TEXT, 0.7)
            return


def _codes_of(line: str, origin: Origin, confidence: float) -> Iterator[Claim]:
    for code, written in codes_in(line):
        yield Claim(
            field="code", value=code, origin=origin, evidence=written, confidence=confidence
        )
