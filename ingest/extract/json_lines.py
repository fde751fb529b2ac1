"""JSON lines: one document a line, its fields given explicitly.

`{"id": "cs-7", "title": "Vienna", "city": ["Vienna"], "text": "…"}`, or `pages`
in place of `text`: a list of texts, or of `{"text": …, "label": …}`.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from corpus.document import Claim, Origin, Page
from corpus.failures import CannotRead, Reason
from corpus.fields import BY_NAME, NAMES
from corpus.words import clean
from ingest.extract import metadata
from ingest.extract.extracted import ALLOWED, MOST_WARNINGS, Allowed, Extracted, Record, all_of
from ingest.extract.limits import limited
from ingest.extract.lines import Line, opened_lines, text_of, too_long
from ingest.extract.pagination import LONGEST_PLAIN_PAGE, sections_as_pages
from ingest.extract.plain_text import plain_sections

LONGEST_ID = 200

_NOT_CLAIMED = frozenset({"id", "text"})


class JsonLinesReader:
    """Reads JSON lines as they come: a bad line is no document, and its neighbours are."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        return all_of(self.records(path, allowed))

    def records(self, path: Path, allowed: Allowed = ALLOWED) -> Iterator[Record]:
        unknown = UnknownNames()
        with opened_lines(path) as lines:
            for line in lines:
                if line.data.strip():
                    read = partial(_read, line, unknown, allowed)
                    yield Record(number=line.number, place=f"line {line.number}", read=read)


class UnknownNames:
    """Names of no field that records of a file use; each is told once."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def is_new(self, name: str) -> bool:
        """Whether a name is to be told."""
        name = name[:200]
        if name in self._told or len(self._told) >= MOST_WARNINGS:
            return False
        self._told.add(name)
        return True


def _read(line: Line, unknown: UnknownNames, allowed: Allowed) -> list[Extracted]:
    if not line.is_whole:
        raise too_long(f"Line {line.number}")
    return [document_of(_record(line), f"Line {line.number}", unknown, allowed)]


def document_of(
    record: Mapping[str, Any],
    place: str,
    unknown: UnknownNames,
    allowed: Allowed,
    *,
    needs_id: bool = True,
) -> Extracted:
    """The document that a record describes: names of fields, `id`, and `text` or `pages`.

    `place` begins sentences. Raises CannotRead.
    """
    claims: list[Claim] = []
    warnings: list[str] = []
    for key, value in record.items():
        name = NAMES.get(key.lower())
        if key in _NOT_CLAIMED or (key == "pages" and isinstance(value, list)):
            continue
        if name is None or name == "id":
            if unknown.is_new(key):
                told = metadata.one_line(key)[:80]
                warnings.append(f"{place}: no field is called {told!r}.")
        elif (values := _values(value)) is None:
            warnings.append(f"{place}: {name} is neither text, nor number, nor a list.")
        else:
            claims.extend(_claims(name, values, place[0].lower() + place[1:]))
    return Extracted(
        id=_id(record.get("id"), place) if needs_id else "",
        pages=limited(_pages(record, place), allowed),
        claims=tuple(claims),
        warnings=tuple(warnings[:MOST_WARNINGS]),
    )


def _record(line: Line) -> Mapping[str, Any]:
    place = f"Line {line.number}"
    try:
        record = json.loads(
            text_of(line.data), object_pairs_hook=_without_doubles, parse_constant=_no_constant
        )
    except CannotRead as error:
        raise CannotRead(error.reason, f"{place}: {error.message}") from error
    except _Double as error:
        raise _bad(place, f"says {error.args[0]!r} twice") from error
    except (ValueError, RecursionError) as error:
        raise _bad(place, "is no JSON") from error
    if not isinstance(record, dict):
        raise _bad(place, "is no JSON object")
    return record


class _Double(Exception):
    """A name stands twice in an object, so that nobody knows which value is meant."""


def _without_doubles(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Double(next(metadata.one_line(n)[:80] for n in found if names.count(n) > 1))
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _id(value: object, place: str) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise _bad(place, "has no id: a text or a number")
    if len(value) > LONGEST_ID:
        raise _bad(place, f"has an id of more than {LONGEST_ID} characters")
    if metadata.one_line(value) != " ".join(value.split(" ")) or value != value.strip():
        raise _bad(place, "has an id with control characters or unusual spaces")
    return value


def _values(value: object) -> list[str] | None:
    """The texts of a value; None where it is of another kind. `null` is no value."""
    if value is None:
        return []
    many = value if isinstance(value, list) else [value]
    if any(isinstance(one, bool) or not isinstance(one, str | int | float) for one in many):
        return None
    if any(isinstance(one, float) and not math.isfinite(one) for one in many):
        return None  # 1e999
    return [text for one in many if (text := metadata.one_line(str(one)))]


def _claims(name: str, values: list[str], place: str) -> Iterator[Claim]:
    for value in values if BY_NAME[name].many else values[:1]:
        for field, said in dated(name, value):
            yield Claim(field=field, value=said, origin=Origin.SIDECAR, evidence=place)


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


def _pages(record: Mapping[str, Any], place: str) -> tuple[Page, ...]:
    pages = record.get("pages")
    if isinstance(pages, list):
        return tuple(_page(page, at, place) for at, page in enumerate(pages, start=1))
    text = record.get("text")
    if text is None:
        return ()
    if not isinstance(text, str):
        raise _bad(place, "has a text that is none")
    return sections_as_pages(plain_sections(text), LONGEST_PLAIN_PAGE)


def _page(page: object, at: int, place: str) -> Page:
    text = page.get("text", "") if isinstance(page, dict) else page
    label = page.get("label", "") if isinstance(page, dict) else ""
    if not isinstance(text, str) or not isinstance(label, str | int):
        raise _bad(place, f"has a page {at} that is neither a text nor {{text, label}}")
    return Page(number=at, text=clean(text), label=metadata.one_line(str(label)))


def _bad(place: str, what: str) -> CannotRead:
    return CannotRead(Reason.NOT_THIS_FORMAT, f"{place} {what}.")
