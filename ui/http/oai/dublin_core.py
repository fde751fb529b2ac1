"""What of a document stands in a record, in the words of Dublin Core."""

from collections.abc import Iterator

from corpus.document import Document
from corpus.vocabulary import shown

Element = tuple[str, str]
"""The name of an element, and its text."""

_OF_FIELD = (
    ("creator", ("author",)),
    ("contributor", ("institute",)),
    ("subject", ("module", "topic", "network", "tag")),
    ("publisher", ("publisher",)),
    ("type", ("kind",)),
    ("identifier", ("code",)),
    ("coverage", ("city", "country", "place_mentioned")),
)


def dublin_core(document: Document, link: str, media_type: str) -> Iterator[Element]:
    """The elements of a document; `link` is where it is read. What is not known is left out."""
    subtitle = document.first("subtitle")
    yield "title", f"{document.title}: {subtitle}" if subtitle else document.title
    for element, fields in _OF_FIELD:
        for name in fields:
            yield from ((element, shown(name, value)) for value in document.all(name))
    yield "date", document.first("published_on") or document.first("year")
    yield from (("language", code) for code in document.all("language"))
    yield "format", media_type
    yield "identifier", link
