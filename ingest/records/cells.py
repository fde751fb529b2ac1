"""A cell of a table that may hold HTML, as people read it."""

import html
import re

_LINK = re.compile(
    r"<a\b[^<>]*?\bhref\s*=\s*[\"']?([^\"'<>\s]+)[^<>]*>([^<>]*)</a\s*>", re.IGNORECASE
)
_BREAK = re.compile(r"</?(?:li|p|ul|ol|br|div|tr|table)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ESCAPED = re.compile(r"\\+([\\_*.\-&#~()\[\]])")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+|[\w-]+(?:\.[\w-]+)+(?:/[^\s<>\"]*)?")


def lines_of_cell(cell: str) -> list[str]:
    """The lines of a cell; an item of a list begins with a dash.

    >>> lines_of_cell('<ul> <li>- Mutual learning</li> <li>Research &amp; advice</li> </ul>')
    ['- Mutual learning', '- Research & advice']
    """
    text = _LINK.sub(_shown_link, cell)
    text = re.sub(r"(?i)<li\b[^<>]*>", "\n\0", text)
    lines = _TAG.sub("", _BREAK.sub("\n", text)).split("\n")
    return [line for written in lines if (line := _line(written)) not in ("", "-")]


def name_and_address(cell: str) -> tuple[str, str]:
    """The words of a cell, and the address that stands in it, each on one line.

    >>> name_and_address('<p>URBACT</p> <p><a href="http://urbact.eu/">urbact.eu/</a></p>')
    ('URBACT', 'urbact.eu/')
    """
    words: list[str] = []
    addresses: list[str] = []
    for line in lines_of_cell(cell):
        for word in line.split():
            (addresses if is_address(word) else words).append(word)
    return " ".join(words).strip(" -–,"), addresses[0] if addresses else ""


def is_address(word: str) -> bool:
    """Whether a word is an address on the web."""
    return _ADDRESS.fullmatch(word) is not None and any(map(str.isalpha, word))


def _line(written: str) -> str:
    """One line without its marks; a dash where an item of a list begins."""
    line = " ".join(html.unescape(written.replace("\0", "- ")).split())
    line = re.sub(r"^- [-–—•·*]\s+", "- ", line)
    return " ".join(_plain(word) if is_address(_plain(word)) else word for word in line.split())


def _plain(word: str) -> str:
    """An address without the escapes that Markdown writes into it."""
    return _ESCAPED.sub(r"\1", word)


def _shown_link(found: re.Match[str]) -> str:
    """The words of a link, and where it leads unless they say so themselves."""
    target, words = html.unescape(found[1]), " ".join(found[2].split())
    if not words or is_address(_plain(html.unescape(words))):
        return f" {words or target} "
    return f" {words} ({target}) " if target.startswith(("http", "www")) else f" {words} "
