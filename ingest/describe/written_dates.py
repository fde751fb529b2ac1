"""Dates as people write them into a table: 31.12.2010, 12/31/2010, "May 1, 2011", 40543."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.words import fold
from ingest.describe.dates import MONTHS, iso_day

UNKNOWN = frozenset({"", "-", "–", "—", "?", "n.d.", "nd", "s.d.", "o.j.", "o. j.", "n/a", "none"})
"""What people write where there is no date."""

_FIRST_DAY = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
"""Days since the first that spreadsheets count: 1954 to 2119."""

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].*)?")
_NUMBERS = re.compile(r"(\d{1,2})\s?([./-])\s?(\d{1,2})\s?[./-]\s?(\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{4})")
_YEARS = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?:\s?[-–/]\s?(?:\d{4}|\d\d)(?!\d))?(?:\.0)?(?!\d)")
_WORDS = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Written:
    """What a text says of a date: a year, and the day (ISO 8601) where it says one.

    `is_open` marks a day that may be read in two ways: 03/04/2011.
    """

    year: str = ""
    day: str = ""
    is_open: bool = False


def read_date(text: str, *, month_first: bool | None = None) -> Written:
    """What people mean by this; `month_first` says how 03/04/2011 is meant.

    >>> read_date("31.12.2010").day, read_date("12/31/2010").day, read_date("May 1, 2011").day
    ('2010-12-31', '2010-12-31', '2011-05-01')
    >>> read_date("40543").day, read_date("c. 2010").year, read_date("2010/2011").year
    ('2010-12-31', '2010', '2010')
    >>> read_date("03/04/2011"), read_date("soon")
    (Written(year='2011', day='', is_open=True), Written(year='', day='', is_open=False))
    """
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
        return _day(year, month, day or "") if int(month) <= 12 else Written(year)
    if found := _NUMBERS.fullmatch(text):
        first, sign, second, year = found.groups()
        return _of_numbers(first, second, year, month_first=month_first if sign == "/" else False)
    if found := _MONTH_YEAR.fullmatch(text):
        return Written(found[2]) if 1 <= int(found[1]) <= 12 else Written()
    if text.removesuffix(".0").isdecimal() and int(text.removesuffix(".0")) in _SERIALS:
        day = (_FIRST_DAY + timedelta(days=int(text.removesuffix(".0")))).isoformat()
        return Written(day[:4], day)
    return _of_words(text)


def is_month_first(texts: Iterable[str]) -> bool | None:
    """How 03/04/2011 is meant in a column of such dates, None where none of them tells."""
    firsts, seconds = [], []
    for text in texts:
        found = _NUMBERS.fullmatch(" ".join(text.split()))
        if found and found[2] == "/":
            firsts.append(int(found[1]))
            seconds.append(int(found[3]))
    is_day_first, is_month_first = max(firsts, default=0) > 12, max(seconds, default=0) > 12
    return None if is_day_first == is_month_first else is_month_first


def _of_numbers(first: str, second: str, year: str, *, month_first: bool | None) -> Written:
    if int(first) > 12 or (month_first is False and int(second) <= 12):
        return _day(year, second, first)
    if int(second) > 12 or month_first:
        return _day(year, first, second)
    return _day(year, first, second) if first == second else Written(year, is_open=True)


def _of_words(text: str) -> Written:
    """A month in words with a year, or the only year there is: "1. Mai 2011", "c. 2010"."""
    years = [found[1] for found in _YEARS.finditer(text)]
    if len(years) != 1:
        return Written()
    words = _WORDS.findall(text)
    months = {number for word in words if (number := _month(word))}
    days = [word for word in words if word.isdecimal() and len(word) <= 2]
    if len(months) == 1 and len(days) == 1 and years[0] in words:
        return _day(years[0], str(*months), days[0])
    return Written(years[0])


def _month(word: str) -> int:
    """The number of a month by its name or at least its first three letters, 0 for none."""
    if len(word) < 3:
        return 0
    numbers = {n for name, n in MONTHS.items() if fold(name).startswith(fold(word))}
    return numbers.pop() if len(numbers) == 1 else 0


def _day(year: str, month: str, day: str) -> Written:
    return Written(year, iso_day(year, month, day) if day else "")
