"""Names of a library and of its documents that hold wherever it is served.

They are made of the identity of the catalogue, so that no two libraries share one.
"""

from urllib.parse import quote, unquote

from corpus.catalogue import Catalogue
from search.citing.item import one_line

SINCE = "2026"
"""The year that dates our tag URIs (RFC 4151)."""


def authority(catalogue: Catalogue) -> str:
    """What names the library, in the form of a domain that nobody can own."""
    return f"library-{catalogue.identity()}.polisearch.invalid"


def tag(catalogue: Catalogue, *parts: str) -> str:
    """A tag URI of something in the library; the same parts make the same one for ever."""
    return f"tag:{authority(catalogue)},{SINCE}:" + "/".join(_quoted(part) for part in parts)


def oai_identifier(catalogue: Catalogue, id_: str) -> str:
    """The name of a document as a record of OAI-PMH."""
    return f"oai:{authority(catalogue)}:{_quoted(id_)}"


def id_named(catalogue: Catalogue, identifier: str) -> str | None:
    """The document that `oai_identifier` named so; None where it names none of this library."""
    beginning = f"oai:{authority(catalogue)}:"
    if not identifier.startswith(beginning):
        return None
    return unquote(identifier.removeprefix(beginning))


def _quoted(text: str) -> str:
    return quote(one_line(text), safe="")
