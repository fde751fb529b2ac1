"""JSON lines: one document a line, its fields given explicitly.

`{"id": "cs-7", "title": "Vienna", "city": ["Vienna"], "text": "…"}`, or `pages`
in place of `text`: a list of texts, or of `{"text": …, "label": …}`.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.document import Claim, Origin, Page
from corpus.failures import CannotRead, Reason
from corpus.fields import BY_NAME, NAMES
from corpus.words import clean
from ingest.extract import metadata
from ingest.extract.encoding import decoded
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.pagination import LONGEST_PLAIN_PAGE, sections_as_pages
from ingest.extract.plain_text import plain_sections

LONGEST_ID = 200

_NOT_CLAIMED = frozenset({"id", "text"})


class JsonLinesReader:
    """Reads JSON lines; one bad line keeps the whole file out, so that none is lost unseen."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        documents: list[Extracted] = []
        lines: dict[str, int] = {}
        for number, line in enumerate(decoded(path.read_bytes()).split("\n"), start=1):
            if not line.strip():
                continue
            document = _document(line, number)
            if document.id in lines:
                raise CannotRead(
                    Reason.ID_TAKEN,
                    f"Line {number} has the id of line {lines[document.id]}: {document.id}.",
                )
            lines[document.id] = number
            documents.append(document)
        return documents


def _document(line: str, number: int) -> Extracted:
    record = _record(line, number)
    claims: list[Claim] = []
    warnings: list[str] = []
    for key, value in record.items():
        name = NAMES.get(key.lower())
        if key in _NOT_CLAIMED or (key == "pages" and isinstance(value, list)):
            continue
        if name is None or name == "id":
            warnings.append(f"Line {number}: no field is called {metadata.one_line(key)[:80]!r}.")
        elif (values := _values(value)) is None:
            warnings.append(f"Line {number}: {name} is neither text, nor number, nor a list.")
        else:
            claims.extend(_claims(name, values, number))
    return Extracted(
        id=_id(record.get("id"), number),
        pages=_pages(record, number),
        claims=tuple(claims),
        warnings=tuple(warnings),
    )


def _record(line: str, number: int) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _bad(number, "is no JSON") from error
    if not isinstance(record, dict):
        raise _bad(number, "is no JSON object")
    return record


def _id(value: object, number: int) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise _bad(number, "has no id: a text or a number")
    if len(value) > LONGEST_ID:
        raise _bad(number, f"has an id of more than {LONGEST_ID} characters")
    if metadata.one_line(value) != " ".join(value.split(" ")) or value != value.strip():
        raise _bad(number, "has an id with control characters or unusual spaces")
    return value


def _values(value: object) -> list[str] | None:
    """The texts of a value; None where it is of another kind. `null` is no value."""
    if value is None:
        return []
    many = value if isinstance(value, list) else [value]
    if any(isinstance(one, bool) or not isinstance(one, str | int | float) for one in many):
        return None
    return [text for one in many if (text := metadata.one_line(str(one)))]


def _claims(name: str, values: list[str], number: int) -> Iterator[Claim]:
    for value in values if BY_NAME[name].many else values[:1]:
        for field, said in dated(name, value):
            yield Claim(field=field, value=said, origin=Origin.SIDECAR, evidence=f"line {number}")


def dated(name: str, value: str) -> Iterator[tuple[str, str]]:
    """A field and its value; a whole date given as the year says the day as well.

    >>> list(dated("year", "2009-05-14"))
    [('year', '2009'), ('published_on', '2009-05-14')]
    """
    year, day = metadata.date(value)
    if name == "year" and day:
        yield "year", year
        yield "published_on", day
    else:
        yield name, value


def _pages(record: Mapping[str, Any], number: int) -> tuple[Page, ...]:
    pages = record.get("pages")
    if isinstance(pages, list):
        return tuple(_page(page, at, number) for at, page in enumerate(pages, start=1))
    text = record.get("text")
    if text is None:
        return ()
    if not isinstance(text, str):
        raise _bad(number, "has a text that is none")
    return sections_as_pages(plain_sections(text), LONGEST_PLAIN_PAGE)


def _page(page: object, at: int, number: int) -> Page:
    text = page.get("text", "") if isinstance(page, dict) else page
    label = page.get("label", "") if isinstance(page, dict) else ""
    if not isinstance(text, str) or not isinstance(label, str | int):
        raise _bad(number, f"has a page {at} that is neither a text nor {{text, label}}")
    return Page(number=at, text=clean(text), label=metadata.one_line(str(label)))


def _bad(number: int, what: str) -> CannotRead:
    return CannotRead(Reason.NOT_THIS_FORMAT, f"Line {number} {what}.")
