"""Where on a page, as its file has the text, stands what a question looks for?

That text is not letter by letter the catalogue's; the same matching finds the words in both.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.document import Page, Span
from index.query import Text
from search.presenting.passages import marked


def finder(wanted: Sequence[Text], page: Page) -> Callable[[str], list[Span]]:
    """Tell where what is looked for stands in another reading of a page, in order.

    What is left out of matching on the page, such as a running head, is left out there too.
    """

    def find(text: str) -> list[Span]:
        spans: list[Span] = []
        at = 0
        other = replace(page, text=text, left_out=left_out_of(text, page))
        for segment in marked(other, wanted):
            if segment.is_match:
                spans.append((at, at + len(segment.text)))
            at += len(segment.text)
        return spans

    return find


def left_out_of(text: str, page: Page) -> tuple[Span, ...]:
    """What is left out of a page, in another reading of it: the first and last such lines.

    >>> page = Page(number=1, text="RENT\\nIn RENT\\n", left_out=((0, 4),))
    >>> left_out_of("RENT\\r\\nIn RENT", page)
    ((0, 4),)
    """
    found = sorted(_standing(text, page))
    apart = [*found[:1], *(two for one, two in pairwise(found) if two[0] >= one[1])]
    return tuple(apart)


def _standing(text: str, page: Page) -> Iterator[Span]:
    for start, end in page.left_out:
        is_late = start > len(page.text) / 2
        for line in page.text[start:end].split("\n"):
            words = line.strip()
            at = text.rfind(words) if is_late else text.find(words)
            if words and at >= 0:
                yield at, at + len(words)
