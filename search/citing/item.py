"""What of a document stands in a citation: one CSL-JSON item, from which every format is made.

Formats therefore never disagree. What is not known is left out.
"""

import datetime
import re
import zlib
from typing import TypedDict
from urllib.parse import quote

from corpus.document import Document
from search.citing.names import Name, split_name
from search.results import page_name

IssuedDate = TypedDict("IssuedDate", {"date-parts": list[list[int]]})

Item = TypedDict(
    "Item",
    {
        "id": str,
        "type": str,
        "title": str,
        "author": list[Name],
        "issued": IssuedDate,
        "publisher": str,
        "number": str,
        "genre": str,
        "collection-title": str,
        "language": str,
        "keyword": str,
        "URL": str,
        "locator": str,
        "section": str,
        "annote": str,
    },
    total=False,
)
"""One thing to be cited, in the vocabulary of CSL-JSON 1.0.

`locator` is the printed page of a quotation, `section` the heading it stands under
where a format has no pages, and `annote` its text.
"""

_TYPES = {
    "news item": "article-newspaper",
    "web page": "webpage",
    "network profile": "webpage",
    "event": "event",
    "programme": "document",
    "publication": "document",
}
_WEB = (".html", ".htm", ".xhtml")
_REPORT = "report"
# What parts addresses in RIS, or means something to BibTeX, is written in figures.
_IN_AN_ADDRESS = "!#$%&'()*+,-./:=?@[]_~"
_SPACE = re.compile(r"\s+")
# What XML has no place for, and what commands a terminal; lone surrogates are met before.
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")


def one_line(text: str) -> str:
    """A text on one line, in letters that every format can hold.

    Control characters are left out, and a lone surrogate becomes U+FFFD.

    >>> one_line(" Housing\\n and\\x00 rent ")
    'Housing and rent'
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _SPACE.sub(" ", _UNREADABLE.sub("", whole)).strip()


def item_of(document: Document, link: str = "") -> Item:
    """A document as one item; `link` is the address at which it can be read.

    Without a person, the institutes are its authors, or else the publisher.
    """
    kind = one_line(document.first("kind"))
    type_ = _type(document, kind)
    item: Item = {"id": one_line(document.id), "type": type_}
    if title := _title(document):
        item["title"] = title
    if authors := _authors(document):
        item["author"] = authors
    if issued := _issued(document):
        item["issued"] = {"date-parts": [issued]}
    if publisher := one_line(document.first("publisher")):
        item["publisher"] = publisher
    if number := one_line(document.first("code")):
        item["number"] = number
    if kind:
        item["genre"] = kind[:1].upper() + kind[1:]
    network = one_line(document.first("network"))
    if network and type_ == _REPORT:
        item["collection-title"] = network
    if language := one_line(document.language):
        item["language"] = language
    if keywords := _keywords(document):
        item["keyword"] = "; ".join(keywords)
    if link := one_line(link):
        item["URL"] = quote(link, safe=_IN_AN_ADDRESS)
    return item


def quoted(item: Item, number: int, label: str, text: str) -> Item:
    """The item with the page and the words that are quoted from it."""
    made: Item = {**item, "id": f"{item['id']}#{number}"}
    place, is_heading = printed_page(number, label)
    if is_heading:
        made["section"] = place
    else:
        made["locator"] = place
    if words := one_line(text):
        made["annote"] = words
        made["id"] += f"-{zlib.crc32(words.encode()):08x}"  # of two quotations of one page
    return made


def printed_page(number: int, label: str) -> tuple[str, bool]:
    """What a page is cited by, and whether that is a heading and no number.

    >>> printed_page(5, "iii"), printed_page(7, ""), printed_page(2, "Measures")
    (('iii', False), ('7', False), ('Measures', True))
    """
    label = one_line(label)
    return label or str(number), bool(label) and page_name(number, label) == label


def keywords_of(item: Item) -> list[str]:
    """The keywords, one by one."""
    return [word for word in item.get("keyword", "").split("; ") if word]


def date_of(item: Item) -> list[int]:
    """Year, month and day of publication, as far as they are known."""
    return item["issued"]["date-parts"][0] if "issued" in item else []


def _type(document: Document, kind: str) -> str:
    if kind:
        return _TYPES.get(kind.lower(), _REPORT)
    return "webpage" if document.first("source").lower().endswith(_WEB) else _REPORT


def _title(document: Document) -> str:
    title, subtitle = one_line(document.first("title")), one_line(document.first("subtitle"))
    if not title or not subtitle or subtitle.lower() in title.lower():
        return title or subtitle
    return f"{title}{'' if title[-1] in ':?!' else ':'} {subtitle}"


def _authors(document: Document) -> list[Name]:
    persons = _values(document, "author")
    if persons:
        return [split_name(person) for person in persons]
    bodies = _values(document, "institute") or _values(document, "publisher")[:1]
    return [{"literal": body} for body in bodies]


def _values(document: Document, name: str) -> list[str]:
    return [line for value in document.all(name) if (line := one_line(value))]


def _keywords(document: Document) -> list[str]:
    """City, module, network, topic and tags; a semicolon parts them, so none holds one."""
    names = ("city", "module", "network", "topic", "tag")
    every = [value.replace(";", ",") for name in names for value in _values(document, name)]
    return [*dict.fromkeys(every)]


def _issued(document: Document) -> list[int]:
    """The day of publication, unless another year was decided; then the year alone."""
    year, day = document.first("year"), document.first("published_on")
    parts = _date_parts(day)
    if year and (not parts or str(parts[0]) != year):
        return _date_parts(year)
    return parts


_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def _date_parts(text: str) -> list[int]:
    found = _DATE.fullmatch(text.strip())
    parts = [int(part) for part in found.groups() if part] if found else []
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except (ValueError, TypeError):
        return []
    return parts
