"""Link what belongs together: versions of a work, translations, what a collection repeats.

The outcome depends on the documents alone, not on the order in which they came:
after every run it is as if all of them had been compared at once, though only
what changed, and what belongs or belonged together with it, is looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.catalogue import Catalogue
from corpus.catalogue.reading import batches
from corpus.catalogue.relating import Kind
from corpus.document import Claim, Described, Document, Origin
from corpus.errors import UnknownDocument
from corpus.vocabulary import Vocabulary
from ingest.compare import COMPARED
from ingest.compare.alike import Texts
from ingest.compare.repeated import Repeated
from ingest.compare.sketch import sketched
from ingest.compare.translations import Translations
from ingest.compare.works import AT_ONCE, Found, Works
from ingest.merge import decide

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many documents are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What comparing changed: documents now said to be versions or translations, or no longer,
    and documents in which other sentences are left out."""

    versions: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def link(
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    since_revision: int | None = None,
    on_progress: Progress = lambda _what, _done, _total: None,
) -> Linked:
    """Compare what was written since documents were last compared, or since an earlier revision.

    With 0, and after a comparison that was cut off, all are compared again. The
    caller holds the right to write. Documents that come to something else get a new
    revision, so that an index follows; comparing again changes nothing.
    """
    compared = int(catalogue.fact(COMPARED) or 0)
    since = compared if since_revision is None else min(since_revision, compared)
    changed, gone = set(catalogue.changed_ids(since)), catalogue.vanished()
    given_up = "" in catalogue.sentences([""])
    if not (changed or gone or given_up):
        catalogue.remember(COMPARED, str(catalogue.revision()))
        return Linked()
    catalogue.remember(COMPARED, "0")  # until all is done
    _sketch_recognised(catalogue, since)
    on_progress("Comparing documents", 0, len(changed))
    works = Works(catalogue, Texts(catalogue))
    found = works.find(changed, gone)
    of_works = dict(found.claims())
    of_translations = dict(Translations(catalogue, works).claims(changed, gone))
    linked = Linked(
        versions=_say(catalogue, vocabulary, "work", of_works, on_progress),
        translations=_say(catalogue, vocabulary, Kind.TRANSLATION, of_translations, on_progress),
    )
    regrouped = _relate(catalogue, found, of_works, of_translations, changed, gone)
    unsure = catalogue.with_left_out() if since == 0 else set()
    left_out = Repeated(catalogue).update(changed | regrouped, unsure, on_progress)
    catalogue.remember(COMPARED, str(catalogue.revision()))
    return replace(linked, left_out=tuple(left_out))


def _sketch_recognised(catalogue: Catalogue, since: int) -> None:
    """Sketch documents anew of which pages were read after the file was."""
    for id_, compared in catalogue.compared(catalogue.read_since(since)).items():
        pages = tuple(catalogue.pages_to_compare(id_))
        document = replace(compared.document, pages=pages)
        catalogue.compare_by(sketched(Described(document)))


def _named(catalogue: Catalogue, name: str) -> str:
    """The id of the document that a person may have named by its code; else what was said."""
    try:
        return catalogue.document(name, with_pages=False).id if name else ""
    except UnknownDocument:
        return name


def _say(
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    field: str,
    said: dict[str, Claim | None],
    on_progress: Progress,
) -> tuple[str, ...]:
    """Have documents say what was found of them; those for which it is something new."""
    corrections = catalogue.corrections(sorted(said)) if catalogue.has_corrections() else {}
    spoken_of = {id_ for id_ in said if said[id_]} | catalogue.claimed(field, said)
    changed, done = [], 0
    for some in batches(sorted(spoken_of), AT_ONCE):
        documents = catalogue.documents(some)
        for id_ in documents:
            claims = catalogue.claims(id_)
            claim = said[id_]
            others = [c for c in claims if c.field != field or c.origin is not Origin.TEXT]
            now = [*others, claim] if claim else others
            decided = [one for one in (*now, *corrections.get(id_, ())) if one.field == field]
            values = _with(documents[id_], field, decide(decided, vocabulary).get(field, ()))
            if set(now) != set(claims) or values != documents[id_].values:
                catalogue.redescribe(id_, now, values)
                changed.append(id_)
            done += 1
            on_progress("Comparing documents", done, len(spoken_of))
    return tuple(changed)


def _with(document: Document, field: str, values: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    others = {name: kept for name, kept in document.values.items() if name != field}
    return others | ({field: values} if values else {})


def _relate(
    catalogue: Catalogue,
    found: Found,
    of_works: dict[str, Claim | None],
    of_translations: dict[str, Claim | None],
    changed: set[str],
    gone: set[str],
) -> set[str]:
    """Keep what documents are to each other; the documents that belong to another series now."""
    nothing = dict.fromkeys(gone, "")
    works = {id_: claim.value if claim else "" for id_, claim in of_works.items()}
    catalogue.relate(Kind.WORK, nothing | works)
    for kind in (Kind.TRANSLATION, Kind.PART):
        catalogue.relate(kind, nothing)
    for some in batches(sorted({*changed, *of_translations}), AT_ONCE):
        documents = catalogue.documents(some)
        for kind in (Kind.TRANSLATION, Kind.PART):
            said = {id_: _named(catalogue, one.first(kind)) for id_, one in documents.items()}
            catalogue.relate(kind, said)
    series = {id_: first if len(ids) > 1 else "" for first, ids in found.series.items()
              for id_ in ids}  # fmt: skip
    before = catalogue.relations(Kind.SERIES, series)
    catalogue.relate(Kind.SERIES, nothing | series)
    return {id_ for id_, first in series.items() if before.get(id_, "") != first}
