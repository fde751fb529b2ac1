"""`polisearch restore`: the library of a backup."""

from pathlib import Path
from typing import Annotated

import typer

from ui.cli.options import DEFAULT_LIBRARY, LibraryOption
from ui.cli.printing import bar, counted, say


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What 'polisearch backup' wrote.")],
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Restore over a library that is there; what it held is put aside."
        ),
    ] = False,
    library: LibraryOption = DEFAULT_LIBRARY,
) -> None:
    """Make a library of a backup, and make its index.

    With --replace, what the library holds is put aside first, in a folder within
    it that is named. It may be served meanwhile. The whole file is checked before
    anything is changed.

    Examples:

        polisearch restore /backups/reports.zip --library copy
        polisearch restore /backups/reports.zip --replace
    """
    from ui.backup.restoring import restore_backup

    with bar("Unpacking") as progress:
        restored = restore_backup(file, library, replace=replace, on_stage=progress.stage)
    say(f"{library} is as it was on {restored.made}: {counted(restored.documents, 'document')}.")
    if restored.aside is not None:
        say(f"What it held before is in {restored.aside}. Remove it when it is not needed.")
    if not restored.has_documents:
        say(
            "The files of documents were not in the backup. Put them back before the next "
            "'polisearch ingest', which takes out of the library what is not there."
        )
