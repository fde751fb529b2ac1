"""Which sentences does a collection repeat? They are shown, and no longer matched.

A sentence that stands in five works is no proof that it says nothing of each: so
it is left out only where it stands beside another such sentence, or is long, and
only where all of these are less than half of the document. Where all would leave
a sentence out, the document it is most of keeps it, so that it can be found.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.catalogue import Catalogue
from corpus.document import Span  # noqa: TC001 -- a type that is made, too
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

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._weighed: dict[str, _Weighed] = {}

    def update(self, changed: Iterable[str], unsure: set[str], on_progress: Progress) -> list[str]:
        """Leave out what is repeated now, put back what is not; the documents that changed so.

        `changed` are documents whose text or whose series is another. Of those in
        `unsure` nobody knows whether what they leave out is right.
        """
        touched, flipped, affected = set[int](), set[int](), set[str]()
        for _, some in _some(sorted({"", *changed})):
            said = self._catalogue.sentences(some)
            numbers = {number for own in said.values() for number in own}
            flipped |= self._count(numbers)
            repeated = self._catalogue.repeated(numbers).keys()
            touched |= repeated
            affected |= {id_ for id_, own in said.items() if not repeated.isdisjoint(own)}
        affected = (affected | self._holders(flipped) | unsure) - {""}
        for done, some in _some(sorted(affected)):
            self._weigh(some)
            on_progress("Looking for what is repeated", done, len(affected))
        moved = self._keep(touched, affected)
        left = [id_ for _, some in _some(sorted(affected | moved)) for id_ in self._leave_out(some)]
        self._catalogue.forget_given_up()
        return left

    def _count(self, numbers: set[int]) -> set[int]:
        """Count anew in how many works sentences stand; those that crossed the line."""
        works = self._catalogue.works_that_say(numbers)
        before = self._catalogue.repeated(numbers).keys()
        now = {number for number, count in works.items() if count >= FEWEST_WORKS}
        self._catalogue.keep_repeated(
            {number: "" if number in now else None for number in now ^ before}
        )
        return now ^ before

    def _holders(self, numbers: set[int]) -> set[str]:
        return {id_ for ids in self._catalogue.who_says(numbers).values() for id_ in ids}

    def _weigh(self, ids: Sequence[str]) -> None:
        """Keep what documents would leave out, and what share of them that is."""
        for id_, compared in self._catalogue.compared(ids).items():
            pages = self._catalogue.pages_to_compare(id_, ends=END_PAGES)
            said = sentences([page.matched for page in pages])
            repeated = self._catalogue.repeated(one.number for one in said)
            out = _in_runs_or_long(said, repeated)
            words = compared.sketch.words if compared.sketch else 0
            share = sum(one.words for one in out) / max(words, 1)
            placed = ((pages[one.page].number, one) for one in out)
            self._weighed[id_] = _Weighed(
                tuple(placed) if share < MOST_OF_A_DOCUMENT else (), round(share, 6)
            )
        self._catalogue.count_left_out(
            {id_: (self._weighed[id_].numbers, self._weighed[id_].share) for id_ in ids}
        )

    def _keep(self, touched: set[int], affected: set[str]) -> set[str]:
        """Say anew who keeps what all leave out; the documents for which that changed."""
        said = self._catalogue.sentences(affected)
        before = self._catalogue.repeated(touched.union(*said.values()))
        best = self._catalogue.best_to_keep(before)
        moved = {n: best.get(n, "") for n in before if best.get(n, "") != before[n]}
        self._catalogue.keep_repeated(moved)
        keepers = {*moved.values(), *(before[number] for number in moved)} - {""}
        return keepers & self._catalogue.compared(keepers).keys()

    def _leave_out(self, ids: Sequence[str]) -> list[str]:
        self._weigh([id_ for id_ in ids if id_ not in self._weighed])
        wanted = {}
        for id_ in ids:
            out = self._weighed[id_].out
            keepers = self._catalogue.repeated(one.number for _, one in out)
            spans: dict[int, list[Span]] = {}
            for page, one in out:
                if keepers[one.number] != id_:
                    spans.setdefault(page, []).append(one.span)
            wanted[id_] = spans
        return self._catalogue.leave_out(wanted)


def _some(ids: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Some of the documents at a time, with how many are done when those are."""
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        yield start + len(some), some


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
