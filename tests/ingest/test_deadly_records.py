"""A record that its reader does not survive costs one record, and no other."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from corpus.catalogue import Catalogue
from corpus.failures import Reason
from corpus.records import State
from ingest.report import Report

Write = Callable[..., Path]
Run = Callable[..., Report]


def lines(*ids: str) -> str:
    return "".join(json.dumps({"id": id_, "text": f"Text of {id_}."}) + "\n" for id_ in ids)


def failed(catalogue: Catalogue) -> list[tuple[str, Reason]]:
    return [(one.name, one.failure.reason) for one in catalogue.failures()]


def test_records_that_kill_their_reader_are_failures_and_the_others_documents(
    run: Run, write: Write, catalogue: Catalogue, misbehaviour: ModuleType
) -> None:
    write("a.jsonl", lines("a", "killed-1", "b", "greedy", "c", "bug", "d", "killed-2"))
    write("b.jsonl", lines("z"))

    report = run(work=misbehaviour.deadly)

    assert (report.indexed, report.failed, report.failed_records) == (2, 0, 4)
    assert catalogue.ids() == ["a", "b", "c", "d", "z"]
    assert failed(catalogue) == [
        ("documents/a.jsonl, line 2", Reason.CRASHED),
        ("documents/a.jsonl, line 8", Reason.CRASHED),
        ("documents/a.jsonl, line 4", Reason.TOO_MUCH_MEMORY),
        ("documents/a.jsonl, line 6", Reason.UNEXPECTED),
    ]


def test_a_record_that_hangs_is_too_slow(
    run: Run, write: Write, catalogue: Catalogue, misbehaviour: ModuleType
) -> None:
    write("a.jsonl", lines("a", "hang", "b"))

    run(work=misbehaviour.deadly, seconds=1)

    assert catalogue.ids() == ["a", "b"]
    assert failed(catalogue) == [("documents/a.jsonl, line 2", Reason.TOO_SLOW)]


def test_too_many_deaths_break_a_file_off(
    run: Run, write: Write, catalogue: Catalogue, misbehaviour: ModuleType
) -> None:
    import ingest.workers

    count = ingest.workers.MOST_DEATHS
    write("a.jsonl", lines("a", *(f"killed-{n}" for n in range(count)), "b"))

    (one,) = run(work=misbehaviour.deadly).failures

    assert one.reason is Reason.CRASHED
    assert one.message.endswith("It was read up to line 20; what was read is kept.")
    assert catalogue.ids() == ["a"]


def test_what_was_read_before_a_file_breaks_off_is_kept(
    run: Run, write: Write, catalogue: Catalogue, misbehaviour: ModuleType
) -> None:
    write("a.jsonl", lines("before", "not-reached"))
    run()
    write("a.jsonl", lines("a", "b"))

    report = run(work=misbehaviour.ends_badly)

    assert (report.updated, report.failed) == (0, 1)
    assert report.failures[0].message == (
        "The file is damaged. It was read up to line 2; what was read is kept."
    )
    assert catalogue.ids() == ["a", "b", "before", "not-reached"]
    assert catalogue.sources()["documents/a.jsonl"][1] is State.FAILED
    assert run().unchanged == 1
    assert run(retry_failed=True).indexed == 1
    assert catalogue.ids() == ["a", "b"]
    assert failed(catalogue) == []


def test_a_death_between_records_breaks_a_file_off(
    run: Run, write: Write, catalogue: Catalogue, misbehaviour: ModuleType
) -> None:
    write("a.jsonl", lines("a", "b", "c", "d"))

    (one,) = run(work=misbehaviour.dies_behind).failures

    assert one.reason is Reason.CRASHED
    assert catalogue.ids() == ["a", "b", "c"]


def test_a_file_of_before_that_breaks_off_today_stays_as_it_was(
    run: Run, write: Write, catalogue: Catalogue, misbehaviour: ModuleType
) -> None:
    write("a.jsonl", lines("a", "b", "c", "d"))
    run()

    report = run(work=misbehaviour.dies_behind, force=True)

    assert report.failed == 1
    assert catalogue.ids() == ["a", "b", "c", "d"]
    assert failed(catalogue) == []
    assert run().unchanged == 1
