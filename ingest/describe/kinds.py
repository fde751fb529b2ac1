"""Of what kind is a document: a local plan, an assessment of one, a party's programme?

The words of its title tell, as a title page prints them, before a title that only its
file brings; then the name of the file, and what the first pages call it. The folder
tells where a document has no words: below `local_plans` there are letters, too.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from corpus.document import Claim, Origin
from corpus.vocabulary import Term, Vocabulary
from corpus.weighing import weigh
from corpus.words import fold
from ingest.describe.context import Context, first_page, one_line, opening, spaced
from ingest.describe.title_line import find_title_line, titles
from ingest.extract.extracted import Extracted

HEAD_LINES = 12
HEAD = 400
"""Lines and characters at the start of the first page that may be its title."""

LONGEST_LINE = 120
"""Characters of a line of a title."""

MOST_SMALL = 5
"""Words of a line that begin with a small letter, where these are most of it: more are prose."""

TOLD_WITHIN = 3
"""Pages from the start whose text may say what the document is."""

SHORT = 10_000
"""Characters of a web page below which it is no book itself."""

MOST_SECTIONS = 50
"""Sections of a web page: what has more is a book that was put on the web."""

_A_PART = re.compile(
    r" (?:addendum|annex|annexe|annexes|anexo|allegato|anhang|anlage|appendix|bijlage|"
    r"corrigendum|errata|erratum|cover letter) "
)
"""Words of a file's name that make it only a part of what else it names and speaks of."""

_GAP = r"(?:\S+ ){1,3}"
_HTML = "text/html"
_WEB_PAGE = "web page"


def describe(extracted: Extracted, context: Context) -> list[Claim]:
    """Claims on the kind with origin TITLE, FILE_NAME or TEXT."""
    books = {kind.name for kind in context.vocabulary.kinds if kind.book}
    is_web_page = context.media_type == _HTML
    is_short = sum(len(page.text) for page in extracted.pages) < SHORT
    return [
        claim
        for claim in _claims(extracted, context)
        if not (is_web_page and is_short and claim.value in books)
    ]


def kind_of(extracted: Extracted, context: Context) -> str:
    """The kind that the document and its name tell, empty where they tell none."""
    weighing = weigh(describe(extracted, context), context.vocabulary)
    return next(iter(weighing.values), "")


def _claims(extracted: Extracted, context: Context) -> Iterator[Claim]:
    vocabulary = context.vocabulary
    yield from _of_titles(extracted, vocabulary)
    yield from _below_title(extracted, vocabulary)
    if not _is_a_part(context):
        yield from _of_name(context, has_words=first_page(extracted) is not None)
        yield from _of_text(extracted, vocabulary)
    if context.media_type == _HTML and len(extracted.pages) <= MOST_SECTIONS:
        yield _claim(_WEB_PAGE, Origin.TEXT, context.source.name, 0.35)


def _claim(kind: str, origin: Origin, evidence: str, confidence: float) -> Claim:
    return Claim(
        field="kind", value=kind, origin=origin,
        evidence=one_line(evidence), confidence=confidence,
    )  # fmt: skip


# -- titles -----------------------------------------------------------------------


def _of_titles(extracted: Extracted, vocabulary: Vocabulary) -> Iterator[Claim]:
    """The kind of each title; surer where the title is printed on the first page."""
    printed = _letters_of(extracted)
    head = _head(extracted)
    every = titles(extracted, find_title_line(extracted, vocabulary))
    for title in every:
        kind = kind_of_title(title, vocabulary)
        if kind:
            is_printed = not printed or set(spaced(title).split()) <= printed
            yield _claim(kind, Origin.TITLE, title, 0.85 if is_printed else 0.75)
    kind = kind_of_title(head, vocabulary)
    if kind:
        yield _claim(kind, Origin.TITLE, head, 0.8)


def _letters_of(extracted: Extracted) -> set[str]:
    page = first_page(extracted)
    return set(spaced(page.text).split()) if page else set()


def _head(extracted: Extracted) -> str:
    """The lines of the first page that stand before its prose."""
    found: list[str] = []
    for line in opening(extracted).split("\n")[:HEAD_LINES]:
        if _is_prose(line) or sum(map(len, found)) > HEAD:
            break
        found.append(line)
    return " ".join(found)


