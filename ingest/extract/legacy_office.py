"""Word, Excel and PowerPoint files of the years before 2007, by way of LibreOffice.

LibreOffice saves the file in today's form, which has a reader. It runs in the
group of processes of the worker, and so ends with it.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from corpus.failures import CannotRead, Reason
from ingest.extract.encrypted_office import WHAT, is_locked, unlock
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.locked import locked
from ingest.extract.readers import reader_for
from ingest.media_type import DOC, DOCX, PPT, PPTX, XLS, XLSX, called

PROGRAMS = ("soffice", "libreoffice")

_SETTING = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{name}" oor:op="fuse"><value>true</value></prop></item>'
)
SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + _SETTING.format(name="DisableMacrosExecution")
    + _SETTING.format(name="BlockUntrustedRefererLinks")
    + "</oor:items>"
)
"""Nothing in the file is run, and nothing it points to is fetched."""


class _ByLibreOffice:
    media_type: str
    ending: str
    saved_as: str
    saved_ending: str

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        program = next(filter(None, map(shutil.which, PROGRAMS)), None)
        if program is None:
            if is_locked(path):
                raise locked(WHAT, allowed)
            raise CannotRead(
                Reason.UNSUPPORTED,
                f"The file is {called(self.media_type)}. With LibreOffice installed, it is read.",
            )
        with tempfile.TemporaryDirectory(
            prefix="polisearch-", ignore_cleanup_errors=True
        ) as folder:
            # A copy: LibreOffice leaves a lock file beside what it opens.
            copy = Path(folder) / f"document{self.ending}"
            if is_locked(path):
                unlock(path, copy, allowed)
            else:
                shutil.copyfile(path, copy)
            saved = _saved(program, copy, self.saved_ending)
            return reader_for(self.saved_as).read(saved, allowed)


class DocReader(_ByLibreOffice):
    """Reads Word files of the years before 2007."""

    media_type, ending, saved_as, saved_ending = DOC, ".doc", DOCX, "docx"


class XlsReader(_ByLibreOffice):
    """Reads Excel files of the years before 2007."""

    media_type, ending, saved_as, saved_ending = XLS, ".xls", XLSX, "xlsx"


class PptReader(_ByLibreOffice):
    """Reads PowerPoint files of the years before 2007."""

    media_type, ending, saved_as, saved_ending = PPT, ".ppt", PPTX, "pptx"


def _saved(program: str, file: Path, ending: str) -> Path:
    """The file in another format, in a folder beside it."""
    profile, out = file.parent / "profile", file.parent / "saved"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        "--convert-to", ending, "--outdir", str(out), str(file),
    ]  # fmt: skip
    try:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"HOME": str(file.parent)},
            check=False,
        )
    except OSError as error:
        raise CannotRead(Reason.UNSUPPORTED, "LibreOffice cannot be started.") from error
    found = out / f"{file.stem}.{ending}"
    if not found.is_file():
        raise CannotRead(Reason.NOT_THIS_FORMAT, "LibreOffice cannot open the file.")
    return found
