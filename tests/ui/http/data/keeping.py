"""Who keeps the small library that programs ask."""

from pathlib import Path
from typing import Any

from corpus.document import Claim, Described, Origin
from corpus.records import Source
from tests.conftest import Builder
from ui.wiring import open_library

HOSTILE = "<script>alert(1)</script>]]>\x00\x0b\x1b[31m\u202edlrow\u2066"
"""What no program that reads our data may come to obey, and no XML may hold."""


class Keeper:
    """Puts documents into the library, and takes them out."""

    def __init__(self, folder: Path, build: Builder) -> None:
        self.folder = folder
        self._build = build

    def put(self, **values: Any) -> None:
        """Keep a document in a run of its own, and make it searchable."""
        document = self._build(**{"sha256": values["id"], **values})
        city = document.first("city") or "Graz"
        claims = (
            Claim(field="city", value=city, origin=Origin.TITLE, evidence="in <the> title"),
            Claim(field="city", value="Linz", origin=Origin.TEXT, confidence=0.6),
        )
        library = open_library(self.folder)
        run = library.catalogue.begin_run()
        described = Described(document, claims, media_type="application/pdf")
        library.catalogue.put(_source(document.id), [described], run)
        library.catalogue.end_run(run, {})
        library.shelf.follow()
        library.close()

    def remove(self, id_: str) -> None:
        """Have the file of a document vanish."""
        library = open_library(self.folder)
        library.catalogue.remove_source(_source(id_).path)
        library.shelf.follow()
        library.close()


def _source(id_: str) -> Source:
    return Source(path=f"documents/{id_}.pdf", root="documents", name=id_, size=1, modified=1)
