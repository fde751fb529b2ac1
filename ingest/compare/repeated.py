"""Which sentences does a collection repeat? They are shown, and no longer matched.

A sentence that stands in five works is no proof that it says nothing of each: so
it is left out only where it stands beside another such sentence, or is long, and
only where all of these are less than half of the document. Where all would leave
a sentence out, the document it is most of keeps it, so that it can be found.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from corpus.catalogue import Catalogue
from corpus.document import Span  # noqa: TC001 -- a type that is made, too
from ingest.compare.aside import Aside, Members
from ingest.compare.letters import Sentence, sentences
from ingest.compare.sketch import END_PAGES

FEWEST_WORKS = 5

LONG = 20
"""Words of a sentence that nobody writes twice by chance."""

MOST_OF_A_DOCUMENT = 0.5

AT_ONCE = 200
"""Documents that are written in one transaction."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The sentences a document would leave out, with the numbers of their pages."""

    out: tuple[tuple[int, Sentence], ...]
    share: float

    @property
    def numbers(self) -> set[int]:
        return {one.number for _, one in self.out}


class Repeated:
    """The sentences that many say, brought up to date after documents changed."""

    def __init__(self, catalogue: Catalogue, aside: Aside) -> None:
        self._catalogue = catalogue
        self._aside = aside

    def update(
        self,
        changed: Members[str],
        unsure: Iterable[Sequence[str]],
        on_progress: Progress,
    ) -> int:
        """Leave out what is repeated now, put back what is not; how many documents changed so.

        `changed` are documents whose text or whose series is another. Of those in
        `unsure` nobody knows whether what they leave out is right.
        """
        affected = Members(self._aside, unsure)
        touched = self._count(changed, affected)
        total, done = len(affected), 0
        for some in affected.batches(AT_ONCE):
            weighed = self._weigh(some)
            self._catalogue.count_left_out(
                {id_: (one.numbers, one.share) for id_, one in weighed.items()}
            )
            for numbers in self._catalogue.repeated_of(some):
                touched.add(numbers)
            done += len(some)
            on_progress("Looking for what is repeated", done, total)
        self._keep(touched, affected)
        left_out = sum(self._leave_out(some) for some in affected.batches(AT_ONCE))
        self._catalogue.forget_given_up()
        return left_out

    def _count(self, changed: Members[str], affected: Members[str]) -> Members[int]:
        """Count anew in how many works those sentences stand that documents say or gave up.

        The answer are the sentences; documents for which they are repeated now, or no
        longer, are added to those `affected`.
        """
        catalogue = self._catalogue
        numbers = Members[int](self._aside)
        for some in chain([[""]], changed.batches(AT_ONCE)):
            for said in catalogue.often_said(some, FEWEST_WORKS):
                numbers.add(said)
        for asked in numbers.batches(AT_ONCE):
            for holders in catalogue.who_says(self._flipped(asked)):
                affected.add(holders)
        for some in changed.batches(AT_ONCE):
            affected.add(catalogue.repeating(some))
        return numbers

    def _flipped(self, numbers: Sequence[int]) -> set[int]:
        """Keep which of some sentences are repeated; those that crossed the line."""
        works = self._catalogue.works_that_say(numbers)
        before = self._catalogue.repeated(numbers).keys()
        now = {number for number, count in works.items() if count >= FEWEST_WORKS}
        self._catalogue.keep_repeated(
            {number: "" if number in now else None for number in now ^ before}
        )
        return now ^ before

    def _weigh(self, ids: Sequence[str]) -> dict[str, _Weighed]:
        """What documents would leave out, and what share of them that is."""
        said, places = dict[str, list[Sentence]](), dict[str, list[int]]()
        sketches = self._catalogue.sketches(ids)
        for id_ in sketches:
            pages = self._catalogue.pages_to_compare(id_, ends=END_PAGES)
            said[id_] = sentences([page.matched for page in pages])
            places[id_] = [page.number for page in pages]
        repeated = self._catalogue.repeated(one.number for own in said.values() for one in own)
        weighed = {}
        for id_, sketch in sketches.items():
            out = _in_runs_or_long(said[id_], repeated)
            share = sum(one.words for one in out) / max(sketch.words if sketch else 0, 1)
            placed = ((places[id_][one.page], one) for one in out)
            weighed[id_] = _Weighed(
                tuple(placed) if share < MOST_OF_A_DOCUMENT else (), round(share, 6)
            )
        return weighed

    def _keep(self, touched: Members[int], affected: Members[str]) -> None:
        """Say anew who keeps what all leave out; add the documents for which that changed."""
        for numbers in touched.batches(AT_ONCE):
            before = self._catalogue.repeated(numbers)
            best = self._catalogue.best_to_keep(before)
            moved = {n: best.get(n, "") for n in before if best.get(n, "") != before[n]}
            self._catalogue.keep_repeated(moved)
            keepers = {*moved.values(), *(before[number] for number in moved)} - {""}
            affected.add(self._catalogue.there(keepers))

    def _leave_out(self, ids: Sequence[str]) -> int:
        """Leave out of documents what others keep; in how many that is something new."""
        weighed = self._weigh(self._catalogue.leaving_out(ids))
        wanted: dict[str, dict[int, list[Span]]] = {id_: {} for id_ in ids}
        for id_, one in weighed.items():
            keepers = self._catalogue.repeated(sentence.number for _, sentence in one.out)
            for page, sentence in one.out:
                if keepers[sentence.number] != id_:
                    wanted[id_].setdefault(page, []).append(sentence.span)
        return len(self._catalogue.leave_out(wanted))


def _in_runs_or_long(said: list[Sentence], repeated: Iterable[int]) -> list[Sentence]:
    """The repeated sentences that stand beside another, on one page or the next, or are long."""
    numbers = set(repeated)
    beside = set()
    for (first, one), (second, other) in pairwise(enumerate(said)):
        if one.number in numbers and other.number in numbers and other.page - one.page <= 1:
            beside |= {first, second}
    return [
        one
        for place, one in enumerate(said)
        if one.number in numbers and (place in beside or one.words >= LONG)
    ]
