"""Which of all claims on a document hold?"""

from collections.abc import Iterable

from corpus.document import Claim
from corpus.vocabulary import Vocabulary
from corpus.weighing import COMPUTED, WEAK, canonical, weigh_all
from ingest.describe.places import country_of
from ingest.describe.resolving import Near, resolve

__all__ = ["COMPUTED", "WEAK", "decide", "implied"]


def decide(claims: Iterable[Claim], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The values of every field that someone claims, in their canonical spelling."""
    weighed = weigh_all(claims, vocabulary)
    return {name: weighing.values for name, weighing in weighed.items() if weighing.values}


def implied(claims: Iterable[Claim], vocabulary: Vocabulary) -> list[Claim]:
    """What follows from claims: a city's country, a date's year, an author's institute.

    An implied claim is as strong as the one it follows from, and a little less
    sure, so that what is said in so many words goes first. An event is of the year
    it begins in, unless something says when it was published. Authors move: their
    institute is much less sure, and follows only where none is said.
    """
    said = list(claims)
    has_institute = {claim.origin for claim in said if claim.field == "institute"}
    has_country = {claim.origin for claim in said if claim.field == "country"}
    found = []
    for claim in said:
        field, value, share = "", "", 0.99
        if claim.field == "city":
            city = canonical(claim.field, claim.value, vocabulary)
            field, value = "country", country_of(city, vocabulary)
            if not value and claim.origin not in has_country:
                place = resolve(city, vocabulary, Near())
                value = place.country if place else ""
        elif claim.field == "published_on":
            field, value = "year", canonical(claim.field, claim.value, vocabulary)[:4]
        elif claim.field == "start_on":
            field, value, share = "year", canonical(claim.field, claim.value, vocabulary)[:4], 0.9
        elif claim.field == "author" and claim.origin not in has_institute:
            person = vocabulary.person(canonical(claim.field, claim.value, vocabulary))
            field, value, share = "institute", person.institute if person else "", 0.6
        if value:
            found.append(
                Claim(
                    field=field,
                    value=value,
                    origin=claim.origin,
                    evidence=claim.evidence or claim.value,
                    confidence=claim.confidence * share if claim.confidence >= WEAK
                    else claim.confidence,
                    follows_from=claim.field,
                )
            )  # fmt: skip
    return found
