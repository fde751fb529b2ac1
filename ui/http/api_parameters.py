"""What a program asks for, read from the parameters of its request.

They are those of the front's own addresses. Where a person's address leaves out what makes
no sense, a program is told.
"""

from dataclasses import replace

from starlette.requests import Request

from corpus.errors import PolisearchError
from corpus.fields import BY_NAME, FACETS, field_called
from index.request import Sort
from search.question import Ask
from search.understanding.filters import exclusions
from ui.http.api_answer import BadParameter
from ui.web.address import DOCUMENT, EXACT, LAST, PAGE, SORT, TYPED, WITHOUT, read_address

PER_PAGE = "per_page"
FACET = "facet"

MOST_PER_PAGE = 100
"""Results on one page of an answer."""


def ask_of(request: Request) -> Ask:
    """The question of a request. Raises BadParameter, UnknownField and the like."""
    whole_number(request, PAGE, 1, LAST)
    facets = request.query_params.getlist(FACET)
    return replace(
        searched(request),
        per_page=whole_number(request, PER_PAGE, 10, MOST_PER_PAGE),
        facets=tuple(dict.fromkeys(facet_called(name) for name in facets)),
    )


def searched(request: Request) -> Ask:
    """What is looked for, whatever becomes of the results."""
    given = {
        name: request.query_params.getlist(name)
        for name in request.query_params
        if name != DOCUMENT
    }
    one_of(request, SORT, tuple(Sort), Sort.RELEVANCE)
    for name in (EXACT, TYPED):
        one_of(request, name, ("0", "1"), "0")
    return replace(read_address(given).ask, without=_excluded(given.get(WITHOUT, [])))


def facet_called(name: str) -> str:
    """The field of this name or alias that can be counted."""
    field = field_called(name)
    if not field.facet:
        raise BadParameter(f"{field.label} cannot be counted.", f"There are: {', '.join(FACETS)}.")
    return field.name


def one_of(request: Request, name: str, allowed: tuple[str, ...], otherwise: str) -> str:
    """The value of a parameter that has few, and another where it is not given."""
    given = request.query_params.get(name, otherwise)
    if given not in allowed:
        raise BadParameter(f"{name} cannot be {given!r}.", f"It is one of {', '.join(allowed)}.")
    return given


def whole_number(request: Request, name: str, otherwise: int, most: int) -> int:
    """The value of a parameter that is a number from 1 on."""
    given = request.query_params.get(name, str(otherwise))
    if given.isascii() and given.isdigit() and len(given) < 10 and 1 <= int(given) <= most:
        return int(given)
    raise BadParameter(f"{name} cannot be {given!r}.", f"It is a number from 1 to {most}.")


def _excluded(given: list[str]) -> dict[str, tuple[str, ...]]:
    try:
        found = exclusions(given)
    except PolisearchError as error:
        raise BadParameter(f"{WITHOUT}: {error.message}", error.hint) from error
    return {name: tuple(dict.fromkeys(found[name])) for name in BY_NAME if name in found}
