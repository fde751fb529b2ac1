"""A query written as a person would type it: `parse(write(query))` is the query again.

Of what was made of it, in other words or with fewer of them, what was typed is written.
"""

from corpus.fields import BY_NAME, Type
from corpus.words import codes
from index.query import (
    All,
    Either,
    Fuzzy,
    Is,
    Most,
    Near,
    Not,
    Pattern,
    Phrase,
    Query,
    Range,
    Stem,
    Widened,
    Word,
)
from search.language.leaves import is_code
from search.language.signs import OPERATORS


def write(query: Query) -> str:
    """The query in the query language.

    >>> write(All((Word("rent"), Not(Is("city", "Vienna")))))
    'rent -city:Vienna'
    """
    if isinstance(query, Widened):
        return write(query.typed)
    if isinstance(query, Most):
        query = All(query.parts)
    if isinstance(query, All):
        return " ".join(_within(part) for part in query.parts)
    if isinstance(query, Either) and not is_code(query):
        return " OR ".join(_option(part) for part in query.parts)
    return _within(query)


def _option(query: Query) -> str:
    return write(query) if isinstance(query, All) and query.parts else _within(query)


def _within(query: Query) -> str:
    match query:
        case All(()):
            return "*"
        case Either(parts) if is_code(query):
            return _within(parts[0]).removeprefix("=")
        case Widened(typed):
            return _within(typed)
        case All() | Either() | Most():
            return f"({write(query)})"
        case Not(part):
            inside = _within(part)
            return f"NOT {inside}" if inside.startswith(("-", "NOT ", "*")) else f"-{inside}"
        case Word(word, field, stemmed):
            return f"{_prefix(field)}{'' if stemmed else '='}{word}"
        case Stem(stem, field):
            return f"{_prefix(field)}{stem.partition(':')[2]}"
        case Phrase(words, field, True):
            hyphened = "-".join(words)
            return f"{_prefix(field)}{'_'.join(words) if codes(hyphened) else hyphened}"
        case Phrase(words, field):
            return f'{_prefix(field)}"{" ".join(words)}"'
        case Near(word, other, distance, field):
            return f'{_prefix(field)}"{word} {other}"~{distance}'
        case Pattern(pattern, field):
            return f"{_prefix(field)}{pattern}"
        case Fuzzy(word, edits, field):
            return f"{_prefix(field)}{word}~{edits or ''}"
        case Is(field, value):
            return f"{_prefix(field)}{_quoted(value)}"
        case Range(field, low, high):
            return f"{_prefix(field)}{_bounds(field, low, high)}"


def _prefix(field: str) -> str:
    return f"{field}:" if field else ""


def _quoted(value: str) -> str:
    is_plain = value.replace("_", "").isalnum() and value not in OPERATORS
    return value if is_plain else f'"{value}"'


def _bounds(field: str, low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "*"
    if low == high and low is not None and BY_NAME[field].type is not Type.DATE:
        return str(low)
    return f"{_bound(field, low)}..{_bound(field, high)}"


def _bound(field: str, value: int | None) -> str:
    if value is None:
        return ""
    if BY_NAME[field].type is not Type.DATE:
        return str(value)
    return f"{value // 10_000:04d}-{value // 100 % 100:02d}-{value % 100:02d}"
