"""An address and its link say the same."""

from dataclasses import replace
from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st

from corpus.fields import BY_NAME, NAMES
from index.request import Sort
from search.question import Ask
from ui.web.address import (
    LAST,
    OF_SCREEN,
    RESERVED,
    Address,
    link_to,
    narrowed,
    read_address,
    toggled,
    write_address,
)

words = st.text(st.characters(codec="utf-8"), max_size=30)
values = words.filter(str.strip)
asks = st.builds(
    Ask,
    text=words,
    filters=st.dictionaries(
        st.sampled_from(sorted(BY_NAME)),
        st.lists(values, min_size=1, max_size=4, unique=True).map(tuple),
        max_size=4,
    ),
    sort=st.sampled_from(Sort),
    exact=st.booleans(),
    page=st.integers(1, LAST),
    without=st.dictionaries(
        st.sampled_from(sorted(BY_NAME)),
        st.lists(values, min_size=1, max_size=3, unique=True).map(tuple),
        max_size=2,
    ),
    off=st.lists(values, max_size=3, unique=True).map(tuple),
    correcting=st.booleans(),
)
opened = st.builds(Address, ask=asks, document=words.filter(bool), number=st.integers(1, 10**6))
addresses = st.builds(Address, ask=asks) | opened
addresses_of_screens = st.sampled_from(sorted(OF_SCREEN)).flatmap(
    lambda screen: st.builds(
        Address,
        ask=asks,
        screen=st.just(screen),
        more=st.dictionaries(
            st.sampled_from(OF_SCREEN[screen]),
            st.lists(values, min_size=1, max_size=3).map(tuple),
        )
        if OF_SCREEN[screen]
        else st.just({}),
    )
)


@given(addresses)
def test_an_address_written_and_read_is_the_same(address: Address) -> None:
    assert read_address(write_address(address)) == address


@given(addresses)
def test_a_link_leads_to_the_address_it_was_made_from(address: Address) -> None:
    link = link_to(address)

    assert link.isascii()
    path, query = link.removeprefix("./").split("?", 1)
    assert read_address(parse_qs(query, max_num_fields=None), path) == address


@given(addresses_of_screens)
def test_the_parameters_of_a_screen_are_in_its_link(address: Address) -> None:
    path, query = link_to(address).removeprefix("./").split("?", 1)

    assert read_address(parse_qs(query, max_num_fields=None), path) == address


def test_no_parameter_of_a_screen_is_a_field_or_stands_on_every_screen() -> None:
    own = {name for names in OF_SCREEN.values() for name in names}

    assert not own & (RESERVED | NAMES.keys())


@given(st.dictionaries(st.sampled_from(sorted(RESERVED | NAMES.keys())), st.lists(words)))
def test_whatever_is_typed_into_the_address_bar_names_something(
    parameters: dict[str, list[str]],
) -> None:
    address = read_address(parameters)

    assert read_address(write_address(address)) == address


def test_the_start_page_has_no_parameters() -> None:
    assert write_address(Address()) == {}


def test_no_parameter_is_also_a_field() -> None:
    assert not RESERVED & NAMES.keys()


def test_a_field_is_known_by_its_other_names() -> None:
    assert read_address({"cities": ["Vienna"]}).ask.filters == {"city": ("Vienna",)}


def test_a_document_remembers_which_results_it_was_opened_from() -> None:
    ask = Ask(text="soil", page=3)

    opened_there = Address(document="EF0794", number=7, ask=ask)

    assert write_address(opened_there)["results"] == ["3"]
    assert read_address(write_address(opened_there)).back == Address(ask=ask)


def test_a_value_is_put_on_and_taken_off() -> None:
    ask = Ask(text="soil", page=3)

    on = toggled(ask, "city", "Vienna")

    assert on.filters == {"city": ("Vienna",)}
    assert on.page == 1
    assert toggled(on, "city", "Vienna") == replace(ask, page=1)


def test_narrowing_one_field_leaves_the_others() -> None:
    ask = Ask(filters={"city": ("Vienna",), "year": ("2009",)})

    assert narrowed(ask, "year", ["2008..2010"]).filters == {
        "city": ("Vienna",),
        "year": ("2008..2010",),
    }
