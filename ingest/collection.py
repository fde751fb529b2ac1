"""A collection on its way into the catalogue: batch after batch, each a transaction.

Whatever happens in the middle, the records read until then are documents that can be
found, and the next run reads the file again (`corpus.catalogue.collecting`).
"""

from dataclasses import replace

from corpus.catalogue import Catalogue
from corpus.failures import Failure
from corpus.records import ReadRecord, Source, State, WrittenRecords
from corpus.vocabulary import Vocabulary
from ingest.correcting import corrected_records
from ingest.ocr.recognised import with_recognised
from ingest.reading import Batch


class Collection:
    """One file that is read record by record, and what was counted of it."""

    def __init__(
        self, catalogue: Catalogue, vocabulary: Vocabulary, source: Source, run: int
    ) -> None:
        self._catalogue = catalogue
        self._vocabulary = vocabulary
        self._source = source
        self._run = run
        self._since = catalogue.begin_collection(source, run)
        self._fresh = 0
        self._duplicates = 0
        self._records = 0
        self.failed = 0
        self._first_failed: ReadRecord | None = None
        self._last: ReadRecord | None = None

    @property
    def is_empty(self) -> bool:
        """Whether none of its records was a document so far."""
        return not self._fresh + self._duplicates

    def put(self, batch: Batch) -> WrittenRecords:
        """Keep some records."""
        if not batch.records:
            return WrittenRecords()
        records = [self._recognised(one) for one in batch.records]
        records = list(corrected_records(self._catalogue, records, self._vocabulary))
        written = self._catalogue.put_records(self._source, records, self._run, self._since)
        self._records += len(records)
        self._fresh += len(written.fresh)
        self._duplicates += written.duplicates
        self.failed += len(written.failed)
        self._last = records[-1]
        self._first_failed = self._first_failed or next(iter(written.failed), None)
        return written

    def end(self, source: Source) -> State:
        """Note that all of it was read. Of a file of which nothing was a document see `failure`."""
        state = State.INDEXED if self._fresh else State.DUPLICATE
        self._catalogue.end_collection(source, state, self._run, self._since)
        return state

    def failure(self) -> Failure:
        """Why a collection is a failure of which no record is a document."""
        first = self._first_failed
        assert first is not None
        assert first.failure is not None
        if self._records == 1:
            return first.failure
        message = f"None of its {self._records:,} records can be read. {first.failure.message}"
        return replace(first.failure, message=message)

    def broken_off(self, failure: Failure) -> Failure:
        """A failure that came in the middle, with the place up to which reading came."""
        assert self._last is not None
        kept = f" It was read up to {self._last.place}; what was read is kept."
        return replace(failure, message=failure.message + kept)

    def break_off(self, source: Source, failure: Failure) -> None:
        """Note that it could not be read to its end."""
        after = self._last.number if self._last is not None else 0
        self._catalogue.break_off_collection(source, failure, self._run, after)

    def _recognised(self, record: ReadRecord) -> ReadRecord:
        documents = (with_recognised(self._catalogue, one) for one in record.documents)
        return replace(record, documents=tuple(documents))
