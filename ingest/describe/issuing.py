"""Which body issued a document: a council, a ministry, a state, a party, an office?

It presents itself on the cover, in the imprint and over the pages. The name that stands
in the best places, and often, is the one; where none stands in a good place, none is
claimed. Who works for another body, or is only spoken of, stands in sentences.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Claim, Origin
from corpus.vocabulary import Body, Vocabulary
from ingest.describe.body_names import SAME, Count, Name, names_in
from ingest.describe.context import Context, one_line, spaced
from ingest.describe.kinds import kind_of
from ingest.describe.title_line import find_title_line, titles
from ingest.extract.extracted import Extracted
from ingest.media_type import STREAMED

NEAR = 3
"""Pages from the start on which a body presents itself."""

COUNTED = 12
"""Pages from the start on which its name is counted."""

ENOUGH = 4
"""Points that a name needs."""

SHORT = 3
MOST_STACKED = 4
"""Words of a line of a stacked name, and lines of it."""

ALONE = 0.7
"""Share of a line that a name is, where it stands alone."""

COVER_LINES = 12
"""Lines of the first page where a party presents itself."""

LONGEST_TITLE = 120
"""Characters of a line that may be a title."""

PARTY = "programme"
"""The kind of document that a party issues."""

LOOKED_THROUGH = 100
"""Pages from the start on which a council is looked for that the first ones do not name."""

FEWEST = 2
"""Times that a document names the body whose it is, unless its first pages do."""

_LABEL = re.compile(
    r"^[^\S\n]*(?:prepared by|produced by|published by|issued by|submitted by|organi[sz]ation|"
    r"herausgegeben von(?: der| dem)?|herausgeber(?:in)?|publié par|élaboré par|"
    r"elaborado por|publicado por|a cura di|uitgegeven door)(?=[\s:])[\s:]*",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s[-–|]\s")
"""What stands before the name of a web site in the title of a page."""

_PARTY_OF = re.compile(
    r"\bprogramma (?:(?:elettorale|politico) )?(?:d[ei]l?(?:la)? |dell['’])?"
    r"(?:lista |movimento politico |coalizione )?[\"“«]?"
    r"(?P<who>[^\W\d_][^\n\"”»:,.]{2,50})",
    re.IGNORECASE,
)
_NO_PARTY = re.compile(
    r"\b(?:programm\w*|politic\w*|elett\w*|elezion\w*|governo|indicazione|per|di|del|"
    r"firmato|lista|def\w*|pdf)\b|\d",
    re.IGNORECASE,
)


def describe(extracted: Extracted, context: Context) -> list[Claim]:
    """A claim on the publisher with origin TEXT, of the body that presents itself best."""
    vocabulary = context.vocabulary
    if context.media_type in STREAMED:
        return []  # a record of a list has a field for it
    if find_title_line(extracted, vocabulary):
        return []  # research, by the institute of its authors
    if kind_of(extracted, context) == PARTY:
        found = _party(extracted, context)
    else:
        found = _body(extracted, context)
    if found is None:
        return []
    value, evidence = found
    return [
        Claim(
            field="publisher", value=value, origin=Origin.TEXT,
            evidence=one_line(evidence)[:200], confidence=0.55,
        )
    ]  # fmt: skip


# -- councils, ministries, states ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page. `is_labelled` says that the words before it are "published by"."""

    text: str
    page: int
    is_labelled: bool = False
    is_stacked: bool = False


@dataclass(slots=True)
class _Seen:
    name: str
    line: str
    points: int = 0

    def add(self, name: str, line: str, points: int) -> None:
        """Keep the best place, and the name as it is written where nobody shouts."""
        self.name = min(self.name, name, key=str.isupper)
        if points > self.points:
            self.points, self.line = points, line


