"""Options that several commands share; those of facets are made from the list of fields."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.fields import BY_NAME, FACETS

LibraryOption = Annotated[
    Path,
    typer.Option(
        "--library",
        "-l",
        envvar="POLISEARCH_LIBRARY",
        help="Folder of the library.",
        show_default=True,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON, for other programs.")]
OffOption = Annotated[
    list[str] | None,
    typer.Option(
        "--off", metavar="WORDS", help="Do not also search for these. Repeat for several."
    ),
]
WithoutOption = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="FIELD:VALUE", help="Leave these out. Repeat for several."),
]

DEFAULT_LIBRARY = Path("library")


def with_facets(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command one repeatable option for each facet; it takes them as `filters`.

    `filters` is a dictionary of field name to the values given.
    """
    given = inspect.signature(command, eval_str=True)
    kept = [p for p in given.parameters.values() if p.name != "filters"]
    added = [_option(name) for name in FACETS]

    def called(**arguments: Any) -> None:
        filters = {
            name: tuple(values)
            for name in FACETS
            if (values := arguments.pop(_parameter(name), None))
        }
        command(**arguments, filters=filters)

    called.__name__ = command.__name__
    called.__doc__ = command.__doc__
    signature = given.replace(parameters=[*kept, *added])
    called.__signature__ = signature  # type: ignore[attr-defined]
    called.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    return called


def _parameter(name: str) -> str:
    return f"facet_{name}"


def _option(name: str) -> inspect.Parameter:
    field = BY_NAME[name]
    option = typer.Option(
        f"--{name.replace('_', '-')}",
        help=f"Only this {field.label.lower()}. Repeat for any of several.",
        metavar="VALUE" if name != "year" else "YEAR or FROM..TO",
        rich_help_panel="Narrow by facet",
    )
    return inspect.Parameter(
        _parameter(name),
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[list[str] | None, option],
    )
