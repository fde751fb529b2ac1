"""Which word of the library was meant by one that it does not hold?

Nothing but what the library holds is ever proposed, for a word of a query only what
stands on pages in its language, and no name that is known is ever put right.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.spellings import spellings
from corpus.standing import tokens
from corpus.vocabulary import Vocabulary
from corpus.words import exact, stem, words
from index.contract import Engine
from index.query import EVERYWHERE, All, Either, Is, Phrase, Query, Word
from index.request import Request
from search.language.signs import Sign, cut
from search.suggesting.known_names import LONGEST_NAME, PROPER, KnownNames, Name, text_query
from search.understanding.lexicon import Lexicon
from search.understanding.occurring import Occurring

FEWEST_LETTERS = 4
"""Letters of a word that is put right; a shorter one is too near to too many."""

MOST_LETTERS = 40

SHORT_WORD = 7
"""Up to this length a word may differ by one letter, above by two."""

LONGEST_ACRONYM = 6
"""Letters of a word in capitals that is taken for an acronym; a longer one is shouted."""

MOST_TYPED = 12
"""Words of a query that are looked at."""

MOST_TRIED = 12
"""Candidates that are looked up in the index, the best first, until one is there."""

SHORTEST_JOINED = 6
"""Letters that two words have together which may be one."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was typed and is nowhere in the library, and what was meant.

    `typed` is one word, or several with a blank between, and so is `text`.
    `documents` hold what was meant.
    """

    typed: str
    text: str
    documents: int

    def __str__(self) -> str:
        return f"{self.text} (for {self.typed})"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A text that may have been meant, so many edits away; found by `query`.

    `documents` hold it in this very form or, where it `is_counted`, in any. A name is
    called so in every language.
    """

    text: str
    edits: int
    query: Query
    documents: int = 0
    is_name: bool = False
    is_counted: bool = False

    def rank(self, form: str) -> tuple[int, bool, int, str]:
        return self.edits, exact(self.text[:1]) != form[0], -self.documents, self.text


