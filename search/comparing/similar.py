"""What else is about the same? Documents like a document, passages like a passage.

A document is known by its telling words (`search.comparing.telling`), taken from the pages
of its body without what many documents repeat, and from its title. What is similar
uses many of them. Stems of different languages never meet, so that documents in
other languages are not found: translations are told by the catalogue.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Document, Page, Part
from corpus.vocabulary import shown
from corpus.words import clean, stem, words
from index.query import All, Either, Is, Most, Not, Query, Word
from index.request import Request, Weighed
from search.comparing.telling import FEWEST, Said, Telling, telling_words
from search.presenting.hits import FACTS
from search.presenting.passages import passage
from search.presenting.related import folded
from search.results import PageHit, Passage, page_name
from search.searcher import Searcher

PAGES_READ = 40
"""Pages of a document that are read for its telling words, spread evenly over it."""

IN_TITLE, IN_SECTION = 8.0, 3.0
"""How many times a word counts that stands in the title, or in a heading."""

ENOUGH = 0.3
"""The part of the telling words that a document must hold to be looked at."""

LEAST = 0.05
"""A smaller share is no likeness."""

LOOKED_AT = 100
"""Documents that are compared at most, and so the most that are found."""

LONGEST_PASSAGE = 10_000
"""Characters of a passage that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A document that is about the same as another.

    `share` is how much of the telling words of the other it uses, from 0 to 1. Each
    counts by its weight: in full where it stands in the title, or on as large a part
    of the pages as in the other document; else for as much less as it is rarer.
    `words` are those that it uses, as the other writes them, the weightiest first;
    `looked_for` is how many there were.
    """

    id: str
    title: str
    facts: tuple[str, ...]
    share: float
    words: tuple[str, ...]
    looked_for: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarPassage:
    """A page that says what a passage says, with the words they share marked.

    `share` is the weight of the telling words that it holds beside the weight of all, from
    0 to 1. `words` and `looked_for` are as in `Similar`.
    """

    id: str
    title: str
    facts: tuple[str, ...]
    page: PageHit
    share: float
    words: tuple[str, ...]
    looked_for: int


def similar_documents(searcher: Searcher, id_or_code: str, limit: int = 10) -> tuple[Similar, ...]:
    """Documents that use the telling words of a document, the most similar first.

    Each work is there once. The document itself, its other versions, its translations, its
    parts and its whole are left out. Raises UnknownDocument.
    """
    document = searcher.catalogue.document(id_or_code, with_pages=False)
    telling = telling_of_document(searcher, document)
    if not telling or limit < 1:
        return ()
    ids = _holding(searcher, document, telling, min(2 * limit + 10, LOOKED_AT))
    documents = searcher.catalogue.documents([document.id, *ids])
    used = _used(searcher, documents, telling)
    asked = used[document.id]
    compared = [
        _compared(documents[id_], telling, asked, used[id_]) for id_ in ids if id_ in documents
    ]
    alike = sorted((one for one in compared if one.share >= LEAST), key=_order)
    first = folded([one.id for one in alike], searcher.catalogue.relatives(ids))
    return tuple(one for one in alike if one.id in first)[:limit]


def similar_passages(
    searcher: Searcher, document: str, page_number: int, text: str = "", limit: int = 10
) -> tuple[SimilarPassage, ...]:
    """Pages of other documents that use the telling words of a page, the most similar first.

    With `text`, those of these words alone, which stand on the page. A page that is no part
    of the body, such as a bibliography, is like none. A document shows its best page, a work
    one document; those that `similar_documents` leaves out are left out. A number outside
    the document leads to its nearest page. Raises UnknownDocument.
    """
    source = searcher.catalogue.document(document, with_pages=False)
    telling = telling_of_passage(searcher, source, page_number, text)
    if not telling or limit < 1:
        return ()
    leaves = tuple(one.leaf for one in telling)
    ids = _holding(searcher, source, telling, min(limit + 10, LOOKED_AT))
    documents = searcher.catalogue.documents(ids)
    best = searcher.engine.best_pages(Either(leaves), ids, 1)
    places = [(id_, number) for id_, pages in best.items() for number, _ in pages.best]
    pages = searcher.catalogue.page_texts(places)
    alike = [
        _page_compared(documents[id_], page, telling)
        for (id_, _), page in pages.items()
        if id_ in documents and page.part is Part.BODY
    ]
    fewest = _part_of(ENOUGH, leaves)
    alike = sorted((one for one in alike if len(one.words) >= fewest), key=_order)
    first = folded([one.id for one in alike], searcher.catalogue.relatives(ids))
    kept = [one for one in alike if one.id in first][:limit]
    return tuple(_cut(one, pages[one.id, one.page.number], telling) for one in kept)


def telling_of_document(searcher: Searcher, document: Document) -> tuple[Telling, ...]:
    """What a document is known by. Its pages are not needed."""
    count = int(document.first("pages") or 0)
    pages = searcher.catalogue.page_texts((document.id, n) for n in _spread(count))
    said = [*_titles(document), *_said(pages.values())]
    return telling_words(said, searcher.engine, searcher.vocabulary.question_words)


def telling_of_passage(
    searcher: Searcher, document: Document, page_number: int, text: str = ""
) -> tuple[Telling, ...]:
    """What a page is known by, or words that stand on it."""
    count = int(document.first("pages") or 0)
    number = min(max(page_number, 1), max(count, 1))
    pages = searcher.catalogue.page_texts([(document.id, number)])
    page = next(iter(pages.values()), Page(number=number, text=""))
    text = clean(text[:LONGEST_PASSAGE])
    if text.strip():
        said = [Said(_on(page, text), page.language or document.language)]
    else:
        said = [*_said([page])]
    return telling_words(said, searcher.engine, searcher.vocabulary.question_words)


def _holding(
    searcher: Searcher,
    document: Document,
    telling: Sequence[Telling],
    limit: int,
) -> list[str]:
    """Documents that hold enough of some words, those first with a page that holds most of them.

    The relatives of a document are left out.
    """
    leaves = tuple(one.leaf for one in telling)
    own = Either(tuple(Is("id", id_) for id_ in _family(searcher, document)))
    query: Query = All((Most(leaves, _part_of(ENOUGH, leaves)), Not(own)))
    weighed = tuple(Weighed(one.leaf, one.weight) for one in telling)
    answer = searcher.engine.answer(Request(query=query, words=weighed, limit=limit))
    return [found.id for found in answer.found]


def _part_of(level: float, parts: Sequence[object]) -> int:
    """So many of some parts, and never so few that they could be there by chance."""
    return max(math.ceil(level * len(parts)), FEWEST)


def _family(searcher: Searcher, document: Document) -> list[str]:
    """A document with all that holds the same text."""
    known = searcher.catalogue.relatives([document.id])
    kinds = (known.versions, known.translations, known.parts)
    others = [id_ for kind in kinds for id_ in kind.get(document.id, ())]
    return [document.id, *others, *document.all("part_of")]


def _spread(count: int) -> Iterator[int]:
    """Page numbers, evenly over a document of so many pages."""
    step = max(count / PAGES_READ, 1.0)
    return (1 + int(place * step) for place in range(min(count, PAGES_READ)))


def _titles(document: Document) -> Iterator[Said]:
    for name in ("title", "subtitle"):
        for value in document.all(name):
            yield Said(value, document.language, IN_TITLE)


def _said(pages: Iterable[Page]) -> Iterator[Said]:
    """What the pages of the body say; each heading once."""
    body = [page for page in pages if page.part is Part.BODY]
    for page in body:
        yield Said(page.matched, page.language)
    for section, language in dict.fromkeys((page.section, page.language) for page in body):
        yield Said(section, language, IN_SECTION)


def _on(page: Page, text: str) -> str:
    """Words of a page without what is left out of it; as they are, where they do not stand there.

    Blanks and line ends count the same.
    """
    pattern = r"\s+".join(map(re.escape, text.split()))
    found = re.search(pattern, page.text)
    return page.matched[found.start() : found.end()] if found else text


def _used(
    searcher: Searcher, documents: dict[str, Document], telling: Sequence[Telling]
) -> dict[str, list[float]]:
    """For each document and word the part of its pages that hold it; 1 for a word of its title."""
    used: dict[str, list[float]] = {id_: [] for id_ in documents}
    titles = {id_: _stems_in_titles(document) for id_, document in documents.items()}
    for one in telling:
        pages = searcher.engine.count_pages(one.leaf, list(documents))
        for id_, document in documents.items():
            count = max(int(document.first("pages") or 0), 1)
            used[id_].append(1.0 if one.stem in titles[id_] else pages.get(id_, 0) / count)
    return used


def _stems_in_titles(document: Document) -> set[str]:
    return {stem(word, said.language) for said in _titles(document) for word in words(said.text)}


def _compared(
    document: Document, telling: Sequence[Telling], asked: list[float], used: list[float]
) -> Similar:
    parts = [
        min(1.0, there / here) if here else 0.0 for here, there in zip(asked, used, strict=True)
    ]
    weighed = [one.weight * part for one, part in zip(telling, parts, strict=True)]
    return Similar(
        id=document.id,
        title=document.title,
        facts=_facts(document),
        share=round(sum(weighed) / sum(one.weight for one in telling), 3),
        words=tuple(one.word for one, part in zip(telling, parts, strict=True) if part),
        looked_for=len(telling),
    )


def _page_compared(document: Document, page: Page, telling: Sequence[Telling]) -> SimilarPassage:
    there = {stem(word, page.language) for word in set(words(page.matched))}
    shared = [one for one in telling if one.stem in there]
    share = sum(one.weight for one in shared) / sum(one.weight for one in telling)
    return SimilarPassage(
        id=document.id,
        title=document.title,
        facts=_facts(document),
        page=PageHit(
            number=page.number,
            label=page.label,
            name=page_name(page.number, page.label),
            score=round(share, 3),
            passage=Passage(),
        ),
        share=round(share, 3),
        words=tuple(one.word for one in shared),
        looked_for=len(telling),
    )


def _cut(similar: SimilarPassage, page: Page, telling: Sequence[Telling]) -> SimilarPassage:
    """With the passage, which takes longer to cut than a page to compare."""
    forms = {stem(word, page.language): word for word in words(page.matched)}
    # As they are written on the page, which is found sooner than by stem.
    leaves = [Word(forms[one.stem]) for one in telling if one.stem in forms]
    return replace(similar, page=replace(similar.page, passage=passage(page, leaves)))


def _order(similar: Similar | SimilarPassage) -> tuple[float, str]:
    return (-similar.share, similar.id)


def _facts(document: Document) -> tuple[str, ...]:
    return tuple(shown(name, value) for name in FACTS for value in document.all(name))
