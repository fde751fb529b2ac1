"""`polisearch vocabulary`: the names a library knows."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from corpus.adding_cities import add_cities, new_city
from corpus.city_table import TakenIn, located, take_in
from corpus.errors import BadVocabulary
from corpus.lock import writing
from ui.cli.describe import describe_shown, print_changes
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, counted, out, safe, say
from ui.wiring import open_library

vocabulary = typer.Typer(
    name="vocabulary",
    no_args_is_help=True,
    help="""Add to the names a library knows.

    They stand in vocabulary/ of the library, in files that can also be edited by
    hand.

    Examples:

        polisearch vocabulary add city Graz --country AT
        polisearch vocabulary import cities.csv
    """,
)


class What(StrEnum):
    """What can be added."""

    CITY = "city"


@vocabulary.command("add")
def add_to_vocabulary(
    what: Annotated[What, typer.Argument(metavar="city", help="What to add: a city.")],
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME", help="Its name, as it is to be shown; or several."),
    ],
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
    population: Annotated[
        int | None,
        typer.Option(min=0, help="Its inhabitants: they tell cities of one name apart."),
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
        polisearch vocabulary add city Springfield --country US --population 60000
    """
    if len(names) > 1 and (spelling or needs_context or latitude is not None or population):
        raise typer.BadParameter("Several cities share a country and nothing else.")
    opened = open_library(library)
    opened.close()
    cities = [
        new_city(
            name, country, opened.vocabulary, spellings=spelling or (),
            needs_context=needs_context or (), latitude=latitude, longitude=longitude,
        )
        for name in dict.fromkeys(names)
    ]  # fmt: skip
    every = [located(city, population) for city in cities]
    with writing(library, "polisearch vocabulary add"):
        path = add_cities(every, library / "vocabulary")
    for city, _ in every:
        out.print(f"{safe(city.name)} ({city.country}) was added to {path}.", markup=False)
        if city.latitude is None:
            say(
                f"Note: {safe(city.name)} has no place on the map. Give --latitude and --longitude."
            )
    say("Run 'polisearch describe --again' to look for it in the documents that are there.")


@vocabulary.command("import")
def import_into_vocabulary(
    table: Annotated[
        Path, typer.Argument(metavar="FILE", help="A table: name,country,spellings,population …")
    ],
    library: LibraryOption = DEFAULT_LIBRARY,
    json: JsonOption = False,
) -> None:
    """Add the cities of a table, describe the documents again once, and say what changed.

    Its first line names the columns: name and country; spellings and needs_context,
    parted by semicolons; population, latitude and longitude. Cities that are known
    already stay as they are. Where a city lies is looked up, if it is not said.

    Examples:

        polisearch vocabulary import cities.csv
        polisearch vocabulary import cities.csv --json
    """
    opened = open_library(library)
    try:
        with writing(library, "polisearch vocabulary import"):
            taken = take_in(table, opened.vocabulary)
            if taken.added:
                add_cities(taken.added, library / "vocabulary")
    finally:
        opened.close()
    _tell(taken, json=json)
    if not taken.added:
        if taken.refused and not taken.known:
            raise BadVocabulary(f"{table} holds no city that could be added.")
        return
    again = open_library(library)
    with writing(library, "polisearch vocabulary import"):
        changed = describe_shown(again, None)
    print_changes(changed, json=json)
    total = again.catalogue.counts().documents
    again.close()
    otherwise = sum(bool(one.fields) for one in changed)
    say(f"{counted(total, 'document')} described again, {otherwise:,} of them otherwise.")


def _tell(taken: TakenIn, *, json: bool) -> None:
    if json:
        as_json({
            "added": [city.name for city, _ in taken.added],
            "known": taken.known,
            "refused": [{"row": row, "why": why} for row, why in taken.refused],
        })  # fmt: skip
    for row, why in taken.refused:
        say(f"Row {row}: {safe(why)}")
    said = f"{len(taken.added):,} added, {len(taken.known):,} known already"
    say(f"Cities: {said}, {len(taken.refused):,} refused.")
    away = [safe(city.name) for city, _ in taken.added if city.latitude is None]
    if away:
        more = ", …" if len(away) > SHOWN else ""
        say(f"Note: {len(away):,} have no place on the map: {', '.join(away[:SHOWN])}{more}")


SHOWN = 10
"""Cities without a place that are named."""
