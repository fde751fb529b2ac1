"""The names a library knows: cities, modules, topics, kinds, networks, institutes, people.

And what its questions are read with: the thesaurus and the words of questions. They
stand in the data files of `vocabulary/`. A library may hold its own file of the
same name, which replaces the one shipped.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.codes import normal_code
from corpus.errors import BadVocabulary
from corpus.fields import BY_NAME, Type
from corpus.names import country_code, country_name, language_code, language_name
from corpus.question_words import QuestionWords, read_question_words
from corpus.sections import Section, sections_of
from corpus.thesaurus import Thesaurus, read_thesaurus
from corpus.vocabulary_files import entries, parts_of, rows, texts, toml
from corpus.words import fold, words

SHIPPED = Path(__file__).parent / "vocabulary"
FILES = (
    "cities.csv",
    "places.csv",
    "contexts.csv",
    "modules.toml",
    "kinds.toml",
    "networks.toml",
    "institutes.toml",
    "sections.toml",
)
"""The files by which documents are described."""

SEARCH_FILES = ("thesaurus.csv", "question_words.toml")
"""The files that only questions are read with: a change asks for nothing to be done again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city with all its spellings; `country` is an ISO 3166-1 code.

    Spellings in `needs_context` are also words or other places ("Wiener",
    "Valence"): they name the city in a query, not in a file name or a text.
    `contains` are places within it that are known by themselves.
    """

    name: str
    country: str = ""
    kind: str = "city"
    spellings: tuple[str, ...] = ()
    needs_context: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A module, topic or kind, with other names for it and the titles that tell it.

    `terms` are words a text about it uses: "tenant*" is every word that begins so,
    "social housing" the words beside each other, "SME" just these capitals. A kind that
    is a `book` is printed: a short web page with its title is about one.
    """

    name: str
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    overviews: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    book: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A city network: what it is called, what it is for, and who is in it."""

    name: str
    title: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    aims: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    url: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A research centre, a publisher or a person, with other names.

    `acronyms` are found in these capitals only. `place` is where it is, `institute`
    where a person works.
    """

    name: str
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    place: str = ""
    institute: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoCity:
    """Words right before or after the name of a city that make it something else.

    "Treaty of" before it, "Regulation" after it, or `##`: the number of a postal
    district.
    """

    before: str = ""
    after: str = ""
    what: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All names of a library, and the way from a spelling to the name.

    `places` are named in documents and never the subject of one. A document is
    given a module by its words only where it uses those of `about`, whatever its
    module. `fingerprint` changes when any of the files changes by which documents
    are described. `thesaurus` and `question_words` are read when they are first
    asked for; without their files they know nothing.
    """

    cities: tuple[City, ...] = ()
    places: tuple[City, ...] = ()
    contexts: tuple[NoCity, ...] = ()
    about: tuple[str, ...] = ()
    modules: tuple[Term, ...] = ()
    topics: tuple[Term, ...] = ()
    kinds: tuple[Term, ...] = ()
    networks: tuple[Network, ...] = ()
    institutes: tuple[Body, ...] = ()
    people: tuple[Body, ...] = ()
    publishers: tuple[Body, ...] = ()
    sections: tuple[Section, ...] = ()
    fingerprint: str = ""
    thesaurus_file: Path | None = None
    question_words_file: Path | None = None
    _by_spelling: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        known = self._by_spelling
        known["city"] = _index([(c.name, c.spellings) for c in self.cities])
        known["module"] = _index([(m.name, (*m.aliases, *m.titles)) for m in self.modules])
        known["topic"] = _index([(t.name, t.aliases) for t in self.topics])
        known["kind"] = _index([(k.name, (*k.aliases, *k.titles)) for k in self.kinds])
        known["network"] = _index([(n.name, (n.title, *n.aliases)) for n in self.networks])
        known["institute"] = _bodies(self.institutes)
        known["author"] = _bodies(self.people)
        known["publisher"] = _bodies(self.publishers)
        places = (*self.cities, *self.places)
        known["place_mentioned"] = _index([(p.name, p.spellings) for p in places])

    @property
    def thesaurus(self) -> Thesaurus:
        """What else to search for a term. Raises BadVocabulary."""
        return read_thesaurus(self.thesaurus_file) if self.thesaurus_file else Thesaurus()

    @property
    def question_words(self) -> QuestionWords:
        """Which words of a question carry no meaning. Raises BadVocabulary."""
        path = self.question_words_file
        return read_question_words(path) if path else QuestionWords()

    def canonical(self, field_name: str, spelling: str) -> str | None:
        """The value this spelling stands for in a field, or None where the vocabulary has none.

        "Wien" in `city` is "Vienna", "German" in `language` is "de".
        """
        kind = BY_NAME[field_name].type
        if kind is Type.COUNTRY:
            return country_code(spelling)
        if kind is Type.LANGUAGE:
            return language_code(spelling)
        if kind is Type.CODE:
            return normal_code(spelling)
        key = _letters(spelling) if field_name in _OF_BODIES else fold(spelling.strip())
        return self._by_spelling.get(field_name, {}).get(key)

    def person(self, name: str) -> Body | None:
        """The person of this very name."""
        return next((person for person in self.people if person.name == name), None)

    def city(self, name: str) -> City | None:
        """The city of this very name."""
        return next((city for city in self.cities if city.name == name), None)


def shown(field_name: str, value: str) -> str:
    """A value in words for people: `language` "de" is "German"."""
    kind = BY_NAME[field_name].type
    if kind is Type.COUNTRY:
        return country_name(value)
    if kind is Type.LANGUAGE:
        return language_name(value)
    return value


def read_vocabulary(override: Path | None = None) -> Vocabulary:
    """The shipped vocabulary, with every file that the folder `override` also has taken from there.

    Raises BadVocabulary, naming the file and the row.
    """
    paths = {name: _chosen(name, override) for name in FILES}
    sections = paths["sections.toml"]
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(paths[name].read_bytes())
    modules = toml(paths["modules.toml"])
    bodies = toml(paths["institutes.toml"])
    return Vocabulary(
        cities=tuple(_cities(paths["cities.csv"])),
        places=tuple(_cities(paths["places.csv"])),
        contexts=tuple(_contexts(paths["contexts.csv"])),
        about=texts(modules, "about", paths["modules.toml"]),
        modules=tuple(_terms(modules, "module", "case_studies", paths["modules.toml"])),
        topics=tuple(_terms(modules, "topic", "titles", paths["modules.toml"])),
        kinds=tuple(_terms(toml(paths["kinds.toml"]), "kind", "titles", paths["kinds.toml"])),
        networks=tuple(_networks(toml(paths["networks.toml"]), paths["networks.toml"])),
        institutes=_bodies_of(bodies, "institute", paths["institutes.toml"]),
        people=_bodies_of(bodies, "person", paths["institutes.toml"]),
        publishers=_bodies_of(bodies, "publisher", paths["institutes.toml"]),
        sections=tuple(sections_of(entries(toml(sections), "section", sections), sections)),
        fingerprint=digest.hexdigest()[:16],
        thesaurus_file=_chosen("thesaurus.csv", override),
        question_words_file=_chosen("question_words.toml", override),
    )


def unknown_files(override: Path) -> list[str]:
    """Names of files in a library's vocabulary that nothing reads: misspelt, most likely."""
    if not override.is_dir():
        return []
    there = sorted(path.name for path in override.iterdir() if path.suffix in (".csv", ".toml"))
    return [name for name in there if name not in (*FILES, *SEARCH_FILES)]


