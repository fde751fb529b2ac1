"""Taking in what people say of documents: checked as a whole, then kept."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.catalogue import Catalogue
from corpus.catalogue.describing import Correction
from corpus.document import Claim
from corpus.errors import UnknownDocument, UnknownField
from corpus.fields import BY_NAME, Type, field_called
from corpus.vocabulary import Vocabulary
from corpus.weighing import COMPUTED, canonical
from ingest.metadata_csv import Line, UnreadableTable, correction_of

SHOWN = 20
"""Mistakes that are told; the others are counted."""

_WRITTEN = {
    Type.YEAR: "Write a year as four digits: 2009.",
    Type.DATE: "Write a day as 2009-09-14.",
    Type.NUMBER: "Write a whole number.",
    Type.COUNTRY: "Write a country by its name or its code of two letters: Austria, AT.",
    Type.LANGUAGE: "Write a language by its name or its code of two letters: German, de.",
}


class BadCorrection(UnreadableTable):
    """A correction is no possible value of its field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a table comes to. `corrections` differ from what was said before.

    `ids` are the documents it names. `notes` tell of rows left out, and of values
    that may be misspelt.
    """

    ids: tuple[str, ...]
    corrections: tuple[Correction, ...]
    notes: tuple[str, ...]


def checked(lines: Sequence[Line], catalogue: Catalogue, vocabulary: Vocabulary) -> Checked:
    """Check every row of a table.

    An empty correction takes back the one that was there. A document that is not in
    the catalogue is left out, with a note. Raises UnreadableTable with all mistakes.
    """
    ids = _known_ids(catalogue, lines)
    said = catalogue.corrections(list(dict.fromkeys(filter(None, ids.values()))))
    notes = _unknown_documents(lines, ids)
    mistakes: list[str] = []
    found: dict[tuple[str, str], tuple[Line, Correction]] = {}
    for line in lines:
        id_ = ids[line.id]
        try:
            one, unsure = _correction(line, id_, vocabulary)
            _refuse_twice(line, found.get((id_, one.field)), one)
        except (BadCorrection, UnknownField) as error:
            mistakes.append(f"Row {line.number}: {error.message} {error.hint}".rstrip())
            continue
        if id_:
            found[id_, one.field] = line, one
            notes += [f"Row {line.number}: {text}" for text in unsure]
    if mistakes:
        raise UnreadableTable(_listed(mistakes), "Nothing was changed. Mend the rows, try again.")
    return Checked(
        ids=tuple(dict.fromkeys(id_ for id_, _ in found)),
        corrections=tuple(_differing((line, one, said) for line, one in found.values())),
        notes=tuple(notes),
    )


def checked_values(field: str, values: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Values of a field in their canonical spelling.

    Raises BadCorrection for one that cannot be a value of the field.
    """
    if len(values) > 1 and not BY_NAME[field].many:
        raise BadCorrection(f"The field {field} has one value, not {len(values)}.")
    return tuple(dict.fromkeys(_checked_value(field, value, vocabulary) for value in values))


def correctable(name: str) -> str:
    """The name of the field so called.

    Raises UnknownField, and BadCorrection for a field that follows from the file.
    """
    field = field_called(name).name
    if field in COMPUTED:
        raise BadCorrection(f"The field {field} follows from the file and cannot be corrected.")
    return field


def likely_misspelt(field: str, values: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """A remark for each value that the vocabulary does not have and almost has."""
    found = []
    known = _spellings(field, vocabulary)
    for value in values:
        is_known = vocabulary.canonical(field, value) is not None
        near = difflib.get_close_matches(value[:100], known, n=1, cutoff=0.75)
        if near and not is_known:
            found.append(
                f"no {field} of the vocabulary is called {value!r}; did you mean {near[0]}?"
            )
    return found


def _spellings(field: str, vocabulary: Vocabulary) -> list[str]:
    names: dict[str, list[str]] = {
        "city": [spelling for city in vocabulary.cities for spelling in city.spellings],
        "module": [module.name for module in vocabulary.modules],
        "topic": [topic.name for topic in vocabulary.topics],
        "kind": [kind.name for kind in vocabulary.kinds],
        "network": [network.name for network in vocabulary.networks],
    }
    return names.get(field, [])


def _checked_value(field: str, value: str, vocabulary: Vocabulary) -> str:
    known = canonical(field, value, vocabulary)
    if not known:
        hint = _WRITTEN.get(BY_NAME[field].type, "")
        raise BadCorrection(f"{value[:80]!r} is no value of the field {field}.", hint)
    return value if known == " ".join(value.split()) else known


def _correction(line: Line, id_: str, vocabulary: Vocabulary) -> tuple[Correction, list[str]]:
    """What a row says, and remarks on it."""
    if not line.id:
        raise BadCorrection("No document is named.", "Give its id in the column id.")
    field = correctable(line.field)
    values = correction_of(replace(line, field=field))
    if values:
        values = checked_values(field, values, vocabulary)
    unsure = likely_misspelt(field, values or (), vocabulary)
    return Correction(document_id=id_, field=field, values=values, note=line.note or ""), unsure


def _refuse_twice(line: Line, before: tuple[Line, Correction] | None, one: Correction) -> None:
    if before and before[1].values != one.values:
        raise BadCorrection(f"Row {before[0].number} says something else of the same field.")


def _differing(
    found: Iterator[tuple[Line, Correction, dict[str, list[Claim]]]],
) -> Iterator[Correction]:
    """Those that say something new. Without a column for notes, a note stays."""
    for line, one, said in found:
        before = [claim for claim in said.get(one.document_id, ()) if claim.field == one.field]
        values = tuple(claim.value for claim in before if claim.value) if before else None
        note = before[0].evidence if before else ""
        note_now = note if line.note is None else one.note
        if one.values != values or (one.values is not None and note_now != note):
            yield replace(one, note=note_now)


def _known_ids(catalogue: Catalogue, lines: Sequence[Line]) -> dict[str, str]:
    """The id of each document by what a table calls it: its id, a former one, or its code."""
    asked = list(dict.fromkeys(line.id for line in lines))
    there = catalogue.documents(asked)
    return {name: name if name in there else _id_of(catalogue, name) for name in asked}


def _id_of(catalogue: Catalogue, name: str) -> str:
    try:
        return catalogue.document(name, with_pages=False).id
    except UnknownDocument:
        return ""


def _unknown_documents(lines: Sequence[Line], ids: dict[str, str]) -> list[str]:
    first: dict[str, int] = {}
    for line in lines:
        if line.id and line.correction.strip() and not ids[line.id]:
            first.setdefault(line.id, line.number)
    return [
        f"Row {number}: no document has the id {name!r}; what is said of it was left out."
        for name, number in first.items()
    ]


def _listed(mistakes: Sequence[str]) -> str:
    shown = list(mistakes[:SHOWN])
    if len(mistakes) > SHOWN:
        shown.append(f"… and {len(mistakes) - SHOWN} more.")
    return "\n".join(["The table cannot be taken in:", *shown])
