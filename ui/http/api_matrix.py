"""`/api/matrix`: what is said in which city, as `polisearch matrix --json` prints it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corpus.errors import PolisearchError
from search.tables.matrix import Matrix, matrix
from search.tables.matrix_rows import matrix_as_json
from ui.http.api_answer import as_json, told
from ui.http.api_links import site_of
from ui.http.api_parameters import facet_called, searched
from ui.opened import opened_library
from ui.web.address import Address, link_at

MOST_CELLS = 100_000
"""Cells of a matrix that are written out, with those where there is no report."""


@told
def counts(request: Request) -> Response:
    """The cells of a matrix by two facets, or three."""
    asked = request.query_params
    rows = facet_called(asked.get("rows") or "city")
    columns = facet_called(asked.get("columns") or "module")
    layers = facet_called(asked["layers"]) if asked.get("layers") else None
    found = matrix(opened_library().searcher, searched(request), rows, columns, layers)
    cells = len(found.rows) * len(found.columns) * max(len(found.layers), 1)
    if cells > MOST_CELLS:
        raise PolisearchError(
            f"This matrix has {cells:,} cells; at most {MOST_CELLS:,} are given.",
            "Choose other facets, or narrow what is counted.",
        )
    return as_json({**matrix_as_json(found), "links": {"front": _front(found, site_of(request))}})


def _front(found: Matrix, site: str) -> str:
    sides = {
        "rows": found.row_field,
        "columns": found.column_field,
        "layers": found.layer_field,
    }
    more = {name: (field,) for name, field in sides.items() if field}
    return link_at(site, Address(ask=found.ask, screen="matrix", more=more))


ROUTES = (Route("/api/matrix", counts),)
