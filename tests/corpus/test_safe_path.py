"""What a process that we start is given: nothing that leads into the current folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.safe_path import ROOMS, environment, keep_to_it, python, starting_safely


@pytest.mark.parametrize(
    ("inherited", "kept"),
    [
        (None, []),
        ("", []),
        (os.pathsep, []),
        (f"{os.pathsep}/lent", ["/lent"]),
        (os.pathsep.join([".", "lib", "/lent", str(ROOMS)]), ["/lent"]),
    ],
)
def test_only_absolute_folders_of_modules_are_inherited(
    monkeypatch: pytest.MonkeyPatch, inherited: str | None, kept: list[str]
) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    if inherited is not None:
        monkeypatch.setenv("PYTHONPATH", inherited)

    assert environment()["PYTHONPATH"].split(os.pathsep) == [str(ROOMS), *kept]


def test_programs_are_not_looked_for_in_the_current_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join(["", "/usr/bin", ".", "bin", "/bin"]))

    assert environment()["PATH"].split(os.pathsep) == ["/usr/bin", "/bin"]


def test_python_is_started_so_that_the_current_folder_is_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "pickle.py").write_text("print('trap')\n")

    said = subprocess.run(
        python("-c", "import pickle, corpus; print(corpus.__file__)"),
        cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert Path(said.stdout.strip()) == ROOMS / "corpus" / "__init__.py"


def test_the_environment_is_lent_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    monkeypatch.setenv("PYTHONPATH", "lib")

    with starting_safely():
        assert os.environ["PYTHONSAFEPATH"] == "1"
        assert os.environ["PYTHONPATH"] == str(ROOMS)

    assert "PYTHONSAFEPATH" not in os.environ
    assert os.environ["PYTHONPATH"] == "lib"


def test_a_process_keeps_to_it_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PATH", "PYTHONSAFEPATH"):
        monkeypatch.setenv(name, "/usr/bin")
    monkeypatch.setenv("PYTHONPATH", f"{os.pathsep}/lent")
    # Python has made the empty entry absolute by then.
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), "/lent", "/installed"])

    keep_to_it()

    assert sys.path == [str(ROOMS), "/lent", "/installed"]
    assert os.environ["PYTHONSAFEPATH"] == "1"
