"""What documents are compared by: sketches, sentences, and which of these many say.

Who compares decides (`ingest.compare`); here is what that needs to ask and to keep.
A library may hold millions of documents: what can be as many comes some at a time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sql
from sqlalchemy.engine import Connection

import corpus.catalogue.schema as schema
import corpus.catalogue.write as write
from corpus.catalogue.reading import MANY, batches
from corpus.catalogue.relating import IDS, Kind, Relating
from corpus.catalogue.spans import spans_as_text, spans_of
from corpus.document import Described, Document, Page, Span
from corpus.sketches import CHECKSUM, Sketch, sketch_of

_OF_DOCUMENT = schema.pages.c.document_id == sql.bindparam("id")
_PAGES = (
    sql.select(schema.pages.c.number, schema.pages.c.text, schema.pages.c.left_out)
    .where(_OF_DOCUMENT)
    .order_by(schema.pages.c.number)
)
_LAST = sql.select(sql.func.max(schema.pages.c.number)).where(_OF_DOCUMENT).scalar_subquery()
_ENDS = _PAGES.where(
    (schema.pages.c.number <= sql.bindparam("ends"))
    | (schema.pages.c.number > _LAST - sql.bindparam("ends"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A document, without its pages, and what it is compared by. `name` is that of its file."""

    document: Document
    sketch: Sketch | None
    media_type: str
    characters: int
    name: str
    repeated_share: float


