"""Which of the claims on a document decide its fields, and why do the others not?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.document import Claim, Origin
from corpus.fields import BY_NAME, Type
from corpus.vocabulary import Vocabulary

WEAK = 0.5
"""Claims below this confidence count only where a field has no better one; those of none never."""

COMPUTED = frozenset({"id", "sha256", "source", "pages", "scan", "section"})
"""Fields that follow from the file itself: nobody can claim them."""

_STRENGTH = {origin: number for number, origin in enumerate(Origin)}
_YEAR = re.compile(r"([12]\d{3})(?:-\d\d(?:-\d\d)?|\.0)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A claim, the value it stands for, and why it does not hold: empty where it does."""

    claim: Claim
    value: str
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The values that the claims on a field come to, and each claim as it was weighed."""

    values: tuple[str, ...] = ()
    claims: tuple[Weighed, ...] = ()


def weigh_all(claims: Iterable[Claim], vocabulary: Vocabulary) -> dict[str, Weighing]:
    """Weigh the claims on a document, by field, in the order of the fields.

    Its city is not also a place that it mentions.
    """
    by_field: dict[str, list[Claim]] = {}
    for claim in claims:
        by_field.setdefault(claim.field, []).append(claim)
    found = {name: weigh(by_field[name], vocabulary) for name in BY_NAME if name in by_field}
    if "place_mentioned" in found and "city" in found:
        cities = found["city"].values
        found["place_mentioned"] = _without(found["place_mentioned"], cities, "it is the city")
    return found


def weigh(claims: Sequence[Claim], vocabulary: Vocabulary) -> Weighing:
    """Weigh the claims on one field.

    The strongest origin decides. A field of many values takes all that this
    origin says, in order; any other the one said with most confidence. A
    correction without a value leaves the field without one.
    """
    if not claims or claims[0].field not in BY_NAME or claims[0].field in COMPUTED:
        return _none_hold(claims, "this follows from the file itself")
    if any(_says_none(claim) for claim in claims):
        return _none_hold(claims, "a correction says that there is none")
    every = [(claim, canonical(claim.field, claim.value, vocabulary)) for claim in claims]
    valid = [(claim, value) for claim, value in every if value and claim.confidence > 0]
    values, best = _decided(valid, many=BY_NAME[claims[0].field].many)
    return Weighing(
        values=values,
        claims=tuple(
            Weighed(claim=claim, value=value, why_not=_why_not(claim, value, values, best))
            for claim, value in every
        ),
    )


def canonical(field: str, written: str, vocabulary: Vocabulary) -> str:
    """A value as it is kept; empty where it cannot be a value of the field.

    >>> canonical("language", "German", Vocabulary()), canonical("year", "soon", Vocabulary())
    ('de', '')
    """
    value = " ".join(written.split())
    kind = BY_NAME[field].type
    if kind is Type.YEAR:
        found = _YEAR.fullmatch(value)
        return found[1] if found else ""
    if kind is Type.DATE:
        return value if _is_date(value) else ""
    if kind is Type.NUMBER:
        return value if value.isascii() and value.isdigit() else ""
    known = vocabulary.canonical(field, value) if value else None
    if known is None and kind in (Type.COUNTRY, Type.LANGUAGE):
        return ""  # a filter could neither show nor find it
    return known or value


def _without(weighing: Weighing, refused: tuple[str, ...], why_not: str) -> Weighing:
    return Weighing(
        values=tuple(value for value in weighing.values if value not in refused),
        claims=tuple(
            replace(one, why_not=why_not) if one.value in refused and not one.why_not else one
            for one in weighing.claims
        ),
    )


def _says_none(claim: Claim) -> bool:
    return claim.origin is Origin.CORRECTION and not claim.value


def _none_hold(claims: Sequence[Claim], why_not: str) -> Weighing:
    return Weighing(
        claims=tuple(
            Weighed(claim=claim, value="", why_not="" if _says_none(claim) else why_not)
            for claim in claims
        )
    )


def _decided(valid: list[tuple[Claim, str]], *, many: bool) -> tuple[tuple[str, ...], Claim | None]:
    """The values, and the claim that says the first of them."""
    found = [entry for entry in valid if entry[0].confidence >= WEAK]
    if found:
        strongest = min(_STRENGTH[claim.origin] for claim, _ in found)
        found = [entry for entry in found if _STRENGTH[entry[0].origin] == strongest]
        if not many:
            found.sort(key=lambda entry: -entry[0].confidence)
    elif valid:
        found = sorted(valid, key=lambda entry: (-entry[0].confidence, _STRENGTH[entry[0].origin]))
        found = [entry for entry in found if entry[0].origin is found[0][0].origin]
    else:
        return (), None
    values = tuple(dict.fromkeys(value for _, value in found))
    return values if many else values[:1], found[0][0]


def _why_not(claim: Claim, value: str, values: tuple[str, ...], best: Claim | None) -> str:
    if value and not claim.confidence:
        return "the document does not bear it out"
    if not value or best is None:
        return "no value of this field"
    if claim.confidence < WEAK <= best.confidence:
        return "not sure enough"
    if claim.origin is best.origin:
        return "" if value in values else _less_sure(claim, best)
    if best.origin is Origin.CORRECTION:
        return "corrected"
    if best.confidence >= WEAK or claim.confidence == best.confidence:
        return f"weaker than {best.origin}"
    return f"less sure than {best.origin}"


def _less_sure(claim: Claim, best: Claim) -> str:
    return "less sure" if claim.confidence < best.confidence else "said after it"


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
