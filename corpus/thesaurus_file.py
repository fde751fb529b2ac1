"""The thesaurus as it is written: one concept a row, its terms in six languages.

A mistake raises BadVocabulary, which names the file and the row.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.errors import BadVocabulary
from corpus.vocabulary_files import parts_of, rows

LANGUAGES = ("en", "de", "fr", "nl", "es", "it")
"""The languages of the thesaurus; the earlier stand first wherever they compete."""

_NEEDED = ("concept", "kind", *LANGUAGES)
_COLUMNS = "The first line names the columns: topic,concept,kind,en,de,fr,nl,es,it,…"


class Relation(StrEnum):
    """What the terms in one cell are to each other."""

    SAME = "same"
    FAMILY = "family"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A row: the terms of a concept by language, the preferred one first.

    Terms of a row that is `same` are ways to say one thing, in a language and
    across languages. Those of a `family` are words of one root, in each language
    for itself. `narrower` are names of concepts that this one holds. In the
    phrases of `not_in`, no term has this meaning; a single word there is a word
    that is not meant, however much it looks like an inflected term.
    """

    name: str
    relation: Relation
    terms: Mapping[str, tuple[str, ...]]
    eurovoc: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()


def read_concepts(path: Path) -> tuple[Concept, ...]:
    """The concepts of a file, in its order. Raises BadVocabulary."""
    found: dict[str, Concept] = {}
    numbers: dict[str, int] = {}
    for number, row in _checked(path):
        concept = _concept(row, f"{path}, row {number}")
        if concept.name in found:
            raise BadVocabulary(
                f"{path}, row {number}: the concept {concept.name} is also row"
                f" {numbers[concept.name]}.",
                "Put the terms into one row, or name one of the concepts differently.",
            )
        found[concept.name], numbers[concept.name] = concept, number
    for concept in found.values():
        for other in concept.narrower:
            if other not in found:
                raise BadVocabulary(
                    f"{path}, row {numbers[concept.name]}: narrower names {other!r},"
                    " and no row has this concept.",
                    "Write it as in the column 'concept' of its row; part several by semicolons.",
                )
    return tuple(found.values())


def _checked(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows, each with all of the columns that are needed and no more than are named."""
    number = 1
    try:
        for number, row in rows(path):
            if missing := [name for name in _NEEDED if name not in row]:
                raise BadVocabulary(f"{path} has no column {', '.join(missing)}.", _COLUMNS)
            if None in row:
                raise BadVocabulary(
                    f"{path}, row {number}: it has more cells than there are columns.",
                    'Put a cell that holds a comma into quotation marks: "…, …".',
                )
            yield number, row
    except csv.Error as error:
        raise BadVocabulary(
            f"{path}, row {number + 1}: it is not readable as CSV ({error}).",
            "Look for a quotation mark that is never closed.",
        ) from error


def _concept(row: dict[str, str], place: str) -> Concept:
    name = (row["concept"] or "").strip()
    terms = {language: parts_of(row[language]) for language in LANGUAGES}
    if not name:
        raise BadVocabulary(f"{place}: a concept needs a name.", _COLUMNS)
    if not any(terms.values()):
        raise BadVocabulary(
            f"{place}: the concept {name} has no terms.", "Write at least one, or delete the row."
        )
    return Concept(
        name=name,
        relation=_relation(row["kind"], place),
        terms={language: cell for language, cell in terms.items() if cell},
        eurovoc=parts_of(row.get("eurovoc")),
        narrower=parts_of(row.get("narrower")),
        not_in=parts_of(row.get("not_in")),
    )


def _relation(written: str | None, place: str) -> Relation:
    try:
        return Relation((written or "").strip())
    except ValueError as error:
        raise BadVocabulary(
            f"{place}: {written!r} is no kind of concept.",
            "Write 'same' for ways to say one thing, 'family' for words of one root.",
        ) from error
