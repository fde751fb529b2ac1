"""The bodies that govern a place, where a text names them: "Maldon District Council".

The name of such a body names its place, whether or not any list of places knows it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.gazetteer import cities_called

_BEFORE = 90
"""Characters before the word for a body in which the name of its place begins."""

_BEHIND = 60
"""Characters behind the words for a body in which the name of its place ends."""


@dataclass(frozen=True, slots=True)
class Governed:
    """A place with the body that governs it, as written.

    `countries` are those that call a body so, the likeliest first; none where many do.
    `is_sure` tells a body of a place from a council of anything, and a city from a City of Hope.
    """

    place: str
    written: str
    countries: tuple[str, ...] = ()
    is_sure: bool = True


_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w’'-]*|St\.)"
_SMALL = r"(?:of|and|the|upon|on|in|with|under|by|le|la|&|OF|AND|UPON)"
_NAME = rf"(?P<name>{_WORD}(?: (?:{_SMALL} ){{0,2}}{_WORD}){{0,6}})"

# What ends the name of a council, and the countries that call one so.
_BODY = re.compile(
    r"\b(?:council(?:s|’s|'s)?|corporation|national park(?: authority)?|county(?! council))\b",
    re.IGNORECASE,
)
_ENDS = tuple(
    (re.compile(rf"{_NAME} (?i:{kind})(?:s|’s|'s)?$"), countries, is_sure)
    for kind, countries, is_sure in (
        (r"metropolitan (?:borough|district) council", ("GB",), True),
        (r"(?:borough|district) council", ("GB", "NZ", "AU"), True),
        (r"county council", ("GB", "IE"), True),
        (r"shire council", ("AU",), True),
        (r"(?:metropolitan )?city council", ("GB", "US", "IE", "AU", "NZ"), True),
        (r"town council", ("GB", "US", "IE"), True),
        (r"national park(?: authority)?", ("GB", "IE"), True),
        (r"council", ("GB", "IE", "AU", "NZ"), False),
    )
)
_CORPORATION = re.compile(r"(?P<name>City of [A-Z]\w+) Corporation$")
_COUNTY = re.compile(rf"(?P<name>{_WORD}(?: {_WORD}){{0,3}} (?:County|COUNTY))$")
_KIND_BELOW = re.compile(
    r"\n(?=(?:Metropolitan )?(?:Borough |District |City |County |Town )?Council\b)"
)

# What begins the name of a city or county, and the countries that call one so.
_OF = re.compile(
    r"\b(?:(?P<gb>(?:London|Royal|Metropolitan) Borough) of|"
    r"(?:City(?: and County)?|CITY|Town|TOWN|Township|Village|County|Municipality) (?:of|OF)|"
    r"(?P<de>(?:Landes|Hanse|Universitäts)?[Ss]tadt|Samtgemeinde|Stadtverwaltung)|"
    r"(?P<kreis>Landkreis|Kreis)|"
    r"(?P<fr>Ville|Commune|Mairie|Métropole|Communauté urbaine) de|"
    r"(?P<it>(?:Comune|Provincia|Città metropolitana) di|Regione)|"
    r"(?P<es>Ayuntamiento|Municipio|Municipalidad|Alcaldía|Diputación) de|"
    r"(?P<pt>Câmara Municipal|Município|Prefeitura(?: Municipal)?) de|(?P<nl>[Gg]emeente)) "
)
_LANDS = {
    "gb": ("GB",), "de": ("DE", "AT", "CH"), "kreis": ("DE",), "fr": ("FR", "BE", "CH", "CA"),
    "it": ("IT", "CH"), "pt": ("PT", "BR"), "nl": ("NL", "BE"),
}  # fmt: skip
_BOROUGH = re.compile(_NAME)
_PLACE = re.compile(
    rf"{_WORD}(?: (?:(?:am|an der|im|in der|ob der|of|upon|de|del|di|la|sur) )?{_WORD}){{0,3}}"
)

# A plan that only a place has, and the countries that call one so.
_PLAN = re.compile(
    rf"{_NAME} (?:(?:Joint|Draft|Emerging|Adopted|Borough|District|City|County|Minerals|Waste|and|"
    r"(?:Submission|Publication)(?: Version)?) )*(?:Local Plan|Borough Plan|District Plan|"
    r"City Plan|County Plan|Core Strategy|Neighbourhood Plan|Local Development Scheme|"
    r"Local Development Framework|Structure Plan)\b"
)

# A report that anything may have; what stands before it, or after "for", may be a place.
_REPORTS = (
    r"(?i:plan|strategy|assessment|appraisal|statement|report|study|review|framework|programme|"
    r"policy|policies|profile|roadmap|inventory|action)"
)
_REPORT_OF = re.compile(rf"^{_NAME}(?: [a-z&-]+)* {_REPORTS}\b")
_REPORT_FOR = re.compile(
    rf"\b{_REPORTS}\b.*? (?:for|in|of) (?:the )?{_NAME}(?:,? \(?\d{{4}}\b.{{0,12}})?$"
)

_ACRONYM = re.compile(r"[A-Z]{1,3}")
_GENITIVE = re.compile(r"[’']s?$|[’']S$")

_NO_PLACE = frozenset({
    "a", "about", "accommodation", "action", "adaptation", "address", "adjacent", "adjoining",
    "administration", "adopted", "adoption", "advisory", "african", "all", "allocation",
    "allocations", "also", "although", "american", "an", "and", "annual", "another", "any",
    "appendix", "appraisal", "april", "are", "arts", "as", "asian", "assessment", "at", "august",
    "australian", "authorities", "authority", "background", "bar", "base", "because", "board",
    "borough", "both", "british", "brownfield", "business", "but", "by", "cabinet", "can",
    "canadian", "carbon", "chapter", "charging", "chief", "christian", "church", "churches", "cil",
    "city", "civic", "clean", "client", "climate", "code", "commission", "commissioned",
    "committee", "common", "communities", "community", "compliance", "comprehensive", "conservancy",
    "consultation", "consumer", "contact", "contents", "cooperate", "copyright", "core", "council",
    "councillor", "councillors", "councils", "countryside", "county", "county's", "crafts",
    "danish", "date", "december", "delivery", "density", "department", "design", "development",
    "disaster", "district", "document", "documents", "dpd", "draft", "duty", "each", "economic",
    "education", "email", "emergency", "emerging", "employment", "energy", "english", "enterprise",
    "environment", "environmental", "equalities", "equality", "european", "every", "evidence",
    "examination", "executive", "farm", "february", "federal", "figure", "film", "final", "finnish",
    "fire", "flood", "for", "forestry", "former", "framework", "french", "friday", "from", "full",
    "funding", "gas", "general", "german", "global", "government", "green", "greenhouse", "ground",
    "guidance", "guide", "guides", "gypsy", "habitat", "habitats", "had", "has", "have", "hazard",
    "health", "hearing", "hearings", "her", "heritage", "higher", "his", "historic", "housing",
    "how", "however", "if", "impact", "in", "indoor", "infrastructure", "initial", "innovation",
    "inspector", "inspectors", "integration", "inter", "interim", "international", "introduction",
    "irish", "is", "islamic", "issues", "its", "january", "jewish", "joint", "july", "june", "key",
    "labour", "landscape", "law", "lds", "leader", "learning", "legal", "legislative", "leisure",
    "letter", "levy", "local", "main", "making", "management", "march", "master", "matter",
    "matters", "may", "mayor", "medical", "member", "members", "metropolitan", "minerals",
    "mitigation", "modification", "modifications", "monday", "monitoring", "municipal", "music",
    "muslim", "must", "my", "name", "national", "natural", "nature", "need", "needs",
    "neighbourhood", "neighbouring", "net", "no", "non-technical", "nordic", "norwegian", "not",
    "note", "notes", "november", "october", "of", "office", "officer", "officers", "on", "one",
    "open", "option", "options", "organisation", "organisations", "other", "our", "page", "paper",
    "papers", "parish", "park", "part", "partial", "phone", "pitch", "plan", "planning", "plans",
    "playing", "police", "policies", "policy", "preferred", "preparation", "prepared", "preparing",
    "press", "privy", "produced", "program", "programme", "project", "proposal", "proposals",
    "proposed", "public", "published", "reduction", "reductions", "refugee", "regional", "register",
    "regulation", "relevant", "report", "reports", "representation", "representations", "research",
    "resilience", "resilient", "respective", "response", "responses", "retail", "review", "revised",
    "revision", "risk", "road", "roadmap", "rural", "saved", "schedule", "science", "scoping",
    "scottish", "screening", "section", "security", "september", "service", "services", "shire",
    "should", "since", "single", "site", "sites", "skills", "some", "soundness", "source", "space",
    "spd", "sport", "sports", "stage", "state", "statement", "stewardship", "strategic", "strategy",
    "student", "students", "submission", "summary", "supplementary", "sustainability",
    "sustainable", "swedish", "table", "teaching", "technical", "tel", "that", "the", "their",
    "these", "this", "those", "three", "thursday", "title", "to", "topic", "tourism", "town",
    "trade", "trades", "transport", "traveller", "tuesday", "two", "under", "undeveloped",
    "unitary", "update", "urban", "version", "viability", "vision", "volume", "was", "waste",
    "water", "website", "wednesday", "welcome", "welsh", "were", "what", "when", "where", "while",
    "who", "why", "will", "with", "within", "women", "womens", "workers", "works", "world", "would",
    "your", "youth", "zero",
})  # fmt: skip
"""Words of plans, offices and sentences, of which no name of a place is made."""


def governed_in(text: str) -> Iterator[Governed]:
    """The bodies that a text names, each time it does so.

    >>> [(body.place, body.countries[0]) for body in governed_in("for Maldon District Council")]
    [('Maldon', 'GB')]
    """
    text = _KIND_BELOW.sub(" ", text)
    for found in _BODY.finditer(text):
        before = text[max(found.end() - _BEFORE, 0) : found.end()].rpartition("\n")[2]
        yield from _before(before)
    for found in _PLAN.finditer(text):
        yield from _of_plan(found)
    for found in _OF.finditer(text):
        behind = text[found.end() : found.end() + _BEHIND].partition("\n")[0]
        yield from _behind(found, behind)


def _before(words: str) -> Iterator[Governed]:
    """The places of words that end with the kind of a council: two of two "councils"."""
    own = _CORPORATION.search(words)
    county = _COUNTY.search(words)
    if own:
        yield Governed(_as_a_name(own["name"]), own[0], ("GB",))
    elif county:
        name = _trimmed(county["name"].split()[:-1])
        if name:
            yield Governed(f"{name} County", f"{name} County", ("US", "GB", "IE"))
    else:
        yield from _council(words)


def _council(words: str) -> Iterator[Governed]:
    for form, countries, is_sure in _ENDS:
        found = form.search(words)
        if not found:
            continue
        name = _trimmed(found["name"].split())
        kind = found[0][len(found["name"]) :]
        both = name.split(" and ") if kind.endswith("s") and not kind.endswith("'s") else [name]
        for one in both:
            if one:
                yield Governed(one, f"{one}{kind}", countries, is_sure)
        return


def maybe_of(title: str) -> Iterator[Governed]:
    """The places that a title may be of: "Kent Housing Need Assessment", "Green plan for Adur"."""
    for form in (_REPORT_OF, _REPORT_FOR):
        found = form.search(title)
        if found:
            for body in _of_plan(found):
                yield replace(body, countries=())


def _of_plan(found: re.Match[str]) -> Iterator[Governed]:
    """The place of a plan: the last words before it that are no words of plans."""
    runs: list[list[str]] = [[]]
    for word in found["name"].split():
        if _is_no_place(word) or _ACRONYM.fullmatch(word):
            runs.append([])
        else:
            runs[-1].append(word)
    name = next(filter(None, map(_trimmed, reversed(runs))), "")
    joint = "Joint" in found[0]
    for one in name.split(" and ") if joint else [name]:
        if one:
            yield Governed(one, " ".join(found[0].split()), ("GB",), is_sure=False)


def _trimmed(words: list[str]) -> str:
    """A name without what stands before it: "Prepared for Watford" is Watford."""
    start = max((n + 1 for n, word in enumerate(words) if _is_no_place(word)), default=0)
    end = len(words)
    while start < end and not words[start][0].isupper():
        start += 1
    while start < end and not words[end - 1][0].isupper():
        end -= 1
    return _as_a_name(" ".join(words[start:end]))


def _is_no_place(word: str) -> bool:
    return word[0].isupper() and _bare(word).lower() in _NO_PLACE


def _bare(word: str) -> str:
    """A word without the ending of a genitive."""
    return _GENITIVE.sub("", word)


def _behind(found: re.Match[str], words: str) -> Iterator[Governed]:
    """The place that words begin with: as many as are the name of a city, else up to its end."""
    kind = found.lastgroup or ""
    whole = (_BOROUGH if kind == "gb" else _PLACE).match(words)
    if not whole:
        return
    parts = [_bare(part) for part in whole[0].split()]
    stop = next((n for n, word in enumerate(parts) if _is_no_place(word)), len(parts))
    known = [n for n in range(stop, 0, -1) if cities_called(" ".join(parts[:n]))]
    name = " ".join(parts[: known[0] if known and kind != "gb" else stop])
    if name:
        written = f"{found[0]}{name}"
        place = f"{found[0].strip()} {name}" if kind == "kreis" else name
        own = f"City of {name}"
        if written.lower() == own.lower() and cities_called(own):
            place = own
        yield Governed(
            _as_a_name(place),
            written,
            _LANDS.get(kind, ()),
            is_sure=kind in ("gb", "kreis") or bool(known),
        )


def _as_a_name(written: str) -> str:
    """A name as it is written in a sentence: "CHATHAM" is Chatham."""
    if not written.isupper():
        return _bare(written)
    return " ".join(
        word.lower() if word.lower() in ("of", "and", "upon", "on", "the") else word.title()
        for word in _bare(written).split()
    )
