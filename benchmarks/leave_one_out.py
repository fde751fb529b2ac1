"""Do the constants of the order hold on a collection that they were not chosen on?

    python -m benchmarks.leave_one_out [DIR]

DIR holds test collections, as for `benchmarks.quality`. Every pair of the constants below is
tried on all of them. For each collection the pair is chosen that is best on the others, and
asked how good it is on this one; a constant that only fits its own collections loses there.
"""

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from statistics import mean
from unittest.mock import patch

from benchmarks import commands
from benchmarks.commands import POLISEARCH, run
from benchmarks.quality import BESIDE, DEPTH, Collection, collections_in, quality
from benchmarks.tables import Cell, Table, progress, ratio
from index import scoring
from search.question import Ask
from search.searcher import Searcher
from search.understanding import feedback
from ui.wiring import open_library

Pair = tuple[float, float]
"""What words learnt from the best pages count, and what a word of a title counts on a page."""

SHARES = (0.0, 1 / 3, 2 / 3, 1.0)
HEADS = (1.0, 2.0, 4.0)

Measured = Mapping[Pair, Sequence[float]]
"""nDCG@10 of each collection, by pair."""


def measured(collections: Sequence[Collection]) -> Measured:
    """Every pair, on every collection."""
    found: dict[Pair, list[float]] = {pair: [] for pair in product(SHARES, HEADS)}
    for collection in collections:
        for pair, ndcg in _of(collection):
            found[pair].append(ndcg)
    return found


def _of(collection: Collection) -> Iterator[tuple[Pair, float]]:
    with tempfile.TemporaryDirectory(prefix="polisearch-leave-one-out-") as folder:
        library = Path(folder) / "library"
        run(*POLISEARCH, "init", str(library))
        commands.ingest(library, collection.folder / "docs.jsonl", jobs=1)
        opened = open_library(library)
        for share, head in product(SHARES, HEADS):
            progress(f"asking {collection.name} with {share:.2f} and {head:.0f}")
            with patch.object(feedback, "SHARE", share), patch.object(scoring, "HEAD", head):
                yield (share, head), _ndcg(collection, opened.searcher)
        opened.close()


def _ndcg(collection: Collection, searcher: Searcher) -> float:
    ranked = {
        name: {
            found.id: found.score for found in searcher.answer(Ask(text=text, per_page=DEPTH)).found
        }
        for name, text in collection.queries()
    }
    return quality(ranked, collection.judgements()).ndcg


def table(names: Sequence[str], found: Measured) -> Table:
    """For each collection the pair that is best on the others, beside the best of all pairs."""
    rows: list[tuple[Cell, ...]] = []
    left, best_of_all = [], max(found.values(), key=mean)
    for at, name in enumerate(names):
        pair = max(found, key=lambda one: sum(found[one]) - found[one][at])
        left.append(found[pair][at])
        rows.append((name, *(f"{one:.2f}" for one in pair), *_compared(left[-1], best_of_all[at])))
    rows.append(("mean", "", "", *_compared(mean(left), mean(best_of_all))))
    columns = ("left out", "feedback", "title words", "nDCG@10", "chosen on all", "ratio")
    return Table(title="Constants chosen on the other collections", columns=columns, rows=rows)


def _compared(one: float, other: float) -> tuple[Cell, ...]:
    return f"{one:.3f}", f"{other:.3f}", ratio(one, other)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table for a folder of collections."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.leave_one_out", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=BESIDE, metavar="DIR")
    given = parser.parse_args(arguments)
    collections = collections_in(given.folder)
    if len(collections) < 2:
        parser.error(f"{given.folder} holds no two folders with a qrels.tsv")
    print(table([one.name for one in collections], measured(collections)).text())


if __name__ == "__main__":
    main()
