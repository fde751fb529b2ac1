"""What is about the same is found by the words that tell it, and by nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import open_catalogue
from corpus.catalogue.relating import Kind
from corpus.document import Described, Document, Part
from corpus.errors import UnknownDocument
from corpus.records import Source
from corpus.vocabulary import read_vocabulary
from index.shelf import Shelf
from search.comparing.similar import similar_documents, similar_passages, telling_of_document
from search.searcher import Searcher
from tests.conftest import build_document

HEAT = "Geothermal wells warm the greenhouses; boreholes and turbines bring steam."
MOSQUES = "Prayer rooms, mosques and imams divide the neighbours of the bazaar."
ABOUT = "The Foundation in Loughlinstown publishes brochures for ministries and unions."
FILLING = [
    build_document(f"filling-{n}", f"Something quite different, number{n} {word}.")
    for n, word in enumerate(("trams", "kiosks", "ponies", "violins", "glaciers", "puppets"))
]

Opened = Callable[..., Searcher]


def library(
    folder: Path, documents: Sequence[Document], kinds: Mapping[Kind, Mapping[str, str]]
) -> Searcher:
    catalogue = open_catalogue(folder / "catalogue.db")
    for document in (*documents, *FILLING):
        source = Source(path=document.id, root="r", name=document.id, size=1, modified=1)
        catalogue.put(source, [Described(document, media_type="text/html")], run=1)
    for kind, others in kinds.items():
        catalogue.relate(kind, others)
    shelf = Shelf(folder / "index", catalogue, "tantivy")
    shelf.follow()
    return Searcher(catalogue, shelf, read_vocabulary())


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    def with_documents(
        *documents: Document, kinds: Mapping[Kind, Mapping[str, str]] | None = None
    ) -> Searcher:
        return library(tmp_path, documents, kinds or {})

    return with_documents


def with_part(document: Document, number: int, part: Part) -> Document:
    pages = [replace(p, part=part) if p.number == number else p for p in document.pages]
    return replace(document, pages=tuple(pages))


def ids(searcher: Searcher, id_: str = "a") -> list[str]:
    return [one.id for one in similar_documents(searcher, id_)]


# -- documents ----------------------------------------------------------------


def test_documents_about_the_same_are_similar(opened: Opened) -> None:
    searcher = opened(
        build_document("a", [HEAT, HEAT]), build_document("b", HEAT), build_document("c", MOSQUES)
    )

    (one,) = similar_documents(searcher, "a")

    assert (one.id, one.share) == ("b", 1.0)
    assert {"geothermal", "boreholes", "turbines"} <= {word.lower() for word in one.words}
    assert len(one.words) == one.looked_for


def test_the_one_that_shares_more_comes_first_with_a_greater_share(opened: Opened) -> None:
    searcher = opened(
        build_document("a", HEAT),
        build_document("less", "Geothermal boreholes and turbines. Ponies."),
        build_document("more", "Geothermal wells, greenhouses, boreholes, turbines, steam."),
    )

    more, less = similar_documents(searcher, "a")

    assert (more.id, less.id) == ("more", "less")
    assert 1 >= more.share > less.share > 0


def test_a_word_on_few_of_many_pages_counts_less(opened: Opened) -> None:
    once = [HEAT, *["Nothing of it."] * 9]
    searcher = opened(
        build_document("a", [HEAT] * 10), build_document("always", HEAT), build_document("b", once)
    )

    always, rarely = similar_documents(searcher, "a")

    assert (always.share, rarely.share) == (1.0, 0.1)


def test_two_documents_that_share_only_a_page_about_the_publisher_are_not_similar(
    opened: Opened,
) -> None:
    about = [
        with_part(build_document(id_, [text, ABOUT]), 2, Part.BOILERPLATE)
        for id_, text in (("a", HEAT), ("b", MOSQUES))
    ]

    assert ids(opened(*about)) == []


def test_what_is_left_out_of_a_page_tells_nothing(opened: Opened) -> None:
    documents = []
    for id_, text in (("a", HEAT), ("b", MOSQUES)):
        document = build_document(id_, f"{ABOUT} {text}")
        page = replace(document.pages[0], left_out=((0, len(ABOUT)),))
        documents.append(replace(document, pages=(page,)))
    publisher = [build_document(id_, ABOUT) for id_ in "cd"]

    assert ids(opened(*documents, *publisher)) == []


def test_what_a_document_cites_tells_nothing(opened: Opened) -> None:
    citing = [
        with_part(build_document(id_, [text, ABOUT]), 2, Part.BIBLIOGRAPHY)
        for id_, text in (("a", HEAT), ("b", MOSQUES))
    ]

    assert ids(opened(*citing)) == []


def test_function_words_numbers_and_what_every_document_has_tell_nothing(opened: Opened) -> None:
    text = "THE and of with 2008 1234 Something quite different."
    searcher = opened(build_document("a", text), build_document("b", text))

    assert telling_of_document(searcher, searcher.catalogue.document("a")) == ()
    assert ids(searcher) == []


def test_a_word_of_the_title_tells_more_than_one_of_a_page(opened: Opened) -> None:
    searcher = opened(
        build_document("a", HEAT, title="Turbines"), build_document("b", HEAT, title="Other")
    )

    first = telling_of_document(searcher, searcher.catalogue.document("a"))[0]

    assert first.word.lower() == "turbines"


def test_a_word_is_told_as_it_is_mostly_written(opened: Opened) -> None:
    searcher = opened(
        build_document("a", ["BOREHOLE borehole boreholes boreholes. Steam from wells."] * 2),
        build_document("b", HEAT),
    )

    assert "boreholes" in {
        one.word for one in telling_of_document(searcher, searcher.catalogue.document("a"))
    }


def test_words_of_another_language_do_not_meet(opened: Opened) -> None:
    searcher = opened(build_document("a", HEAT), build_document("b", HEAT, language="hr"))

    assert ids(searcher) == []


@pytest.mark.parametrize("kind", [Kind.WORK, Kind.TRANSLATION])
def test_versions_and_translations_are_left_out(opened: Opened, kind: Kind) -> None:
    related = {"a": "a", "b": "a"} if kind is Kind.WORK else {"b": "a"}
    searcher = opened(
        *(build_document(id_, HEAT) for id_ in ("a", "b", "c")), kinds={kind: related}
    )

    assert ids(searcher) == ["c"]


def test_the_whole_and_its_parts_are_not_similar_to_each_other(opened: Opened) -> None:
    searcher = opened(
        build_document("a", HEAT),
        build_document("item", HEAT, part_of="a"),
        build_document("c", HEAT),
        kinds={Kind.PART: {"item": "a"}},
    )

    assert ids(searcher) == ["c"]
    assert ids(searcher, "item") == ["c"]


def test_a_work_is_there_once(opened: Opened) -> None:
    searcher = opened(
        build_document("a", HEAT),
        build_document("print", f"{HEAT} {HEAT}"),
        build_document("web", "Geothermal wells, boreholes and turbines."),
        kinds={Kind.WORK: {"print": "print", "web": "print"}},
    )

    assert ids(searcher) == ["print"]


def test_no_more_are_shown_than_asked_for(opened: Opened) -> None:
    searcher = opened(*(build_document(id_, HEAT) for id_ in "abcd"))

    assert len(similar_documents(searcher, "a", limit=2)) == 2
    assert similar_documents(searcher, "a", limit=0) == ()


def test_a_document_without_text_is_similar_to_none(opened: Opened) -> None:
    assert ids(opened(build_document("a", ""), build_document("b", []))) == []


def test_only_some_pages_of_a_long_document_are_read(opened: Opened) -> None:
    long = ["Nothing."] * 300 + [HEAT] * 100
    searcher = opened(build_document("a", long), build_document("b", HEAT))

    assert ids(searcher) == ["b"]


def test_a_document_that_is_not_there_is_named_with_a_hint(opened: Opened) -> None:
    searcher = opened(build_document("a", HEAT), build_document("b", HEAT))

    for asked in (similar_documents, similar_passages):
        with pytest.raises(UnknownDocument, match="nowhere") as raised:
            asked(searcher, "nowhere", 1)
        assert raised.value.hint


# -- passages -----------------------------------------------------------------


def test_a_page_finds_pages_that_say_the_same_with_the_words_marked(opened: Opened) -> None:
    searcher = opened(
        build_document("a", ["Something.", HEAT]),
        build_document("b", ["Puppets.", MOSQUES, f"First. {HEAT}"]),
    )

    (one,) = similar_passages(searcher, "a", 2)

    assert (one.id, one.page.number, one.share) == ("b", 3, 1.0)
    marked = {s.text.lower() for s in one.page.passage.segments if s.is_match}
    assert {"geothermal", "boreholes", "turbines", "steam"} <= marked


def test_a_quotation_finds_what_is_like_it_and_not_like_the_page(opened: Opened) -> None:
    searcher = opened(
        build_document("a", f"{HEAT} {MOSQUES}"),
        build_document("heat", HEAT),
        build_document("mosques", MOSQUES),
    )

    found = similar_passages(searcher, "a", 1, "mosques and\nimams divide the  neighbours")

    assert [one.id for one in found] == ["mosques"]


def test_a_quotation_is_read_without_what_the_page_leaves_out(opened: Opened) -> None:
    documents = []
    for id_ in "ab":
        document = build_document(id_, ABOUT)
        page = replace(document.pages[0], left_out=((0, len(ABOUT)),))
        documents.append(replace(document, pages=(page,)))
    searcher = opened(*documents, *(build_document(id_, ABOUT) for id_ in "cd"))

    assert similar_passages(searcher, "a", 1, ABOUT) == ()
    assert len(similar_passages(searcher, "a", 1, f"{ABOUT} More.")) == 2  # stands nowhere on it


def test_a_page_that_is_no_part_of_the_body_is_like_none(opened: Opened) -> None:
    first = with_part(build_document("a", [ABOUT, HEAT]), 1, Part.BOILERPLATE)
    searcher = opened(first, build_document("b", [ABOUT]))

    assert similar_passages(searcher, "a", 1) == ()


def test_pages_outside_the_body_are_not_found(opened: Opened) -> None:
    other = with_part(build_document("b", [HEAT]), 1, Part.BIBLIOGRAPHY)

    assert similar_passages(opened(build_document("a", HEAT), other), "a", 1) == ()


def test_a_number_outside_the_document_leads_to_its_nearest_page(opened: Opened) -> None:
    searcher = opened(build_document("a", [MOSQUES, HEAT]), build_document("b", HEAT))

    assert [one.id for one in similar_passages(searcher, "a", 99)] == ["b"]
    assert similar_passages(searcher, "a", -3) == ()


def test_passages_of_the_same_work_are_left_out(opened: Opened) -> None:
    searcher = opened(
        *(build_document(id_, HEAT) for id_ in "abc"), kinds={Kind.WORK: {"a": "a", "b": "a"}}
    )

    assert [one.id for one in similar_passages(searcher, "a", 1)] == ["c"]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    documents = [build_document(id_, [HEAT, MOSQUES]) for id_ in "ab"]
    return library(tmp_path_factory.mktemp("two"), documents, {})


@given(
    text=st.text() | st.text(alphabet="ab \x00\x1b[]()*\ud800\u202e\n").map(lambda t: HEAT + t),
    number=st.integers(),
    limit=st.integers(max_value=10**6),
)
def test_no_text_and_no_number_is_too_strange(
    two: Searcher, text: str, number: int, limit: int
) -> None:
    found = similar_passages(two, "a", number, text, limit)

    assert all(one.id != "a" and 0 < one.share <= 1 for one in found)
