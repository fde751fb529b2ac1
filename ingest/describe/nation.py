"""Of which country does a document speak that is about no city?

Its title names it, or its first pages name it far more than all others.
"""

import re
from collections.abc import Iterator

from corpus.document import Claim, Origin, Page
from corpus.names import countries_in, country_code, country_name, home_of
from ingest.describe.context import one_line
from ingest.describe.spoken_of import spoken_of

PAGES = 40
LONGEST = 120_000
"""How many characters of the first pages are read for names of places."""

FEWEST = 5
"""Times that a country must be named."""

SHARE, AHEAD = 0.6, 3
"""Share of one country among all that are named, and how many times as often as the next."""


def countries_of(titles: tuple[str, ...], pages: tuple[Page, ...]) -> Iterator[Claim]:
    """A claim on the one country of a title, else of the text."""
    language = next((page.language for page in pages if page.language), "en")
    for title in titles:
        whole = country_code(title)
        named = {whole} if whole else set(countries_in(title, language))
        if len(named) == 1:
            yield _claim(named.pop(), Origin.TITLE, one_line(title), 0.7)
            return
    text = "\n".join(page.text for page in pages[:PAGES])[:LONGEST]
    spoken = spoken_of(text, language)
    home, people = home_of(language)
    if home:
        spoken[home] += len(re.findall(rf"\b{re.escape(people)}", text.lower()))
    for country, count in spoken.most_common(1):
        next_one = max((other for code, other in spoken.items() if code != country), default=0)
        if count >= max(FEWEST, SHARE * spoken.total(), AHEAD * next_one):
            evidence = f"{country_name(country)} is named {count} times of {spoken.total()}"
            yield _claim(country, Origin.TEXT, evidence, 0.6)


def _claim(country: str, origin: Origin, evidence: str, confidence: float) -> Claim:
    return Claim(
        field="country", value=country, origin=origin, evidence=evidence, confidence=confidence
    )
