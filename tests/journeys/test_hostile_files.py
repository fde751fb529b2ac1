"""Hundreds of broken, locked, odd and hostile files: one run, none unaccounted for."""

from pathlib import Path

import pytest

from benchmarks.hostile import MEGABYTE, Outcome, measure
from corpus.failures import Reason

TORTURE = Path(__file__).resolve().parents[3] / "shared" / "data" / "torture"
LIMIT = 2048
"""Megabytes a worker may have beyond what its libraries reserve."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not TORTURE.is_dir(), reason="the folder of hostile files is not here"),
]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return measure(TORTURE, tmp_path_factory.mktemp("hostile"))


def test_every_file_is_accounted_for(outcome: Outcome) -> None:
    first = outcome.first
    files = sum(path.is_file() for path in TORTURE.rglob("*"))

    assert first["files"] == files
    assert files == first["indexed"] + first["duplicates"] + first["failed"]
    assert len(outcome.failures) == first["failed"]


def test_nothing_crashed_hung_or_surprised(outcome: Outcome) -> None:
    never = {Reason.CRASHED, Reason.TOO_SLOW, Reason.TOO_MUCH_MEMORY, Reason.UNEXPECTED}

    assert not {path: why for path, why in outcome.failures.items() if why in never}


def test_no_worker_went_beyond_its_memory(outcome: Outcome) -> None:
    assert 0 < outcome.peak.started < LIMIT * MEGABYTE


def test_a_second_run_finds_the_same(outcome: Outcome) -> None:
    assert outcome.second["unchanged"] == outcome.second["files"] == outcome.first["files"]
    assert outcome.second["failed_before"] == outcome.first["failed"]
    assert outcome.kept == outcome.failures
