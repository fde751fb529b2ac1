"""The title a document prints: the largest lines of the page it begins with.

Where the largest line is no larger than the text, the title is what stands in bold or in
capitals above it. Dates, addresses, the names of those who issue a document, headings of
contents and of introductions are none of it. What is left may be no title at all, and
then nothing is said.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from corpus.names import country_code
from corpus.words import fold
from ingest.describe.context import one_line
from ingest.describe.dates import MONTHS
from ingest.describe.plain_case import PlainCase, is_shouting
from ingest.extract.extracted import Extracted
from ingest.extract.printed import PrintedLine, TitlePage

LARGER = 1.08
"""Times the size of the text: from here on a line is set off by its size."""

NEIGHBOUR = 0.62
"""Share of the size of the largest line: what is smaller is no more of the title."""

_NEIGHBOUR_OF_A_WORD = 0.45
"""The same where the largest line is one word, which is rarely a title."""

_SAME_SIZE = 1.04
_SUBTITLE = 1.15
"""Times the size: from here on one line is the title, and the other its subtitle."""

_FEWEST_BEFORE_A_SUBTITLE = 2

_WIDEST_GAP = 3.2
"""How far two lines of one title stand from each other at most, in sizes of their letters."""

_WIDEST_GAP_IN_BOLD = 2.2
"""The same where size does not tell the title from the text."""

_MOST_IN_BOLD = 0.7
"""Share of the lines of a page from which on bold tells nothing."""

_LINES_ABOVE = 8
"""Lines of a page in which a title that is no larger than the text is looked for."""

_LONGEST = 220
_LONGEST_QUOTATION = 12
_WORDS_OF_A_SPARSE_PAGE = 120
_LEADERS_OF_CONTENTS = 3

_OUTER = re.compile(r"^[\s*_|,;:–—-]+|[\s*_|,;:–—-]+$")
_LETTERS = re.compile(r"[^\W\d_]+")
_LINK = re.compile(r"https?:|www\.|@|\.(?:gov|org|com|net|eu)\b|^#\w", re.IGNORECASE)
_GARBLED = re.compile(r"[^\W\d_][,;:|][^\W\d_]|[^\W\d_][|_~^][^\W\d_]")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|стр)\W*)?\d{1,3}\W*(?:(?:of|von|de|di|/)\W*\d+)?\W*(?:\|?\W*p\s*a\s*g\s*e)?\W*"
    r"|\W*(?:page|seite|página|pagina)\W*[ivx]+\W*",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\W*(?:19|20)\d\d\W*(?:(?:19|20)?\d\d)?\W*")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\W*(?:[^\W\d_]+\W+){{0,2}}?(?:\d{{1,2}}\S{{0,2}}\s*)?(?:de\s+)?(?:{_MONTH})\b\W*(?:de\s+)?"
    rf"(?:\d{{1,2}}\S{{0,2}}\W*)?(?:(?:19|20)\d\d)?\W*"
    r"|\W*\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\W*"
    r"|\W*(?:adopted|approved|published)\b.{0,40}(?:19|20)\d\d\W*"
    r"|\W*\d{1,2} \w+[،,]? (?:(?:19|20)\d\d|\d\d(?:91|02))\W*",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"(?:the )?(?:(?:\S+ )?"
    r"(?:republic|kingdom|states?|commonwealth|principality|government|sultanate)"
    r"|r[ée]publique|rep[úu]blica|repubblica|republik|королевство|республика|государство"
    r"|gouvernement|gobierno|governo|regierung|правительство"
    r"|royaume|reino|regno|königreich|دولة|جمهورية|مملكة|المملكة|حكومة)\b(?:\s+\S+){0,6}"
    r"|(?:\S+\s+){1,2}(?:республика|republic|democratic republic)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:the )?(?:city|town|county|borough|municipality|stadt|ville|comune|ayuntamiento) "
    r"(?:of|de|di) \S+(?: \S+)?"
    r"|.{0,60}\b(?:council|authority|agency|committee|commission|secretariat|partnership)"
    r"|(?:the )?(?:ministry|department|office|division|directorate|bureau|secretariat|minist[èe]re"
    r"|ministerio|ministero|ministerium|bundesministerium|министерство|وزارة|secretar[íi]a"
    r"|direction|direcci[óo]n|agence|agencia)\b.{0,100}"
    r"|.{0,60}\b(?:department|ministry|ministerium|division|gmbh|ltd\.?|llc|inc\.?|plc)",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"\W*(?:prepared (?:by|for)|produced by|published by|in cooperation with|written by|authors?:"
    r"|by\b|erstellt|herausgegeben|préparé par|elaborado por|a cura di|unofficial translation"
    r"|original:|version\b.{0,20}$|draft\W*$|confidential\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\W*(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.|[A-Z]\.-?)\s+\S")
_NO_TITLE = frozenset(
    fold(words)
    for words in (
        "contents", "table of contents", "list of contents", "introduction", "summary", "foreword",
        "executive summary", "preface", "acknowledgements", "abstract", "background", "overview",
        "inhalt", "inhaltsverzeichnis", "einleitung", "vorwort", "zusammenfassung", "präambel",
        "sommaire", "table des matières", "résumé", "préface", "avant-propos", "préambule",
        "índice", "contenido", "introducción", "resumen", "prólogo", "presentación",
        "indice", "sommario", "introduzione", "premessa", "prefazione",
        "содержание", "введение", "المحتويات", "مقدمة", "موجز",
    )
)  # fmt: skip
_JOINS = re.compile(
    r"(?:[-–—:,&]|\b(?:of|and|the|for|in|to|on|with|und|für|der|die|das|den|dem|zur|zum|von|de|des|del"
    r"|du|et|la|le|les|pour|para|por|en|y|e|di|della|per|il|в|и|на|по|об|о))$",
    re.IGNORECASE,
)


def with_printed_title(extracted: Extracted) -> Extracted:
    """A document with the title it prints as its heading, where its format gives none."""
    if extracted.heading or extracted.title_page is None:
        return extracted
    lines = title_lines(extracted.title_page)
    if not lines:
        return extracted
    title = joined(lines)
    if any(is_shouting(text) for text in (title, *(line.text for line in lines))):
        plain = PlainCase(page.text for page in extracted.pages)
        if is_shouting(title):
            title = plain.of(title)
        else:
            title = joined([line._replace(text=plain.of(line.text)) for line in lines])
    return replace(extracted, heading=title)


def title_lines(page: TitlePage) -> list[PrintedLine]:
    """The lines of a page that are its title, none where that is not sure.

    A page that is not the first of its file is a title page only where it holds little else.
    """
    lines = page.lines
    if _is_contents(lines):
        return []
    if not page.is_cover:
        is_full = sum(len(line.text.split()) for line in lines) > _WORDS_OF_A_SPARSE_PAGE
        return [] if is_full else _by_size(lines, page.body_size)
    return _by_size(lines, page.body_size) or _by_weight(lines)


def _is_contents(lines: Sequence[PrintedLine]) -> bool:
    return sum("....." in line.text for line in lines) >= _LEADERS_OF_CONTENTS


def joined(block: Sequence[PrintedLine]) -> str:
    """The lines of a title as one, with a colon before a subtitle: a line of another size."""
    title = ""
    size = 0.0
    for line in block:
        text = one_line(line.text)
        if not title:
            title = text
        elif title.endswith("-") and text[0].isdigit():
            title += text
        else:
            title += f"{': ' if _is_subtitle(title, size, line) else ' '}{text}"
        size = line.size
    return _OUTER.sub("", one_line(title))


def _is_subtitle(title: str, size: float, line: PrintedLine) -> bool:
    return not (
        max(size, line.size) < _SUBTITLE * min(size, line.size)
        or len(title.split()) < _FEWEST_BEFORE_A_SUBTITLE
        or title[-1] in ".:!?;,–—-"
        or line.text[0].islower()
        or _JOINS.search(title)
        or _JOINS.search(line.text.split()[0])
    )


def _by_size(lines: Sequence[PrintedLine], body_size: float) -> list[PrintedLine]:
    """The largest line with its neighbours, where it is larger than the text."""
    left = [n for n in range(len(lines)) if _is_eligible(lines, n)]
    alone: list[PrintedLine] = []
    while left:
        largest = max(lines[n].size for n in left)
        if largest < LARGER * body_size or (alone and largest < NEIGHBOUR * alone[0].size):
            break
        start = next(n for n in left if lines[n].size * _SAME_SIZE >= largest)
        is_word = len(lines[start].text.split()) == 1
        share = _NEIGHBOUR_OF_A_WORD if is_word else NEIGHBOUR
        least = max(share * largest, LARGER * body_size)
        block = _block(lines, start, partial(_is_as_large, least))
        if _says_something(block):
            if len(block) > 1 or not is_word:
                return block
            alone = alone or block  # one word: a logo's, if anything else is as large
        left = [n for n in left if lines[n] not in block]
    return alone


def _by_weight(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The first lines in bold, else in capitals, above the text."""
    above = [n for n in range(min(len(lines), _LINES_ABOVE)) if _is_eligible(lines, n)]
    is_all_bold = sum(line.is_bold for line in lines) > _MOST_IN_BOLD * len(lines)
    for looks in (_is_in_capitals,) if is_all_bold else (_is_bold, _is_in_capitals):
        for start in above:
            if looks(lines[start]):
                belongs = partial(_looks_so, looks, lines[start].size / LARGER)
                block = _block(lines, start, belongs, _WIDEST_GAP_IN_BOLD)
                if _says_something(block):
                    return block
    return []


