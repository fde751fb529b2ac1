"""`/api/complete`: how a query may go on, also in the form that browsers ask for."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from search.export.results_json import completion_as_json
from search.question import Ask
from search.suggesting.completion import Completion
from ui.http.api_answer import as_json, told, whole_letters
from ui.http.api_links import site_of
from ui.http.api_parameters import one_of, whole_number
from ui.opened import opened_library
from ui.web.address import WORDS, Address, link_at

MOST = 50
"""Ways to go on that can be asked for."""

SUGGESTIONS = "application/x-suggestions+json"


@told
def complete(request: Request) -> Response:
    """The ways to go on, the best first."""
    text = request.query_params.get(WORDS, "")
    form = one_of(request, "format", ("json", "opensearch"), "json")
    limit = whole_number(request, "limit", 10, MOST)
    found = opened_library().searcher.complete(text, limit).found
    if form == "opensearch":
        return as_json(_suggestions(text, found, site_of(request)), media_type=SUGGESTIONS)
    return as_json({"query": text, "completions": [completion_as_json(one) for one in found]})


def _suggestions(text: str, found: tuple[Completion, ...], site: str) -> list[object]:
    """What was typed, the queries it may become, what each is, and where each leads."""
    return [
        text,
        [one.text for one in found],
        [f"{one.label} ({one.kind}, {one.documents:,})" for one in found],
        [link_at(site, Address(ask=Ask(text=whole_letters(one.text)))) for one in found],
    ]


ROUTES = (Route("/api/complete", complete),)
