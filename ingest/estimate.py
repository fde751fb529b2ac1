"""How long will a run take? As long as the last ones took for as many pages."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from corpus.catalogue import Catalogue
from corpus.records import State
from ingest.found import Found

LAST_RUNS = 5
FEWEST_PAGES = 20
"""Pages of a run that say something of speed: starting takes longer than reading a few."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """About how many pages there are to read, and how long that takes.

    `pages` is None where no file of the kind was ever read, `seconds` where no run
    was long enough to be measured. `rate` is in pages a second.
    """

    pages: int | None = None
    rate: float | None = None

    @property
    def seconds(self) -> float | None:
        if self.pages is None or not self.rate:
            return None
        return self.pages / self.rate


def estimate(catalogue: Catalogue, to_read: Sequence[Found]) -> Estimate:
    """What reading these files will take, by the pages a known file has, and by the bytes a
    page of the same kind of file takes where it is new."""
    if not to_read:
        return Estimate(0, None)
    pages = catalogue.pages_by_source()
    failed = {path for path, (_, state) in catalogue.sources().items() if state is State.FAILED}
    per_page = _bytes_per_page(catalogue, pages)
    expected = 0.0
    for found in to_read:
        path = found.source.path
        size = per_page.get(_kind(path)) or per_page.get("")
        if path in pages:
            expected += pages[path]
        elif path in failed:
            expected += 1  # it will most likely fail as soon as it did
        elif size:
            expected += max(1.0, found.source.size / size)
        else:
            return Estimate(None, _rate(catalogue))
    return Estimate(round(expected), _rate(catalogue))


def _bytes_per_page(catalogue: Catalogue, pages: dict[str, int]) -> dict[str, float]:
    """By ending of the file's name, and for all files together under the empty one."""
    sizes: defaultdict[str, int] = defaultdict(int)
    counts: defaultdict[str, int] = defaultdict(int)
    for path, (source, _) in catalogue.sources().items():
        for kind in (_kind(path), ""):
            if pages.get(path) and source.size > 0:
                sizes[kind] += source.size
                counts[kind] += pages[path]
    return {kind: sizes[kind] / count for kind, count in counts.items()}


def _kind(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _rate(catalogue: Catalogue) -> float | None:
    pages, seconds = 0, 0.0
    for run in catalogue.runs(LAST_RUNS):
        read, took = run.report.get("pages"), run.report.get("seconds")
        if isinstance(read, int) and isinstance(took, float) and read >= FEWEST_PAGES:
            pages += read
            seconds += took
    return pages / seconds if seconds else None
