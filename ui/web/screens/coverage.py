"""*Coverage*: what a search looks through, and what it cannot: scans without text, failed files."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import PurePosixPath

from corpus.document import Document
from corpus.failures import Reason
from corpus.records import FailedSource, Run
from search.presenting.hits import summary
from search.results import Coverage
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, show, tag
from ui.web.parts.frame import window_title
from ui.wiring import Library

MOST = 500
"""Documents and files of a kind that are listed."""


def draw(library: Library, _: Address) -> None:
    """Draw the screen: the same for every address of it."""
    window_title("What is searched", library.settings.name)
    catalogue = library.catalogue
    coverage = library.searcher.coverage()
    ids = catalogue.ids_without_text(MOST)
    known = catalogue.documents(ids)
    failed = catalogue.failures(MOST)
    parts = (
        tag("h1", "What is searched, and what is not"),
        tag("p", str(coverage)),
        _index(coverage, catalogue.runs(1)),
        _without_text([known[id_] for id_ in ids if id_ in known], coverage.without_text),
        _failed(failed, catalogue.count_failures(), coverage),
    )
    show(tag("div", *parts, class_="prose"))


def _index(coverage: Coverage, runs: list[Run]) -> Html:
    state = (
        f"The index lacks the last {coverage.behind:,} changes of the catalogue."
        if coverage.behind
        else "The index holds all that the catalogue holds."
    )
    last = f" Files were last looked at on {moment(runs[0].started_at)}." if runs else ""
    return tag("p", state + last)


def moment(at: str) -> str:
    """A time of the catalogue for people.

    >>> moment("2026-11-24T13:05:59.1+00:00")
    '2026-11-24 at 13:05 UTC'
    """
    day, _, time = at.partition("T")
    return f"{day} at {time[:5]} UTC" if time else day


def _without_text(documents: list[Document], count: int) -> Html:
    heading = tag("h2", f"Documents without text: {count:,}", id="without-text")
    if not documents:
        return joined(heading, tag("p", "Every document has text.", class_="aside"))
    said = "They are found by their titles and fields only, as scans that nobody has read."
    items = (
        tag(
            "li",
            tag("a", one.title, href=link_to(Address(document=one.id)), dir="auto"),
            " ",
            tag("span", *(tag("bdi", fact) for fact in summary(one)), class_="facts"),
        )
        for one in documents
    )
    return joined(heading, tag("p", said), tag("ul", *items, class_="listed"), _rest(count))


def _failed(failed: list[FailedSource], counts: Mapping[Reason, int], coverage: Coverage) -> Html:
    heading = tag("h2", f"Files that could not be read: {coverage.failed:,}", id="failed")
    if not failed:
        return joined(heading, tag("p", "No file failed.", class_="aside"))
    parts = [heading]
    if coverage.failed_records:
        said = f"Records of other files that could not be read: {coverage.failed_records:,}."
        parts.append(tag("p", said))
    for reason, some in groupby(failed, key=lambda one: one.failure.reason):
        ones = list(some)
        parts += [
            tag("h3", f"{reason.value}: {counts.get(reason, len(ones)):,}"),
            tag("p", ones[0].failure.hint, class_="aside"),
            tag("ul", *(_file(one) for one in ones), class_="listed"),
        ]
    return joined(*parts, _rest(sum(counts.values())))


def _file(one: FailedSource) -> Html:
    """A file by its name: where it lies is the business of those who keep the library."""
    name = tag("bdi", PurePosixPath(one.path).name + (f", {one.place}" if one.place else ""))
    return tag("li", name, " ", tag("span", _why(one), class_="facts", dir="auto"))


def _why(one: FailedSource) -> str:
    """What is wrong with a file; a bug of ours may say where it lies."""
    is_bug = one.failure.reason is Reason.UNEXPECTED
    return "Reading it went wrong." if is_bug else one.failure.message


def _rest(count: int) -> Html:
    return tag("p", f"And {count - MOST:,} more.") if count > MOST else Html("")
