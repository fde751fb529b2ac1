"""A library put together: settings, catalogue, vocabulary, index and searcher.

This is the one place that knows all rooms.
"""

from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import Catalogue, open_catalogue
from corpus.errors import BadSetting, LibraryNotFound
from corpus.vocabulary import Vocabulary, read_vocabulary
from index.engines import ENGINES
from index.shelf import Shelf, was_made
from search.searcher import Searcher
from ui.settings import FILE, Settings, read_settings

CATALOGUE = "catalogue.db"
INDEX = "index"

TEMPLATE = """\
# Settings of this library. Every one may be left out; these are the defaults.
# name = "Polisearch"           # shown at the top of every page
engine = "{engine}"              # tantivy, or whoosh (pure Python)
# admins = ["anna@example.org"] # who may change it, signed in by OpenID Connect
# hosts = ["reports.example.org"] # names of the front, where it is served to others
# catalogue = ""                # a database URL; empty is catalogue.db beside this file

# [ingest]                      # limits for each file
# seconds_per_file = 120        # of processor time; by the clock, ten times as long
# memory_megabytes = 2048
# megabytes_per_file = 512
# megabytes_unpacked = 1024     # of what is compressed in a file or an archive
# pages_per_file = 50000
# jobs = 0                      # worker processes; 0 is one for each core
# ocr = "auto"                  # "off" leaves scans unread, also where Tesseract is installed
# follow_links = false          # true also reads what links outside the folder lead to

# [ingest.passwords]            # by file, archive or folder, as 'polisearch failures' names
                                # them, or from the folder that is ingested
# "documents/council/minutes.pdf" = "…"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """One library, opened."""

    folder: Path
    settings: Settings
    catalogue: Catalogue
    vocabulary: Vocabulary
    shelf: Shelf
    searcher: Searcher

    def close(self) -> None:
        """Give all files back."""
        self.shelf.close()
        self.catalogue.close()


def make_library(folder: Path, engine: str = "tantivy") -> bool:
    """Make a folder a library; False, and nothing changed, where it is one already."""
    engine_setting(engine)
    if (folder / FILE).exists():
        return False
    for part in ("documents", "vocabulary", "index"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(TEMPLATE.format(engine=engine), encoding="utf-8")
    return True


def engine_setting(name: str) -> None:
    """Raises BadSetting if a library cannot be kept by an engine of this name."""
    kept = [known for known in ENGINES if known != "memory"]  # which keeps nothing
    if name not in kept:
        raise BadSetting(f"No engine is called {name!r}.", f"There are: {', '.join(kept)}.")


def settings_of(folder: Path) -> Settings:
    """The settings of a library. Raises LibraryNotFound or BadSetting."""
    if not (folder / FILE).is_file():
        raise LibraryNotFound(
            f"{folder} is no library: it holds no {FILE}."
            if folder.exists()
            else f"There is no library {folder}.",
            f"Put {FILE} back, or have one written with 'polisearch init {folder}'; "
            "nothing else there is changed."
            if (folder / CATALOGUE).exists()
            else "Make one with 'polisearch init', or name another with --library DIR.",
        )
    return read_settings(folder)


def open_library(folder: Path) -> Library:
    """Open a library, whose catalogue is brought up to date if it is of an older version.

    Raises LibraryNotFound, BadSetting, BadVocabulary or CatalogueError, and LibraryBusy where
    the catalogue is of an older version and another process writes to it.
    """
    settings = settings_of(folder)
    # Where an index is, a catalogue was: an empty one never takes the place of one that is lost.
    catalogue = open_catalogue(
        catalogue_of(settings, folder), may_make=not was_made(folder / INDEX)
    )
    vocabulary = read_vocabulary(folder / "vocabulary")
    shelf = Shelf(folder / INDEX, catalogue, settings.engine)
    return Library(
        folder=folder,
        settings=settings,
        catalogue=catalogue,
        vocabulary=vocabulary,
        shelf=shelf,
        searcher=Searcher(catalogue, shelf, vocabulary),
    )


def catalogue_of(settings: Settings, folder: Path) -> Path | str:
    """Where the catalogue is: a file named without its folder is beside the settings."""
    catalogue = settings.catalogue
    file = catalogue.removeprefix("sqlite:///")
    if not catalogue:
        return folder / CATALOGUE
    if file == catalogue or Path(file).is_absolute() or file.startswith((":", "file:")):
        return catalogue
    return f"sqlite:///{folder.absolute() / file}"
