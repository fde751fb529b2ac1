"""The command `polisearch`: every command in its own file, put together here."""

import sys
from typing import Annotated

import typer

import polisearch
from corpus.disk import refusals_said
from corpus.errors import PolisearchError
from ui.cli import (
    admin,
    backup,
    batch,
    cite,
    complete,
    concordance,
    demo,
    describe,
    doctor,
    explain,
    failures,
    fields,
    index,
    ingest,
    init,
    lists,
    matrix,
    metadata,
    must_find,
    ocr,
    rerun,
    restore,
    runs,
    search,
    searches,
    serve,
    show,
    similar,
    upgrade,
    vocabulary,
    watch,
)
from ui.cli import status as status_command
from ui.cli.printing import complain

app = typer.Typer(
    name="polisearch",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS = (
    init.init,
    ingest.ingest,
    index.index,
    ocr.ocr,
    describe.describe,
    search.search,
    batch.batch,
    matrix.matrix,
    concordance.concordance,
    complete.complete,
    show.show,
    explain.explain,
    similar.similar,
    cite.cite,
    rerun.rerun,
    must_find.must_find,
    status_command.status,
    failures.failures,
    runs.runs,
    lists.lists,
    watch.watch,
    fields.fields,
    doctor.doctor,
    backup.backup,
    restore.restore,
    upgrade.upgrade,
    serve.serve,
    admin.admin,
    demo.demo,
)

GROUPS = (
    searches.searches,
    metadata.metadata,
    vocabulary.vocabulary,
)  # of commands that belong together

NAMES = (
    *(command.__name__.replace("_", "-") for command in COMMANDS),
    *(f"{group.info.name} {one.name}" for group in GROUPS for one in group.registered_commands),
)
"""What can be typed after `polisearch`."""

for command in COMMANDS:
    app.command(command.__name__.replace("_", "-"))(command)
for group in GROUPS:
    app.add_typer(group)


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"polisearch {polisearch.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Say which version this is.", callback=_say_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Find the page that answers, in the reports of cities."""


def main() -> None:
    """Run the command line: 0 success, 1 a person's error, 2 wrong usage, 130 interrupted."""
    try:
        with refusals_said():
            app(prog_name="polisearch")
    except PolisearchError as error:
        complain(error)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. What was done is kept; run the command again to go on.\n")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has left
        sys.exit(0)


if __name__ == "__main__":
    main()
