"""Entries of the vocabulary, and what a library holds on them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.vocabulary import Network, Vocabulary
from search.question import Ask
from search.searcher import Searcher
from search.tables.entries import (
    FIELDS,
    Entry,
    counted,
    entries,
    entries_near,
    entry_called,
    holdings,
    narrowed_to,
    newest,
)
from search.understanding.filters import ANY
from tests.search.made_library import VOCABULARY, documents, searcher_of

Builder = Callable[..., Document]


def _entry(text: str) -> Entry:
    found = entry_called(text, VOCABULARY)
    assert found is not None
    return found


@pytest.fixture
def searcher(tmp_path: Path, a_document: Builder) -> Searcher:
    return searcher_of(
        tmp_path,
        [
            a_document("1", title="Old", city="Vienna", module="Housing", year="2009"),
            a_document("2", title="New", city=("Vienna", "Graz"), module="Housing", year="2012"),
            a_document("3", title="Undated", city="Vienna", kind="case study"),
            a_document("4", city="Graz", module="Own", year="2010", network="CLIP"),
        ],
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("city:Wien", "city:Vienna"),
        ("WIEN", "city:Vienna"),
        ("network:clip", "network:CLIP"),
        ("Cities for Local Integration Policy", "network:CLIP"),
        ("module: Housing ", "module:Housing"),
        ("kind:Case study", "kind:case study"),
    ],
)
def test_an_entry_is_named_in_any_spelling(text: str, name: str) -> None:
    assert str(_entry(text)) == name


@pytest.mark.parametrize("text", ["", ":", "city:", "network:Vienna", "sha256:Vienna", "x" * 9999])
def test_what_is_no_name_has_no_entry(text: str) -> None:
    assert entry_called(text, VOCABULARY) is None


@pytest.mark.parametrize("name", FIELDS)
def test_every_entry_is_found_by_how_it_is_named_in_an_address(name: str) -> None:
    for entry in entries(VOCABULARY, name):
        assert entry_called(str(entry), VOCABULARY) == entry


def test_a_city_knows_its_networks_and_a_network_its_members() -> None:
    assert "CLIP" in _entry("city:Kirklees").networks
    assert "Kirklees" in _entry("network:CLIP").members


def test_what_is_no_city_says_what_it_is() -> None:
    assert _entry("city:Barcelona").name == "Barcelona (Diputació)"
    assert _entry("city:Barcelona").what == "province"
    assert _entry("city:Kirklees").what == "borough"


def test_a_name_that_is_also_something_else_is_told_apart() -> None:
    vienna = _entry("city:Vienna")

    assert "Vienne" in vienna.unsure
    assert "Wien" not in vienna.unsure


def test_a_misspelt_name_has_names_near_it() -> None:
    assert str(entries_near("city:Vienan", VOCABULARY)[0]) == "city:Vienna"
    assert str(entries_near("EUROCITY", VOCABULARY)[0]) == "network:EUROCITIES"


def test_what_is_like_no_name_has_none_near_it() -> None:
    assert entries_near("qqqqqqqqqq", VOCABULARY) == ()


def test_a_network_of_an_own_vocabulary_may_say_nothing() -> None:
    own = Vocabulary(networks=(Network(name="Ours"),))

    entry = entry_called("ours", own)

    assert entry is not None
    assert (entry.what, entry.names, entry.members) == ("network", (), ())


def test_documents_are_counted_by_module_and_year(searcher: Searcher) -> None:
    held = holdings(searcher, _entry("city:Vienna"))

    assert (held.total, held.across, held.years) == (3, "module", ("2009", "2012"))
    assert [(line.value, line.total, dict(line.years)) for line in held.lines] == [
        ("Housing", 2, {"2009": 1, "2012": 1}),
        (ANY, 1, {}),
    ]


def test_a_module_is_counted_by_kind(searcher: Searcher) -> None:
    held = holdings(searcher, _entry("module:Housing"))

    assert held.across == "kind"
    assert [(line.label, line.total) for line in held.lines] == [("no kind", 2)]


def test_the_newest_document_comes_first(searcher: Searcher) -> None:
    found = newest(searcher, _entry("city:Vienna"), 2)

    assert [hit.plain_title for hit in found] == ["New", "Old"]


def test_cities_are_counted_altogether_and_in_each_module(searcher: Searcher) -> None:
    counts = counted(searcher, "city")

    assert (counts.of("Vienna"), counts.of("vienna", "Housing"), counts.of("Athens")) == (3, 2, 0)
    assert counts.others == ("Graz",)


def test_an_entry_without_documents_holds_nothing(searcher: Searcher) -> None:
    held = holdings(searcher, _entry("network:EUROCITIES"))

    assert (held.total, held.years, held.lines) == (0, (), ())
    assert newest(searcher, _entry("network:EUROCITIES"), 5) == ()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(given_=documents(), name=st.sampled_from(["city:Vienna", "city:Wrocław", "module:Housing"]))
def test_every_number_is_what_its_link_finds(given_: list[Document], name: str) -> None:
    with TemporaryDirectory() as folder:
        searcher = searcher_of(Path(folder), given_)
        entry = _entry(name)
        held = holdings(searcher, entry)

        def found(**values: str) -> int:
            return searcher.search(replace(narrowed_to(entry, **values), per_page=0)).total

        assert held.total == found()
        for line in held.lines:
            assert line.total == found(**{held.across: line.value})
            for year, count in line.years.items():
                assert count == found(**{held.across: line.value, "year": year})
        city = counted(searcher, "city")
        assert city.of("Vienna") == searcher.search(Ask(filters={"city": ("Vienna",)})).total
        searcher.catalogue.close()
