"""The names of public bodies in a line of text, by the words with which they begin or end.

"Northtown Borough Council", "City of Northtown", "Ministère de l'Environnement",
"United Republic of Tanzania". How far a name goes is told by how often each length of
it stands in the document.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.words import fold

MOST_WORDS = 10
"""Words of a name: more are a sentence."""

SAME = 0.4
"""Share of the places of a name at which the next word belongs to it, too."""

Count = Callable[[str], int]
"""How often some words stand in the document."""


@dataclass(frozen=True, slots=True)
class Name:
    """A body's name. `rules` is 1 for a body that governs, 0 for an office or a committee.

    `place` is the name without the words that say what it is, such as "Borough Council".
    """

    text: str
    rules: int
    place: str = ""


_ENDS = {
    "council": 1, "corporation": 0, "authority": 1, "inspectorate": 1, "utilities": 0,
    "assembly": 1, "committee": 0, "commission": 0, "forum": 0, "agency": 0, "partnership": 0,
    "department": 0, "division": 0, "office": 0, "stadtverwaltung": 1, "stadtrat": 1,
}  # fmt: skip
"""Words with which a name ends, and whether such a body governs."""

_TYPES = frozenset({
    "metropolitan", "borough", "district", "city", "county", "town", "parish", "unitary",
    "community", "regional", "local", "planning", "waste", "minerals", "highways", "highway",
    "licensing", "charging", "competent", "combined",
})  # fmt: skip
"""Words before these that make no name: "the local planning authority"."""

_STATES = frozenset({
    "republic", "kingdom", "federation", "principality", "commonwealth", "sultanate",
    "emirates", "república", "republique", "republica", "repubblica", "republik",
    "royaume", "reino", "государство", "республика", "федерация",
})  # fmt: skip
_RULERS = (
    "city of", "town of", "borough of", "county of", "village of", "municipality of",
    "government of", "ministry of", "ministry for", "department of", "department for",
    "bundesministerium", "ministerium", "senatsverwaltung", "ministere de", "ministere du",
    "ministere des", "ministere", "ministerio de", "ministerio del", "ministero",
    "ministerio da", "gouvernement", "gobierno de", "gobierno del", "governo", "secretaria de",
    "secretariat", "stadt", "landeshauptstadt", "hansestadt", "gemeinde", "landkreis",
    "comune di", "citta di", "citta metropolitana di", "provincia di", "regione", "ville de",
    "commune de", "metropole de", "communaute urbaine", "communaute d'agglomeration",
    "ayuntamiento de", "municipalidad de", "diputacion de", "junta de", "generalitat de",
    "camara municipal", "municipio de", "gemeente", "provincie", "министерство",
    "правительство", "وزارة", "دولة", "جمهورية", "المملكة", "مملكة",
)  # fmt: skip
_OFFICES = ("office of", "office for", "bureau of", "board of")
_BEGINS = tuple(
    (tuple(fold(words).split()), rules)
    for rules, every in ((1, _RULERS), (0, _OFFICES))
    for words in every
)
_JOINTS = frozenset({
    "of", "and", "the", "upon", "on", "for", "&", "de", "del", "la", "las", "los", "du", "des",
    "le", "les", "et", "y", "e", "und", "fur", "di", "della", "dei", "delle", "dell", "do",
    "da", "dos", "das", "van", "voor", "en", "der", "dem", "zum", "zur", "a",
})  # fmt: skip
_NOT_FIRST = frozenset({
    "the", "in", "by", "for", "from", "with", "and", "of", "on", "to", "at", "this", "that",
    "as", "a", "an", "page", "draft", "final", "adopted", "contact", "published", "prepared",
    "produced", "where", "when", "while", "since", "under", "both", "le", "la", "el", "les",
    "los", "die", "der", "das", "il", "lo", "dear", "join", "name", "our", "your", "each", "every",
    "neighbouring", "other", "former", "if", "what", "why", "how", "all",
})  # fmt: skip
_NO_PLACE = frozenset({
    "sustainability", "sustainable", "climate", "action", "plan", "plans", "report", "strategy",
    "annual", "draft", "local", "green", "energy", "comprehensive", "general", "master",
    "resilience", "net", "zero", "greenhouse", "environmental", "staff", "residents", "council",
    "officials", "employees",
})  # fmt: skip
"""Words after "City of …" that are of the document's title, and not of the city's name."""

_NO_ISSUER = "United Kingdom"
"""The end of an address."""

_ENDS_HERE = re.compile(r"[,;:.!?)\]|•·–—\"”»]$")
_STARTS_HERE = re.compile(r"^[(\[\"“«|•·–—]")
_OWNS = re.compile(r"['’]s$")
_BARE = re.compile(r"^[^\w&]+|[^\w&]+$")

_TELLING = frozenset({*_ENDS, *_STATES, *(words[0] for words, _ in _BEGINS)})
"""Words one of which every line with a name has: most lines are told by that."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    folded: str
    is_capital: bool
    is_caseless: bool
    ends: bool
    starts: bool


