"""`polisearch doctor`: is everything here that is needed, and in order?"""

import importlib.metadata
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from corpus.disk import refusals_said
from corpus.errors import BadVocabulary, EngineError, PolisearchError
from corpus.vocabulary import FILES, SEARCH_FILES, read_vocabulary, unknown_files
from index.shelf import Shelf
from ingest.ocr.tesseract import NoOcr, find_tesseract
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, out, safe

PARTS = ("tantivy", "whoosh", "pypdfium2", "pypdf", "beautifulsoup4", "python-docx", "streamlit")


class Finding(NamedTuple):
    """One thing looked at. `hint` says what to do where it is not in order."""

    what: str
    is_good: bool
    said: str
    hint: str = ""


def doctor(library: LibraryOption = DEFAULT_LIBRARY, json: JsonOption = False) -> None:
    """Look at the installation and the library, and say what is not in order.

    The exit status is 1 if something is not in order.

    Example:

        polisearch doctor
    """
    found = [_python(), *map(_part, PARTS), *_readers(), _tesseract(), _libreoffice()]
    found += _library(library)
    for finding in found:
        if json:
            as_json(finding._asdict())
        else:
            mark = "ok " if finding.is_good else "!! "
            out.print(f"{mark} {safe(finding.what)}: {safe(finding.said)}", markup=False)
            if finding.hint and not finding.is_good:
                out.print(f"    {safe(finding.hint)}", markup=False)
    if not all(finding.is_good for finding in found):
        sys.exit(1)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), version, "Python 3.11 is needed.")


def _part(name: str) -> Finding:
    try:
        return Finding(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, False, "missing", f"pip install {name}")


def _readers() -> list[Finding]:
    from ingest.extract.readers import broken_readers

    return [
        Finding(f"reader {name}", False, said, "Update or uninstall the package it comes from.")
        for name, said in broken_readers().items()
    ]


def _tesseract() -> Finding:
    """What reads scans. Without it all else works."""
    try:
        found = find_tesseract()
    except NoOcr as error:
        return Finding("Tesseract (optional)", True, f"{error.message} {error.hint}")
    languages = ", ".join(name for name in found.languages if name != "osd")
    return Finding("Tesseract", True, f"{found.version()} for {languages}")


def _libreoffice() -> Finding:
    """What reads the Office files of before 2007. Without it all else works."""
    from ingest.extract.legacy_office import PROGRAMS

    if found := next(filter(None, map(shutil.which, PROGRAMS)), None):
        return Finding("LibreOffice", True, found)
    said = "not installed: .doc, .xls and .ppt files are not read"
    return Finding("LibreOffice (optional)", True, said)


def _scans(waiting: int) -> Finding:
    if not waiting:
        return Finding("scans", True, "none waits to be read")
    said = f"{waiting:,} pages without text"
    try:
        find_tesseract()
    except NoOcr:
        return Finding("scans", True, f"{said}; Tesseract is missing")
    return Finding("scans", False, said, "Run 'polisearch ocr'.")


def _library(folder: Path) -> list[Finding]:
    from ui.wiring import open_library

    try:
        with refusals_said():
            opened = open_library(folder)
            opened.catalogue.check()
            counts, standing = opened.catalogue.counts(), opened.shelf.standing()
            scans = opened.catalogue.count_scans()
            described_by, now = opened.catalogue.fact("vocabulary"), opened.vocabulary.fingerprint
            reason = standing.reason or _damage(opened.shelf)
            opened.close()
    except PolisearchError as error:
        return [Finding(f"library {folder}", False, error.message, error.hint)]
    free = shutil.disk_usage(folder).free // 1_000_000
    reason = reason or ("it is behind the catalogue" if standing.behind else "")
    return [
        Finding(f"library {folder}", True, f"{counts.documents:,} documents"),
        Finding(
            "failures",
            not counts.failed and not counts.failed_records,
            f"{counts.failed:,} files, {counts.failed_records:,} records",
            "Run 'polisearch failures'.",
        ),
        _scans(scans),
        _vocabulary(folder, is_new=described_by not in ("", now)),
        Finding("index", not reason, reason or "up to date", "Run 'polisearch index'."),
        Finding("disk", free > 500, f"{free:,} MB free", "Make room: an index needs some."),
    ]


def _damage(shelf: Shelf) -> str:
    """What is wrong with the files of the index, each of which is read."""
    try:
        shelf.check()
    except EngineError as error:
        return error.message
    return ""


def _vocabulary(folder: Path, *, is_new: bool) -> Finding:
    if unknown := unknown_files(folder / "vocabulary"):
        hint = (
            f"Nothing reads {', '.join(unknown)}. There are: {', '.join((*FILES, *SEARCH_FILES))}."
        )
        return Finding("vocabulary", False, "a file of another name", hint)
    try:
        read = read_vocabulary(folder / "vocabulary")
        _ = read.thesaurus, read.question_words  # which are read when they are first used
    except BadVocabulary as error:
        return Finding("vocabulary", False, error.message, error.hint)
    said = "changed since documents were described" if is_new else "in use"
    return Finding("vocabulary", not is_new, said, "Run 'polisearch describe --again'.")
