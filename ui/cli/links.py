"""Where what a table names can be read: at a Polisearch that is served."""

from collections.abc import Callable
from typing import Annotated

import typer

from search.question import Ask
from search.tables.concordance import Link
from ui.web.address import Address, link_at

SiteOption = Annotated[
    str, typer.Option(metavar="URL", help="Where the library is served, for the links.")
]

DEFAULT_SITE = "http://localhost:8501/"
"""Where `polisearch serve` listens, if it is not told otherwise."""


def search_link(site: str, ask: Ask) -> str:
    """The address of a search."""
    return link_at(site, Address(ask=ask))


def page_link(site: str, ask: Ask) -> Link:
    """Makes the addresses of pages, opened from a search."""
    return lambda id_, number: link_at(site, Address(ask=ask, document=id_, number=number))


def document_link(site: str, ask: Ask) -> Callable[[str], str]:
    """Makes the addresses of documents, opened from a search."""
    return lambda id_: link_at(site, Address(ask=ask, document=id_))
