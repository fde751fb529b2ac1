"""The statements that write to the catalogue, each on a connection in a transaction."""

import datetime
from collections.abc import Container, Mapping, Sequence
from typing import Any

import sqlalchemy as sql
from sqlalchemy.engine import Connection

import corpus.catalogue.schema as schema
from corpus.catalogue.reading import MANY, batches, fact
from corpus.catalogue.spans import spans_as_text
from corpus.document import Claim, Described, Document
from corpus.failures import Failure
from corpus.records import ReadRecord, Source, State
from corpus.sketches import bands
from corpus.words import clean


def set_fact(connection: Connection, name: str, value: str) -> None:
    facts = schema.facts
    changed = connection.execute(facts.update().where(facts.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(facts.insert().values(name=name, value=value))


def next_revision(connection: Connection) -> int:
    revision = int(fact(connection, "revision") or 0) + 1
    set_fact(connection, "revision", str(revision))
    return revision


def known(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, str, int]]:
    """Checksum, file and revision of those documents that are there."""
    documents, found = schema.documents.c, {}
    for some in batches(ids):
        query = sql.select(
            documents.id, documents.sha256, documents.described_by, documents.revision
        )
        for row in connection.execute(query.where(documents.id.in_(some))):
            found[row.id] = (row.sha256, row.described_by, row.revision)
    return found


def linked(connection: Connection, path: str) -> set[str]:
    links = schema.source_documents.c
    query = sql.select(links.document_id).where(links.path == path)
    return set(connection.execute(query).scalars())


def described_elsewhere(
    connection: Connection, document_id: str, described_by: str, path: str
) -> bool:
    """Whether another file, which still holds the document, describes it."""
    if described_by in ("", path):
        return False
    links = schema.source_documents.c
    query = sql.select(links.path).where(
        links.path == described_by, links.document_id == document_id
    )
    return connection.execute(query).scalar() is not None


def pass_on(connection: Connection, path: str, ids: set[str]) -> None:
    """Have the files that still hold these documents read again: `path`, which described
    them, holds them no longer."""
    links, documents = schema.source_documents.c, schema.documents.c
    for some in batches(sorted(ids)):
        heirs = (
            sql.select(links.path)
            .join(schema.documents, documents.id == links.document_id)
            .where(links.document_id.in_(some), documents.described_by == path)
        )
        connection.execute(
            schema.sources.update().where(schema.sources.c.path.in_(heirs)).values(size=-1)
        )


def touch(connection: Connection, document_id: str, revision: int) -> None:
    connection.execute(
        schema.documents.update()
        .where(schema.documents.c.id == document_id)
        .values(revision=revision)
    )


def write(
    connection: Connection, documents: Sequence[Described], described_by: str, revision: int
) -> None:
    """Write documents that are not there."""
    if not documents:
        return
    connection.execute(
        schema.documents.insert(),
        [
            {
                "id": one.document.id,
                "revision": revision,
                "sha256": one.document.first("sha256"),
                "described_by": described_by,
                "page_count": len(one.document.pages),
                "characters": sum(len(page.text.strip()) for page in one.document.pages),
                "values": kept_values(one.document.values),
                "heading": one.heading,
                "media_type": one.media_type,
                "sketch": one.sketch,
                "repeated_share": 0.0,
            }
            for one in documents
        ],
    )
    write_pages(connection, [one.document for one in documents])
    write_claims(connection, {one.document.id: one.claims for one in documents})
    write_compared(connection, documents)


def kept_values(values_by_field: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The values that stand in no column of their own."""
    return {
        field: list(values)
        for field, values in values_by_field.items()
        if field not in ("id", "sha256", "pages", "source")
    }


def write_pages(connection: Connection, documents: Sequence[Document]) -> None:
    rows = [
        {
            "document_id": document.id,
            "number": page.number,
            "label": page.label,
            "language": page.language,
            "text": page.text,
            "section": page.section,
            "part": page.part,
            "left_out": spans_as_text(page.left_out),
            "repeated": "",
            "is_ocr": page.is_ocr,
        }
        for document in documents
        for page in document.pages
    ]
    if rows:
        connection.execute(schema.pages.insert(), rows)


def write_claims(connection: Connection, claims: Mapping[str, Sequence[Claim]]) -> None:
    """Write claims by the id of the document they are on."""
    rows = [
        {
            "document_id": document_id,
            "position": position,
            "field": claim.field,
            "value": claim.value,
            "origin": claim.origin,
            "evidence": claim.evidence,
            "confidence": claim.confidence,
            "follows_from": claim.follows_from,
        }
        for document_id, on_document in claims.items()
        for position, claim in enumerate(on_document)
    ]
    if rows:
        connection.execute(schema.claims.insert(), rows)


def write_compared(connection: Connection, documents: Sequence[Described]) -> None:
    """What documents are compared with others by."""
    in_bands = [
        {"band": band, "document_id": one.document.id}
        for one in documents
        for band in bands(one.sketch)
    ]
    said = [
        {"sentence": sentence, "document_id": one.document.id, "is_left_out": False}
        for one in documents
        for sentence in dict.fromkeys(one.sentences)
    ]
    for table, rows in ((schema.bands, in_bands), (schema.sentences, said)):
        if rows:
            connection.execute(table.insert(), rows)


def give_up_compared(connection: Connection, ids: Sequence[str]) -> None:
    """Forget what documents are compared by, but for which sentences they had."""
    bands, sentences = schema.bands, schema.sentences
    for some in batches(ids):
        connection.execute(bands.delete().where(bands.c.document_id.in_(some)))
        had = sentences.update().where(sentences.c.document_id.in_(some))
        connection.execute(had.values(document_id=""))


def write_source(
    connection: Connection, source: Source, state: State, run: int, *, keep_failure: bool = False
) -> None:
    connection.execute(schema.sources.delete().where(schema.sources.c.path == source.path))
    if not keep_failure:
        forget_failures(connection, source.path)
    connection.execute(
        schema.sources.insert().values(
            path=source.path,
            root=source.root,
            name=source.name,
            size=source.size,
            modified=source.modified,
            sidecar=source.sidecar,
            sha256=source.sha256,
            state=state,
            run=run,
        )
    )


def now() -> str:
    """The moment, as it is kept."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def write_failure(connection: Connection, path: str, failure: Failure, run: int) -> None:
    connection.execute(schema.failures.insert().values(path=path, **_failure_row(failure, run)))


def write_record_failures(
    connection: Connection, path: str, records: Sequence[ReadRecord], run: int
) -> None:
    """Keep why records of a file are none, in place of what was kept of these records."""
    rows = [
        {"path": path, "number": one.number, "place": one.place, **_failure_row(one.failure, run)}
        for one in records
        if one.failure is not None
    ]
    table = schema.record_failures
    for some in batches([row["number"] for row in rows]):
        connection.execute(table.delete().where(table.c.path == path, table.c.number.in_(some)))
    if rows:
        connection.execute(table.insert(), rows)


def _failure_row(failure: Failure, run: int) -> dict[str, Any]:
    return {
        "reason": failure.reason,
        "message": clean(failure.message),
        "traceback": clean(failure.traceback),
        "at": now(),
        "run": run,
    }


def forget_failures(connection: Connection, path: str) -> None:
    """Forget that a file failed, or records of it."""
    for table in (schema.failures, schema.record_failures):
        connection.execute(table.delete().where(table.c.path == path))


def some_held(connection: Connection, path: str, since: int | None = None) -> list[str]:
    """Some of the documents that a file holds; with `since`, of those not written after it.

    They are few at a time, so that a file may hold millions.
    """
    links, documents = schema.source_documents.c, schema.documents.c
    query = sql.select(links.document_id).where(links.path == path)
    if since is not None:
        query = query.join(schema.documents, documents.id == links.document_id).where(
            documents.revision <= since
        )
    return list(connection.execute(query.limit(MANY)).scalars())


def release(connection: Connection, path: str, ids: Sequence[str], revision: int) -> None:
    """Have a file hold some documents no longer."""
    links = schema.source_documents
    connection.execute(links.delete().where(links.c.path == path, links.c.document_id.in_(ids)))
    drop_orphans(connection, set(ids), revision, [])
    pass_on(connection, path, set(ids))


def link(connection: Connection, path: str, ids: Sequence[str]) -> None:
    links = schema.source_documents
    connection.execute(links.delete().where(links.c.path == path))
    if ids:
        connection.execute(
            links.insert(), [{"path": path, "document_id": document_id} for document_id in ids]
        )


def drop_orphans(
    connection: Connection, ids: set[str], revision: int, heirs: Sequence[str]
) -> None:
    """Delete documents that no file holds any more; their ids lead to the heir, if one is."""
    links, held = schema.source_documents.c, set[str]()
    for some in batches(sorted(ids)):
        query = sql.select(links.document_id).where(links.document_id.in_(some))
        held.update(connection.execute(query).scalars())
    for document_id in sorted(ids & held):
        touch(connection, document_id, revision)  # its sources changed
    gone = sorted(ids - held)
    delete(connection, gone)
    for document_id in gone:
        connection.execute(
            schema.removed.insert().values(document_id=document_id, revision=revision)
        )
    if len(gone) == 1 and len(heirs) == 1:
        connection.execute(
            schema.former_ids.insert().values(former_id=gone[0], document_id=heirs[0])
        )
        connection.execute(
            schema.former_ids.update()
            .where(schema.former_ids.c.document_id == gone[0])
            .values(document_id=heirs[0])
        )


def pass_corrections(connection: Connection, former: str, heir: str) -> None:
    """Have what was said of a document hold for the one that took its place, too.

    It stays with the former: its content may come back, here or in another file.
    """
    table = schema.corrections
    query = sql.select(table.c.field).where(table.c.document_id == heir)
    said = set(connection.execute(query).scalars())
    rows = connection.execute(
        sql.select(table).where(table.c.document_id == former, table.c.field.not_in(said))
    )
    if passed := [{**row._mapping, "document_id": heir} for row in rows]:
        connection.execute(table.insert(), passed)


def take_back(connection: Connection, document_id: str, field: str) -> None:
    """Forget what was said of a field of a document, also under the ids it had before."""
    table, former_ids = schema.corrections.c, schema.former_ids.c
    formers = sql.select(former_ids.former_id).where(former_ids.document_id == document_id)
    for whose in (table.document_id == document_id, table.document_id.in_(formers)):
        connection.execute(table.field.table.delete().where(whose, table.field == field))


def forget(connection: Connection, ids: Sequence[str], known: Container[str]) -> None:
    """Make room for documents: what they were, and that they had gone."""
    delete(connection, [id_ for id_ in ids if id_ in known])
    for column in (schema.removed.c.document_id, schema.former_ids.c.former_id):
        for some in batches([id_ for id_ in ids if id_ not in known]):
            connection.execute(column.table.delete().where(column.in_(some)))


def delete(connection: Connection, ids: Sequence[str]) -> None:
    for column in (
        schema.documents.c.id,
        schema.pages.c.document_id,
        schema.claims.c.document_id,
        schema.removed.c.document_id,
        schema.former_ids.c.former_id,
    ):
        for some in batches(ids):
            connection.execute(column.table.delete().where(column.in_(some)))
    give_up_compared(connection, ids)
