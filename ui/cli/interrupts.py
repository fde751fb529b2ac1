"""What Ctrl-C does to something long: the first ends it gently, the second at once."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

from ui.cli.printing import say


@contextmanager
def stopping_gently() -> Iterator[Event]:
    """An event that the first Ctrl-C sets; the second one ends the program at once."""
    stop = Event()

    def heed(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            signal.default_int_handler(number, frame)
        stop.set()
        say("Stopping after what is being read; Ctrl-C again stops at once.")

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, heed)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