def _body(extracted: Extracted, context: Context) -> tuple[str, str] | None:
    """(name, line) of the body that presents itself best, else of the one it is all about."""
    counted = spaced(" ".join(page.text for page in extracted.pages[:COUNTED]))
    count = lru_cache(maxsize=1024)(lambda text: counted.count(spaced(text)))
    lines = list(_lines(extracted, context.vocabulary))
    seen: dict[str, _Seen] = {}
    for line in sorted(lines, key=lambda line: line.is_stacked):
        for name in names_in(line.text, count):
            key = spaced(name.text)
            if not (line.is_stacked and any(other in key for other in seen)):
                one = seen.setdefault(key, _Seen(name.text, line.text))
                one.add(name.text, line.text, _points(name, line))
    for key, one in seen.items():
        one.points += min(3, counted.count(key) // 2)
    best = max(seen.values(), key=lambda one: one.points, default=None)
    if best is not None and best.points >= ENOUGH:
        return _in_full(best, seen.values(), count).name, best.line
    return _body_of_its_place(extracted, context, lines, count)


def _in_full(best: _Seen, seen: Iterable[_Seen], count: Count) -> _Seen:
    """The name with what was cut off from it at the end of a line."""
    longer = [
        one
        for one in seen
        if spaced(one.name).startswith(spaced(best.name))
        and count(one.name) >= SAME * count(best.name)
    ]
    return max(longer, key=lambda one: len(one.name), default=best)


def _points(name: Name, line: _Line) -> int:
    """What a place is worth: the cover most, a line of its own more than a sentence."""
    is_first = name.rules and line.text.startswith(f"{name.text},")
    is_alone = is_first or line.is_stacked or len(name.text) >= ALONE * len(line.text)
    return (2 if line.page == 1 else 1) * (2 if is_alone else 1) + name.rules + 3 * line.is_labelled


def _body_of_its_place(
    extracted: Extracted, context: Context, lines: list[_Line], count: Count
) -> tuple[str, str] | None:
    """The council that is named most, among those of the place that the title names."""
    cover = " ".join(line.text for line in lines if line.page < NEAR)
    here = spaced(f"{cover} {context.source.name.rpartition('/')[2]}")
    found: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for page in extracted.pages[:LOOKED_THROUGH]:
        for line in page.text.split("\n"):
            for name in names_in(line, count):
                if name.rules and name.place and spaced(name.place) in here:
                    found[name.text] += 1
                    shown.setdefault(name.text, line)
    best = found.most_common(1)
    return (best[0][0], shown[best[0][0]]) if best and best[0][1] >= FEWEST else None


def _lines(extracted: Extracted, vocabulary: Vocabulary) -> Iterator[_Line]:
    """The lines where a body may present itself: titles, and the first pages with words."""
    for title in titles(extracted, find_title_line(extracted, vocabulary)):
        yield _Line(title, 1)
        yield from (_Line(part, 1) for part in _SITE.split(title)[1:])
    pages = [page for page in extracted.pages[:NEAR] if page.text.strip()]
    for number, page in enumerate(pages, start=1):
        is_labelled = False
        for text, is_stacked in _joined(page.text):
            found = _LABEL.match(text)
            rest = text[found.end() :] if found else text
            if rest:
                yield _Line(rest, number, is_labelled or found is not None, is_stacked)
            is_labelled = found is not None and not rest


def _joined(text: str) -> Iterator[tuple[str, bool]]:
    """The lines of a page on one line each, and those that are stacked, joined."""
    stack: list[str] = []
    for line in [*text.split("\n"), ""]:
        written = line.split()
        is_short = 0 < len(written) <= SHORT and written[0][:1].isupper()
        if not is_short or len(stack) == MOST_STACKED:
            if len(stack) > 1:
                yield " ".join(stack), True
            stack = []
        if is_short:
            stack.append(" ".join(written))
        yield " ".join(written), False


# -- parties ------------------------------------------------------------------------


def _party(extracted: Extracted, context: Context) -> tuple[str, str] | None:
    """(name, line) of the party whose programme it is.

    Its file or its cover names one that is known, its pages name it more than any other,
    or its title has it after the word for a programme.
    """
    stem = context.source.name.rpartition("/")[2].rpartition(".")[0]
    cover = [line.text for line in _lines(extracted, context.vocabulary) if line.page == 1]
    publishers = context.vocabulary.publishers
    for line in (stem, *cover[:COVER_LINES]):
        named = [body for body in publishers if _names(body).search(_apart(line))]
        if len(named) == 1:
            return named[0].name, line
    return _most_named(extracted, publishers) or _party_of_title((stem, *cover))


def _most_named(extracted: Extracted, publishers: tuple[Body, ...]) -> tuple[str, str] | None:
    text = "\n".join(page.matched for page in extracted.pages)
    found = Counter({body.name: len(_names(body).findall(text)) for body in publishers})
    best, *others = [*found.most_common(2), ("", 0)]
    if best[1] < FEWEST or best[1] < 2 * others[0][1]:
        return None
    return best[0], f"{best[0]}: {best[1]} times"


@lru_cache(maxsize=256)
def _names(body: Body) -> re.Pattern[str]:
    """A body's names in their own letters or shouted, and its acronyms as they are."""
    names = {body.name, *body.aliases, *body.acronyms}
    every = {re.escape(one) for name in names for one in (name, name.upper())}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(every, key=len, reverse=True))})(?!\w)")


def _apart(line: str) -> str:
    """A line, also in other letters: the names of files have no capitals and no spaces."""
    words = " ".join(re.sub(r"[-_.]+", " ", line).split())
    return f"{line} | {words.title()} | {words.upper()}" if line.islower() else line


def _party_of_title(lines: Iterable[str]) -> tuple[str, str] | None:
    for line in lines:
        found = _PARTY_OF.search(re.sub(r"[_]+", " ", line))
        who = found["who"].strip(" -–|") if found else ""
        if len(who.split()) > 1 and not _NO_PARTY.search(who) and not _is_prose(line):
            return who, line
    return None


def _is_prose(line: str) -> bool:
    return len(line) > LONGEST_TITLE
