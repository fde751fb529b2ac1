"""Which city, district or region is a document about, where no title line says so?

Bodies that govern a place tell: in a title at once, in the first pages where one is named far
more than any other. The name of a city tells with its state in a file's name, or where folder,
file, title and text agree. Doubt is no value: what stays open is a place mentioned.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath

from corpus.document import Claim, Origin
from corpus.gazetteer import key_of
from corpus.vocabulary import Vocabulary
from corpus.words import fold
from ingest.describe.context import Context, one_line
from ingest.describe.file_name import country_in
from ingest.describe.governing import Governed, governed_in, maybe_of
from ingest.describe.nation import countries_of
from ingest.describe.places import AMERICAN_STATES, Place, cities_named, sure_spellings
from ingest.describe.resolving import Near, place_said, population, resolve
from ingest.describe.spoken_of import spoken_of, states_in
from ingest.describe.title_line import find_title_line, titles
from ingest.extract.extracted import Extracted
from ingest.media_type import STREAMED

PAGES = 3
LONGEST = 20_000
"""How many characters of the first pages are read for names of places."""

MOST = 2
"""How many places a title may name to be about them: one that names more only lists them."""

ENOUGH = 3.0
"""Points that a place of the first pages must have, and `AHEAD` times as many as any other."""

AHEAD = 1.5

SMALLEST = 50_000
"""Inhabitants of a city that a file's name names by its name alone."""

_STATES = "|".join(AMERICAN_STATES)
_STATE = re.compile(rf"(?P<city>[^\W\d_][\w.'’ -]{{1,60}}?), *(?P<state>{_STATES})(?![A-Za-z])")
_DOMAIN = re.compile(
    r"\b(?:www\.|@)?([a-z][a-z-]{2,40})\.gov(?:\.uk|\.au|\.ie)?\b|@([a-z-]{3,40})\.govt\.nz"
)
_PHRASE = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2}")
_COUNTY = re.compile(r"\wshire$")
_CELL = re.compile(r"[\n\t|]")
_BY_WHOM = frozenset({"author", "publisher", "institute"})


@dataclass(frozen=True)
class _Seen:
    """What is looked at: the first pages, the titles, the name of the file and its folders."""

    text: str
    language: str
    titles: tuple[str, ...]
    stem: str
    folders: tuple[str, ...]
    vocabulary: Vocabulary

    @cached_property
    def near(self) -> Near:
        """Of which countries and states the first pages speak."""
        return Near(spoken_of=spoken_of(self.text, self.language), states=states_in(self.text))

    @cached_property
    def domains(self) -> set[str]:
        """What addresses of public bodies are called by: "ambervalley" of ambervalley.gov.uk."""
        found = _DOMAIN.findall(self.text.lower())
        return {(british or other).replace("-", "") for british, other in found}

    @cached_property
    def cells(self) -> set[str]:
        """What has a line or a cell for itself."""
        every = (self.text, *self.titles)
        return {cell.strip() for text in every for cell in _CELL.split(text)}


def describe(extracted: Extracted, context: Context) -> list[Claim]:
    """Claims on city and its country with origin TITLE, FILE_NAME or TEXT."""
    line = find_title_line(extracted, context.vocabulary)
    if line and line.city:
        return []
    seen = _seen(extracted, context, titles(extracted, line))
    by_title = list(_by_title(seen))
    by_name = [] if extracted.is_part else list(_by_name(seen))
    by_text = [] if extracted.is_part or by_title else list(_by_text(seen))
    found = [*by_title, *by_name, *by_text]
    if found or extracted.is_part or country_in(seen.stem) or _names_city(seen):
        return found
    # A record of a list has fields to say what it is about; its text is often short.
    pages = () if context.media_type in STREAMED else extracted.pages
    return list(countries_of(seen.titles, pages))


def _names_city(seen: _Seen) -> bool:
    """Whether the name of the file or of a folder is of a city of the library."""
    vocabulary = seen.vocabulary
    return any(
        cities_named(name, vocabulary.cities, vocabulary.contexts)
        for name in (seen.stem, *seen.folders)
    )


