"""Whether a library can be searched, and whether all that is searched is there.

`probe` takes milliseconds, for those who ask every few seconds; `examine` reads all.
"""

from threading import Lock, Thread
from weakref import WeakKeyDictionary

from corpus.errors import PolisearchError
from search.results import Coverage
from search.searcher import Searcher
from ui.wiring import Library


class _Examination:
    """What was found when all of a library was read last, and the thread that reads it now."""

    found: PolisearchError | None = None
    thread: Thread | None = None


_LOCK = Lock()
_examinations: WeakKeyDictionary[Searcher, _Examination] = WeakKeyDictionary()


def probe(library: Library) -> Coverage:
    """How much a search looks through. Raises what stands in the way of a whole answer.

    The index is looked at, and the catalogue is asked. The first who asks has all of both
    read beside; what is found then is raised, until another reading finds it mended.
    """
    coverage = library.searcher.coverage()
    library.catalogue.counts()
    with _LOCK:
        last = _examinations.setdefault(library.searcher, _Examination())
        is_at_it = last.thread is not None and last.thread.is_alive()
        if last.thread is None or (last.found and not is_at_it):
            last.thread = Thread(target=_examine, args=(library, last), name="examine", daemon=True)
            last.thread.start()
    if last.found is not None:
        raise last.found
    return coverage


def examine(library: Library) -> None:
    """Read all of the catalogue and of the index. Raises CatalogueLost or EngineError."""
    library.catalogue.check()
    library.shelf.check()


def _examine(library: Library, last: _Examination) -> None:
    try:
        examine(library)
    except PolisearchError as error:
        last.found = error
    else:
        last.found = None
