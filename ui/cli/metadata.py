"""`polisearch metadata`: what is known of documents, out to a spreadsheet and back."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from corpus.catalogue.describing import Correction
from corpus.errors import PolisearchError
from corpus.fields import BY_NAME
from corpus.lock import writing
from corpus.words import clean
from ingest.correcting import behind_corrections
from ingest.metadata_corrections import checked, checked_values, correctable, likely_misspelt
from ingest.metadata_csv import UnreadableTable, as_csv, read_csv, rows
from ui.cli.describe import describe_shown, print_changes, words
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, counted, out, safe, say
from ui.wiring import Library, open_library

metadata = typer.Typer(
    name="metadata",
    no_args_is_help=True,
    help="""Correct what is known of documents, one by one or in a spreadsheet.

    A correction decides its field, whatever else is read. It stays when files are
    read again, moved or renamed, and when they change.

    Examples:

        polisearch metadata export metadata.csv
        polisearch metadata import metadata.csv
        polisearch metadata set EF0794 city Vienna
    """,
)


@metadata.command("export")
def export_metadata(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.csv", help="File to write; - is standard output.")
    ] = Path("-"),
    library: LibraryOption = DEFAULT_LIBRARY,
) -> None:
    """Write what is known of every document as a table, a row for each field.

    Correct it in the column 'correction' and take it in with 'metadata import'.
    Semicolons part several values, and (none) says that a field has none.

    Example:

        polisearch metadata export metadata.csv
    """
    opened = open_library(library)
    table = as_csv(rows(opened.catalogue, opened.vocabulary))
    count = opened.catalogue.counts().documents
    opened.close()
    if str(file) == "-":
        sys.stdout.write(table.encode("utf-8", "replace").decode("utf-8"))
        return
    try:
        # The mark tells a spreadsheet that this is UTF-8.
        file.write_bytes(table.encode("utf-8-sig", "replace"))
    except OSError as error:
        raise PolisearchError(f"{file} cannot be written: {error.strerror}.") from error
    say(f"{counted(count, 'document')} written to {file}.")


@metadata.command("import")
def import_metadata(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Table; - is standard input.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be kept.")] = (
        False
    ),
    library: LibraryOption = DEFAULT_LIBRARY,
    json: JsonOption = False,
) -> None:
    """Take in the corrections of a table, describe their documents again, and say what changed.

    Only the columns id, field, correction and note count. An empty correction
    takes back one that was made before. One mistake anywhere, and nothing is
    taken in.

    Examples:

        polisearch metadata import metadata.csv --dry-run
        polisearch metadata import metadata.csv
    """
    lines = read_csv(_text(file))
    opened = open_library(library)
    if dry_run:
        found = checked(lines, opened.catalogue, opened.vocabulary)
        _say_notes(found.notes)
        _print_corrections(opened, found.corrections, json=json)
        say(f"{counted(len(found.corrections), 'correction')} would be kept.")
    else:
        with writing(library, "polisearch metadata import"):
            found = checked(lines, opened.catalogue, opened.vocabulary)
            _say_notes(found.notes)
            _keep(opened, found.corrections, found.ids, json=json)
    opened.close()


@metadata.command("set")
def set_metadata(
    id: Annotated[  # noqa: A002 -- the name in the help
        str, typer.Argument(metavar="ID", help="Id or publication code of a document.")
    ],
    field: Annotated[str, typer.Argument(metavar="FIELD", help="Name of a field.")],
    values: Annotated[
        list[str] | None, typer.Argument(metavar="VALUE", help="What holds for it.")
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Say that it has no value.")] = False,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Take back what was said before.")
    ] = False,
    note: Annotated[str, typer.Option(help="Who says so, or why.")] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    json: JsonOption = False,
) -> None:
    """Correct one field of a document, and say what changed.

    Several VALUEs are taken where a field may have several.

    Examples:

        polisearch metadata set EF0794 city Vienna Graz --note 'title page'
        polisearch metadata set EF0794 year --withdraw
    """
    if bool(values) + clear + withdraw != 1:
        raise typer.BadParameter("Give a VALUE, or --clear, or --withdraw.")
    name = correctable(field)
    opened = open_library(library)
    document = opened.catalogue.document(id, with_pages=False)
    given = [clean(value) for value in values or ()]
    said = None if withdraw else checked_values(name, given, opened.vocabulary)
    _say_notes(likely_misspelt(name, said or (), opened.vocabulary))
    with writing(library, "polisearch metadata set"):
        one = Correction(document_id=document.id, field=name, values=said, note=clean(note))
        _keep(opened, [one], [document.id], json=json)
    opened.close()


def _text(file: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise PolisearchError(
            f"{file} cannot be read: {error.strerror}.", "Check the name."
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableTable(f"{file} is not UTF-8 text.", "Save it as CSV UTF-8.") from error


def _keep(
    opened: Library, corrections: Sequence[Correction], ids: Sequence[str], *, json: bool
) -> None:
    opened.catalogue.correct(corrections)
    changed = describe_shown(opened, behind_corrections(opened.catalogue, ids))
    print_changes(changed, json=json)
    otherwise = sum(bool(one.fields) for one in changed)
    say(
        f"{counted(len(corrections), 'correction')} kept; "
        f"{counted(otherwise, 'document')} described otherwise now."
    )


def _print_corrections(opened: Library, corrections: Sequence[Correction], *, json: bool) -> None:
    documents = opened.catalogue.documents([one.document_id for one in corrections])
    for one in corrections:
        document = documents[one.document_id]
        before = document.all(one.field)
        if json:
            said = None if one.values is None else list(one.values)
            as_json({"id": document.id, "title": document.title, "field": one.field,
                     "before": list(before), "correction": said})  # fmt: skip
            continue
        after = "(taken back)" if one.values is None else words(one.field, one.values)
        label = f"  {BY_NAME[one.field].label}: "
        out.print(Text.assemble((safe(document.title), "bold"), (f"  {safe(document.id)}", "dim")))
        out.print(Text.assemble((label, "cyan"), words(one.field, before), " → ", after))


MOST_NOTES = 20


def _say_notes(notes: Iterable[str]) -> None:
    every = list(notes)
    for note in every[:MOST_NOTES]:
        say(f"Note: {note}")
    if len(every) > MOST_NOTES:
        say(f"Note: and {len(every) - MOST_NOTES:,} more.")
