"""When a document changed, as one learns who asks for what is newer than his last visit."""

from collections.abc import Callable

import pytest

from corpus.catalogue import Catalogue, open_catalogue
from corpus.catalogue.history import MOST_NOTES, NOTES, changes, newest, page_labels
from corpus.document import Described, Document
from corpus.records import Source

Builder = Callable[..., Document]

EARLY, LATER, LAST = "2999-01-01T00:00:00Z", "2999-01-02T00:00:00Z", "2999-01-03T00:00:00Z"


@pytest.fixture
def catalogue() -> Catalogue:
    return open_catalogue("sqlite://")


@pytest.fixture
def put(catalogue: Catalogue, a_document: Builder) -> Callable[..., None]:
    """Keeps a document in a run of its own."""

    def keep(id_: str, **values: str) -> None:
        run = catalogue.begin_run()
        catalogue.put(_source(id_), [Described(a_document(id=id_, sha256=id_, **values))], run)
        catalogue.end_run(run, {})

    return keep


def _source(id_: str) -> Source:
    return Source(path=id_, root="r", name=id_, size=1, modified=1)


def dates(catalogue: Catalogue, now: str) -> dict[str, str]:
    return {one.id: one.at for one in changes(catalogue, now=now)}


def test_what_was_there_at_first_is_as_old_as_its_run(
    catalogue: Catalogue, put: Callable[..., None]
) -> None:
    put("a")

    assert dates(catalogue, EARLY)["a"] < EARLY


def test_what_comes_later_is_dated_when_it_is_noticed(
    catalogue: Catalogue, put: Callable[..., None]
) -> None:
    put("a")
    before = dates(catalogue, EARLY)
    put("b")

    assert dates(catalogue, LATER) == {**before, "b": LATER}
    assert dates(catalogue, LAST) == {**before, "b": LATER}


def test_what_is_described_anew_has_changed(catalogue: Catalogue, put: Callable[..., None]) -> None:
    put("a")
    dates(catalogue, EARLY)
    catalogue.redescribe("a", [], {"title": ["Anew"]})

    assert dates(catalogue, LATER) == {"a": LATER}


def test_what_is_gone_is_told_until_it_comes_back(
    catalogue: Catalogue, put: Callable[..., None]
) -> None:
    put("a")
    dates(catalogue, EARLY)
    catalogue.remove_source("a")
    gone = changes(catalogue, now=LATER)
    put("a")
    back = changes(catalogue, now=LAST)

    assert [(one.id, one.at, one.is_removed) for one in gone] == [("a", LATER, True)]
    assert [(one.id, one.at, one.is_removed) for one in back] == [("a", LAST, False)]


def test_a_clock_that_goes_back_makes_nothing_older(
    catalogue: Catalogue, put: Callable[..., None]
) -> None:
    dates(catalogue, LATER)
    put("a")

    assert dates(catalogue, EARLY) == {"a": LATER}


def test_no_more_dates_are_kept_than_are_needed(
    catalogue: Catalogue, put: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.catalogue.history.MOST_NOTES", 2)
    for id_, now in (("a", EARLY), ("b", LATER), ("c", LAST)):
        put(id_)
        dates(catalogue, now)

    assert dates(catalogue, LAST)["a"] < EARLY
    assert dates(catalogue, LAST)["b"] == LAST  # newer than it is, never older
    assert catalogue.fact(NOTES).count("Z") == 2 < MOST_NOTES


def test_the_fields_asked_for_are_given(catalogue: Catalogue, put: Callable[..., None]) -> None:
    put("a", city="Vienna")

    [change] = changes(catalogue, ["city", "module"])

    assert change.values == {"city": ("Vienna",)}


def test_the_newest_are_those_of_the_last_run(
    catalogue: Catalogue, put: Callable[..., None]
) -> None:
    for id_ in ("a", "b", "c"):
        put(id_)
    catalogue.redescribe("a", [], {"title": ["Anew"]})

    assert [id_ for id_, _ in newest(catalogue, ["a", "b", "c"], 2)] == ["c", "b"]
    assert [id_ for id_, _ in newest(catalogue, ["a", "nobody"], 2)] == ["a"]


def test_pages_are_told_by_number_and_label(catalogue: Catalogue, a_document: Builder) -> None:
    document = a_document(id="a", sha256="a", pages=["One.", "Two."])
    catalogue.put(_source("a"), [Described(document)], catalogue.begin_run())

    assert page_labels(catalogue, "a") == [(1, ""), (2, "")]
    assert page_labels(catalogue, "b") == []
