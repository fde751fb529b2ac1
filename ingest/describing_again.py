"""Describing documents again from what the catalogue keeps of them: no file is opened.

A describer, the vocabulary or a correction has changed; the pages have not.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.catalogue.describing import Kept
from corpus.document import Claim, Described, Origin
from corpus.fields import BY_NAME, NAMES
from corpus.records import Source
from corpus.vocabulary import Vocabulary
from corpus.weighing import COMPUTED
from ingest.correcting import with_corrections
from ingest.describe.claims import claims_on
from ingest.describe.context import Context
from ingest.extract.extracted import Extracted
from ingest.merge import decide
from ingest.sidecar import Cell, claims

DESCRIBED_BY = "vocabulary"
"""Name of the catalogue's fact that holds the fingerprint of the vocabulary by which every
document was described."""

COMPARED = frozenset({"work", "translation_of", "part_of"})
"""Fields that are known by comparing a document with others, and not from itself."""

_OF_THE_FILE = (Origin.SIDECAR, Origin.EMBEDDED)

# As ingest/sidecar.py writes where a cell stands: "manifest.csv row 3, column city: Wien".
_CELL = re.compile(
    r"(?P<place>(?:manifest\.csv row \d{1,9}, column |[^\n]{0,300}?\.meta\.toml, )"
    r"(?P<name>[a-z_ ]{1,40})): (?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A document that is described otherwise now; `fields` holds (before, after).

    Without fields, its values stayed and what they were read from changed.
    """

    id: str
    title: str
    fields: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]


def describe_again(
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    ids: Sequence[str] | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Changed]:
    """Describe these documents again, or all; the answer names those that changed.

    Nothing is written where nothing changed. The caller holds the right to write.
    """
    wanted = catalogue.ids() if ids is None else sorted(set(ids))
    said = catalogue.corrections(wanted) if catalogue.has_corrections() else {}
    changed = []
    for done, kept in enumerate(catalogue.kept(wanted), start=1):
        document = kept.described.document
        one = _described(catalogue, kept, said.get(document.id, ()), vocabulary)
        changed += [one] if one else []
        on_progress(done, len(wanted))
    if ids is None:
        catalogue.remember(DESCRIBED_BY, vocabulary.fingerprint)
    return changed


def _described(
    catalogue: Catalogue, kept: Kept, said: Sequence[Claim], vocabulary: Vocabulary
) -> Changed | None:
    document = kept.described.document
    found = with_corrections(_claims(kept, vocabulary), said, vocabulary)
    values = decide(found, vocabulary)
    before = {name: document.all(name) for name in document.values if name not in COMPUTED}
    if values == before and Counter(found) == Counter(kept.described.claims):
        return None
    catalogue.redescribe(document.id, found, values)
    return Changed(
        id=document.id,
        title=next(iter(values.get("title", ())), document.id),
        fields={
            name: (before.get(name, ()), values.get(name, ()))
            for name in BY_NAME
            if before.get(name, ()) != values.get(name, ())
        },
    )


def _claims(kept: Kept, vocabulary: Vocabulary) -> list[Claim]:
    """What is claimed on a document by what the file says, and by what was compared."""
    described = kept.described
    beside, own = _said_by_the_file(described.claims, vocabulary)
    extracted = Extracted(
        pages=described.document.pages,
        claims=tuple(own),
        heading=described.heading,
        is_part=any(_is_by_reading(claim, kept.source) for claim in own),
    )
    context = Context(source=kept.source, vocabulary=vocabulary, media_type=described.media_type)
    found, _ = claims_on(extracted, tuple(beside), context)
    return [*found, *_compared(described)]


def _is_by_reading(claim: Claim, source: Source) -> bool:
    """Whether a claim is the one by which a part of a file names the whole."""
    return claim.field == "part_of" and claim.evidence == source.name


def _compared(described: Described) -> Iterator[Claim]:
    return (
        claim
        for claim in described.claims
        if claim.field in COMPARED and claim.origin is Origin.TEXT
    )


def _said_by_the_file(
    stored: Iterable[Claim], vocabulary: Vocabulary
) -> tuple[list[Claim], list[Claim]]:
    """What was said beside the file, and in it.

    Beside it, a place is again a city or a country where the vocabulary knows it now.
    """
    beside: list[Claim] = []
    own: list[Claim] = []
    for claim in stored:
        if claim.origin in _OF_THE_FILE and not claim.follows_from:
            cell = _cell(claim)
            if cell:
                beside += claims([cell], vocabulary)
            else:
                own.append(claim)
    return beside, own


def _cell(claim: Claim) -> Cell | None:
    """The cell of a sidecar that a claim was read from, None where it was read elsewhere."""
    found = _CELL.fullmatch(claim.evidence) if claim.origin is Origin.SIDECAR else None
    name = NAMES.get(found["name"].lower().replace(" ", "_")) if found else None
    return Cell(name, found["value"], found["place"]) if found and name else None
