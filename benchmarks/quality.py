"""How good is the order of the answers? Measured where people have judged which answer.

    python -m benchmarks.quality [DIR]

DIR holds test collections, each a folder with `docs.jsonl` ({"id", "title", "text"} a
line), `queries.jsonl` ({"id", "text"}) and `qrels.tsv` (query, document, grade). The
commands are given the first two as they are; the judgements are only compared with.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import ir_measures
from ir_measures import AP, Qrel, R, ScoredDoc, nDCG

from benchmarks import commands
from benchmarks.commands import POLISEARCH, ROOT, run
from benchmarks.libraries import COMPARED
from benchmarks.plain_bm25 import GRID, USUAL, PlainBM25
from benchmarks.tables import Cell, Table, progress, ratio

BESIDE = ROOT.parent / "shared" / "data" / "collections"

DEPTH = 100
"""Answers to each query that are looked at."""

Ranked = Mapping[str, Mapping[str, float]]
"""Scores by query and document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Means over the judged queries, between 0 and 1.

    `ndcg` is of the first ten answers and knows grades; `precision` is the mean average
    precision and `recall` the share that was found, both of the first hundred.
    """

    ndcg: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A test collection in its folder."""

    folder: Path

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.folder.name

    def texts(self) -> Iterator[tuple[str, str]]:
        """The id of each document, and its title and text as one."""
        for one in _lines(self.folder / "docs.jsonl"):
            yield one["id"], f"{one.get('title', '')}\n{one['text']}"

    def queries(self) -> Iterator[tuple[str, str]]:
        """The id and the text of each query."""
        for one in _lines(self.folder / "queries.jsonl"):
            yield one["id"], one["text"]

    def judgements(self) -> list[Qrel]:
        """What people judged."""
        rows = (self.folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()
        return [Qrel(q, d, int(grade)) for q, d, grade in (row.split("\t") for row in rows)]


def collections_in(folder: Path) -> list[Collection]:
    """The collections in a folder, by name."""
    return [Collection(folder=path.parent) for path in sorted(folder.glob("*/qrels.tsv"))]


def answered(
    collection: Collection, engines: Sequence[str], scratch: Path
) -> Iterator[tuple[str, Ranked]]:
    """What the commands answer to every query, with each engine in turn, in a new library."""
    library, written = str(scratch / "library"), scratch / "run.trec"
    run(*POLISEARCH, "init", library, "--engine", engines[0])
    commands.ingest(Path(library), collection.folder / "docs.jsonl", jobs=1)
    queries = str(collection.folder / "queries.jsonl")
    depth = ("--limit", str(DEPTH))
    for engine in engines:
        if engine != engines[0]:
            run(*POLISEARCH, "index", "--engine", engine, "--library", library)
        run(*POLISEARCH, "batch", queries, "--run", str(written), *depth, "--library", library)
        yield engine, _ranked(written)


def _ranked(written: Path) -> Ranked:
    found: dict[str, dict[str, float]] = {}
    for line in written.read_text(encoding="utf-8").splitlines():
        query, _, document, _, score, _ = line.split()
        found.setdefault(query, {})[document] = float(score)
    return found


def quality(ranked: Ranked, judgements: Sequence[Qrel]) -> Quality:
    """How good answers are. A judged query without an answer counts as one answered wrongly."""
    scored = [
        ScoredDoc(query, document, score)
        for query, scores in ranked.items()
        for document, score in scores.items()
    ]
    ndcg, precision, recall = nDCG @ 10, AP @ DEPTH, R @ DEPTH
    found = ir_measures.calc_aggregate([ndcg, precision, recall], judgements, scored)
    return Quality(ndcg=found[ndcg], precision=found[precision], recall=found[recall])


def measured(collection: Collection, engines: Sequence[str] = COMPARED) -> dict[str, Quality]:
    """How good the answers of each engine are, by the commands from start to end."""
    progress(f"asking {collection.name} ({', '.join(engines)})")
    with tempfile.TemporaryDirectory(prefix="polisearch-quality-") as folder:
        return {
            engine: quality(ranked, collection.judgements())
            for engine, ranked in answered(collection, engines, Path(folder))
        }


def of_plain_bm25(collection: Collection) -> tuple[Quality, Quality]:
    """The peer's answers: with the usual k1 and b, and with those best for this collection."""
    progress(f"asking {collection.name} (plain BM25)")
    peer, judgements = PlainBM25(collection.texts()), collection.judgements()
    found = {
        setting: quality(
            {name: peer.best(text, DEPTH, *setting) for name, text in collection.queries()},
            judgements,
        )
        for setting in GRID
    }
    return found[USUAL], max(found.values(), key=lambda one: one.ndcg)


def measure(collections: Sequence[Collection]) -> Table:
    """All collections with all engines, each beside the peer at its best."""
    usual, best = zip(*map(of_plain_bm25, collections), strict=True)
    ours = [measured(one) for one in collections]
    rankings = {
        "plain BM25": usual,
        "plain BM25, best k1 and b": best,
        **{engine: [one[engine] for one in ours] for engine in COMPARED},
    }
    names = [*(one.name for one in collections), "mean"]
    peers = [*best, _mean(best)]
    return Table(
        title="Quality of the ranking",
        columns=("ranking", "collection", "nDCG@10", "MAP", "R@100", "nDCG@10/best plain"),
        rows=[
            _row(ranking, name, one, peer)
            for ranking, found in rankings.items()
            for name, one, peer in zip(names, [*found, _mean(found)], peers, strict=True)
        ],
        notes=(f"MAP and recall are of the first {DEPTH} answers.",),
    )


def _row(ranking: str, name: str, one: Quality, peer: Quality) -> tuple[Cell, ...]:
    digits = (f"{value:.3f}" for value in astuple(one))
    return ranking, name, *digits, ratio(one.ndcg, peer.ndcg)


def _mean(found: Sequence[Quality]) -> Quality:
    ndcg, precision, recall = (
        sum(values) / len(found) for values in zip(*map(astuple, found), strict=True)
    )
    return Quality(ndcg=ndcg, precision=precision, recall=recall)


def _lines(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table for a folder of collections."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=BESIDE, metavar="DIR")
    given = parser.parse_args(arguments)
    collections = collections_in(given.folder)
    if not collections:
        parser.error(f"{given.folder} holds no folder with a qrels.tsv")
    print(measure(collections).text())


if __name__ == "__main__":
    main()
