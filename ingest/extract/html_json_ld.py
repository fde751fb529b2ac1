"""What do the JSON-LD records of a web page say about the page?

A record of a work or of an event is about the page where it is the only one, or
bears the title of the page; several are a list of other pages. All of it is
hostile: it may be broken, nested without end, or of other types than it should.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.document import Claim, Origin
from corpus.words import fold
from ingest.extract import metadata

DESCRIBED = 0.9
"""A vocabulary for describing documents was used: somebody meant it."""

LONGEST = 1_000_000
"""Characters of a script that is read."""

MOST = 500
"""Records that are looked at."""

DEEPEST = 6
"""Lists and graphs within one another."""

MOST_VALUES = 50
"""Authors or keywords of one record."""

_WORKS = frozenset(
    {
        "", "Article", "BlogPosting", "Book", "Chapter", "CreativeWork", "DigitalDocument",
        "Legislation", "PublicationIssue", "Report", "TextDigitalDocument", "Thesis",
    }
)  # fmt: skip
_PAGES = frozenset({"WebPage", "AboutPage", "ItemPage"})
_WITHIN = ("@graph", "mainEntity")

_Record = dict[str, Any]


def claims_in(scripts: Sequence[str], titles: Sequence[str]) -> Iterator[Claim]:
    """Claims of the record that is about a page of one of these titles."""
    records = [record for script in scripts for record in _records(script)][:MOST]
    works = _about([one for one in records if _is_work(one) or _is_event(one)], titles)
    pages = _about([one for one in records if _types(one) & _PAGES], titles)
    for record in [*works, *pages][:1]:
        yield from _of_record(record)


def _records(script: str) -> Iterator[_Record]:
    """Every record at the top, in a list or in a graph; not what only belongs to one."""
    todo = [(value, 0) for value in _parsed(script)]
    seen = 0
    while todo and seen < MOST:
        value, depth = todo.pop(0)
        seen += 1
        if isinstance(value, dict):
            yield value
            inner = [value[name] for name in _WITHIN if name in value]
        else:
            inner = value[:MOST] if isinstance(value, list) else []
        if depth < DEEPEST:
            todo += [(one, depth + 1) for one in inner]


def _parsed(script: str) -> list[Any]:
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//").strip().removeprefix("<![CDATA[")
    text = text.removesuffix("//]]>").removesuffix("]]>")
    if len(text) > LONGEST:
        return []
    try:
        return [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return []


def _about(records: list[_Record], titles: Sequence[str]) -> list[_Record]:
    if len(records) <= 1:
        return records
    wanted = {fold(title) for title in titles if title}
    return [one for one in records if fold(_name(one)) in wanted][:1]


def _types(record: _Record) -> set[str]:
    found = record.get("@type")
    every = found if isinstance(found, list) else [found]
    return {one.rpartition("/")[2] for one in every[:10] if isinstance(one, str)} or {""}


def _is_work(record: _Record) -> bool:
    types = _types(record)
    named = bool(_name(record)) if types != {""} else isinstance(record.get("headline"), str)
    return named and (bool(types & _WORKS) or any(one.endswith("Article") for one in types))


def _is_event(record: _Record) -> bool:
    return bool(_name(record)) and any(
        one.endswith("Event") or one in ("Festival", "Hackathon") for one in _types(record)
    )


def _name(record: _Record) -> str:
    for key in ("headline", "name"):
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            return metadata.one_line(value[: metadata.LONGEST_VALUE + 1])
    return ""


def _of_record(record: _Record) -> Iterator[Claim]:
    is_page = bool(_types(record) & _PAGES)
    yield from metadata.title("headline", _name(record), 0.7 if is_page else DESCRIBED)
    if _is_event(record):
        yield from _of_event(record)
    elif any(one.endswith("NewsArticle") for one in _types(record)):
        yield from metadata.kind("@type", "news item")
    yield from _dated(record)
    for key in ("author", "creator"):
        for name in _names(record.get(key)):
            yield from metadata.authors(key, name, DESCRIBED)
    for name in _names(record.get("publisher"))[:1]:
        yield from metadata.plain("publisher", "publisher", name)
    for name in _names(record.get("inLanguage"))[:1]:
        yield from metadata.language("inLanguage", name, metadata.STATED)
    for words in _names(record.get("keywords")):
        yield from metadata.keywords("keywords", words)
    for name in _names(record.get("identifier")):
        yield from metadata.codes("identifier", name)


def _dated(record: _Record) -> Iterator[Claim]:
    published, made = record.get("datePublished"), record.get("dateCreated")
    if isinstance(published, str):
        yield from metadata.published("datePublished", published, DESCRIBED)
    elif isinstance(made, str):
        yield from metadata.made("dateCreated", made)


def _of_event(record: _Record) -> Iterator[Claim]:
    yield Claim(
        field="kind", value="event", origin=Origin.EMBEDDED,
        evidence=f"@type: {', '.join(sorted(_types(record)))}"[:300], confidence=metadata.STATED,
    )  # fmt: skip
    for key, field in (("startDate", "start_on"), ("endDate", "end_on")):
        value = record.get(key)
        day = metadata.date(value)[1] if isinstance(value, str) else ""
        yield from metadata.plain(field, key, day)
    for place in _places(record.get("location")):
        yield from metadata.plain("place_mentioned", "location", place)


def _places(value: Any) -> Iterator[str]:
    """The town of a place, else its name."""
    for one in value[:MOST_VALUES] if isinstance(value, list) else [value]:
        address = one.get("address") if isinstance(one, dict) else None
        town = address.get("addressLocality") if isinstance(address, dict) else None
        yield from _names(town) or _names(one)


def _names(value: Any) -> list[str]:
    """The names in a text, a thing with a name, or a list of such."""
    found = []
    for one in value[:MOST_VALUES] if isinstance(value, list) else [value]:
        name = one.get("name", one.get("alternateName")) if isinstance(one, dict) else one
        if isinstance(name, str) and name.strip() and not name.startswith("http"):
            found.append(name)
    return found
