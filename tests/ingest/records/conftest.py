"""Builders for tests of lists: a page as a reader hands it over, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.document import Page
from corpus.vocabulary import Vocabulary
from ingest.extract.extracted import Extracted
from ingest.records.split import split

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"


@dataclass(frozen=True)
class Parted:
    """A page and its records."""

    page: Extracted
    parts: list[Extracted]

    def values(self, field: str) -> list[list[str]]:
        """What each record claims of a field."""
        return [[c.value for c in part.claims if c.field == field] for part in self.parts]

    def titles(self) -> list[str]:
        return [part.heading for part in self.parts]

    def matched(self) -> str:
        """The words of the page that are still searched."""
        return " ".join(" ".join(page.matched.split()) for page in self.page.pages)


@pytest.fixture
def parted(vocabulary: Vocabulary) -> Callable[..., Parted]:
    """Split pages of text: `parted("first page", "second")`, or what a reader read."""

    def made(*pages: str | Extracted) -> Parted:
        if len(pages) == 1 and isinstance(pages[0], Extracted):
            extracted = pages[0]
        else:
            extracted = Extracted(
                pages=tuple(
                    Page(number=number, text=text)
                    for number, text in enumerate(pages, start=1)
                    if isinstance(text, str)
                )
            )
        page, *parts = split(extracted, vocabulary)
        return Parted(page, parts)

    return made
