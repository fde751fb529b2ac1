"""How may what is being typed go on? With what the library holds, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.catalogue import Catalogue
from corpus.fields import BY_NAME, FACETS, RANGED
from corpus.vocabulary import Vocabulary
from index.contract import Engine
from index.query import Is, Word
from index.request import Request
from search.language.writer import write
from search.suggesting.known_names import KnownNames
from search.suggesting.titles import Titles
from search.suggesting.unfinished import Unfinished, unfinished
from search.suggesting.values import Value, Values
from search.understanding.languages import Languages
from search.understanding.lexicon import Lexicon

WORD = "word"
TITLE = "title"

MOST_FUNCTION_WORDS = 40
"""Words that only put a question, and are passed over: the most frequent of a letter are."""

NAMED = tuple(name for name in FACETS if BY_NAME[name].type not in RANGED and name != "collection")
"""Fields whose values are proposed where none is named: not years, and no names of folders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """One way to go on.

    Characters `start` to `end` of what was typed are replaced by `inserted`, which
    makes `text` of it all. `label` is what it is in words, `kind` is "word", "title"
    or the field it is a value of, and `documents` have this word, title or value.
    `spelling` is what begins as typed, where that is not the label: "Wien" for Vienna.
    """

    start: int
    end: int
    inserted: str
    text: str
    label: str
    kind: str
    documents: int
    spelling: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completions:
    """What was typed, and the ways to go on, the best first."""

    typed: str
    found: tuple[Completion, ...] = ()


class Completer:
    """Completes queries by what a library holds. Safe in several threads.

    Keep one for a library: it remembers titles and values of the last commit.
    """

    def __init__(
        self, catalogue: Catalogue, vocabulary: Vocabulary, lexicon: Lexicon | None = None
    ) -> None:
        self._titles = Titles(catalogue)
        self._values = Values(KnownNames(vocabulary))
        self._vocabulary = vocabulary
        self._lexicon = lexicon or Lexicon()
        self._languages = Languages()

    def complete(self, text: str, engine: Engine, limit: int = 10) -> Completions:
        """The ways in which the end of a text may go on. Never raises on what was typed.

        Values of fields come first, then words, then titles; each has a third of the
        places, if there are so many.
        """
        typing = unfinished(text)
        if typing is None or limit < 1:
            return Completions(typed=text)
        lists = [
            list(self._named(text, typing, engine, limit)),
            list(self._worded(text, typing, engine, limit)),
            list(self._titled(text, typing, engine, limit)),
        ]
        return Completions(typed=text, found=tuple(_shared(lists, limit)))

    def _named(
        self, text: str, typing: Unfinished, engine: Engine, limit: int
    ) -> Iterator[Completion]:
        if typing.field:
            for value in self._values.find(engine, [typing.field], typing.form(), limit):
                yield from _value(text, typing.start, value, written=typing.field)
            return
        if not typing.is_plain:
            return
        seen: set[tuple[str, str]] = set()
        for first in range(1 if typing.is_quoted else len(typing.words)):
            start = typing.start if typing.is_quoted else typing.words[first].start
            for value in self._values.find(engine, NAMED, typing.form(first), limit):
                if (value.field, value.value) not in seen:
                    seen.add((value.field, value.value))
                    yield from _value(text, start, value)

    def _worded(
        self, text: str, typing: Unfinished, engine: Engine, limit: int
    ) -> Iterator[Completion]:
        if typing.field or typing.is_ended or not typing.words:
            return
        last = typing.words[-1]
        asks = self._vocabulary.question_words
        language = self._languages.of(text[: last.start], asks, engine)[:1]
        known = self._lexicon.beginning(engine, last.exact, limit + MOST_FUNCTION_WORDS)
        for word in [word for word, _ in known if not asks.is_function_word(word, language)][
            :limit
        ]:
            # An engine may count a document that was replaced, until it tidies up.
            request = Request(query=Word(word, stemmed=False), limit=0)
            if documents := engine.answer(request).total:
                yield _completion(text, last.start, last.end, word, word, WORD, documents)

    def _titled(
        self, text: str, typing: Unfinished, engine: Engine, limit: int
    ) -> Iterator[Completion]:
        if typing.field not in ("", TITLE) or not typing.is_plain:
            return
        for title, documents in self._titles.find(typing.form(), limit, engine.revision()):
            quoted = f'"{" ".join(title.replace(chr(34), " ").split())}"'
            inserted = quoted if typing.field else f"{TITLE}:{quoted}"
            yield _completion(text, typing.start, len(text), inserted, title, TITLE, documents)


def _value(text: str, start: int, value: Value, written: str = "") -> Iterator[Completion]:
    """A value as it is typed; one that holds a quotation mark cannot be."""
    if '"' in value.value:
        return
    inserted = write(Is(value.field, value.value))
    if written:
        inserted = inserted.partition(":")[2]
    made = _completion(text, start, len(text), inserted, value.label, value.field, value.documents)
    yield replace(made, spelling="" if value.spelling == value.label else value.spelling)


def _completion(
    text: str, start: int, end: int, inserted: str, label: str, kind: str, documents: int
) -> Completion:
    return Completion(
        start=start,
        end=end,
        inserted=inserted,
        text=text[:start] + inserted + text[end:],
        label=label,
        kind=kind,
        documents=documents,
    )


def _shared(lists: list[list[Completion]], limit: int) -> Iterator[Completion]:
    """So many of some lists, in their order: a third of each, and of what is left the first."""
    share = max(1, limit // len(lists))
    kept = [min(len(one), share) for one in lists]
    for at, one in enumerate(lists):
        kept[at] += min(len(one) - kept[at], max(0, limit - sum(kept)))
    found = [one for some, count in zip(lists, kept, strict=True) for one in some[:count]]
    yield from found[:limit]
