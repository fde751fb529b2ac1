"""Builders for tests of tidying."""

from collections.abc import Callable

import pytest

from corpus.document import Page
from corpus.vocabulary import Vocabulary
from ingest.extract.extracted import Extracted
from ingest.media_type import PDF
from ingest.tidy.document import tidied

Tidied = Callable[..., tuple[Page, ...]]


@pytest.fixture
def tidy(vocabulary: Vocabulary) -> Tidied:
    """The tidied pages of a PDF: `tidy("First page", "second")`; labels and type may be given."""

    def pages(
        *texts: str, labels: tuple[str, ...] = (), media_type: str = PDF, heading: str = ""
    ) -> tuple[Page, ...]:
        given = labels or ("",) * len(texts)
        made = tuple(
            Page(number=number, text=text, label=label)
            for number, (text, label) in enumerate(zip(texts, given, strict=True), start=1)
        )
        return tidied(Extracted(pages=made, heading=heading), vocabulary, media_type).pages

    return pages
