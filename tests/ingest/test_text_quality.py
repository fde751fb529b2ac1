"""How near is the text of a PDF to what is printed? Measured, with floors that only rise.

Six programmes lie side by side as PDF and as HTML, page for page. The HTML was made by
another program, keeps the lines of the page, and marks nothing: its lines that repeat over
the pages, and those that are numbers, are its heads and feet, and a hyphen that ends
a line between small letters was put there by the layout. What remains is compared with
each page of the PDF, without what is left out:

- characters: the similarity of the texts by insertions and deletions (rapidfuzz's Indel),
- words: the share of words that both have (F1), order aside.
"""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from rapidfuzz.distance import Indel

from corpus.vocabulary import read_vocabulary
from ingest.extract.pdf import PdfReader
from ingest.tidy.breaks import BREAK
from ingest.tidy.document import tidied

SHARED = Path(__file__).resolve().parents[3] / "shared"
PROGRAMMES = SHARED / "data" / "reports" / "german_programmes"
FLOORS = Path(__file__).with_name("text_quality.toml")
NAMES = ("cdu", "fdp", "gruene", "linke", "piraten", "spd")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PROGRAMMES.is_dir(), reason="the folder of real reports is not here"),
]

PAGE = re.compile(r'<a name="?(\d+)"?></a>')
LONGEST_PAGE = 20_000
REPEATED = 10
OUTERMOST = 4
BROKEN = re.compile(r"(?<=[a-zäöüß])-\n(?=(?!und\b|oder\b|bzw\b)[a-zäöüß])")
HYPHENED = re.compile(r"(?<=\w)-\n(?=(?!und\b|oder\b|bzw\b)\w)")


@dataclass(frozen=True)
class Quality:
    """How near the text of a file is to what is printed, in percent."""

    characters: float
    words: float


@cache
def measured(name: str) -> tuple[Quality, Quality]:
    """The quality of one programme as its reader gives it, and as it is after tidying."""
    (extracted,) = PdfReader().read(PROGRAMMES / f"{name}.pdf")
    tidy = tidied(extracted, read_vocabulary(), "application/pdf")
    printed = printed_pages(PROGRAMMES / f"{name}.html")
    before = [page.text.replace(BREAK, "") for page in extracted.pages]
    return quality(printed, before), quality(printed, [page.matched for page in tidy.pages])


def table() -> str:
    """The figures of every programme, for people."""
    lines = [f"{'':8}  {'characters':>16}  {'words':>16}"]
    for name in NAMES:
        before, after = measured(name)
        characters = f"{before.characters:.2f} → {after.characters:.2f}"
        words = f"{before.words:.2f} → {after.words:.2f}"
        lines.append(f"{name:8}  {characters:>16}  {words:>16}")
    return "\n".join(lines)


def printed_pages(path: Path) -> dict[int, str]:
    """The text of each page of the HTML, by the number of the page in the file."""
    _, *found = PAGE.split(path.read_text(encoding="utf-8"))
    pages = {int(n): lines_of(html) for n, html in zip(found[::2], found[1::2], strict=True)}
    seen = Counter(line for lines in pages.values() for line in {*map(without_digits, lines)})
    return {number: with_whole_words(text_of(lines, seen)) for number, lines in pages.items()}


def with_whole_words(text: str) -> str:
    return HYPHENED.sub("-", BROKEN.sub("", text))


def lines_of(html: str) -> list[str]:
    soup = BeautifulSoup(html, "lxml")
    for style in soup.find_all("style"):
        style.decompose()
    for line_end in soup.find_all(["br", "p"]):
        line_end.insert_after("\n")
    lines = soup.get_text().replace("\xa0", " ").split("\n")
    return [line.strip() for line in lines if line.strip()]


def without_digits(text: str) -> str:
    return "".join(char for char in text if not char.isdigit()).strip()


def text_of(lines: list[str], seen: Counter[str]) -> str:
    """The lines of a page without those at its top and bottom that many pages have."""
    last = len(lines) - OUTERMOST
    return "\n".join(
        line
        for index, line in enumerate(lines)
        if OUTERMOST <= index < last or is_text(without_digits(line), seen)
    )


def is_text(bare: str, seen: Counter[str]) -> bool:
    return any(map(str.isalpha, bare)) and seen[bare] < REPEATED


def quality(printed: dict[int, str], read: list[str]) -> Quality:
    """Over all pages that have text in both, each by its length."""
    weight = characters = common = in_both = 0.0
    for number, gold in printed.items():
        expected, found = plain(gold), plain(read[number - 1])
        if not expected or not found:
            continue
        weight += len(expected)
        characters += len(expected) * Indel.normalized_similarity(expected, found)
        words, others = Counter(words_of(expected)), Counter(words_of(found))
        common += 2 * (words & others).total()
        in_both += words.total() + others.total()
    return Quality(100 * characters / weight, 100 * common / in_both)


def plain(text: str) -> str:
    return " ".join(text[:LONGEST_PAGE].casefold().split())


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+(?:-\w+)*", text)


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_a_programme_is_as_near_to_print_as_it_was(name: str) -> None:
    floor = tomllib.loads(FLOORS.read_text(encoding="utf-8"))[name]
    _, after = measured(name)

    assert after.characters >= floor["characters"]
    assert after.words >= floor["words"]


@pytest.mark.parametrize("name", NAMES)
def test_tidying_brings_the_text_nearer_to_print(name: str) -> None:
    before, after = measured(name)

    assert after.characters > before.characters
    assert after.words > before.words
