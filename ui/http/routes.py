"""Which path is answered by what."""

from collections.abc import Sequence

from starlette.routing import Route

from ui.http import (
    admin_entry,
    api,
    document,
    feed,
    files,
    health,
    opensearch,
    pictures,
    robots,
    sitemap,
)
from ui.http.oai import endpoint as oai
from ui.http.place import as_base

ROUTES: Sequence[Route] = (
    *admin_entry.ROUTES,
    *api.ROUTES,
    *document.ROUTES,
    *feed.ROUTES,
    *files.ROUTES,
    *health.ROUTES,
    *oai.ROUTES,
    *opensearch.ROUTES,
    *pictures.ROUTES,
    *robots.ROUTES,
    *sitemap.ROUTES,
)


def routes_under(base_path: str) -> list[Route]:
    """All routes, under the path at which a proxy shows the front.

    They are not mounted: a mount would answer every path below it, also those of the screens.
    """
    base = as_base(base_path)
    return [
        Route(base + route.path, route.endpoint, methods=list(route.methods or ()), name=route.name)
        for route in ROUTES
    ]
