"""The documents of an entry by module, or by kind, and by year; each number leads to them."""

from corpus.fields import BY_NAME
from search.tables.entries import Entry, Holdings, Line, narrowed_to
from search.understanding.filters import ANY
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, tag
from ui.web.parts.entry_facts import number


def holdings_table(entry: Entry, held: Holdings) -> Html:
    """A line for each module and a column for each year, or that there is nothing."""
    all_ = link_to(Address(ask=narrowed_to(entry)))
    if not held.total:
        said = "The library holds no document on it."
        return joined(tag("h2", "Documents"), tag("p", said, class_="aside"))
    label = BY_NAME[held.across].label
    has_undated = held.whole.total > sum(held.whole.years.values())
    columns = (*held.years, *((ANY,) if has_undated else ()))
    head = (
        tag("th", label, scope="col"),
        *(
            tag("th", "no year" if year == ANY else year, scope="col", class_="number")
            for year in columns
        ),
        tag("th", "All", scope="col", class_="number"),
    )
    most = max(max(line.years.values(), default=0) for line in held.lines)
    rows = (_row(entry, held.across, line, columns, most) for line in held.lines)
    total = _row(entry, "", held.whole, columns, 0)
    table = tag(
        "table",
        tag("thead", tag("tr", *head)),
        tag("tbody", joined(*rows)),
        tag("tfoot", total),
        class_="counts",
    )
    return joined(
        tag("h2", tag("a", number(held.total), href=all_)),
        tag(
            "div",
            table,
            class_="scrolling",
            tabindex="0",
            role="region",
            aria_label=f"Documents by {label.lower()} and year",
        ),
    )


def _row(entry: Entry, across: str, line: Line, columns: tuple[str, ...], most: int) -> Html:
    within = {across: line.value} if across else {}
    undated = line.total - sum(line.years.values())
    counts = [undated if year == ANY else line.years.get(year, 0) for year in columns]
    cells = (
        _cell(entry, {**within, "year": year}, count, most)
        for year, count in zip(columns, counts, strict=True)
    )
    return tag(
        "tr",
        tag("th", tag("bdi", line.label), scope="row"),
        *cells,
        _cell(entry, within, line.total, 0),
    )


def _cell(entry: Entry, values: dict[str, str], count: int, most: int) -> Html:
    """A number with a rod as long as it is large, where numbers are compared."""
    if not count:
        return tag("td", tag("span", "–", title="No document"), class_="number")
    width = f"width:{100 * count / most:.0f}%" if most else None
    rod = tag("span", class_="rod", style=width, aria_hidden="true") if width else Html("")
    link = tag("a", f"{count:,}", href=link_to(Address(ask=narrowed_to(entry, **values))))
    return tag("td", link, rod, class_="number")
