"""Link what belongs together: versions of a work, translations, what a collection repeats.

The outcome depends on the documents alone, not on the order in which they came:
after every run it is as if all of them had been compared at once, though only
what changed, and what belongs or belonged together with it, is looked at.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.catalogue import Catalogue
from corpus.catalogue.reading import batches
from corpus.catalogue.relating import Kind
from corpus.document import Described, Document, Origin
from corpus.errors import UnknownDocument
from corpus.vocabulary import Vocabulary
from ingest.compare import COMPARED
from ingest.compare.aside import Aside, Members
from ingest.compare.groups import Groups
from ingest.compare.repeated import Repeated
from ingest.compare.said import Said
from ingest.compare.sketch import sketched
from ingest.compare.translations import Translations
from ingest.compare.works import AT_ONCE, Found, Works
from ingest.merge import decide

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many documents are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What comparing changed: how many documents are now said to be versions or translations,
    or no longer, and in how many other sentences are left out."""

    versions: int = 0
    translations: int = 0
    left_out: int = 0


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
    with Aside() as aside:
        changed = Members(aside, catalogue.changed_ids(since))
        gone = Members(aside, catalogue.vanished())
        if not (changed or gone or catalogue.has_given_up()):
            catalogue.remember(COMPARED, str(catalogue.revision()))
            return Linked()
        catalogue.remember(COMPARED, "0")  # until all is done
        _sketch_recognised(catalogue, since)
        on_progress("Comparing documents", 0, len(changed))
        works = Works(catalogue, aside)
        found = works.find(changed, gone)
        translations = Translations(catalogue, aside, works)
        translations.find(changed, gone)
        versions = found.works.all(AT_ONCE), found.versions
        translated = translations.looked_at.batches(AT_ONCE), translations.said
        linked = Linked(
            versions=_say(catalogue, vocabulary, aside, *versions, on_progress),
            translations=_say(catalogue, vocabulary, aside, *translated, on_progress),
        )
        for some in changed.batches(AT_ONCE):
            translations.looked_at.add(some)
        _relate(catalogue, found, translations.looked_at, gone)
        for regrouped in _relate_series(catalogue, found.series):
            changed.add(regrouped)
        unsure = catalogue.with_left_out() if since == 0 else ()
        left_out = Repeated(catalogue, aside).update(changed, unsure, on_progress)
        catalogue.remember(COMPARED, str(catalogue.revision()))
    return replace(linked, left_out=left_out)


def _sketch_recognised(catalogue: Catalogue, since: int) -> None:
    """Sketch documents anew of which pages were read after the file was."""
    for some in batches(catalogue.read_since(since), AT_ONCE):
        for id_, compared in catalogue.compared(some).items():
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
    aside: Aside,
    looked_at: Iterable[list[str]],
    said: Said,
    on_progress: Progress,
) -> int:
    """Have documents say what was found of them; for how many it is something new."""
    spoken_of = Members[str](aside)
    for some in looked_at:
        spoken_of.add(said.of(some).keys() | catalogue.claimed(said.field, some))
    total, has_corrections = len(spoken_of), catalogue.has_corrections()
    changed = done = 0
    for some in spoken_of.batches(AT_ONCE):
        now_said = said.of(some)
        corrections = catalogue.corrections(some) if has_corrections else {}
        for id_, document in catalogue.documents(some).items():
            claims = catalogue.claims(id_)
            others = [
                one for one in claims if one.field != said.field or one.origin is not Origin.TEXT
            ]
            now = [*others, now_said[id_]] if id_ in now_said else others
            decided = [one for one in (*now, *corrections.get(id_, ())) if one.field == said.field]
            values = _with(document, said.field, decide(decided, vocabulary).get(said.field, ()))
            if set(now) != set(claims) or values != document.values:
                catalogue.redescribe(id_, now, values)
                changed += 1
            done += 1
            on_progress("Comparing documents", done, total)
    return changed


def _with(document: Document, field: str, values: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    others = {name: kept for name, kept in document.values.items() if name != field}
    return others | ({field: values} if values else {})


def _relate(catalogue: Catalogue, found: Found, changed: Members[str], gone: Members[str]) -> None:
    """Keep what documents are to each other, but for series."""
    for some in gone.batches(AT_ONCE):
        for kind in Kind:
            catalogue.relate(kind, dict.fromkeys(some, ""))
    for some in found.works.all(AT_ONCE):
        claims = found.versions.of(some)
        works = {id_: claims[id_].value if id_ in claims else "" for id_ in some}
        catalogue.relate(Kind.WORK, works)
    for some in changed.batches(AT_ONCE):
        said = catalogue.said_of(some, (Kind.TRANSLATION, Kind.PART))
        for kind in (Kind.TRANSLATION, Kind.PART):
            names = {one[kind] for one in said.values()}
            ids = {name: _named(catalogue, name) for name in sorted(names)}
            catalogue.relate(kind, {id_: ids[one[kind]] for id_, one in said.items()})


def _relate_series(catalogue: Catalogue, series: Groups) -> Iterator[set[str]]:
    """Keep of which series documents are; those that belong to another one now, some at a time."""
    for some in series.batches(AT_ONCE):
        before = catalogue.relations(Kind.SERIES, some)
        catalogue.relate(Kind.SERIES, some)
        yield {id_ for id_, first in some.items() if before.get(id_, "") != first}
