"""Where the index of a library stands, and how it is kept equal to the catalogue.

The folder holds one index and `current.json`, which names it. A new index is
made beside the old one and swapped in by replacing that file, so that readers
always see a whole one.
"""

import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Lock

from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.errors import EngineError
from corpus.fields import BY_NAME
from index.contract import Engine
from index.engines import open_engine
from index.fingerprint import fingerprint

CURRENT = "current.json"

BATCH = 64
"""Documents given to an engine at once."""

Progress = Callable[[int, int], None]
"""Told how many documents of how many are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an index stands to its catalogue. `reason` is empty when it only has to follow."""

    engine: str
    revision: int
    behind: int
    reason: str

    @property
    def is_current(self) -> bool:
        return not self.reason and not self.behind


class Shelf:
    """The index of one library.

    `engine()` is always the one in use, also after another process swapped it.
    """

    def __init__(self, folder: Path, catalogue: Catalogue, engine_name: str) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._engine_name = engine_name
        self._open: tuple[str, Engine] | None = None
        self._lock = Lock()

    def engine(self) -> Engine:
        """The engine in use; an empty one where none was ever made."""
        with self._lock:
            current = self._current()
            if not current:
                current = self._point_at(self._engine_name, _new_name(self._engine_name))
            named = current["folder"]
            if self._open is None or self._open[0] != named:
                # The engine before is not closed: another thread may be asking it. It
                # goes when nobody holds it any more.
                self._open = (named, open_engine(current["engine"], self._folder / named))
            return self._open[1]

    def standing(self) -> Standing:
        """Whether the index holds what the catalogue holds, and if not, why.

        An index that cannot be opened stands so, too.
        """
        try:
            engine = self.engine()
            current, revision = self._current(), engine.revision()
        except EngineError as error:
            return Standing(engine=self._engine_name, revision=0, behind=0, reason=error.message)
        behind = self._catalogue.revision() - revision
        return Standing(
            engine=current["engine"],
            revision=revision,
            behind=max(behind, 0),
            reason=self._reason(engine, current, behind),
        )

    def follow(self, progress: Progress = lambda _done, _total: None) -> int:
        """Take in what changed in the catalogue; made again from nothing where it must be.

        Returns how many documents were written or taken out.
        """
        if self.standing().reason:
            return self.rebuild(self._engine_name, progress)
        return self._catch_up(self.engine(), progress)

    def rebuild(self, engine_name: str, progress: Progress = lambda _done, _total: None) -> int:
        """Make the index again from the catalogue, beside the old one, and swap it in."""
        named = _new_name(engine_name)
        engine = open_engine(engine_name, self._folder / named)
        try:
            written = self._catch_up(engine, progress)
        except BaseException:
            engine.close()
            shutil.rmtree(self._folder / named, ignore_errors=True)
            raise
        with self._lock:
            before, self._open = self._open, (named, engine)
            self._point_at(engine_name, named)
        # The index before stays until the next is made, for readers that just opened it.
        kept = {named}
        if before is not None:
            before[1].close()
            kept.add(before[0])
        self._engine_name = engine_name
        self._sweep(kept)
        return written

    def close(self) -> None:
        """Give the engine's files back."""
        with self._lock:
            if self._open is not None:
                self._open[1].close()
            self._open = None

    def _catch_up(self, engine: Engine, progress: Progress) -> int:
        since, until = engine.revision(), self._catalogue.revision()
        if since == until:
            return 0
        gone = self._catalogue.removed_since(since)
        engine.delete(gone)
        total, done = self._catalogue.count_changed_since(since), 0
        for batch in _batches(self._catalogue.changed_since(since, until), BATCH):
            engine.write(batch)
            done += len(batch)
            progress(done, total)
        engine.commit(until)
        return done + len(gone)

    def _reason(self, engine: Engine, current: dict[str, str], behind: int) -> str:
        if unknown := [name for name in BY_NAME if name not in current["fields"].split()]:
            return f"it predates the field {', '.join(unknown)}"
        if engine.fingerprint() != fingerprint(engine.layout):
            return "it was made by another version of this program or of its parts"
        if current["catalogue"] != self._catalogue.identity():
            return "it was made from another catalogue"
        if behind < 0:
            return "it is ahead of the catalogue"
        if current["engine"] != self._engine_name:
            return f"it was made by {current['engine']}, and {self._engine_name} is set"
        return ""

    def _current(self) -> dict[str, str]:
        try:
            current: dict[str, str] = json.loads((self._folder / CURRENT).read_text("utf-8"))
            return {name: current[name] for name in ("engine", "folder", "catalogue", "fields")}
        except FileNotFoundError:
            return {}
        except (ValueError, KeyError, TypeError) as error:
            raise EngineError(
                f"{self._folder / CURRENT} cannot be read: {error}.",
                "Run 'polisearch index' to make the index again from the catalogue.",
            ) from error

    def _point_at(self, engine_name: str, named: str) -> dict[str, str]:
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = self._folder / f"current.{uuid.uuid4().hex[:8]}"
        current = {
            "engine": engine_name,
            "folder": named,
            "catalogue": self._catalogue.identity(),
            "fields": " ".join(BY_NAME),
        }
        fresh.write_text(json.dumps(current), encoding="utf-8")
        fresh.replace(self._folder / CURRENT)
        return current

    def _sweep(self, kept: set[str]) -> None:
        for folder in self._folder.iterdir():
            if folder.is_dir() and folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)


def _new_name(engine_name: str) -> str:
    return f"{engine_name}-{uuid.uuid4().hex[:8]}"


def _batches(items: Iterator[Document], size: int) -> Iterator[list[Document]]:
    while batch := list(islice(items, size)):
        yield batch
