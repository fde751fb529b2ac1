"""The files of a vocabulary as they are written: rows of CSV, tables of TOML.

What their names mean is `corpus.vocabulary`'s. A mistake raises BadVocabulary,
which names the file and the place.
"""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import BadVocabulary
from corpus.words import clean

_LISTS = frozenset(
    {
        "aliases",
        "acronyms",
        "titles",
        "case_studies",
        "overviews",
        "terms",
        "aims",
        "members",
        "headings",
        "within",
    }
)


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file, with their numbers as a spreadsheet shows them."""
    try:
        text = clean(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadVocabulary(
            f"{path.name} cannot be read: {error.strerror}.", "See who may read it."
        ) from error
    except UnicodeDecodeError as error:
        raise BadVocabulary(f"{path} is not UTF-8 text.", "Save it as CSV UTF-8.") from error
    yield from enumerate(csv.DictReader(text.split("\n")), start=2)


def toml(path: Path) -> dict[str, Any]:
    """What a TOML file holds."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadVocabulary(
            f"{path.name} cannot be read: {error.strerror}.", "See who may read it."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadVocabulary(
            f"{path} is not readable TOML: {error}", "See the shipped file."
        ) from error


def entries(table: dict[str, Any], name: str, path: Path) -> list[dict[str, Any]]:
    """The tables `[[name]]` of a file: each has a name, and lists where lists belong."""
    found = table.get(name, [])
    for entry in found:
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
            raise BadVocabulary(f"{path}: every [[{name}]] needs a name.", 'Write name = "…".')
        for key, value in entry.items():
            is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
            if key in _LISTS and not is_list:
                raise BadVocabulary(
                    f"{path}: {key} of {entry['name']} is no list of texts.",
                    f'Write {key} = ["…", "…"].',
                )
    return list(found)


def texts(table: dict[str, Any], name: str, path: Path) -> tuple[str, ...]:
    """The list of texts `name` of a file, empty where it has none."""
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise BadVocabulary(f"{path}: {name} is no list of texts.", f'Write {name} = ["…", "…"].')
    return tuple(found)


def parts_of(cell: str | None) -> tuple[str, ...]:
    """The texts of a cell, parted by semicolons."""
    return tuple(part for text in (cell or "").split(";") if (part := text.strip()))