def _seen(extracted: Extracted, context: Context, of_title: list[str]) -> _Seen:
    path = PurePosixPath(context.source.name)
    text = "\n".join(page.text for page in extracted.pages[:PAGES])[:LONGEST]
    language = next((page.language for page in extracted.pages[:PAGES] if page.language), "en")
    by_whom = [c.value for c in extracted.claims if c.field in _BY_WHOM]
    return _Seen(
        text=text,
        titles=tuple(title for title in dict.fromkeys((*of_title, *by_whom)) if title),
        stem=path.stem,
        folders=path.parts[:-1],
        language=language,
        vocabulary=context.vocabulary,
    )


# -- titles -----------------------------------------------------------------------


def _by_title(seen: _Seen) -> Iterator[Claim]:
    """The places whose bodies or plans a title names; else one that it may be of, and that the
    text speaks of as a place."""
    for find, is_backed in ((governed_in, _is_of_a_place), (maybe_of, _is_a_place)):
        for title in seen.titles:
            every = {key_of(body.place): body for body in find(one_line(title))}
            bodies = [body for body in every.values() if is_backed(body, seen)]
            if 0 < len(bodies) <= MOST:
                for body in bodies:
                    yield from _claims(_place_of(body, seen), body.place, Origin.TITLE, title, 0.8)
                return


def _is_of_a_place(body: Governed, seen: _Seen) -> bool:
    """Whether what may be a council, or a plan, of anything is one of a place: known, or spoken
    of as one."""
    if body.is_sure or any(population(part) for part in (body.place, *body.place.split(" and "))):
        return True
    if _is_spoken_of(body, seen):
        return True
    if not body.written.endswith("Council"):
        return bool(body.countries) and body.written.startswith(body.place)
    return body.written in seen.cells and any(
        seen.near.spoken_of.get(country) for country in body.countries
    )


def _is_a_place(body: Governed, seen: _Seen) -> bool:
    """Whether what a report is of is a place: a county by its name, a city that is spoken of."""
    if _COUNTY.search(body.place) or _squashed(body.place) in seen.domains:
        return True
    return population(body.place) > 0 and _is_spoken_of(body, seen)


def _is_spoken_of(body: Governed, seen: _Seen) -> bool:
    """Whether the text speaks of a name as of a place, or a public address has it.

    A city of the library is no subject of each title that names it.
    """
    if not body.countries and _is_sure_of_the_library(body.place, seen.vocabulary):
        return False
    if _squashed(body.place) in seen.domains:
        return True
    where = "in|across|within|throughout" + ("|around|of" if population(body.place) else "")
    located = rf"(?i:\b(?:{where})) {re.escape(body.place)}\b(?! [A-Z(])"
    return re.search(located, seen.text) is not None


def _place_of(body: Governed, seen: _Seen) -> Place | None:
    """The place of a body: a known one in a country that calls a body so, else as it is named."""
    spoken = seen.near.spoken_of
    if body.countries:
        country = max(body.countries, key=lambda code: spoken.get(code, 0))
        near = replace(seen.near, countries=(country,))
        return resolve(body.place, seen.vocabulary, near) or Place(body.place, country)
    known = resolve(body.place, seen.vocabulary, seen.near)
    if known or population(body.place):
        return known
    return Place(body.place, max(spoken, key=lambda code: spoken[code], default=""))


# -- names of files and folders -----------------------------------------------------


def _by_name(seen: _Seen) -> Iterator[Claim]:
    """A city with its state; else one by its name, where title or text are of it, too."""
    for name in (seen.stem, *reversed(seen.folders)):
        found = _STATE.search(name)
        if found:
            said = place_said(f"{found['city'].strip()}, {found['state']}", seen.vocabulary)
            yield from _claims(said, "", Origin.FILE_NAME, name, 0.75)
            return
    if country_in(seen.stem):
        return
    for name in (seen.stem, *reversed(seen.folders)):
        for city in _cities_of(name):
            if _is_of(city, name, seen):
                place = resolve(city, seen.vocabulary, seen.near)
                yield from _claims(place, city.title(), Origin.FILE_NAME, name, 0.7)
                return


