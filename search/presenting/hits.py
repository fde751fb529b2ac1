"""The documents of one page of results, each with its best pages and passages."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.catalogue import Catalogue
from corpus.document import Document, Page
from corpus.vocabulary import shown
from corpus.words import fold
from index.contract import Engine
from index.looking import evidence, ideas, leaves
from index.query import Phrase, Query, Widened
from index.request import BestPages, Found
from search.answering import Answered
from search.language.writer import write
from search.presenting.matched_in import matched_in
from search.presenting.passages import leaves_in, marked_value, passage
from search.presenting.related import ALONE, families, folded
from search.results import Hit, PageHit, page_name
from search.understanding.understanding import Understood

FACTS = ("city", "country", "module", "kind", "year", "language")
"""The fields of the line under a title."""

LONGEST_HEADING = 90
"""Characters of a heading that are shown beside a page."""

ALIKE = 0.8
"""The share of the words of two passages that both have, from which on they say the same."""

_WORD = re.compile(r"[^\W\d_]+")


def hits(found: Sequence[Found], answered: Answered, catalogue: Catalogue) -> tuple[Hit, ...]:
    """What is shown of some of the documents found: mostly those of the page that is asked for."""
    ask, understood, engine = answered.ask, answered.understood, answered.engine
    query = understood.widest
    first = (ask.page - 1) * ask.per_page + 1
    scores = {one.id: one.score for one in found}
    ranks = {id_: rank for rank, id_ in enumerate(scores, start=first)}
    there, known = catalogue.with_relatives(list(scores))
    kept = folded(list(scores), known) if ask.folded else dict.fromkeys(scores, 1)
    ids = list(kept)
    documents = {id_: there[id_] for id_ in ids if id_ in there}
    related = families(catalogue, documents, known)
    many = max(ask.passages, ask.strip)
    listed = engine.best_pages(query, ids, many, understood.scored) if many and ids else {}
    best = {id_: replace(one, best=one.best[: ask.passages]) for id_, one in listed.items()}
    openings = catalogue.opening_pages([id_ for id_ in ids if id_ not in best])
    pages = {
        id_: best.get(id_)
        or BestPages(total=0, best=((openings[id_], 0.0),) if id_ in openings else ())
        for id_ in ids
    }
    texts = catalogue.page_texts(
        [(id_, number) for id_, of_it in pages.items() for number, _ in of_it.best]
    )
    marks = _Marks(query)
    lacking = _lacking(found, understood, engine)
    further = {one.id for one in found if one.is_further}
    return tuple(
        replace(
            _hit(ranks[id_], documents[id_], scores[id_], marks, pages[id_], texts),
            shown_for=kept[id_],
            is_further=id_ in further,
            lacks=lacking.get(id_, ()),
            matching=_matching(listed.get(id_), ask.strip),
            versions=family.versions,
            translations=family.translations,
            part_of=family.part_of,
            parts=family.parts,
        )
        for id_ in ids
        if id_ in documents
        for family in (related.get(id_, ALONE),)
    )


def _lacking(
    found: Sequence[Found], understood: Understood, engine: Engine
) -> dict[str, tuple[str, ...]]:
    """The words that documents do not hold, by id, for those that need not hold all."""
    ids = [one.id for one in found if one.is_further or understood.is_relaxed]
    typed = [word for word in understood.words if not _is_repeated(word)]
    if not ids or len(typed) < 2:
        return {}
    held = engine.holding(typed, ids)
    return {
        id_: tuple(write(word) for word, by in zip(typed, held, strict=True) if id_ not in by)
        for id_ in ids
    }


def _is_repeated(word: Query) -> bool:
    """Whether it is a term of several words, which are each looked for as well."""
    match word:
        case Widened(Phrase(is_one_word=is_one_word)):
            return not is_one_word
        case _:
            return False


class _Marks:
    """What of a query is marked: on pages, and in titles."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.on_pages = evidence(query)
        self.things = {
            leaf: number for number, idea in enumerate(ideas(query)) for leaf in leaves(idea)
        }
        self.in_titles = tuple(
            dict.fromkeys(leaf for leaf in leaves(query) if leaf.field in ("", "title"))
        )

    def said_by(self, title: str, language: str) -> frozenset[int]:
        """The things that a title says, and its passages need not say again."""
        there = leaves_in(title, language, self.on_pages)
        return frozenset(self.things[leaf] for leaf in there if leaf in self.things)


def _matching(listed: BestPages | None, most: int) -> tuple[int, ...]:
    return tuple(sorted(number for number, _ in listed.best[:most])) if listed else ()


def summary(document: Document) -> tuple[str, ...]:
    """The line under a title: city, kind, year …"""
    return tuple(shown(name, value) for name in FACTS for value in document.all(name))


def _hit(
    rank: int,
    document: Document,
    score: float,
    marks: _Marks,
    best: BestPages,
    texts: dict[tuple[str, int], Page],
) -> Hit:
    pages = [
        (texts[document.id, number], page_score)
        for number, page_score in best.best
        if (document.id, number) in texts
    ]
    known = marks.said_by(document.title, document.language)
    return Hit(
        rank=rank,
        id=document.id,
        title=marked_value(document.title, document.language, marks.in_titles),
        score=round(score, 6),
        values=document.values,
        facts=summary(document),
        pages=_unlike(
            PageHit(
                number=page.number,
                label=page.label,
                name=page_name(page.number, page.label),
                score=round(page_score, 4),
                passage=passage(page, marks.on_pages, marks.things, known),
                heading=_heading(page, document),
            )
            for page, page_score in pages
            if page.matched.strip()
        ),
        more_pages=max(best.total - len(best.best), 0),
        has_text=bool(pages),
        matched_in=matched_in(document, marks.query, in_text=best.total > 0),
    )


def _heading(page: Page, document: Document) -> str:
    """What a page stands under, where the title and the name of the page do not say it."""
    said = {fold(document.title), fold(page.label)}
    heading = page.section if fold(page.section) not in said else ""
    if not any(map(str.isalpha, heading)):
        return ""
    is_long = len(heading) > LONGEST_HEADING
    return textwrap.shorten(heading, LONGEST_HEADING, placeholder="…") if is_long else heading


def _unlike(pages: Iterable[PageHit]) -> tuple[PageHit, ...]:
    """Pages without those whose passage only repeats that of one before, but for its figures.

    A page of a directory is like the next: the same words, and other numbers.
    """
    kept: list[PageHit] = []
    seen: list[set[str]] = []
    for page in pages:
        said = set(_WORD.findall(page.passage.text.lower()))
        like = next((at for at, other in enumerate(seen) if _are_alike(said, other)), None)
        if like is None:
            kept.append(page)
            seen.append(said)
        else:
            kept[like] = replace(kept[like], similar=kept[like].similar + 1)
    return tuple(kept)


def _are_alike(said: set[str], other: set[str]) -> bool:
    return len(said & other) >= ALIKE * max(len(said | other), 1)