class Speller:
    """Puts words right by what a library holds. Safe in several threads.

    Keep one for a library: it remembers the words of the last commit.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        lexicon: Lexicon | None = None,
        occurring: Occurring | None = None,
    ) -> None:
        self._occurring = occurring or Occurring()
        self._names = KnownNames(vocabulary)
        self._lexicon = lexicon or Lexicon()

    def correct(
        self,
        words: Sequence[Word],
        engine: Engine,
        *,
        found_nothing: bool = False,
        languages: Collection[str] = (),
    ) -> tuple[Correction, ...]:
        """What was meant by those of the words, in the order typed, that are nowhere.

        A word that occurs in any form is left alone, and so are names, codes,
        numbers, acronyms and words of fewer than four letters. Two words that are
        one in the library are joined where one of them is nowhere; with
        `found_nothing`, also where they are nowhere beside each other. `languages` are
        those the words may be of: words of others are not what was meant.
        """
        typed = tuple(word.word if _is_plain(word) else "" for word in words[:MOST_TYPED])
        knows = self._occurring.knows(engine)
        absent = frozenset(text for text in typed if text and _is_absent(text, knows))
        asked = _Asked(engine, typed, absent, found_nothing, languages)
        found: list[Correction] = []
        at = 0
        while at < len(typed):
            correction, at = self._at(asked, at)
            found += [correction] if correction else []
        return tuple(dict.fromkeys(found))

    def _at(self, asked: "_Asked", at: int) -> tuple[Correction | None, int]:
        """What was meant by the words from a place on, and the place to go on from."""
        if named := self._name_of_several(asked, at):
            return named
        if joined := self._joined(asked, asked.typed[at : at + 2]):
            return joined, at + 2
        text = asked.typed[at]
        if text not in asked.absent:
            return None, at + 1
        return self._one(text, asked, is_a_name=asked.is_a_name(at)), at + 1

    def _one(self, text: str, asked: "_Asked", *, is_a_name: bool) -> Correction | None:
        form, engine = exact(text), asked.engine
        if not _may_be_wrong(text, form) or self._names.knows(text):
            return None
        if is_a_name:  # of something that the library does not know, or one misspelt
            best = _best(list(self._named(form, engine)), form, asked)
            return self._correction(text, best) if best else None
        candidates = [*self._near(form, engine), *self._named(form, engine)]
        best = _best(candidates, form, asked)
        # People get the first letter right, and rarely forget a blank.
        for rarer in (_split, _other_first):
            if best is None or best.edits > 1:
                best = _best(rarer(form, engine), form, asked) or best
        return self._correction(text, best) if best else None

    def _correction(self, typed: str, best: _Candidate) -> Correction:
        text = self._names.written(best.text)
        return Correction(typed=typed, text=text, documents=best.documents)

    def _near(self, form: str, engine: Engine) -> Iterator[_Candidate]:
        """Words of the library a few edits away that begin with its first letter, or its second."""
        for letter in dict.fromkeys(form[:2]):
            known = self._lexicon.letter(engine, letter)
            close = process.extract(
                form, known.words, scorer=OSA.distance, score_cutoff=_edits(form), limit=None
            )
            for word, edits, place in close:
                if edits:
                    yield _Candidate(word, int(edits), Word(word), known.documents[place])

    def _named(self, form: str, engine: Engine) -> Iterator[_Candidate]:
        for name, edits in self._names.near(form, _edits(form))[:MOST_TRIED]:
            if found := _there(name, engine):
                text, documents = found
                yield _Candidate(
                    text,
                    edits,
                    text_query(text),
                    documents,
                    is_name=name.field in PROPER,
                    is_counted=True,
                )

    def _name_of_several(self, asked: "_Asked", at: int) -> tuple[Correction, int] | None:
        """A name of several words that was meant from a word on, if one of them is nowhere."""
        for upto in range(min(len(asked.typed), at + LONGEST_NAME), at + 1, -1):
            some = asked.typed[at:upto]
            if not all(some) or not asked.absent.intersection(some):
                continue
            form = " ".join(map(exact, some))
            for name, _ in self._names.near(form, _edits(form))[:MOST_TRIED]:
                if found := _there(name, asked.engine):
                    text, documents = found
                    return Correction(typed=" ".join(some), text=text, documents=documents), upto
        return None

    def _joined(self, asked: "_Asked", pair: tuple[str, ...]) -> Correction | None:
        """The one word that two are in the library."""
        text = "".join(map(exact, pair))
        if len(pair) < 2 or not all(pair) or len(text) < SHORTEST_JOINED:
            return None
        is_apart = asked.absent.intersection(pair) or (
            asked.found_nothing and not _count(Phrase(pair), asked.engine)
        )
        if not is_apart or any(map(self._names.knows, asked.absent.intersection(pair))):
            return None
        if not _count(Word(text, stemmed=False), asked.engine) or not asked.speaks(text):
            return None
        return Correction(
            typed=" ".join(pair),
            text=self._names.written(text),
            documents=_count(Word(text), asked.engine),
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The words of a query, empty where one is not to be looked at, and which are nowhere."""

    engine: Engine
    typed: tuple[str, ...]
    absent: frozenset[str]
    found_nothing: bool
    languages: Collection[str]

    def speaks(self, text: str) -> bool:
        """Whether words stand in a document, and on pages, in one of the languages."""
        some = words(text)
        return not self.languages or any(
            all(self.engine.frequencies([stem(word, language) for word in some]).values())
            and _count(
                All((text_query(text, stemmed=False), Is("language", language))), self.engine
            )
            for language in self.languages
        )

    def is_a_name(self, at: int) -> bool:
        """Whether a word is written as a name among others that are not, and not at their head."""
        others = (text for place, text in enumerate(self.typed) if place != at)
        return at > 0 and self.typed[at][:1].isupper() and any(map(str.islower, others))


