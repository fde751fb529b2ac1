"""Which places does a short text name, without being about one?

A news item names cities that its network helped, and pacts that are called after
one. So a place is a known one, written as a name, that is not part of the name of
something else.
"""

import re
from functools import lru_cache

from corpus.vocabulary import City, NoCity, Vocabulary
from corpus.words import fold, words
from ingest.describe.places import sure_spellings

LONGEST_CONTEXT = 60
"""Characters beside a name in which the words stand that make it something else."""


def places_in(text: str, vocabulary: Vocabulary) -> list[str]:
    """Every place a text names, once, in order, by its name in the vocabulary."""
    known = (*vocabulary.cities, *vocabulary.places)
    names = _names(known)
    found = _pattern(known).finditer(text) if known else ()
    contexts = vocabulary.contexts
    return list(dict.fromkeys(names[one[0]] for one in found if not _is_other(text, one, contexts)))


def _is_other(text: str, found: re.Match[str], contexts: tuple[NoCity, ...]) -> bool:
    """Whether a name is part of another: "Pact of Amsterdam", "Dublin Regulation"."""
    before = words(fold(text[max(0, found.start() - LONGEST_CONTEXT) : found.start()]))
    after = words(fold(text[found.end() : found.end() + LONGEST_CONTEXT]))
    return any(
        _ends_with(before, words_before) and _begins_with(after, words_after)
        for words_before, words_after in _contexts(contexts)
    )


def _ends_with(here: list[str], wanted: tuple[str, ...]) -> bool:
    return not wanted or _are(here[-len(wanted) :], wanted)


def _begins_with(here: list[str], wanted: tuple[str, ...]) -> bool:
    return _are(here[: len(wanted)], wanted)


def _are(here: list[str], wanted: tuple[str, ...]) -> bool:
    return len(here) == len(wanted) and all(
        (word.isdecimal() and len(word) <= 2) if want == "##" else word == want
        for word, want in zip(here, wanted, strict=True)
    )


@lru_cache(maxsize=4)
def _contexts(contexts: tuple[NoCity, ...]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    both = [(_words(context.before), _words(context.after)) for context in contexts]
    return [one for one in dict.fromkeys(both) if any(one)]


def _words(text: str) -> tuple[str, ...]:
    return tuple(
        word for part in text.split() for word in (["##"] if part == "##" else words(fold(part)))
    )


@lru_cache(maxsize=4)
def _names(known: tuple[City, ...]) -> dict[str, str]:
    """Spelling → name. Here a name counts that a file name must not be read by."""
    found = {spelling: place.name for place in known for spelling in sure_spellings(place)}
    return {place.name: place.name for place in known if "(" not in place.name} | found


@lru_cache(maxsize=4)
def _pattern(known: tuple[City, ...]) -> re.Pattern[str]:
    spellings = sorted(_names(known), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, spellings))})(?!\w)")
