"""Dates as title pages print them: "September 2009", "29. September 2009", "12/2009"."""

import re
from datetime import date

_MONTHS = (
    ("january", "januar", "jänner", "janvier", "enero", "gennaio", "januari", "janeiro"),
    ("february", "februar", "février", "fevrier", "febrero", "febbraio", "februari", "fevereiro"),
    ("march", "märz", "mars", "marzo", "maart", "março"),
    ("april", "avril", "abril", "aprile"),
    ("may", "mai", "mayo", "maggio", "mei", "maio"),
    ("june", "juni", "juin", "junio", "giugno", "junho"),
    ("july", "juli", "juillet", "julio", "luglio", "julho"),
    ("august", "août", "aout", "agosto", "augustus", "augusti"),
    ("september", "septembre", "septiembre", "settembre", "setembro", "setiembre"),
    ("october", "oktober", "octobre", "octubre", "ottobre", "outubro"),
    ("november", "novembre", "noviembre", "novembro"),
    ("december", "dezember", "décembre", "decembre", "diciembre", "dicembre", "dezembro"),
)
MONTHS: dict[str, int] = {
    name: number for number, names in enumerate(_MONTHS, start=1) for name in names
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TH = "st|nd|rd|th"
_BEFORE = r"\.?,?\s+(?:de\s+)?"
_LABEL = (
    r"(?:(?:(?:first )?published(?: in| on)?|publication date|date of publication|date|issued|"
    r"adopted|veröffentlicht(?: im| am)?|erschienen|stand|publié(?: en| le)?|publicado|pubblicato)"
    r"\s*:?\s*)?"
)
_LINES = (
    rf"(?:(?P<day>\d{{1,2}})(?:{_TH}|er|\.)?\s+)?(?:(?:de|of)\s+)?(?P<month>{_MONTH}){_BEFORE}{_YEAR}",
    rf"(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:{_TH})?,?\s+{_YEAR}",
    rf"{_YEAR}-(?P<month>\d\d)(?:-(?P<day>\d\d))?",
    rf"(?P<day>\d{{1,2}})[./-](?P<month>\d{{1,2}})[./-]{_YEAR}",
    rf"(?P<month>){_YEAR}(?P<day>)",
)
_PATTERNS = [re.compile(rf"[*_(#>\s]*{_LABEL}{line}[*_)\s.]*", re.IGNORECASE) for line in _LINES]


def date_line(line: str) -> tuple[str, str] | None:
    """(year, ISO date or empty) of a line that is a date and nothing else.

    >>> date_line("Published: 29 September 2009"), date_line("June 2009")
    (('2009', '2009-09-29'), ('2009', ''))
    >>> date_line("The networks met in Tampere in September 2010") is None
    True
    """
    if len(line) > 60:
        return None
    for pattern in _PATTERNS:
        found = pattern.fullmatch(line)
        if found:
            return found["year"], _iso(found["year"], found["month"], found["day"])
    return None


def iso_day(year: str, month: str, day: str) -> str:
    """A day as ISO 8601; empty for one that no calendar has.

    >>> iso_day("2009", "9", "29"), iso_day("2009", "2", "31")
    ('2009-09-29', '')
    """
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _iso(year: str, month: str | None, day: str | None) -> str:
    month = (month or "").lower()
    number = int(month) if month.isdigit() else MONTHS.get(month, 0)
    if not day or not 1 <= number <= 12 or not 1 <= int(day) <= 31:
        return ""
    return f"{year}-{number:02}-{int(day):02}"
