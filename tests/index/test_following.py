"""The index follows beside other work, and holds all of it in the end."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.catalogue import open_catalogue
from corpus.document import Described, Document
from corpus.records import Source
from index.following import Following
from index.query import Word
from index.request import Request
from index.shelf import Shelf

Builder = Callable[..., Document]


def source(path: str) -> Source:
    return Source(path=path, root="r", name=path, size=1, modified=1)


def test_all_that_was_written_meanwhile_is_found_in_the_end(
    tmp_path: Path, a_document: Builder
) -> None:
    catalogue = open_catalogue(tmp_path / "catalogue.db")
    shelf = Shelf(tmp_path / "index", catalogue, "tantivy")
    with Following(shelf) as index:
        for number in range(60):
            catalogue.put(source(str(number)), [Described(a_document(str(number), "flat"))], run=1)
            if number % 7 == 0:
                index.start()
            if number % 11 == 0:
                catalogue.remove_source(str(number))
        index.finish()

    answer = shelf.engine().answer(Request(query=Word("flat"), limit=100))
    assert {int(found.id) for found in answer.found} == {n for n in range(60) if n % 11}
    assert shelf.standing().is_current


def test_what_goes_wrong_in_the_thread_is_raised_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path / "index", open_catalogue(tmp_path / "catalogue.db"), "tantivy")

    def broken() -> int:
        raise OSError("no space left")

    monkeypatch.setattr(Shelf, "follow", lambda _self: broken())
    with Following(shelf) as index:
        index.start()
        index.start()
        with pytest.raises(OSError, match="no space left"):
            index.finish()
