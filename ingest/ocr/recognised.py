"""What was read in the pictures of a document, for when its file is read again."""

from dataclasses import replace

from corpus.catalogue import Catalogue
from corpus.document import Described, Page

MEDIA_TYPE = "application/pdf"
"""The type of file that scans come in."""


def with_recognised(catalogue: Catalogue, described: Described) -> Described:
    """A document as it was read just now, with the text that was recognised in it before.

    Its id stands for its content, so that what its pictures say is still the same.
    """
    if described.media_type != MEDIA_TYPE:
        return described
    recognised = catalogue.recognised(described.document.id)
    if not recognised:
        return described

    def page_of(page: Page) -> Page:
        before = recognised.get(page.number)
        if before is None:
            return page
        return replace(page, text=before.text, language=before.language, left_out=(), is_ocr=True)

    pages = tuple(map(page_of, described.document.pages))
    return replace(described, document=replace(described.document, pages=pages))
