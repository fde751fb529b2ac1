"""A process under limits, asked for more than one answer."""

from pathlib import Path

from ingest.processes import Limits, Process
from tests.ingest.misbehaviour import busy_for_each


def test_the_limit_of_processor_time_holds_for_each_answer_and_not_for_all(tmp_path: Path) -> None:
    process = Process(busy_for_each, Limits(seconds=1), folder=str(tmp_path), preload=())
    try:
        assert list(process.ask(5)) == [0, 1, 2, 3, 4]
    finally:
        process.kill()
