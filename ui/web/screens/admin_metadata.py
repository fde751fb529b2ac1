"""*Admin*, metadata: accept or correct what is missing or not sure, here or in a spreadsheet."""

import streamlit as st

from corpus.fields import BY_NAME
from corpus.lock import writing
from ingest.metadata_corrections import checked
from ingest.metadata_csv import Row, UnreadableTable, as_csv, read_csv, rows
from ui.jobs.job import Order, What
from ui.jobs.processes import refuse_second, standing, start
from ui.opened import opened_library
from ui.web import admission
from ui.web.address import Address, link_to
from ui.web.admission import for_admins, may_administer
from ui.web.doubts import FIELDS, Said, doubts, keep_said
from ui.web.markup import Html, as_label, joined, show, tag
from ui.web.parts.job_panel import job_panel
from ui.web.parts.told import tell
from ui.web.sent_files import give_back, take_files
from ui.web.uploads import most_megabytes
from ui.wiring import Library

PER_PAGE = 20
TABLE = "metadata-table"
MOST_NOTES = 20


def draw(library: Library, address: Address) -> None:
    """Draw what is in doubt, a form for it, and the ways of the table."""
    now = standing(library)
    job_panel(now, in_full=False)
    field, page = _named(address.one("entry"))
    with st.spinner("Looking through what is known"):
        every = doubts(library)
    show(tag("h2", "Missing or not sure"), _fields(every, field))
    found = [row for row in every if not field or row.field == field]
    last = max(1, -(-len(found) // PER_PAGE))
    page = min(page, last)
    if found:
        _form(found, page)
        show(_steps(field, page, last))
    else:
        show(tag("p", "Nothing is in doubt here.", class_="aside"))
    _table(library)


def _named(entry: str) -> tuple[str, int]:
    """The field and the page of an address.

    >>> _named("city:3"), _named("rent"), _named("")
    (('city', 3), ('', 1), ('', 1))
    """
    name, _, number = entry.partition(":")
    is_number = number.isascii() and number.isdigit() and len(number) < 6
    return name if name in FIELDS else "", max(int(number), 1) if is_number else 1


def _to(field: str, page: int = 1) -> str:
    entry = f"{field or 'all'}:{page}" if page > 1 else field
    more = {"part": ("metadata",), **({"entry": (entry,)} if entry else {})}
    return link_to(Address(screen="admin", more=more))


def _fields(every: list[Row], chosen: str) -> Html:
    counts = {name: sum(row.field == name for row in every) for name in FIELDS}
    items = [("", "All", len(every)), *((n, BY_NAME[n].label, c) for n, c in counts.items())]
    links = (
        tag(
            "li",
            tag(
                "a",
                f"{label} ({count:,})",
                href=_to(name),
                aria_current="page" if name == chosen else None,
            ),
        )
        for name, label, count in items
    )
    return tag("nav", tag("ul", *links), class_="choices", aria_label="Fields")


def _steps(field: str, page: int, last: int) -> Html:
    if last == 1:
        return Html("")
    links = []
    if page > 1:
        links.append(tag("a", "‹ Previous", href=_to(field, page - 1)))
    links.append(tag("span", f"Page {page:,} of {last:,}"))
    if page < last:
        links.append(tag("a", "Next ›", href=_to(field, page + 1)))
    return tag("nav", joined(*links), class_="admin-steps", aria_label="Pages of doubts")


def _form(found: list[Row], page: int) -> None:
    first = (page - 1) * PER_PAGE
    shown = list(enumerate(found[first : first + PER_PAGE], start=first + 1))
    with st.form("doubts", border=False):
        for number, row in shown:
            _row(number, row)
        st.form_submit_button(
            "Save what I filled in",
            key="save-doubts",
            type="primary",
            on_click=_save,
            args=(shown,),
        )


def _row(number: int, row: Row) -> None:
    label = BY_NAME[row.field].label
    title = as_label(row.title or row.id)
    with st.container(key=f"doubt-{number}"):
        show(_known(number, row))
        with st.container(horizontal=True, vertical_alignment="center", key=f"say-{number}"):
            st.text_input(
                f"{label} of {title}",
                key=_key("typed", row),
                placeholder=f"Another {label.lower()}" if row.values else label,
                label_visibility="collapsed",
            )
            if row.values:
                st.checkbox(f"{as_label('; '.join(row.values))} is right", key=_key("right", row))


def _known(number: int, row: Row) -> Html:
    """What is known of a field, and from where."""
    link = tag("a", row.title or row.id, href=link_to(Address(document=row.id)), dir="auto")
    value = "; ".join(row.values) or "unknown"
    how = ""
    if row.values:
        sure = f"{float(row.confidence):.0%}" if row.confidence else "not"
        how = f"from {row.decided_from or 'elsewhere'}, {sure} sure"
    evidence = tag("q", row.evidence, dir="auto") if row.evidence else Html("")
    said = tag("p", f"{BY_NAME[row.field].label}: ", tag("strong", value), f" {how} ", evidence)
    heading = tag("h3", f"{number}. ", link)
    return joined(heading, said, tag("p", tag("bdi", row.source), class_="path"))


def _key(what: str, row: Row) -> str:
    return f"{what}:{row.field}:{row.id}"


@for_admins
def _save(library: Library, shown: list[tuple[int, Row]]) -> None:
    """Keep what the form says, and let documents and index follow."""
    state = st.session_state
    asked = [
        (
            number,
            row,
            Said(
                typed=state.get(_key("typed", row), ""),
                is_right=bool(state.get(_key("right", row), False)),
            ),
        )
        for number, row in shown
    ]
    refuse_second(library)
    email = admission.visitor(library).email
    with writing(library.folder, "corrections in the web front"):
        kept, notes = keep_said(library, asked, note=email)
    _follow(library, kept, notes)


def _table(library: Library) -> None:
    take_files(library)
    show(tag("h2", "All of it in a spreadsheet"))
    st.download_button(
        "Export CSV",
        data=_export,
        file_name="metadata.csv",
        mime="text/csv",
        on_click="ignore",
        key="export-metadata",
    )
    with st.form("metadata-import", clear_on_submit=True, border=False):
        st.file_uploader(
            "A table with corrections (CSV)",
            type="csv",
            key=TABLE,
            max_upload_size=most_megabytes(library.settings.ingest.megabytes_per_file),
        )
        with st.container(horizontal=True, key="metadata-buttons"):
            st.form_submit_button("Only check it", key="check-table", on_click=_check)
            st.form_submit_button("Take it in", key="import-table", on_click=_import)


def _export() -> bytes:
    """The table, made when it is asked for; without permission, nothing."""
    library = opened_library()
    if not may_administer(library):
        return b""
    # The mark tells a spreadsheet that this is UTF-8.
    return as_csv(rows(library.catalogue, library.vocabulary)).encode("utf-8-sig", "replace")


@for_admins
def _check(library: Library) -> None:
    found = checked(read_csv(_text()), library.catalogue, library.vocabulary)
    _tell_notes(found.notes)
    tell(f"{_counted(len(found.corrections))} would be kept. Nothing was changed.")


@for_admins
def _import(library: Library) -> None:
    refuse_second(library)
    lines = read_csv(_text())
    with writing(library.folder, "corrections in the web front"):
        found = checked(lines, library.catalogue, library.vocabulary)
        library.catalogue.correct(found.corrections)
    _follow(library, len(found.corrections), found.notes)


def _text() -> str:
    file = st.session_state.get(TABLE)
    if file is None:
        raise UnreadableTable("No table was chosen.")
    try:
        return bytes(file.getvalue()).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableTable("The table is not UTF-8 text.", "Save it as CSV UTF-8.") from error
    finally:
        give_back([file])


def _follow(library: Library, kept: int, notes: tuple[str, ...]) -> None:
    _tell_notes(notes)
    if kept:
        tell(f"{_counted(kept)} kept; documents and index follow.")
        start(library, Order(what=What.CORRECT))
    else:
        tell("Nothing was filled in that says something new.")


def _tell_notes(notes: tuple[str, ...]) -> None:
    for note in notes[:MOST_NOTES]:
        tell(f"Note: {note}")
    if len(notes) > MOST_NOTES:
        tell(f"Note: and {len(notes) - MOST_NOTES:,} more.")


def _counted(number: int) -> str:
    return f"{number:,} correction{'' if number == 1 else 's'}"
