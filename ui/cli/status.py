"""`polisearch status`: how much a library holds, and whether its index is up to date."""

from ui.cli.failures import failed_records
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, counted, out, say


def status(library: LibraryOption = DEFAULT_LIBRARY, json: JsonOption = False) -> None:
    """Say how much the library holds, what failed, and whether the index is up to date.

    Example:

        polisearch status --json
    """
    from dataclasses import asdict

    from ui.wiring import open_library

    opened = open_library(library)
    counts = opened.catalogue.counts()
    standing = opened.shelf.standing()
    runs = opened.catalogue.runs(1)
    stale = opened.catalogue.fact("vocabulary") not in ("", opened.vocabulary.fingerprint)
    if json:
        as_json(
            {
                **asdict(counts),
                "engine": standing.engine,
                "index_is_current": standing.is_current,
                "index_reason": standing.reason,
                "vocabulary_changed": stale,
                "last_run": {"started_at": runs[0].started_at, **runs[0].report} if runs else None,
            }
        )
        return
    read = counts.sources - counts.failed - counts.duplicates
    out.print(f"{counted(counts.documents, 'document')} with {counted(counts.pages, 'page')};")
    out.print(f"{counts.without_text:,} of them without text.")
    out.print(
        f"{counted(counts.sources, 'file')}: {read:,} read, "
        f"{counted(counts.duplicates, 'duplicate')}, {counts.failed:,} failed."
    )
    if counts.failed_records:
        out.print(f"{failed_records(counts)} 'polisearch failures' names them.")
    if standing.is_current:
        out.print(f"The index ({standing.engine}) is up to date.")
    elif standing.reason:
        out.print(f"The index has to be made again: {standing.reason}. Run 'polisearch index'.")
    else:
        out.print("The index is behind the catalogue. Run 'polisearch index --if-needed'.")
    if stale:
        out.print("The vocabulary changed since documents were described.")
        say("Run 'polisearch describe --again'.")
    if runs:
        ended = "" if runs[0].ended_at else ", which did not end"
        out.print(f"Last run: {runs[0].started_at}{ended}.")
    opened.close()
