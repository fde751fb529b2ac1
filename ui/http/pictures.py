"""`/page/<id>/<n>.png`: a page of a PDF as a picture."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.http.failing import not_there
from ui.http.named import document_named
from ui.http.own_file import own_file
from ui.opened import opened_library
from ui.pdf.pdfium import WIDEST
from ui.pdf.picture import picture
from ui.pdf.processes import Busy, TooCostly

AT_ONCE = 8
"""Pictures that are waited for at one time: fewer than all that is answered (`ui.http.limits`)."""

AT_ONCE_OF_ONE = 4
"""Of these from the same file: one that is slow leaves room for others."""

WAIT = 2
"""Seconds after which one may come again where too many wait."""

_LOCK = Lock()
_waited_for: Counter[Path] = Counter()


def page_picture(request: Request) -> Response:
    """The picture; 304 where the browser has it, 404 where there is none.

    503 where too many wait.
    """
    library = opened_library()
    found = document_named(library, request.path_params["id"])
    number = _number(request.path_params["number"])
    file = own_file(library, found)
    if file is None or not number:
        return not_there("There is no picture of this page.")
    tag = _tag(file, number)
    headers = {"ETag": tag, "Cache-Control": "private, max-age=3600"}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    try:
        with _room_for(file):
            drawn = picture(file, number)
    except TooCostly as error:
        return not_there(error.message)
    except Busy as error:
        refused = not_there(f"{error.message} {error.hint}", 503)
        refused.headers["Retry-After"] = str(WAIT)
        return refused
    if drawn is None:
        return not_there("There is no picture of this page.")
    return Response(drawn, headers=headers, media_type="image/png")


@contextmanager
def _room_for(file: Path) -> Iterator[None]:
    """Raises Busy."""
    with _LOCK:
        if _waited_for.total() >= AT_ONCE or _waited_for[file] >= AT_ONCE_OF_ONE:
            raise Busy("Too many wait for a picture.", f"Come again in {WAIT} s.")
        _waited_for[file] += 1
    try:
        yield
    finally:
        with _LOCK:
            _waited_for[file] -= 1
            if not _waited_for[file]:
                del _waited_for[file]


def _number(text: str) -> int:
    """The number of a page, 0 where the text is none."""
    is_number = text.isascii() and text.isdigit() and len(text) < 7 and text[0] != "0"
    return int(text) if is_number else 0


def _tag(file: Path, number: int) -> str:
    """Changes when the file does, or how it is drawn."""
    seen = file.stat()
    about = f"{seen.st_mtime_ns} {seen.st_size} {number} {WIDEST}"
    return f'"{hashlib.sha256(about.encode()).hexdigest()[:24]}"'


def _has(held: str, tag: str) -> bool:
    return held.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in held.split(","))


ROUTES = (Route("/page/{id:path}/{number}.png", page_picture),)
