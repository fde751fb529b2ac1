"""*Admin*, places: which places documents name, and which of them become cities of the library."""

import streamlit as st

from corpus.lock import writing
from corpus.vocabulary import shown
from search.question import Ask
from ui.jobs.job import Order, What
from ui.jobs.processes import refuse_second, standing, start
from ui.places_found import Found, accept, accepted_last, places_found, take_back
from ui.web.address import Address, link_to
from ui.web.admission import for_admins
from ui.web.markup import Html, as_label, joined, show, tag
from ui.web.parts.job_panel import job_panel
from ui.web.parts.place_map import Spot, place_map
from ui.web.parts.told import tell
from ui.wiring import Library

MOST = 100
"""Places that are offered at once, those in most documents first."""


SHOWN = 6
"""Names that are told of those that were accepted last."""


def draw(library: Library, address: Address) -> None:
    """Draw what was found, a row for each place that is new, and the way back."""
    job_panel(standing(library), in_full=False)
    found = places_found(library)
    new = [place for place in found if not place.is_known]
    show(tag("h2", "Places"), tag("p", _counted(found, new)))
    _undo(library)
    if not new:
        show(tag("p", "Every place that documents name is known.", class_="aside"))
        return
    spots = [spot for place in found if (spot := _spot(place))]
    if spots:
        show(tag("div", place_map(spots), class_="small-map"))
    _form(new[:MOST])


def _counted(found: tuple[Found, ...], new: list[Found]) -> str:
    said = f"{len(found):,} place{'' if len(found) == 1 else 's'} found: "
    said += f"{len(found) - len(new):,} known, {len(new):,} new."
    if len(new) > MOST:
        said += f" The {MOST:,} in most documents are shown."
    return said


def _spot(place: Found) -> Spot | None:
    if place.located is None:
        return None
    return Spot(
        name=place.name,
        latitude=place.located.latitude,
        longitude=place.located.longitude,
        count=place.count,
        title=f"{place.name}: {_documents(place)}",
        href=_documents_of(place),
    )


def _form(new: list[Found]) -> None:
    """One line a place: ticked as proposed, where it is open which is meant unticked."""
    with st.form("places", border=False):
        for number, place in enumerate(new):
            with st.container(key=f"found-{number}"):
                st.checkbox(
                    as_label(f"{place.name}, {shown('country', place.country) or 'no country'}"),
                    value=bool(place.country) and not place.is_open,
                    key=_key(place),
                    disabled=not place.country,
                )
                show(_line(place))
        st.form_submit_button(
            "Accept those that are ticked", key="accept-places", type="primary",
            on_click=_accept, args=(tuple(new),),
        )  # fmt: skip


def _line(place: Found) -> Html:
    """How many documents name a place, and which city of the world it is taken for."""
    where = place.located
    if where is None:
        what = "no city of this name is known; it gets no place on the map"
    else:
        what = f"{where.name}, {shown('country', where.country)}, {where.population:,} inhabitants"
        if place.is_open:
            what = f"only mentioned, because cities share the name; by its folder: {what}"
    link = tag("a", _documents(place), href=_documents_of(place))
    return tag("p", link, joined(" – ", what), class_="path")


def _documents(place: Found) -> str:
    return f"{place.count:,} document{'' if place.count == 1 else 's'}"


def _documents_of(place: Found) -> str:
    if place.is_open:
        return link_to(Address(ask=Ask(text=f'place_mentioned:"{place.name}"')))
    return link_to(Address(ask=Ask(filters={"city": (place.name,)})))


def _key(place: Found) -> str:
    return f"place:{place.name}"


@for_admins
def _accept(library: Library, new: tuple[Found, ...]) -> None:
    """Make what is ticked cities of the library, and describe the documents again by them."""
    refuse_second(library)
    ticked = [place for place in new if st.session_state.get(_key(place))]
    with writing(library.folder, "accepting places"):
        names, remarks = accept(library, ticked)
    for remark in remarks:
        tell(f"Note: {remark}")
    if not names:
        tell("Nothing was ticked that could be accepted.")
        return
    tell(f"{_places(len(names))} accepted; documents and index follow.")
    start(library, Order(what=What.DESCRIBE))


def _undo(library: Library) -> None:
    names = accepted_last(library)
    if names:
        some = ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
        show(tag("p", f"Accepted last: {some}.", class_="aside"))
        st.button(f"Undo: take back {_places(len(names))}", key="undo-places", on_click=_take_back)


@for_admins
def _take_back(library: Library) -> None:
    refuse_second(library)
    with writing(library.folder, "taking back places"):
        names = take_back(library)
    if names:
        tell(f"{_places(len(names))} taken back; documents and index follow.")
        start(library, Order(what=What.DESCRIBE))
    else:
        tell("cities.csv was changed since; edit it in Vocabulary.")


def _places(number: int) -> str:
    return f"{number:,} place{'' if number == 1 else 's'}"
