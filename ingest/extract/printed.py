"""A page as it looks, for what decides by looks."""

from typing import NamedTuple


class PrintedLine(NamedTuple):
    """A line of a page: its text, the size of its font in points, and where it begins.

    `across` and `down` are points along the line and down the lines, from a corner that
    is the same for all lines of a page; `across` is where the line begins, at the right
    in Arabic. `is_bold` holds where its first and last words are.
    """

    text: str
    size: float
    is_bold: bool
    across: float
    down: float


class TitlePage(NamedTuple):
    """The page a document begins with, from its top to its bottom.

    `body_size` is the size of most of the document's text. `is_cover` is false where the
    page is not the first of its file: that one is a picture.
    """

    lines: tuple[PrintedLine, ...]
    body_size: float
    is_cover: bool


class SetOff(NamedTuple):
    """Lines of a page that are set off from its text by their size or weight.

    `lines` are as they stand in the text of the page. `above` is the share of the page's
    text that is printed higher.
    """

    lines: tuple[str, ...]
    size: float
    is_bold: bool
    above: float