class Comparing(Relating):
    """The part of the catalogue that knows which documents belong together."""

    def changed_ids(self, since: int) -> Iterator[Sequence[str]]:
        """The documents written after a revision, some at a time."""
        documents = schema.documents.c
        return self.streamed(sql.select(documents.id).where(documents.revision > since))

    def compared(self, ids: Iterable[str]) -> dict[str, Compared]:
        """Those of these documents that are there."""
        found = {}
        query = (
            self.rows()
            .add_columns(schema.sources.c.name)
            .outerjoin(schema.sources, schema.sources.c.path == schema.documents.c.described_by)
            .where(schema.documents.c.id.in_(IDS))
        )
        with self._engine.connect() as connection:
            for some in batches(sorted(set(ids))):
                rows = connection.execute(query, {"ids": some}).all()
                read = self.read_rows(connection, rows, with_pages=False)
                for row, document in zip(rows, read, strict=True):
                    found[row.id] = Compared(
                        document=document,
                        sketch=sketch_of(row.sketch),
                        media_type=row.media_type,
                        characters=row.characters,
                        name=row.name or row.id,
                        repeated_share=row.repeated_share,
                    )
        return found

    def there(self, ids: Iterable[str]) -> set[str]:
        """Those of some documents that are there."""
        documents = schema.documents.c
        return set(self.grouped(documents.id, documents.id, ids))

    def lengths(self, ids: Iterable[str]) -> dict[str, int]:
        """How many characters the pages of those documents hold that are there."""
        documents = schema.documents.c
        found = self.grouped(documents.id, documents.characters, ids)
        return {id_: characters[0] for id_, characters in found.items()}

    def pages_to_compare(self, document_id: str, ends: int = 0) -> list[Page]:
        """The pages of a document, or the first and last `ends` of them.

        What other documents repeat is not left out of them: only so does a text
        stay comparable whatever is found about it.
        """
        query = _ENDS if ends else _PAGES
        with self._engine.connect() as connection:
            return [
                Page(number=row.number, text=row.text, left_out=spans_of(row.left_out))
                for row in connection.execute(query, {"id": document_id, "ends": ends})
            ]

    def compare_by(self, described: Described) -> None:
        """Have a document compared by another sketch and other sentences than before."""
        documents, id_ = schema.documents, described.document.id
        with self._engine.begin() as connection:
            write.give_up_compared(connection, [id_])
            write.write_compared(connection, [described])
            connection.execute(
                documents.update().where(documents.c.id == id_).values(sketch=described.sketch)
            )

    def sketches(self, ids: Iterable[str]) -> dict[str, Sketch | None]:
        """The sketches of those of some documents that are there."""
        documents = schema.documents.c
        found = self.grouped(documents.id, documents.sketch, ids)
        return {id_: sketch_of(kept[0]) for id_, kept in found.items()}

    def shared_bands(self, bands: Iterable[int]) -> set[int]:
        """Those of some bands that several documents have."""
        band = schema.bands.c.band
        query = sql.select(band).where(band.in_(IDS)).group_by(band).having(sql.func.count() > 1)
        found = set[int]()
        with self._engine.connect() as connection:
            for some in batches(sorted(set(bands))):
                found.update(connection.execute(query, {"ids": some}).scalars())
        return found

    def bands_in_common(self) -> Iterator[Sequence[int]]:
        """All bands that several documents have, some at a time. Reads the index of all bands."""
        band = schema.bands.c.band
        return self.streamed(sql.select(band).group_by(band).having(sql.func.count() > 1))

    def in_bands(self, bands: Sequence[int]) -> Iterator[Sequence[str]]:
        """The documents that have one of a few bands, in order, some at a time."""
        in_band = schema.bands.c
        query = sql.select(in_band.document_id).where(in_band.band.in_(bands)).distinct()
        return self.streamed(query.order_by(in_band.document_id))

    def near(self, ids: Sequence[str]) -> Iterator[tuple[str, str, Sketch]]:
        """Some documents with others of another text that have a band in common, in order.

        The others come with their sketches, one by one, as they are found.
        """
        one, other = schema.bands.alias("one"), schema.bands.alias("other")
        first, second = schema.documents.alias("first"), schema.documents.alias("second")
        pairs = (
            sql.select(one.c.document_id.label("id"), other.c.document_id.label("other"))
            .distinct()
            .select_from(one)
            .join(other, (other.c.band == one.c.band) & (other.c.document_id != one.c.document_id))
            .where(one.c.document_id.in_(IDS))
            .subquery("pairs")
        )
        query = (
            sql.select(pairs.c.id, pairs.c.other, second.c.sketch)
            .join(first, first.c.id == pairs.c.id)
            .join(second, second.c.id == pairs.c.other)
            .where(
                sql.func.substr(first.c.sketch, *CHECKSUM)
                != sql.func.substr(second.c.sketch, *CHECKSUM)
            )
            .order_by(pairs.c.id, pairs.c.other)
        )
        with self._engine.connect() as connection:
            slowly = connection.execution_options(yield_per=MANY)
            for some in batches(sorted(ids)):
                for row in slowly.execute(query, {"ids": some}):
                    sketch = sketch_of(row.sketch)
                    if sketch is not None:
                        yield row.id, row.other, sketch

    def paths(self, most: int) -> Iterator[Sequence[tuple[str, str]]]:
        """Every file that holds at most so many documents, with each of these, some at a time."""
        links = schema.source_documents.c
        many = sql.select(links.path).group_by(links.path).having(sql.func.count() > most)
        query = sql.select(links.path, links.document_id).where(links.path.not_in(many))
        return self._pairs(query)

    def codes(self) -> Iterator[Sequence[tuple[str, str]]]:
        """Every publication code that is claimed, with each of its documents, some at a time.

        Reads all claims.
        """
        claims = schema.claims.c
        query = sql.select(claims.value, claims.document_id).where(claims.field == "code")
        return self._pairs(query)

    def said_of(self, ids: Sequence[str], fields: Sequence[str]) -> dict[str, dict[str, str]]:
        """The first value of some fields of some documents, by document; empty where none is."""
        documents = schema.documents.c
        firsts = [documents["values"][field][0].as_string().label(field) for field in fields]
        query = sql.select(documents.id, *firsts).where(documents.id.in_(IDS))
        found: dict[str, dict[str, str]] = {}
        with self._engine.connect() as connection:
            for some in batches(ids):
                for row in connection.execute(query, {"ids": some}):
                    found[row[0]] = {f: v or "" for f, v in zip(fields, row[1:], strict=True)}
        return found

    def claimed(self, field: str, ids: Iterable[str]) -> set[str]:
        """Those of some documents of which a field is claimed."""
        claims = schema.claims.c
        return set(self.grouped(claims.document_id, claims.field, ids, claims.field == field))

    # Sentences that many works say.

    def has_given_up(self) -> bool:
        """Whether sentences were given up by documents that changed or went."""
        said = schema.sentences.c
        query = sql.select(said.sentence).where(said.document_id == "").limit(1)
        return bool(self.column(query))

    def often_said(self, ids: Sequence[str], fewest: int) -> Iterator[Sequence[int]]:
        """Sentences of some documents that are repeated, or that at least so many others say.

        Those of "" were given up by others.
        """
        said, others = schema.sentences.c, schema.sentences.alias("others").c
        last = sql.select(others.sentence).where(
            others.sentence == said.sentence, others.document_id != ""
        )
        is_kept = sql.exists().where(schema.repeated.c.sentence == said.sentence)
        query = (
            sql.select(said.sentence)
            .distinct()
            .where(
                said.document_id.in_(ids),
                is_kept | last.offset(fewest - 1).limit(1).scalar_subquery().is_not(None),
            )
        )
        return self.streamed(query)

    def repeated_of(self, ids: Sequence[str]) -> Iterator[Sequence[int]]:
        """The sentences of some documents that many works say."""
        return self.streamed(_repeating(schema.sentences.c.sentence, ids))

    def repeating(self, ids: Sequence[str]) -> list[str]:
        """Those of some documents that say a sentence that many works say."""
        return self.column(_repeating(schema.sentences.c.document_id, ids))

    def leaving_out(self, ids: Sequence[str]) -> list[str]:
        """Those of some documents that would leave sentences out, in order."""
        said = schema.sentences.c
        query = sql.select(said.document_id).distinct().order_by(said.document_id)
        return self.column(query.where(said.document_id.in_(ids), said.is_left_out))

    def forget_given_up(self) -> None:
        """Forget the sentences that were given up: they have been looked at."""
        with self._engine.begin() as connection:
            table = schema.sentences
            connection.execute(table.delete().where(table.c.document_id == ""))

    def works_that_say(self, numbers: Iterable[int]) -> dict[int, int]:
        """In how many series some sentences stand; a document alone is its own series."""
        said, related = schema.sentences, schema.relations
        series = sql.func.coalesce(related.c.other, said.c.document_id)
        query = (
            sql.select(said.c.sentence, sql.func.count(series.distinct()))
            .outerjoin(
                related,
                (related.c.document_id == said.c.document_id) & (related.c.kind == Kind.SERIES),
            )
            .where(said.c.sentence.in_(IDS), said.c.document_id != "")
            .group_by(said.c.sentence)
        )
        found: dict[int, int] = {}
        with self._engine.connect() as connection:
            for some in batches(sorted(set(numbers))):
                found |= {row[0]: row[1] for row in connection.execute(query, {"ids": some})}
        return found

    def who_says(self, numbers: Iterable[int]) -> Iterator[Sequence[str]]:
        """The documents in which some sentences stand, some at a time."""
        said = schema.sentences.c
        query = sql.select(said.document_id).where(said.document_id != "")
        for some in batches(sorted(set(numbers))):
            yield from self.streamed(query.where(said.sentence.in_(some)))

    def best_to_keep(self, numbers: Iterable[int]) -> dict[int, str]:
        """For those of some sentences that all leave out, the document it is most of."""
        said, documents = schema.sentences.c, schema.documents.c
        query = (
            sql.select(said.sentence, said.document_id, said.is_left_out, documents.repeated_share)
            .join(schema.documents, documents.id == said.document_id)
            .where(said.sentence.in_(IDS))
        )
        best: dict[int, tuple[float, str]] = {}
        shown: set[int] = set()
        with self._engine.connect() as connection:
            for some in batches(sorted(set(numbers))):
                for row in connection.execute(query, {"ids": some}):
                    shown |= set() if row.is_left_out else {row.sentence}
                    rank = (-row.repeated_share, row.document_id)
                    best[row.sentence] = min(best.get(row.sentence, rank), rank)
        return {number: id_ for number, (_, id_) in best.items() if number not in shown}

    def repeated(self, numbers: Iterable[int]) -> dict[int, str]:
        """Those of some sentences that many works say, with the document that keeps each."""
        kept = schema.repeated.c
        found = self.grouped(kept.sentence, kept.keeper, numbers)
        return {number: keepers[0] for number, keepers in found.items()}

    def keep_repeated(self, keepers: Mapping[int, str | None]) -> None:
        """Keep which sentences many works say, and who keeps them; None is one that few say."""
        table = schema.repeated
        with self._engine.begin() as connection:
            for some in batches(sorted(keepers)):
                connection.execute(table.delete().where(table.c.sentence.in_(some)))
            rows = [
                {"sentence": number, "keeper": keeper}
                for number, keeper in keepers.items()
                if keeper is not None
            ]
            if rows:
                connection.execute(table.insert(), rows)

    def count_left_out(self, found: Mapping[str, tuple[Iterable[int], float]]) -> None:
        """Keep which sentences documents would leave out, and what share of them these are."""
        said, documents = schema.sentences, schema.documents
        with self._engine.begin() as connection:
            for id_, (numbers, share) in found.items():
                connection.execute(
                    documents.update().where(documents.c.id == id_).values(repeated_share=share)
                )
                of_document = said.c.document_id == id_
                connection.execute(said.update().where(of_document).values(is_left_out=False))
                for some in batches(sorted(numbers)):
                    those = of_document & said.c.sentence.in_(some)
                    connection.execute(said.update().where(those).values(is_left_out=True))

    def with_left_out(self) -> Iterator[Sequence[str]]:
        """The documents of which something is left out because many say it. Reads all pages."""
        pages = schema.pages.c
        return self.streamed(sql.select(pages.document_id).distinct().where(pages.repeated != ""))

    def leave_out(self, wanted: Mapping[str, Mapping[int, Sequence[Span]]]) -> list[str]:
        """Leave stretches of documents' pages, by number, and nothing else, out of what is matched.

        The answer names the documents for which that is something new; no others changed.
        """
        with self._engine.begin() as connection:
            changed = [id_ for id_, spans in wanted.items() if _left_out(connection, id_, spans)]
            if changed:
                revision = write.next_revision(connection)
                for id_ in changed:
                    write.touch(connection, id_, revision)
        return changed

    def _pairs(self, query: sql.Select[Any]) -> Iterator[Sequence[tuple[str, str]]]:
        with self._engine.connect() as connection:
            slowly = connection.execution_options(yield_per=MANY)
            for some in slowly.execute(query).partitions():
                yield [(row[0], row[1]) for row in some]


def _repeating(what: sql.ColumnElement[Any], ids: Sequence[str]) -> sql.Select[Any]:
    """What of sentences that some documents say and that many works say."""
    said = schema.sentences.c
    repeated = (
        sql.select(what)
        .distinct()
        .join(schema.repeated, schema.repeated.c.sentence == said.sentence)
    )
    return repeated.where(said.document_id.in_(ids))


def _left_out(connection: Connection, id_: str, spans: Mapping[int, Sequence[Span]]) -> bool:
    """Leave stretches out; whether that is something new."""
    pages = schema.pages
    of_document = pages.c.document_id == id_
    query = sql.select(pages.c.number, pages.c.repeated).where(of_document, pages.c.repeated != "")
    before: dict[int, str] = {row.number: row.repeated for row in connection.execute(query)}
    wanted = {number: spans_as_text(some) for number, some in spans.items() if some}
    differing = {
        number: wanted.get(number, "")
        for number in before.keys() | wanted.keys()
        if before.get(number, "") != wanted.get(number, "")
    }
    for number, cell in differing.items():
        page = of_document & (pages.c.number == number)
        connection.execute(pages.update().where(page).values(repeated=cell))
    return bool(differing)
