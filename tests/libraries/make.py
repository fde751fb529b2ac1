"""Makes the library by which later versions are tested: `python -m tests.libraries.make`.

Each version of the catalogue has one, in `tests/libraries/version_<number>`, made by the
program of its day and never again: a small library with all that an upgrade must keep, and
`schema.sql`, which is the tables as they were. `--again` makes one anew of a version that
nobody has yet.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sql
from sqlalchemy.dialects import sqlite

import corpus.catalogue.schema as schema
from search.keeping import list_file
from search.keeping.list_shown import kept_of
from search.keeping.lists import added, saved, watched
from ui.wiring import open_library

HERE = Path(__file__).parent
SCHEMA = "schema.sql"

FILES = {
    "vienna.txt": "Housing of migrants – Case study: Vienna, Austria\n\nWords of rent and flats.",
    "graz.txt": "Housing of migrants – Case study: Graz, Austria\n\nA plan of houses.",
    "gone.txt": "A report that is taken away again.",
    "broken.pdf": "%PDF-1.4 broken",
}

COMMANDS = (
    ("ingest",),
    ("searches", "save", "rent in Vienna", "rent city:Vienna"),
    ("metadata", "import", "corrections.csv"),
    ("vocabulary", "add", "city", "Poliville", "--country", "AT",
     "--latitude", "47", "--longitude", "15"),
    ("describe", "--again"),
)  # fmt: skip


def schema_text(tables: sql.MetaData) -> str:
    """Tables and indexes as SQLite makes them, in the order of their names."""
    dialect = sqlite.dialect()
    said = []
    for table in sorted(tables.tables.values(), key=lambda one: one.name):
        said.append(str(sql.schema.CreateTable(table).compile(dialect=dialect)).strip())
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            said.append(str(sql.schema.CreateIndex(index).compile(dialect=dialect)).strip())
    return "".join(f"{one};\n" for one in said)


def make(folder: Path) -> None:
    """Make a library in a folder that is not there."""
    _type(folder, "init", str(folder))
    for name, text in FILES.items():
        (folder / "documents" / name).write_text(text, encoding="utf-8")
    with (folder / "polisearch.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[ingest.passwords]\n"documents/secret.pdf" = "Sesam"\n')
    _type(folder, "ingest")
    (folder / "documents" / "gone.txt").unlink()
    opened = open_library(folder)
    (vienna,) = opened.catalogue.ids_of_source("documents/vienna.txt")
    (graz,) = opened.catalogue.ids_of_source("documents/graz.txt")
    (folder / "corrections.csv").write_text(f"id,field,correction\n{graz},year,2009\n")
    (folder / "must_find.csv").write_text(f"query,document,within\nrent,{vienna},3\n")
    for command in COMMANDS:
        _type(folder, *command)
    search = watched("Rent", "/?q=rent", [vienna], "2026-01-31T12:00:00+00:00")
    page = kept_of(opened.catalogue, vienna, page=1)
    list_file.begin(folder, lambda one: saved(added(one, page), search))
    opened.close()


def _type(folder: Path, *command: str) -> None:
    start = "from ui.cli.main import main; main()"
    place = folder if folder.exists() else folder.parent
    named = () if command[0] == "init" else ("--library", str(folder))
    subprocess.run([sys.executable, "-c", start, *command, *named], check=True, cwd=place)


def main() -> None:
    """Make the library of the present version."""
    target = HERE / f"version_{schema.VERSION}"
    if target.exists() and "--again" not in sys.argv:
        sys.exit(f"{target} is there already. Raise VERSION in corpus/catalogue/schema.py.")
    with TemporaryDirectory() as made:
        folder = Path(made) / "library"
        make(folder)
        for path in [*(folder / "documents").iterdir(), folder / "corrections.csv"]:
            path.unlink()
        for name in ("documents", "index", "lists/writer.lock", "writer.lock"):
            path = folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(folder, target)
    (target / SCHEMA).write_text(schema_text(schema.metadata), encoding="utf-8")


if __name__ == "__main__":
    main()
