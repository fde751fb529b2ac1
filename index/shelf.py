"""Where the index of a library stands, and how it is kept equal to the catalogue.

The folder holds one index and `current.json`, which names it. A new index is
made beside the old one and swapped in by replacing that file, so that readers
always see a whole one.
"""

import json
import shutil
import time
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
from index.engines import ENGINES, open_engine
from index.fingerprint import fingerprint
from index.sealed import Seal

CURRENT = "current.json"

AGAIN = "Run 'polisearch index' to make it again from the catalogue."

LOOKED_AFTER = 1.0
"""Seconds for which the files of an index that were right are taken to be so."""

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
        self._seals: dict[str, Seal] = {}
        self._right_until = 0.0
        self._lock = Lock()

    def engine(self) -> Engine:
        """The engine in use; an empty one where nothing was ever ingested.

        Raises EngineError where the index is missing, damaged, or of another catalogue:
        it would answer with less than there is.
        """
        with self._lock:
            while True:
                current = self._current()
                if not current and not self._catalogue.revision():
                    return open_engine("memory", self._folder)
                try:
                    return self._sound(current)
                except EngineError:
                    if current == self._current():
                        raise  # else another process made it again meanwhile

    def check(self) -> None:
        """Read every file of the index, and compare it with what was written.

        Raises EngineError. Takes about a second for a gigabyte.
        """
        self.engine()
        if current := self._current():
            self._refuse_damage(current, thorough=True)

    def standing(self) -> Standing:
        """Whether the index holds what the catalogue holds, and if not, why.

        An index that cannot be opened stands so, too.
        """
        written = self._catalogue.revision()
        try:
            current = self._current()
            if not current and not written:
                return Standing(engine=self._engine_name, revision=0, behind=0, reason="")
            with self._lock:
                engine = self._opened(current)
            revision = engine.revision()
            behind = self._catalogue.revision() - revision
            reason = self._reason(engine, current, behind)
            if not reason:
                self._refuse_damage(current)
        except EngineError as error:
            return Standing(engine=self._engine_name, revision=0, behind=0, reason=error.message)
        return Standing(
            engine=current["engine"], revision=revision, behind=max(behind, 0), reason=reason
        )

    def follow(self, progress: Progress = lambda _done, _total: None) -> int:
        """Take in what changed in the catalogue; made again from nothing where it must be.

        Returns how many documents were written or taken out.
        """
        if self.standing().reason or not (self._folder / CURRENT).exists():
            return self.rebuild(self._engine_name, progress)
        current = self._current()
        with self._lock:
            engine, seal = self._opened(current), self._seals[current["folder"]]
        try:
            return self._catch_up(engine, seal, progress)
        except EngineError:  # what is met on the way is mended as well
            return self.rebuild(self._engine_name, progress)

    def rebuild(self, engine_name: str, progress: Progress = lambda _done, _total: None) -> int:
        """Make the index again from the catalogue, beside the old one, and swap it in."""
        if self._folder.exists() and not self._folder.is_dir():
            self._folder.unlink()  # a file has no place where the index is to be
        named = _new_name(engine_name)
        engine, seal = open_engine(engine_name, self._folder / named), Seal(self._folder / named)
        try:
            written = self._catch_up(engine, seal, progress)
            with self._lock:
                before, self._open = self._open, (named, engine)
                self._seals = {named: seal}
                self._right_until = 0.0
                self._point_at(engine_name, named)
        except BaseException:
            engine.close()
            shutil.rmtree(self._folder / named, ignore_errors=True)
            raise
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

    def _catch_up(self, engine: Engine, seal: Seal, progress: Progress) -> int:
        since, until = engine.revision(), self._catalogue.revision()
        if since == until:
            if seal.is_dated_otherwise() or not seal.is_there():
                seal.put()
            return 0
        seal.lift()
        gone = self._catalogue.removed_since(since)
        engine.delete(gone)
        total, done = self._catalogue.count_changed_since(since), 0
        for batch in _batches(self._catalogue.changed_since(since, until), BATCH):
            engine.write(batch)
            done += len(batch)
            progress(done, total)
        engine.commit(until)
        seal.put()
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

    def _opened(self, current: dict[str, str]) -> Engine:
        """The engine of an index that is there. Raises EngineError where none is."""
        if not current:
            raise EngineError(f"There is no index, or its {CURRENT} is gone.", AGAIN)
        named = current["folder"]
        if self._open is None or self._open[0] != named:
            if current["engine"] not in ENGINES or named != Path(named).name:
                raise EngineError(f"The index is damaged: {CURRENT} cannot be read.", AGAIN)
            if not (self._folder / named).is_dir():
                raise EngineError(f"The index is gone: there is no folder {named}.", AGAIN)
            # The engine before is not closed: another thread may be asking it. It
            # goes when nobody holds it any more.
            self._seals = {named: Seal(self._folder / named)}
            self._refuse_damage(current)  # before any of it is believed
            self._open = (named, open_engine(current["engine"], self._folder / named))
            self._right_until = 0.0
        return self._open[1]

    def _sound(self, current: dict[str, str]) -> Engine:
        engine = self._opened(current)
        if time.monotonic() >= self._right_until:
            self._refuse_unsound(engine, current)
            self._right_until = time.monotonic() + LOOKED_AFTER
        return engine

    def _refuse_unsound(self, engine: Engine, current: dict[str, str]) -> None:
        revision = engine.revision()  # first: the catalogue is always as far, or further
        if current["catalogue"] != self._catalogue.identity():
            raise EngineError("The index was made from another catalogue.", AGAIN)
        if revision > self._catalogue.revision():
            raise EngineError("The index is ahead of the catalogue.", AGAIN)
        self._refuse_damage(current)

    def _refuse_damage(self, current: dict[str, str], *, thorough: bool = False) -> None:
        seal = self._seals.get(current["folder"])
        if seal is not None and (found := seal.damage(thorough=thorough)):
            self._right_until = 0.0
            raise EngineError(f"The index is damaged: {found}.", AGAIN)

    def _current(self) -> dict[str, str]:
        try:
            text = (self._folder / CURRENT).read_text("utf-8")
            current: dict[str, str] = json.loads(text)
            return {
                name: str(current[name]) for name in ("engine", "folder", "catalogue", "fields")
            }
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EngineError(f"The index is damaged: {CURRENT} cannot be read.", AGAIN) from error

    def _point_at(self, engine_name: str, named: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = self._folder / f"current.{uuid.uuid4().hex[:8]}"
        current = {
            "engine": engine_name,
            "folder": named,
            "catalogue": self._catalogue.identity(),
            "fields": " ".join(BY_NAME),
        }
        try:
            fresh.write_text(json.dumps(current), encoding="utf-8")
            fresh.replace(self._folder / CURRENT)
        finally:
            fresh.unlink(missing_ok=True)

    def _sweep(self, kept: set[str]) -> None:
        for folder in self._folder.iterdir():
            if folder.is_dir() and folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)


def was_made(folder: Path) -> bool:
    """Whether there is an index in this folder of a library, or something of one."""
    return folder.is_dir() and any(not one.name.startswith(".") for one in folder.iterdir())


def _new_name(engine_name: str) -> str:
    return f"{engine_name}-{uuid.uuid4().hex[:8]}"


def _batches(items: Iterator[Document], size: int) -> Iterator[list[Document]]:
    while batch := list(islice(items, size)):
        yield batch
