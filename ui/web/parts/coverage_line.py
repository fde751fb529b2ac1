"""How much was searched, in a line that leads to what was not."""

from search.results import Coverage
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, tag


def coverage_line(coverage: Coverage) -> Html:
    """`69 documents searched · 5 files could not be read`, with links to the list of them."""
    place = link_to(Address(screen="coverage"))
    parts = [
        tag(
            "a", f"{coverage.documents:,} {_s(coverage.documents, 'document')} searched", href=place
        )
    ]
    if coverage.without_text:
        label = f"{coverage.without_text:,} of them without text"
        parts.append(tag("a", label, href=place))
    if coverage.failed:
        label = f"{coverage.failed:,} {_s(coverage.failed, 'file')} could not be read"
        parts.append(tag("a", label, href=place))
    if coverage.behind:
        parts.append(tag("a", "the index is not up to date", href=place))
    return tag("p", joined(*parts), class_="coverage facts")


def _s(count: int, name: str) -> str:
    return name if count == 1 else f"{name}s"
