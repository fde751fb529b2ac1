"""How good is the order of the answers? Measured, with floors that only rise.

Each collection is read by `polisearch ingest` into a library of its own, indexed with each
engine in turn, and its queries are put by `polisearch batch`. `python -m benchmarks.quality`
prints the figures of all of them.
"""

import tomllib
from dataclasses import asdict
from functools import cache
from pathlib import Path
from statistics import mean

import pytest

from benchmarks.quality import BESIDE, Collection, Quality, measured

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
PLAIN: dict[str, float] = FLOORS.pop("plain_bm25")
MEASURED = [(engine, name) for engine, collections in FLOORS.items() for name in collections]
HELD = [(engine, name, measure) for engine, name in MEASURED for measure in FLOORS[engine][name]]

BETTER = 1.03
"""How much more than plain BM25 the engines reach over all collections, at the least."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not BESIDE.is_dir(), reason="the folder of test collections is not here"),
]


@cache
def answered(name: str) -> dict[str, Quality]:
    """Measured once for all tests, and read once for all engines."""
    return measured(Collection(folder=BESIDE / name), list(FLOORS))


def reached(engine: str, name: str) -> Quality:
    return answered(name)[engine]


@pytest.mark.parametrize(("engine", "name", "measure"), HELD)
def test_a_collection_is_answered_as_well_as_it_was(engine: str, name: str, measure: str) -> None:
    assert asdict(reached(engine, name))[measure] >= FLOORS[engine][name][measure]


@pytest.mark.parametrize(("engine", "name"), MEASURED)
def test_no_collection_is_ordered_worse_than_by_plain_bm25(engine: str, name: str) -> None:
    assert reached(engine, name).ndcg >= PLAIN[name]


@pytest.mark.parametrize("engine", FLOORS)
def test_the_order_is_better_than_that_of_plain_bm25(engine: str) -> None:
    names = list(FLOORS[engine])
    reached_by_us = mean(reached(engine, name).ndcg for name in names)

    assert reached_by_us >= BETTER * mean(PLAIN[name] for name in names)
