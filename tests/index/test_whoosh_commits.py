"""What whoosh gets wrong by itself: locks, half commits, deleted documents, threads."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import EngineError
from index.engines.whoosh import writer
from index.engines.whoosh.engine import WhooshEngine, open_whoosh
from index.fingerprint import fingerprint
from index.query import All, Is, Phrase, Query, Word
from index.request import Request

Builder = Callable[..., Document]


def ids(engine: WhooshEngine, query: Query) -> set[str]:
    return {found.id for found in engine.answer(Request(query=query, limit=1000)).found}


def test_a_commit_is_seen_by_whoever_has_the_folder_open(
    whoosh: WhooshEngine, tmp_path: Path, a_document: Builder
) -> None:
    reader = open_whoosh(tmp_path / "index")
    assert ids(reader, All()) == set()

    for revision, word in enumerate(("soil", "river"), start=1):
        whoosh.write([a_document("1", word)])
        whoosh.commit(revision)

    assert ids(reader, Word("river")) == {"1"}
    assert ids(reader, Word("soil")) == set()
    assert reader.revision() == 2
    reader.close()


def test_deleted_documents_stay_deleted_through_later_commits(
    whoosh: WhooshEngine, a_document: Builder
) -> None:
    for revision in range(1, 13):
        whoosh.write([a_document(f"{revision}-{n}", ["soil", "river"]) for n in range(5)])
        whoosh.delete([f"{revision}-0", f"{revision - 1}-1"])
        whoosh.commit(revision)
        assert not [id_ for id_ in ids(whoosh, All()) if id_.endswith("-0")]

    assert len(ids(whoosh, Word("soil"))) == 12 * 4 - 11
    assert whoosh.words("soil", 1) == [("soil", 12 * 4 - 11)]


def test_what_is_wholly_replaced_takes_no_room(
    whoosh: WhooshEngine, tmp_path: Path, a_document: Builder
) -> None:
    for revision in range(1, 5):
        whoosh.write([a_document(str(n), "soil") for n in range(20)])
        whoosh.commit(revision)

    assert len(list((tmp_path / "index" / "pages").glob("*.seg"))) == 1


@pytest.mark.parametrize("good_halves", [0, 1])
def test_a_failed_commit_changes_no_answer_and_gives_the_lock_back(
    whoosh: WhooshEngine,
    a_document: Builder,
    monkeypatch: pytest.MonkeyPatch,
    good_halves: int,
) -> None:
    whoosh.write([a_document("1", "soil")])
    whoosh.commit(1)
    assert ids(whoosh, Word("soil")) == {"1"}
    merges = iter([writer._tidied] * good_halves)

    def full(*given: object) -> list[object]:
        for merge in merges:
            return merge(*given)  # type: ignore[arg-type]
        raise OSError("no space left on device")

    whoosh.write([a_document("1", "river")])
    monkeypatch.setattr(writer, "_tidied", full)
    with pytest.raises(OSError, match="no space"):
        whoosh.commit(2)
    monkeypatch.undo()

    assert whoosh.revision() == 1
    assert ids(whoosh, Word("soil")) == {"1"}
    whoosh.write([a_document("1", "river")])
    whoosh.commit(2)
    assert ids(whoosh, Word("river")) == {"1"}
    assert whoosh.best_pages(Word("river"), ["1"], 3)["1"].total == 1


def test_a_second_writer_is_told_to_wait(
    whoosh: WhooshEngine, tmp_path: Path, a_document: Builder
) -> None:
    whoosh.write([a_document("1", "soil")])
    second = open_whoosh(tmp_path / "index")

    with pytest.raises(EngineError, match="lock is taken"):
        second.write([a_document("2", "soil")])

    whoosh.commit(1)
    second.write([a_document("2", "soil")])
    second.commit(2)
    assert ids(whoosh, Word("soil")) == {"1", "2"}
    second.close()


def test_a_commit_of_nothing_raises_the_revision(whoosh: WhooshEngine) -> None:
    whoosh.commit(5)

    assert whoosh.revision() == 5


def test_an_index_of_another_version_is_out_of_date_and_gives_no_answer(tmp_path: Path) -> None:
    note = {"revision": 3, "fingerprint": "0123456789abcdef", "format": "whoosh 0"}
    (tmp_path / "state.json").write_text(json.dumps(note), encoding="utf-8")

    old = open_whoosh(tmp_path)

    assert old.fingerprint() != fingerprint(old.layout)
    with pytest.raises(EngineError, match="another version") as refused:
        old.answer(Request(query=All()))
    assert "polisearch index" in refused.value.hint


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text("[1, 2]", encoding="utf-8")

    with pytest.raises(EngineError, match="no note of this engine"):
        open_whoosh(tmp_path)


# Whoosh does not close what it cannot read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_files_cut_short_are_an_error_with_a_hint(
    whoosh: WhooshEngine, tmp_path: Path, a_document: Builder
) -> None:
    whoosh.write([a_document("1", "soil")])
    whoosh.commit(1)
    for name in (tmp_path / "index" / "documents").glob("*.toc"):
        name.write_bytes(name.read_bytes()[:-30])

    with pytest.raises(EngineError, match="cannot be opened"):
        whoosh.answer(Request(query=All()))


def test_threads_ask_while_another_commits(whoosh: WhooshEngine, a_document: Builder) -> None:
    whoosh.write([a_document(str(n), ["social housing", f"city {n}"]) for n in range(50)])
    whoosh.commit(1)

    def ask(turn: int) -> tuple[int, int]:
        query = Phrase(("social", "housing")) if turn % 2 else Word("houses")
        pages = whoosh.best_pages(query, [str(n) for n in range(50)], 1)
        return len(ids(whoosh, query)), len(pages)

    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(ask, range(60))
        for revision in range(2, 6):
            whoosh.write([a_document(str(n), "social housing") for n in range(50)])
            whoosh.commit(revision)
        assert set(answers) == {(50, 50)}


def test_ids_and_values_may_hold_anything(whoosh: WhooshEngine, a_document: Builder) -> None:
    hostile = ["a b", "\ud800", "\x00", "ÄÖ/..\\", "i" * 3000, "I", "i"]
    whoosh.write([a_document(id_, "soil", city=id_) for id_ in hostile])
    whoosh.commit(1)
    whoosh.delete(["I"])
    whoosh.commit(2)

    assert ids(whoosh, Word("soil")) == {*hostile} - {"I"}
    assert ids(whoosh, Is("city", "a  B")) == {"a b"}
    assert whoosh.best_pages(Word("soil"), hostile, 1).keys() == {*hostile} - {"I"}
