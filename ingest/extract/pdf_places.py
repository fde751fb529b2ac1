"""What the places of letters tell of a text that its letters alone do not.

Asked only where a text looks as if: a number behind a word may be a footnote's, letters
apart may be two words, alef and lam in one place are a ligature that was turned round.
"""

import re
from collections.abc import Iterator
from ctypes import c_double
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
from pypdfium2 import raw as pdfium_c

from ingest.extract.pdf_fonts import Fonts

# Each begins with what is rare on a page: they look at every one.
_NUMBER = re.compile(r"\d{1,3}(?!\d)")
_WORD_BEFORE = re.compile(r"[^\W\d_]{3}[.,;:!?)\]”’»\"]{0,2}$")
_PERHAPS_APART = re.compile(r" [^\W\d_] [^\W\d_] [^\W\d_](?!\S)")
_LETTERS_APART = re.compile(r"(?<!\S)[^\W\d_](?: {1,2}[^\W\d_](?!\S)){4,}")
_LAM_ALEF = re.compile("[\u0622\u0623\u0625\u0627]\u0644")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_BRACKETS = str.maketrans("()[]{}«»", ")(][}{»«")

_SMALLER = 0.85
_RAISED = 0.15
"""Of the size of the word: how much higher the number of a footnote stands."""

_WIDER = 1.8
"""Times the usual gap between letters that are set apart: from here on a word ends."""

_MOST = 200
"""Places of one kind that are looked at on a page."""


class Places:
    """The places of the characters of a page, by where they stand in its text."""

    def __init__(self, text_page: pdfium.PdfTextPage) -> None:
        self._raw = text_page.raw
        self._fonts = Fonts()
        self._x, self._y = c_double(), c_double()
        self._box = pdfium_c.FS_RECTF()
        self.text = text_page.get_text_range()
        self._is_straight = len(self.text) == pdfium_c.FPDFText_CountChars(self._raw)
        if _LEFTWARD.search(self.text):
            self.text = self._in_reading_order(self.text)

    def index(self, at: int) -> int:
        """The number of the character at a place of the text."""
        if self._is_straight:
            return at
        return int(pdfium_c.FPDFText_GetCharIndexFromTextIndex(self._raw, at))

    def origin(self, at: int) -> tuple[float, float]:
        """Where a character stands on its page, in points."""
        pdfium_c.FPDFText_GetCharOrigin(self._raw, self.index(at), self._x, self._y)
        return self._x.value, self._y.value

    def right(self, at: int) -> float:
        """Where a character ends, in points from the left."""
        pdfium_c.FPDFText_GetLooseCharBox(self._raw, self.index(at), self._box)
        return float(self._box.right)

    def size(self, at: int) -> float:
        """The size of its font in points."""
        return self._fonts.size(self._raw, self.index(at))

    def is_bold(self, at: int) -> bool:
        """Whether its font is a bold one."""
        return self._fonts.is_bold(self._raw, self.index(at))

    def spaces_wanted(self) -> list[int]:
        """Where a space is missing in the text: before or behind the number of a footnote, and
        between two words whose letters are set apart."""
        return sorted({*self._beside_raised_numbers(), *self._between_words_set_apart()})

    def _beside_raised_numbers(self) -> Iterator[int]:
        text, looked_at = self.text, 0
        for found in _NUMBER.finditer(text):
            start, end = found.span()
            before, after = text[start - 1 : start], text[end : end + 2]
            if before.isspace() or not before:
                if not (len(after) == 2 and after.isalpha()):
                    continue
                beside, cut = end, end
            elif after[:1].isalpha() or not _WORD_BEFORE.search(text[max(0, start - 5) : start]):
                continue
            else:
                beside, cut = start - 1, start
            looked_at += 1
            if looked_at > _MOST:
                return
            if self._is_raised(start, beside=beside):
                yield cut

    def _is_raised(self, at: int, *, beside: int) -> bool:
        size = self.size(beside)
        if self.size(at) > _SMALLER * size:
            return False
        return self.origin(at)[1] - self.origin(beside)[1] >= _RAISED * size

    def _between_words_set_apart(self) -> Iterator[int]:
        if not _PERHAPS_APART.search(self.text):
            return
        for number, run in enumerate(_LETTERS_APART.finditer(self.text)):
            if number >= _MOST:
                return
            letters = [at for at in range(run.start(), run.end()) if self.text[at] != " "]
            gaps = [self.origin(at)[0] - self.origin(before + 1)[0]
                    for before, at in pairwise(letters)]  # fmt: skip
            usual = median(gaps)
            for at, gap in zip(letters[1:], gaps, strict=True):
                if gap > _WIDER * usual > 0:
                    yield at

    def _in_reading_order(self, text: str) -> str:
        letters = list(text)
        for found in _LAM_ALEF.finditer(text):
            at = found.start()
            if self.origin(at) == self.origin(at + 1):
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
        lines = "".join(letters).split("\r\n")
        return "\r\n".join([_unmirrored(line) for line in lines])


def _unmirrored(line: str) -> str:
    """A line written leftward whose brackets were turned round, with them as they are read."""
    brackets = [sign for sign in line if sign in "()"]
    is_mirrored = brackets and brackets[0] == ")" and brackets[-1] == "("
    return line.translate(_BRACKETS) if is_mirrored and _LEFTWARD.search(line) else line
