"""`polisearch describe`: describe documents again, from what the catalogue keeps of them."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

from corpus.fields import BY_NAME
from corpus.lock import writing
from corpus.vocabulary import shown
from ingest.describing_again import Changed, describe_again
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, bar, counted, out, safe, say
from ui.wiring import Library, open_library


def describe(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help="Ids or publication codes of documents."),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="All documents, if no ID is given.")] = (
        False
    ),
    library: LibraryOption = DEFAULT_LIBRARY,
    json: JsonOption = False,
) -> None:
    """Describe documents again, and say which are described otherwise now.

    City, module, year and all the rest are read anew from the text that the
    catalogue keeps, by the vocabulary as it is now; no source file is opened.
    Corrections stay. The index is up to date afterwards.

    Examples:

        polisearch describe --again
        polisearch describe EF0794
    """
    if not ids and not again:
        raise typer.BadParameter("Name documents by their ids, or add --again for all of them.")
    opened = open_library(library)
    some = [opened.catalogue.document(name, with_pages=False).id for name in ids or ()]
    with writing(library, "polisearch describe"):
        changed = describe_shown(opened, some or None)
    print_changes(changed, json=json)
    total = len(set(some)) or opened.catalogue.counts().documents
    opened.close()
    say(f"{counted(total, 'document')} described again, {_otherwise(changed)}.")


def describe_shown(opened: Library, ids: Sequence[str] | None) -> list[Changed]:
    """Describe again and compare anew with a progress bar, and let the index catch up.

    The caller holds the right to write.
    """
    from ingest.compare.link import link

    with bar("Describing documents") as progress:
        changed = describe_again(opened.catalogue, opened.vocabulary, ids, progress.at)
        link(opened.catalogue, opened.vocabulary, on_progress=progress.stage)
        opened.shelf.follow()
    return changed


def print_changes(changed: Sequence[Changed], *, json: bool) -> None:
    """Each document that changed, with the values before and after."""
    for one in changed:
        if json:
            fields = {
                name: {"before": list(before), "after": list(after)}
                for name, (before, after) in one.fields.items()
            }
            as_json({"id": one.id, "title": one.title, "fields": fields})
        elif one.fields:
            out.print(Text.assemble((safe(one.title), "bold"), (f"  {safe(one.id)}", "dim")))
            for name, (before, after) in one.fields.items():
                label = f"  {BY_NAME[name].label}: "
                out.print(Text.assemble((label, "cyan"), words(name, before), " → ",
                                        words(name, after)))  # fmt: skip


def words(field: str, values: Sequence[str]) -> str:
    """Values of a field for people; `unknown` where there is none."""
    return safe("; ".join(shown(field, value) for value in values)) or "unknown"


def _otherwise(changed: Sequence[Changed]) -> str:
    otherwise = sum(bool(one.fields) for one in changed)
    said = f"{otherwise:,} of them otherwise" if otherwise else "none of them otherwise"
    beside = len(changed) - otherwise
    return f"{said}; of {beside:,} only the evidence changed" if beside else said
