"""BibTeX, as LaTeX reads it: UTF-8, with everything escaped that would be a command."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from corpus.words import fold
from search.citing.item import Item, date_of, keywords_of
from search.citing.names import Name, family_name
from search.export.entries import Entry

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\ensuremath{\lbrace}",  # balanced, which BibTeX asks of every value
    "}": r"\ensuremath{\rbrace}",
    "~": r"\textasciitilde{}",
    "^": r"\string^",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_ESCAPED = re.compile(r"[\\{}~^&%$#_]")
_LIGATURE = re.compile(r"([-'`,])(?=\1)|([<>])(?=\2)|([?!])(?=`)")  # two signs that would be one
_WORD = re.compile(r"(\w+(?:[-'’./&]\w+)*)")
_KEY_WORD = re.compile(r"[A-Za-z]{4,}")


def bibtex(entries: Iterable[Entry]) -> Iterator[str]:
    """Each entry as one piece of text, under a key that is unique among them.

    An address stands as it is, as in `\\url`; of all keys, only they are kept.
    """
    keys = _Keys()
    for entry in entries:
        item = entry.item
        fields = [f"  {name} = {{{value}}},\n" for name, value in _fields(item) if value]
        kind = "techreport" if item["type"] == "report" else "misc"
        yield "".join([f"@{kind}{{{keys.of(entry, item)},\n", *fields, "}\n\n"])


def escaped(text: str) -> str:
    """A text as LaTeX prints it.

    >>> escaped("R&D {50 %}")
    'R\\\\&D \\\\ensuremath{\\\\lbrace}50 \\\\%\\\\ensuremath{\\\\rbrace}'
    """
    apart = _LIGATURE.sub("\\g<0>\0", text)
    return _ESCAPED.sub(lambda found: _SPECIAL[found[0]], apart).replace("\0", "{}")


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    date = date_of(item)
    publisher = "institution" if item["type"] == "report" else "publisher"
    yield "author", " and ".join(_author(name) for name in item.get("author", ()))
    yield "title", _with_capitals(item.get("title", ""))
    yield publisher, escaped(item.get("publisher", ""))
    for name, part in zip(("year", "month", "day"), date, strict=False):
        yield name, f"{part:04}" if name == "year" else str(part)
    yield "type", escaped(item.get("genre", ""))
    yield "number", escaped(item.get("number", ""))
    yield "series", escaped(item.get("collection-title", ""))
    yield "language", escaped(item.get("language", ""))
    yield "keywords", escaped(", ".join(keywords_of(item)))
    yield "pages", escaped(item.get("locator", ""))
    yield "chapter", escaped(item.get("section", ""))
    yield "annote", escaped(item.get("annote", ""))
    yield "url", item.get("URL", "")


def _author(name: Name) -> str:
    """A name of which BibTeX sees what is the family's; a body's whole."""
    if "literal" in name:
        return f"{{{escaped(name['literal'])}}}"
    family = escaped(name["family"])
    whole = f"{{{family}}}" if " " in family or family.startswith("\\") else family
    before = escaped(name.get("non-dropping-particle", ""))
    parts = [f"{before} {whole}".strip(), name.get("suffix", ""), name.get("given", "")]
    return ", ".join([parts[0], *(escaped(part) for part in parts[1:] if part)])


def _with_capitals(title: str) -> str:
    """A title whose capital letters no style makes small, but for the first of all."""
    parts = _WORD.split(title)  # every second one is a word
    first = next((at for at in range(1, len(parts), 2)), 0)
    return "".join(
        f"{{{escaped(part)}}}" if at % 2 and _keeps(part, is_first=at == first) else escaped(part)
        for at, part in enumerate(parts)
    )


def _keeps(word: str, *, is_first: bool) -> bool:
    return any(letter.isupper() for letter in (word[1:] if is_first else word))


class _Keys:
    """The keys of one file: who, when and about what; then a, b, c …"""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._again: Counter[str] = Counter()

    def of(self, entry: Entry, item: Item) -> str:
        """A key that was not given before, whatever its case."""
        wanted = _key(entry, item)
        key = wanted
        while key.lower() in self._used:
            self._again[wanted] += 1
            key = wanted + _letters(self._again[wanted])
        self._used.add(key.lower())
        return key


def _key(entry: Entry, item: Item) -> str:
    names = item.get("author")
    who = _camel(family_name(names[0])) if names else ""
    when = "".join(f"{part:04}" for part in date_of(item)[:1])
    title = _KEY_WORD.search(fold(item.get("title", "")))
    what = _camel(entry.document.first("city")) or (_camel(title[0]) if title else "")
    return f"{who}{when}{what}" or f"document{_camel(item['id'])}"


MOST_LETTERS = 40
"""Letters of a name in a key."""


def _camel(text: str) -> str:
    """Words as one, in plain letters: Lüken-Klaßen is LukenKlassen."""
    words = re.findall(r"[A-Za-z0-9]+", _bare(text))
    return "".join(word[0].upper() + word[1:] for word in words)[:MOST_LETTERS]


def _bare(text: str) -> str:
    """A text without accents, its capitals kept."""
    return "".join(fold(one).upper() if one.isupper() else fold(one) for one in text[:200])


def _letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    written = ""
    while number:
        number, at = divmod(number - 1, 26)
        written = chr(ord("a") + at) + written
    return written
