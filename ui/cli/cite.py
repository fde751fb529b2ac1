"""`polisearch cite`: the reference of a document, or of a sentence quoted from it."""

import io
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from corpus.document import Document, Page
from corpus.errors import PolisearchError
from search.citing.citation import Quotation
from search.results import page_name
from ui.cli.options import DEFAULT_LIBRARY, LibraryOption
from ui.cli.printing import counted, out, safe, say


class As(StrEnum):
    """How a citation is written."""

    TEXT = "text"
    HTML = "html"
    RIS = "ris"
    BIBTEX = "bibtex"
    CSL = "csl"


class NotThere(PolisearchError):
    """A page or a quotation that the document does not have."""


def cite(
    id: Annotated[  # noqa: A002 -- the name in the help
        str, typer.Argument(metavar="ID", help="Id or publication code of a document.")
    ],
    page: Annotated[int, typer.Option(min=0, help="Cite this page, counted in the file.")] = 0,
    quote: Annotated[str, typer.Option(help="Words to quote, as they stand on the page.")] = "",
    style: Annotated[
        str,
        typer.Option(metavar="NAME|FILE", help="author-date, note, or the path of a CSL file."),
    ] = "author-date",
    format: Annotated[As, typer.Option(help="How it is written.")] = As.TEXT,  # noqa: A002
    address: Annotated[
        str,
        typer.Option(envvar="POLISEARCH_ADDRESS", help="Of the search page, for the link."),
    ] = "http://localhost:8501/",
    library: LibraryOption = DEFAULT_LIBRARY,
) -> None:
    """Print the reference of a document, or of words quoted from it with their page.

    Without --page, the page is found on which the words stand. White space,
    hyphens at line ends and kinds of quotation marks are no difference; … stands
    for words left out. The link leads to the page in the search page that
    'polisearch serve' shows.

    Examples:

        polisearch cite EF0794
        polisearch cite EF0794 --quote 'access to decent housing'
        polisearch cite 3f9a1c2b4d5e6f70 --page 12 --format bibtex
    """
    from ui.wiring import open_library

    opened = open_library(library)
    document = opened.catalogue.document(id)
    opened.close()
    place = _place(document, page, quote)
    if place is not None and place.is_ocr:
        say("Note: The text was recognised in a picture of the page; compare it.")
    link = _link(address, document, place)
    if format in (As.TEXT, As.HTML):
        out.print(Text(safe(_written(document, place, quote, style, link, html=format is As.HTML))))
    else:
        sys.stdout.write(_exported(document, place, quote, link, format))


def _place(document: Document, number: int, quote: str) -> Page | None:
    """The page to be cited; None where the whole document is."""
    from search.citing.standing import page_with

    if number:
        page = _page(document, number)
        if quote:
            _say_where(quote, page, document.pages)
        return page
    if not quote:
        return None
    found = page_with(quote, document.pages)
    if found is None:
        raise NotThere(
            "These words stand on no page of the document.",
            "Copy them from 'polisearch show', or name their page with --page.",
        )
    return found


def _page(document: Document, number: int) -> Page:
    for page in document.pages:
        if page.number == number:
            return page
    raise NotThere(
        f"There is no page {number}.", f"The document has {counted(len(document.pages), 'page')}."
    )


def _say_where(quote: str, page: Page, pages: Sequence[Page]) -> None:
    """A note where the words do not stand on the page named, or begin on it."""
    from search.citing.standing import page_with

    if page_with(quote, [one for one in pages if 0 <= one.number - page.number <= 1]) is page:
        return
    found = page_with(quote, pages)
    elsewhere = f"; they stand on {page_name(found.number, found.label)}" if found else ""
    name = page_name(page.number, page.label)
    say(f"Note: The words do not stand so on {name}{elsewhere}.")


def _link(address: str, document: Document, page: Page | None) -> str:
    from ui.web.address import Address, link_at

    number = page.number if page else 1
    return link_at(address, Address(document=document.id, number=number)) if address else ""


def _written(
    document: Document, page: Page | None, quote: str, style: str, link: str, *, html: bool
) -> str:
    from search.citing import citation
    from search.citing.style import STYLES

    chosen = style if style in STYLES or not Path(style).exists() else Path(style)
    if page is None:
        return citation.reference(document, chosen, link=link, html=html)
    return citation.cite(_quotation(document, page, quote, link), chosen, html=html)


def _exported(document: Document, page: Page | None, quote: str, link: str, name: str) -> str:
    from search.export import write_documents
    from search.export.entries import Entry, quoting

    entry = Entry(document=document, link=link)
    if page is not None:
        entry = quoting(_quotation(document, page, quote, link))
    stream = io.BytesIO()
    write_documents(stream, [entry], name)
    return stream.getvalue().decode()


def _quotation(document: Document, page: Page, quote: str, link: str) -> Quotation:
    return Quotation(
        document=document, page_number=page.number, page_label=page.label, text=quote, link=link
    )
