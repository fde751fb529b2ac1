"""Why was nothing found, and what would be found with less asked for?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from corpus.codes import codes_in, normal_code
from corpus.vocabulary import Vocabulary, shown
from index.looking import looks_into_text
from index.query import (
    All,
    Either,
    Is,
    Most,
    Phrase,
    Query,
    Widened,
    Word,
)
from index.request import Request
from search.explaining.nothing_found import Failed, Occurrence, Unread, Why, Without, Zero
from search.language.in_words import in_words, value_in_words
from search.question import Ask
from search.results import Results
from search.searcher import Searcher
from search.suggesting.known_names import form_of
from search.understanding.understanding import Understood

MOST_CALLS = 12
"""Questions that are put to the engine."""

MOST_WORDS = 4
"""Words that are looked for in the whole library, each by itself."""

MOST_LISTED = 5
"""Documents without text and files that failed that are named."""

MOST_FAILURES = 20_000
"""Files that failed whose names are looked at."""

FEWEST_LETTERS = 4
"""Letters of a word that may name a file; shorter ones are in the names of too many."""


def why_nothing(searcher: Searcher, results: Results) -> Zero | None:
    """Why a search found nothing; None where it found something."""
    return explain_zero(searcher, results.asked) if results.found_nothing else None


def explain_zero(searcher: Searcher, asked: Ask | Understood) -> Zero:
    """Why a question finds nothing. Asks the engine at most MOST_CALLS times.

    Raises UnknownField as `search` does.
    """
    understood = searcher.understand(asked) if isinstance(asked, Ask) else asked
    return _Explained(searcher, understood).zero()


class _Explained:
    """One explanation, and how many questions it may still put."""

    def __init__(self, searcher: Searcher, understood: Understood) -> None:
        self._catalogue = searcher.catalogue
        self._vocabulary = searcher.vocabulary
        self._engine = searcher.engine
        self._understood = understood
        self._left = MOST_CALLS
        query = understood.strictly
        self._parts = query.parts if isinstance(query, All) else (query,)

    def zero(self) -> Zero:
        named = [part for part in self._parts if self._is_named(part)]
        said = [part for part in self._parts if not self._is_named(part)]
        under = All((*self._understood.filters.values(), *named))
        documents = self._count(under)
        unread_of = All((under, Is("scan", "without text")))
        without_text, unread = self._unread(unread_of) if documents else (0, ())
        failed = self._failed()
        occurrences = tuple(self._occurrences())
        without = [*self._without()] or [*self._without_all(occurrences)]
        return Zero(
            why=_why(documents, without_text, len(failed)),
            asked_for=(*self._filters_in_words().values(), *map(in_words, named)),
            said=tuple(map(in_words, said)),
            documents=documents,
            without_text=without_text,
            unread=unread,
            failed=tuple(failed[:MOST_LISTED]),
            failed_count=len(failed),
            words=occurrences,
            without=tuple(sorted(without, key=attrgetter("documents"), reverse=True)),
        )

    def _count(self, query: Query) -> int:
        self._left -= 1
        return self._engine.answer(Request(query=query, limit=0)).total

    def _is_named(self, part: Query) -> bool:
        """Whether a part asks for documents by what they are: by field, city or code."""
        if not looks_into_text(part):
            return True
        return bool(_city(part, self._vocabulary) or _codes(part))

    def _filters_in_words(self) -> dict[str, str]:
        return {
            name: value_in_words(name, " or ".join(shown(name, value) for value in values))
            for name, values in self._understood.chosen.items()
        }

    def _unread(self, query: Query) -> tuple[int, tuple[Unread, ...]]:
        self._left -= 1
        answer = self._engine.answer(Request(query=query, limit=MOST_LISTED))
        there = self._catalogue.documents([found.id for found in answer.found])
        listed = tuple(
            Unread(id=one.id, title=one.title, source=one.first("source")) for one in there.values()
        )
        return answer.total, listed

    def _failed(self) -> list[Failed]:
        """Files that failed and whose path has a city or code asked for, or else a word."""
        names = tuple(dict.fromkeys(self._names())) or tuple(
            form
            for typed in _words(self._parts)
            if len(form := form_of(typed.word)) >= FEWEST_LETTERS
        )
        if not names:
            return []
        return [
            Failed(path=path, reason=reason)
            for path, reason in self._catalogue.failed_paths(MOST_FAILURES)
            if _says(path, names)
        ]

    def _names(self) -> Iterator[str]:
        """Cities in every spelling and codes that are asked for, as a path may have them."""
        for name, values in self._understood.chosen.items():
            yield from (form for value in values for form in self._spellings(name, value))
        for part in self._parts:
            if isinstance(part, Is):
                yield from self._spellings(part.field, part.value)
            elif city := _city(part, self._vocabulary):
                yield from self._spellings("city", city)
            else:
                yield from _codes(part)

    def _spellings(self, field: str, value: str) -> Iterator[str]:
        if field == "code":
            yield normal_code(value) or value
        if field != "city":
            return
        city = self._vocabulary.city(value)
        for spelling in (value, *(city.spellings if city else ())):
            if form := form_of(spelling):
                yield form

    def _occurrences(self) -> Iterator[Occurrence]:
        for typed in list(dict.fromkeys(_words(self._parts)))[:MOST_WORDS]:
            yield Occurrence(word=typed.word, documents=self._count(typed))

    def _without(self) -> Iterator[Without]:
        """What would be found without each filter and each part, where anything would be."""
        filters = self._understood.filters
        labels = self._filters_in_words()
        ways: list[tuple[str, tuple[Query, ...]]] = [
            (labels.get(name, name), (*_others(filters, name), *self._parts)) for name in filters
        ]
        ways += [
            (in_words(part), (*filters.values(), *self._parts[:at], *self._parts[at + 1 :]))
            for at, part in enumerate(self._parts)
        ]
        for label, kept in ways:
            if kept and self._left > 0 and (documents := self._count(All(kept))):
                yield Without(label=label, query=All(kept), documents=documents)

    def _without_all(self, occurrences: Iterable[Occurrence]) -> Iterator[Without]:
        """What would be found without all the words that are nowhere, where one is too few."""
        nowhere = {one.word for one in occurrences if not one.documents}
        left_out = [p for p in self._parts if isinstance(p, Word) and p.word in nowhere]
        words = [part for part in self._parts if part not in left_out]
        kept = All((*self._understood.filters.values(), *words))
        if len(left_out) > 1 and words and self._left > 0 and (documents := self._count(kept)):
            label = " and ".join(map(in_words, left_out))
            yield Without(label=label, query=kept, documents=documents)


def _why(documents: int, without_text: int, failed: int) -> Why:
    if not documents:
        return Why.UNREAD if failed else Why.NO_REPORT
    return Why.UNREAD if without_text == documents else Why.NOT_SAID


def _others(filters: Mapping[str, Query], name: str) -> tuple[Query, ...]:
    return tuple(query for other, query in filters.items() if other != name)


def _words(parts: Iterable[Query]) -> Iterator[Word]:
    """The words that are looked for in the text, as they were typed."""
    for part in parts:
        match part:
            case All(some) | Either(some) | Most(some):
                yield from _words(some)
            case Widened(typed):
                yield from _words([typed])
            case Word(_, ""):
                yield part
            case Phrase(some, ""):
                yield from map(Word, some)
            case _:
                pass


def _city(part: Query, vocabulary: Vocabulary) -> str | None:
    """The city of which a part is a name."""
    match part:
        case Widened(typed):
            return _city(typed, vocabulary)
        case Word(word, ""):
            return vocabulary.canonical("city", word)
        case Phrase(some, ""):
            return vocabulary.canonical("city", " ".join(some))
        case All(parts):
            words = [part.word for part in parts if isinstance(part, Word) and not part.field]
            is_whole = len(words) == len(parts)
            return vocabulary.canonical("city", " ".join(words)) if is_whole else None
        case _:
            return None


def _codes(part: Query) -> list[str]:
    """The publication codes, in their normal spelling, of a part that is nothing else."""
    codes = [normal_code(typed.word) for typed in _words([part])]
    return [code for code in codes if code] if all(codes) else []


def _says(path: str, names: Sequence[str]) -> bool:
    """Whether a path has a name in it, whole words of it or the beginning of one."""
    spelled = f" {form_of(path)}"
    codes = {code for code, _ in codes_in(path)}
    return any(f" {name}" in spelled or name in codes for name in names)
