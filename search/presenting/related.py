"""The documents beside a document: versions, translations, the whole and its parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from corpus.catalogue import Catalogue
from corpus.catalogue.relating import Relatives
from corpus.document import Document
from search.results import Hit, Reading, Related

FORMATS: dict[str, str] = {
    "application/pdf": "PDF",
    "application/epub+zip": "EPUB",
    "application/jsonl": "record",
    "application/msword": "Word",
    "application/rtf": "RTF",
    "application/vnd.ms-excel": "spreadsheet",
    "application/vnd.ms-powerpoint": "slides",
    "application/vnd.oasis.opendocument.graphics": "drawing",
    "application/vnd.oasis.opendocument.presentation": "slides",
    "application/vnd.oasis.opendocument.spreadsheet": "spreadsheet",
    "application/vnd.oasis.opendocument.text": "OpenDocument",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "slides",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "spreadsheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "message/rfc822": "e-mail",
    "text/html": "web page",
    "text/markdown": "Markdown",
    "text/plain": "plain text",
}
"""What people call a format, by its media type; another is called what follows the slash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What a document is related to."""

    versions: tuple[Related, ...] = ()
    translations: tuple[Related, ...] = ()
    part_of: Related | None = None
    parts: tuple[Related, ...] = ()


ALONE = Family()


def families(
    catalogue: Catalogue, documents: Mapping[str, Document], known: Relatives
) -> dict[str, Family]:
    """The relatives of some documents, as far as they have any."""
    wholes = {id_: whole for id_, one in documents.items() if (whole := one.first("part_of"))}
    kinds = (known.versions, known.translations, known.parts)
    lists = [kind.get(id_, ()) for kind in kinds for id_ in documents]
    wanted = {*chain(*lists), *wholes.values()}
    if not wanted:
        return {}
    there = _related(catalogue, sorted(wanted))

    def some(ids: Sequence[str]) -> tuple[Related, ...]:
        return tuple(there[id_] for id_ in ids if id_ in there)

    return {
        id_: Family(
            versions=some(known.versions.get(id_, ())),
            translations=some(known.translations.get(id_, ())),
            part_of=there.get(wholes.get(id_, "")),
            parts=some(known.parts.get(id_, ())),
        )
        for id_ in documents
    }


def beside(shown: Hit | Reading) -> list[tuple[str, tuple[Related, ...]]]:
    """What a document is related to, by what that is called."""
    is_folded = isinstance(shown, Hit) and shown.shown_for > 1
    kinds = (
        ("Shown once, found also as" if is_folded else "Other versions", shown.versions),
        ("Other languages", shown.translations),
        ("Part of", (shown.part_of,) if shown.part_of else ()),
        ("Holds", shown.parts),
    )
    return [(label, some) for label, some in kinds if some]


def folded(ids: Sequence[str], known: Relatives) -> dict[str, int]:
    """The first of every work among some documents, with how many versions of it are there."""
    shown: dict[str, int] = {}
    first: dict[str, str] = {}
    for id_ in ids:
        best = first.setdefault(id_, id_)
        shown[best] = shown.get(best, 0) + 1
        for other in known.versions.get(id_, ()):
            first.setdefault(other, best)
    return shown


def _related(catalogue: Catalogue, ids: Iterable[str]) -> dict[str, Related]:
    wanted = list(ids)
    types = catalogue.media_types(wanted)
    return {
        id_: Related(
            id=id_,
            title=document.title,
            format=FORMATS.get(types[id_], types[id_].rpartition("/")[2]),
            page_count=int(document.first("pages") or 0),
            language=document.language,
        )
        for id_, document in catalogue.documents(wanted).items()
    }
