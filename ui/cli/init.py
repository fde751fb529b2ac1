"""`polisearch init`: make a library."""

from pathlib import Path
from typing import Annotated

import typer

from ui.cli.options import DEFAULT_LIBRARY
from ui.cli.printing import say


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make.")] = (
        DEFAULT_LIBRARY
    ),
    engine: Annotated[str, typer.Option(help="tantivy, or whoosh (pure Python).")] = "tantivy",
    new_catalogue: Annotated[
        bool,
        typer.Option(
            "--new-catalogue", help="Begin an empty catalogue where that of a library is lost."
        ),
    ] = False,
) -> None:
    """Make a library: a folder for documents, settings and the index.

    A folder that is a library already is left as it is. With --new-catalogue, a
    damaged catalogue is put aside, and an empty one begun. It knows no folder and no
    correction: give every folder to 'polisearch ingest' again.

    Examples:

        polisearch init reports
        polisearch init reports --new-catalogue
    """
    from ui.beginning_anew import begin_anew
    from ui.wiring import make_library

    if new_catalogue:
        for path in begin_anew(folder):
            say(f"What there was of the catalogue is {path} now.")
        say("The catalogue is empty. Read the files again, every folder by its path:")
        say(f"polisearch ingest PATH --library {folder}")
    elif make_library(folder, engine):
        say(f"{folder} is a library. Put documents into {folder / 'documents'}, then:")
        say(f"polisearch ingest --library {folder}")
    else:
        say(f"{folder} is a library already; nothing was changed.")
