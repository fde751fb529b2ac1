"""Writes both indexes of the engine, from taking their locks to their commit."""

from pathlib import Path
from typing import Any

from whoosh.index import create_in, exists_in, open_dir
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.writing import MERGE_SMALL

from corpus.document import Document
from index.engines.whoosh.codec import ListCodec
from index.engines.whoosh.layout import entries, make_schemas
from index.engines.whoosh.pool import Pool


class Writer:
    """Takes documents until it is committed or abandoned. Made holding the locks of both halves.

    Raises whoosh's LockError when another process holds one.
    """

    def __init__(self, folder: Path) -> None:
        documents, pages = make_schemas()
        self._documents = _HalfWriter(folder / "documents", documents)
        try:
            self._pages = _HalfWriter(folder / "pages", pages)
        except BaseException:
            self._documents.abandon()
            raise

    def add(self, document: Document) -> None:
        """Take a document with all its pages."""
        entry, pages = entries(document)
        self._documents.add(document.id, entry)
        for page in pages:
            self._pages.add(document.id, page)

    def forget(self, document_id: str) -> None:
        """Take out a document, also one that this very writer took."""
        self._documents.forget(document_id)
        self._pages.forget(document_id)

    def commit(self) -> None:
        """Write the pages first, the documents second; give the locks back, whatever happens."""
        try:
            self._pages.commit()
        except BaseException:
            self._documents.abandon()
            raise
        self._documents.commit()

    def abandon(self) -> None:
        """Write nothing, and give the locks back."""
        self._documents.abandon()
        self._pages.abandon()


class _HalfWriter:
    def __init__(self, folder: Path, schema: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if not exists_in(str(folder)):
            create_in(str(folder), schema)
        index = open_dir(str(folder), schema=schema)
        self._writer: Any = index.writer(codec=ListCodec())
        self._writer.pool = Pool(folder)
        self._reader: Any = self._writer.reader()
        self._fresh: dict[str, list[int]] = {}

    def add(self, document_id: str, entry: dict[str, object]) -> None:
        self._fresh.setdefault(document_id, []).append(self._writer.docnum)
        self._writer.add_document(**entry)

    def forget(self, document_id: str) -> None:
        for number in self._fresh.pop(document_id, ()):
            self._writer.newsegment.delete_document(number)
        try:
            matcher = self._reader.postings("document", document_id)
        except TermNotFound:
            return
        for number in list(matcher.all_ids()):
            self._writer.delete_document(number)

    def commit(self) -> None:
        try:
            self._close_reader()
            self._writer.commit(mergetype=_tidied)
        except BaseException:
            self.abandon()
            raise

    def abandon(self) -> None:
        lock = self._writer.writelock
        try:
            self._close_reader()
            if not self._writer.is_closed:
                self._writer.cancel()
        finally:
            if lock.fd is not None:  # a cancel that failed half way keeps it
                lock.release()

    def _close_reader(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()


def _tidied(writer: Any, segments: list[Any]) -> list[Any]:
    """Which segments are kept as they are; the rest is written again into the new one.

    Whoosh's own rule looks at size only, and keeps a large segment for ever even
    when all that is in it was deleted.
    """
    kept = []
    for segment in segments:
        living, dead = segment.doc_count(), segment.deleted_count()
        if living > dead:
            kept.append(segment)
        elif living:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    small: list[Any] = MERGE_SMALL(writer, kept)
    return small
