"""`polisearch upgrade`: the catalogue brought to the version of this program."""

import json

from corpus.catalogue import open_catalogue
from corpus.catalogue.versions import UPGRADED
from corpus.lock import writing
from ui.cli.options import DEFAULT_LIBRARY, LibraryOption
from ui.cli.printing import say
from ui.wiring import catalogue_of, open_library, settings_of


def upgrade(library: LibraryOption = DEFAULT_LIBRARY) -> None:
    """Bring the catalogue of a library to the version that this program reads.

    A catalogue in the library is brought there by any command that opens it, after
    a copy was made beside it. One in a database is changed by this command only:
    make a backup of the database before.

    Example:

        polisearch upgrade
    """
    settings = settings_of(library)
    if settings.catalogue:
        with writing(library, "polisearch upgrade"):
            open_catalogue(catalogue_of(settings, library), upgrade=True).close()
    opened = open_library(library)
    version, last = opened.catalogue.fact("version"), opened.catalogue.fact(UPGRADED)
    opened.close()
    say(f"The catalogue has version {version}, as this program reads it.")
    if last:
        said = json.loads(last)
        copy = f"; the copy of before is {library / said['copy']}" if "copy" in said else ""
        say(f"It was upgraded from version {said['from']} on {said['at']}{copy}.")
