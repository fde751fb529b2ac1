"""Cities or documents side by side: a column for each, a row for each heading they share."""

from dataclasses import replace

from search.comparing.side_by_side import Column, Comparison, Quote, Row, Spot
from search.question import Ask
from search.tables.matrix import State
from search.tables.matrix_picture import STATES
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, marked, tag
from ui.web.parts.matrix_table import counted

OTHER = "Under other headings"
BEGINNINGS = "Other sections"


def side_table(comparison: Comparison, at: Address) -> Html:
    """The columns with what they say; at a narrow window one below the other, row by row."""
    columns = comparison.columns
    head = (tag("th", *_head(column, comparison, at), scope="col") for column in columns)
    bodies = (_row(row, comparison, at.ask) for row in comparison.rows)
    table = tag(
        "table", tag("thead", tag("tr", *head)), *bodies, class_=f"side-by-side of-{len(columns)}"
    )
    if not comparison.rows:
        return joined(table, tag("p", _nothing(comparison), class_="aside"))
    return table


def _head(column: Column, comparison: Comparison, at: Address) -> tuple[Html, ...]:
    party, cell = column.party, column.cell
    others = tuple(one.party.name for one in comparison.columns if one is not column)
    without = replace(at, more={"beside": others} if others else {})
    off = tag(
        "a",
        tag("span", f"Take off {party.label}", class_="unseen"),
        tag("span", "×", aria_hidden="true"),
        href=link_to(without),
        class_="off",
        title=f"Take off {party.label}",
    )
    find = link_to(Address(ask=column.ask))
    opened = link_to(Address(ask=at.ask, document=party.value)) if party.field == "id" else find
    name = tag("a", tag("bdi", party.label), href=opened, class_="name")
    if said := STATES.get(cell.state):
        classes = "counts-of warning" if cell.state is State.NOT_READABLE else "counts-of"
        return name, off, tag("span", said, class_=classes)
    parts = [counted(cell.documents, "document")]
    if comparison.has_words:
        parts.append(counted(cell.passages, "passage"))
    if cell.unread:
        parts.append(f"{cell.unread:,} could not be read")
    count = tag("a", ", ".join(parts), href=find)
    return name, off, tag("span", count, class_="counts-of")


def _row(row: Row, comparison: Comparison, ask: Ask) -> Html:
    other = OTHER if comparison.has_words else BEGINNINGS
    is_alone = len(comparison.rows) == 1 and not row.heading
    heading = row.heading or ("Passages" if is_alone else other)
    width = str(len(comparison.columns))
    head = tag("th", tag("bdi", heading), scope="rowgroup", colspan=width)
    cells = (
        tag("td", *_spot(spot, column, row, comparison, ask))
        for spot, column in zip(row.spots, comparison.columns, strict=True)
    )
    return tag("tbody", tag("tr", head), tag("tr", *cells))


def _spot(
    spot: Spot, column: Column, row: Row, comparison: Comparison, ask: Ask
) -> tuple[Html, ...]:
    label = tag("p", tag("bdi", column.party.label), class_="of", aria_hidden="true")
    if not spot.quotes:
        return label, tag("p", _empty(spot, column, row, comparison), class_="empty")
    quotes = (_quote(quote, column, ask, names_heading=not row.heading) for quote in spot.quotes)
    more = Html("")
    if spot.more:
        said = f"and {spot.more:,} more {'page' if spot.more == 1 else 'pages'}"
        more = tag("p", tag("a", said, href=link_to(Address(ask=column.ask))), class_="more")
    return label, *quotes, more


def _quote(quote: Quote, column: Column, ask: Ask, *, names_heading: bool) -> Html:
    at = Address(ask=ask, document=quote.document, number=quote.number)
    where = [tag("bdi", quote.page)]
    if names_heading and quote.heading and quote.heading not in (quote.page, quote.title):
        where.append(tag("bdi", quote.heading))
    link = tag("a", joined(*_between(where)), href=link_to(at), title=quote.title)
    title = Html("")
    if column.party.field != "id":
        title = tag("p", quote.title, class_="title", dir="auto")
    text = tag("blockquote", marked(quote.passage.segments), dir="auto")
    return tag("div", text, tag("p", link, class_="where-from"), title, class_="quote")


def _between(parts: list[Html]) -> list[str]:
    return [parts[0], *(one for part in parts[1:] for one in (" · ", part))]


def _empty(spot: Spot, column: Column, row: Row, comparison: Comparison) -> str:
    """Why there is nothing: each reason is another finding."""
    if said := STATES.get(column.cell.state):
        return said
    if comparison.has_words and not column.cell.passages:
        return "found by its title or other fields only"
    if not row.heading:
        return "nothing under other headings" if len(comparison.rows) > 1 else "no passage"
    return "says nothing here" if spot.has_section else "has no such section"


def _nothing(comparison: Comparison) -> str:
    if comparison.has_words:
        return "None of them says it on any of its pages."
    return "There is no text of theirs to be shown."
