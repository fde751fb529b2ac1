"""A library to compare in: documents are put with a sketch, as a worker makes it."""

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from corpus.catalogue import Catalogue
from corpus.catalogue.describing import Correction
from corpus.document import Claim, Described, Document, Origin, Page
from corpus.records import Source
from corpus.vocabulary import Vocabulary
from ingest.compare.link import Linked, link
from ingest.compare.sketch import sketched


def prose(seed: int, words: int = 1200) -> str:
    """Sentences of made-up words: the same for the same seed, and for no other."""
    chance = random.Random(seed)
    letters = "abdefgiklmnoprstu"
    made = ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(words)]
    stops = range(0, words, 12)
    return " ".join(" ".join(made[at : at + 12]).capitalize() + "." for at in stops)


class Shelf:
    """A catalogue with short ways to say what a test is about."""

    def __init__(self, catalogue: Catalogue, vocabulary: Vocabulary) -> None:
        self.catalogue = catalogue
        self._vocabulary = vocabulary

    def put(
        self,
        id_: str,
        *pages: str,
        path: str = "",
        media_type: str = "text/html",
        origin: Origin = Origin.TITLE,
        **values: str,
    ) -> None:
        """Put a document from a file of its own; its values are claimed with an origin."""
        path = path or f"documents/{id_}"
        claims = tuple(
            Claim(field=field, value=value, origin=origin) for field, value in values.items()
        )
        document = _document(id_, pages, values)
        source = Source(path=path, root="documents", name=path, size=1, modified=1)
        described = Described(document, claims, media_type=media_type)
        self.catalogue.put(source, [sketched(described)], run=1)

    def remove(self, id_: str) -> None:
        self.catalogue.remove_source(f"documents/{id_}")

    def link(self, since: int | None = None, **more: Any) -> Linked:
        return link(self.catalogue, self._vocabulary, since, **more)

    def works(self) -> list[list[str]]:
        """The ids of every work with several versions, the main one first."""
        found: dict[str, list[str]] = {}
        for id_, document in self.catalogue.documents(self.catalogue.ids()).items():
            if work := document.first("work"):
                found.setdefault(work, []).append(id_)
        return [[work, *(i for i in sorted(ids) if i != work)] for work, ids in found.items()]

    def matched(self, id_: str) -> str:
        """What of a document is searched."""
        pages = self.catalogue.document(id_).pages
        return " ".join(" ".join(page.matched.split()) for page in pages)

    def state(self) -> list[object]:
        """All that comparing can change."""
        return [
            (document.id, dict(document.values), document.pages, self._compared(document.id))
            for document in self.catalogue.documents(self.catalogue.ids(), with_pages=True).values()
        ]

    def _compared(self, id_: str) -> list[Claim]:
        return [c for c in self.catalogue.claims(id_) if c.field in ("work", "translation_of")]


def _document(id_: str, pages: Sequence[str], values: dict[str, str]) -> Document:
    given = {"language": "en", **values, "id": id_, "sha256": id_, "pages": str(len(pages))}
    language = given["language"]
    return Document(
        id=id_,
        values={field: (value,) for field, value in given.items()},
        pages=tuple(
            Page(number=number, text=page, language=language)
            for number, page in enumerate(pages, start=1)
        ),
    )


@pytest.fixture
def shelf(catalogue: Catalogue, vocabulary: Vocabulary) -> Shelf:
    return Shelf(catalogue, vocabulary)


@pytest.fixture
def text() -> Callable[..., str]:
    """Prose by number: `text(1)`, `text(2, words=60)`."""
    return prose


@pytest.fixture
def correct(catalogue: Catalogue) -> Callable[..., None]:
    """Say what holds for a field of a document: `correct("1", "work", "")`."""

    def say(id_: str, field: str, *values: str) -> None:
        catalogue.correct([Correction(document_id=id_, field=field, values=values)])

    return say
