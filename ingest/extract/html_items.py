"""Which elements of a web page are items of a list: news, posts, events with their day?

Only markup that says so counts: an `article`, or a class or type of microformats
(https://microformats.org/wiki/hentry) or schema.org, each with a heading and a day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bs4 import BeautifulSoup, Tag

from corpus.document import Claim
from ingest.extract import metadata
from ingest.extract.html_elements import AROUND, attribute, first_within, names_of, text_of

FEWEST = 3
"""Items that make a list."""

MOST = 1_000
"""Elements that are looked at as items."""

DEEPEST = 200
"""Elements around one that are looked at."""

LEAST_TEXT = 40
"""Characters of an item beside its heading; a teaser without a text is only a link."""

_CLASSES = frozenset({"hentry", "h-entry", "h-event", "vevent"})
_EVENTS = frozenset({"h-event", "vevent", "event"})
_TITLES = frozenset({"entry-title", "p-name", "summary"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STARTS = frozenset({"dtstart", "dt-start", "date-display-start", "startdate"})
_ENDS = frozenset({"dtend", "dt-end", "date-display-end", "enddate"})
_PLACES = frozenset({"location", "p-location", "p-locality", "locality"})
_TAGS = frozenset({"p-category"})


@dataclass(frozen=True, slots=True)
class Item:
    """What the markup of an item says: what it is called, and claims with their evidence."""

    heading: str
    claims: tuple[Claim, ...]


def items_in(soup: BeautifulSoup) -> dict[int, Item]:
    """The items of a page by the `id()` of their elements; none where they are no list."""
    if not (soup.find("time") or soup.find("abbr") or soup.find("meta", itemprop=True)):
        return {}  # what states no day has no items; most pages are known by this, which is quick
    every = soup.find_all(_may_be_item, limit=MOST)
    outer = {id(parent) for tag in every for parent in islice(tag.parents, DEEPEST)}
    inner = [tag for tag in every if id(tag) not in outer and not _is_around(tag)]
    found = {id(tag): item for tag in inner if (item := _item(tag)) is not None}
    return found if len(found) >= FEWEST and 2 * len(found) >= len(inner) else {}


def _may_be_item(tag: Tag) -> bool:
    if tag.name == "article" or not _CLASSES.isdisjoint(names_of(tag)):
        return True
    return _type(tag).endswith(("Article", "BlogPosting", "Event"))


def _type(tag: Tag) -> str:
    return attribute(tag, "itemtype").rstrip("/").rpartition("/")[2]


def _is_around(tag: Tag) -> bool:
    return any(parent.name in AROUND for parent in islice(tag.parents, DEEPEST))


def _item(tag: Tag) -> Item | None:
    within = [one for one in first_within(tag) if isinstance(one, Tag)]
    heading = next(filter(None, map(text_of, filter(_is_title, within))), "")
    is_event = _type(tag).endswith("Event") or not _EVENTS.isdisjoint(names_of(tag))
    days = list(_days(within, is_event=is_event))
    if not heading or not days:
        return None
    kind = "event" if any(claim.field == "start_on" for claim in days) else "news item"
    return Item(
        heading,
        (
            *metadata.title("heading", heading, 0.9),
            *metadata.plain("kind", "markup", kind),
            *days,
            *_more(within),
        ),
    )


def _is_title(tag: Tag) -> bool:
    return tag.name in _HEADINGS or not _TITLES.isdisjoint(names_of(tag))


def _days(within: list[Tag], *, is_event: bool) -> Iterator[Claim]:
    """The first day, and the last; or the day of publication."""
    days: dict[str, Claim] = {}
    for tag in within:
        value = day_of(tag)
        if value:
            field = _field(tag, "start_on" if is_event and "start_on" not in days else "")
            if is_event and field == "published_on" and "start_on" in days:
                field = "end_on"
            for claim in metadata.plain(field, tag.name, value):
                days.setdefault(field, claim)
    yield from days.values()


def _field(tag: Tag, unnamed: str) -> str:
    names = {*names_of(tag), attribute(tag, "itemprop").lower()}
    if not names.isdisjoint(_STARTS):
        return "start_on"
    if not names.isdisjoint(_ENDS):
        return "end_on"
    return unnamed or "published_on"


def day_of(tag: Tag) -> str:
    """The day that an element states for machines, as an ISO date; empty where it states none."""
    stated = ""
    if tag.name == "time":
        stated = attribute(tag, "datetime") or text_of(tag)
    elif tag.name == "abbr" and not (_STARTS | _ENDS | {"published"}).isdisjoint(names_of(tag)):
        stated = attribute(tag, "title")
    elif attribute(tag, "itemprop").lower() in ("datepublished", "startdate", "enddate"):
        stated = attribute(tag, "content") or attribute(tag, "datetime")
    return metadata.date(stated)[1] if stated else ""


def _more(within: list[Tag]) -> Iterator[Claim]:
    for tag in within:
        names = {*names_of(tag), attribute(tag, "itemprop").lower()}
        if "tag" in attribute(tag, "rel").split() or not names.isdisjoint(_TAGS):
            yield from metadata.keywords("tag", text_of(tag))
        elif not names.isdisjoint(_PLACES):
            yield from metadata.plain("place_mentioned", "location", text_of(tag))