def _cities_of(name: str) -> Iterator[str]:
    """The cities that words of a name may be, the longest first."""
    parts = [part for part in re.split(r"[\W\d_]+", name) if part]
    for length in range(min(4, len(parts)), 0, -1):
        for start in range(len(parts) - length + 1):
            city = " ".join(parts[start : start + length])
            if len(city) > 3 and population(city) >= SMALLEST and not country_in(city):
                yield city


def _is_of(city: str, name: str, seen: _Seen) -> bool:
    """Whether another folder, a title or the text as of a place names a city, too."""
    word = re.compile(rf"(?<!\w){re.escape(city)}(?!\w)", re.IGNORECASE)
    others = [other.replace("_", " ") for other in (seen.stem, *seen.folders) if other != name]
    written = Governed(city.title(), "")
    is_named = any(word.search(other) for other in (*others, *seen.titles))
    return (is_named and written.place in seen.text) or _is_spoken_of(written, seen)


# -- the first pages -----------------------------------------------------------------


def _by_text(seen: _Seen) -> Iterator[Claim]:
    """The place whose bodies are named most in the first pages, far more than any other."""
    if country_in(seen.stem):
        return
    bodies = [body for body in governed_in(seen.text) if _is_of_a_place(body, seen)]
    first = {key_of(body.place): body for body in (*_addressed(seen), *bodies, *_sure(bodies))}
    points = {key: _points(key, body, bodies, seen) for key, body in first.items()}
    best = max(points, key=points.__getitem__, default="")
    others = max((number for key, number in points.items() if key != best), default=0)
    if best and points[best] >= max(ENOUGH, AHEAD * others):
        body = first[best]
        count = sum(key_of(one.place) == best for one in bodies)
        evidence = body.written + (f", named {count} times" if count > 1 else "")
        yield from _claims(_place_of(body, seen), body.place, Origin.TEXT, evidence, 0.7)


def _sure(bodies: list[Governed]) -> list[Governed]:
    return [body for body in bodies if body.is_sure]


def _points(key: str, body: Governed, bodies: list[Governed], seen: _Seen) -> float:
    """How much speaks for a place; nothing where only one sentence names its body."""
    same = [one for one in bodies if key_of(one.place) == key]
    mentions = seen.text.count(body.place) - len(same)
    in_title = any(body.place.lower() in title.lower() for title in seen.titles)
    has_address = _squashed(body.place) in seen.domains
    alone = any(one.written in seen.cells for one in same)
    has_state = re.search(rf"\b{re.escape(body.place)}, (?:{_STATES})\b", seen.text) is not None
    is_firm = (
        len(same) > 1 or in_title or has_address or has_state or alone or _is_spoken_of(body, seen)
    )
    if not is_firm:
        return 0
    governed = sum(2 if one.is_sure else 1 for one in same)
    return (
        governed + min(max(mentions, 0), 6) / 2 + 3 * (has_address + in_title) + alone + has_state
    )


def _addressed(seen: _Seen) -> Iterator[Governed]:
    """The places that public addresses are called by, as the text writes them."""
    for found in _PHRASE.finditer(seen.text) if seen.domains else ():
        parts = found[0].split()
        for length in range(1, len(parts) + 1):
            name = re.sub("[’']s$", "", " ".join(parts[:length]))
            if _squashed(name) in seen.domains:
                yield Governed(name, name, ("GB",) if "GB" in seen.near.spoken_of else ())


def _is_sure_of_the_library(name: str, vocabulary: Vocabulary) -> bool:
    """Whether titles are looked through for this name of a city of the library already."""
    city = vocabulary.city(vocabulary.canonical("city", name) or "")
    return city is not None and fold(name) in map(fold, sure_spellings(city))


def _squashed(name: str) -> str:
    return key_of(name).replace(" ", "")


def _claims(
    place: Place | None, name: str, origin: Origin, evidence: str, confidence: float
) -> Iterator[Claim]:
    """A place as city and country; where it is open which of its name is meant, as mentioned."""
    said = [("place_mentioned", name, 0.7, "")]
    if place:
        follows = "city" if place.city else ""
        said = [("city", place.city, 1.0, ""), ("country", place.country, 0.99, follows)]
    for field, value, share, follows in said:
        if value:
            yield Claim(
                field=field, value=value, origin=origin, evidence=one_line(evidence),
                confidence=confidence * share, follows_from=follows,
            )  # fmt: skip