def _chosen(name: str, override: Path | None) -> Path:
    own = override / name if override else None
    return own if own is not None and own.is_file() else SHIPPED / name


def _index(entries: list[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, _ in entries:
        found.setdefault(fold(name), name)
    for name, spellings in entries:
        for spelling in spellings:
            if spelling:
                found.setdefault(fold(spelling), name)
    return found


_OF_BODIES = frozenset({"institute", "author", "publisher"})


def _letters(name: str) -> str:
    """The words of a name, folded: "Fassmann, H." and "FASSMANN H" are the same."""
    return " ".join(words(fold(name)))


def _bodies(bodies: tuple[Body, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for body in bodies:
        found.setdefault(_letters(body.name), body.name)
    for body in bodies:
        for spelling in (*body.aliases, *body.acronyms):
            found.setdefault(_letters(spelling), body.name)
    return found


def _contexts(path: Path) -> Iterator[NoCity]:
    for number, row in rows(path):
        before, after = ((row.get(name) or "").strip() for name in ("before", "after"))
        if not before and not after:
            raise BadVocabulary(
                f"{path}, row {number}: it names no words before or after a city.",
                "The first line names the columns: before,after,what,example",
            )
        yield NoCity(
            before=before, after=after,
            what=row.get("what") or "", example=row.get("example") or "",
        )  # fmt: skip


def _cities(path: Path) -> list[City]:
    found = []
    for number, row in rows(path):
        name = (row.get("name") or "").strip()
        if not name:
            raise BadVocabulary(
                f"{path}, row {number}: a city needs a name.",
                "The first line names the columns: name,country,spellings,…",
            )
        try:
            found.append(_city(name, row))
        except ValueError as error:
            raise BadVocabulary(
                f"{path}, row {number}: {name} has a latitude or longitude that is no number.",
                "Write degrees with a point: 48.2085",
            ) from error
    return found


def _city(name: str, row: dict[str, str]) -> City:
    return City(
        name=name,
        country=country_code(row.get("country") or "") or (row.get("country") or "").strip(),
        kind=(row.get("kind") or "city").strip(),
        spellings=parts_of(row.get("spellings")),
        needs_context=parts_of(row.get("needs_context")),
        contains=parts_of(row.get("contains")),
        latitude=float(row["latitude"]) if row.get("latitude") else None,
        longitude=float(row["longitude"]) if row.get("longitude") else None,
    )


def _terms(table: dict[str, Any], name: str, titles: str, path: Path) -> list[Term]:
    return [
        Term(
            name=entry["name"],
            aliases=tuple(entry.get("aliases", ())),
            titles=tuple(entry.get(titles, ())),
            overviews=tuple(entry.get("overviews", ())),
            terms=tuple(entry.get("terms", ())),
            book=bool(entry.get("book", False)),
        )
        for entry in entries(table, name, path)
    ]


def _networks(table: dict[str, Any], path: Path) -> list[Network]:
    return [
        Network(
            name=entry["name"],
            title=entry.get("title", ""),
            aliases=tuple(entry.get("aliases", ())),
            kind=entry.get("kind", ""),
            aims=tuple(entry.get("aims", ())),
            members=tuple(entry.get("members", ())),
            url=entry.get("url", ""),
            country=entry.get("country", ""),
        )
        for entry in entries(table, "network", path)
    ]


def _bodies_of(table: dict[str, Any], name: str, path: Path) -> tuple[Body, ...]:
    return tuple(
        Body(
            name=entry["name"],
            aliases=tuple(entry.get("aliases", ())),
            acronyms=tuple(entry.get("acronyms", ())),
            place=entry.get("place", ""),
            institute=entry.get("institute", ""),
        )
        for entry in entries(table, name, path)
    )
