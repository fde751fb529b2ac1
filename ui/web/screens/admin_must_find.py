"""*Admin*, must-find: are the documents found that must be? In colours and in words."""

from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from corpus.lock import writing
from search.keeping.must_find import (
    FILE,
    Checked,
    Outcome,
    Row,
    UnreadableList,
    check,
    read_must_find,
)
from search.question import Ask
from ui.web.address import Address, link_to
from ui.web.admission import for_admins
from ui.web.markup import Html, joined, show, tag
from ui.web.parts.text_editor import forget, save, text_editor
from ui.web.parts.told import tell
from ui.wiring import Library

SHOWN = 200
"""Rows that are asked at once, and shown."""

NOTHING = (
    "The list names no document that must be found. A row holds a query and the id, code or "
    "title of the document that it must find."
)

FIRST_ROW = "query,document,within,filters,note"


def draw(library: Library, _address: Address) -> None:
    """Draw each row with what became of it, and the list to edit."""
    show(tag("h2", "What must be found"))
    file = library.folder / FILE
    try:
        rows = read_must_find(file) if file.exists() else ()
    except UnreadableList as error:
        show(tag("div", tag("p", error.message), tag("p", error.hint), class_="told wrong"))
        rows = ()
    if rows:
        with st.spinner("Asking"):
            _results(library, rows)
    else:
        show(tag("p", NOTHING, class_="aside"))
    show(tag("h2", "The list"), tag("p", "Its first row is ", tag("code", FIRST_ROW)))
    text_editor(FILE, f"Text of {FILE}", file, _save)


def _results(library: Library, rows: tuple[Row, ...]) -> None:
    checked = check(library.searcher, rows[:SHOWN])
    found = sum(one.is_good for one in checked)
    left = f" The first {SHOWN:,} of {len(rows):,} rows were asked." if len(rows) > SHOWN else ""
    show(
        tag("p", f"{found:,} of {len(checked):,} found where they must be.{left}"),
        must_find_table(checked),
    )


def must_find_table(checked: tuple[Checked, ...]) -> Html:
    """Each document that must be found, those that are not first."""
    heads = ("Result", "Query", "Document", "Note")
    head = tag("tr", *(tag("th", one, scope="col") for one in heads))
    ordered = sorted(checked, key=lambda one: one.is_good)
    table = tag(
        "table", tag("thead", head), tag("tbody", *map(_row, ordered)), class_="admin-table"
    )
    return tag(
        "div", table, class_="wide", tabindex="0", role="region", aria_label="What must be found"
    )


def _row(one: Checked) -> Html:
    ask = Ask(text=one.row.query, filters=one.row.filters)
    query = tag("a", one.row.query or "everything", href=link_to(Address(ask=ask)), dir="auto")
    filters = "; ".join(f"{name}:{v}" for name, some in one.row.filters.items() for v in some)
    document = tag("bdi", one.document)
    if one.id:
        document = tag("a", one.document, href=link_to(Address(document=one.id)), dir="auto")
    remarks = "; ".join(filter(None, (one.row.note, *one.notes)))
    return tag(
        "tr",
        tag("td", _result(one), class_="good" if one.is_good else "bad"),
        tag("td", query, joined(" ", tag("span", filters, class_="aside")) if filters else ""),
        tag("td", document),
        tag("td", remarks, dir="auto"),
    )


def _result(one: Checked) -> str:
    sign = "✓" if one.is_good else "✗"
    if one.outcome is Outcome.TOO_LOW:
        return f"{sign} found at {one.rank:,}, to be within {one.row.within:,}"
    place = f" at {one.rank:,}" if one.rank else ""
    return f"{sign} {one.outcome}{place}"


@for_admins
def _save(library: Library, area: str, began: str) -> None:
    """Check the list, and keep it."""
    text = st.session_state[area]
    with writing(library.folder, "editing the list of what must be found"):
        check_list(text)
        save(library.folder / FILE, text, library.folder / FILE, began)
    forget(FILE)
    tell(f"{FILE} is saved.")


def check_list(text: str) -> None:
    """Raises UnreadableList, naming the row, where a list could not be read so."""
    with TemporaryDirectory(prefix="polisearch-") as folder:
        file = Path(folder) / FILE
        file.write_text(text, encoding="utf-8", newline="")
        try:
            read_must_find(file)
        except UnreadableList as error:
            said = error.message.replace(f"{Path(folder)}/", "")
            raise UnreadableList(f"Not saved. {said}", error.hint) from error
