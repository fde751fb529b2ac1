"""What is answered where something is not there, or cannot be done, to who reads without a screen.

The answers are plain text: no library and no document decides how they look.
"""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from corpus.disk import refused
from corpus.errors import PolisearchError, UnknownDocument
from ui.without_places import for_readers


def not_there(said: str, status: int = 404) -> Response:
    """A plain answer: 404 for what never was here, 410 for what is gone."""
    text = "".join(letter if letter.isprintable() else "\ufffd" for letter in said)
    return PlainTextResponse(f"{text}\n", status_code=status, headers={"Cache-Control": "no-store"})


def failed(_: Request, error: Exception) -> Response:
    """A person's error that no path of its own answers: 404 for a document, else 503."""
    if isinstance(error, UnknownDocument):
        return not_there(error.message)
    if isinstance(error, PolisearchError):
        return not_there(" ".join(filter(None, for_readers(error))), 503)
    return not_there("It cannot be answered.", 503)


def refused_by_disk(request: Request, error: Exception) -> Response:
    """What the disk refuses is a person's error; any other of its kind stays a bug."""
    said = refused(error) if isinstance(error, OSError) else None
    if said is None:
        raise error
    return failed(request, said)


HANDLERS = {PolisearchError: failed, OSError: refused_by_disk}
"""What the application is to do with an error, by its class."""
