"""The text of RTF, gone through once, word by word.

Libraries for this take cubic time for some small files, and know neither the
headings nor what the file says about itself.
"""

import codecs
import re
from dataclasses import dataclass, replace

from corpus.failures import CannotRead, Reason
from ingest.extract.headings import DEEPEST, Block
from ingest.extract.rtf_words import (
    BREAKS,
    CHARSETS,
    INFORMATION,
    KEPT,
    LEFT_OUT,
    SIGNS,
    SYMBOLS,
)

DEEPEST_GROUP = 5_000
"""Groups within one another; programs write some twenty."""

_NEXT = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|([^\\{}\r\n]+)",
    re.DOTALL,
)
_HEADINGS = {"title": 1, "heading 1": 1, "heading 2": 2}
_SURROGATE = re.compile("[\ud800-\udfff]")

_OUT, _NOTE, _FONTS, _STYLES = "left out", "note", "fonts", "styles"


@dataclass(frozen=True, slots=True)
class _State:
    """What holds until the group ends. `place` is what its text is for: empty for the body."""

    place: str = ""
    encoding: str = "cp1252"
    skip: int = 1
    is_hidden: bool = False


class Rtf:
    """What was read so far. Bytes wait until it is sure that they are whole characters."""

    def __init__(self) -> None:
        self.information: dict[str, str] = {}
        self.is_cut = False
        self._state = _State()
        self._groups: list[_State] = []
        self._texts: list[list[str]] = [[]]  # of the body, and of what interrupts it
        self._bytes = bytearray()
        self._to_skip = 0
        self._is_first = self._is_optional = False
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = self._default_font = -1
        self._styles: dict[int, int] = {}
        self._style = 0
        self._level = 0
        self._is_in_table = False
        self._rows: list[str] = []
        self._blocks: list[Block] = []
        self._notes: list[str] = []

    def go_through(self, content: bytes) -> None:
        """Read a whole file; raises CannotRead where it is nested beyond measure."""
        at = 0
        while found := _NEXT.search(content, at):
            at = found.end()
            word, number, code, sign, brace, run = found.groups()
            is_first, self._is_first = self._is_first, brace == b"{"
            if run:
                self._add_bytes(run)
            elif word:
                at += self._follow(word.decode().lower(), int(number) if number else None)
            elif code:
                self._add_bytes(bytes((int(code, 16),)))
            elif brace == b"{":
                self._open()
            elif brace:
                self._close()
                if not self._groups:
                    break
            elif sign == b"*":
                self._is_optional = is_first
            else:
                self._sign(sign)
        self.is_cut = bool(self._groups)
        while self._groups:
            self._close()
        self._end_paragraph()
        self._end_table()

    def blocks(self) -> list[Block]:
        """Paragraphs, headings and tables, in order."""
        return [(level, _joined(text)) for level, text in self._blocks]

    def notes(self) -> list[Block]:
        """The footnotes, under a heading of their own."""
        notes = [" ".join(_joined(note).split()) for note in self._notes]
        return [(1, "Footnotes"), (0, "\n".join(filter(None, notes)))] if any(notes) else []

    # Groups

    def _open(self) -> None:
        self._flush()
        self._to_skip = 0
        if len(self._groups) >= DEEPEST_GROUP:
            raise CannotRead(Reason.NOT_THIS_FORMAT, "The RTF file is nested beyond measure.")
        self._groups.append(self._state)
        if self._state.place == _STYLES:
            self._style = 0

    def _close(self) -> None:
        self._flush()
        self._to_skip = 0
        self._is_optional = False
        left, self._state = self._state, self._groups.pop() if self._groups else _State()
        if left.place == _STYLES:
            self._name_style()
        if left.place != self._state.place:
            self._leave(left.place)

    def _enter(self, place: str) -> None:
        """The rest of this group is for something else than the text around it."""
        if self._state.place == place or self._state.place == _OUT:
            return
        self._flush()
        self._state = replace(self._state, place=place)
        if place in INFORMATION.values():
            self._state = replace(self._state, encoding=self._encoding)
        self._texts.append([])

    def _leave(self, place: str) -> None:
        text = "".join(self._texts.pop())
        if place == _NOTE:
            self._notes.append(text)
        elif place == _FONTS:
            self._use_font(self._default_font)
        elif place in INFORMATION.values():
            self.information[place] = _joined(text)

    # Characters

    def _add_bytes(self, more: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(more))
            self._to_skip -= skipped
            more = more[skipped:]
        if self._state.place not in (_OUT, _FONTS):
            self._bytes += more

    def _add(self, text: str) -> None:
        if self._to_skip:
            self._to_skip -= 1
            return
        self._flush()
        if self._state.place not in (_OUT, _FONTS) and not self._state.is_hidden:
            self._texts[-1].append(text)

    def _flush(self) -> None:
        if self._bytes:
            if not self._state.is_hidden:
                self._texts[-1].append(self._bytes.decode(self._state.encoding, "replace"))
            self._bytes.clear()

    def _sign(self, sign: bytes) -> None:
        if sign in b"\r\n":
            self._end_paragraph()
        elif sign in SIGNS:
            self._add(SIGNS[sign])

    # Words

    def _follow(self, word: str, number: int | None) -> int:
        """Do as a word says; how many bytes after it are no text."""
        is_optional, self._is_optional = self._is_optional, False
        if word == "bin":
            return max(0, number or 0)
        if word == "u":
            self._add_unicode(number or 0)
        elif word in SYMBOLS:
            self._add(SYMBOLS[word])
        else:
            self._to_skip = 0
            self._flush()
            if place := _place_of(word, is_optional=is_optional):
                self._enter(place)
            elif self._state.place != _OUT:
                self._set(word, number)
        return 0

    def _add_unicode(self, number: int) -> None:
        self._to_skip = 0
        code = number + 0x10000 if number < 0 else number
        if 0 < code <= 0x10FFFF:
            self._add(chr(code))
        self._to_skip = self._state.skip

    def _set(self, word: str, number: int | None) -> None:
        place = self._state.place
        if place == _FONTS:
            self._define_font(word, number or 0)
        elif place == _STYLES:
            self._define_style(word, number or 0)
        elif place == INFORMATION["creatim"]:
            if word in ("yr", "mo", "dy"):
                self._texts[-1].append(
                    f"-{number or 0:02}" if word != "yr" else f"{number or 0:04}"
                )
        elif word in BREAKS:
            self._break()
        elif word == "row":
            self._end_row()
        elif word in ("v", "deleted"):
            self._state = replace(self._state, is_hidden=number != 0)
        elif not self._set_letters(word, number or 0):
            self._set_paragraph(word, number or 0)

    def _set_letters(self, word: str, number: int) -> bool:
        if word == "f":
            self._use_font(number)
        elif word == "plain":
            self._use_font(self._default_font)
            self._state = replace(self._state, is_hidden=False)
        elif word == "uc":
            self._state = replace(self._state, skip=min(max(number, 0), 16))
        elif word == "deff":
            self._default_font = number
        elif word in ("ansicpg", "mac", "pc", "pca"):
            name = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(word, f"cp{number}")
            self._encoding = _known(name)
            self._state = replace(self._state, encoding=self._encoding)
        else:
            return False
        return True

    def _set_paragraph(self, word: str, number: int) -> None:
        if self._state.place:
            return
        if word == "pard":
            self._level, self._is_in_table = 0, False
        elif word == "s":
            self._level = self._styles.get(number, 0)
        elif word == "outlinelevel":
            self._level = _level(number)
        elif word == "intbl":
            self._is_in_table = True

    # Fonts and styles

    def _use_font(self, number: int) -> None:
        encoding = self._fonts.get(number, self._encoding)
        self._state = replace(self._state, encoding=encoding)

    def _define_font(self, word: str, number: int) -> None:
        if word == "f":
            self._font = number
        elif word == "fcharset" and number in CHARSETS:
            self._fonts[self._font] = CHARSETS[number]

    def _define_style(self, word: str, number: int) -> None:
        if word == "s":
            self._style = number
        elif word == "outlinelevel":
            self._styles[self._style] = _level(number)

    def _name_style(self) -> None:
        """Names of built-in styles are English in every language of Word."""
        name = "".join(self._texts[-1]).strip(" ;").lower()
        self._texts[-1].clear()
        if name in _HEADINGS:
            self._styles[self._style] = _HEADINGS[name]

    # Paragraphs and tables

    def _break(self) -> None:
        if self._state.place or self._is_in_table:
            self._add(" ")
        else:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        self._flush()
        text = "".join(self._texts[0])
        self._texts[0].clear()
        if text.strip():
            self._end_table()
            self._blocks.append((self._level, text))

    def _end_row(self) -> None:
        self._flush()
        cells = "".join(self._texts[0]).split("\t")
        self._texts[0].clear()
        self._rows.append("\t".join(" ".join(cell.split()) for cell in cells).rstrip("\t"))

    def _end_table(self) -> None:
        if self._rows:
            self._blocks.append((0, "\n".join(self._rows)))
            self._rows = []


def _place_of(word: str, *, is_optional: bool) -> str:
    """What a group is for that begins with this word, empty where it is text like any other."""
    if word in INFORMATION:
        return INFORMATION[word]
    if word == "footnote":
        return _NOTE
    if word in ("fonttbl", "stylesheet"):
        return _FONTS if word == "fonttbl" else _STYLES
    return _OUT if word in LEFT_OUT or (is_optional and word not in KEPT) else ""


def _level(outline: int) -> int:
    return outline + 1 if 0 <= outline < DEEPEST else 0


def _known(encoding: str) -> str:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return "cp1252"
    return encoding


def _joined(text: str) -> str:
    """Characters beyond the first 65,536 are written as two halves."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
