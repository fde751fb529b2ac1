"""The names a library knows: cities, modules, topics, kinds and networks.

They stand in the data files of `vocabulary/`. A library may hold its own file of
the same name, which replaces the one shipped.
"""

import csv
import hashlib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.codes import normal_code
from corpus.errors import BadVocabulary
from corpus.fields import BY_NAME, Type
from corpus.names import country_code, country_name, language_code, language_name
from corpus.words import clean, fold

SHIPPED = Path(__file__).parent / "vocabulary"
FILES = ("cities.csv", "modules.toml", "kinds.toml", "networks.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city with all its spellings; `country` is an ISO 3166-1 code.

    Spellings in `needs_context` are also words or other places ("Wiener",
    "Valence"): they name the city in a query, not in a file name or a text.
    """

    name: str
    country: str = ""
    kind: str = "city"
    spellings: tuple[str, ...] = ()
    needs_context: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A module, topic or kind, with other names for it and the titles that tell it."""

    name: str
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    overviews: tuple[str, ...] = ()


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
class Vocabulary:
    """All names of a library, and the way from a spelling to the name.

    `fingerprint` changes when any of the files changes.
    """

    cities: tuple[City, ...] = ()
    modules: tuple[Term, ...] = ()
    topics: tuple[Term, ...] = ()
    kinds: tuple[Term, ...] = ()
    networks: tuple[Network, ...] = ()
    fingerprint: str = ""
    _by_spelling: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        known = self._by_spelling
        known["city"] = _index([(c.name, c.spellings) for c in self.cities])
        known["module"] = _index([(m.name, (*m.aliases, *m.titles)) for m in self.modules])
        known["topic"] = _index([(t.name, t.aliases) for t in self.topics])
        known["kind"] = _index([(k.name, (*k.aliases, *k.titles)) for k in self.kinds])
        known["network"] = _index([(n.name, (n.title, *n.aliases)) for n in self.networks])

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
        return self._by_spelling.get(field_name, {}).get(fold(spelling.strip()))

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
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(paths[name].read_bytes())
    modules = _toml(paths["modules.toml"])
    return Vocabulary(
        cities=tuple(_cities(paths["cities.csv"])),
        modules=tuple(_terms(modules, "module", "case_studies", paths["modules.toml"])),
        topics=tuple(_terms(modules, "topic", "titles", paths["modules.toml"])),
        kinds=tuple(_terms(_toml(paths["kinds.toml"]), "kind", "titles", paths["kinds.toml"])),
        networks=tuple(_networks(_toml(paths["networks.toml"]), paths["networks.toml"])),
        fingerprint=digest.hexdigest()[:16],
    )


def unknown_files(override: Path) -> list[str]:
    """Names of files in a library's vocabulary that nothing reads: misspelt, most likely."""
    if not override.is_dir():
        return []
    there = sorted(path.name for path in override.iterdir() if path.suffix in (".csv", ".toml"))
    return [name for name in there if name not in FILES]


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


def _cities(path: Path) -> list[City]:
    try:
        text = clean(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadVocabulary(f"{path} is not UTF-8 text.", "Save it as CSV UTF-8.") from error
    found = []
    for number, row in enumerate(csv.DictReader(text.split("\n")), start=2):
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
        spellings=_split(row.get("spellings")),
        needs_context=_split(row.get("needs_context")),
        latitude=float(row["latitude"]) if row.get("latitude") else None,
        longitude=float(row["longitude"]) if row.get("longitude") else None,
    )


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple(part for text in (cell or "").split(";") if (part := text.strip()))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadVocabulary(
            f"{path} is not readable TOML: {error}", "See the shipped file."
        ) from error


def _entries(table: dict[str, Any], name: str, path: Path) -> list[dict[str, Any]]:
    entries = table.get(name, [])
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
            raise BadVocabulary(f"{path}: every [[{name}]] needs a name.", 'Write name = "…".')
        for key, value in entry.items():
            is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
            if key in _LISTS and not is_list:
                raise BadVocabulary(
                    f"{path}: {key} of {entry['name']} is no list of texts.",
                    f'Write {key} = ["…", "…"].',
                )
    return list(entries)


_LISTS = frozenset({"aliases", "titles", "case_studies", "overviews", "aims", "members"})


def _terms(table: dict[str, Any], name: str, titles: str, path: Path) -> list[Term]:
    return [
        Term(
            name=entry["name"],
            aliases=tuple(entry.get("aliases", ())),
            titles=tuple(entry.get(titles, ())),
            overviews=tuple(entry.get("overviews", ())),
        )
        for entry in _entries(table, name, path)
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
        for entry in _entries(table, "network", path)
    ]
