"""What may be believed of what a file says about itself?

Programs fill in titles, authors and dates that nobody ever looked at. What is
known to be such rubbish is left out here, and what is doubtful gets a low
confidence. Each function gives claims; `said` is the name under which the file
says it, and becomes part of the evidence.
"""

import re
from collections.abc import Iterator

from corpus.codes import codes_in
from corpus.document import Claim, Origin
from corpus.words import clean

STATED = 0.8
"""Somebody wrote it into the file on purpose, more likely than not."""

KEYWORDS = 0.6
ONE_WORD_AUTHOR = 0.4
"""`Jacquelin`, `dell`: more often the name of a computer account than of an author."""

LANGUAGE_SETTING = 0.4
"""Templates say `en` whatever the text is in; a guess from the text knows better."""

MADE_ON = 0.3
"""The day a file was made is not the year of publication: counts where nothing else exists."""

MADE = "CreationDate"
"""The name under which a PDF says when it was made."""

LONGEST_VALUE = 300
"""Characters of a believable value; longer ones are a description in the wrong place."""

_NO_TITLE = re.compile(
    r"(?:untitled|word document|sans titre|ohne titel|senza titolo|sin título|document|title|test"
    r"|scan\w*|new document|no title|powerpoint presentation|présentation powerpoint|slide \d+"
    r"|print|layout \d+|index|home|page \d+|scannable-dokument|book ?\d|sheet ?\d|mappe ?\d"
    r"|tabelle ?\d|classeur ?\d|feuil ?\d|no subject|kein betreff|sans objet)[\W\d]*"
    r"|[-–|:].*"  # the title before the name of the site is missing
    r"|microsoft (?:word|powerpoint|excel)\b.*"
    r"|\S*[/\\]\S*"
    r"|.*\.(?:docx?|pdf|indd|qxd|pptx?|xlsx?|rtf|odt|txt|html?|tex|dvi|ps|eps|pages|jpe?g|tiff?)",
    re.IGNORECASE | re.DOTALL,
)
_NO_AUTHOR = re.compile(
    r"(?:user|admin\w*|owner|author|unknown|anonymous|guest|default|windows|dell|hp|lenovo|acer"
    r"|asus|toshiba|maison|home|microsoft( office)?( user)?|utilisateur( windows)?|benutzer"
    r"|usuario|utente|pc|test|root|none|n/?a|valued (gateway )?customer|registered user"
    r"|apache poi|openpyxl|python-docx|calibre.*)[\W\d]*",
    re.IGNORECASE,
)
_BETWEEN_AUTHORS = re.compile(r"\s*;\s*|\s+and\s+(?=[A-Z]\S*\s)")
_BETWEEN_KEYWORDS = re.compile(r"\s*[;,\n]\s*")
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_PDF_DATE = re.compile(r"D?:?\s*(\d{4})(\d{2})(\d{2})")


_NO_KIND = re.compile(
    r"collection|dataset|event|image|interactive ?resource|moving ?image|physical ?object|service"
    r"|software|sound|still ?image|text|document|article|website",
    re.IGNORECASE,
)
"""Dublin Core's own types (DCMI Type Vocabulary) and the like: true of any report."""


def one_line(value: str) -> str:
    """Clean text on one line."""
    return " ".join(clean(value).split())


def title(said: str, value: str, confidence: float = STATED) -> Iterator[Claim]:
    """A title, and the publication codes in it; nothing for what programs write themselves."""
    value = one_line(value)
    yield from codes(said, value)
    if len(value) > LONGEST_VALUE or sum(c.isalpha() for c in value) < 2:
        return
    if not _NO_TITLE.fullmatch(value):
        yield _claim("title", value, said, value, confidence)


def codes(said: str, value: str) -> Iterator[Claim]:
    """The publication codes in a text."""
    for code, written in codes_in(one_line(value)[:LONGEST_VALUE]):
        yield _claim("code", code, said, written, STATED)


def authors(said: str, value: str, confidence: float = STATED) -> Iterator[Claim]:
    """Each author of a list; names of computer accounts are left out or doubted.

    >>> [claim.value for claim in authors("Author", "Jan Ode and Ana Ruiz;user")]
    ['Jan Ode', 'Ana Ruiz']
    """
    for name in _BETWEEN_AUTHORS.split(one_line(value)[:LONGEST_VALUE]):
        if sum(c.isalpha() for c in name) < 2 or _NO_AUTHOR.fullmatch(name):
            continue
        doubt = confidence if " " in name else min(confidence, ONE_WORD_AUTHOR)
        yield _claim("author", name, said, value, doubt)


def keywords(said: str, value: str) -> Iterator[Claim]:
    """Each keyword of a list as a tag."""
    seen = set()
    for word in _BETWEEN_KEYWORDS.split(clean(value)[:2_000]):
        word = one_line(word)
        if word and len(word) <= 80 and any(c.isalnum() for c in word) and word not in seen:
            seen.add(word)
            yield _claim("tag", word, said, word, KEYWORDS)


def kind(said: str, value: str) -> Iterator[Claim]:
    """The kind of document, unless what is said is true of any."""
    if not _NO_KIND.fullmatch(value.strip()):
        yield from plain("kind", said, value)


def plain(field: str, said: str, value: str) -> Iterator[Claim]:
    """A value that is taken as it stands."""
    value = one_line(value)
    if value and len(value) <= LONGEST_VALUE:
        yield _claim(field, value, said, value, STATED)


def language(said: str, value: str, confidence: float = LANGUAGE_SETTING) -> Iterator[Claim]:
    """The language a file is set to.

    >>> [claim.value for claim in language("lang", "en-GB")]
    ['en']
    """
    found = re.fullmatch(r"([A-Za-z]{2})(?:[-_].*)?", value.strip(), re.DOTALL)
    if found:
        yield _claim("language", found[1].lower(), said, value, confidence)


def published(said: str, value: str, confidence: float = STATED) -> Iterator[Claim]:
    """The year of publication, and the day where the date has one."""
    year, day = date(value)
    if year:
        yield _claim("year", year, said, value, confidence)
    if day:
        yield _claim("published_on", day, said, value, confidence)


def made(said: str, value: str) -> Iterator[Claim]:
    """The year a file was made, as a weak claim about the year of publication."""
    year, _ = date(value)
    if year:
        yield _claim("year", year, said, value, MADE_ON)


def date(value: str) -> tuple[str, str]:
    """The year and the ISO date in a text, each empty where it is not said.

    >>> date("25-07-2017"), date("2009-03"), date("D:20090102113850Z"), date("Month Year")
    (('2017', '2017-07-25'), ('2009', ''), ('2009', '2009-01-02'), ('', ''))
    """
    value = value.strip()
    if found := _DAY_FIRST.match(value):
        day, month, year = found.groups()
    elif found := _PDF_DATE.match(value) or _ISO.match(value):
        year, month, day = found.groups()
    else:
        return "", ""
    if not 1500 <= int(year) <= 2100:
        return "", ""
    if not day or not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return year, ""
    return year, f"{year}-{int(month):02}-{int(day):02}"


def _claim(field: str, value: str, said: str, written: str, confidence: float) -> Claim:
    return Claim(
        field=field,
        value=value,
        origin=Origin.EMBEDDED,
        evidence=f"{said}: {one_line(written)[:LONGEST_VALUE]}",
        confidence=confidence,
    )
