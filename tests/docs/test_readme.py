"""The README tells the truth: its commands run, its links lead somewhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SAMPLES = ROOT / "corpus" / "samples" / "documents"


def commands() -> list[str]:
    """Every command line of the README's shell blocks, without its remark."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def test_make_has_the_targets_that_the_readme_names() -> None:
    targets = [line.split()[1] for line in commands() if line.startswith("make ")]

    assert targets == ["demo", "test"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with some reports, and the command on the path."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(SAMPLES / "housing", home / "reports")
    (home / "terms.txt").write_text("waiting list\nrent\n")
    script = home / "bin" / "polisearch"
    script.parent.mkdir()
    start = "from ui.cli.main import main; main()"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{start}" "$@"\n')
    script.chmod(0o755)
    return home


def test_the_commands_of_the_readme_run_in_order(home: Path) -> None:
    # 'serve' does not end by itself; tests/browser follows it. 'source' is the shell's.
    environment = {
        "HOME": str(home),
        "PATH": f"{home / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    ran = [line for line in commands() if line.startswith("polisearch ") and "serve" not in line]
    assert len(ran) == 15
    for line in ran:
        ended = subprocess.run(
            line, shell=True, cwd=home, env=environment, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, f"{line}: {ended.stderr}"
        assert ended.stdout.strip() or ended.stderr.strip(), line


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md", "docs/security.md"], ids=str
)
def test_every_link_and_path_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    paths = re.findall(r"`((?:corpus|ingest|index|search|ui|docs|tests)/[\w./-]*)`", text)

    for link in links:
        assert (ROOT / page).parent.joinpath(link).exists(), link
    for path in paths:
        assert (ROOT / path).exists(), path


def test_the_references_are_fresh() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "docs.generate", "--check"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert checked.returncode == 0, checked.stderr
