"""`polisearch index`: make the index again from the catalogue."""

from typing import Annotated

import typer

from ui.cli.options import DEFAULT_LIBRARY, LibraryOption
from ui.cli.printing import bar, counted, say


def index(
    library: LibraryOption = DEFAULT_LIBRARY,
    engine: Annotated[str, typer.Option(help="Make it with this engine, from now on.")] = "",
    if_needed: Annotated[
        bool, typer.Option("--if-needed", help="Only if it is missing or out of date.")
    ] = False,
) -> None:
    """Make the index again from the catalogue, without opening one source file.

    Searching goes on meanwhile: the new index is made beside the old one and
    swapped in. An engine that is named is kept in polisearch.toml once its
    index is there.

    Examples:

        polisearch index
        polisearch index --engine whoosh
    """
    from corpus.lock import writing
    from ui.indexing import make_index
    from ui.wiring import open_library

    opened = open_library(library)
    is_set = engine in ("", opened.settings.engine)
    with bar("Indexing documents") as progress:
        if if_needed and is_set:
            with writing(library, "polisearch index"):
                written = opened.shelf.follow(progress.at)
        else:
            written = make_index(opened, engine, progress.at)
    say(f"{counted(written, 'document')} taken in; the index is up to date.")
    if not is_set:
        say(f"The engine is {engine} from now on.")
    opened.close()
