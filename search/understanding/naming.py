"""Which of the words typed are names: of a city in any language, of a network, of a report?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.codes import normal_code
from corpus.names import country_names
from corpus.vocabulary import City, Network, Vocabulary
from corpus.words import exact, words
from index.query import Is, Pattern, Phrase, Query, Word

LONGEST = 12
"""Words of a name."""

SHORT_ACRONYM = 5
"""Up to this length an acronym is one only in capitals: SHARE is a network, "share" is a word."""

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name among words: those from `start` to before `end`, and what else it is called.

    `field` says what it names; `is_acronym` that its letters are all it is.
    """

    start: int
    end: int
    field: str
    name: str
    others: tuple[str, ...]
    is_acronym: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    field: str
    name: str
    spellings: tuple[str, ...]


class Naming:
    """Knows the names of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def names_in(self, typed: Sequence[str]) -> list[Name]:
        """The names among words, as they are written; the longest first where two overlap."""
        forms = [exact(word) for word in typed]
        found, at = [], 0
        while at < len(typed):
            name = next(self._names_at(typed, forms, at), None)
            if name is not None:
                found.append(name)
            at = name.end if name is not None else at + 1
        return found

    def _names_at(self, typed: Sequence[str], forms: list[str], at: int) -> Iterator[Name]:
        for end in range(min(at + LONGEST, len(typed)), at, -1):
            known = self._by_words.get(tuple(forms[at:end]))
            if known is None or not _is_meant(typed[at:end], alone=len(typed) == 1):
                continue
            written = " ".join(forms[at:end])
            yield Name(
                start=at,
                end=end,
                field=known.field,
                name=known.name,
                others=tuple(other for other in known.spellings if _letters(other) != written),
                is_acronym=end == at + 1 and typed[at].isupper() and len(typed[at]) > 1,
            )

    @cached_property
    def _by_words(self) -> dict[tuple[str, ...], _Known]:
        found: dict[tuple[str, ...], _Known] = {}
        for city in (*self._vocabulary.cities, *self._vocabulary.places):
            known = _Known("city", city.name, _of_city(city))
            for spelling in (city.name, *city.spellings):
                found.setdefault(tuple(_letters(spelling).split()), known)
        for network in self._vocabulary.networks:
            called = _of_network(network)
            for spelling in called:
                found.setdefault(
                    tuple(_letters(spelling).split()), _Known("network", network.name, called)
                )
        for written, code in country_names().items():
            found.setdefault(tuple(_letters(written).split()), _Known("country", code, ()))
        found.pop((), None)
        return found


def _of_city(city: City) -> tuple[str, ...]:
    """Its name and those spellings that are nothing else, each once."""
    spelt = [city.name, *(one for one in city.spellings if one not in city.needs_context)]
    return tuple({_letters(one): one for one in reversed(spelt)}.values())[::-1]


def _of_network(network: Network) -> tuple[str, ...]:
    called = [network.name, network.title, *network.aliases]
    return tuple({_letters(one): one for one in reversed(called) if one}.values())[::-1]


def _is_meant(typed: Sequence[str], *, alone: bool) -> bool:
    """Whether the letters of an acronym are meant as one."""
    return len(typed) > 1 or typed[0][:1].isupper() or len(typed[0]) > SHORT_ACRONYM or alone


def _letters(text: str) -> str:
    return " ".join(exact(word) for word in words(text))


def year(word: str) -> str | None:
    """The year a word is, or None."""
    return word if _YEAR.fullmatch(word) else None


def ways_of_code(written: str) -> list[Query]:
    """How a publication code may stand in reports: the document of it, and all its spellings.

    Empty where it is no code.

    >>> ways_of_code("ef/06/22")[0]
    Is(field='code', value='EF0622')
    """
    normal = normal_code(written)
    if normal is None:
        return []
    letters, year_, serial = normal[:2], normal[2:4], normal[4:]
    return [
        Is("code", normal),
        Word(normal, stemmed=False),
        Pattern(f"{normal}??".lower()),  # with its language: EF0622EN
        Phrase((letters, year_, serial)),
    ]
