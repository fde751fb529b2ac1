"""An empty catalogue for a library whose own is lost, because somebody asks for it."""

import datetime
import shutil
from pathlib import Path

from corpus.catalogue import open_catalogue
from corpus.errors import CatalogueError, CatalogueLost
from corpus.lock import writing
from ui.wiring import INDEX, catalogue_of, settings_of


def begin_anew(folder: Path) -> list[Path]:
    """Begin an empty catalogue; what there was of the old one is put aside, and said.

    The index goes: it holds nothing of its own. Raises CatalogueError, and changes
    nothing, where the catalogue is in order.
    """
    place = catalogue_of(settings_of(folder), folder)
    _refuse_sound(place)  # before the lock, which bringing an older one up to date takes
    with writing(folder, "polisearch init"):
        aside = _put_aside(place) if isinstance(place, Path) else []
        shutil.rmtree(folder / INDEX, ignore_errors=True)
        (folder / INDEX).unlink(missing_ok=True)  # a file stood in its place
        (folder / INDEX).mkdir()
        open_catalogue(place).close()
    return aside


def _refuse_sound(place: Path | str) -> None:
    try:
        catalogue = open_catalogue(place, may_make=False)
    except CatalogueLost:
        return
    try:
        catalogue.check()
    except CatalogueLost:
        return
    finally:
        catalogue.close()
    raise CatalogueError(
        "The catalogue of this library is in order; nothing was changed.",
        "To begin anew all the same, make another library with 'polisearch init DIR'.",
    )


def _put_aside(place: Path) -> list[Path]:
    now = datetime.datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    aside = []
    for end in ("", "-wal", "-shm"):
        part = place.with_name(f"{place.name}{end}")
        if part.exists():
            aside.append(part.rename(place.with_name(f"{place.name}.lost-{now}{end}")))
    return aside
