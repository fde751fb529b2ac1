import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, open_catalogue
from corpus.errors import SourceNotFound
from corpus.records import State
from corpus.vocabulary import Vocabulary
from ingest.journey import PAGES_PER_BATCH, ingest
from ingest.report import Progress, Report

Write = Callable[..., Path]
Run = Callable[..., Report]


def words(name: str) -> str:
    return f"A text about {name} and its houses, in so many words."


def later(path: Path) -> None:
    """Give a file another date."""
    seen = path.stat()
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns + 10**9))


def test_the_counts_of_files_add_up(run: Run, write: Write) -> None:
    for name in "abc":
        write(f"{name}.txt", words(name))
    write("copy.txt", words("a"))
    write("broken.pdf", b"%PDF-1.4")
    write("odd.xyz", b"\x00\x01\x02")

    report = run()

    assert (report.files, report.indexed, report.duplicates, report.failed) == (6, 3, 1, 2)


def test_a_report_for_programs_has_the_agreed_keys(run: Run, write: Write) -> None:
    write("a.txt", words("a"))

    report = json.loads(json.dumps(run().as_json()))

    assert {"run", "files", "indexed", "updated", "unchanged", "duplicates", "failed", "removed",
            "pages", "seconds"} <= report.keys()  # fmt: skip


