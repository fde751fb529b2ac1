"""The lines of the page a PDF begins with, as they look: how large, how heavy, and where.

The looks cost some microseconds a word, so they are asked of the one page where they tell
the title, and there of every word: a line may begin small and go on large.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pypdfium2 as pdfium
from pypdfium2 import raw as pdfium_c

from corpus.words import clean
from ingest.extract.pdf_page import OpenPage
from ingest.extract.pdf_places import Places
from ingest.extract.printed import PrintedLine
from ingest.tidy.letters import without_ligatures

COVERS = 3
"""Pages in front: a cover is often a picture."""

_FEWEST_LETTERS = 4
_MOST_LINES = 80
"""Lines of a page that are looked at, in the order they were drawn."""

_MOST_PIECES = 300
_MOST_WORDS = 40
"""Words of a line that are looked at one by one."""

_WORD = re.compile(r"\S+")
_SAME_SIZE = 1.08
_SAME_ROW = 0.4
"""Of its size: how much higher or lower a piece of a line may stand."""

_WIDEST_SPACE = 4.0
"""Sizes between two pieces of one line, at most."""

_SAME_PLACE = 6.0
"""Points: the same words this near to each other are one line drawn twice."""

_TAKEN_OUT = "\x02\ufffe"


@dataclass(slots=True)
class _Piece:
    """Words of one line and one size that follow each other."""

    words: list[str]
    size: float
    is_bold: bool
    across: float
    down: float
    end: float


def has_words(text: str) -> bool:
    """Whether a page holds more than its number."""
    return sum(map(str.isalpha, text)) >= _FEWEST_LETTERS


def printed_lines(opened: OpenPage) -> tuple[PrintedLine, ...]:
    """The lines of an open page as they look, from its top to its bottom."""
    return tuple(_in_rows(_drawn_once(islice(_pieces(opened.text_page), _MOST_PIECES))))


@dataclass(slots=True)
class _Looks:
    """How a word looks, and where it begins and ends."""

    size: float
    is_bold: bool
    across: float
    down: float
    end: float


class _Page:
    """Asks a page how its words look."""

    def __init__(self, text_page: pdfium.PdfTextPage) -> None:
        self._places = Places(text_page)
        self._raw = text_page.raw
        self.text = self._places.text

    def looks(self, start: int, end: int) -> _Looks:
        """The looks of what stands from one place of the text to another."""
        places = self._places
        turn = -pdfium_c.FPDFText_GetCharAngle(self._raw, places.index(start))
        across, down = _turned(*places.origin(start), turn)
        past, _ = _turned(*places.origin(end - 1), turn)
        return _Looks(places.size(start), places.is_bold(start), across, down, past)


def _pieces(text_page: pdfium.PdfTextPage) -> Iterator[_Piece]:
    page = _Page(text_page)
    at = 0
    for number, line in enumerate(page.text.split("\r\n")):
        if number >= _MOST_LINES:
            return
        yield from _pieces_of(page, at, line)
        at += len(line) + 2


def _pieces_of(page: _Page, at: int, line: str) -> Iterator[_Piece]:
    """A line cut where its size changes; where its ends look alike it is one piece."""
    words = list(_WORD.finditer(line))
    if not words:
        return
    start, end = at + words[0].start(), at + words[-1].end()
    looks = page.looks(start, end)
    last = page.looks(at + words[-1].start(), end)
    if len(words) > _MOST_WORDS or _is_near(looks.size, last.size):
        bold = looks.is_bold and last.is_bold
        text = [word[0] for word in words]
        yield _Piece(text, looks.size, bold, looks.across, looks.down, looks.end)
        return
    piece: _Piece | None = None
    for word in words:
        looks = page.looks(at + word.start(), at + word.end())
        if piece and _is_near(piece.size, looks.size):
            piece.words.append(word[0])
            piece.is_bold &= looks.is_bold
            piece.end = looks.end
        else:
            if piece:
                yield piece
            piece = _Piece(
                [word[0]], looks.size, looks.is_bold, looks.across, looks.down, looks.end
            )
    if piece:
        yield piece


def _turned(x: float, y: float, turn: float) -> tuple[float, float]:
    """Where a character stands along its line, and how far down the lines."""
    along = x * math.cos(turn) + y * math.sin(turn)
    return along, x * math.sin(turn) - y * math.cos(turn)


def _is_near(size: float, other: float) -> bool:
    return size <= other * _SAME_SIZE and other <= size * _SAME_SIZE


def _drawn_once(pieces: Iterable[_Piece]) -> list[_Piece]:
    """The pieces without those that are drawn a second time, for a shadow or by a layer."""
    found: list[_Piece] = []
    for piece in pieces:
        words = " ".join(piece.words).casefold()
        if not any(
            abs(other.down - piece.down) <= _SAME_PLACE
            and abs(other.across - piece.across) <= _SAME_PLACE
            and " ".join(other.words).casefold() == words
            for other in found
        ):
            found.append(piece)
    return found


def _in_rows(pieces: list[_Piece]) -> Iterator[PrintedLine]:
    """The pieces from top to bottom, those of one row and one size as one line."""
    row: list[_Piece] = []
    for piece in sorted(pieces, key=lambda one: one.down):
        if row and not _is_in(row, piece):
            yield from _lines_of(row)
            row = []
        row.append(piece)
    yield from _lines_of(row)


def _is_in(row: list[_Piece], piece: _Piece) -> bool:
    return piece.down - row[0].down <= _SAME_ROW * min(row[0].size, piece.size)


def _goes_on(before: _Piece, piece: _Piece) -> bool:
    """Whether a piece is of the same line as the one before, and not of another column."""
    is_near = abs(piece.across - before.end) <= _WIDEST_SPACE * piece.size
    return is_near and _is_near(before.size, piece.size)


def _lines_of(row: list[_Piece]) -> Iterator[PrintedLine]:
    is_leftward = sum(piece.end < piece.across for piece in row) * 2 > len(row)
    row = sorted(row, key=lambda one: one.across, reverse=is_leftward)
    joined: list[_Piece] = []
    for piece in row:
        if joined and _goes_on(joined[-1], piece):
            joined[-1].words += piece.words
            joined[-1].is_bold &= piece.is_bold
            joined[-1].end = piece.end
        else:
            joined.append(piece)
    for piece in joined:
        text = clean(without_ligatures(" ".join(piece.words)))
        for sign in _TAKEN_OUT:
            text = text.replace(sign, "-")
        if text.strip():
            yield PrintedLine(
                " ".join(text.split()), piece.size, piece.is_bold, piece.across, piece.down
            )
