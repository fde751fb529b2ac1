"""`polisearch admin`: an address that makes the browser that opens it an admin's."""

import sys
from typing import Annotated

import typer

from ui.cli.options import DEFAULT_LIBRARY, LibraryOption
from ui.cli.printing import counted, say


def admin(
    library: LibraryOption = DEFAULT_LIBRARY,
    at: Annotated[
        str, typer.Option(metavar="URL", help="Where you reach the page, if not on this machine.")
    ] = "",
    sign_out_all: Annotated[
        bool, typer.Option("--sign-out-all", help="Forget every address and every browser instead.")
    ] = False,
) -> None:
    """Print a web address. The browser that opens it may change the library.

    The address works once, within a day, while 'polisearch serve' runs. The browser
    may change the library for thirty days, or until Sign out is pressed. Whoever can
    write the folder of the library can print such an address.

    Example:

        polisearch admin --at https://reports.example.org/
    """
    from ui.admins import begin_entry, end_all, entry_address, served_at
    from ui.wiring import settings_of

    settings_of(library)  # raises where there is no library
    if sign_out_all:
        say(f"{counted(end_all(library), 'browser')} forgotten.")
        return
    site = at or served_at(library) or "http://127.0.0.1:8501/"
    sys.stdout.write(f"{entry_address(site, begin_entry(library))}\n")
    say("Open it within a day; it works once.")
