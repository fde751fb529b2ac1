"""How large and how heavy a character of a PDF is, by its place in the text of its page."""

import math
import re
from ctypes import c_int, create_string_buffer
from typing import Any

from pypdfium2 import raw as pdfium_c

_LONGEST_NAME = 128
_HEAVY = re.compile(
    rb"(?i:bold|black|heavy|semib|demi)|Bol(?![a-z])|Dem(?![a-z])|[-_ ][6-9]00(?!\d)"
)
"""Of what the names of bold fonts are made; the weight they claim is that of their family."""


class Fonts:
    """Asks pdfium for size and weight, with the memory that it writes its answers to."""

    def __init__(self) -> None:
        self._matrix = pdfium_c.FS_MATRIX()
        self._name = create_string_buffer(_LONGEST_NAME)
        self._flags = c_int()

    def size(self, text_page: Any, at: int) -> float:
        """The height of the font in points, as it is printed."""
        size = float(pdfium_c.FPDFText_GetFontSize(text_page, at))
        if pdfium_c.FPDFText_GetMatrix(text_page, at, self._matrix):
            size *= math.hypot(self._matrix.c, self._matrix.d)
        return size

    def is_bold(self, text_page: Any, at: int) -> bool:
        """Whether its font says in its name that it is a bold one."""
        length = pdfium_c.FPDFText_GetFontInfo(
            text_page, at, self._name, _LONGEST_NAME, self._flags
        )
        return 1 < length <= _LONGEST_NAME and _HEAVY.search(self._name.value) is not None
