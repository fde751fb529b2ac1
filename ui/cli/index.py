"""`polisearch index`: make the index again from the catalogue."""

from typing import Annotated

import typer

from ui.cli.options import DEFAULT_LIBRARY, LibraryOption
from ui.cli.printing import bar, counted, say


def index(
    library: LibraryOption = DEFAULT_LIBRARY,
    engine: Annotated[str, typer.Option(help="Engine to make it with, if not the one set.")] = "",
    if_needed: Annotated[
        bool, typer.Option("--if-needed", help="Only if it is missing or out of date.")
    ] = False,
) -> None:
    """Make the index again from the catalogue, without opening one source file.

    Searching goes on meanwhile: the new index is made beside the old one and
    swapped in.

    Examples:

        polisearch index
        polisearch index --engine whoosh
    """
    from corpus.lock import writing
    from ui.wiring import engine_setting, open_library

    opened = open_library(library)
    name = engine or opened.settings.engine
    engine_setting(name)
    with writing(library, "polisearch index"), bar("Indexing documents") as progress:
        if if_needed and not engine:
            written = opened.shelf.follow(progress.at)
        else:
            written = opened.shelf.rebuild(name, progress.at)
    say(f"{counted(written, 'document')} taken in; the index is up to date.")
    if name != opened.settings.engine:
        say(f'To keep it, set engine = "{name}" in {library / "polisearch.toml"}.')
    opened.close()
