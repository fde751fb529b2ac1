"""Of which countries does a text speak, and how often?"""

import re
from collections import Counter

from corpus.names import countries_in
from ingest.describe.places import AMERICAN_STATES

_BRITISH = re.compile(r"\.(?:gov|org|co|ac)\.uk\b|[A-Z]\d[A-Z\d]? \d[A-Z]{2}\b")
_AMERICAN = re.compile(rf"[a-z]\.gov(?![.\w])|, (?:{'|'.join(AMERICAN_STATES)}) \d{{5}}\b")
_STATE_AFTER = re.compile(rf", ({'|'.join(AMERICAN_STATES)})\b")
_STATES = ("State of Georgia", "U.S.", *(
    name for code, name in AMERICAN_STATES.items() if code not in ("GA", "DC", "WA", "VA")
))  # fmt: skip
"""Names of which each is a word of its own, and stands for nothing elsewhere."""


def spoken_of(text: str, language: str) -> Counter[str]:
    """How often a text names each country, in its own language, or writes as only there is done.

    Beside what is American, Georgia is the state.
    """
    found = Counter(countries_in(text, language))
    found["GB"] += len(_BRITISH.findall(text))
    found["US"] += len(_AMERICAN.findall(text)) + sum(map(text.count, _STATES))
    if found["US"]:
        found["US"] += found.pop("GE", 0)
    return +found


def states_in(text: str) -> Counter[str]:
    """How often a text names each state of the United States, by its letters after a comma or
    by its name."""
    found = Counter(_STATE_AFTER.findall(text))
    for code, name in AMERICAN_STATES.items():
        found[code] += text.count(name)
    return +found
