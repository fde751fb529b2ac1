"""*Admin*, lists: how many readers gathered, how old they are; clear those nobody touches."""

import streamlit as st

from search.keeping.list_file import clear_untouched, lists_held
from search.keeping.list_folder import DAYS_OF_EMPTY, DAYS_UNTOUCHED, MOST_LISTS, Holdings
from ui.web.address import Address
from ui.web.admission import for_admins
from ui.web.markup import Html, show, tag
from ui.web.parts.told import tell
from ui.wiring import Library

DAYS, SURE = "lists-days", "lists-sure"
LONGEST = 10_000


def draw(library: Library, _address: Address) -> None:
    """Draw what lists there are, and a form to clear old ones."""
    show(tag("h2", "Lists"), _facts(lists_held(library.folder)))
    said = (
        "Lists are kept without an account, so nobody knows whose they are. When there are "
        f"{MOST_LISTS:,}, a new list takes the place of an old one: first of lists that have been "
        f"empty for {DAYS_OF_EMPTY} day, then of lists that their makers have neither changed nor "
        f"opened for {DAYS_UNTOUCHED} days."
    )
    show(tag("p", said))
    with st.form("clear-lists", border=False):
        st.number_input(
            "Clear lists that nobody touched for so many days",
            min_value=1,
            max_value=LONGEST,
            value=DAYS_UNTOUCHED,
            key=DAYS,
        )
        st.checkbox("Yes, remove them for good", key=SURE)
        st.form_submit_button("Clear", key="clear-lists-now", on_click=_clear)


def _facts(now: Holdings) -> Html:
    facts = {
        "Lists": f"{now.lists:,} of {MOST_LISTS:,}",
        "Empty": f"{now.empty:,}",
        **{f"Untouched for {days} days": f"{count:,}" for days, count in now.untouched},
        "Longest untouched": f"{now.oldest:,} days",
        "Size": f"{now.size / 1024 / 1024:,.1f} MB",
    }
    rows = (tag("tr", tag("th", k, scope="row"), tag("td", v)) for k, v in facts.items())
    return tag("table", tag("tbody", *rows), class_="admin-table")


@for_admins
def _clear(library: Library) -> None:
    """Remove old lists, if that was confirmed."""
    if not st.session_state.get(SURE):
        tell("Nothing was removed.", "Say yes to that first.", went_wrong=True)
        return
    days = int(st.session_state[DAYS])
    number = clear_untouched(library.folder, days)
    tell(f"{number:,} list{'' if number == 1 else 's'} removed, untouched for {days:,} days.")
