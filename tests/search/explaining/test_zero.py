"""Why nothing was found, and what would be found with less asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from corpus.catalogue import open_catalogue
from corpus.document import Described
from corpus.failures import Failure, Reason
from corpus.records import Source
from corpus.vocabulary import read_vocabulary
from index.contract import Engine
from index.engines import ENGINES
from index.request import Answer, Request
from index.shelf import Shelf
from search.explaining.nothing_found import Why, Zero
from search.explaining.zero import MOST_CALLS, explain_zero
from search.question import Ask
from search.searcher import Searcher
from tests.conftest import build_document

DOCUMENTS = (
    build_document("v1", "Rent is low", title="Housing in Vienna", city="Vienna", year="2009"),
    build_document("v2", "Flats and shops", title="Shops in Vienna", city="Vienna", year="2012"),
    build_document("z", "Rent of shops", title="Shops in Zagreb", city="Zagreb", code="EF0794"),
    build_document("t1", "", title="Report one", city="Turin"),
    build_document("t2", " ", title="Report two", city="Turin"),
)
FAILURES = {
    "reports/plan_izmir.pdf": Reason.TRUNCATED,
    "all.zip!Smyrna/2009.pdf": Reason.ENCRYPTED,
    "reports/ef0799en.pdf": Reason.EMPTY,
    "reports/mosques.doc": Reason.UNSUPPORTED,
}


def source(path: str) -> Source:
    return Source(path=path, root="", name=path, size=1, modified=1)


def opened(folder: Path, engine: str = "tantivy") -> Searcher:
    catalogue = open_catalogue(folder / "catalogue.db")
    shelf = Shelf(folder / "index", catalogue, engine)
    for document in DOCUMENTS:
        catalogue.put(source(f"{document.id}.pdf"), [Described(document)], run=1)
    for path, reason in FAILURES.items():
        catalogue.put_failure(source(path), Failure(reason=reason, message="x"), run=1)
    shelf.follow()
    return Searcher(catalogue, shelf, read_vocabulary())


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    made = opened(tmp_path_factory.mktemp("zero"))
    yield made
    made.catalogue.close()


def zero(searcher: Searcher, text: str = "", **filters: str) -> Zero:
    given = {name: (value,) for name, value in filters.items()}
    return explain_zero(searcher, Ask(text=text, filters=given))


def without(found: Zero) -> list[tuple[str, int]]:
    return [(one.label, one.documents) for one in found.without]


def test_a_report_that_does_not_say_it(searcher: Searcher) -> None:
    found = zero(searcher, "mosque", city="Wien")

    assert found.why is Why.NOT_SAID
    assert (found.asked_for, found.documents, found.without_text) == (("City: Vienna",), 2, 0)
    assert found.verdict == (
        "The library has 2 readable documents for City: Vienna; none of them says “mosque”."
    )


def test_no_report_where_no_document_is_under_the_filters(searcher: Searcher) -> None:
    found = zero(searcher, "rent", city="Stuttgart")

    assert (found.why, found.documents) == (Why.NO_REPORT, 0)
    assert found.verdict == "The library has no document for City: Stuttgart."


def test_no_report_where_two_fields_that_are_there_never_meet(searcher: Searcher) -> None:
    found = zero(searcher, "city:Zagreb year:2009")

    assert found.why is Why.NO_REPORT
    assert found.asked_for == ("City: Zagreb", "Year: 2009")
    assert without(found) == [("City: Zagreb", 1), ("Year: 2009", 1)]


def test_a_city_that_is_typed_is_asked_for_as_one(searcher: Searcher) -> None:
    found = zero(searcher, "Stuttgart rent")

    assert (found.why, found.asked_for) == (Why.NO_REPORT, ("“Stuttgart”",))


def test_a_report_that_could_not_be_read_because_it_has_no_text(searcher: Searcher) -> None:
    found = zero(searcher, "rent", city="Torino")

    assert (found.why, found.documents, found.without_text) == (Why.UNREAD, 2, 2)
    assert {(one.id, one.title, one.source) for one in found.unread} == {
        ("t1", "Report one", "t1.pdf"),
        ("t2", "Report two", "t2.pdf"),
    }


def test_documents_without_text_are_told_also_where_others_could_be_read(
    searcher: Searcher,
) -> None:
    found = zero(searcher, "mosque parking")

    assert (found.why, found.documents, found.without_text) == (Why.NOT_SAID, 5, 2)
    assert "2 documents without text:" in found.lines


def test_a_report_that_could_not_be_read_because_its_file_failed(searcher: Searcher) -> None:
    found = zero(searcher, "rent", city="Izmir")

    assert (found.why, found.documents, found.failed_count) == (Why.UNREAD, 0, 2)
    assert [(one.path, one.reason) for one in found.failed] == [
        ("all.zip!Smyrna/2009.pdf", Reason.ENCRYPTED),  # a member, by the city's other name
        ("reports/plan_izmir.pdf", Reason.TRUNCATED),
    ]
    assert "  reports/plan_izmir.pdf: truncated" in found.lines


def test_no_more_files_are_listed_than_one_reads(tmp_path: Path) -> None:
    made = opened(tmp_path)
    for number in range(7):
        failed = Failure(reason=Reason.EMPTY, message="x")
        made.catalogue.put_failure(source(f"graz-{number}.pdf"), failed, run=1)
    found = zero(made, "graz rent")

    assert (len(found.failed), found.failed_count) == (5, 7)
    assert "  and 2 more" in found.lines


@pytest.mark.parametrize("text", ["EF/07/99/EN", "code:ef0799", "ef0799"])
def test_a_file_that_failed_is_known_by_its_code(searcher: Searcher, text: str) -> None:
    found = zero(searcher, text)

    assert found.why is Why.UNREAD
    assert [one.path for one in found.failed] == ["reports/ef0799en.pdf"]


def test_a_file_that_failed_is_known_by_a_word_where_no_name_is_typed(searcher: Searcher) -> None:
    assert [f.path for f in zero(searcher, "mosque parking").failed] == ["reports/mosques.doc"]
    assert zero(searcher, "mosque", city="Vienna").failed == ()


def test_each_word_is_looked_for_in_the_whole_library(searcher: Searcher) -> None:
    found = zero(searcher, "rents minaret", city="Vienna")

    assert [(one.word, one.documents) for one in found.words] == [("rents", 2), ("minaret", 0)]
    assert "“minaret” is nowhere in the library." in found.lines


def test_what_would_be_found_without_each_thing_is_counted_most_first(searcher: Searcher) -> None:
    found = zero(searcher, "housing city:Turin")

    assert without(found) == [("“housing”", 2), ("City: Turin", 1)]
    assert found.lines[-2:] == (
        "Without “housing”: 2 documents.",
        "Without City: Turin: 1 document.",
    )


def test_a_filter_is_one_of_the_things_that_may_be_left_out(searcher: Searcher) -> None:
    found = zero(searcher, "shops", city="Vienna", year="2009")

    assert set(without(found)) == {("Year: 2009", 1), ("“shops”", 1)}


def test_what_would_change_nothing_is_not_named(searcher: Searcher) -> None:
    assert without(zero(searcher, "shops minaret", city="Vienna")) == [("“minaret”", 1)]


def test_words_that_are_nowhere_are_left_out_together(searcher: Searcher) -> None:
    found = zero(searcher, "rent minaret mosque")

    assert without(found) == [("“minaret” and “mosque”", 2)]


def test_what_would_be_found_is_what_the_engine_finds(searcher: Searcher) -> None:
    for one in zero(searcher, "shops year:2009", city="Vienna").without:
        assert searcher.engine.answer(Request(query=one.query, limit=0)).total == one.documents


def test_an_exclusion_can_be_what_leaves_nothing(searcher: Searcher) -> None:
    assert ("not “rent”", 1) in without(zero(searcher, "Zagreb -rent"))


def test_a_value_is_told_in_words(searcher: Searcher) -> None:
    found = zero(searcher, "rent country:AT", language="German")

    assert found.asked_for == ("Language: German", "Country: Austria")


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "memory"])
def test_every_engine_explains_alike(engine: str, tmp_path: Path, searcher: Searcher) -> None:
    other = opened(tmp_path, engine)

    for text in ("mosque", "Stuttgart rent", "city:Izmir", "rent flats minaret", "ef0799"):
        assert str(zero(other, text)) == str(zero(searcher, text))


class Counting:
    """An engine that counts what it is asked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.asked = 0

    def answer(self, request: Request) -> Answer:
        self.asked += 1
        return self._engine.answer(request)


