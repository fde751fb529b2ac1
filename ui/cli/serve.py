"""`polisearch serve`: the web page."""

import sys
from typing import Annotated

import typer

from ui.cli.options import DEFAULT_LIBRARY, LibraryOption


def serve(
    library: LibraryOption = DEFAULT_LIBRARY,
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8501,
    base_path: Annotated[str, typer.Option(help="Path under which a proxy shows it.")] = "",
    every: Annotated[
        str,
        typer.Option(
            metavar="TIME", help="Also read files into the library so often: 30m, 6h, 1d."
        ),
    ] = "",
) -> None:
    """Serve the web front until Ctrl-C.

    It is to be seen on this machine only, unless --host says otherwise; the setting
    `hosts` then names how browsers ask for it. Readers need no account. A browser
    can change the library once it opened an address of 'polisearch admin', or
    signed in as one of those whom the setting `admins` names.

    With --every, files are read as 'polisearch ingest' does without a PATH: at once
    and then every so often, in a process of its own, unless one is running.

    Examples:

        polisearch serve --port 8080
        polisearch serve --every 6h
    """
    from ui.jobs.schedule import ingesting_every, seconds_of
    from ui.web.server import run_server
    from ui.wiring import open_library

    meanwhile = ingesting_every(library, seconds_of(every)) if every else None
    open_library(library).close()  # a mistake is told here, not in the browser
    sys.exit(run_server(library, host=host, port=port, base_path=base_path, meanwhile=meanwhile))
