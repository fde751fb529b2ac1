"""`polisearch` itself: its version, and what the shell may complete."""

import importlib.metadata
import os
import subprocess
import sys

import pytest

import polisearch
from tests.ui.cli.conftest import type_here


def test_the_version_is_that_of_the_package() -> None:
    said = type_here("--version")

    assert (said.status, said.out) == (0, f"polisearch {polisearch.__version__}\n")
    assert importlib.metadata.version("polisearch") == polisearch.__version__


def test_the_module_is_the_command() -> None:
    said = subprocess.run(
        [sys.executable, "-P", "-m", "polisearch", "--version"],
        env=os.environ | {"PYTHONPATH": polisearch.ROOMS},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout == f"polisearch {polisearch.__version__}\n"


@pytest.mark.parametrize(
    ("typed", "offered"), [("polisearch inge", "ingest"), ("polisearch search --ci", "--city")]
)
def test_the_shell_completes_commands_and_options(
    monkeypatch: pytest.MonkeyPatch, typed: str, offered: str
) -> None:
    monkeypatch.setenv("_POLISEARCH_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split()) - 1))

    assert type_here().out.split() == [offered]


def test_the_words_for_the_shell_are_made_without_knowing_the_shell_one_is_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("_POLISEARCH_COMPLETE", "source_bash")

    assert "complete_bash" in type_here().out
