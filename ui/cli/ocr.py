"""`polisearch ocr`: read the pages that are pictures of text."""

import sys
from dataclasses import replace
from typing import Annotated

import typer

from corpus.errors import UnknownDocument
from corpus.lock import writing
from ingest.ocr.recognised import MEDIA_TYPE
from ingest.ocr.report import ScanOptions, ScanProgress, ScanReport
from ingest.ocr.tesseract import find_tesseract
from ui.cli.interrupts import stopping_gently
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, bar, counted, say
from ui.wiring import Library, open_library


def ocr(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help="Ids or publication codes of documents."),
    ] = None,
    page: Annotated[
        int,
        typer.Option(
            min=0, show_default=False, help="Only this page of the one document, scan or not."
        ),
    ] = 0,
    language: Annotated[
        str, typer.Option(help="Read in this language: deu, German, or deu+fra.")
    ] = "",
    again: Annotated[
        bool, typer.Option("--again", help="Also pages that were tried before.")
    ] = False,
    library: LibraryOption = DEFAULT_LIBRARY,
    json: JsonOption = False,
) -> None:
    """Read scans with Tesseract, page by page, and bring the index up to date.

    With no ID, every scan of the library that nobody tried yet is read. A document
    is read in its own language, as far as it is known and installed. What is read
    is kept at once: stop it at any time, and run it again to go on.

    Examples:

        polisearch ocr
        polisearch ocr 3f9a1c2b4d5e6f70 --page 12 --language deu
    """
    if page and len(ids or ()) != 1:
        raise typer.BadParameter("--page is of one document: name it by its id.")
    opened = open_library(library)
    try:
        some = tuple(opened.catalogue.document(name, with_pages=False).id for name in ids or ())
        _refuse_no_page(opened, some, page)
        report = run(opened, ScanOptions(ids=some, page=page, language=language, again=again))
    finally:
        opened.close()
    if json:
        as_json(report.as_json())
    else:
        _print(report)


def _refuse_no_page(opened: Library, ids: tuple[str, ...], page: int) -> None:
    if page and opened.catalogue.page_of_file(MEDIA_TYPE, ids[0], page) is None:
        raise UnknownDocument(
            f"The document {ids[0]} has no page {page} that can be drawn.",
            "Only pages of PDF files can; 'polisearch show' says how many it has.",
        )


def run(opened: Library, options: ScanOptions) -> ScanReport:
    """Read scans with a progress bar; the index follows meanwhile.

    Raises LibraryBusy, and NoOcr where Tesseract or a language is not installed.
    """
    from index.following import Following
    from ingest.compare.link import link
    from ingest.describing_again import describe_again
    from ingest.ocr.read_scans import Callbacks, read_scans

    find_tesseract()
    limits = opened.settings.ingest
    options = replace(
        options,
        jobs=limits.jobs,
        memory_megabytes=limits.memory_megabytes,
        passwords=limits.secret_passwords,
    )
    with (
        writing(opened.folder, "polisearch ocr"),
        Following(opened.shelf) as index,
        bar("Reading scans") as progress,
        stopping_gently() as stop,
    ):

        def show(at: ScanProgress) -> None:
            progress.at(at.done, at.total, f"{at.seconds_a_page:.1f} s a page")

        opened.shelf.follow()
        report = read_scans(
            opened.catalogue,
            opened.vocabulary,
            opened.folder,
            options,
            Callbacks(
                on_progress=show,
                describe=describe_again,
                after_document=index.start,
                stop=stop,
            ),
        )
        link(opened.catalogue, opened.vocabulary, on_progress=progress.stage)
        index.finish()
    return report


def _print(report: ScanReport) -> None:
    for note in report.notes:
        say(f"Note: {note}")
    if not report.tried and not report.left:
        sys.stdout.write("No scan waits to be read.\n")
        return
    each = f" ({report.seconds / report.tried:.1f} s a page)" if report.tried else ""
    counts = {
        "without text to read": report.nothing,
        "failed": report.failed,
        "left, as the file is not there or changed": report.left,
    }
    beside = "".join(f", {count:,} {what}" for what, count in counts.items() if count)
    sys.stdout.write(
        f"{counted(report.read, 'page')} of {counted(report.documents, 'document')} read{beside}, "
        f"in {report.seconds:.1f} s{each}.\n"
    )
    if report.waiting:
        say(f"{counted(report.waiting, 'scan')} still to be read; run it again to go on.")
