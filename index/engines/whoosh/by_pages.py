"""The order by pages: which pages are best, and what that makes their documents worth."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from heapq import nsmallest

from index.engines.whoosh.translate import Hits, Translator
from index.engines.whoosh.view import View
from index.head import terms_for
from index.query import All, Either, Is, Most, Not, Query, Range, Widened
from index.request import PAGES_WEIGHED, Weighed
from index.scoring import OUTSIDE_BODY, in_head, kept_below, of_document, together


def worths(view: View, words: Sequence[Weighed], within: Set[int]) -> Mapping[str, float]:
    """What documents are worth by their best pages, of some pages, by id."""
    scores = page_scores(view, words, within)
    best = nsmallest(PAGES_WEIGHED, scores, key=lambda page: (-scores[page], page))
    found: dict[str, list[float]] = defaultdict(list)
    for page in best:
        found[view.document_of[page]].append(scores[page])
    return {id_: of_document(of_it) for id_, of_it in found.items()}


def page_scores(view: View, words: Sequence[Weighed], within: Set[int]) -> Hits:
    """What some pages are worth; without those on which no word finds anything."""
    scorer = _Scorer(view, within)
    scores: Hits = {}
    for one in sorted(words, key=lambda one: not one.finds):
        for page, worth in scorer.of(one.query).items():
            if one.finds or page in scores:
                scores[page] = scores.get(page, 0.0) + one.weight * worth
    return {
        page: worth if page in view.body else OUTSIDE_BODY * worth for page, worth in scores.items()
    }


class _Scorer:
    """What a word is worth on some pages: what stands there, or in the head of the document."""

    def __init__(self, view: View, within: Set[int]) -> None:
        self._view, self._within = view, within
        self._pages = Translator(view.pages)

    def of(self, query: Query) -> Hits:
        match query:
            case All(parts):
                return self._most(parts, len(parts))
            case Either(parts):
                return self._most(parts, 1)
            case Most(parts, fewest):
                return self._most(parts, fewest)
            case Widened(typed, others):
                return self._widened(typed, others)
            case Range() | Not():
                return {}
            case Is():
                return self._in_head(query)
            case _:
                found = dict(self._pages.hits(query, self._within))
                for page, worth in self._in_head(query).items():
                    found[page] = max(found.get(page, 0.0), worth)
                return found

    def _most(self, parts: Sequence[Query], fewest: int) -> Hits:
        worth: dict[int, list[float]] = defaultdict(list)
        for part in parts:
            for page, score in self.of(part).items():
                worth[page].append(score)
        return {page: sum(scores) for page, scores in worth.items() if len(scores) >= fewest}

    def _widened(self, typed: Query, others: Sequence[tuple[Query, float]]) -> Hits:
        of_typed = self._pages.weight(typed)
        ways = [(typed, 1.0)] + [
            (other, kept_below(worth, of_typed, self._pages.weight(other)))
            for other, worth in others
        ]
        worths: dict[int, list[float]] = defaultdict(list)
        for way, share in ways:
            for page, score in self.of(way).items():
                worths[page].append(share * score)
        return {page: together(several) for page, several in worths.items()}

    def _in_head(self, query: Query) -> Hits:
        wanted = terms_for(query)
        if not wanted:
            return {}
        documents = self._view.documents
        held = [
            set().union(*(documents.postings("head", term).tally.keys() for term in some))
            for some in wanted
        ]
        ids = [self._view.ids[entry] for entry in set.intersection(*held)]
        holding = sum(len(self._view.pages_of[id_]) for id_ in ids)
        worth = in_head(self._pages.weight(query), holding, len(self._view.document_of))
        return {
            page: worth for id_ in ids for page in self._view.pages_of[id_] if page in self._within
        }