def names_in(line: str, count: Count) -> Iterator[Name]:
    """Every name of a body in a line."""
    words = [_word(written) for written in line.split()]
    if not any(word.folded in _TELLING for word in words):
        return
    for at, word in enumerate(words):
        if word.folded in _ENDS and word.is_capital:
            found = _backwards(words, at, count)
            if found:
                first, least = found
                last = at + 1
                if last < len(words) and words[last].folded in ("of", "for", "on"):
                    last = _forwards(words, first, last, count)
                place = _text(words[first:least])
                yield Name(_text(words[first:last]), _ENDS[word.folded], place)
        elif word.folded in _STATES and word.is_capital:
            first = at
            while first and _goes_on(words, first - 1) and words[first - 1].is_capital:
                first -= 1
            yield from _state(words, first, at, count)
        for beginning, rules in _BEGINS:
            size = len(beginning)
            if tuple(one.folded for one in words[at : at + size]) == beginning:
                last = _forwards(words, at, at + size, count)
                is_name = last > at + size and (words[at].is_capital or rules)
                if is_name and words[last - 1].folded not in _STATES:
                    yield Name(_text(words[at:last]), rules, _text(words[at + size : last]))


@lru_cache(maxsize=1 << 14)
def _word(written: str) -> _Word:
    text = _BARE.sub("", written)
    bare = re.sub(r"^[dlDL]['’](?=\w)", "", text)
    return _Word(
        text=text,
        folded=fold(text).replace("’", "'"),
        is_capital=bare[:1].isupper() or bare[:2] == "ال",
        is_caseless=bare[:1].isalpha() and bare[:1].lower() == bare[:1].upper(),
        ends=_ENDS_HERE.search(written) is not None,
        starts=_STARTS_HERE.search(written) is not None,
    )


def _goes_on(words: Sequence[_Word], before: int) -> bool:
    """Whether nothing parts a word from the next."""
    return not words[before].ends and not words[before + 1].starts


def _text(words: Sequence[_Word]) -> str:
    """Words as a name: not shouted, without the ending of its owner."""
    text = _OWNS.sub("", " ".join(word.text for word in words))
    if not text.isupper() or len(words) < 2:
        return text
    return " ".join(
        word.text.lower() if number and word.folded in _JOINTS else word.text.title()
        for number, word in enumerate(words)
    )


def _backwards(words: Sequence[_Word], at: int, count: Count) -> tuple[int, int] | None:
    """(first word, first word of what it is) of a name that ends here: "Northtown Council"."""
    first = at
    while first and words[first - 1].folded in _TYPES and _goes_on(words, first - 1):
        first -= 1
    least = first
    while first and at - first < MOST_WORDS and _goes_on(words, first - 1):
        before = words[first - 1]
        is_joint = before.folded in _JOINTS and first > 1 and words[first - 2].is_capital
        if (
            not (before.is_capital or (is_joint and first < least))
            or before.folded in _NOT_FIRST - _JOINTS
        ):
            break
        longer = first - 1
        if is_joint and not before.is_capital:
            if not _goes_on(words, first - 2):
                break
            longer = first - 2
        if first < least and count(_text(words[longer : at + 1])) < SAME * count(
            _text(words[first : at + 1])
        ):
            break
        first = longer
    while first < least and words[first].folded in _NOT_FIRST | _JOINTS:
        first += 1
    return (first, least) if first < least else None


def _forwards(words: Sequence[_Word], at: int, after: int, count: Count) -> int:
    """Where a name ends that begins here: "City of Northtown"; `after` where it does not."""
    last = after
    is_place = words[at].folded in ("city", "town", "county", "borough", "village", "municipality")
    while last - at < MOST_WORDS:
        end = last
        if end > at and not _goes_on_to(words, end):
            break
        while end < len(words) and words[end].folded in _JOINTS and not words[end].ends:
            end += 1
        if end >= len(words) or end - last > 3:
            break
        if not (words[end].is_capital or (end == after and words[end].is_caseless)):
            break
        if any(words[middle].starts for middle in range(last, end + 1)):
            break
        if is_place and words[end].folded in _NO_PLACE:
            break
        if last > after and words[end].folded in _STATES:
            break  # the same state in another language
        if last > after and count(_text(words[at : end + 1])) < SAME * count(_text(words[at:last])):
            break
        last = end + 1
    return last


def _goes_on_to(words: Sequence[_Word], end: int) -> bool:
    return end < len(words) and not words[end - 1].ends


def _state(words: Sequence[_Word], first: int, at: int, count: Count) -> Iterator[Name]:
    """A state's name around its word: "United Republic of Tanzania", "Russian Federation"."""
    while first < at and words[first].folded in _NOT_FIRST | _JOINTS:
        first += 1
    last = _forwards(words, at, at + 1, count) if not words[at].ends else at + 1
    name = _text(words[first:last])
    if last - first > 1 and name != _NO_ISSUER:
        yield Name(name, 1)
