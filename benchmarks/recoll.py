"""Recoll, the peer: a desktop search engine over the same kinds of files (package `recollcmd`).

It is given a configuration folder of its own that names one folder of files.
Three of its defaults are changed, all in its favour: it does not run with the
lowest priority of processor and disk, it says little, and it makes no spelling
dictionary, since ingestion makes none. Its threads are as it sets them.
"""

import base64
import shutil
from pathlib import Path

from benchmarks.commands import Ran, run

NEEDED = {
    "recollindex": "recollcmd",
    "recollq": "recollcmd",
    "pdftotext": "poppler-utils, without which Recoll keeps the names of PDF files only",
}

_SETTINGS = """\
topdirs = "{folder}"
idxniceprio = 0
monioniceclass = 2
noaspell = 1
loglevel = 1
"""


def reason_against() -> str:
    """Why Recoll cannot be compared with here; empty where it can."""
    lacking = [f"{name} ({package})" for name, package in NEEDED.items() if not shutil.which(name)]
    return f"not installed: {', '.join(lacking)}" if lacking else ""


class Recoll:
    """One index of Recoll, in a folder made for it."""

    def __init__(self, config: Path, folder: Path) -> None:
        self._config = config
        config.mkdir(parents=True)
        settings = _SETTINGS.format(folder=folder)
        (config / "recoll.conf").write_text(settings, encoding="utf-8")

    def index(self) -> Ran:
        """Index the folder from nothing."""
        return run("recollindex", "-c", str(self._config))

    def files_with_text(self) -> int:
        """PDF files it got any text of: what it could not read it keeps by name."""
        listed = run(
            *("recollq", "-c", str(self._config), "-n", "0", "-F", "dbytes", "mime:application/pdf")
        )
        sizes = [base64.b64decode(line or b"") for line in listed.output.splitlines()[2:]]
        return sum(size.isdigit() and int(size) > 0 for size in sizes)

    def ask(self, query: str) -> float:
        """Seconds for the ten best files with three passages each, process start included."""
        return run(
            *("recollq", "-c", str(self._config), "-n", "10", "-A", "-p", "3", query)
        ).seconds


def in_recolls_words(query: str) -> str:
    """A query as Recoll writes it: words near each other are marked otherwise.

    >>> in_recolls_words('"rent level"~8')
    '"rent level"p8'
    """
    return query.replace('"~', '"p')
