"""Does what was built hold what it should, and does it work where it is installed alone?

`make smoke` runs it with the folder in which the wheel and the archive of the sources were
built. The wheel is installed without constraints, beside packages that are called like our
rooms and one with a reader for us, and asked questions; then once more with the versions that
were tested together.
"""

import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("corpus", "ingest", "index", "search", "ui")
TRAP = 'raise SystemExit("A package called {name}, installed by somebody else, was imported.")\n'

READER = """
from ingest.extract.extracted import Extracted
from ingest.extract.pagination import sections_as_pages

class Reader:
    def read(self, path, allowed=None):
        return [Extracted(pages=sections_as_pages([("1", "Read by a stranger.")]))]
"""


def main(folder: Path) -> None:
    """Ends with status 1, saying what went wrong, or prints what was asked."""
    (wheel,), (sources,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    look_into(wheel, sources)
    place = folder / "venv"
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    (packages,) = place.glob("lib/python3.*/site-packages")
    for name in ROOMS:
        (packages / name).mkdir()
        (packages / name / "__init__.py").write_text(TRAP.format(name=name))
    (packages / "lines.py").write_text(READER)
    told = packages / "lines-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: lines\nVersion: 1\n")
    (told / "entry_points.txt").write_text("[polisearch.extractors]\ntext/vtt = lines:Reader\n")
    pip: list[str | Path] = [python, "-m", "pip", "--quiet", "install"]

    subprocess.run([*pip, wheel], check=True)
    ask(place / "bin" / "polisearch", python, folder)
    subprocess.run([*pip, "--constraint", ROOT / "constraints.txt", wheel], check=True)
    ask(place / "bin" / "polisearch", python, folder)


def look_into(wheel: Path, sources: Path) -> None:
    """One name in the wheel, no link on the package's page that leads nowhere, whole sources."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        page = archive.read(metadata).decode()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"polisearch"}
    assert "polisearch/py.typed" in names
    assert "# Polisearch" in page
    assert re.findall(r"\]\((?!https?:)[^)]*\)", page) == []
    with tarfile.open(sources) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout.split("\0")
    assert set(tracked) - held <= {""}, set(tracked) - held
    assert not {name for name in held if name.startswith((".venv", "build", ".hypothesis"))}


def ask(command: Path, python: Path, folder: Path) -> None:
    """Ask the samples, and the front for a page."""
    version = said(command, "--version", at=folder)
    assert said(python, "-m", "polisearch", "--version", at=folder) == version
    sys.stdout.write(f"{version}{said(command, 'demo', '--check', at=folder)}")
    typed = {
        "_POLISEARCH_COMPLETE": "complete_bash",
        "COMP_WORDS": "polisearch ing",
        "COMP_CWORD": "1",
    }
    assert said(command, at=folder, given=typed).split() == ["ingest"]
    (folder / "a.vtt").write_text("WEBVTT")
    said(command, "ingest", "a.vtt", at=folder)
    assert "by a stranger" in said(command, "search", "stranger", at=folder)
    serving = subprocess.Popen(
        [command, "serve", "--library", "library"], cwd=folder, stdout=subprocess.PIPE, text=True
    )
    try:
        assert serving.stdout is not None
        line = serving.stdout.readline()
        place = next((word for word in line.split() if word.startswith("http")), "")
        with urlopen(f"{place.partition('?')[0]}health") as answer:
            assert answer.status == 200
    finally:
        serving.terminate()
        serving.communicate(timeout=60)


def said(*command: str | Path, at: Path, given: Mapping[str, str] = MappingProxyType({})) -> str:
    """What a command prints; it has to succeed. `given` is added to the environment."""
    ended = subprocess.run(
        command, cwd=at, env=os.environ | given, check=True, stdout=subprocess.PIPE, text=True
    )
    return ended.stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
