"""Every match of a question with the words to its left and right, one line for each.

Nothing is left out and nothing kept in memory: the lines come document by document,
in the order of the results, page by page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.catalogue.reading import batches
from corpus.document import Document, Page, Span
from index.looking import evidence
from index.query import Text
from search.presenting.passages import marked
from search.question import Ask
from search.searcher import MOST_PAGES, Searcher

WIDTH = 60
"""Characters to each side of a match, at most."""

AT_ONCE = 16
"""Documents whose pages are fetched together."""

Link = Callable[[str, int], str]
"""From the id of a document and the number of a page to where it can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One match. `left`, `match` and `right` follow each other as they stand in the text.

    Blanks and line ends are single blanks; `left` is cut before a word, `right` after
    one. `number` and `label` are those of the page, `language` is its language.
    """

    city: tuple[str, ...]
    module: tuple[str, ...]
    year: str
    language: str
    id: str
    title: str
    number: int
    label: str
    left: str
    match: str
    right: str
    link: str


COLUMNS = (
    "city", "module", "year", "language", "id", "title", "page", "page_label",
    "left", "match", "right", "link",
)  # fmt: skip
"""What the cells of a row are called; the names are kept from version to version."""


def concordance(
    searcher: Searcher, ask: Ask, *, link: Link = lambda _id, _number: "", width: int = WIDTH
) -> Iterator[Line]:
    """Every match in the text of the pages, of all that answers.

    What is looked for in a field alone is not shown, nor what is found in a title:
    without words for the text there are no lines. Matches that overlap are one.
    """
    answered = searcher.every(ask)
    query = answered.understood.query
    wanted = evidence(query)
    if not wanted:
        return
    engine, catalogue = answered.engine, searcher.catalogue
    for ids in batches([found.id for found in answered.found], AT_ONCE):
        documents = catalogue.documents(ids)
        best = engine.best_pages(query, ids, MOST_PAGES)
        for id_ in ids:
            if id_ not in documents or id_ not in best:
                continue
            numbers = sorted(number for number, _ in best[id_].best)
            pages = catalogue.page_texts([(id_, number) for number in numbers])
            for number in numbers:
                if page := pages.get((id_, number)):
                    yield from _lines(documents[id_], page, wanted, link(id_, number), width)


def as_row(line: Line) -> tuple[object, ...]:
    """A line as a row below COLUMNS."""
    return (
        "; ".join(line.city), "; ".join(line.module), line.year, line.language, line.id,
        line.title, line.number, line.label, line.left.strip(), line.match, line.right.strip(),
        line.link,
    )  # fmt: skip


def _lines(
    document: Document, page: Page, wanted: Sequence[Text], link: str, width: int
) -> Iterator[Line]:
    text = page.matched
    for start, end in _places(page, wanted):
        yield Line(
            city=document.all("city"),
            module=document.all("module"),
            year=document.first("year"),
            language=page.language,
            id=document.id,
            title=_folded(document.title),
            number=page.number,
            label=page.label,
            left=left_of(text, start, width),
            match=_folded(text[start:end]),
            right=right_of(text, end, width),
            link=link,
        )


def _places(page: Page, wanted: Sequence[Text]) -> Iterator[Span]:
    at = 0
    for segment in marked(page, wanted):
        end = at + len(segment.text)
        if segment.is_match:
            yield at, end
        at = end


def left_of(text: str, start: int, width: int) -> str:
    """The words before a place, at most `width` characters of them.

    >>> left_of("The rent   of the flat", 18, 7)
    'of the '
    """
    size = 2 * width
    while True:
        before = text[max(start - size, 0) : start]
        folded = _folded(before)
        # One character more than is shown tells whether a word begins there.
        if len(folded) > width or size >= start:
            break
        size *= 4
    if len(folded) > width:
        at = len(folded) - width
        space = at if folded[at - 1] == " " else folded.find(" ", at) + 1
        folded = folded[space or at :]
    return f"{folded} " if folded and before[-1].isspace() else folded


def right_of(text: str, end: int, width: int) -> str:
    """The words after a place, at most `width` characters of them.

    >>> right_of("The rent   of the flat", 8, 7)
    ' of the'
    """
    size = 2 * width
    while True:
        after = text[end : end + size]
        folded = _folded(after)
        if len(folded) > width or end + size >= len(text):
            break
        size *= 4
    if len(folded) > width:
        space = width if folded[width] == " " else folded.rfind(" ", 0, width)
        folded = folded[: space if space > 0 else width]
    return f" {folded}" if folded and after[0].isspace() else folded


def _folded(text: str) -> str:
    return " ".join(text.split())
