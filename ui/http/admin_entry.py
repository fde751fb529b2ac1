"""`/admin-entry`: an address of `polisearch admin`, opened once, makes a browser an admin's.

The secret of the browser is a cookie that no script can read and no other site can send.
It goes to the paths of the screens' connections only, because a browser also sends it to
other programs at the same name of this machine, whatever their port.
"""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ui.admins import (
    ENTRY_PATH,
    SESSION_SECONDS,
    begin_session,
    cookie_name,
    use_entry,
)
from ui.http.place import base_path
from ui.opened import opened_library

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}

REFUSED = (
    "This address does not work, or was opened before. For a new one, run 'polisearch admin' "
    "where the library is.\n"
)


def enter(request: Request) -> Response:
    """Use up the secret of the address, and lead to *Admin*; 403 where it is none.

    A browser that only fetches in advance uses nothing up.
    """
    if request.method != "GET" or "prefetch" in request.headers.get("sec-purpose", ""):
        return Response(status_code=204, headers=HEADERS)
    library = opened_library().folder
    if not use_entry(library, request.query_params.get("token", "")):
        return PlainTextResponse(REFUSED, status_code=403, headers=HEADERS)
    return _let_in(library, begin_session(library), is_safe=request.url.scheme == "https")


def _let_in(library: Path, secret: str, *, is_safe: bool) -> Response:
    answer = RedirectResponse(f"{base_path()}/admin", status_code=303, headers=HEADERS)
    answer.set_cookie(
        cookie_name(library),
        secret,
        max_age=SESSION_SECONDS,
        path=f"{base_path()}/_stcore/",
        secure=is_safe,
        httponly=True,
        samesite="strict",
    )
    return answer


ROUTES = (Route(ENTRY_PATH, enter),)
