"""How a query may go on, with what the library holds."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as some

from corpus.catalogue import Catalogue, open_catalogue
from corpus.document import Described, Document
from corpus.records import Source
from corpus.vocabulary import read_vocabulary
from index.contract import Engine
from index.engines import ENGINES
from index.engines.memory.engine import MemoryEngine
from index.shelf import Shelf
from search.language.signs import LONGEST_QUERY
from search.question import Ask
from search.searcher import Searcher
from search.suggesting.completion import Completer, Completion
from search.suggesting.unfinished import unfinished
from tests.conftest import build_document

Builder = Callable[..., Document]
Complete = Callable[..., list[Completion]]

DOCUMENTS = (
    build_document(
        "vienna",
        "Households pay rent. Who has a house?",
        title="Housing and segregation – Case study: Vienna",
        city="Vienna",
        country="AT",
        module="Housing",
        year="2009",
        author="Josef Kohlbacher",
    ),
    build_document(
        "newcastle",
        "Shops. The household of a shopkeeper",
        title="Shops of newcomers",
        city=("Newcastle upon Tyne", "Wrocław"),
        module="Ethnic entrepreneurship",
        network="CLIP",
        institute="Centre on Migration, Policy and Society (COMPAS), University of Oxford",
        year="2012",
    ),
    build_document("wien", "Miete und Haus", language="de", title="Miete", city="Vienna"),
)


def put(catalogue: Catalogue, document: Document) -> None:
    name = f"{document.id}.txt"
    source = Source(path=name, root="", name=name, size=1, modified=1)
    catalogue.put(source, [Described(document)], run=1)


class Library:
    """A library of documents, and what completes its queries."""

    def __init__(self, folder: Path, engine: str = "tantivy") -> None:
        self.catalogue = open_catalogue(folder / "catalogue.db")
        self.shelf = Shelf(folder / "index", self.catalogue, engine)
        for document in DOCUMENTS:
            put(self.catalogue, document)
        self.shelf.follow()
        self.completer = Completer(self.catalogue, read_vocabulary())

    @property
    def engine(self) -> Engine:
        return self.shelf.engine()

    def complete(self, text: str, limit: int = 10) -> list[Completion]:
        return list(self.completer.complete(text, self.engine, limit).found)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = Library(tmp_path_factory.mktemp("library"))
    yield opened
    opened.shelf.close()
    opened.catalogue.close()


def kinds(found: list[Completion], kind: str) -> list[str]:
    return [one.label for one in found if one.kind == kind]


def test_a_word_goes_on_as_words_of_the_library(library: Library) -> None:
    found = library.complete("hous")

    assert [(o.label, o.documents, o.text) for o in found if o.kind == "word"] == [
        ("house", 1, "house"),
        ("household", 1, "household"),
        ("households", 1, "households"),
        ("housing", 1, "housing"),
    ]


def test_only_the_last_word_is_replaced(library: Library) -> None:
    found = next(one for one in library.complete("low  ren") if one.kind == "word")

    assert (found.start, found.end, found.inserted, found.text) == (5, 8, "rent", "low  rent")


def test_words_that_only_ask_are_not_proposed(library: Library) -> None:
    assert "who" not in kinds(library.complete("wh"), "word")


@pytest.mark.parametrize(
    ("text", "completed", "label"),
    [
        ("ethnic ent", 'module:"Ethnic entrepreneurship"', "Ethnic entrepreneurship"),
        ("new", 'city:"Newcastle upon Tyne"', "Newcastle upon Tyne"),
        ("newcastle upon ty", 'city:"Newcastle upon Tyne"', "Newcastle upon Tyne"),
        ("Newcastle ", 'city:"Newcastle upon Tyne"', "Newcastle upon Tyne"),
        ("shops tyn", 'shops city:"Newcastle upon Tyne"', "Newcastle upon Tyne"),
        ("wroc", "city:Wrocław", "Wrocław"),
        ("WROCŁ", "city:Wrocław", "Wrocław"),
        ("clip", "network:CLIP", "CLIP"),
        ("rent aust", "rent country:AT", "Austria"),
        ("kohlb", 'author:"Josef Kohlbacher"', "Josef Kohlbacher"),
        ("shops -wroc", "shops -city:Wrocław", "Wrocław"),
        ("(rent OR vien", "(rent OR city:Vienna", "Vienna"),
    ],
)
def test_names_are_completed_from_any_of_their_words(
    library: Library, text: str, completed: str, label: str
) -> None:
    assert (completed, label) in [(one.text, one.label) for one in library.complete(text)]


def test_a_name_is_found_by_another_spelling_which_is_told(library: Library) -> None:
    found = next(one for one in library.complete("wien") if one.kind == "city")

    assert (found.label, found.spelling, found.documents) == ("Vienna", "Wien", 2)


def test_a_name_that_no_document_has_is_not_proposed(library: Library) -> None:
    assert library.complete("stuttg") == []


@pytest.mark.parametrize(
    ("text", "completed"),
    [
        ("rent city:Vi", "rent city:Vienna"),
        ("city:wie", "city:Vienna"),
        ("cities:vie", "cities:Vienna"),
        ("module:Eth", 'module:"Ethnic entrepreneurship"'),
        ('module:"Ethnic ent', 'module:"Ethnic entrepreneurship"'),
        ("-city:Vi", "-city:Vienna"),
        ("year:20", "year:2012"),
        ("language:Ger", "language:de"),
        ("title:seg", 'title:"Housing and segregation – Case study: Vienna"'),
    ],
)
def test_after_a_field_its_values_are_proposed(library: Library, text: str, completed: str) -> None:
    assert completed in [one.text for one in library.complete(text)]


def test_after_a_field_nothing_else_is_proposed(library: Library) -> None:
    assert {one.kind for one in library.complete("city:v")} == {"city"}


def test_after_the_colon_of_a_field_all_its_values_are_proposed(library: Library) -> None:
    assert [(o.label, o.documents) for o in library.complete("rent city:")] == [
        ("Vienna", 2),
        ("Newcastle upon Tyne", 1),
        ("Wrocław", 1),
    ]


def test_a_field_that_is_no_facet_is_completed_from_the_vocabulary(library: Library) -> None:
    found = library.complete("institute:oxf")

    assert [(one.kind, one.documents) for one in found] == [("institute", 1)]
    assert library.complete("institute:academy") == []


def test_in_open_quotes_a_word_is_completed_where_it_stands(library: Library) -> None:
    assert '"pay ren' + "t" in [one.text for one in library.complete('"pay ren')]


def test_after_closed_quotes_there_is_nothing_to_complete(library: Library) -> None:
    assert library.complete('"pay ren"') == []


def test_a_word_without_other_forms_stays_so(library: Library) -> None:
    assert [one.text for one in library.complete("=ren")] == ["=rent"]


@pytest.mark.parametrize(
    "text", ["", " ", "hous*", "hous~", "AND", "(", "-", "http://x", "rent AND"]
)
def test_what_is_no_beginning_of_anything_has_no_completion(library: Library, text: str) -> None:
    assert library.complete(text) == []


def test_titles_that_begin_as_typed_come_before_those_that_go_on_so(library: Library) -> None:
    assert kinds(library.complete("m"), "title") == ["Miete"]
    assert kinds(library.complete("sho"), "title") == ["Shops of newcomers"]
    assert kinds(library.complete("newc"), "title") == ["Shops of newcomers"]


def test_the_words_of_a_title_may_be_typed_in_any_order(library: Library) -> None:
    title = "Housing and segregation – Case study: Vienna"

    assert kinds(library.complete("vienna segr"), "title") == [title]


def test_a_completed_title_finds_its_document(library: Library) -> None:
    searcher = Searcher(library.catalogue, library.shelf, read_vocabulary())
    completed = next(one for one in library.complete("housing and seg") if one.kind == "title")

    assert [hit.id for hit in searcher.search(Ask(text=completed.text)).hits] == ["vienna"]


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "memory"])
def test_what_is_new_in_the_library_is_proposed_and_what_went_is_not(
    engine: str, tmp_path: Path, a_document: Builder
) -> None:
    library = Library(tmp_path, engine)
    library.complete("wroc")
    library.catalogue.remove_source("newcastle.txt")
    put(library.catalogue, a_document("turin", "Households", title="Torino", city="Turin"))
    library.shelf.follow()

    assert library.complete("wroc") == library.complete("shopk") == library.complete("newco") == []
    assert [(o.label, o.documents) for o in library.complete("househ") if o.kind == "word"] == [
        ("households", 2)
    ]
    assert kinds(library.complete("tor"), "title") == ["Torino"]
    assert kinds(library.complete("tor"), "city") == ["Turin"]


def test_a_title_with_quotation_marks_is_typed_without(
    library: Library, tmp_path: Path, a_document: Builder
) -> None:
    other = Library(tmp_path)
    put(other.catalogue, a_document("q", "x", title='The "good" practice', tag='a "b"'))
    other.shelf.follow()
    found = [one for one in other.complete("goo") if one.kind == "title"]

    assert [(one.label, one.inserted) for one in found] == [
        ('The "good" practice', 'title:"The good practice"')
    ]
    assert other.complete("tag:a") == []


def test_no_kind_takes_the_places_of_the_others(library: Library) -> None:
    found = library.complete("s", limit=3)

    assert len(found) == 3
    assert {one.kind for one in found} == {"module", "word", "title"}


def test_nothing_is_proposed_where_nothing_is_wanted(library: Library) -> None:
    assert library.complete("rent", limit=0) == []


@given(text=some.text(max_size=40), limit=some.integers(-1, 12))
def test_it_never_raises_and_keeps_to_its_limit(text: str, limit: int, library: Library) -> None:
    assert len(library.complete(text, limit)) <= max(limit, 0)


_PIECES = some.sampled_from(
    ["rent", "Wien", "ethnic", "new", "city:", "Vi", '"', "“", "-", "(", ")", "=", "*", "~", " ",
     "AND ", "title:", "year:20", "\ud800", "ł", "\x00", "l'", "m", "module:", "institute:"]
)  # fmt: skip


@given(text=some.lists(_PIECES, max_size=8).map("".join))
def test_what_is_proposed_is_in_the_library_and_in_the_text(text: str, library: Library) -> None:
    for one in library.complete(text):
        assert one.documents > 0
        assert text[: one.start] + one.inserted + text[one.end :] == one.text
        assert 0 <= one.start <= one.end <= len(text)
        if one.kind not in ("word", "title"):
            assert one.documents in _counts(one.kind)


def _counts(field: str) -> list[int]:
    """How many documents have each value of a field."""
    values = [value for document in DOCUMENTS for value in document.all(field)]
    return [values.count(value) for value in values]


def test_what_is_typed_is_cut_at_no_wrong_place() -> None:
    typing = unfinished('rent "a b" low hou')

    assert typing is not None
    assert [(w.exact, w.start, w.end) for w in typing.words] == [("low", 11, 14), ("hou", 15, 18)]


def test_a_query_longer_than_is_read_is_not_completed(library: Library) -> None:
    assert library.complete("a " * (LONGEST_QUERY // 2) + "ren") == []


def test_several_threads_may_ask_at_once(library: Library) -> None:
    answers: list[list[Completion]] = []
    completer = Completer(library.catalogue, read_vocabulary())

    def ask() -> None:
        answers.append(list(completer.complete("vien", library.engine).found))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [library.complete("vien")] * 8


def test_the_oracle_proposes_the_same_words(library: Library) -> None:
    memory = MemoryEngine()
    memory.write(DOCUMENTS)
    memory.commit(1)
    completer = Completer(library.catalogue, read_vocabulary())

    for text in ("hous", "s", "vien", "city:"):
        assert list(completer.complete(text, memory).found) == library.complete(text)


def test_what_is_called_so_comes_before_what_has_another_name_that_begins_so(
    tmp_path: Path, a_document: Builder
) -> None:
    other = Library(tmp_path)  # CLIP is also the European network of cities
    put(other.catalogue, a_document("e", "x", network="EUROCITIES"))
    other.shelf.follow()
    found = [(o.label, o.spelling[:8]) for o in other.complete("euro") if o.kind == "network"]

    assert found == [("EUROCITIES", ""), ("CLIP", "European")]


def test_a_title_that_was_changed_or_taken_away_is_not_proposed(
    tmp_path: Path, a_document: Builder
) -> None:
    other = Library(tmp_path)
    assert kinds(other.complete("shop"), "title") == ["Shops of newcomers"]
    put(other.catalogue, a_document("newcastle", "x"))
    put(other.catalogue, a_document("wien", "x", title="Wohnen"))
    other.shelf.follow()

    assert kinds(other.complete("shop"), "title") == kinds(other.complete("miet"), "title") == []
    assert kinds(other.complete("wohn"), "title") == ["Wohnen"]


def test_equal_titles_are_proposed_once_with_their_documents(
    tmp_path: Path, a_document: Builder
) -> None:
    other = Library(tmp_path)
    put(other.catalogue, a_document("other", "x", title="Miete"))
    other.shelf.follow()

    assert [(o.label, o.documents) for o in other.complete("miet") if o.kind == "title"] == [
        ("Miete", 2)
    ]
