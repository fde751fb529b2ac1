"""In which order do title, text and date of the items of a page stand?"""

from collections.abc import Sequence
from enum import Enum, auto

from ingest.records.lines import Line, blocks_of, words_of
from ingest.records.record import FEWEST

LONGEST_TITLE = 200
MOST_TITLE_LINES = 3
LEAST_TEXT = 120
"""Characters of a block that is text even without the end of a sentence."""


class Order(Enum):
    """Where the date of an item stands."""

    DATE_LAST = auto()
    TITLE_DATE_TEXT = auto()
    DATE_FIRST = auto()


def order_of(between: Sequence[list[Line]]) -> Order | None:
    """The order of all items, from the lines before, between and after their dates.

    None where they are in no order, or in one that could be another: with words
    before the first date and after the last, each date may belong to either side.
    """
    before = [blocks_of(lines) for lines in between[:-1] if lines]
    after = [blocks_of(lines) for lines in between[1:] if lines]
    if len(before) + len(after) < FEWEST:
        return None
    if between[0] and all(is_title(blocks[-1]) for blocks in before):
        texts = [not is_title(blocks[0]) for blocks in after]
        return Order.TITLE_DATE_TEXT if texts and all(texts) else None
    if sum(not is_title(blocks[-1]) for blocks in before) * 2 <= len(before):
        return None
    could_be_last = bool(item_before(between[0]))
    could_be_first = _is_item(blocks_of(between[-1]))
    if could_be_last and could_be_first:
        return _by_blank_lines(between)
    if could_be_first:
        return Order.DATE_FIRST
    return Order.DATE_LAST if could_be_last else None


def is_title(block: Sequence[Line]) -> bool:
    """Whether a block may be a title: a heading, or a few words that are no sentence."""
    if any(line.is_heading for line in block):
        return True
    words = words_of(block)
    return (
        len(block) <= MOST_TITLE_LINES
        and 3 < len(words) <= LONGEST_TITLE
        and words[-1] not in ".;,:"
        and not any(line.item for line in block)
    )


def item_before(lines: Sequence[Line]) -> list[Line]:
    """The item at the end of the lines before the first date; the rest introduces the page."""
    last_bullet = max((at for at, line in enumerate(lines) if line.item), default=-1)
    blocks = blocks_of(lines[last_bullet + 1 :])
    headings = [at for at, block in enumerate(blocks[:-1]) if any(one.is_heading for one in block)]
    titles = headings or [at for at, block in enumerate(blocks[:-1]) if is_title(block)]
    if titles and _is_item(blocks[titles[-1] :]):
        return [line for block in blocks[titles[-1] :] for line in block]
    return blocks[-1] if _is_item(blocks[-1:]) else []


def items_after(between: Sequence[list[Line]], order: Order) -> list[list[Line]]:
    """What belongs to each date of the lines after it."""
    found = []
    for lines in between[1:-1]:
        blocks = blocks_of(lines)
        own = blocks[:-1] if order is Order.TITLE_DATE_TEXT else blocks
        found.append([line for block in own for line in block])
    return [*found, _before_the_foot(between[-1], found)]


def _before_the_foot(lines: list[Line], others: list[list[Line]]) -> list[Line]:
    """The last item ends at a heading, and is not in more pieces than the others."""
    blocks = blocks_of(lines)
    most = max((len(blocks_of(other)) for other in others), default=2)
    end = next(
        (at for at, block in enumerate(blocks) if at and any(one.is_heading for one in block)), most
    )
    return [line for block in blocks[: min(end, most)] for line in block]


def _is_item(blocks: Sequence[Sequence[Line]]) -> bool:
    """A title, and a text below it, with or without a blank line between."""
    if not blocks:
        return False
    if len(blocks) == 1:
        return is_title(blocks[0][:1]) and _is_text(blocks[0][1:])
    return is_title(blocks[0]) and _is_text(blocks[1])


def _is_text(block: Sequence[Line]) -> bool:
    words = words_of(block)
    return len(words) >= LEAST_TEXT or words.endswith((".", "!", "?", "…", ":", '"', "”", "’", ")"))


def _by_blank_lines(between: Sequence[list[Line]]) -> Order | None:
    """A date stands closer to its own item, where blank lines tell the items apart."""
    if all(lines[0].begins_block for lines in between[1:] if lines):
        return None
    is_joined_after = [not lines[0].begins_block for lines in between[1:] if lines]
    return Order.DATE_FIRST if all(is_joined_after) else None
