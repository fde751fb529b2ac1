"""The catalogue is the truth: what is put in is there, and what goes leaves a trace."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, open_catalogue
from corpus.document import Claim, Described, Document, Origin
from corpus.errors import CatalogueError, UnknownDocument
from corpus.failures import Failure, Reason
from corpus.records import Source, State

Builder = Callable[..., Document]

CUT = Failure(reason=Reason.TRUNCATED, message="The file ends early.", traceback="Traceback …")


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return open_catalogue(tmp_path / "catalogue.db")


def source(path: str, size: int = 1) -> Source:
    return Source(path=path, root="reports", name=path, size=size, modified=7)


def test_a_document_comes_back_as_it_was_put(catalogue: Catalogue, a_document: Builder) -> None:
    document = a_document("1", ["first", "second"], title="Title", city=("Vienna", "Graz"))
    catalogue.put(source("a.pdf"), [Described(document)], run=1)

    found = catalogue.document("1")

    assert found.pages == document.pages
    assert found.all("city") == ("Vienna", "Graz")
    assert found.all("source") == ("a.pdf",)
    assert catalogue.documents(["1"])["1"].pages == ()


def test_every_write_raises_the_revision(catalogue: Catalogue, a_document: Builder) -> None:
    assert catalogue.revision() == 0
    catalogue.put(source("a"), [Described(a_document("1"))], run=1)
    catalogue.put_failure(source("b"), CUT, run=1)
    catalogue.remove_source("a")

    assert catalogue.revision() == 3


def test_what_changed_is_given_once_and_in_order(catalogue: Catalogue, a_document: Builder) -> None:
    for number in range(80):
        catalogue.put(source(f"{number:02}"), [Described(a_document(f"{number:02}"))], run=1)

    assert [d.id for d in catalogue.changed_since(0)] == [f"{n:02}" for n in range(80)]
    assert [d.id for d in catalogue.changed_since(78)] == ["78", "79"]
    assert catalogue.count_changed_since(78) == 2


def test_many_documents_of_one_file_are_all_given(
    catalogue: Catalogue, a_document: Builder
) -> None:
    many = [Described(a_document(f"{n:04}")) for n in range(1000)]
    catalogue.put(source("all.jsonl"), many, run=1)

    assert len({d.id for d in catalogue.changed_since(0)}) == 1000
    assert catalogue.counts().documents == 1000


def test_a_changed_file_replaces_its_document_and_old_links_lead_to_it(
    catalogue: Catalogue, a_document: Builder
) -> None:
    catalogue.put(source("a"), [Described(a_document("old", "soil"))], run=1)
    catalogue.put(source("a", 2), [Described(a_document("new", "river"))], run=2)
    catalogue.put(source("a", 3), [Described(a_document("newer", "lake"))], run=3)

    assert catalogue.document("old").id == "newer"
    assert catalogue.document("new").id == "newer"
    assert catalogue.removed_since(0) == ["old", "new"]
    assert catalogue.counts().documents == 1


def test_a_content_that_comes_back_is_found_under_its_own_id(
    catalogue: Catalogue, a_document: Builder
) -> None:
    for size, id_ in enumerate(("one", "two", "one")):
        catalogue.put(source("a", size), [Described(a_document(id_))], run=1)

    assert catalogue.document("one").id == "one"
    assert catalogue.document("two").id == "one"
    assert catalogue.removed_since(0) == ["two"]


def test_the_same_content_in_two_files_is_one_document(
    catalogue: Catalogue, a_document: Builder
) -> None:
    first = catalogue.put(source("a"), [Described(a_document("1", sha256="x"))], run=1)
    second = catalogue.put(source("b"), [Described(a_document("1", sha256="x"))], run=1)

    assert (first, second) == (State.INDEXED, State.DUPLICATE)
    assert catalogue.document("1").all("source") == ("a", "b")
    assert catalogue.counts().documents == 1


def test_an_id_held_by_another_content_is_refused(
    catalogue: Catalogue, a_document: Builder
) -> None:
    catalogue.put(source("a"), [Described(a_document("1", sha256="x"))], run=1)

    with pytest.raises(ValueError, match="belongs to a"):
        catalogue.put(source("b"), [Described(a_document("1", sha256="y"))], run=1)
    assert catalogue.sources().keys() == {"a"}


def test_a_file_that_vanished_takes_its_documents_along(
    catalogue: Catalogue, a_document: Builder
) -> None:
    catalogue.put(source("a"), [Described(a_document("1"))], run=1)
    catalogue.remove_source("a")

    assert catalogue.counts().documents == 0
    assert catalogue.removed_since(1) == ["1"]
    with pytest.raises(UnknownDocument):
        catalogue.document("1")


def test_a_duplicate_outlives_the_first_file_and_is_read_again(
    catalogue: Catalogue, a_document: Builder
) -> None:
    for path in ("a", "b"):
        catalogue.put(source(path), [Described(a_document("1", sha256="x"))], run=1)
    catalogue.remove_source("a")

    assert catalogue.document("1").all("source") == ("b",)
    known, _ = catalogue.sources()["b"]
    assert not known.looks_like(source("b"))
    assert (
        catalogue.put(source("b"), [Described(a_document("1", sha256="x"))], run=2) is State.INDEXED
    )


def test_a_failure_keeps_its_reason_and_traceback_until_the_file_is_read(
    catalogue: Catalogue, a_document: Builder
) -> None:
    catalogue.put_failure(source("a"), CUT, run=1)
    assert [(f.path, f.failure) for f in catalogue.failures()] == [("a", CUT)]
    assert catalogue.counts().failed == 1

    catalogue.put(source("a", 2), [Described(a_document("1"))], run=2)
    assert catalogue.failures() == []


def test_a_file_that_fails_twice_has_one_failure(catalogue: Catalogue) -> None:
    catalogue.put_failure(source("a"), CUT, run=1)
    catalogue.put_failure(source("a"), replace(CUT, message="again"), run=2)

    assert [f.failure.message for f in catalogue.failures()] == ["again"]


def test_a_code_in_any_spelling_opens_its_document(
    catalogue: Catalogue, a_document: Builder
) -> None:
    claim = Claim(field="code", value="EF0794", origin=Origin.TITLE, evidence="EF/07/94/EN")
    catalogue.put(source("a"), [Described(a_document("1", code="EF0794"), (claim,))], run=1)

    assert catalogue.document("ef/07/94/en").id == "1"
    assert catalogue.claims("1") == [claim]


def test_a_code_of_several_documents_asks_for_an_id(
    catalogue: Catalogue, a_document: Builder
) -> None:
    claim = Claim(field="code", value="EF0794", origin=Origin.TITLE)
    for id_ in ("1", "2"):
        catalogue.put(source(id_), [Described(a_document(id_, code="EF0794"), (claim,))], run=1)

    with pytest.raises(UnknownDocument, match="2 documents carry"):
        catalogue.document("EF0794")


def test_documents_without_text_are_counted(catalogue: Catalogue, a_document: Builder) -> None:
    catalogue.put(source("a"), [Described(a_document("1", ["", " \n"]))], run=1)

    assert catalogue.counts().without_text == 1


def test_a_catalogue_of_another_version_is_not_opened(tmp_path: Path) -> None:
    open_catalogue(tmp_path / "catalogue.db").remember("version", "99")

    with pytest.raises(CatalogueError, match="version 99"):
        open_catalogue(tmp_path / "catalogue.db")


def test_a_file_that_is_no_catalogue_is_named(tmp_path: Path) -> None:
    (tmp_path / "catalogue.db").write_text("not a database, and long enough to be read as one" * 9)

    with pytest.raises(CatalogueError, match=r"catalogue\.db"):
        open_catalogue(tmp_path / "catalogue.db")


@pytest.mark.parametrize("url", ["catalogue.db", "nothing://x", "postgresql://me:geheim@h/db"])
def test_a_database_url_that_cannot_be_used_is_an_error_without_its_password(url: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        open_catalogue(url)

    assert "geheim" not in str(caught.value)


def test_thousands_of_documents_of_one_file_can_go(
    catalogue: Catalogue, a_document: Builder
) -> None:
    many = [Described(a_document(f"{n:05}")) for n in range(2000)]
    catalogue.put(source("all.jsonl"), many, run=1)
    catalogue.remove_source("all.jsonl")

    assert catalogue.counts().documents == 0
    assert len(catalogue.removed_since(1)) == 2000


def test_runs_are_kept_newest_first(catalogue: Catalogue) -> None:
    first, second = catalogue.begin_run(), catalogue.begin_run()
    catalogue.end_run(first, {"files": 3})

    assert [run.id for run in catalogue.runs()] == [second, first]
    assert catalogue.runs()[1].report == {"files": 3}
    assert catalogue.runs()[0].ended_at == ""
