"""What documents are worth to a question, worked out one by one as `index.scoring` says."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.fields import SEARCHED
from corpus.words import exact, stems, terms
from index.query import (
    EVERYWHERE,
    All,
    Either,
    Most,
    Near,
    Not,
    Phrase,
    Query,
    Stem,
    Text,
    Widened,
    Word,
    is_text,
)
from index.scoring import EXACT_FORM, FLAT, counted, kept_below, rarity, saturated, together


@dataclass(frozen=True, slots=True)
class Counted:
    """The words of one field of one document, as often as they count."""

    exact: Counter[str]
    stems: Counter[str]

    @property
    def lengths(self) -> tuple[int, int]:
        return self.exact.total(), self.stems.total()


@dataclass(frozen=True)
class Scores:
    """What the documents of a library are worth. `documents` are all of them."""

    documents: Sequence[Document]
    _known: dict[tuple[str, str], Counted] = field(default_factory=dict)

    def of(self, document: Document, query: Query) -> float:
        """What a document is worth to a question; 0 where it does not answer."""
        match query:
            case All(parts):
                return sum(self.of(document, part) for part in parts)
            case Either(parts) | Most(parts):
                return sum(self.of(document, part) for part in parts if part.matches(document))
            case Not():
                return 0.0
            case Widened(typed, others):
                weight = self.weight(typed)
                ways = [(typed, 1.0)] + [
                    (other, kept_below(worth, weight, self.weight(other)))
                    for other, worth in others
                ]
                return together(
                    self.of(document, way) * worth for way, worth in ways if way.matches(document)
                )
            case Word() | Stem() | Phrase() | Near() if is_text(query.field):
                return self._of_leaf(document, query)
            case _:
                return FLAT * query.matches(document)

    def _of_leaf(self, document: Document, leaf: Word | Stem | Phrase | Near) -> float:
        there = self._counted(document, leaf.field)
        exact_length = there.lengths[0]
        averages = self._averages(leaf.field)
        match leaf:
            case Word(word, _, stemmed):
                form = exact(word)
                worth = rarity(self._holding(leaf.field, lambda c: c.exact[form] > 0),
                               len(self.documents)) * saturated(
                    there.exact[form], exact_length, averages[0])  # fmt: skip
                if not stemmed:
                    return worth or FLAT * leaf.matches(document)
                return EXACT_FORM * worth + self._of_stems(document, leaf.field, stems(word))
            case Stem(stem):
                return self._of_stems(document, leaf.field, [stem])
            case _:
                count = sum(len(leaf.spans(text, lang)) for text, lang in _texts(document, leaf))
                weight = self.weight(leaf) or 0.0
                return weight * saturated(count, exact_length, averages[0])

    def _of_stems(self, document: Document, name: str, wanted: Iterable[str]) -> float:
        family = list(wanted)
        there = self._counted(document, name)
        count = sum(there.stems[one] for one in family)
        holding = self._holding(name, lambda c: any(c.stems[one] for one in family))
        return rarity(holding, len(self.documents)) * saturated(
            count, there.lengths[1], self._averages(name)[1]
        )

    def weight(self, query: Query) -> float | None:
        """The rarities of the words of a question, summed; None where it has no words."""
        match query:
            case Word(word, name, True) if is_text(name):
                family = stems(word)
                return self._rarity(name, lambda c: any(c.stems[one] for one in family))
            case Word(word, name) if is_text(name):
                form = exact(word)
                return self._rarity(name, lambda c: c.exact[form] > 0)
            case Phrase(words, name) if is_text(name):
                return sum(self.weight(Word(word, name, stemmed=False)) or 0.0 for word in words)
            case Near(one, other, _, name) if is_text(name):
                return self.weight(Phrase((one, other), name))
            case All(parts):
                return sum(self.weight(part) or 0.0 for part in parts) or None
            case _:
                return None

    def _rarity(self, name: str, holds: Callable[[Counted], bool]) -> float:
        return rarity(self._holding(name, holds), len(self.documents))

    def _holding(self, name: str, holds: Callable[[Counted], bool]) -> int:
        return sum(holds(self._counted(document, name)) for document in self.documents)

    def _averages(self, name: str) -> tuple[float, float]:
        lengths = [self._counted(document, name).lengths for document in self.documents]
        several = max(len(lengths), 1)
        return sum(e for e, _ in lengths) / several, sum(s for _, s in lengths) / several

    def _counted(self, document: Document, name: str) -> Counted:
        known = self._known.get((document.id, name))
        if known is None:
            known = self._known[document.id, name] = count_words(document, name)
        return known


def count_words(document: Document, name: str) -> Counted:
    """The words of a field of a document, or with EVERYWHERE of all that is searched."""
    names = SEARCHED if name == EVERYWHERE else (name,)
    made = [terms(text, document.language) for one in names for text in document.all(one)]
    forms = Counter(form for one in made for form in one.exact)
    found = Counter(stem for one in made for stem in one.stems)
    for page in document.pages if name == EVERYWHERE else ():
        on_page = counted(terms(page.matched, page.language), page.part)
        forms.update(on_page.exact)
        found.update(on_page.stems)
    return Counted(forms, found)


def _texts(document: Document, leaf: Text) -> Iterable[tuple[str, str]]:
    if leaf.field == EVERYWHERE:
        return document.searchable(SEARCHED)
    return ((value, document.language) for value in document.all(leaf.field))
