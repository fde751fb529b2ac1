"""Tesseract (https://github.com/tesseract-ocr/tesseract), called through pytesseract.

Both are optional: the program is installed with the system, pytesseract with the
extra `ocr`.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from corpus.errors import PolisearchError
from corpus.failures import CannotRead, Reason
from corpus.words import clean
from ingest.tidy.breaks import with_breaks_marked, with_whole_words

DOTS_PER_INCH = 300
"""What Tesseract reads best, and what pages are drawn at."""

SURE = 60
"""How sure Tesseract must be of a page, of 100: below, it saw letters in a photograph."""

SURE_OF_A_MARK = 80
"""The same for a word without letter or digit: below, it is dust or a line."""

_TURNED = "osd"  # the data by which Tesseract knows which way up a page is


class NoOcr(PolisearchError):
    """Tesseract, pytesseract or a language is not installed."""


class _Word(NamedTuple):
    paragraph: tuple[str, str]
    line: str
    sure: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tesseract:
    """The program that was found, and the languages it can read, by its names."""

    program: str
    languages: tuple[str, ...]

    def version(self) -> str:
        """What the program calls its version, empty where it does not say."""
        import pytesseract

        pytesseract.pytesseract.tesseract_cmd = self.program
        try:
            return str(pytesseract.get_tesseract_version())
        except (SystemExit, OSError):  # pytesseract's way to say that it cannot tell
            return ""

    def text_of(self, picture: Path, languages: Sequence[str], seconds: float) -> str:
        """The text in a picture of a page; empty where there is none to be sure of.

        A page lying on its side is turned. Raises CannotRead, as UNSUPPORTED where it is
        not the page's fault.
        """
        import pytesseract

        pytesseract.pytesseract.tesseract_cmd = self.program
        os.environ["OMP_THREAD_LIMIT"] = "1"  # pages are read side by side; threads would queue
        layout = 1 if _TURNED in self.languages else 3
        try:
            table = pytesseract.image_to_data(
                str(picture),
                lang="+".join(languages),
                config=f"--psm {layout} --dpi {DOTS_PER_INCH}",
                timeout=seconds,
                output_type=pytesseract.Output.STRING,
            )
        except pytesseract.TesseractError as error:
            said = clean(str(error.message))[:300]
            raise CannotRead(Reason.CRASHED, f"Tesseract gave up: {said}") from error
        except RuntimeError as error:
            raise CannotRead(
                Reason.TOO_SLOW, f"Reading the page took more than {seconds:.0f} seconds."
            ) from error
        except OSError as error:
            raise CannotRead(Reason.UNSUPPORTED, f"Tesseract cannot be run: {error}") from error
        return text_in(table)


def find_tesseract() -> Tesseract:
    """The program, as it is installed here. Raises NoOcr."""
    try:
        import pytesseract
    except ImportError as error:
        raise NoOcr(
            "Scans cannot be read: the extra 'ocr' is not installed.",
            "Run: pip install 'polisearch[ocr]'",
        ) from error
    program = shutil.which("tesseract")
    if program is None:
        raise NoOcr(
            "Scans cannot be read: the program 'tesseract' is not installed.",
            "Install it with its languages, for example: apt install tesseract-ocr-deu",
        )
    pytesseract.pytesseract.tesseract_cmd = program
    try:
        languages = tuple(sorted(pytesseract.get_languages()))
    except (OSError, UnicodeDecodeError):
        languages = ()
    if not set(languages) - {_TURNED}:
        raise NoOcr(
            f"Scans cannot be read: {program} has no language.",
            "Install some, for example: apt install tesseract-ocr-deu",
        )
    return Tesseract(program=program, languages=languages)


def text_in(table: str) -> str:
    """The text of Tesseract's table of words: line by line, paragraphs apart, words whole.

    Empty where Tesseract is not sure of the words: what it sees in photographs.
    """
    words = list(_words(table))
    letters = sum(len(word.text) for word in words)
    if sum(word.sure * len(word.text) for word in words) < SURE * letters:
        return ""
    words = [word for word in words if word.sure >= SURE_OF_A_MARK or _says_something(word.text)]
    if not any(_says_something(word.text) for word in words):
        return ""
    return with_whole_words([with_breaks_marked(clean(_joined(words)))])[0]


def _words(table: str) -> Iterator[_Word]:
    for row in table.split("\n"):
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        try:
            sure = float(cells[10])
        except ValueError:
            continue
        yield _Word((cells[2], cells[3]), cells[4], sure, cells[11].strip())


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text))


def _joined(words: Sequence[_Word]) -> str:
    parts = [words[0].text]
    for word, following in pairwise(words):
        if (word.paragraph, word.line) == (following.paragraph, following.line):
            parts.append(" ")
        else:
            parts.append("\n" if word.paragraph == following.paragraph else "\n\n")
        parts.append(following.text)
    return "".join(parts)
