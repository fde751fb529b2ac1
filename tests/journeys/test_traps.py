"""In a folder of files that are called like modules, everything works and none of them runs."""

import importlib.metadata
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psutil  # type: ignore[import-untyped]
import pytest

from polisearch import ROOMS
from ui.cli.main import NAMES
from ui.jobs.job import Order, What, kept
from ui.jobs.processes import start, wait
from ui.wiring import open_library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it sends SIGINT")

SAMPLES = Path(ROOMS) / "corpus" / "samples" / "documents"
OURS = {"polisearch", "corpus", "ingest", "index", "search", "ui", "docs", "benchmarks", "tests"}
BY_HABIT = {"sitecustomize", "usercustomize"}  # which Python itself looks for

TRAP = """\
with open({ran!r}, "a") as ran:
    ran.write({name!r} + chr(10))
raise SystemExit({name!r} + " was run")
"""

# As installers write it.
COMMAND = "#!{python}\nimport sys\nfrom polisearch.__main__ import main\nsys.exit(main())\n"

# All in one process, as a module that was imported for one command is there for the next.
IN_TURN = """\
import json, sys
from polisearch.__main__ import main
for line in json.load(sys.stdin):
    sys.argv = ["polisearch", *line]
    try:
        main()
        status = 0
    except SystemExit as ended:
        status = ended.code or 0
    print(json.dumps([line, status]), file=sys.stderr)
"""

TYPED: dict[str, str] = {
    "init": "init other",
    "ingest": "ingest reports --jobs 1",
    "index": "index --engine whoosh",
    "ocr": "ocr",
    "describe": "describe --again",
    "search": "search housing --city Wien --facet module --record record.json",
    "batch": "batch terms.txt",
    "matrix": "matrix housing --xlsx matrix.xlsx",
    "concordance": "concordance housing --xlsx concordance.xlsx",
    "complete": "complete hous",
    "show": "show {id}",
    "explain": "explain housing {id}",
    "similar": "similar {id}",
    "cite": "cite {id}",
    "rerun": "rerun record.json",
    "must-find": "must-find",
    "status": "status",
    "failures": "failures",
    "runs": "runs",
    "lists": "lists",
    "fields": "fields",
    "doctor": "doctor",
    "backup": "backup copy.zip",
    "restore": "restore copy.zip --library restored",
    "upgrade": "upgrade",
    "admin": "admin",
    "searches list": "searches list",
    "searches save": "searches save housing housing",
    "searches check": "searches check",
    "searches remove": "searches remove housing",
    "metadata export": "metadata export table.csv",
    "metadata import": "metadata import table.csv",
    "metadata set": "metadata set {id} year 2009",
    "vocabulary add": "vocabulary add city Nowhere --country AT",
}
"""How each command is typed; one that is not here is asked for its help."""

MAY_COMPLAIN = {"admin", "doctor", "ocr", "must-find"}
"""What is wrong with the machine or the library, they say with status 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traps:
    """A folder of traps, and the command in a folder beside it."""

    folder: Path
    command: Path
    ran: Path

    @property
    def environment(self) -> dict[str, str]:
        home = self.command.parent.parent
        return {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": ROOMS}

    def run(self, *command: str | Path, given: str = "") -> "subprocess.CompletedProcess[str]":
        ended = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        assert self.sprung == [], ended.stderr
        return ended

    @property
    def sprung(self) -> list[str]:
        return sorted(set(self.ran.read_text().split())) if self.ran.exists() else []


def set_traps(folder: Path, ran: Path, names: set[str]) -> None:
    for name in names:
        if name.isidentifier():
            (folder / f"{name}.py").write_text(TRAP.format(ran=str(ran), name=name))


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Traps:
    """Traps with the names of our packages, the standard library's and all that is installed."""
    base = tmp_path_factory.mktemp("traps")
    folder, programs = base / "folder", base / "home" / "bin"
    folder.mkdir()
    programs.mkdir(parents=True)
    ran = base / "ran.txt"
    installed = set(importlib.metadata.packages_distributions())
    set_traps(folder, ran, OURS | BY_HABIT | set(sys.stdlib_module_names) | installed)
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text(
        '[client]\nallowedOrigins = ["https://trap.example"]\n'
    )
    (folder / "reports").mkdir()
    for name in ("turin.html", "vienna.pdf", "Wroclaw.docx"):
        shutil.copy(SAMPLES / "housing" / name, folder / "reports")
    (folder / "terms.txt").write_text("housing\nrent\n")
    command = programs / "polisearch"
    command.write_text(COMMAND.format(python=sys.executable))
    command.chmod(0o755)
    (programs / "in_turn").write_text(IN_TURN)
    return Traps(folder=folder, command=command, ran=ran)


