"""What of a document holds what was looked for: which of its fields, and the text?"""

from collections.abc import Iterator
from dataclasses import replace

from corpus.document import Document, Page, Span
from corpus.fields import BY_NAME, FIELDS, SEARCHED
from index.looking import evidence, walk
from index.query import EVERYWHERE, Is, Query, Range, Text

TEXT = "text"
"""What the pages of the body are called."""

Basic = Text | Is | Range


def matched_in(document: Document, query: Query, *, in_text: bool | None = None) -> tuple[str, ...]:
    """What of a hit holds what was looked for: names of fields in small letters, then "text".

    Its pages are not needed. `in_text` tells that an engine found pages of it; where nobody
    tells, the text is named if the fields alone would not make the document a hit.
    """
    language, there = document.language, set[str]()
    held = {name: values for name in BY_NAME if (values := document.all(name))}
    for basic in dict.fromkeys(basics(query)):
        for name in fields_of(basic):
            if name not in there and any(
                spans_in(basic, name, value, language) for value in held.get(name, ())
            ):
                there.add(name)
    if in_text is None:
        in_text = bool(evidence(query)) and not query.matches(replace(document, pages=()))
    labels = [field.label.lower() for field in FIELDS if field.name in there]
    return (*labels, TEXT) if in_text else tuple(labels)


def basics(query: Query) -> Iterator[Basic]:
    """The words and values of a query that are not excluded."""
    return (node for node in walk(query) if isinstance(node, Basic))


def fields_of(basic: Basic) -> tuple[str, ...]:
    """The fields that one of the basics looks into."""
    return SEARCHED if basic.field == EVERYWHERE else (basic.field,)


def spans_in(basic: Basic, name: str, value: str, language: str) -> list[Span]:
    """What one of the basics finds in a value of a field."""
    if not isinstance(basic, Is | Range):
        return basic.spans(value, language)
    page = Page(number=1, text="", section=value)
    alone = Document(id="", values={name: (value,)}, pages=(page,))
    return [(0, len(value))] if basic.matches(alone) else []
