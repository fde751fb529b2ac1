"""What documents are compared by, and what they are to each other, is kept and asked for."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, open_catalogue
from corpus.catalogue.relating import Kind
from corpus.document import Described, Document
from corpus.records import Source
from corpus.sketches import NUMBERS, Sketch, as_bytes, bands, sketch_of

Builder = Callable[..., Document]
Put = Callable[..., None]


def sketch(seed: int, changed: int = 0) -> bytes:
    """A sketch of which the last so many numbers are others than in that of the same seed."""
    numbers = [(seed * 7919 + n + (10**6 if n >= NUMBERS - changed else 0)) for n in range(NUMBERS)]
    packed = b"".join(number.to_bytes(4, "little") for number in numbers)
    return as_bytes(Sketch(900, f"{seed:>4}{changed:>4}".encode(), packed))


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return open_catalogue(tmp_path / "catalogue.db")


@pytest.fixture
def put(catalogue: Catalogue, a_document: Builder) -> Put:
    def add(id_: str, kept: bytes = b"", sentences: tuple[int, ...] = (), pages: str = "A") -> None:
        source = Source(path=id_, root="reports", name=f"name of {id_}", size=1, modified=1)
        document = a_document(id_, pages, sha256=id_)
        described = Described(document, media_type="text/html", sketch=kept, sentences=sentences)
        catalogue.put(source, [described], run=1)

    return add


def test_a_sketch_comes_back_as_it_was() -> None:
    found = sketch_of(sketch(1))

    assert found is not None
    assert (found.words, len(found.numbers)) == (900, 4 * NUMBERS)
    assert sketch_of(b"") is None


def test_alike_sketches_have_a_band_in_common_and_others_none() -> None:
    assert set(bands(sketch(1))) & set(bands(sketch(1, changed=60)))
    assert not set(bands(sketch(1))) & set(bands(sketch(2)))
    assert all(-(2**63) <= band < 2**63 for band in bands(sketch(1)))


def test_documents_are_found_by_their_bands(catalogue: Catalogue, put: Put) -> None:
    for id_, kept in (("1", sketch(1)), ("2", sketch(1, changed=4)), ("3", sketch(3))):
        put(id_, kept)
    put("4", sketch(1))

    (found,) = catalogue.near(["1", "3"])  # 4 is the same text
    assert found == ("1", "2", sketch_of(sketch(1, changed=4)))
    own, *_ = bands(sketch(1))
    assert catalogue.shared_bands([own, *bands(sketch(3))]) == {own}
    assert [*chain(*catalogue.in_bands([own]))] == ["1", "4"]
    in_common = [*chain(*catalogue.bands_in_common())]
    assert own in in_common
    assert [*chain(*catalogue.in_bands(in_common))] == ["1", "2", "4"]
    assert catalogue.sketches(["1", "nowhere"]) == {"1": sketch_of(sketch(1))}
    assert catalogue.compared(["1"])["1"].name == "name of 1"
    assert catalogue.compared(["nowhere"]) == {}


def test_a_document_that_goes_gives_up_its_sentences_for_others_to_be_counted(
    catalogue: Catalogue, put: Put
) -> None:
    put("1", sketch(1), (5, -6, 5))
    put("2", sketch(2), (5,))
    assert catalogue.works_that_say([5, -6, 7]) == {5: 2, -6: 1}

    catalogue.remove_source("1")
    catalogue.keep_repeated({-6: ""})
    assert catalogue.has_given_up()
    assert sorted(chain(*catalogue.often_said([""], 1))) == [-6, 5]
    assert [*chain(*catalogue.often_said([""], 2))] == [-6]
    assert catalogue.works_that_say([5, -6]) == {5: 1}
    assert not any(catalogue.in_bands(bands(sketch(1))))

    catalogue.forget_given_up()
    assert not catalogue.has_given_up()


def test_documents_of_a_series_say_a_sentence_once(catalogue: Catalogue, put: Put) -> None:
    for id_ in "123":
        put(id_, sentences=(5,))
    catalogue.relate(Kind.SERIES, {"1": "1", "2": "1"})

    assert catalogue.works_that_say([5]) == {5: 2}
    assert sorted(chain(*catalogue.who_says([5]))) == ["1", "2", "3"]


def test_the_document_it_is_most_of_may_keep_a_sentence(catalogue: Catalogue, put: Put) -> None:
    for id_ in "123":
        put(id_, sentences=(5, 6))
    catalogue.count_left_out({"1": ([5, 6], 0.1), "2": ([5, 6], 0.3), "3": ([5], 0.2)})

    assert catalogue.best_to_keep([5, 6]) == {5: "2"}  # 6 is still said by 3
    assert catalogue.leaving_out(["1", "3", "nowhere"]) == ["1", "3"]


def test_what_is_left_out_is_shown_and_not_matched(catalogue: Catalogue, put: Put) -> None:
    put("1", pages="About us. Rent is low.")
    before = catalogue.revision()

    assert catalogue.leave_out({"1": {1: [(0, 9)]}}) == ["1"]
    (page,) = catalogue.document("1").pages
    assert page.matched.strip() == "Rent is low."
    assert page.text.startswith("About us.")
    assert [d.id for d in catalogue.changed_since(before)] == ["1"]
    assert catalogue.pages_to_compare("1")[0].left_out == ()


def test_leaving_out_the_same_again_is_no_change(catalogue: Catalogue, put: Put) -> None:
    put("1", pages="About us. Rent is low.")
    catalogue.leave_out({"1": {1: [(0, 9)]}})
    revision = catalogue.revision()

    assert catalogue.leave_out({"1": {1: [(0, 9)]}}) == []
    assert catalogue.revision() == revision
    assert catalogue.leave_out({"1": {}}) == ["1"]
    assert catalogue.document("1").pages[0].left_out == ()


def test_repeated_sentences_are_kept_with_their_keeper(catalogue: Catalogue) -> None:
    catalogue.keep_repeated({5: "", -6: "1"})
    catalogue.keep_repeated({5: "2", -6: None})

    assert catalogue.repeated([5, -6, 7]) == {5: "2"}


def test_who_says_what_is_repeated(catalogue: Catalogue, put: Put) -> None:
    put("1", sentences=(5, 6))
    put("2", sentences=(6,))
    catalogue.keep_repeated({5: ""})

    assert catalogue.repeating(["1", "2"]) == ["1"]
    assert [*chain(*catalogue.repeated_of(["1", "2"]))] == [5]


def test_the_pages_at_both_ends_can_be_asked_for(catalogue: Catalogue, a_document: Builder) -> None:
    document = a_document("1", [f"page {n}" for n in range(1, 21)])
    source = Source(path="1", root="reports", name="1", size=1, modified=1)
    catalogue.put(source, [Described(document)], run=1)

    assert [page.number for page in catalogue.pages_to_compare("1", ends=2)] == [1, 2, 19, 20]
    assert len(catalogue.pages_to_compare("1")) == 20


def test_relatives_are_versions_translations_and_parts(catalogue: Catalogue, put: Put) -> None:
    for id_ in ("print", "web", "fr", "de", "item"):
        put(id_)
    catalogue.relate(Kind.WORK, {"print": "print", "web": "print"})
    catalogue.relate(Kind.TRANSLATION, {"fr": "print", "de": "print"})
    catalogue.relate(Kind.PART, {"item": "web"})
    found = catalogue.relatives(["print", "web", "fr", "item"])

    assert found.versions == {"print": ["web"], "web": ["print"]}
    assert found.translations == {
        "print": ["de", "fr"],
        "web": ["de", "fr"],
        "fr": ["print", "de"],
    }
    assert found.parts == {"web": ["item"]}


def test_a_document_that_is_gone_is_no_relative(catalogue: Catalogue, put: Put) -> None:
    put("1")
    put("2")
    catalogue.relate(Kind.WORK, {"1": "1", "2": "1"})
    catalogue.remove_source("2")

    assert catalogue.relatives(["1"]).versions == {}
    assert set(chain(*catalogue.vanished())) == {"2"}


def test_what_documents_are_to_each_other_can_be_taken_back(catalogue: Catalogue, put: Put) -> None:
    put("1")
    catalogue.relate(Kind.WORK, {"1": "1"})
    catalogue.relate(Kind.WORK, {"1": ""})

    assert catalogue.relations(Kind.WORK, ["1"]) == {}
