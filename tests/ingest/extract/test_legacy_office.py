import http.server
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest

from corpus.failures import CannotRead, Reason
from corpus.records import Source
from corpus.vocabulary import read_vocabulary
from ingest.extract import legacy_office
from ingest.extract.extracted import Extracted
from ingest.extract.legacy_office import PROGRAMS, DocReader, PptReader, XlsReader
from ingest.media_type import DOC, called
from ingest.processes import Limits
from ingest.reading import Outcome, Reading, Task
from ingest.workers import Workers

ROOT = Path(__file__).resolve().parents[3]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
INSTALLED = any(map(shutil.which, PROGRAMS))
needs_libreoffice = pytest.mark.skipif(not INSTALLED, reason="LibreOffice is not installed")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `soffice` of our own as the only one, which does as the script says."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder / "soffice"


def does(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def old(tmp_path: Path, content: bytes = OLE) -> Path:
    path = tmp_path / "a.doc"
    path.write_bytes(content)
    return path


def read(path: Path) -> Extracted:
    (extracted,) = DocReader().read(path)
    return extracted


def refusal(path: Path) -> tuple[Reason, str]:
    with pytest.raises(CannotRead) as refused:
        read(path)
    return refused.value.reason, refused.value.message


def test_without_libreoffice_the_person_is_told_of_it(tmp_path: Path, program: Path) -> None:
    assert refusal(old(tmp_path)) == (
        Reason.UNSUPPORTED,
        f"The file is {called(DOC)}. With LibreOffice installed, it is read.",
    )


def test_what_libreoffice_saved_is_read_in_its_format(tmp_path: Path, program: Path) -> None:
    saved = docx.Document()
    saved.add_heading("Rents", 1)
    saved.add_paragraph("They rose.")
    saved.save(str(tmp_path / "saved.docx"))
    does(
        program,
        f"""while [ "$1" != --outdir ]; do shift; done
        /bin/mkdir -p "$2" && /bin/cp {tmp_path}/saved.docx "$2/document.docx" """,
    )

    assert [(p.label, p.text) for p in read(old(tmp_path)).pages] == [
        ("Rents", "Rents\n\nThey rose.")
    ]


def test_it_is_started_beside_the_file_with_a_profile_of_its_own(
    tmp_path: Path, program: Path
) -> None:
    does(program, f'echo "$@" > {tmp_path}/said; /bin/ls -d "$HOME"/* > {tmp_path}/there')

    refusal(old(tmp_path))

    said = (tmp_path / "said").read_text()
    assert "-env:UserInstallation=file:///" in said
    assert str(tmp_path / "a.doc") not in said
    assert "/profile" in (tmp_path / "there").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.doc", "bin", "said", "there"]


@pytest.mark.parametrize("script", ["exit 0", "exit 77", "kill -9 $$"])
def test_a_file_that_libreoffice_does_not_save_is_refused(
    tmp_path: Path, program: Path, script: str
) -> None:
    does(program, script)

    assert refusal(old(tmp_path))[0] is Reason.NOT_THIS_FORMAT


def test_a_program_that_cannot_be_started_is_no_libreoffice(tmp_path: Path, program: Path) -> None:
    program.write_bytes(b"\x7fELF nonsense")
    program.chmod(0o755)

    assert refusal(old(tmp_path))[0] is Reason.UNSUPPORTED


def test_libreoffice_ends_with_the_group_of_its_worker(tmp_path: Path, program: Path) -> None:
    heard = tmp_path / "heard"
    os.mkfifo(heard)
    does(
        program,
        f"exec 9> {heard}; (/bin/sleep 20; echo survived >&9) & echo started >&9; wait",
    )
    code = (
        "import sys, pathlib; from ingest.extract.legacy_office import DocReader;"
        "DocReader().read(pathlib.Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", code, str(old(tmp_path))]
    aside = os.environ | {"TMPDIR": str(tmp_path)}  # what a killed process leaves behind
    worker = subprocess.Popen(command, cwd=ROOT, env=aside, start_new_session=True)
    with worker, heard.open() as listening:
        assert listening.readline() == "started\n"
        os.killpg(worker.pid, signal.SIGKILL)
        assert listening.read() == ""  # ends when the last that could write has ended


RTF = (
    rb"{\rtf1{\stylesheet{\s1\outlinelevel0 heading 1;}}"
    rb"\pard\s1 Rents\par\pard They rose.\par}"
)


@needs_libreoffice
def test_the_real_one_reads_a_text(tmp_path: Path) -> None:
    assert read(old(tmp_path, RTF)).pages[0].text == "Rents\n\nThey rose."


@needs_libreoffice
def test_the_real_one_reads_a_sheet_and_slides(tmp_path: Path) -> None:
    sheet, slides = tmp_path / "a.xls", tmp_path / "a.ppt"
    sheet.write_text("City,Year\nVienna,2009\n")
    slides.write_bytes(FLAT_SLIDES)

    assert XlsReader().read(sheet)[0].pages[0].text == "City\tYear\nVienna\t2009"
    assert PptReader().read(slides)[0].pages[0].text == "They rose"


@needs_libreoffice
def test_the_real_one_works_within_the_memory_of_a_worker(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    written = tmp_path / "made" / "rents.rtf"
    written.write_bytes(RTF)
    path = legacy_office._saved(next(filter(None, map(shutil.which, PROGRAMS))), written, "doc")
    source = Source(path=str(path), root=str(tmp_path), name=path.name, size=-1, modified=0)
    reading = Reading(vocabulary=read_vocabulary())

    with Workers(reading, jobs=1, limits=Limits(memory_megabytes=1024)) as workers:
        ((_, outcome),) = workers.answers([Task(file=path, source=source)])

    assert isinstance(outcome, Outcome)
    assert outcome.failure is None
    assert outcome.documents[0].document.pages[0].text == "Rents\n\nThey rose."
    assert outcome.documents[0].media_type == DOC


@pytest.fixture
def visits() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and what was asked of it."""
    asked: list[str] = []

    class Asked(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = answer  # noqa: N815 -- the library's names

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Asked) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


@needs_libreoffice
def test_the_real_one_fetches_nothing_that_a_file_points_to(
    tmp_path: Path, visits: tuple[str, list[str]]
) -> None:
    address, asked = visits
    page = f'<html><body><p>They rose.<img src="{address}/x.png"></p></body></html>'

    refusal(old(tmp_path, page.encode()))

    assert asked == []


NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (("office", "office"), ("text", "text"), ("draw", "drawing"),
                       ("svg", "svg-compatible"))
)  # fmt: skip
FLAT_SLIDES = (
    f'<?xml version="1.0"?><office:document {NAMESPACES} office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body>'
    '<office:presentation><draw:page draw:name="p1"><draw:frame svg:x="1cm" svg:y="1cm" '
    'svg:width="9cm" svg:height="3cm"><draw:text-box><text:p>They rose</text:p></draw:text-box>'
    "</draw:frame></draw:page></office:presentation></office:body></office:document>"
).encode()


def locked_workbook(tmp_path: Path) -> Path:
    """A workbook as Excel 97 wrote it, whose second record says that it is locked."""
    book = openpyxl.Workbook()
    book.active["A1"] = "Housing"
    book.save(tmp_path / "a.xlsx")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [next(filter(None, map(shutil.which, PROGRAMS))), f"-env:UserInstallation={profile}",
         "--headless", "--convert-to", "xls", "--outdir", tmp_path, tmp_path / "a.xlsx"],
        check=True, capture_output=True,
    )  # fmt: skip
    content = (tmp_path / "a.xls").read_bytes()
    second = content.index(b"\x09\x08\x10\x00") + 20
    path = tmp_path / "locked.xls"
    path.write_bytes(content[:second] + b"\x2f\x00" + content[second + 2 :])
    return path


@needs_libreoffice
def test_a_locked_workbook_is_locked_and_not_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = locked_workbook(tmp_path)

    with pytest.raises(CannotRead) as refused:
        XlsReader().read(path)
    assert refused.value.reason is Reason.ENCRYPTED

    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(CannotRead) as without:
        XlsReader().read(path)
    assert without.value.reason is Reason.ENCRYPTED
