"""`polisearch rerun`: a recorded search asked again."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from search.keeping.record import Record, Recorded
from search.keeping.record_file import read_record, write_record
from search.keeping.rerun import Changed, Gone, Rerun, What
from search.keeping.rerun import rerun as ask_again
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, counted, indented, out, safe, say


def rerun(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Record of a search.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    update: Annotated[
        bool, typer.Option("--update", help="Then let FILE say what is found now.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Ask a recorded search again, and say what is new, gone and changed since.

    'polisearch search --record FILE' writes the record. A document that a new
    version replaced counts as changed. What else may explain a difference is
    named: another version of this program, of the index or of the vocabulary.

    Examples:

        polisearch search 'housing allocation' --city Wien --record housing.json
        polisearch rerun housing.json
        polisearch rerun housing.json --update
    """
    from ui.wiring import open_library

    recorded = read_record(file)
    opened = open_library(library)
    found = ask_again(opened.searcher, recorded)
    opened.close()
    if json:
        as_json(rerun_as_json(found))
    else:
        print_rerun(found)
        say_coverage(found)
    if update:
        write_record(found.now, file, replace=True)
        say(f"{file} says now what is found now.")


def rerun_as_json(found: Rerun) -> dict[str, object]:
    """A search asked again, as other programs read it."""
    return {
        "query": found.before.query,
        "recorded": found.before.date,
        "now": found.now.date,
        "same": found.is_same,
        "total_before": found.before.total,
        "total": found.now.total,
        "new": [_document(one) for one in found.new],
        "gone": [
            {**_document(one.document), "why": one.why, "replaced_by": one.heir or None}
            for one in found.gone
        ],
        "changed": [
            {**_document(one.now), "former_id": one.before.id, "what": list(one.what)}
            for one in found.changed
        ],
        "moved": found.moved,
        "differences": [
            {"what": one.name, "before": one.before, "now": one.now} for one in found.differences
        ],
    }


def _document(one: Recorded) -> dict[str, object]:
    return {"id": one.id, "title": one.title, "source": one.source}


SHOWN = 20
"""Documents of a kind that are listed; --json lists all."""


def print_rerun(found: Rerun, name: str = "") -> None:
    """What became of a search, the documents of each kind below each other."""
    out.print(Text.assemble(f"{safe(name)}: " if name else "", (asked(found.before), "bold")))
    out.print(_counts(found))
    _list("New", [(one, "") for one in found.new])
    _list("Gone", [(one.document, _why(one)) for one in found.gone])
    _list("Changed", [(one.now, _what(one)) for one in found.changed])
    if found.moved:
        moved = counted(found.moved, "document")
        out.print(f"\n{moved} {'stands' if found.moved == 1 else 'stand'} in another place.")
    if found.differences:
        names = ", ".join(one.name for one in found.differences)
        say(f"Otherwise than then: {names}.")


def say_coverage(found: Rerun) -> None:
    """How much was searched, then and now."""
    before, now = found.before.coverage, found.now.coverage
    if before != now:
        say(f"Then: {before}")
    say(f"{'Now: ' if before != now else ''}{now}")


def asked(record: Record) -> str:
    """A search as it was asked, in one line."""
    filters = (f"{name}:{' or '.join(some)}" for name, some in sorted(record.filters.items()))
    query = " ".join(record.query.split()) or "everything"
    said = "   ".join((query, *filters, *(("exact",) if record.exact else ())))
    return safe(said if len(said) <= _LONGEST else f"{said[:_LONGEST]} …")


_LONGEST = 200


def day(record: Record) -> str:
    """When a search was recorded, by the clock of whoever reads it."""
    return datetime.fromisoformat(record.date).astimezone().strftime("%Y-%m-%d %H:%M")


def _counts(found: Rerun) -> str:
    before, now = found.before.total, found.now.total
    if found.is_same:
        return f"Nothing has changed since {day(found.before)}: {counted(now, 'document')}."
    return f"{counted(before, 'document')} on {day(found.before)}, {now:,} now."


def _list(label: str, documents: Sequence[tuple[Recorded, str]]) -> None:
    if not documents:
        return
    out.print(Text.assemble((f"\n{label}", "bold"), f" ({len(documents):,})"))
    for one, remark in documents[:SHOWN]:
        name = Text.assemble(safe(_shortened(one.title or one.id)), (f"  {safe(one.id)}", "dim"))
        indented(name, Text("  "))
        if remark:
            indented(Text(safe(remark), style="dim"), Text("    "))
    if len(documents) > SHOWN:
        say(f"  … and {len(documents) - SHOWN:,} more; --json lists all.")


def _shortened(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"


def _why(one: Gone) -> str:
    return f"{one.why}: {one.heir}" if one.heir else one.why


def _what(one: Changed) -> str:
    is_new = What.VERSION in one.what
    others = " and ".join(what for what in one.what if what is not What.VERSION)
    parts = [f"new version of {one.before.id}"] if is_new else []
    return "; ".join([*parts, *([f"{others} changed"] if others else [])])
