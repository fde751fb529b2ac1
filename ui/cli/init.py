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
) -> None:
    """Make a library: a folder for documents, settings and the index.

    A folder that is a library already is left as it is.

    Example:

        polisearch init reports
    """
    from ui.wiring import make_library

    if make_library(folder, engine):
        say(f"{folder} is a library. Put documents into {folder / 'documents'}, then:")
        say(f"polisearch ingest --library {folder}")
    else:
        say(f"{folder} is a library already; nothing was changed.")
