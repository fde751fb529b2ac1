"""Files that are being sent in a window: from which ones, how much, and until when.

Streamlit keeps them in memory until the window is closed; they are given back as soon as
they were looked at.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.http.uploading import ADMITTED, Bounds
from ui.opened import opened_library
from ui.web.admission import visitor
from ui.web.uploads import MOST_FILES, MOST_IN_ALL, MOST_TOGETHER, most_megabytes
from ui.wiring import Library

MEGABYTE = 1024 * 1024


def take_files(library: Library) -> None:
    """From now on files may be sent from this window, as long as its visitor is an admin."""
    context = get_script_run_ctx()
    one = visitor(library)
    if context is not None:
        ADMITTED.admit(context.session_id, lambda: one.may_administer(opened_library()))


def give_back(files: Iterable[Any]) -> None:
    """Hold these files in memory no longer."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for file in files:
            context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def held() -> dict[str, Sequence[int]]:
    """The sizes of the files that are held in memory, by window."""
    keeper = Runtime.instance().uploaded_file_mgr
    assert isinstance(keeper, MemoryUploadedFileManager)  # which Streamlit's application makes
    return {
        window: [len(file.data) for file in list(files.values())]
        for window, files in list(keeper.file_storage.items())
    }


def bounds() -> Bounds:
    """How much may be sent, by the settings of the library."""
    most = most_megabytes(opened_library().settings.ingest.megabytes_per_file)
    return Bounds(
        file=most * MEGABYTE,
        files=MOST_FILES,
        together=MOST_TOGETHER * MEGABYTE,
        in_all=MOST_IN_ALL * MEGABYTE,
    )
