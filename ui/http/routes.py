"""Which path is answered by what."""

from collections.abc import Sequence

from starlette.routing import Route

from ui.http import health

ROUTES: Sequence[Route] = (*health.ROUTES,)


def routes_under(base_path: str) -> list[Route]:
    """All routes, under the path at which a proxy shows the front.

    They are not mounted: a mount would answer every path below it, also those of the screens.
    """
    base = "".join(f"/{part}" for part in base_path.split("/") if part)
    return [
        Route(base + route.path, route.endpoint, methods=list(route.methods or ()), name=route.name)
        for route in ROUTES
    ]
