"""`/robots.txt`: what those who collect pages may look at.

Documents are what they come for. Every search with other facets is another address, so
there is no end to them.
"""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ui.http.place import place_of
from ui.web.address import OF_SCREEN

ALLOWED = ("/doc/", "/files/", "/sitemap.xml", "/sitemap-", "/$")
REFUSED = ("/*?", "/api", "/oai", "/feed.xml", "/page/", "/_stcore/", "/media/")


def robots(request: Request) -> Response:
    """The rules. Collectors ask at the root of a host only: a proxy must lead it here."""
    place = place_of(request)
    screens = (f"/{path}" for path in OF_SCREEN if path)
    lines = [
        "User-agent: *",
        *(f"Allow: {place.base}{path}" for path in ALLOWED),
        *(f"Disallow: {place.base}{path}" for path in (*REFUSED, *screens)),
        "",
        f"Sitemap: {place.site}sitemap.xml",
    ]
    return PlainTextResponse("\n".join(lines) + "\n")


ROUTES = (Route("/robots.txt", robots),)
