"""The index follows the catalogue, is made again beside itself, and is swapped in whole."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, open_catalogue
from corpus.document import Described, Document
from corpus.failures import Failure, Reason
from corpus.records import Source
from index.query import All, Is, Word
from index.request import Request
from index.shelf import Shelf, was_made

Builder = Callable[..., Document]


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return open_catalogue(tmp_path / "catalogue.db")


@pytest.fixture
def shelf(tmp_path: Path, catalogue: Catalogue) -> Shelf:
    return Shelf(tmp_path / "index", catalogue, "tantivy")


def source(path: str) -> Source:
    return Source(path=path, root="r", name=path, size=1, modified=1)


def found(shelf: Shelf, word: str = "") -> set[str]:
    query = Word(word) if word else All()
    return {f.id for f in shelf.engine().answer(Request(query=query)).found}


def test_a_new_index_takes_in_the_whole_catalogue(
    shelf: Shelf, catalogue: Catalogue, a_document: Builder
) -> None:
    for number in range(100):
        catalogue.put(source(str(number)), [Described(a_document(str(number), "flat"))], run=1)

    assert shelf.follow() == 100
    assert shelf.standing().is_current
    assert shelf.engine().answer(Request(query=Word("flat"))).total == 100


def test_following_takes_in_only_what_changed(
    shelf: Shelf, catalogue: Catalogue, a_document: Builder
) -> None:
    catalogue.put(source("a"), [Described(a_document("1", "soil"))], run=1)
    catalogue.put(source("b"), [Described(a_document("2", "soil"))], run=1)
    shelf.follow()
    catalogue.put(source("b"), [Described(a_document("3", "river"))], run=2)

    assert shelf.follow() == 2  # one written, one taken out
    assert found(shelf) == {"1", "3"}
    assert shelf.follow() == 0


def test_a_file_that_fails_later_leaves_the_index(
    shelf: Shelf, catalogue: Catalogue, a_document: Builder
) -> None:
    catalogue.put(source("a"), [Described(a_document("1", "soil"))], run=1)
    shelf.follow()
    catalogue.put_failure(source("a"), Failure(reason=Reason.TRUNCATED, message="cut"), run=2)
    shelf.follow()

    assert found(shelf) == set()


def test_an_index_of_another_layout_is_made_again(
    shelf: Shelf, catalogue: Catalogue, a_document: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue.put(source("a"), [Described(a_document("1", "soil"))], run=1)
    shelf.follow()
    monkeypatch.setattr("index.engines.tantivy.engine.TantivyEngine.layout", "tantivy next")

    assert "another version" in shelf.standing().reason
    shelf.follow()
    monkeypatch.undo()


def test_a_field_the_index_predates_is_named(
    shelf: Shelf, catalogue: Catalogue, tmp_path: Path
) -> None:
    shelf.follow()
    shelf.engine()
    path = tmp_path / "index" / "current.json"
    current = json.loads(path.read_text())
    path.write_text(json.dumps(current | {"fields": current["fields"].replace("publisher ", "")}))

    assert shelf.standing().reason == "it predates the field publisher"


def test_an_index_of_another_catalogue_is_made_again(
    shelf: Shelf, catalogue: Catalogue, tmp_path: Path, a_document: Builder
) -> None:
    catalogue.put(source("a"), [Described(a_document("1", "soil"))], run=1)
    shelf.follow()
    shelf.close()
    other = open_catalogue(tmp_path / "other.db")
    other.put(source("z"), [Described(a_document("9", "soil"))], run=1)
    moved = Shelf(tmp_path / "index", other, "tantivy")

    assert moved.standing().reason == "it was made from another catalogue"
    moved.follow()
    assert found(moved) == {"9"}


def test_a_reader_moves_over_when_the_index_is_swapped(
    shelf: Shelf, catalogue: Catalogue, tmp_path: Path, a_document: Builder
) -> None:
    catalogue.put(source("a"), [Described(a_document("1", "soil"))], run=1)
    shelf.follow()
    reader = Shelf(tmp_path / "index", catalogue, "tantivy")
    before = reader.engine()
    assert found(reader, "soil") == {"1"}

    for _ in range(3):
        shelf.rebuild("tantivy")
        # A thread that took the engine before the swap is answered all the same.
        assert before.answer(Request(query=Word("soil"))).total == 1

    assert found(reader, "soil") == {"1"}
    assert len([p for p in (tmp_path / "index").iterdir() if p.is_dir()]) == 2


@pytest.mark.parametrize("damaged", ["*/documents/meta.json", "*/state.json", "current.json"])
def test_a_damaged_index_is_made_again(
    shelf: Shelf, catalogue: Catalogue, tmp_path: Path, a_document: Builder, damaged: str
) -> None:
    catalogue.put(source("a"), [Described(a_document("1", "soil"))], run=1)
    shelf.follow()
    shelf.close()
    for path in (tmp_path / "index").glob(damaged):
        path.write_text("{")

    again = Shelf(tmp_path / "index", catalogue, "tantivy")
    assert not again.standing().is_current
    again.follow()

    assert found(again, "soil") == {"1"}
    assert again.standing().is_current


def test_the_sources_of_a_document_are_followed_too(
    shelf: Shelf, catalogue: Catalogue, a_document: Builder
) -> None:
    for path in ("a.pdf", "b.pdf"):
        catalogue.put(source(path), [Described(a_document("1", "soil", sha256="x"))], run=1)
    shelf.follow()
    catalogue.remove_source("b.pdf")
    shelf.follow()

    answer = shelf.engine().answer(Request(query=Is("source", "b.pdf")))
    assert answer.total == 0


def test_a_reader_sees_the_commit_of_a_writer(
    shelf: Shelf, catalogue: Catalogue, tmp_path: Path, a_document: Builder
) -> None:
    catalogue.put(source("a"), [Described(a_document("1", "soil"))], run=1)
    shelf.follow()
    reader = Shelf(tmp_path / "index", catalogue, "tantivy")
    assert found(reader, "soil") == {"1"}

    catalogue.put(source("b"), [Described(a_document("2", "soil"))], run=1)
    shelf.follow()

    assert found(reader, "soil") == {"1", "2"}


def test_a_rebuild_that_breaks_leaves_the_old_index(
    shelf: Shelf, catalogue: Catalogue, a_document: Builder
) -> None:
    catalogue.put(source("a"), [Described(a_document("1", "soil"))], run=1)
    shelf.follow()

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shelf.rebuild("tantivy", stop)

    assert found(shelf, "soil") == {"1"}


def test_an_index_that_was_left_without_the_list_of_its_files_gets_one(
    shelf: Shelf, catalogue: Catalogue, a_document: Builder, tmp_path: Path
) -> None:
    catalogue.put(source("a"), [Described(a_document("1", "soil"))], run=1)
    shelf.follow()
    (listed,) = (tmp_path / "index").glob("*/files.json")
    listed.unlink()  # as one who was killed after the commit leaves it

    assert shelf.follow() == 0
    assert listed.is_file()


def test_a_hidden_file_is_no_index(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"")
    assert not was_made(tmp_path)

    (tmp_path / "current.json").write_text("{}")
    assert was_made(tmp_path)
