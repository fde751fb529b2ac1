"""How much is measured: a full run, and a quick one that only shows that all is well."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The sizes of one run.

    `repeats` of a measurement are interleaved with those it is compared to, and
    the better of each counts. `queries` are drawn for each kind of query.
    `synthetic_pages` 0 leaves the larger library out.
    """

    repeats: int
    small_files: int
    queries: int
    synthetic_pages: int
    recoll_queries: int
    memory_queries: int = 200


FULL = Sizes(repeats=2, small_files=10_000, queries=100, synthetic_pages=22_000, recoll_queries=20)
QUICK = Sizes(repeats=1, small_files=500, queries=20, synthetic_pages=0, recoll_queries=5)