def test_a_second_run_over_the_same_files_changes_nothing(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.txt", words("a"))
    write("copy.txt", words("a"))
    write("broken.pdf", b"%PDF-1.4")
    run()
    revision = catalogue.revision()

    report = run()

    assert (report.files, report.unchanged, report.failed_before) == (3, 3, 1)
    assert (report.duplicates, report.failed) == (0, 0)
    assert (report.indexed, report.updated, report.failures) == (0, 0, ())
    assert catalogue.revision() == revision


def test_a_file_with_a_new_date_and_the_same_content_is_unchanged(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    later_file = write("a.txt", words("a"))
    run()
    later(later_file)
    revision = catalogue.revision()

    assert run().unchanged == 1
    assert catalogue.revision() == revision


def test_a_changed_file_is_updated_and_its_old_id_leads_to_the_new(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.txt", words("a"))
    run()
    (source, _) = catalogue.sources()["documents/a.txt"]

    write("a.txt", words("something else"))
    report = run()

    assert report.updated == 1
    assert "something else" in catalogue.document(source.sha256[:16]).pages[0].text


def test_a_file_that_vanished_is_removed_and_named(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("b.txt", words("b"))
    write("a.txt", words("a")).unlink()
    gone = write("gone.txt", words("gone"))
    run()
    gone.unlink()

    report = run()

    assert report.removed_names == ("documents/gone.txt",)
    assert list(catalogue.sources()) == ["documents/b.txt"]


def test_only_files_below_the_roots_of_the_run_can_vanish(
    run: Run, write: Write, documents: Path, catalogue: Catalogue
) -> None:
    write("one/a.txt", words("a"))
    write("one-more/b.txt", words("b")).touch()
    run()
    (documents / "one-more" / "b.txt").unlink()

    assert run(roots=[documents / "one"]).removed == 0
    assert run().removed == 1


def test_a_failed_file_is_tried_again_only_when_asked_or_changed(run: Run, write: Write) -> None:
    write("broken.pdf", b"%PDF-1.4")
    run()

    assert run().failed_before == 1
    assert len(run(retry_failed=True).failures) == 1
    write("broken.pdf", b"%PDF-1.5 ")
    assert len(run().failures) == 1


def test_a_failed_file_that_is_well_again_is_indexed(run: Run, write: Write) -> None:
    write("a.txt", b"\x00\x01\x02")
    assert run().failed == 1

    write("a.txt", words("a"))

    assert (run().indexed, run().failed) == (1, 0)


def test_force_reads_everything_again(run: Run, write: Write) -> None:
    write("a.txt", words("a"))
    run()

    assert run(force=True).updated == 1


def test_a_dry_run_says_what_would_be_done_and_does_nothing(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.txt", words("a"))
    gone = write("gone.txt", words("gone"))
    run()
    gone.unlink()
    write("new.txt", words("new"))
    revision = catalogue.revision()

    report = run(dry_run=True)

    assert (report.indexed, report.unchanged, report.removed) == (1, 1, 1)
    assert catalogue.revision() == revision
    assert len(catalogue.runs()) == 1


def test_the_first_of_two_copies_describes_the_document(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a/vienna.txt", words("a"))
    write("b/zagreb.txt", words("a"))

    run()

    states = [state for _, state in catalogue.sources().values()]
    (document,) = catalogue.documents([hash_of(words("a"))[:16]]).values()
    assert states == [State.INDEXED, State.DUPLICATE]
    assert document.all("city") == ("Vienna",)
    assert document.all("source") == ("documents/a/vienna.txt", "documents/b/zagreb.txt")


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("change", ["vanishes", "changes"])
def test_a_copy_takes_over_when_the_file_that_described_it_leaves(
    run: Run, write: Write, catalogue: Catalogue, change: str
) -> None:
    first = write("a/vienna.txt", words("a"))
    write("b/zagreb.txt", words("a"))
    run()
    if change == "vanishes":
        first.unlink()
    else:
        write("a/vienna.txt", words("another thing"))

    run()

    (document,) = catalogue.documents([hash_of(words("a"))[:16]]).values()
    assert document.all("city") == ("Zagreb",)
    assert catalogue.sources()["documents/b/zagreb.txt"][1] is State.INDEXED


def test_a_document_is_named_by_its_content(run: Run, write: Write, catalogue: Catalogue) -> None:
    write("a.txt", words("a"))

    run()

    document = catalogue.document(hash_of(words("a"))[:16])
    assert document.first("sha256") == hash_of(words("a"))


def lines(*records: dict[str, str]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_a_json_line_keeps_its_id_and_a_change_of_it_is_seen(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.jsonl", lines({"id": "one", "text": words("a")}, {"id": "two", "text": words("b")}))
    run()
    one, two = (catalogue.document(id_).first("sha256") for id_ in ("one", "two"))

    write("a.jsonl", lines({"id": "one", "text": words("a")}, {"id": "two", "text": words("c")}))
    report = run()

    assert report.updated == 1
    assert catalogue.document("one").first("sha256") == one
    assert catalogue.document("two").first("sha256") != two


def test_an_id_that_another_content_holds_is_a_failure(run: Run, write: Write) -> None:
    write("a.jsonl", lines({"id": "one", "text": words("a")}))
    write("b.jsonl", lines({"id": "one", "text": words("b")}))

    (failed,) = run().failures

    assert (failed.path, failed.reason) == ("documents/b.jsonl", "id taken")


def test_the_index_may_follow_while_pages_are_written_and_at_the_end(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    seen: list[int] = []
    record = {"id": "many", "pages": [words(str(number)) for number in range(PAGES_PER_BATCH)]}
    write("a.jsonl", json.dumps(record))
    write("b.txt", words("b"))

    run(
        after_batch=lambda: seen.append(catalogue.revision()),
        at_end=lambda: seen.append(-catalogue.revision()),
    )

    assert seen == [1, -2]


def test_progress_tells_each_file_once_and_ends_at_the_total(run: Run, write: Write) -> None:
    seen: list[Progress] = []
    write("a.txt", words("a"))
    run()
    write("b.txt", words("b"))
    write("c.pdf", b"%PDF-1.4")

    run(on_progress=seen.append)

    assert [(one.done, one.total, one.name) for one in seen] == [
        (2, 3, "b.txt"),
        (3, 3, "c.pdf"),
    ]
    assert (seen[-1].pages, seen[-1].failures) == (1, 1)


def test_a_file_without_text_is_indexed_and_counted(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.jsonl", lines({"id": "scan", "text": ""}))

    report = run()

    assert (report.indexed, report.without_text) == (1, 1)


def test_a_new_vocabulary_is_told_until_everything_is_described_again(
    run: Run, write: Write, catalogue: Catalogue, vocabulary: Vocabulary, library: Path,
    documents: Path,
) -> None:  # fmt: skip
    write("a.txt", words("a"))
    run()
    other = replace(vocabulary, fingerprint="other")

    told = ingest(catalogue, other, [documents], library).warnings

    assert ["describe --again" in warning for warning in told] == [True]
    assert run().warnings == ()


def test_what_a_run_did_is_kept(run: Run, write: Write, catalogue: Catalogue) -> None:
    write("a.txt", words("a"))

    report = run()

    assert catalogue.runs()[0].report["indexed"] == report.indexed == 1


def test_two_libraries_of_the_same_files_are_equal(
    run: Run, write: Write, catalogue: Catalogue, vocabulary: Vocabulary, library: Path,
    documents: Path,
) -> None:  # fmt: skip
    for name in "abcdef":
        write(f"{name}.txt", words(name))
    run()
    other = open_catalogue(library.parent / "other.db")

    ingest(other, vocabulary, [documents], library)

    assert other.sources() == catalogue.sources()
    other.close()


def test_a_folder_that_is_empty_all_at_once_is_not_believed(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    path = write("a.txt", words("a"))
    run()
    path.unlink()

    with pytest.raises(SourceNotFound, match="is empty"):
        run()
    assert catalogue.counts().documents == 1
    assert run(force=True).removed == 1


def test_a_folder_that_is_gone_for_good_can_be_taken_out(
    run: Run, write: Write, catalogue: Catalogue, tmp_path: Path
) -> None:
    folder = write("old/a.txt", words("a")).parent
    run(roots=[folder])
    folder.rename(tmp_path / "new")

    with pytest.raises(SourceNotFound, match="no file or folder"):
        run(roots=[folder])
    assert run(roots=[folder], force=True).removed == 1
    assert catalogue.counts().documents == 0
