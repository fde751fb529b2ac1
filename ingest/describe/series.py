"""The fixed titles: "<series> – Case study: <city>, <country>", and the overview reports.

A case study names every city of its network, so its own city is read here and
nowhere else in its text: at the start, at the beginning of a line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.vocabulary import Term, Vocabulary
from corpus.words import fold
from ingest.describe.context import one_line
from ingest.describe.places import country_named, country_of, may_lie_in

LONGEST = 300
"""Characters of a title line, however many lines it is printed on."""

CASE_STUDY = "case study"

MOST_LINES = 3
"""Lines on which the series of a title line may be printed."""

_JOINTS = tuple("–—―:.,-")


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleLine:
    """What a title line says. `end` is where it ends in the text it was read from."""

    title: str
    kind: str
    module: str = ""
    city: str = ""
    country: str = ""
    evidence: str = ""
    end: int = 0


def title_line_in(text: str, vocabulary: Vocabulary) -> TitleLine | None:
    """The first title line that begins a line of this text, or None."""
    for start in _line_starts(text):
        found = title_line_at(text, start, vocabulary)
        if found:
            return found
    return None


def title_line_at(text: str, start: int, vocabulary: Vocabulary) -> TitleLine | None:
    """The title line that begins here, or None."""
    return _case_study(text, start, vocabulary) or _overview(text, start, vocabulary)


def _line_starts(text: str) -> Iterator[int]:
    yield 0
    for found in re.finditer(r"\n\s*(?=\S)", text):
        yield found.end()


@lru_cache(maxsize=8)
def _case_study_words(kinds: tuple[Term, ...]) -> re.Pattern[str]:
    names = [CASE_STUDY]
    for kind in kinds:
        if kind.name == CASE_STUDY:
            names += [n for n in (*kind.titles, *kind.aliases) if not n.endswith("studies")]
    words = "|".join(r"\s+".join(map(re.escape, name.split())) for name in dict.fromkeys(names))
    return re.compile(
        rf"\b(?P<kind>{words})\b(?P<colon>\s*[:–—\-]?)\s+(?P<rest>\S.*)",
        re.IGNORECASE | re.DOTALL,
    )


def _after_its_series(here: str, kinds: tuple[Term, ...]) -> tuple[str, re.Match[str]] | None:
    """The series before the words "case study", on up to three lines, and what is found there.

    The series is looked for from its end: a pattern that tried every beginning would take
    long over blanks.
    """
    found = _case_study_words(kinds).search(here)
    if found is None:
        return None
    series = here[: found.start()].rstrip()
    if series.endswith(_JOINTS):
        series = series[:-1].rstrip()
    # What stands before this one stands before each that follows, too.
    return None if ":" in series or series.count("\n") >= MOST_LINES else (series, found)


def _case_study(text: str, start: int, vocabulary: Vocabulary) -> TitleLine | None:
    told = _after_its_series(text[start : start + LONGEST], vocabulary.kinds)
    if told is None:
        return None
    series, found = told
    printed = one_line(series).rstrip(" -–—―:.,")
    module = vocabulary.canonical("module", printed) if printed else ""
    if module is None:
        return None
    place = _subject(found["rest"], vocabulary, sure=bool(module and found["colon"].strip()))
    if place is None:
        return None
    written, city, country, length = place
    end = start + found.start("rest") + length
    if not module and not _ends_line(text, end):
        return None  # "Case study Vienna shows that …" is a sentence
    series = _as_known(printed, vocabulary) if module else ""
    word = one_line(found["kind"])
    if found["kind"].isupper():
        word = word.capitalize()
    return TitleLine(
        title=f"{series} – {word}: {written}" if series else f"{word}: {written}",
        kind=CASE_STUDY,
        module=module,
        city=city,
        country=country,
        evidence=one_line(text[start:end]),
        end=end,
    )


def _ends_line(text: str, at: int) -> bool:
    return text[at:].partition("\n")[0].strip(" .") == ""


def _as_known(series: str, vocabulary: Vocabulary) -> str:
    """The series as its own title has it: a stacked or shouted title is shown in plain print."""
    titles = [title for module in vocabulary.modules for title in (*module.titles, module.name)]
    return next((title for title in titles if fold(title) == fold(series)), series)


def _subject(rest: str, vocabulary: Vocabulary, *, sure: bool) -> tuple[str, str, str, int] | None:
    """(as written, city, country, length) at the start of what follows "Case study:".

    The city is known, or a country follows its comma, or, where the title line
    leaves no doubt, it is what stands on the line.
    """
    comma = rest.find(",")
    if 0 < comma < 80:
        head = one_line(rest[:comma])
        country, length = _country_after(rest, comma + 1)
        city = vocabulary.canonical("city", head)
        if country and (city or not _is_sentence(head)):
            if city and not may_lie_in(country_of(city, vocabulary), country):
                city = None
            written = f"{head}, {one_line(rest[comma + 1 : length])}"
            if written.isupper():
                written = written.title()
                head = head.title()
            return written, city or head, country, length
        if city:
            end = comma + 1 + len(rest[comma + 1 :].partition("\n")[0])
            return one_line(rest[:end]), city, country_of(city, vocabulary), end
    return _city_alone(rest, vocabulary, sure=sure)


def _city_alone(
    rest: str, vocabulary: Vocabulary, *, sure: bool
) -> tuple[str, str, str, int] | None:
    line = rest.partition("\n")[0].rstrip(" .")
    city = vocabulary.canonical("city", line)
    if city:
        return line, city, country_of(city, vocabulary), len(line)
    if sure and 0 < len(line) <= 60 and not _is_sentence(line):
        return line, line, "", len(line)
    return None


def _is_sentence(text: str) -> bool:
    """Whether these words are too many, or begin too small, for a name."""
    return len(text.split()) > 5 or not text[:1].isupper()


def _country_after(rest: str, start: int) -> tuple[str, int]:
    """(code, end) of the longest country name that begins here."""
    words = list(re.finditer(r"\S+", rest[start : start + 80]))[:6]
    for last in reversed(words):
        end = start + last.end()
        name = rest[start:end].rstrip(" .,;)")
        code = country_named(one_line(name))
        if code:
            return code, start + len(name)
    return "", start


def _overview(text: str, start: int, vocabulary: Vocabulary) -> TitleLine | None:
    here = text[start : start + LONGEST]
    for pattern, title, module in _overview_titles(vocabulary.modules):
        found = pattern.match(here)
        if found is None:
            continue
        rest, kind = _what_kind(here[found.end() :], vocabulary)
        if rest is None:
            return None
        end = start + found.end() + rest
        return TitleLine(
            title=_joined(title, text[start + found.end() : end]),
            kind=kind,
            module=module,
            evidence=one_line(text[start:end]),
            end=end,
        )
    return None


@lru_cache(maxsize=8)
def _overview_titles(modules: tuple[Term, ...]) -> list[tuple[re.Pattern[str], str, str]]:
    """(pattern, title, module) of every overview report; a longer title before its beginning."""
    return [
        (_on_any_lines(title), title, module.name)
        for module in modules
        for title in sorted(module.overviews, key=len, reverse=True)
    ]


def _on_any_lines(words: str, *, before: str = "") -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"{before}{spaced}(?!\w)", re.IGNORECASE)


def _joined(title: str, rest: str) -> str:
    rest = one_line(rest).lstrip(" :–—-")
    return f"{title}: {rest}" if rest else title


def _what_kind(rest: str, vocabulary: Vocabulary) -> tuple[int | None, str]:
    """(characters of the title that follow, kind): an overview report unless it says otherwise.

    None where a sentence goes on after the words of the title.
    """
    for kind in vocabulary.kinds:
        for words in kind.titles:
            found = _on_any_lines(words, before=r"\s*[:–—\-,]\s*").match(rest)
            if found:
                return found.end(), kind.name
    if rest.partition("\n")[0].strip(" .:–—-*#"):
        return None, ""
    below = fold(rest.lstrip(" .:–—-*#\n").partition("\n")[0].strip())
    for kind in vocabulary.kinds:
        if below in {fold(words) for words in kind.titles}:
            return 0, kind.name
    return 0, "overview report"
