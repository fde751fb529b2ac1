"""What of a name is the family's, and what is no person's name at all?"""

import re
from typing import TypedDict

from corpus.words import fold

Name = TypedDict(
    "Name",
    {"family": str, "given": str, "non-dropping-particle": str, "suffix": str, "literal": str},
    total=False,
)
"""A name as CSL-JSON writes it: parts of a person's, or the `literal` one of a body."""

_PARTICLES = frozenset({
    "'t", "af", "al", "av", "bin", "d'", "da", "dal", "dall'", "dalla", "das", "de", "degli", "dei",
    "del", "dela", "della", "delle", "den", "der", "des", "di", "do", "dos", "du", "el", "ibn",
    "la", "las", "le", "los", "op", "te", "ten", "ter", "van", "vom", "von", "vor", "zu", "zum",
    "zur",
})  # fmt: skip
_JOINING = frozenset({"y", "e", "i"})  # Ortega y Gasset: two surnames
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_TITLES = frozenset({
    "dipl", "dr", "em", "frau", "herr", "ing", "mag", "mr", "mrs", "ms", "phd", "prof", "professor",
})  # fmt: skip
_BODY = re.compile(
    r"\b(?:academ|agen(?:cy|ce|tur)|akadem|amt\b|assoc|authorit|behörde|board\b|cent(?:re|er|rum)"
    r"|city\b|cities\b|commission|committee|communit|confer|congress|consort|council|department"
    r"|direct(?:ion|orate)|eurocities|europe|facult|federation|fo?rum\b|foundation|fondation"
    r"|fundaci|gemeente|gemeinde|gesellschaft|group\b|institu|instytut|landeshauptstadt|league"
    r"|library|magistrat|ministr|ministè|municip|nations\b|network|netzwerk|observator|office"
    r"|organi[sz]ation|program|project|projekt|publish|research|school\b|secretariat|service"
    r"|société|society|stadt\b|stiftung|studies|studien|team\b|unit\b|union|univers|verband"
    r"|verein\b|ville\b|zentrum)",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(r"[\d@/&:;()\[\]“”\"|]|\b(?:and|und|et|en|for|für|of|the)\b", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[-‐]?)+|[^\W\d_]")
_LETTERS = re.compile(r"[^\W\d_]{1,2}")

MOST_WORDS = 6
"""Words of a person's name; what is longer is a sentence, or a body."""


def split_name(text: str) -> Name:
    """The parts of a person's name, in either order; or a body's name as it is.

    >>> split_name("Doris Lüken-Klaßen")
    {'given': 'Doris', 'family': 'Lüken-Klaßen'}
    >>> split_name("van Heelsum, A.")
    {'given': 'A.', 'non-dropping-particle': 'van', 'family': 'Heelsum'}
    >>> split_name("Centre on Migration, Policy and Society")
    {'literal': 'Centre on Migration, Policy and Society'}

    Which of several surnames without a hyphen belong to the family cannot be seen:
    it is the last one, unless a comma says otherwise.
    """
    whole = " ".join(text.split())
    bare = whole.strip(" ,;")
    parts = [part.strip() for part in bare.split(",")]
    if _is_no_person(bare, parts):
        return {"literal": whole}
    parts, suffix = _without_suffix(parts)
    name = _of_parts(parts)
    if name is None:
        return {"literal": whole}
    return {**name, "suffix": suffix} if suffix else name


def _is_no_person(whole: str, parts: list[str]) -> bool:
    if len(whole.split()) > MOST_WORDS or _NO_PERSON.search(whole):
        return True
    has_initials = len(parts) == 2 and all(map(_INITIALS.fullmatch, parts[1].split()))
    return not has_initials and _BODY.search(whole) is not None  # "Service, E. R." is a person


def _without_suffix(parts: list[str]) -> tuple[list[str], str]:
    """The parts between commas, and `Jr.` or `III` wherever it stands."""
    for at in range(len(parts) - 1, 0, -1):
        if _bare(parts[at]) in _SUFFIXES:
            return parts[:at] + parts[at + 1 :], parts[at]
    words = parts[-1].split() if len(parts) == 1 else []
    if len(words) > 2 and _bare(words[-1]) in _SUFFIXES:
        return [" ".join(words[:-1])], words[-1]
    return parts, ""


def _of_parts(parts: list[str]) -> Name | None:
    """Family and given name of one or two parts; None where they make no person."""
    if len(parts) == 1:
        return _in_order(_without_titles(parts[0].split()))
    if len(parts) != 2 or not all(parts):
        return None
    given = _without_titles(parts[1].split())
    after = len(
        given
    )  # "Heelsum, A. van": what stands behind a given name belongs before the other
    while after > 1 and given[after - 1] in _PARTICLES:
        after -= 1
    return _put_together(given[:after], [*given[after:], *parts[0].split()])


def _in_order(words: list[str]) -> Name | None:
    """A name without a comma: the given name first, or initials last."""
    if len(words) < 2 or (words[-1].islower() and not words[0].islower()):
        return None
    initials = _initials_after(words)
    if initials:
        return _put_together(words[-initials:], words[:-initials])
    at = _family_starts(words)
    return _put_together(words[:at], words[at:])


def _family_starts(words: list[str]) -> int:
    last = len(words) - 1
    for at, word in enumerate(words[:-1]):
        if word in _PARTICLES or (at and _is_particle(word)):
            return at
        if at > 1 and word in _JOINING:
            return at - 1
    return last


def _initials_after(words: list[str]) -> int:
    """How many words at the end are initials, as in `Bosswick W.` or `Heckmann FM`."""
    if _INITIALS.fullmatch(words[0]) or (words[0] in _PARTICLES and len(words) == 2):
        return 0
    count = 0
    while count < len(words) - 1 and _INITIALS.fullmatch(words[-1 - count]):
        count += 1
    upper = _LETTERS.fullmatch(words[-1]) and words[-1].isupper()
    if not count and len(words) == 2 and upper and not words[0].isupper():
        return 1
    return count


def _put_together(given: list[str], family: list[str]) -> Name | None:
    """A name of its words; a particle with a capital letter stays part of the family's."""
    count = 0
    while count < len(family) - 1 and family[count] in _PARTICLES:
        count += 1
    name: Name = {}
    if given:
        name["given"] = " ".join(given)
    if count:
        name["non-dropping-particle"] = " ".join(family[:count])
    name["family"] = " ".join(family[count:])
    return name if name["family"] else None


def _without_titles(words: list[str]) -> list[str]:
    """Words after the academic titles before them."""
    at = 0
    while at < len(words) - 1 and _bare(words[at]) in _TITLES and words[at] != "DR":
        at += 1
    return words[at:]


def _bare(word: str) -> str:
    return fold(word.strip("."))


def _is_particle(word: str) -> bool:
    return fold(word) in _PARTICLES


def family_name(name: Name) -> str:
    """The name a person is listed under, with what belongs before it; or a body's."""
    before, family = name.get("non-dropping-particle", ""), name.get("family", "")
    return name.get("literal") or " ".join(part for part in (before, family) if part)


def inverted(name: Name) -> str:
    """The name as lists have it: `van Heelsum, A.`; or a body's as it is."""
    parts = (family_name(name), name.get("given", ""), name.get("suffix", ""))
    return ", ".join(part for part in parts if part)
