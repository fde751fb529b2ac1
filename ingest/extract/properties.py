"""What do the properties of an Office file say? They are the same in each of its formats."""

from collections.abc import Iterator, Mapping

from corpus.document import Claim
from ingest.extract import metadata
from ingest.extract.zipped import BROKEN

NAMES = ("title", "subject", "author", "keywords", "language", "created")


def claims_of(said: Mapping[str, str]) -> Iterator[Claim]:
    """Claims from properties by these names; what is not said may be empty or absent."""
    yield from metadata.title("title", said.get("title", ""))
    yield from metadata.codes("subject", said.get("subject", ""))
    yield from metadata.authors("author", said.get("author", ""))
    yield from metadata.keywords("keywords", said.get("keywords", ""))
    yield from metadata.language("language", said.get("language", ""))
    yield from metadata.made("created", said.get("created", ""))


def stated(core: object) -> dict[str, str]:
    """The properties as the libraries of Office formats hold them.

    One that is broken, such as a date that is none, is empty.
    """
    return {name: _stated(core, name) for name in NAMES}


def _stated(core: object, name: str) -> str:
    try:
        return str(getattr(core, name, "") or "")
    except BROKEN:
        return ""
