"""The sections that are not what a document says of its subject, by their headings.

Contents, references, a list of persons met, a text that stands in every report of a
series: `vocabulary/sections.toml` names them in several languages.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.document import Part
from corpus.errors import BadVocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a document and the headings that begin it.

    Sections under the headings in `within` belong to it where they follow it.
    """

    part: Part
    headings: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


def sections_of(entries: Iterable[Mapping[str, Any]], path: Path) -> Iterator[Section]:
    """The sections of the entries of a file. Raises BadVocabulary for a part that is none."""
    for entry in entries:
        yield Section(
            part=_part(entry["name"], path),
            headings=tuple(entry.get("headings", ())),
            within=tuple(entry.get("within", ())),
        )


def _part(name: str, path: Path) -> Part:
    known = [part.value for part in Part if part]
    if name not in known:
        raise BadVocabulary(f"{path}: no part is called {name!r}.", f"Use {', '.join(known)}.")
    return Part(name)
