"""How is a document cited, and a sentence of it quoted so that anybody finds the page?"""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from corpus.document import Document
from search.citing import style as styles
from search.citing.item import Item, item_of, one_line, printed_page, quoted
from search.citing.style import DEFAULT_STYLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a page of a document; without words, the page itself.

    `page_number` counts from 1 in the file, `page_label` is what is printed on the
    page. `link` is an address that shows the page.
    """

    document: Document
    page_number: int
    page_label: str = ""
    text: str = ""
    link: str = ""

    @property
    def item(self) -> Item:
        """What is exported of it: the document's item, with the page and the words."""
        item = item_of(self.document, self.link)
        return quoted(item, self.page_number, self.page_label, self.text)


def reference(
    document: Document, style: str | Path = DEFAULT_STYLE, *, link: str = "", html: bool = False
) -> str:
    """The entry of a document in a bibliography, ending with the link.

    `style` is the name of one of `STYLES`, or the path of a CSL file. Raises UnknownStyle.
    """
    item = _shown(document, link)
    written = styles.written(item, style)
    text = written.reference or written.citation
    return styles.html(text) if html else styles.plain(text)


def cite(quotation: Quotation, style: str | Path = DEFAULT_STYLE, *, html: bool = False) -> str:
    """A quotation ready to be pasted: the words, where they stand, the reference, the link.

    The page is the printed one; where it has another place in the file, that is said
    too. In HTML every part is a paragraph of its own. Raises UnknownStyle.
    """
    item = _shown(quotation.document)
    page, is_heading = printed_page(quotation.page_number, quotation.page_label)
    written = styles.written(
        item,
        style,
        page=page,
        label="section" if is_heading else "page",
        beside=_in_the_file(quotation.page_number, page, is_heading=is_heading),
    )
    words, link = one_line(quotation.text), one_line(quotation.link)
    if html:
        return _as_html(words, written, link)
    first = " ".join([*([f"“{words}”"] if words else []), styles.plain(written.citation)])
    rest = [part for part in (styles.plain(written.reference), link) if part]
    return "\n".join([first, *rest])


def _shown(document: Document, link: str = "") -> Item:
    """The item for people, who are told the id of what has no title."""
    return {"title": one_line(document.id), **item_of(document, link)}


def _in_the_file(number: int, page: str, *, is_heading: bool) -> str:
    return "" if is_heading or page == str(number) else f", page {number} of the file"


def _as_html(words: str, written: styles.Written, link: str) -> str:
    first = " ".join(
        [*([f"<q>{escape(words)}</q>"] if words else []), styles.html(written.citation)]
    )
    paragraphs = [first]
    if written.reference:
        paragraphs.append(styles.html(written.reference))
    if link:
        paragraphs.append(_anchor(link))
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def _anchor(link: str) -> str:
    """A link that leads to a web page, and nowhere else: no script, no file."""
    shown = escape(link)
    leads = link.startswith(("https://", "http://", "?", "/"))
    return f'<a href="{shown}">{shown}</a>' if leads else shown
