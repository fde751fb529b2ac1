"""Whatever happens to files, and wherever a run breaks off, the catalogue and the index agree."""

import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from corpus.catalogue import open_catalogue
from corpus.vocabulary import Vocabulary, read_vocabulary
from index.following import Following
from index.query import All
from index.request import Request
from index.shelf import Shelf
from ingest.journey import Callbacks, Options, ingest
from tests.conftest import ReadHere

NAMES = st.sampled_from([f"{folder}{name}.txt" for folder in ("", "b/") for name in "cdef"])
TEXTS = st.sampled_from(["houses", "roads", "schools", "rivers", "markets", "parks"])
WORDS = "A report of many words on {} and on the people of the city who live beside them."


class Cut(Exception):
    """Raised in a run where it is to break off."""


class Library(RuleBasedStateMachine):
    """A folder of files, and a library that reads it: sometimes to the end, sometimes not."""

    vocabulary: Vocabulary = read_vocabulary()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.documents = self.folder / "documents"
        (self.documents / "b").mkdir(parents=True)
        (self.documents / "stays.txt").write_text(WORDS.format("bridges"), encoding="utf-8")
        self.catalogue = open_catalogue(self.folder / "catalogue.db")
        self.shelf = Shelf(self.folder / "index", self.catalogue, "tantivy")
        self.clock = 10**18

    def teardown(self) -> None:
        self.shelf.close()
        self.catalogue.close()
        shutil.rmtree(self.folder)

    def files(self) -> list[Path]:
        return sorted(path for path in self.documents.rglob("*.txt") if path.name != "stays.txt")

    @rule(name=NAMES, text=TEXTS)
    def write(self, name: str, text: str) -> None:
        (self.documents / name).write_text(WORDS.format(text), encoding="utf-8")

    @precondition(lambda self: self.files())
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(self.files())).unlink()

    @precondition(lambda self: self.files())
    @rule(data=st.data(), name=NAMES)
    def rename(self, data: st.DataObject, name: str) -> None:
        data.draw(st.sampled_from(self.files())).replace(self.documents / name)

    @rule(after=st.integers(min_value=1, max_value=4))
    def break_off_while_reading(self, after: int) -> None:
        def cut(at: Any) -> None:
            if at.done >= after:
                raise Cut

        self.run(on_progress=cut)

    @rule()
    def break_off_before_the_index(self) -> None:
        def cut() -> None:
            raise Cut

        self.run(at_end=cut)

    @rule()
    def run_to_the_end(self) -> None:
        self.run()
        contents = {
            hashlib.sha256(path.read_bytes()).hexdigest()[:16]
            for path in self.documents.rglob("*.txt")
        }

        assert set(self.catalogue.ids()) == contents
        assert self.in_index() == contents

    def run(self, **callbacks: Any) -> None:
        with Following(self.shelf) as index, pytest.MonkeyPatch.context() as patched:
            patched.setattr("ingest.journey.Workers", ReadHere)
            callbacks = {"after_batch": index.start, "at_end": index.finish} | callbacks
            try:
                ingest(
                    self.catalogue,
                    self.vocabulary,
                    [self.documents],
                    self.folder,
                    Options(jobs=1),
                    Callbacks(**callbacks),
                )
            except Cut:
                return

    def in_index(self) -> set[str]:
        answer = self.shelf.engine().answer(Request(query=All(()), limit=100))
        return {found.id for found in answer.found}


TestAnySequence = Library.TestCase
TestAnySequence.settings = settings(
    max_examples=12, stateful_step_count=20, deadline=None, parent=settings()
)
