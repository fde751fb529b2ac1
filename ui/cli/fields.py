"""`polisearch fields`: what can be asked for."""

from corpus.fields import FIELDS
from ui.cli.options import JsonOption
from ui.cli.printing import as_json, table


def fields(json: JsonOption = False) -> None:
    """List the fields of the query language, with their other names.

    Example:

        polisearch fields
    """
    if json:
        for field in FIELDS:
            as_json(
                {
                    "name": field.name,
                    "label": field.label,
                    "type": field.type,
                    "many": field.many,
                    "facet": field.facet,
                    "aliases": list(field.aliases),
                    "help": field.help,
                }
            )
        return
    table(
        ("Field", "Facet", "Other names", "What it is"),
        [(f"{f.name}:", "yes" if f.facet else "", ", ".join(f.aliases), f.help) for f in FIELDS],
    )
