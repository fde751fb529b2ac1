"""The files that are measured with: the reports at hand, their PDF files, and small made ones."""

import hashlib
import random
import shutil
from pathlib import Path

from benchmarks.commands import ROOT

BESIDE = ROOT.parent / "shared" / "data" / "reports"
SAMPLES = ROOT / "corpus" / "samples" / "documents"

_SYLLABLES = ("ba", "co", "di", "fe", "gu", "la", "mo", "ne", "pi", "ra", "so", "tu", "ver", "zon")


def default_reports() -> Path:
    """The folder of real reports beside the project, or the sample corpus where there is none."""
    return BESIDE if BESIDE.is_dir() else SAMPLES


def copy_pdfs(reports: Path, to: Path) -> Path:
    """A folder with the PDF files of another, each content once, and nothing else.

    Every program is given this same folder. A second copy of a file would count
    twice for those that do not notice; a manifest would be read by one only.
    All files have been read when this is done, so that nobody waits for the disk.
    """
    to.mkdir(parents=True)
    seen: set[bytes] = set()
    for path in sorted(reports.rglob("*")):
        if path.suffix.lower() != ".pdf" or not path.is_file():
            continue
        content = path.read_bytes()
        digest = hashlib.sha256(content).digest()
        if digest not in seen:
            seen.add(digest)
            copy = to / path.relative_to(reports)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
    return to


def copy_reports(reports: Path, to: Path) -> Path:
    """All reports with their manifests, away from whatever else changes in their folder."""
    shutil.copytree(reports, to)
    return to


def pdfs_in(folder: Path) -> list[Path]:
    """The PDF files of a folder, the largest first."""
    return sorted(
        (path for path in folder.rglob("*") if path.suffix.lower() == ".pdf"),
        key=lambda path: (-path.stat().st_size, path),
    )


def write_small_files(to: Path, count: int, seed: int = 7) -> Path:
    """So many text files of some sixty words, a hundred to a folder, all different."""
    chance = random.Random(seed)
    words = sorted({"".join(chance.choices(_SYLLABLES, k=3)) for _ in range(2000)})
    for number in range(count):
        folder = to / f"{number // 100:03}"
        folder.mkdir(parents=True, exist_ok=True)
        text = f"Note {number}\n\n{' '.join(chance.choices(words, k=60))}.\n"
        (folder / f"note-{number:05}.txt").write_text(text, encoding="utf-8")
    return to
