"""The engines that can answer, one folder each."""

from pathlib import Path

from corpus.errors import BadSetting
from index.contract import Engine


def _memory(_folder: Path) -> Engine:
    from index.engines.memory.engine import MemoryEngine

    return MemoryEngine()


def _tantivy(folder: Path) -> Engine:
    from index.engines.tantivy.engine import open_tantivy

    return open_tantivy(folder)


def _whoosh(folder: Path) -> Engine:
    from index.engines.whoosh.engine import open_whoosh

    return open_whoosh(folder)


ENGINES = {"memory": _memory, "tantivy": _tantivy, "whoosh": _whoosh}
"""Every engine by name; each is imported only when it is opened."""


def open_engine(name: str, folder: Path) -> Engine:
    """The engine of this name in a folder of its own, which is made if absent."""
    if name not in ENGINES:
        raise BadSetting(f"No engine is called {name!r}.", "There are: " + ", ".join(ENGINES) + ".")
    return ENGINES[name](folder)
