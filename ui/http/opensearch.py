"""`/opensearch.xml`: how a browser searches here from its own bar."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.http.place import place_of
from ui.opened import opened_library
from ui.web.markup import joined, tag

MEDIA_TYPE = "application/opensearchdescription+xml"
LONGEST_NAME = 16
"""Letters of a short name, by OpenSearch 1.1."""


def opensearch(request: Request) -> Response:
    """The description: where results and where suggestions are found."""
    name, site = opened_library().settings.name, place_of(request).site
    suggestions = f"{site}api/complete?q={{searchTerms}}&format=opensearch"
    body = joined(
        tag("ShortName", name[:LONGEST_NAME]),
        tag("Description", f"Search the reports of {name}"[:1024]),
        tag("InputEncoding", "UTF-8"),
        tag("Url", type="text/html", method="get", template=f"{site}?q={{searchTerms}}"),
        tag("Url", type="application/x-suggestions+json", method="get", template=suggestions),
        tag("Url", type=MEDIA_TYPE, rel="self", template=f"{site}opensearch.xml"),
    )
    whole = tag("OpenSearchDescription", body, xmlns="http://a9.com/-/spec/opensearch/1.1/")
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n'
    return Response(text, media_type=MEDIA_TYPE)


ROUTES = (Route("/opensearch.xml", opensearch),)
