"""Which document does a path name?"""

import re

from corpus.document import Document
from corpus.errors import UnknownDocument
from ui.wiring import Library

LONGEST = 512
"""Letters of a name: an id has up to 200, a code far fewer."""

_NO_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def document_named(library: Library, name: str) -> Document:
    """The document of an id, code or former id, without its pages.

    Raises UnknownDocument, and asks no database for what no document can be called.
    """
    if not name or len(name) > LONGEST or _NO_NAME.search(name):
        raise UnknownDocument("No document is called so.")
    return library.catalogue.document(name, with_pages=False)
