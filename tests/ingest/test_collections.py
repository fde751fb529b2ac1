"""A file of many documents is read record by record: one that is bad fails alone."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import ingest.reading
from corpus.catalogue import Catalogue
from corpus.catalogue.describing import Correction
from corpus.failures import Reason
from corpus.records import State
from ingest.report import Report

Write = Callable[..., Path]
Run = Callable[..., Report]

GOOD = [b'{"id": "a", "text": "Flats for rent."}', b'{"id": "b", "text": "Schools and roads."}']

BAD = {
    "no JSON": b"{broken",
    "cut off": b'{"id": "x", "text": "The last li',
    "no object": b"[1, 2]",
    "no id": b'{"text": "no id"}',
    "NUL": b'{"id": "x", "text": "a\x00b"}',
    "no known encoding": b'{"id": "x", "text": "\x81\x8d"}',
    "deep": b'{"id": "x", "text": ' + b"[" * 100_000,
    "a name twice": b'{"id": "x", "id": "y", "text": "t"}',
    "NaN": b'{"id": "x", "year": NaN}',
    "an id that is taken": b'{"id": "a", "text": "Other words."}',
    "a surrogate in the id": b'{"id": "\\ud800", "text": "t"}',
    "a number too long": b'{"id": ' + b"9" * 5000 + b"}",
}


@pytest.fixture(autouse=True)
def few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.reading, "RECORDS_PER_BATCH", 2)


def named(catalogue: Catalogue) -> list[tuple[str, str]]:
    return [(failed.name, failed.failure.message) for failed in catalogue.failures()]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
def test_bad_records_fail_alone_and_are_named_with_their_lines(
    run: Run, write: Write, catalogue: Catalogue, end: bytes, mark: bytes
) -> None:
    well = [b'{"id": "well-%d", "text": "Text %d."}' % (n, n) for n in range(len(BAD))]
    lines = [line for two in zip(well, BAD.values(), strict=True) for line in two]
    write("a.jsonl", mark + end.join([GOOD[0], *lines, GOOD[1]]))

    report = run()

    assert (report.files, report.indexed, report.failed) == (1, 1, 0)
    assert report.failed_records == len(BAD)
    assert catalogue.ids() == ["a", "b", *sorted(f"well-{n}" for n in range(len(BAD)))]
    numbers = [3 + 2 * n for n in range(len(BAD))]
    assert [(one.path, one.place) for one in report.record_failures] == [
        ("documents/a.jsonl", f"line {number}") for number in numbers
    ]
    said = dict(named(catalogue))
    assert all(
        said[f"documents/a.jsonl, line {number}"].startswith(f"Line {number}") for number in numbers
    )


def test_a_record_that_is_too_long_fails_alone(
    run: Run, write: Write, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.extract.lines.LONGEST_RECORD", 1 << 20)
    long = b'{"id": "x", "text": "' + b"a " * (2 << 20) + b'"}'
    write("a.jsonl", b"\n".join([GOOD[0], long, GOOD[1]]))

    run()

    assert catalogue.ids() == ["a", "b"]
    assert named(catalogue) == [
        ("documents/a.jsonl, line 2", "Line 2 is longer than 1 MB, the most of a record.")
    ]


def test_utf_16_is_read_as_it_comes(run: Run, write: Write, catalogue: Catalogue) -> None:
    write("a.jsonl", b"\n".join(GOOD).decode().replace("Flats", "Liège").encode("utf-16"))

    run()

    assert catalogue.document("a").pages[0].text == "Liège for rent."
    assert catalogue.ids() == ["a", "b"]


def test_a_collection_of_which_nothing_is_a_document_is_a_file_that_failed(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.jsonl", b"{\n[]\n{}\n")

    report = run()

    assert (report.indexed, report.failed, report.failed_records) == (0, 1, 0)
    assert report.record_failures == ()
    assert named(catalogue) == [
        ("documents/a.jsonl", "None of its 3 records can be read. Line 1 is no JSON.")
    ]


def test_an_empty_collection_is_empty(run: Run, write: Write) -> None:
    write("a.jsonl", b"\n\n")

    (failed,) = run().failures

    assert failed.reason is Reason.EMPTY


def test_failures_vanish_when_the_file_is_mended(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.jsonl", b"\n".join([*GOOD, b"{"]))
    run()

    write("a.jsonl", b"\n".join([*GOOD, b'{"id": "c", "text": "Mended."}']))
    report = run()

    assert (report.updated, report.failed_records, named(catalogue)) == (1, 0, [])
    assert catalogue.ids() == ["a", "b", "c"]


def test_failures_vanish_with_the_file(run: Run, write: Write, catalogue: Catalogue) -> None:
    write("stays.txt")
    path = write("a.jsonl", b"\n".join([*GOOD, b"{"]))
    run()

    path.unlink()
    run()

    assert named(catalogue) == []
    assert len(catalogue.ids()) == 1


def test_an_unchanged_file_keeps_its_failed_records(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.jsonl", b"\n".join([*GOOD, b"{"]))
    run()

    report = run()

    assert (report.unchanged, report.failed_records) == (1, 0)
    assert len(named(catalogue)) == 1


def test_a_file_with_failed_records_is_tried_again_when_asked(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.jsonl", b"\n".join([*GOOD, b"{"]))
    write("well.txt")
    run()

    report = run(retry_failed=True)

    assert (report.files, report.updated, report.failed_records) == (1, 1, 1)
    assert catalogue.counts().failed_records == 1
    assert catalogue.counts().with_failed_records == 1


def test_records_that_are_gone_from_a_file_are_removed(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    many = [json.dumps({"id": str(n), "text": f"Text {n}."}).encode() for n in range(9)]
    write("a.jsonl", b"\n".join(many))
    run()
    revision = catalogue.revision()

    write("a.jsonl", b"\n".join(many[::3]))
    run()

    assert catalogue.ids() == ["0", "3", "6"]
    assert sorted(catalogue.removed_since(revision)) == ["1", "2", "4", "5", "7", "8"]


def test_a_file_that_vanished_takes_all_its_records_along(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("stays.txt")
    path = write("a.jsonl", b"\n".join(GOOD))
    run()

    path.unlink()
    report = run()

    assert report.removed == 1
    assert len(catalogue.ids()) == 1


def test_the_same_record_in_two_files_is_one_document(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.jsonl", b"\n".join(GOOD))
    write("b.jsonl", b"\n".join([GOOD[1], b'{"id": "c", "text": "Parks."}']))
    write("c.jsonl", GOOD[0])

    report = run()

    assert (report.indexed, report.duplicates) == (2, 1)
    assert catalogue.document("b").all("source") == ("documents/a.jsonl", "documents/b.jsonl")


def test_an_id_of_another_file_fails_its_record_alone(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.jsonl", GOOD[0])
    write("b.jsonl", b"\n".join([b'{"id": "a", "text": "Other words."}', GOOD[1]]))

    run()

    assert catalogue.ids() == ["a", "b"]
    assert named(catalogue) == [
        ("documents/b.jsonl, line 1", "Line 1 has an id that belongs to documents/a.jsonl: 'a'.")
    ]


def test_what_is_twice_in_a_file_is_found_however_far_apart(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    between = [json.dumps({"id": str(n), "text": "Text."}).encode() for n in range(7)]
    write("a.jsonl", b"\n".join([GOOD[0], GOOD[0], *between, GOOD[0]]))

    report = run()

    assert report.failed_records == 2
    assert [name for name, _ in named(catalogue)] == [
        "documents/a.jsonl, line 2",
        "documents/a.jsonl, line 10",
    ]
    run(force=True)
    assert len(named(catalogue)) == 2


def test_what_was_corrected_holds_for_records(run: Run, write: Write, catalogue: Catalogue) -> None:
    write("a.jsonl", b"\n".join(GOOD))
    run()
    catalogue.correct([Correction(document_id="b", field="title", values=("Said",))])

    run(force=True)

    assert catalogue.document("b").title == "Said"


def test_the_index_may_follow_in_the_middle_of_a_file(
    run: Run, write: Write, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.journey.PAGES_PER_BATCH", 2)
    write("a.jsonl", b"\n".join(b'{"id": %d, "text": "Text."}' % n for n in range(6)))
    held: list[int] = []

    run(after_batch=lambda: held.append(len(catalogue.ids())))

    assert held == [2, 4, 6]


class Cut(Exception):
    """Raised where a run is to break off."""


@pytest.mark.parametrize("done", [1, 2, 3])
def test_a_run_that_is_cut_off_in_a_file_is_completed_by_the_next(
    run: Run, write: Write, catalogue: Catalogue, done: int
) -> None:
    before = [b'{"id": "old", "text": "Gone."}', *GOOD]
    write("a.jsonl", b"\n".join(before))
    run()
    new = [b'{"id": %d, "text": "Text %d."}' % (n, n) for n in range(5)]
    write("a.jsonl", b"\n".join([*GOOD, *new, b"{"]))
    told: list[object] = []

    def cut(at: object) -> None:
        told.append(at)
        if len(told) == done:
            raise Cut

    with pytest.raises(Cut):
        run(on_progress=cut)
    assert "old" in catalogue.ids()  # nothing is removed before all is read
    report = run()

    assert (report.updated, report.failed_records) == (1, 1)
    assert catalogue.ids() == ["0", "1", "2", "3", "4", "a", "b"]
    assert len(named(catalogue)) == 1


def test_a_file_that_vanishes_after_its_run_was_cut_off_leaves_nothing(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("stays.txt")
    path = write("a.jsonl", b"\n".join([*GOOD, b"{"] * 3))

    def cut(_: object) -> None:
        raise Cut

    with pytest.raises(Cut):
        run(on_progress=cut)
    path.unlink()
    run()

    assert len(catalogue.ids()) == 1
    assert named(catalogue) == []


def test_a_file_that_came_back_as_it_was_after_a_cut_is_read_again(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    path = write("a.jsonl", b"\n".join(GOOD))
    seen = path.stat()
    run()

    def cut(_: object) -> None:
        raise Cut

    write("a.jsonl", b'{"id": "c", "text": "New."}\n{"id": "d", "text": "New."}\n')
    with pytest.raises(Cut):
        run(on_progress=cut)
    write("a.jsonl", b"\n".join(GOOD))
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    run()

    assert catalogue.ids() == ["a", "b"]


def test_a_collection_may_be_larger_than_a_file_may(run: Run, write: Write) -> None:
    write("a.jsonl", b"\n".join([GOOD[0], b" " * (2 << 20), GOOD[1]]))

    assert run(megabytes_per_file=1).indexed == 1


def test_a_file_that_is_written_while_it_is_read_is_left_and_read_again(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    path = write("a.jsonl", b"\n".join(GOOD))

    def grow(_: object) -> None:
        path.write_bytes(b"\n".join([*GOOD, b'{"id": "c", "text": "More."}']))

    report = run(on_progress=grow)

    assert (report.left, report.indexed) == (1, 0)
    assert run().updated == 1
    assert catalogue.ids() == ["a", "b", "c"]
    assert catalogue.sources()["documents/a.jsonl"][1] is State.INDEXED