_PIECES = some.sampled_from(
    ["rent", "minaret", "Vienna", "Izmir", "city:Turin", "year:2009", '"low rent"', "-shops", "OR",
     "(", ")", "mosque", "ef0799", "*", "title:x", "where", "are", "the", "?"]
)  # fmt: skip


@given(text=some.lists(_PIECES, max_size=14).map(" ".join), city=some.sampled_from(["", "Wien"]))
def test_whatever_is_typed_is_explained_with_few_questions(
    text: str, city: str, searcher: Searcher
) -> None:
    ask = Ask(text=text, filters={"city": (city,)} if city else {})
    understood = searcher.understand(ask)
    counting = Counting(searcher.engine)

    class Same:
        """The searcher with an engine that counts."""

        catalogue, vocabulary, engine = searcher.catalogue, searcher.vocabulary, counting

    found = explain_zero(Same(), understood)  # type: ignore[arg-type]

    assert counting.asked <= MOST_CALLS
    assert all(found.lines)
    assert len(found.unread) <= 5
    assert [w.documents for w in found.without] == sorted(
        (w.documents for w in found.without), reverse=True
    )
    assert all(one.documents for one in found.without)


@given(text=some.text(max_size=40))
def test_it_never_raises_on_what_was_typed(text: str, searcher: Searcher) -> None:
    assert str(zero(searcher, text))
