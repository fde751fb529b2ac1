"""What several rooms' tests build with: documents that name only what a test is about."""

import os
from collections.abc import Callable

import pytest
from hypothesis import settings

from corpus.document import Document, Page

# A timing never decides a test. CI tries the same examples each time, so that it judges
# the change and not its luck; everywhere else new ones are tried in every run.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

Builder = Callable[..., Document]


def build_document(
    id: str = "1",  # noqa: A002 -- the name of the field
    pages: tuple[str, ...] | list[str] | str = (),
    language: str = "en",
    **values: str | tuple[str, ...],
) -> Document:
    """A document; each page is given as its text, each field as one value or several."""
    texts = (pages,) if isinstance(pages, str) else tuple(pages)
    given = {name: (value,) if isinstance(value, str) else value for name, value in values.items()}
    return Document(
        id=id,
        values={"language": (language,), **given, "id": (id,), "pages": (str(len(texts)),)},
        pages=tuple(
            Page(number=number, text=text, language=language)
            for number, text in enumerate(texts, start=1)
        ),
    )


@pytest.fixture
def a_document() -> Builder:
    """Builds a document for a test."""
    return build_document
