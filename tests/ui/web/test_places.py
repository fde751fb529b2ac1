"""The screen *Places*, the map and the cards."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vocabulary import Network, read_vocabulary
from search.question import Ask
from search.tables.entries import Entry
from ui.web.parts.entry_card import entry_card
from ui.web.parts.entry_facts import known_facts
from ui.web.parts.place_map import Spot, europe, place_map, world
from ui.wiring import Library, open_library

HOSTILE = "<script>alert(1)</script>"
CITIES = [city for city in read_vocabulary().cities if city.latitude is not None]


@pytest.fixture
def opened(library: Path) -> Iterator[Library]:
    opened = open_library(library)
    yield opened
    opened.close()


def test_a_city_is_a_circle_that_leads_to_its_page(front: Any) -> None:
    html = front.open("places").html

    assert 'href="./places?entry=city%3AVienna" title="Vienna, Austria: 11 documents"' in html


def test_a_city_without_documents_is_a_hollow_circle(front: Any) -> None:
    html = front.open("places").html

    assert re.search(r'title="Athens, Greece: 0 documents"[^>]*class="hollow ', html)
    assert not re.search(r'title="Vienna[^>]*class="hollow ', html)


def test_the_table_counts_and_leads_to_the_documents(front: Any) -> None:
    html = front.open("places").html

    assert '<a href="./?city=Vienna">11</a>' in html
    assert '<a href="./places?entry=network%3ACLIP">CLIP</a>' in html


def test_a_city_that_only_documents_name_is_in_the_table_and_escaped(
    front: Any, put: Callable[..., None]
) -> None:
    put(id="x", title="X", city=HOSTILE, module=HOSTILE, kind=HOSTILE, network=HOSTILE)

    html = front.open("places").html

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert HOSTILE not in html


def test_the_page_of_a_city_is_found_by_any_of_its_names(front: Any) -> None:
    html = front.open("places", entry="city:Wien").html

    assert "<h1><bdi>Vienna</bdi></h1>" in html
    assert '<a href="./?city=Vienna">11 documents</a>' in html
    assert '<a href="./?city=Vienna&amp;year=2011">1</a>' in html
    assert "Schools in Vienna 11" in html


def test_a_year_leads_to_as_many_documents_as_it_counts(front: Any) -> None:
    assert (
        '<a href="./?city=Vienna&amp;year=2011">1</a>'
        in front.open("places", entry="city:Vienna").html
    )

    assert "1 of 12 documents" in type(front)().open(city="Vienna", year="2011").html


def test_the_page_of_a_network_lists_its_members_and_their_documents(front: Any) -> None:
    html = front.open("places", entry="network:CLIP").html

    assert "Members: 39" in html
    assert ">Kirklees</a><span>, borough</span>" in html
    assert 'href="./places?entry=city%3AVienna">Vienna</a><span class="count" title="11 doc' in html
    assert 'rel="noopener noreferrer"' in html


def test_the_page_of_a_module_and_one_without_documents_are_drawn(front: Any) -> None:
    assert (
        "The library holds no document on it." in front.open("places", entry="module:Housing").html
    )


def test_a_title_is_escaped(front: Any, put: Callable[..., None]) -> None:
    put(id="x", title=HOSTILE, city="Turin", year="2012")

    html = front.open("places", entry="city:Turin").html

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert HOSTILE not in html


@pytest.mark.parametrize("named", ["city:Viena C", HOSTILE, "city:", "kind:\x00", "x" * 5000])
def test_what_is_no_entry_is_said_plainly(front: Any, named: str) -> None:
    html = front.open("places", entry=named).html

    assert "No such name" in html
    assert "<script" not in html


def test_names_near_to_what_is_no_entry_are_links(front: Any) -> None:
    html = front.open("places", entry="city:Vienan").html

    assert '<a href="./places?entry=city%3AVienna">Vienna</a>' in html


@pytest.mark.parametrize("city", CITIES, ids=[city.name for city in CITIES])
def test_every_city_of_the_vocabulary_is_on_the_map_and_on_land_or_by_the_sea(city: Any) -> None:
    near = [(0.0, 0.0), (0.15, 0.0), (-0.15, 0.0), (0.0, 0.2), (0.0, -0.2)]

    assert europe().holds(city.latitude, city.longitude)
    assert any(europe().is_land(city.latitude + up, city.longitude + right) for up, right in near)


@pytest.mark.parametrize("place", [(56.0, 3.0), (45.0, -8.0), (40.0, 12.0), (58.5, 20.0)])
def test_the_sea_is_no_land(place: tuple[float, float]) -> None:
    assert not europe().is_land(*place)


CAPITALS = [
    (-33.9, 151.2), (35.7, 139.7), (-1.3, 36.8), (19.4, -99.1), (-34.6, -58.4), (64.1, -21.9),
    (28.6, 77.2), (55.8, 37.6), (-41.3, 174.8), (21.3, -157.9),
]  # fmt: skip


@pytest.mark.parametrize("place", CAPITALS)
def test_a_city_of_any_continent_is_on_the_map(place: tuple[float, float]) -> None:
    html = place_map([_spot("Vienna", 48.2, 16.4, 1), _spot("There", *place, 3)])

    spots = {
        name: (float(left), float(top))
        for left, top, name in re.findall(
            r'style="left:([-.\d]+)%;top:([-.\d]+)%;width:[.\d]+%"><span[^>]*>(\w+)<', html
        )
    }
    assert spots.keys() == {"Vienna", "There"}
    assert all(0 < at < 100 for spot in spots.values() for at in spot)


def test_the_map_of_the_world_shows_as_much_as_the_places_need() -> None:
    near, far = world(((40.0, -75.0), (34.0, -84.0))), world(((40.0, -75.0), (-33.9, 151.2)))

    assert near.frame[2] - near.frame[0] < (far.frame[2] - far.frame[0]) / 3
    assert len(near.rings) < len(far.rings)
    assert near.is_land(35.0, -80.0)
    assert not near.is_land(35.0, -70.0)


def test_no_outline_crosses_the_whole_map() -> None:
    rings = world(((70.0, -170.0), (-40.0, 175.0))).rings

    steps = [abs(a[0] - b[0]) for ring in rings for a, b in pairwise((*ring, ring[0]))]
    assert max(steps) < 60


@given(latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
def test_any_place_on_earth_is_in_europe_or_not(latitude: float, longitude: float) -> None:
    assert europe().holds(latitude, longitude) in (True, False)


def test_the_area_of_a_circle_is_as_its_number() -> None:
    html = place_map([_spot("A", 48, 10, 400), _spot("B", 44, 20, 100)])
    large, small = (float(width) for width in re.findall(r"width:([\d.]+)%", html))

    assert large == pytest.approx(2 * small)


def test_names_on_the_map_do_not_stand_over_each_other() -> None:
    html = place_map([_spot(f"City {n}", 50, 10 + n / 100, 1) for n in range(20)])

    assert html.count('class="unnamed"') >= 10


def test_a_hostile_name_is_escaped_on_the_map() -> None:
    assert "<script" not in place_map([_spot(HOSTILE, 48, 10, 1)])


def test_the_address_of_a_network_can_be_no_script() -> None:
    entry = Entry(field="network", name="X", what="network", url="javascript:alert(1)")

    assert 'href="https://javascript:alert(1)"' in known_facts(entry)


@pytest.mark.parametrize(
    "text",
    ["Wien", "CLIP", "What is CLIP?", "what is the European Network Against Racism",
     "who are the members of CLIP", "city:Wien", "“Vienna”"],
)  # fmt: skip
def test_a_question_that_is_a_name_has_a_card(opened: Library, text: str) -> None:
    assert 'class="entry-card"' in entry_card(opened, Ask(text=text))


@pytest.mark.parametrize(
    "text", ["", "housing in Vienna", "what is", "share of migrants", "(", "what is a mosque", "?"]
)
def test_other_questions_have_none(opened: Library, text: str) -> None:
    assert entry_card(opened, Ask(text=text)) == ""


def test_a_filter_alone_has_a_card(opened: Library) -> None:
    one = {"city": ("Vienna",)}

    assert "Vienna" in entry_card(opened, Ask(filters=one))
    assert entry_card(opened, Ask(filters={**one, "year": ("2009",)})) == ""


def test_a_card_escapes_what_an_own_vocabulary_says(opened: Library) -> None:
    own = Network(name="Ours", title=HOSTILE, aims=(HOSTILE,), kind=HOSTILE)
    known = replace(opened.vocabulary, networks=(own,), _by_spelling={})

    card = entry_card(replace(opened, vocabulary=known), Ask(text="Ours"))

    assert "&lt;script&gt;" in card
    assert HOSTILE not in card


def test_a_borough_names_the_places_within_it(front: Any) -> None:
    front.open("places", entry="city:Kirklees")

    assert "Places within it" in front.html
    assert "<bdi>Huddersfield</bdi>" in front.html


def _spot(name: str, latitude: float, longitude: float, count: int) -> Spot:
    return Spot(
        name=name, latitude=latitude, longitude=longitude, count=count, title=name, href="./"
    )
