"""How documents and pages are laid out in whoosh.

Two indexes: one entry a document, one entry a page. Words come from
`corpus.words` and are handed over as they are, with their places; none of
whoosh's tokenizers is used. What is counted, sorted and compared as a number is
kept in one short record an entry, and read once when an index is opened.
"""

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence, Format

from corpus.document import Document, Page, Part
from corpus.fields import FACETS, FIELDS, RANGED, SEARCHED, TEXTS
from corpus.words import Terms, fold, terms
from index.head import head_of
from index.query import key, number
from index.scoring import counted

FORMAT = "whoosh 3"

GAP = 64
"""Places left free, at least, between two texts of one field."""

STRIDE = 1 << 20
"""Every text of a field starts at a multiple of it.

So two places are in the same text if they are in the same stride, unless the
text is longer than a million words.
"""

Texts = Sequence[Sequence[str]]
"""What a field is given: the words of each of its texts."""


class Words(FieldType):  # type: ignore[misc]
    """A field that takes prepared words: how often each stands in an entry, and `placed`, where."""

    def __init__(self, *, placed: bool) -> None:
        super().__init__(format=Format() if placed else Existence(), analyzer=None)
        self.placed = placed

    def index(self, value: Texts, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        if self.placed:
            for word, places in _places(value).items():
                yield self.to_bytes(word), len(places), float(len(places)), packed(places)
        else:
            for word, count in Counter(chain.from_iterable(value)).items():
                yield self.to_bytes(word), count, float(count), b""

    def to_bytes(self, value: str | bytes) -> bytes:
        # An id may hold anything a JSON text can, half a surrogate pair included.
        return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")

    def from_bytes(self, value: bytes) -> str:
        return bytes(value).decode("utf-8", "surrogatepass")


def _places(texts: Texts) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    start = 0
    for text in texts:
        for place, word in enumerate(text, start):
            places[word].append(place)
        start = ((start + len(text) + GAP) // STRIDE + 1) * STRIDE
    return places


def packed(places: Sequence[int]) -> bytes:
    """Rising places as bytes: a type code, then as few bytes a place as the last one needs.

    >>> packed([1, 5]), list(unpacked(packed([1, 5, 1 << 33])))
    (b'H\\x01\\x00\\x05\\x00', [1, 5, 8589934592])
    """
    last = places[-1]
    code = "H" if last < 1 << 16 else "I" if last < 1 << 32 else "Q"
    return code.encode() + array(code, places).tobytes()


def unpacked(value: bytes) -> Sequence[int]:
    """The places in what `packed` made."""
    return array(chr(value[0]), value[1:])


def make_schemas() -> tuple[Any, Any]:
    """The schemas of documents and pages, for the fields of `corpus.fields`."""
    record = COLUMN(VarBytesColumn(allow_offsets=False))  # it is only ever read from end to end
    counted, placed = Words(placed=False), Words(placed=True)
    words = {"all_exact": placed, "all_stem": counted, "all_code": counted}
    pages = Schema(document=counted, record=record, **words)
    for name in TEXTS:
        words |= {f"{name}_exact": placed, f"{name}_stem": counted}
    for field in FIELDS:
        words[f"{field.name}_key"] = placed
    return Schema(document=counted, head=counted, record=record, **words), pages


def entries(document: Document) -> tuple[dict[str, object], list[dict[str, object]]]:
    """The entry of a document and those of its pages, as values of the fields of the schemas."""
    on_pages = [terms(page.matched, page.language) for page in document.pages]
    header: list[Terms] = []
    lengths: dict[str, int] = {}
    entry: dict[str, object] = {"document": [[document.id]], "head": [sorted(head_of(document))]}
    for field in FIELDS:
        values = document.all(field.name)
        if not values:
            continue
        if field.name in SEARCHED or field.name in TEXTS:
            found = [terms(value, document.language) for value in values]
            header += found if field.name in SEARCHED else []
            if field.name in TEXTS:
                entry |= _both_forms(field.name, found)
                lengths |= _lengths(field.name, found)
        entry[f"{field.name}_key"] = [[key(field.name, value)] for value in values]
    in_all = zip(on_pages, document.pages, strict=True)
    everywhere = [*header, *(counted(found, page.part) for found, page in in_all)]
    entry |= _everywhere(everywhere)
    entry["record"] = _record(document, lengths | _lengths("all", everywhere))
    return entry, [_page(document.id, *page) for page in zip(document.pages, on_pages, strict=True)]


def _page(document_id: str, page: Page, found: Terms) -> dict[str, object]:
    body = int(page.part is Part.BODY)
    about = f"{page.number} {len(found.exact)} {body} {document_id}"
    record = about.encode("utf-8", "surrogatepass")
    return {"document": [[document_id]], "record": record, **_everywhere([found])}


def _both_forms(name: str, texts: list[Terms]) -> dict[str, object]:
    return {
        f"{name}_exact": [text.exact for text in texts],
        f"{name}_stem": [text.stems for text in texts],
    }


def _everywhere(texts: list[Terms]) -> dict[str, object]:
    return {**_both_forms("all", texts), "all_code": [text.codes for text in texts]}


def _lengths(name: str, texts: list[Terms]) -> dict[str, int]:
    return {
        f"{name}_exact": sum(len(text.exact) for text in texts),
        f"{name}_stem": sum(len(text.stems) for text in texts),
    }


def _record(document: Document, lengths: Mapping[str, int]) -> bytes:
    about = {
        "id": document.id,
        "lengths": dict(lengths),
        "year": number("year", document.first("year")) or 0,
        "city": fold(document.first("city")),
        "title": fold(document.title),
        "facets": {name: list(dict.fromkeys(document.all(name))) for name in FACETS},
        "numbers": {
            field.name: [
                value
                for text in document.all(field.name)
                if (value := number(field.name, text)) is not None
            ]
            for field in FIELDS
            if field.type in RANGED
        },
    }
    return json.dumps(about).encode()
