"""`/page/<id>/<n>.png`: a page of a PDF as a picture."""

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.http.failing import not_there
from ui.http.named import document_named
from ui.http.own_file import own_file
from ui.opened import opened_library
from ui.pdf_picture import WIDEST, picture


def page_picture(request: Request) -> Response:
    """The picture; 304 where the browser has it, 404 where there is none."""
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
    drawn = picture(file, number)
    if drawn is None:
        return not_there("There is no picture of this page.")
    return Response(drawn, headers=headers, media_type="image/png")


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
