"""A page of a PDF as a picture, and where on it words stand."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from corpus.document import Span
from ui.pdf.pdfium import Letters, Mark, Picture, Places, Text
from ui.pdf.processes import answered, changed_at

Find = Callable[[str], Sequence[Span]]
"""Tells where in a text what is looked for stands."""

_TAKEN_OUT = "\x02\ufffe"  # what pdfium leaves of a hyphen at the end of a line


def picture(file: Path, number: int, marks: tuple[Mark, ...] = ()) -> bytes | None:
    """A page as PNG; None where the file is no PDF, has no such page, or is broken.

    Marks are laid over it as with a text marker: what is under them stays legible.
    Raises TooCostly and Busy.
    """
    changed = changed_at(file)
    if changed is None:
        return None
    return _drawn(Picture(file=str(file), changed=changed, number=number, marks=marks))


def marks_on(file: Path, number: int, find: Find) -> tuple[Mark, ...]:
    """Where on a page stands what is found in the text that the file has for it.

    A page without a text of its own, such as a scan, has none. Raises TooCostly and Busy.
    """
    changed = changed_at(file)
    if changed is None:
        return ()
    letters: Letters = answered(Text(file=str(file), changed=changed, number=number))
    texts = [_joined(letters, ""), _joined(letters, "-")]
    if texts[0] == texts[1]:
        del texts[1]
    spans = sorted({span for text in texts for span in _places(text, find)})
    if not spans:
        return ()
    where = Places(file=str(file), changed=changed, number=number, spans=tuple(spans))
    marks: tuple[Mark, ...] = answered(where)
    return marks


@lru_cache(maxsize=64)
def _drawn(question: Picture) -> bytes | None:
    drawn: bytes | None = answered(question)
    return drawn


def _joined(letters: Letters, hyphen: str) -> Letters:
    """The characters without the ends of lines that part a word; `hyphen` stands for its sign."""
    kept: list[tuple[int, str]] = []
    is_parted = False
    for place, letter in letters:
        if letter in _TAKEN_OUT:
            is_parted = True
            kept.append((place, hyphen))
        elif not (is_parted and letter in "\r\n"):
            is_parted = False
            kept.append((place, letter))
    return kept


def _places(letters: Letters, find: Find) -> Iterator[Span]:
    """What is found, as places that pdfium gives to its first and after its last character."""
    places = [place for place, letter in letters for _ in letter]
    for start, end in find("".join(letter for _, letter in letters)):
        if start < end:
            yield places[start], places[end - 1] + 1
