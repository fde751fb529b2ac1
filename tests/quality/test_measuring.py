"""The measuring itself: what counts as good, and that the peer is the BM25 of the textbooks."""

import json
import math
from pathlib import Path

import pytest
from ir_measures import Qrel

from benchmarks import quality as benchmark
from benchmarks.libraries import COMPARED
from benchmarks.plain_bm25 import PlainBM25
from benchmarks.quality import Collection, Quality, collections_in, of_plain_bm25, quality

RIVER, SOIL, RAIN = ("r", "River banks"), ("s", "Soil and soils"), ("w", "Rain on river and soil")


def write_collection(folder: Path, judged: str = "1\tr\t2\n1\ts\t0\n") -> Collection:
    """Two documents, and one query that the first of them answers."""
    folder.mkdir(parents=True)
    documents = [
        {"id": "r", "title": "River", "text": "It flows."},
        {"id": "s", "title": "", "text": "Soil of the plain."},
    ]
    lines = "".join(json.dumps(one) + "\n" for one in documents)
    (folder / "docs.jsonl").write_text(lines, encoding="utf-8")
    (folder / "queries.jsonl").write_text('{"id": "1", "text": "river"}\n', encoding="utf-8")
    (folder / "qrels.tsv").write_text(judged, encoding="utf-8")
    return Collection(folder=folder)


def test_the_best_answer_first_is_perfect() -> None:
    found = quality({"1": {"a": 2.0, "b": 1.0}}, [Qrel("1", "a", 1), Qrel("1", "b", 0)])

    assert found == Quality(ndcg=1.0, precision=1.0, recall=1.0)


def test_a_query_without_an_answer_counts_as_answered_wrongly() -> None:
    judged = [Qrel("1", "a", 1), Qrel("2", "b", 1)]

    assert quality({"1": {"a": 1.0}}, judged) == Quality(ndcg=0.5, precision=0.5, recall=0.5)


def test_no_answer_at_all_is_worth_nothing() -> None:
    assert quality({}, [Qrel("1", "a", 1)]) == Quality(ndcg=0.0, precision=0.0, recall=0.0)


def test_a_better_grade_belongs_before_a_lesser_one() -> None:
    judged = [Qrel("1", "a", 3), Qrel("1", "b", 1)]

    right, wrong = (quality({"1": run}, judged) for run in ({"a": 2.0, "b": 1.0},
                                                            {"a": 1.0, "b": 2.0}))  # fmt: skip
    assert right.ndcg > wrong.ndcg
    assert right.precision == wrong.precision


def test_the_peer_weighs_as_the_formula_says() -> None:
    peer = PlainBM25([RIVER, SOIL, RAIN])

    found = peer.best("rain", 10, 1.2, 0.75)

    rarity = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    length = 1 - 0.75 + 0.75 * 3 / (7 / 3)
    assert found == {"w": pytest.approx(rarity * 2.2 / (1 + 1.2 * length))}


def test_the_peer_takes_forms_of_a_word_for_one_and_leaves_stop_words_out() -> None:
    peer = PlainBM25([RIVER, SOIL, RAIN])

    assert set(peer.best("the rivers on", 10, 1.2, 0.75)) == {"r", "w"}
    assert not peer.best("on and", 10, 1.2, 0.75)


def test_the_peer_gives_the_best_only() -> None:
    assert list(PlainBM25([RIVER, SOIL, RAIN]).best("soil", 1, 1.2, 0.75)) == ["s"]


def test_the_peer_finds_nothing_where_nothing_is() -> None:
    assert PlainBM25([]).best("river", 10, 1.2, 0.75) == {}


def test_collections_are_the_folders_with_judgements_by_name(tmp_path: Path) -> None:
    write_collection(tmp_path / "second")
    write_collection(tmp_path / "first")
    (tmp_path / "notes").mkdir()

    assert [one.name for one in collections_in(tmp_path)] == ["first", "second"]


def test_the_peer_at_its_best_is_no_worse_than_with_the_usual_settings(tmp_path: Path) -> None:
    usual, best = of_plain_bm25(write_collection(tmp_path / "tiny"))

    assert best.ndcg >= usual.ndcg == 1.0


def test_every_ranking_has_a_row_for_each_collection_and_one_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poor = Quality(ndcg=0.5, precision=0.4, recall=0.3)
    monkeypatch.setattr(benchmark, "measured", lambda collection: dict.fromkeys(COMPARED, poor))

    table = benchmark.measure([write_collection(tmp_path / name) for name in ("one", "two")])

    rows = [row[1:] for row in table.rows if row[0] == "whoosh"]
    assert rows == [(name, "0.500", "0.400", "0.300", 0.5) for name in ("one", "two", "mean")]


def test_the_commands_answer_the_queries_of_a_collection(tmp_path: Path) -> None:
    collection = write_collection(tmp_path / "tiny")
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    found = dict(benchmark.answered(collection, COMPARED, scratch))

    assert list(found) == list(COMPARED)
    assert all(list(ranked) == ["1"] and list(ranked["1"]) == ["r"] for ranked in found.values())


def test_a_folder_without_collections_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        benchmark.main([str(tmp_path)])

    assert "holds no folder with a qrels.tsv" in capsys.readouterr().err