def _is_prose(line: str) -> bool:
    written = line.split()
    small = sum(word[0].islower() for word in written)
    return len(line) > LONGEST_LINE or (small > MOST_SMALL and small > len(written) / 2)


def kind_of_title(title: str, vocabulary: Vocabulary) -> str:
    """The first kind whose words stand in a title, empty where none does."""
    return _first_in(spaced(title), _by_titles(vocabulary.kinds))


def _below_title(extracted: Extracted, vocabulary: Vocabulary) -> Iterator[Claim]:
    """A line that is a kind and nothing else: "Concept report" under a title."""
    names = {fold(name): kind.name for kind in vocabulary.kinds for name in kind.titles}
    for line in opening(extracted).split("\n")[:HEAD_LINES]:
        kind = names.get(fold(line.strip(" #*_.")))
        if kind:
            yield _claim(kind, Origin.TITLE, line.strip(), 0.7)
            return


# -- names and text ---------------------------------------------------------------


def _of_name(context: Context, *, has_words: bool) -> Iterator[Claim]:
    """The kind that the name of the file says, else, of what has no words, that of its folder."""
    *folders, name = context.source.name.split("/")
    stem = name.rpartition(".")[0] or name
    weakly = [] if has_words else folders[-1:]
    for text, confidence in ((stem, 0.6), *((folder, 0.3) for folder in weakly)):
        kind = _longest_in(text, context.vocabulary.kinds)
        if kind:
            yield _claim(kind, Origin.FILE_NAME, text, confidence)
            return


def _is_a_part(context: Context) -> bool:
    """Whether the file is called the annex of something: its name and text speak of that."""
    return _A_PART.search(spaced(context.source.name.rpartition("/")[2])) is not None


def _longest_in(name: str, kinds: tuple[Term, ...]) -> str:
    here = spaced(name)
    found = [
        (len(match[0]), -number)
        for number, (_, pattern) in enumerate(_by_names(kinds))
        if (match := pattern.search(here))
    ]
    return kinds[-max(found)[1]].name if found else ""


def _of_text(extracted: Extracted, vocabulary: Vocabulary) -> Iterator[Claim]:
    """What the first pages call the document: "this guidance note", "unser Wahlprogramm"."""
    for page in extracted.pages[:TOLD_WITHIN]:
        here = spaced(page.matched)
        for name, pattern in _by_terms(vocabulary.kinds):
            found = pattern.search(here)
            if found:
                yield _claim(name, Origin.TEXT, found[0], 0.6)
                return


# -- words ------------------------------------------------------------------------

_Patterns = tuple[tuple[str, re.Pattern[str]], ...]


def _first_in(here: str, patterns: _Patterns) -> str:
    return next((name for name, pattern in patterns if pattern.search(here)), "")


@lru_cache(maxsize=8)
def _by_titles(kinds: tuple[Term, ...]) -> _Patterns:
    return tuple((kind.name, _any_of(kind.titles)) for kind in kinds if kind.titles)


@lru_cache(maxsize=8)
def _by_terms(kinds: tuple[Term, ...]) -> _Patterns:
    return tuple((kind.name, _any_of(kind.terms)) for kind in kinds if kind.terms)


@lru_cache(maxsize=8)
def _by_names(kinds: tuple[Term, ...]) -> _Patterns:
    """Names of each kind as they stand in a file name.

    A kind's other names are "page", "news", "meeting" … : one word is not enough.
    """
    return tuple(
        (
            kind.name,
            _any_of((kind.name, *kind.titles, *(name for name in kind.aliases if " " in name))),
        )
        for kind in kinds
    )


def _any_of(written: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these words as `spaced` gives them, in the plural, too."""
    every = sorted({_pattern(one) for one in written}, key=len, reverse=True)
    return re.compile(rf" (?:{'|'.join(every)})(?:e?s)?(?= )")


def _pattern(written: str) -> str:
    """The words of a kind; "*" is any letters of a word, "…" one to three words."""
    parts = [
        r"\S*".join(re.escape(spaced(piece).strip()) for piece in part.split("*"))
        for part in written.split("…")
    ]
    return f" {_GAP}".join(part.strip() for part in parts)
