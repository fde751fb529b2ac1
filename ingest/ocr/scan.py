"""What is a scan? A page with next to no text that shows something to be read."""

from dataclasses import dataclass

LONGEST_STAMP = 200
MOST_LETTERS = 40
"""Characters and letters a scan may have as text: a page number, a stamp of arrival."""

LEAST_INK = 0.001
"""Share of a page that differs from its paper, below which it is blank: dust, a punched hole."""

LEAST_PICTURE = 0.5
BRIGHT_PAPER = 190
MOST_INK = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a page shows, seen from afar.

    `paper` is its commonest shade, 0 black and 255 white; `ink` the share of the page
    that is far from it; `picture` the share that images cover.
    """

    ink: float
    paper: int = 255
    picture: float = 0.0


def may_be_scan(text: str) -> bool:
    """Whether a page of this text is worth a look.

    >>> may_be_scan(""), may_be_scan("Received 3 May 2009"), may_be_scan("Housing " * 9)
    (True, True, False)
    """
    return len(text) <= LONGEST_STAMP and sum(map(str.isalnum, text)) <= MOST_LETTERS


def is_scan(text: str, look: Look) -> bool:
    """Whether a page that has this text and looks like this shows more than the text says.

    A page without any letter does if it shows anything. One with a few letters may be
    a title on a photograph; it is a scan if its picture looks like print on paper.
    """
    if not may_be_scan(text) or look.ink < LEAST_INK:
        return False
    if not any(map(str.isalnum, text)):
        return True
    is_print = look.paper >= BRIGHT_PAPER and look.ink <= MOST_INK
    return look.picture >= LEAST_PICTURE and is_print
