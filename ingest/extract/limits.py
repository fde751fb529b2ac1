"""How much a file may hold."""

from corpus.document import Page
from corpus.failures import CannotRead, Reason
from ingest.extract.extracted import Allowed


def limited(pages: tuple[Page, ...], allowed: Allowed) -> tuple[Page, ...]:
    """These pages. Raises CannotRead where they are more than a file may have."""
    check_pages(len(pages), allowed)
    return pages


def check_pages(count: int, allowed: Allowed) -> None:
    """Raises CannotRead where a file has more pages than it may."""
    if count > allowed.pages:
        raise CannotRead(
            Reason.TOO_LARGE, f"The file has {count} pages; up to {allowed.pages} are read."
        )
