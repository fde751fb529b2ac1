"""Which of all claims on a document hold?"""

import re
from collections.abc import Iterable
from datetime import date

from corpus.document import Claim, Origin
from corpus.fields import BY_NAME, Type
from corpus.vocabulary import Vocabulary
from ingest.describe.places import country_of

WEAK = 0.5
"""Claims below this confidence count only where a field has no better one."""

COMPUTED = frozenset({"id", "sha256", "source", "pages"})
"""Fields that follow from the file itself: nobody can claim them."""

_STRENGTH = {origin: number for number, origin in enumerate(Origin)}
_YEAR = re.compile(r"([12]\d{3})(?:-\d\d(?:-\d\d)?|\.0)?")


def decide(claims: Iterable[Claim], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The values of every field that someone claims, in their canonical spelling.

    The strongest origin decides a field. A field of many values takes all that
    this origin says, in order; any other the one said with most confidence. A
    correction without a value empties its field.
    """
    by_field: dict[str, list[tuple[Claim, str]]] = {}
    emptied = set()
    for claim in claims:
        if claim.origin is Origin.CORRECTION and not claim.value:
            emptied.add(claim.field)
        if claim.field in BY_NAME and claim.field not in COMPUTED:
            value = _canonical(claim, vocabulary)
            if value:
                by_field.setdefault(claim.field, []).append((claim, value))
    return {
        field.name: _decided(by_field[field.name], many=field.many)
        for field in BY_NAME.values()
        if field.name in by_field and field.name not in emptied
    }


def implied(claims: Iterable[Claim], vocabulary: Vocabulary) -> list[Claim]:
    """What follows from claims: the country of a known city, the year of a date.

    An implied claim is as strong as the one it follows from, and a little less
    sure, so that what is said in so many words goes first.
    """
    found = []
    for claim in claims:
        field, value = "", ""
        if claim.field == "city":
            city = _canonical(claim, vocabulary)
            field, value = "country", country_of(city, vocabulary)
        elif claim.field == "published_on":
            field, value = "year", _canonical(claim, vocabulary)[:4]
        if value:
            found.append(
                Claim(
                    field=field,
                    value=value,
                    origin=claim.origin,
                    evidence=claim.evidence or claim.value,
                    confidence=claim.confidence * 0.99 if claim.confidence >= WEAK
                    else claim.confidence,
                    follows_from=claim.field,
                )
            )  # fmt: skip
    return found


def _decided(found: list[tuple[Claim, str]], *, many: bool) -> tuple[str, ...]:
    sure = [entry for entry in found if entry[0].confidence >= WEAK]
    if sure:
        strongest = min(_STRENGTH[claim.origin] for claim, _ in sure)
        found = [entry for entry in sure if _STRENGTH[entry[0].origin] == strongest]
        if not many:
            found.sort(key=lambda entry: -entry[0].confidence)
    else:
        found = sorted(found, key=lambda entry: (-entry[0].confidence, _STRENGTH[entry[0].origin]))
        found = [entry for entry in found if entry[0].origin is found[0][0].origin]
    values = tuple(dict.fromkeys(value for _, value in found))
    return values if many else values[:1]


def _canonical(claim: Claim, vocabulary: Vocabulary) -> str:
    """The value as it is kept; empty where it cannot be a value of its field."""
    value = " ".join(claim.value.split())
    kind = BY_NAME[claim.field].type
    if kind is Type.YEAR:
        found = _YEAR.fullmatch(value)
        return found[1] if found else ""
    if kind is Type.DATE:
        return value if _is_date(value) else ""
    if kind is Type.NUMBER:
        return value if value.isascii() and value.isdigit() else ""
    known = vocabulary.canonical(claim.field, value) if value else None
    if known is None and kind in (Type.COUNTRY, Type.LANGUAGE):
        return ""  # a filter could neither show nor find it
    return known or value


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
