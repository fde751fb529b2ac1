"""`polisearch backup`: a library in one file."""

from pathlib import Path
from typing import Annotated

import typer

from ui.cli.options import DEFAULT_LIBRARY, LibraryOption
from ui.cli.printing import bar, counted, say


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to write, a ZIP archive.")],
    documents: Annotated[
        bool, typer.Option("--documents", help="Also the files in the library's documents/.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the file, if there is one.")
    ] = False,
    library: LibraryOption = DEFAULT_LIBRARY,
) -> None:
    """Put a library into one file: catalogue, settings, vocabulary, lists, searches, must-find.

    Serving, reading and ingesting go on meanwhile: the catalogue is taken as it is
    at one moment. The index is not in the file; 'polisearch restore' makes it.
    The settings may hold passwords: only the owner of the file may read it.

    Example:

        polisearch backup /backups/reports.zip
    """
    from ui.backup.making import make_backup

    with bar("Copying the catalogue") as progress:
        made = make_backup(
            library, file, with_documents=documents, replace=replace, on_stage=progress.stage
        )
    say(f"{counted(len(made.manifest.files), 'file')} in {file}, {made.size / 1e6:,.1f} MB.")
    if made.left_out:
        say(f"Left out, as links or names that are no text: {', '.join(made.left_out[:20])}")
    if not documents:
        say("The files of documents are not in it; keep them elsewhere, or give --documents.")
