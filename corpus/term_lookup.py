"""Where the terms of a thesaurus stand among words, in every inflection.

A term of a language is met by words with the same stems in that language, with
or without hyphens and accents; a term in capitals, by these capitals alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.spellings import british, parted
from corpus.thesaurus_file import LANGUAGES, Concept, Relation
from corpus.words import Learnt, exact, fold, stem, words

_Form = tuple[str, ...]
_Meaning = tuple[str, str]  # the name of a concept, and its term in small letters

_GAP = ""
"""Stands for articles and prepositions between the words of a term, whichever they are:
"politique de logement", "politique du logement"."""

_LINKS = {
    "en": "a an and for in of on the to with",
    "de": "am an auf das dem den der des die ein eine einem einen einer für im in und vom von zu"
          " zum zur",
    "fr": "a à au aux d dans de des du en et l la le les pour par sur un une",
    "nl": "aan de den der een en het in met op tot van voor",
    "es": "a al con de del e el en la las los para por un una y",
    "it": "a agli ai al all alla alle da dal d de degli dei del dell della delle di e ed gli i"
          " il in l la le lo nei nel nell nella per un una",
}  # fmt: skip
_IS_LINK = {
    language: frozenset(exact(word) for word in links.split()) for language, links in _LINKS.items()
}

_TELLING = 4
"""Letters of a stem from which it tells a word: "cas" is casa, case and caso."""

_ENGLISH_ENDS = frozenset({"", "d", "e", "ed", "es", "ies", "ing", "s", "y"})
_LONGEST_END = 3
"""Letters by which forms of a word differ in the other languages: moskee, moskeeën."""

_PLURAL_IN_S = frozenset({"es", "fr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A term among words, those from `start` to before `end`, and the concepts it may mean."""

    start: int
    end: int
    language: str
    concepts: tuple[str, ...]


@dataclass(slots=True)
class _Stretch:
    """Words that are a term, and what they mean in each language."""

    start: int
    end: int
    meanings: dict[str, list[_Meaning]] = field(default_factory=dict)


class Lookup:
    """The terms of concepts by their forms."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._meanings: dict[_Form, list[_Meaning]] = {}
        self._capitals: dict[str, list[tuple[str, _Meaning]]] = {}
        self._lengths: dict[str, set[int]] = {}
        self._guards: dict[str, list[tuple[list[str], str]]] = {}
        self._never: dict[str, list[str]] = {}
        self._families = {c.name for c in concepts if c.relation is Relation.FAMILY}
        for concept in concepts:
            for language, terms in concept.terms.items():
                for term in terms:
                    self._add(term, language, concept.name)
            for phrase in concept.not_in:
                self._guard(phrase, concept.name)

    def terms_in(self, typed: Sequence[str]) -> list[Found]:
        """The terms among words in order; where two share a word, the longer counts.

        What is a term in several languages is read in the one of most terms around it.
        """
        stretches = self._stretches(typed)
        votes = Counter(
            language
            for stretch in stretches
            for language in stretch.meanings
            for _ in range(stretch.start, stretch.end)
        )
        taken: set[int] = set()
        found = []
        for stretch in sorted(stretches, key=lambda one: (one.start - one.end, one.start)):
            spot = range(stretch.start, stretch.end)
            if taken.isdisjoint(spot):
                taken.update(spot)
                said = typed[stretch.start : stretch.end]
                language = _language(said, stretch, votes)
                meant = self._nearest(said, stretch.meanings[language], language)
                found.append(
                    Found(start=stretch.start, end=stretch.end, language=language, concepts=meant)
                )
        return sorted(found, key=lambda one: one.start)

    def _nearest(
        self, said: Sequence[str], meanings: list[_Meaning], language: str
    ) -> tuple[str, ...]:
        """The concepts whose terms look most like the words: "immigrants" is no immigration.

        Word families all count: their words only have to look alike.
        """
        letters = _letters(said, language)
        likeness: dict[str, int] = {}
        for concept, term in meanings:
            alike = _alike(_letters(term.split(), language), letters)
            likeness[concept] = max(alike, likeness.get(concept, 0))
        best = max((likeness[one] for one in likeness if one not in self._families), default=0)
        return tuple(
            one for one, alike in likeness.items() if one in self._families or alike == best
        )

    def _stretches(self, typed: Sequence[str]) -> list[_Stretch]:
        guarded = list(self._guarded(typed))
        by_place: dict[tuple[int, int], _Stretch] = {}
        for start, end, language, meaning in self._meant(typed):
            is_guarded = any(
                first <= start and end <= last and meaning[0] == name
                for first, last, name in guarded
            )
            if not is_guarded:
                stretch = by_place.setdefault((start, end), _Stretch(start, end))
                stretch.meanings.setdefault(language, []).append(meaning)
        return list(by_place.values())

    def _guarded(self, typed: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Where a guarding phrase stands, and the concept that nothing in it means."""
        keys = [_KEYS["en"][word] for word in typed]
        for start, key in enumerate(keys):
            for phrase, concept in self._guards.get(key, ()):
                end = start + len(phrase)
                if keys[start:end] == phrase:
                    yield start, end, concept

    def _meant(self, typed: Sequence[str]) -> Iterator[tuple[int, int, str, _Meaning]]:
        """What stretches of words mean, but for single words that are kept from a meaning."""
        for start, end, language, shape in self._met(typed):
            is_word = end - start == 1
            never = self._never.get(exact(typed[start]), ()) if is_word else ()
            for concept, term in self._meanings.get(shape, ()):
                if is_word and not _is_inflected(typed[start], term, language):
                    continue
                if concept not in never:
                    yield start, end, language, (concept, term)
        for at, word in enumerate(typed):
            if len(word) > 1 and word[:-1].isupper():
                for capitals in {word, word.removesuffix("s")}:
                    for language, meaning in self._capitals.get(capitals, ()):
                        yield at, at + 1, language, meaning

    def _met(self, typed: Sequence[str]) -> Iterator[tuple[int, int, str, _Form]]:
        """Stretches of words that may have the form of a term."""
        for language in LANGUAGES:
            keys, at = _keyed(typed, language)
            for first, key in enumerate(keys):
                for length in self._lengths.get(key, ()):
                    shape = tuple(keys[first : first + length])
                    if len(shape) == length:
                        yield at[first], at[first + length - 1] + 1, language, shape

    def _add(self, term: str, language: str, concept: str) -> None:
        if is_acronym(term):
            self._capitals.setdefault(term, []).append((language, (concept, term.lower())))
            return
        meaning = (concept, " ".join(words(term)).lower())
        for shape in _forms(term, language):
            self._lengths.setdefault(shape[0], set()).add(len(shape))
            self._meanings.setdefault(shape, []).append(meaning)

    def _guard(self, phrase: str, concept: str) -> None:
        if len(words(phrase)) == 1:
            self._never.setdefault(exact(words(phrase)[0]), []).append(concept)
            return
        keys = [_KEYS["en"][word] for word in words(phrase)]  # whichever language they are in
        self._guards.setdefault(keys[0], []).append((keys, concept))