def rewritten(text: str, corrections: Iterable[Correction]) -> str:
    """What was typed, with the corrections in it; fields, phrases and exclusions stay.

    >>> rewritten('Viena OR "viena" x', [Correction(typed="Viena", text="Wien", documents=1)])
    'Wien OR "viena" x'
    """
    places = list(_places(text))
    forms = [form for form, _, _ in places]
    changes: dict[tuple[int, int], str] = {}
    for one in corrections:
        wanted = [token.exact for token in tokens(one.typed)]
        for at in range(len(forms) - len(wanted) + 1):
            some = places[at : at + len(wanted)]
            if wanted and forms[at : at + len(wanted)] == wanted and _are_beside(some, text):
                changes[some[0][1], some[-1][2]] = one.text
    before = len(text) + 1
    for (start, end), new in sorted(changes.items(), reverse=True):
        if end <= before:
            text, before = text[:start] + new + text[end:], start
    return text


def _places(text: str) -> Iterator[tuple[str, int, int]]:
    """The words that are typed in no field, in no quotes and without signs."""
    parts, _ = cut(text)
    for before, part in pairwise([None, *parts]):
        if part is None or part.sign is not Sign.WORD:
            continue
        if before is not None and before.sign in (Sign.FIELD, Sign.NOT):
            continue
        if not any(char in part.text for char in "=*?~:"):
            for token in tokens(part.text):
                yield token.exact, part.position - 1 + token.start, part.position - 1 + token.end


def _are_beside(some: Sequence[tuple[str, int, int]], text: str) -> bool:
    """Whether nothing but blanks stands between words."""
    return all(not text[one[2] : next_[1]].strip() for one, next_ in pairwise(some))


def _is_absent(text: str, knows: Callable[[Query], bool]) -> bool:
    """Whether a word is nowhere, in no form and no spelling that is as good."""
    ways = (Word(text), *(Word(other) for other in spellings(text)))
    return not knows(Either(ways))


def _is_plain(word: Word) -> bool:
    is_one_word = words(word.word) == [word.word] and exact(word.word).isalpha()
    return word.field == EVERYWHERE and word.stemmed and is_one_word


def _may_be_wrong(text: str, form: str) -> bool:
    is_acronym = text.isupper() and len(text) <= LONGEST_ACRONYM
    return FEWEST_LETTERS <= len(form) <= MOST_LETTERS and not is_acronym


def _edits(form: str) -> int:
    return 1 if len(form) <= SHORT_WORD else 2


def _split(form: str, engine: Engine) -> Iterator[_Candidate]:
    """The word as two that stand beside each other in the library."""
    pairs = [Phrase((form[:at], form[at:])) for at in range(2, len(form) - 1)]
    if not _count(Either(tuple(pairs)), engine):
        return
    for pair in pairs:
        if documents := _count(pair, engine):
            yield _Candidate(" ".join(pair.words), 1, pair, documents)


def _other_first(form: str, engine: Engine) -> list[_Candidate]:
    """Words that differ in the first letter, or have one more before it."""
    ways = [letter + rest for rest in (form, form[1:]) for letter in _LETTERS if rest]
    words = [Word(way, stemmed=False) for way in ways if way != form]
    if not _count(Either(tuple(words)), engine):
        return []
    return [_Candidate(w.word, 1, Word(w.word), n) for w in words if (n := _count(w, engine))]


def _best(candidates: Iterable[_Candidate], form: str, asked: _Asked) -> _Candidate | None:
    """The best of the candidates that the library holds, with how many documents hold it."""
    ranked = dict.fromkeys(sorted(candidates, key=lambda one: one.rank(form)))
    spoken = (one for one in ranked if one.is_name or asked.speaks(one.text))
    for one in islice(spoken, MOST_TRIED):
        documents = one.documents if one.is_counted else _count(one.query, asked.engine)
        if documents:
            return replace(one, documents=documents)
    return None


def _there(name: Name, engine: Engine) -> tuple[str, int] | None:
    """How the library writes a name, and in how many documents; None where it does not."""
    # What a topic is called in another language is no other spelling.
    texts = (name.spelling, name.value) if name.field in PROPER else (name.spelling,)
    for text in dict.fromkeys(texts):
        if documents := _count(text_query(text), engine):
            return text, documents
    return None


def _count(query: Query, engine: Engine) -> int:
    return engine.answer(Request(query=query, limit=0)).total
