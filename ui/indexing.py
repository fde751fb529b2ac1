"""Making the index of a library again, whoever asks for it, and by which engine from then on."""

import os
from collections.abc import Callable

from corpus.disk import DiskRefused
from corpus.errors import BadSetting, LibraryBusy
from corpus.lock import writing
from index.shelf import Progress
from ui.settings import ENGINE_VARIABLE, set_engine
from ui.wiring import Library, engine_setting


def make_index(opened: Library, engine: str, on_progress: Progress) -> int:
    """Make the index again from the catalogue; how many documents were taken in.

    An `engine` that is named makes it, and the settings name it once the new index is
    there; otherwise the engine that is set makes it. Raises LibraryBusy, and BadSetting
    before anything was changed.
    """
    name = engine or opened.settings.engine
    engine_setting(name)
    _refuse_overruled(name)
    with writing(opened.folder, "polisearch index"):
        opened.shelf.standing()  # opens the index in use, which is then kept for its readers
        written = opened.shelf.rebuild(name, on_progress)
        if engine:
            set_engine(opened.folder, engine)
    return written


def index_for_readers(opened: Library, say: Callable[[str], None]) -> None:
    """Make the index again, before it is served, where it is damaged or of another version.

    Where that cannot be done now, readers get what there is, and `say` is told why.
    """
    reason = opened.shelf.standing().reason
    if not reason:
        return
    say(f"The index is made again first, because {reason.rstrip('.')}. This can take minutes.")
    try:
        with writing(opened.folder, "polisearch serve"):
            opened.shelf.follow()
    except (LibraryBusy, DiskRefused) as error:
        say(f"It could not be made. {error.message}")


def _refuse_overruled(name: str) -> None:
    """Raises BadSetting where the environment names another engine, whatever the settings say."""
    named = os.environ.get(ENGINE_VARIABLE) or name
    if named != name:
        raise BadSetting(
            f"{ENGINE_VARIABLE} is set to {named} and goes before the settings: "
            f"an index made by {name} would not be kept.",
            f"Set it to {name}, or unset it, and run this again.",
        )
