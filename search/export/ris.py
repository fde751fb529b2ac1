"""RIS, which every reference manager reads: a tag and a value on each line."""

from collections.abc import Iterable, Iterator

from search.citing.item import Item, date_of, keywords_of
from search.citing.names import inverted
from search.export.entries import Entry

_TYPES = {"report": "RPRT", "webpage": "ELEC", "article-newspaper": "NEWS"}
_OTHER = "GEN"


def ris(entries: Iterable[Entry]) -> Iterator[str]:
    """Each entry as one piece of text, with the line ends the format asks for.

    No value goes over a line, so none can be taken for a tag.
    """
    for entry in entries:
        lines = [f"{tag}  - {value}\r\n" for tag, value in _tags(entry.item)]
        yield "".join([*lines, "ER  - \r\n\r\n"])


def _tags(item: Item) -> Iterator[tuple[str, str]]:
    """Tags and values, in the order of a reference; only what is known."""
    yield "TY", _TYPES.get(item["type"], _OTHER)
    for tag, value in _named(item):
        if value:
            yield tag, value


def _named(item: Item) -> Iterator[tuple[str, str]]:
    date = date_of(item)
    yield "ID", item["id"]
    for name in item.get("author", ()):
        yield "AU", inverted(name)
    yield "TI", item.get("title", "")
    yield "T2", item.get("collection-title", "")
    yield "PY", f"{date[0]:04}" if date else ""
    yield "DA", "/".join(f"{part:02}" for part in date) if len(date) > 1 else ""
    yield "PB", item.get("publisher", "")
    yield "M1", item.get("number", "")
    yield "M3", item.get("genre", "")
    yield "LA", item.get("language", "")
    for keyword in keywords_of(item):
        yield "KW", keyword
    yield "SP", item.get("locator", "")
    yield "SE", item.get("section", "")
    yield "N1", item.get("annote", "")
    yield "UR", item.get("URL", "")
