"""`polisearch vocabulary`: the names a library knows."""

from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from corpus.adding_cities import add_city, new_city
from corpus.gazetteer import find_city
from corpus.lock import writing
from corpus.vocabulary import City
from ui.cli.options import DEFAULT_LIBRARY, LibraryOption
from ui.cli.printing import out, safe, say
from ui.wiring import open_library

vocabulary = typer.Typer(
    name="vocabulary",
    no_args_is_help=True,
    help="""Add to the names a library knows.

    They stand in vocabulary/ of the library, in files that can also be edited by
    hand.

    Example:

        polisearch vocabulary add city Graz --country AT
    """,
)


class What(StrEnum):
    """What can be added."""

    CITY = "city"


@vocabulary.callback()
def about() -> None:
    """Keeps `add` a command of its own while it is the only one."""


@vocabulary.command("add")
def add_to_vocabulary(
    what: Annotated[What, typer.Argument(metavar="city", help="What to add: a city.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name, as it is to be shown.")],
    country: Annotated[str, typer.Option(help="Its country: AT, or Austria.")],
    spelling: Annotated[
        list[str] | None, typer.Option(help="Another spelling. Repeat for more than one.")
    ] = None,
    needs_context: Annotated[
        list[str] | None,
        typer.Option(
            help="A spelling that is also a word or another place: it names the city in a "
            "query, not in a file name or a text."
        ),
    ] = None,
    latitude: Annotated[
        float | None, typer.Option(min=-90, max=90, help="In degrees, north positive.")
    ] = None,
    longitude: Annotated[
        float | None, typer.Option(min=-180, max=180, help="In degrees, east positive.")
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
) -> None:
    """Add a city to the library's own cities.csv, which is made from the shipped one if absent.

    Where it lies is looked up among the cities of 5,000 inhabitants or more, if it is not given.

    Examples:

        polisearch vocabulary add city Graz --country AT --spelling Gratz
        polisearch vocabulary add city Bath --country GB --needs-context Bath
    """
    opened = open_library(library)
    opened.close()
    city = new_city(
        name, country, opened.vocabulary, spellings=spelling or (),
        needs_context=needs_context or (), latitude=latitude, longitude=longitude,
    )  # fmt: skip
    located, geonames = _located(city)
    with writing(library, "polisearch vocabulary add"):
        path = add_city(located, library / "vocabulary", geonames)
    out.print(f"{safe(city.name)} ({city.country}) was added to {path}.", markup=False)
    say("Run 'polisearch describe --again' to look for it in the documents that are there.")


def _located(city: City) -> tuple[City, str]:
    """The city with where it lies, and its number in GeoNames, as far as that is known."""
    if city.latitude is not None:
        return city, ""
    found = find_city(city.name, city.country)
    if found is None:
        say(f"Note: GeoNames has no {city.name} in {city.country}, so it has no place on the map.")
        return city, ""
    say(
        f"GeoNames has {found.name} ({found.country}, {found.population:,} inhabitants) at "
        f"{found.latitude:.4f}, {found.longitude:.4f}."
    )
    return replace(city, latitude=found.latitude, longitude=found.longitude), found.id