def _language(said: Sequence[str], stretch: _Stretch, votes: Counter[str]) -> str:
    """The language to read words in: of most terms, then as written, accents and all."""
    written = " ".join(said).lower()
    folded = fold(written)

    def rank(language: str) -> tuple[int, bool, bool, int]:
        terms = [term for _, term in stretch.meanings[language]]
        is_written, is_spelled = written in terms, folded in map(fold, terms)
        return votes[language], is_written, is_spelled, -LANGUAGES.index(language)

    return max(stretch.meanings, key=rank)


def _letters(written: Iterable[str], language: str) -> str:
    spelled = british if language == "en" else str
    return " ".join(exact(spelled(word)) for word in written)


def _is_inflected(word: str, term: str, language: str) -> bool:
    """Whether a word with the stem of a term is a form of it, and not only of its root.

    English "foreign" is no foreigner, and "fundamental" no fundamentalism.
    """
    one, other = _letters([word], language), _letters([term.replace(" ", "")], language)
    alike = _alike(one, other)
    ends = (one[alike:], other[alike:])
    if language == "en":
        return all(end in _ENGLISH_ENDS for end in ends)
    return all(len(end) <= _LONGEST_END for end in ends)


def _alike(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def is_acronym(term: str) -> bool:
    """Whether a term is an acronym: one word in capitals, which only these capitals are.

    >>> is_acronym("TCN"), is_acronym("Roma"), is_acronym("EU citizen")
    (True, False, False)
    """
    return len(term) > 1 and term.isalnum() and term.isupper()


@lru_cache(maxsize=1 << 14)
def form(text: str, language: str) -> _Form:
    """What the inflections and spellings of a text in a language have in common.

    >>> form("Politique du logement", "fr") == form("politiques de logements", "fr")
    True
    >>> form("labor markets", "en")
    ('en:labour', 'en:market')
    """
    return tuple(_keyed(words(text), language)[0])


def _forms(term: str, language: str) -> Iterable[_Form]:
    """The forms of a term: with its words parted or joined, and without its accents."""
    written = words(term)
    ways = [written]
    if "-" in term:
        ways.append(words(term.replace("-", "")))
    if language == "en":
        for at, word in enumerate(written):
            ways += [[*written[:at], *words(way), *written[at + 1 :]] for way in parted(word)]
    if not term.isascii():
        ways += [[fold(word) for word in way] for way in ways]
    return filter(None, {tuple(_keyed(way, language)[0]) for way in ways})


def _keyed(written: Iterable[str], language: str) -> tuple[list[str], list[int]]:
    """The words as they are compared, and where each stood; links are a gap, and only between."""
    links, key = _IS_LINK[language], _KEYS[language]
    keys: list[str] = []
    at: list[int] = []
    for place, word in enumerate(written):
        if exact(word) not in links:
            keys.append(key[word])
        elif keys and keys[-1] is not _GAP:
            keys.append(_GAP)
        else:
            continue
        at.append(place)
    if keys and keys[-1] is _GAP:
        del keys[-1], at[-1]
    return keys, at


def _english(word: str) -> str:
    return stem(british(word), "en")


def _foreign(language: str) -> Learnt[str]:
    def key(word: str) -> str:
        stemmed = stem(word, language)
        if len(stemmed) - len(language) - 1 >= _TELLING:
            return stemmed
        plain = exact(word)
        return f"{language}={plain.removesuffix('s') if language in _PLURAL_IN_S else plain}"

    return Learnt(key)


_KEYS = {"en": Learnt(_english)} | {one: _foreign(one) for one in LANGUAGES if one != "en"}
