"""One entry of a list of publications: who wrote what, when, and who published it."""

import re
from dataclasses import dataclass

from corpus.vocabulary import Vocabulary
from ingest.describe.kinds import kind_of_title
from ingest.records.persons import persons_in

LONGEST = 1_200
"""Characters of an entry; what is longer is a paragraph."""

LONGEST_TITLE = 300
LEAST_TITLE = 8

_YEAR = r"(?P<year>(?:19|20)\d\d)[a-z]?"
_SHAPES = (
    re.compile(
        rf"(?P<authors>[^()]{{3,400}}?(?:\([^()\d]{{1,12}}\)\.?)?),?\s*\({_YEAR}\)[\s,.:;]*(?P<rest>.+)"
    ),
    re.compile(rf"(?P<authors>[^():]{{3,400}}?\.?),?\s+{_YEAR}[.,:]\s+(?P<rest>.+)"),
    re.compile(r"(?P<authors>[^():]{3,400}(?:\([^()\d]{1,12}\)\.?)?)\s?:\s+(?P<rest>.+)"),
)
_ANY_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_SENTENCES = re.compile(r"(?<=[\w)’'\"”][\w)’'\"”][.?!])\s+(?=\S)")
_QUOTED = re.compile(r"[\"“„«‘']([^\"“”„«»]{8,300}?)[\"”“»’'][\s,.]")
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*((?:97[89][ -]?)?\d[\d -]{7,14}[\dXx])(?![\d-])")
_PLACE = re.compile(r"(?P<place>[^\W\d_][^:,]{1,40}?)\s*(?P<sign>[:,])\s*(?P<body>[^:]{3,150})")
_TAIL = re.compile(r"[\s,(]*(?:(?:19|20)\d\d[a-z]?)?[\s).,]*$")
_PUBLISHES = re.compile(
    r"verlag|\bpress\b|\bpress[e]s\b|publish|publications office|éditions|editore|uitgever"
    r"|foundation|stiftung|fondation|eurofound|\boffice\b|akademie|academy|universit|institut"
    r"|ministr|council|commission|routledge|springer|palgrave|ashgate|\bsage\b|elsevier|wiley"
    r"|\bbrill\b|peter lang",
    re.IGNORECASE,
)
_NO_PUBLISHER = re.compile(r"in[: ]|pp?\. ?\d|s\. ?\d|vol|https?:|www\.|doi", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What an entry says. `isbn` is as it is printed."""

    authors: tuple[str, ...]
    title: str
    year: str
    publisher: str = ""
    isbn: str = ""


def citation(entry: str, vocabulary: Vocabulary) -> Citation | None:
    """What an entry on one line says; None where it is no entry."""
    if len(entry) > LONGEST:
        return None
    for shape in _SHAPES:
        found = shape.fullmatch(entry)
        authors = persons_in(found["authors"]) if found else []
        if found is None or not authors:
            continue
        rest = found["rest"]
        year = found.groupdict().get("year") or _year_in(rest)
        title, sentences = _title(rest, vocabulary)
        if not year or not LEAST_TITLE <= len(title) <= LONGEST_TITLE:
            continue
        isbn = _ISBN.search(rest)
        return Citation(
            authors=tuple(authors),
            title=title,
            year=year,
            publisher=next(filter(None, map(_publisher, sentences)), ""),
            isbn=isbn[1].strip() if isbn else "",
        )
    return None


def _year_in(rest: str) -> str:
    """The last year that is named: those before it may stand in the title."""
    isbn = _ISBN.search(rest)
    found = _ANY_YEAR.findall(rest[: isbn.start()] if isbn else rest)
    return found[-1] if found else ""


def _title(rest: str, vocabulary: Vocabulary) -> tuple[str, list[str]]:
    """The title, with the sentences after it that name its kind, and what is left."""
    quoted = _QUOTED.match(rest)
    if quoted is not None:
        return quoted[1].strip(" .,"), _SENTENCES.split(rest[quoted.end() :].strip())
    sentences = _SENTENCES.split(rest.strip())
    length = 1
    while length < len(sentences) and kind_of_title(sentences[length], vocabulary):
        length += 1
    return " ".join(sentences[:length]).strip(" .*_"), sentences[length:]


def _publisher(sentence: str) -> str:
    """The publisher of "Wien, Verlag der Akademie 2007" or of "Dublin: Eurofound"."""
    sentence = _TAIL.sub("", sentence)
    if _NO_PUBLISHER.match(sentence):
        return ""
    found = _PLACE.fullmatch(sentence)
    if found is None:
        return sentence if _PUBLISHES.search(sentence) and len(sentence) <= 120 else ""
    place, body = found["place"].strip(), found["body"].strip()
    if found["sign"] == ":" or _PUBLISHES.search(body):
        return body
    return place if _PUBLISHES.search(place) else ""
