"""Days as lists of news and events give them: with a label, in figures or in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.describe.dates import MONTHS, iso_day

LONGEST = 140
"""Characters of a line that may be a date and nothing else."""


class Role(StrEnum):
    """What happened on a day."""

    PUBLISHED = "published"
    START = "start"
    END = "end"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Labelled:
    """Days with a label: one, or the first and the last. `by` is who it is said to be from."""

    role: Role
    days: tuple[str, ...]
    by: str = ""


_LABELS: dict[Role, str] = {
    Role.PUBLISHED: (
        "publication date|date of publication|date published|published(?: on| at)?"
        "|posted(?: on)?|released(?: on)?|news date"
        "|veröffentlichungsdatum|erscheinungsdatum|veröffentlicht(?: am)?|erschienen(?: am)?"
        "|eingestellt am|date de publication|publiée?(?: le)?|parue?(?: le)?"
        "|mise? en ligne(?: le)?|publicatiedatum|gepubliceerd(?: op)?"
        "|fecha de publicación|publicado(?: el)?|data di pubblicazione|pubblicato(?: il)?"
        "|date|datum|fecha|data"
    ),
    Role.START: (
        "start date|starts?(?: on)?|begins?(?: on)?|startdatum|anfangsdatum|beginnt am|beginn"
        "|date de début|début|begindatum|fecha de inicio|data di inizio"
    ),
    Role.END: (
        "end date|ends?(?: on)?|enddatum|endet am|ende|date de fin|fin|einddatum|fecha de fin"
        "|data di fine"
    ),
    Role.HELD: (
        "event date|date of (?:the )?event|date and time|when|veranstaltungsdatum|termin|wann"
        "|date de l['’]événement|quand|wanneer|cuándo|quando"
    ),
}
_LABELLED = {
    role: re.compile(rf"(?:{labels})(?:\s*:[\s*_]*|[\s*_]+)(?=\S)", re.IGNORECASE)
    for role, labels in _LABELS.items()
}
_YEAR = re.compile(r"\d{4}")
_AROUND = " \t*_|•·>-–—()[]"
_BY = re.compile(r"\s*(?:,|\||·|–|-)?\s+(?:by|von|par|door|di|por)\s+(?=[^\W\d_])")
_TIME = re.compile(
    r"(?:T|[, ] ?(?:at |um |à )?)(?:\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?|\d{1,2}(?:\.\d\d)? ?uhr)"
    r" ?(?:z|uhr|hrs|am|pm|[A-Z]{3,4}|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]*\s+"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag[.,]*\s+|mittwoch[.,]*\s+"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di[.,]*\s+|dimanche[.,]*\s+",
    re.IGNORECASE,
)
_TH = r"(?:st|nd|rd|th|er|\.)?"
_WORD = r"(?:of |de )?([^\W\d_]{3,12})\.?,?(?: de)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_TH} ?{_WORD} (\d{{4}})", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"([^\W\d_]{{3,12}})\.? (\d{{1,2}}){_TH},? (\d{{4}})", re.IGNORECASE)
_TO = r" ?(?:-|–|—|to|until|and|bis|und|au|et|tot|al) ?"
_SPAN = re.compile(rf"(\d{{1,2}}){_TH}(?: {_WORD})?{_TO}(\d{{1,2}}){_TH} {_WORD} (\d{{4}})", re.I)
_BETWEEN = re.compile(r" (?:-|–|—|to|until|bis|au|tot|al) | ?– ?")


def labelled(line: str) -> Labelled | None:
    """The days of a line that is a label and its date and nothing else.

    >>> labelled("publication date: 25-07-2017")
    Labelled(role=<Role.PUBLISHED: 'published'>, days=('2017-07-25',), by='')
    >>> labelled("Veröffentlicht am 25. Juli 2017").days, labelled("The date: 25 July 2017")
    (('2017-07-25',), None)
    """
    if len(line) > LONGEST or not _YEAR.search(line):
        return None
    line = line.strip(_AROUND)
    for role, label in _LABELLED.items():
        found = label.match(line)
        if found:
            value, by = _without_author(line[found.end() :])
            days = days_in(value)
            if days:
                is_held = role is Role.PUBLISHED and len(days) == 2
                return Labelled(Role.HELD if is_held else role, days, by)
    return None


def days_in(text: str) -> tuple[str, ...]:
    """The day a text is, or the first and the last; nothing where it is something else.

    >>> days_in("25-26 October 2017"), days_in("Juli 25, 2017"), days_in("31-02-2017")
    (('2017-10-25', '2017-10-26'), ('2017-07-25',), ())
    """
    text = _TIME.sub("", " ".join(text.split()).strip(" .*_()"))
    text = _WEEKDAY.sub("", text)
    days = tuple(_days(text))
    is_one_or_two = len(days) == 1 or (len(days) == 2 and days[0] <= days[1])
    return days if all(days) and is_one_or_two else ()


def _days(text: str) -> Iterator[str]:
    if (found := _SPAN.fullmatch(text)) is not None:
        first, month, last, last_month, year = found.groups()
        yield _in_words(first, month or last_month, year)
        yield _in_words(last, last_month, year)
    else:
        yield from (_day(half.strip()) for half in _BETWEEN.split(text)[:3])


def _without_author(text: str) -> tuple[str, str]:
    found = _BY.search(text)
    return (text[: found.start()], text[found.end() :].strip()) if found else (text, "")


def _day(text: str) -> str:
    if (found := _ISO.fullmatch(text)) is not None:
        return iso_day(found[1], found[2], found[3])
    if (found := _FIGURES.fullmatch(text)) is not None:
        return iso_day(found[3], found[2], found[1])
    if (found := _DAY_FIRST.fullmatch(text)) is not None:
        return _in_words(found[1], found[2], found[3])
    if (found := _MONTH_FIRST.fullmatch(text)) is not None:
        return _in_words(found[2], found[1], found[3])
    return ""


def _in_words(day: str, month: str, year: str) -> str:
    """A month may be shortened as far as it is still one month."""
    start = month.lower()
    numbers = {number for name, number in MONTHS.items() if name.startswith(start)}
    return iso_day(year, str(*numbers), day) if len(numbers) == 1 else ""