def _is_as_large(least: float, line: PrintedLine) -> bool:
    return line.size >= least


def _looks_so(looks: Callable[[PrintedLine], bool], least: float, line: PrintedLine) -> bool:
    return looks(line) and line.size >= least


def _is_bold(line: PrintedLine) -> bool:
    return line.is_bold


def _is_in_capitals(line: PrintedLine) -> bool:
    letters = [letter for letter in line.text if letter.isalpha()]
    return len(letters) > 8 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


def _block(
    lines: Sequence[PrintedLine],
    start: int,
    belongs: Callable[[PrintedLine], bool],
    widest: float = _WIDEST_GAP,
) -> list[PrintedLine]:
    """A line with those before and after it that belong to it, none far from the next."""
    block = [lines[start]]
    for step in (-1, 1):
        near = lines[start]
        n = start + step
        while 0 <= n < len(lines):
            line = lines[n]
            is_small_noise = _is_noise(line.text) and line.size < NEIGHBOUR * lines[start].size
            if not is_small_noise:
                is_far = abs(line.down - near.down) > widest * max(line.size, near.size)
                if is_far or not belongs(line) or not _is_eligible(lines, n):
                    break
                block.insert(0 if step < 0 else len(block), line)
                near = line
            n += step
    return block


def _is_eligible(lines: Sequence[PrintedLine], n: int) -> bool:
    text = lines[n].text
    if len(text) > _LONGEST or _is_noise(text) or _STOPS.match(text) or _DATE.fullmatch(text):
        return False
    if fold(text).strip(" .:") in _NO_TITLE:
        return False
    goes_on = n > 0 and _JOINS.search(lines[n - 1].text) and not _is_noise(lines[n - 1].text)
    return bool(goes_on) or not (_names_a_body(text) or _NUMBERED.match(text))


def _is_noise(text: str) -> bool:
    text = text[:_LONGEST]
    return bool(
        _LINK.search(text)
        or _PAGE_NUMBER.fullmatch(text)
        or _GARBLED.search(text)
        or not (_LETTERS.search(text) or _YEARS.fullmatch(text))
    )


def _names_a_body(text: str) -> bool:
    text = text.strip(" .,:")
    return bool(country_code(text) or _STATE.fullmatch(text) or _BODY.fullmatch(text))


def _says_something(block: Sequence[PrintedLine]) -> bool:
    return _may_be_a_title(joined(block))


def _may_be_a_title(title: str) -> bool:
    words = [word for word in _LETTERS.findall(title) if len(word) > 1]
    if not words or len(title) > _LONGEST or max(map(len, words)) < 4:
        return False
    if title[0] in "“„\"'‘" and len(words) > _LONGEST_QUOTATION:
        return False
    if title.endswith(".") and len(words) > 12:
        return False
    if title[0] in "&^~|\\" or (title[0].islower() and len(words) == 1):
        return False
    return fold(title).strip(" .:") not in _NO_TITLE