@pytest.fixture(scope="module")
def library(traps: Traps) -> Path:
    """A library made in the folder of traps, by the command."""
    said = traps.run(traps.command, "ingest", "reports")
    assert said.returncode == 0, said.stderr
    return traps.folder / "library"


def test_the_traps_work(tmp_path: Path) -> None:
    ran = tmp_path / "ran.txt"
    set_traps(tmp_path, ran, {"pickle"})

    subprocess.run([sys.executable, "-c", "import pickle"], cwd=tmp_path, check=False)

    assert ran.read_text() == "pickle\n"


def test_every_command_works_among_traps(traps: Traps, library: Path) -> None:
    opened = open_library(library)
    id_ = sorted(opened.catalogue.ids())[0]
    opened.close()
    lines = [
        TYPED.get(name, f"{name} --help").format(id=id_).split()
        for name in NAMES
        if name not in ("serve", "watch")
    ]

    said = traps.run(sys.executable, traps.command.with_name("in_turn"), given=json.dumps(lines))

    ended = [json.loads(line) for line in said.stderr.splitlines() if line.startswith("[[")]
    assert [line for line, _ in ended] == lines, said.stderr
    refused = [line for line, status in ended if status and line[0] not in MAY_COMPLAIN]
    assert refused == [], said.stderr


def test_the_module_works_among_traps(traps: Traps, tmp_path: Path) -> None:
    # Python itself imports what 'python -m' needs from there, before any code of ours.
    ours = {"corpus", "ingest", "index", "search", "ui", "pickle", "pathlib", "json", "typer"}
    set_traps(tmp_path, tmp_path / "ran.txt", ours)

    said = subprocess.run(
        [sys.executable, "-m", "polisearch", "ingest", traps.folder / "reports" / "turin.html"],
        cwd=tmp_path, env=traps.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert said.returncode == 0, said.stderr
    assert not (tmp_path / "ran.txt").exists()


def test_watching_works_among_traps(traps: Traps, library: Path) -> None:
    (library / "documents" / "late.txt").write_text("A late report on housing in Graz.")
    watching = subprocess.Popen(
        [traps.command, "watch", "--library", library, "--settle", "0.2"],
        cwd=traps.folder,
        env=traps.environment | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert watching.stdout is not None
    first = watching.stdout.readline()
    watching.send_signal(signal.SIGINT)
    _, complaints = watching.communicate(timeout=60)

    assert traps.sprung == [], complaints
    assert "1 indexed" in first
    assert watching.returncode == 0


@pytest.fixture
def served(traps: Traps, library: Path) -> Iterator[tuple[psutil.Process, str]]:
    """The process of the front, started in the folder of traps, and its address."""
    (traps.folder / "named.toml").write_text('a = "secret"\n')
    server = subprocess.Popen(
        [traps.command, "serve", "--library", library],
        cwd=traps.folder,
        env=traps.environment | {"POLISEARCH_SECRETS": "named.toml"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        place = next((word for word in line.split() if word.startswith("http")), "")
        (front,) = psutil.Process(server.pid).children()
        yield front, place
    finally:
        server.terminate()
        server.communicate(timeout=60)


def test_serving_works_among_traps(traps: Traps, served: tuple[psutil.Process, str]) -> None:
    front, place = served
    with urlopen(f"{place.partition('?')[0]}health") as answer:
        assert answer.status == 200
    with urlopen(f"{place.partition('?')[0]}_stcore/host-config") as answer:
        allowed = json.load(answer)["allowedOrigins"]

    assert traps.sprung == []
    # Settings and secrets of Streamlit are none that lie where somebody stands, unless named.
    assert "https://trap.example" not in allowed
    assert not Path(front.cwd()).is_relative_to(traps.folder)
    assert f"--secrets.files={traps.folder / 'named.toml'}" in front.cmdline()


def test_a_job_works_among_traps(
    traps: Traps, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(traps.folder)
    opened = open_library(library)

    wait(start(opened, Order(what=What.INGEST, force=True)), 120)

    job = kept(opened.catalogue)
    opened.close()
    assert traps.sprung == []
    assert job is not None
    assert (job.exit, job.message) == (0, "")
