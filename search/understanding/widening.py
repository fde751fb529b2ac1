"""What else to look for beside the words typed: spellings, names, word families, translations.

Only plain words are widened, in no quotation marks, in no field and not excluded.
What a library does not hold is not searched for. Each expansion is told, and can
be switched off by its words.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from corpus.spellings import grouped, joined, parted, unbroken, written_ways
from corpus.thesaurus import Kind, Term
from corpus.vocabulary import Vocabulary, shown
from corpus.words import exact, words
from index.query import (
    EVERYWHERE,
    All,
    Either,
    Is,
    Phrase,
    Query,
    Widened,
    Word,
)
from search.language.leaves import is_code
from search.language.notes import Note
from search.understanding.expansions import WORTH, Because, Expansion, switch
from search.understanding.naming import Name, Naming, ways_of_code, year
from search.understanding.other_words import exactly, in_any_form

MOST_WAYS = 120
"""Other words that are searched for one query: so many that no one meets the bound by asking."""

MOST_TRIED = 2 * MOST_WAYS
"""Other words of which it is asked whether the library holds them."""

LONGEST_NAME = 5
"""Words of a name that keeps its small words."""

NAMES_THINGS = ("country", "place_mentioned", "network", "institute", "author", "publisher")
"""Fields whose values are names: a small word of one is looked for."""

Knows = Callable[[Query], bool]
"""Whether a library may hold anything that answers."""

Plain = Word | Phrase

_IN_WORDS = {Kind.SPELLING, Kind.FAMILY}
"""What the single words of a term of several words are widened by."""


@dataclass(frozen=True, slots=True)
class Wide:
    """A query in other words as well, and what was done. `dropped` are function words."""

    query: Query
    expansions: tuple[Expansion, ...] = ()
    notes: tuple[Note, ...] = ()
    dropped: tuple[str, ...] = ()


def widen(
    query: Query,
    vocabulary: Vocabulary,
    naming: Naming,
    knows: Knows,
    off: Collection[str] = (),
    *,
    languages: Collection[str],
) -> Wide:
    """A query in all the words there are for it; those in `off` are only told.

    Of its words, those are dropped that say nothing in each of the `languages` it may be in.
    """
    widening = _Widening(vocabulary, naming, knows, frozenset(map(switch, off)), languages)
    wide = widening.query(query)
    told = dict.fromkeys(widening.expansions)
    return Wide(wide, tuple(told), tuple(dict.fromkeys(widening.notes)), tuple(widening.dropped))


@dataclass
class _Widening:
    vocabulary: Vocabulary
    naming: Naming
    knows: Knows
    off: frozenset[str]
    languages: Collection[str]
    expansions: list[Expansion] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    tried: int = 0

    def query(self, query: Query) -> Query:
        match query:
            case All(parts) if parts:
                return _all(self._parts(parts))
            case Either(parts) if parts and not is_code(query):
                return Either(tuple(self.query(part) for part in parts))
            case All() | Either() if not is_code(query):
                return query
            case _:
                return _all(self._parts((query,)))

    def _parts(self, parts: Sequence[Query]) -> list[Query]:
        made: list[Query] = []
        for plain, some in groupby(parts, _is_plain):
            if plain:
                made += self._run([part for part in some if isinstance(part, Word | Phrase)])
            else:
                made += [self._other(part) for part in some]
        if made:
            return made
        self.dropped.clear()  # nothing but function words: then they are what is looked for
        return list(parts)

    def _other(self, part: Query) -> Query:
        match part:
            case Either((Word(written), _)) if is_code(part):
                return self._code(part, written)
            case All() | Either():
                return self.query(part)
            case _:
                return part

    # -- plain words beside each other ----------------------------------------

    def _run(self, leaves: list[Plain]) -> list[Query]:
        typed = [word for leaf in leaves for word in _words(leaf)]
        begins = _begins(leaves)
        names = [name for name in self.naming.names_in(typed) if _fits(name, begins)]
        terms = [
            term
            for term in self.vocabulary.thesaurus.terms_in(typed)
            if _fits(term, begins)
            and not any(name.start < term.end and term.start < name.end for name in names)
        ]
        groups: dict[int, Term | Name] = {group.start: group for group in terms}
        groups |= {name.start: name for name in names}
        made: list[Query] = []
        cities: list[tuple[int, str]] = []
        at = self._opening(typed, groups, begins, is_first=True)
        while at < len(typed):
            group = groups.get(at)
            end = group.end if group else begins[begins.index(at) + 1]
            some = leaves[begins.index(at) : begins.index(end)]
            if isinstance(group, Name):
                if group.field == "city":
                    cities.append((len(made), group.name))
                made.append(self._name(group, typed[at:end]))
            elif group is not None:
                made.append(self._term(group, some))
            elif self._says_nothing(some[0]) and not self._is_of_a_name(typed, at):
                self.dropped += typed[at:end]
            else:
                made.append(self._single(some[0]))
            at = end
        return self._any_city(made, cities)

    def _opening(
        self, typed: list[str], groups: dict[int, Term | Name], begins: list[int], *, is_first: bool
    ) -> int:
        """How many words only open a question; they are dropped."""
        asks = self.vocabulary.question_words
        count = asks.opening(typed, self.languages) if is_first else 0
        while count and (count not in begins or any(start < count for start in groups)):
            count -= 1
        if count >= len(typed):
            return 0
        self.dropped += typed[:count]
        return count

    def _says_nothing(self, leaf: Plain) -> bool:
        first, *others = _words(leaf)
        # Of "can't", a letter is left behind the apostrophe.
        return self._only_asks(first) and all(
            self._only_asks(one) or len(one) == 1 for one in others
        )

    def _only_asks(self, word: str) -> bool:
        return self.vocabulary.question_words.is_function_word(word, self.languages)

    def _is_of_a_name(self, typed: Sequence[str], at: int) -> bool:
        """Whether a word belongs to a name of several words: "El" of "El Salvador"."""
        runs = (
            " ".join(typed[start:end])
            for start in range(max(at - LONGEST_NAME + 1, 0), at + 1)
            for end in range(max(at + 1, start + 2), min(start + LONGEST_NAME, len(typed)) + 1)
        )
        return any(self.vocabulary.canonical(name, run) for run in runs for name in NAMES_THINGS)

    def _any_city(self, made: list[Query], cities: list[tuple[int, str]]) -> list[Query]:
        """Reports are about a city: of several, any will do."""
        if len({name for _, name in cities}) < 2:
            return made
        places = [place for place, _ in cities]
        first, *others = (made[place] for place in places)
        any_of = Widened(first, tuple((other, 1.0) for other in others))
        names = ", ".join(dict.fromkeys(name for _, name in cities))
        self.notes.append(Note(f"Any of the cities will do: {names}."))
        kept = [part for place, part in enumerate(made) if place not in places]
        return [*kept[: places[0]], any_of, *kept[places[0] :]]

    # -- each of them ---------------------------------------------------------

    def _name(self, name: Name, typed: list[str]) -> Query:
        written = " ".join(typed)
        asked: Query = Word(typed[0])
        if len(typed) > 1:  # of a question, it may lack
            asked = Phrase(tuple(typed), is_one_word=True)
        if name.is_acronym:
            asked = Word(typed[0], stemmed=False)
        called = shown(name.field, name.name)
        if switch(written) not in switch(called):
            self.notes.append(Note(f"{written} is {called}."))
        others: list[tuple[str, Query]] = [
            (other, as_written)
            for other in name.others
            if f" {switch(written)} " not in f" {switch(other)} " and (as_written := exactly(other))
        ]
        if name.field != "city":
            others.insert(0, (f"{name.field}:{called}", Is(name.field, name.name)))
        return self._widened(
            asked,
            [
                (Expansion(typed=written, text=text, because=Because.NAME), way)
                for text, way in others
            ],
        )

    def _term(self, term: Term, leaves: list[Plain]) -> Query:
        typed: Query = leaves[0]
        if len(leaves) > 1:
            typed = All(tuple(self._within_term(leaf) for leaf in leaves))
        written = " ".join(word for leaf in leaves for word in _words(leaf))
        ways = [
            (
                Expansion(
                    typed=written,
                    text=one.text,
                    because=Because[one.kind.name],
                    language=one.language,
                    concept=one.concept,
                    eurovoc=one.eurovoc,
                ),
                way,
            )
            for one in term.expansions
            if (way := in_any_form(one.text))
        ]
        if isinstance(leaves[0], Phrase) and len(leaves) == 1:
            ways = [*self._joined(leaves[0]), *ways]
        if isinstance(leaves[0], Word) and len(leaves) == 1:
            ways += self._parts_of_compound(written, term)
        return self._widened(typed, ways)

    def _parts_of_compound(self, written: str, term: Term) -> list[tuple[Expansion, Query]]:
        """What a compound of another language is of: "housing" for Wohnungspolitik."""
        concepts = self.vocabulary.thesaurus.concepts
        parts = [
            (one, word)
            for one in term.expansions
            if one.kind is Kind.TRANSLATION and " " in one.text
            for word in words(one.text)
            if exact(word) in concepts
        ]
        return [
            (
                Expansion(
                    typed=written,
                    text=word,
                    because=Because.COMPOUND,
                    language=one.language,
                    concept=exact(word),
                    eurovoc=concepts[exact(word)].eurovoc,
                ),
                Word(word),
            )
            for one, word in parts[:1]
        ]

    def _within_term(self, leaf: Plain) -> Query:
        found = self.vocabulary.thesaurus.terms_in(_words(leaf)) if isinstance(leaf, Word) else ()
        if not found:
            return self._single(leaf)
        kept = tuple(one for one in found[0].expansions if one.kind in _IN_WORDS)
        return self._term(replace(found[0], expansions=kept), [leaf])

    def _single(self, leaf: Plain) -> Query:
        if isinstance(leaf, Phrase):
            file_name = ".".join(leaf.words)
            if ways_of_code(file_name):  # ef0622en.pdf
                return self._code(leaf, file_name)
            return self._widened(leaf, self._joined(leaf))
        if ways_of_code(leaf.word):
            return self._code(Word(leaf.word, stemmed=False), leaf.word)
        published = year(leaf.word)
        if published:
            told = Expansion(typed=leaf.word, text=f"year:{published}", because=Because.YEAR)
            return self._widened(leaf, [(told, Is("year", published))])
        others = [*written_ways(leaf.word), *parted(leaf.word), *grouped(leaf.word)]
        return self._widened(leaf, self._spelt(leaf.word, others))

    def _joined(self, leaf: Phrase) -> list[tuple[Expansion, Query]]:
        written = "-".join(leaf.words)
        lowered = [word.lower() for word in leaf.words]
        ways = [*joined(leaf.words), *written_ways(" ".join(leaf.words))]
        if all(word.isalpha() for word in lowered):  # long-term, broken at the end of a line
            ways += unbroken(lowered)
        return self._spelt(written, ways)

    def _spelt(self, typed: str, ways: Sequence[str]) -> list[tuple[Expansion, Query]]:
        return [
            (Expansion(typed=typed, text=text, because=Because.SPELLING, language="en"), way)
            for text in dict.fromkeys(ways)
            if switch(text) != switch(typed) and (way := in_any_form(text))
        ]

    def _code(self, typed: Query, written: str) -> Query:
        ways = ways_of_code(written)
        told = Expansion(
            typed=written,
            text=ways[0].value if isinstance(ways[0], Is) else written,
            because=Because.CODE,
        )
        if switch(told.text) in self.off:
            self.expansions.append(replace(told, is_on=False))
            return typed
        if self._is_enough():
            return typed
        self.tried += MOST_TRIED // MOST_WAYS * len(ways)
        if switch(told.text) != switch(written):
            self.expansions.append(told)
        return Widened(typed, tuple((way, 1.0) for way in ways))

    def _widened(self, typed: Query, ways: Sequence[tuple[Expansion, Query]]) -> Query:
        kept: list[tuple[Query, float]] = []
        for told, way in ways:
            if self._is_enough():
                break
            self.tried += 1
            if not self.knows(way):
                continue
            is_on = switch(told.text) not in self.off
            self.expansions.append(replace(told, is_on=is_on))
            if is_on:
                kept.append((way, WORTH[told.because]))
        return Widened(typed, tuple(kept)) if kept else typed

    def _is_enough(self) -> bool:
        if len(self.expansions) >= MOST_WAYS:
            self.notes.append(Note(f"Only the first {MOST_WAYS} other words were searched for."))
            return True
        if self.tried >= MOST_TRIED:
            self.notes.append(
                Note("Other words were searched for in place of the first words only.")
            )
            return True
        return False


def _is_plain(part: Query) -> bool:
    match part:
        case Word(field=field, stemmed=stemmed):
            return field == EVERYWHERE and stemmed
        case Phrase(field=field, is_one_word=is_one_word):
            return field == EVERYWHERE and is_one_word
        case _:
            return False


def _words(leaf: Plain) -> tuple[str, ...]:
    return leaf.words if isinstance(leaf, Phrase) else (leaf.word,)


def _begins(leaves: Sequence[Plain]) -> list[int]:
    """At which word each of them begins, and behind the last one."""
    begins = [0]
    for leaf in leaves:
        begins.append(begins[-1] + len(_words(leaf)))
    return begins


def _fits(group: Name | Term, begins: Sequence[int]) -> bool:
    return group.start in begins and group.end in begins


def _all(parts: Sequence[Query]) -> Query:
    return parts[0] if len(parts) == 1 else All(tuple(parts))
