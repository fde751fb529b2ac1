"""What people say of a document is kept by its id, and holds for what takes its place."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sql

import corpus.catalogue.schema as schema
from corpus.catalogue import Catalogue, open_catalogue
from corpus.catalogue.describing import Correction
from corpus.document import Claim, Described, Document, Origin, Page
from corpus.records import Source

Builder = Callable[..., Document]
Said = dict[str, list[tuple[str, str]]]


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return open_catalogue(tmp_path / "catalogue.db")


def source(path: str, size: int = 1) -> Source:
    return Source(path=path, root="reports", name=path, size=size, modified=7)


def city(document_id: str, *values: str, note: str = "") -> Correction:
    return Correction(document_id=document_id, field="city", values=values, note=note)


def said(catalogue: Catalogue, *ids: str) -> Said:
    return {
        id_: [(claim.field, claim.value) for claim in claims]
        for id_, claims in catalogue.corrections(ids).items()
    }


def test_a_correction_is_a_claim_with_its_note_as_evidence(catalogue: Catalogue) -> None:
    catalogue.correct([city("1", "Graz", note="title page")])

    assert catalogue.corrections(["1"])["1"] == [
        Claim(field="city", value="Graz", origin=Origin.CORRECTION, evidence="title page")
    ]


def test_values_stay_in_their_order(catalogue: Catalogue) -> None:
    catalogue.correct([city("1", "Graz", "Aachen", "Linz")])

    assert said(catalogue, "1") == {
        "1": [("city", "Graz"), ("city", "Aachen"), ("city", "Linz")],
    }


@pytest.mark.parametrize("values", [(), ("",), (" \n",)])
def test_no_value_says_that_there_is_none(catalogue: Catalogue, values: tuple[str, ...]) -> None:
    catalogue.correct([city("1", *values)])

    assert said(catalogue, "1") == {"1": [("city", "")]}


def test_the_last_that_is_said_of_a_field_counts(catalogue: Catalogue) -> None:
    year = Correction(document_id="1", field="year", values=("2009",))
    catalogue.correct([city("1", "Graz"), year, city("1", "Linz", "Wels")])
    catalogue.correct([city("1", "Enns")])

    assert said(catalogue, "1") == {"1": [("city", "Enns"), ("year", "2009")]}


def test_what_was_said_can_be_taken_back(catalogue: Catalogue) -> None:
    assert not catalogue.has_corrections()
    catalogue.correct([city("1", "Graz")])
    assert catalogue.has_corrections()

    catalogue.correct([Correction(document_id="1", field="city", values=None)])

    assert not catalogue.has_corrections()


def test_all_of_a_table_is_kept_or_nothing(catalogue: Catalogue) -> None:
    broken = Correction(document_id="1", field="year", values=(None,))  # type: ignore[arg-type]

    with pytest.raises(AttributeError):
        catalogue.correct([city("1", "Graz"), broken])
    assert not catalogue.has_corrections()


def test_corrections_outlive_the_document(catalogue: Catalogue, a_document: Builder) -> None:
    catalogue.put(source("a"), [Described(a_document("1"))], run=1)
    catalogue.correct([city("1", "Graz")])
    catalogue.remove_source("a")

    assert said(catalogue, "1") == {"1": [("city", "Graz")]}


def put(catalogue: Catalogue, path: str, *documents: Document) -> None:
    catalogue.put(source(path), [Described(document) for document in documents], run=1)


def test_what_was_said_of_a_document_holds_for_the_one_that_takes_its_place(
    catalogue: Catalogue, a_document: Builder
) -> None:
    put(catalogue, "a", a_document("old", sha256="1"))
    catalogue.correct([city("old", "Graz")])

    put(catalogue, "a", a_document("new", sha256="2"))

    assert said(catalogue, "new") == {"new": [("city", "Graz")]}


def test_what_was_said_stays_with_the_former_which_may_come_back(
    catalogue: Catalogue, a_document: Builder
) -> None:
    put(catalogue, "a", a_document("old", sha256="1"))
    catalogue.correct([city("old", "Graz")])
    put(catalogue, "a", a_document("new", sha256="2"))

    put(catalogue, "elsewhere", a_document("old", sha256="1"))

    assert said(catalogue, "old", "new") == {
        "old": [("city", "Graz")],
        "new": [("city", "Graz")],
    }


def test_it_holds_also_where_another_file_still_has_the_former(
    catalogue: Catalogue, a_document: Builder
) -> None:
    for path in ("a", "copy"):
        put(catalogue, path, a_document("old", sha256="1"))
    catalogue.correct([city("old", "Graz")])

    put(catalogue, "a", a_document("new", sha256="2"))

    assert said(catalogue, "old", "new") == {
        "old": [("city", "Graz")],
        "new": [("city", "Graz")],
    }


def test_what_is_said_of_the_heir_goes_before_what_was_said_of_the_former(
    catalogue: Catalogue, a_document: Builder
) -> None:
    put(catalogue, "a", a_document("old", sha256="1"))
    catalogue.correct([city("old", "Graz"), city("new", "Linz")])

    put(catalogue, "a", a_document("new", sha256="2"))

    assert said(catalogue, "new") == {"new": [("city", "Linz")]}


def test_what_is_said_of_a_version_goes_back_with_it_to_the_one_before(
    catalogue: Catalogue, a_document: Builder
) -> None:
    put(catalogue, "a", a_document("old", sha256="1"))
    catalogue.correct([city("old", "Graz")])
    put(catalogue, "a", a_document("new", sha256="2"))
    catalogue.correct([city("new", "Linz")])

    put(catalogue, "a", a_document("old", sha256="1"))

    assert said(catalogue, "old") == {"old": [("city", "Linz")]}


def test_a_record_that_left_a_file_of_many_leaves_nothing_to_those_that_stay(
    catalogue: Catalogue, a_document: Builder
) -> None:
    one, two = a_document("one", sha256="1"), a_document("two", sha256="2")
    put(catalogue, "all.jsonl", one, two)
    catalogue.correct([city("one", "Graz")])

    put(catalogue, "all.jsonl", two)

    assert said(catalogue, "two") == {}


def test_a_document_that_another_file_describes_takes_nothing_over(
    catalogue: Catalogue, a_document: Builder
) -> None:
    put(catalogue, "a", a_document("old", sha256="1"))
    put(catalogue, "b", a_document("other", sha256="2"))
    catalogue.correct([city("old", "Graz")])

    put(catalogue, "a", a_document("other", sha256="2"))

    assert said(catalogue, "other") == {}


def test_a_document_comes_back_with_what_it_was_described_from(
    catalogue: Catalogue, a_document: Builder
) -> None:
    claim = Claim(field="city", value="Graz", origin=Origin.TEXT, evidence="Graz is …")
    described = Described(
        a_document("1", ["One", "Two"], title="A title"),
        (claim,),
        heading="A heading",
        media_type="text/plain",
        sketch=b"\x00\x01",
    )
    catalogue.put(source("a"), [described], run=1)

    (kept,) = catalogue.kept(["1", "not there"])

    assert kept.source.path == "a"
    assert kept.described.document.pages == described.document.pages
    assert replace(kept.described, document=described.document) == described


def test_a_document_whose_describing_file_is_gone_waits_for_the_other(
    catalogue: Catalogue, a_document: Builder
) -> None:
    for path in ("a", "b"):
        put(catalogue, path, a_document("1", sha256="x"))
    catalogue.remove_source("a")

    assert list(catalogue.kept(["1"])) == []


def test_many_documents_are_given_in_the_order_of_their_ids(
    catalogue: Catalogue, a_document: Builder
) -> None:
    put(catalogue, "all", *(a_document(f"{n:02}", sha256=str(n)) for n in range(40)))

    kept = list(catalogue.kept(catalogue.ids()))

    assert [one.described.document.id for one in kept] == [f"{n:02}" for n in range(40)]


def test_a_page_is_given_without_what_is_left_out_because_others_say_it(
    catalogue: Catalogue, a_document: Builder, tmp_path: Path
) -> None:
    page = Page(number=1, text="Running head. Words. About us.", left_out=((0, 13),))
    document = replace(a_document("1"), pages=(page,))
    put(catalogue, "a", document)
    engine = sql.create_engine(f"sqlite:///{tmp_path / 'catalogue.db'}")
    with engine.begin() as connection:
        connection.execute(schema.pages.update().values(repeated="21:30"))
    engine.dispose()

    (kept,) = catalogue.kept(["1"])

    assert catalogue.document("1").pages[0].left_out == ((0, 13), (21, 30))
    assert kept.described.document.pages == (page,)
