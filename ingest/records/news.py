"""News items and events: a title, a text, and a line that says when.

On one page the lines stand in one order: the date after the text, between the
title and the text, or before the title. Where the order cannot be told, nothing
is split, for a date would go to the neighbour.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.document import Claim, Span
from corpus.vocabulary import Vocabulary
from ingest.extract import metadata
from ingest.records.dates import Labelled, Role, labelled
from ingest.records.lines import Line, blocks_of, words_of
from ingest.records.order import Order, is_title, item_before, items_after, order_of
from ingest.records.places import places_in
from ingest.records.record import FEWEST, Listed, Record, part, said
from ingest.records.tags import labelled_tags, menu_in, tags_first, tags_last

LONGEST_ITEM = 8_000
"""Characters of a news item; what is longer is a page with a date on it."""

MENTIONED = 0.7


@dataclass(slots=True)
class _Item:
    """The lines of one item: title and text, those that say when, and its tags."""

    words: list[Line]
    dates: dict[Line, Labelled]
    tags: dict[Line, list[str]] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.words, *self.dates, *self.tags)


def listed(lines: Sequence[Line], vocabulary: Vocabulary) -> Listed:
    """The news items and events among these lines. A date with neither title nor text is named."""
    between, dates = _parted(lines)
    if len(dates) < FEWEST:
        return Listed()
    order = order_of(between)
    if order is None:
        return Listed()
    items = list(_items(between, dates, order))
    records = [record for item in items if (record := _record(item, vocabulary)) is not None]
    if len(records) < FEWEST or any(_length(item) > LONGEST_ITEM for item in items):
        return Listed()
    orphans = [item for item in items if not item.words]
    return Listed(
        tuple(records),
        tuple(
            f"{words_of(item.dates)!r} has neither title nor text, and is no document."
            for item in orphans
        ),
    )


def _parted(lines: Sequence[Line]) -> tuple[list[list[Line]], list[dict[Line, Labelled]]]:
    """The lines between dates, one group more than there are dates.

    Dates of one item stand together: the first and the last day of an event.
    """
    between: list[list[Line]] = [[]]
    dates: list[dict[Line, Labelled]] = []
    for line in lines:
        date = labelled(line.text)
        if date is None:
            between[-1].append(line)
        elif dates and not between[-1] and _goes_with(date, dates[-1]):
            dates[-1][line] = date
        else:
            dates.append({line: date})
            between.append([])
    return between, dates


def _goes_with(date: Labelled, others: dict[Line, Labelled]) -> bool:
    return date.role not in {other.role for other in others.values()}


def _items(
    between: list[list[Line]], dates: list[dict[Line, Labelled]], order: Order
) -> Iterator[_Item]:
    if order is Order.DATE_LAST:
        menu = menu_in(between[0])
        own = item_before(between[0])
        for when, after in zip(dates, between[1:], strict=True):
            tags, rest = tags_first(after, menu)
            yield _item(own, when, tags)
            own = rest
        return
    for when, before, after in zip(dates, between, items_after(between, order), strict=False):
        blocks = blocks_of(before) if order is Order.TITLE_DATE_TEXT else []
        title = blocks[-1] if blocks else []
        words, tags = tags_last(after)
        yield _item([*title, *words], when, tags)


def _item(words: list[Line], dates: dict[Line, Labelled], tags: dict[Line, list[str]]) -> _Item:
    said_so = {line: found for line in words if (found := labelled_tags(line))}
    return _Item([line for line in words if line not in said_so], dates, {**said_so, **tags})


def _length(item: _Item) -> int:
    return sum(len(line.raw) for line in item.lines)


def _record(item: _Item, vocabulary: Vocabulary) -> Record | None:
    if not item.words:
        return None
    title, text = _title_and_text(item.words)
    shown, left_out = _shown(title, text, item.dates)
    claims = tuple(_claims(item, title, text, vocabulary))
    return Record(
        lines=item.lines,
        part=part(shown, claims, heading=words_of(title), left_out=left_out),
    )


def _title_and_text(words: list[Line]) -> tuple[list[Line], list[Line]]:
    """The first block is the title, or its first line where the text follows at once."""
    blocks = blocks_of(words)
    first = blocks[0]
    if len(first) > 1 and not (len(blocks) > 1 and is_title(first)):
        first = first[:1]
    if len(blocks) == 1 and len(first) == len(words) and not is_title(first):
        return [], words
    return first, words[len(first) :]


def _shown(
    title: list[Line], text: list[Line], dates: Iterable[Line]
) -> tuple[str, tuple[Span, ...]]:
    """The page of an item; that it has a date is shown and not searched for."""
    parts = [words_of(title)] if title else []
    parts += ["\n".join(line.raw.strip() for line in block) for block in blocks_of(text)]
    read = "\n\n".join(parts)
    when = "\n".join(line.raw.strip() for line in dates)
    return f"{read}\n\n{when}", ((len(read) + 2, len(read) + 2 + len(when)),)


def _claims(
    item: _Item, title: list[Line], text: list[Line], vocabulary: Vocabulary
) -> Iterator[Claim]:
    if title:
        yield said("title", words_of(title), words_of(title))
    yield _kind(item.dates)
    for line, date in item.dates.items():
        yield from _days(line, date)
    for line, tags in item.tags.items():
        yield from (said("tag", tag, line.text) for tag in tags)
    seen = set()
    for line in (*title, *text):
        for place in places_in(line.text, vocabulary):
            if place not in seen:
                seen.add(place)
                yield said("place_mentioned", place, line.text, MENTIONED)


def _kind(dates: dict[Line, Labelled]) -> Claim:
    for line, date in dates.items():
        if date.role is not Role.PUBLISHED:
            return said("kind", "event", line.text)
    return said("kind", "news item", words_of(dates))


def _days(line: Line, date: Labelled) -> Iterator[Claim]:
    fields = {Role.PUBLISHED: "published_on", Role.END: "end_on"}
    yield said(fields.get(date.role, "start_on"), date.days[0], line.text)
    if date.role in (Role.START, Role.HELD) and len(date.days) == 2:
        yield said("end_on", date.days[1], line.text)
    if date.by:
        yield from metadata.authors(line.text, date.by)
