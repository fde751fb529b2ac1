"""One file becomes its documents, or the reason why it cannot. This runs in a worker.

Here, and nowhere else, any error at all becomes a Failure with its traceback
kept: a file is hostile until it was read, and no file stops a run.
"""

import hashlib
import os
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from corpus.disk import FULL
from corpus.document import Claim, Described, Document, Origin
from corpus.failures import CannotRead, Failure, Reason
from corpus.records import ReadRecord, Source
from corpus.vocabulary import Vocabulary
from ingest.archive import MEDIA_TYPE as ARCHIVE
from ingest.archive import unpacked
from ingest.describe.claims import claims_on
from ingest.describe.context import Context
from ingest.describe.printed_title import with_printed_title
from ingest.extract.extracted import (
    ALLOWED,
    MOST_WARNINGS,
    Allowed,
    CollectionReader,
    Extracted,
    Reader,
    Record,
)
from ingest.extract.readers import reader_for
from ingest.media_type import MBOX, STREAMED, SUFFIXES, media_type_of, misnamed
from ingest.merge import decide
from ingest.records.split import split
from ingest.tidy.document import tidied

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to read, or a `member` of an archive.

    Where its content still has `known_sha256`, it is left as it is. It is read only while
    it lies at `real`, if that is given: nobody may put a link in its place meanwhile. Of a
    collection, the records up to the number `after` are passed over. The next `singly` are
    handed over one by one. With `fatal`, the first of them is not read, and is that failure.
    """

    file: Path
    source: Source
    member: str = ""
    real: str = ""
    said_beside: tuple[Claim, ...] = ()
    known_sha256: str = ""
    allowed: Allowed = ALLOWED
    after: int = 0
    singly: int = 0
    fatal: Failure | None = None


RECORDS_PER_BATCH = 200
CHARACTERS_PER_BATCH = 1 << 20
"""Of the texts of some records that are handed over together, about."""

SECONDS_PER_BATCH = 5.0
"""After which what is read is handed over: records that take long must not wait for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some records of a collection, in order, or none yet. What is no collection has no batch."""

    records: tuple[ReadRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a file: documents, or a failure, or the same content as before.

    Of a collection, whose documents came in batches, it says what holds for all.

    `is_unfinished` says that the file was written while it was read. `seconds`
    says how long each stage took.
    """

    sha256: str = ""
    documents: tuple[Described, ...] = ()
    failure: Failure | None = None
    is_unchanged: bool = False
    is_unfinished: bool = False
    warnings: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What every task shares: the names of the library, the largest size, the readers."""

    vocabulary: Vocabulary
    megabytes_per_file: int = 512
    readers: Callable[[str], Reader] = reader_for


def read_file(task: Task, reading: Reading) -> Iterator[Batch | Outcome]:
    """Read and describe one file: the batches of a collection, and last the outcome.

    Raises nothing but MemoryError, which is the caller's.
    """
    seconds: dict[str, float] = {}
    sha256 = ""
    if _lies_elsewhere(task):
        yield Outcome(is_unfinished=True)
        return
    try:
        _refuse_large(task, reading.megabytes_per_file)
        with _file_of(task) as file:
            sha256 = _timed(seconds, "hash", lambda: _sha256(file))
            if sha256 == task.known_sha256:
                yield Outcome(sha256=sha256, is_unchanged=True, seconds=seconds)
                return
            media_type = media_type_of(file)
            reader = _reader(media_type, reading)
            context = Context(
                source=task.source, vocabulary=reading.vocabulary, media_type=media_type
            )
            file_read = _FileRead(task, context, sha256, seconds)
            records = None
            if isinstance(reader, CollectionReader):
                records = reader.records(file, task.allowed)
            if records is not None:
                yield from file_read.batches(records)
                extracted = None
            else:
                _refuse_large(task, reading.megabytes_per_file, may_be_collection=False)
                extracted = _timed(seconds, "extract", lambda: reader.read(file, task.allowed))
        documents = () if extracted is None else file_read.documents(extracted)
        said = misnamed(Path(task.member or task.file.name), media_type)
        outcome = Outcome(
            sha256=sha256,
            documents=documents,
            warnings=tuple(filter(None, (said, *file_read.warnings))),
            seconds=seconds,
        )
        yield _unless_written(task, outcome)
        return
    except MemoryError:
        raise
    except Exception as error:  # see the head of this file
        failure = _failure(error, task)
    yield _unless_written(task, Outcome(sha256=sha256, failure=failure, seconds=seconds))


def _failure(error: Exception, task: Task) -> Failure:
    """What an error says of a file, or of a record of it."""
    if isinstance(error, CannotRead):
        return Failure(reason=error.reason, message=error.message)
    if isinstance(error, FileNotFoundError | PermissionError):
        message = f"{error.strerror or error}: {task.source.name}"
        return Failure(reason=Reason.UNREADABLE_FILE, message=message)
    is_full = isinstance(error, OSError) and error.errno in FULL
    return Failure(
        reason=Reason.DISK_FULL if is_full else Reason.UNEXPECTED,
        message=f"{type(error).__name__}: {error}"[:500],
        traceback="".join(traceback.format_exception(error)),
    )


class _FileRead:
    """How the parts of one file become documents, and what was said meanwhile."""

    def __init__(
        self, task: Task, context: Context, sha256: str, seconds: dict[str, float]
    ) -> None:
        self._task = task
        self._context = context
        self._sha256 = sha256
        self._seconds = seconds
        self.warnings: list[str] = []

    def documents(self, extracted: Sequence[Extracted]) -> tuple[Described, ...]:
        """The documents of a file that is no collection. Raises CannotRead."""
        if not extracted:
            raise CannotRead(Reason.EMPTY, "The file holds no document.")
        return self._described(extracted, self._sha256, is_given=False)

    def batches(self, records: Iterator[Record]) -> Iterator[Batch]:
        """The records of a collection, some at a time. Raises CannotRead."""
        task = self._task
        some: list[ReadRecord] = []
        size, began, count, singly = 0, time.monotonic(), 0, task.singly
        yield Batch(records=())
        try:
            while record := _timed(self._seconds, "extract", lambda: next(records, None)):
                count += 1
                if record.number > task.after:
                    some.append(one := self._record(record, is_first=singly == task.singly))
                    size += sum(len(p.text) for d in one.documents for p in d.document.pages)
                    singly -= 1
                if (
                    (some and singly >= 0)
                    or len(some) >= RECORDS_PER_BATCH
                    or size >= CHARACTERS_PER_BATCH
                    or time.monotonic() - began >= SECONDS_PER_BATCH
                ):
                    yield Batch(records=tuple(some))
                    some, size, began = [], 0, time.monotonic()
        except CannotRead:
            if some:
                yield Batch(records=tuple(some))
            raise
        if some:
            yield Batch(records=tuple(some))
        if not count:
            raise CannotRead(Reason.EMPTY, "The file holds no document.")

    def _record(self, record: Record, *, is_first: bool) -> ReadRecord:
        fatal = self._task.fatal
        if is_first and fatal is not None:
            place = f"{record.place[0].upper()}{record.place[1:]}"
            failure = Failure(reason=fatal.reason, message=f"{place}: {fatal.message}")
            return ReadRecord(number=record.number, place=record.place, failure=failure)
        try:
            extracted = _timed(self._seconds, "extract", record.read)
            documents = self._described(
                extracted, record.sha256, is_given=self._context.media_type != MBOX
            )
        except MemoryError:
            raise
        except Exception as error:  # see the head of this file
            failure = _failure(error, self._task)
            return ReadRecord(number=record.number, place=record.place, failure=failure)
        return ReadRecord(number=record.number, place=record.place, documents=documents)

    def _described(
        self, extracted: Sequence[Extracted], sha256: str, *, is_given: bool
    ) -> tuple[Described, ...]:
        from ingest.compare.sketch import sketched  # numpy: workers have it, others need it not

        room = max(MOST_WARNINGS - len(self.warnings), 0)
        self.warnings += [said for one in extracted for said in one.warnings][:room]
        tidy = _timed(
            self._seconds,
            "tidy",
            lambda: list(_tidied(extracted, self._context, is_given=is_given)),
        )
        documents = _timed(
            self._seconds,
            "describe",
            lambda: _described(tidy, self._task.said_beside, self._context, sha256),
        )
        return _timed(self._seconds, "sketch", lambda: tuple(map(sketched, documents)))


def _refuse_large(task: Task, megabytes: int, *, may_be_collection: bool = True) -> None:
    """Collections may be of any size: what counts is how large a record is."""
    name = Path(task.member or task.file.name)
    if may_be_collection and SUFFIXES.get(name.suffix.lower()) in STREAMED:
        return
    size = task.source.size
    if size > megabytes * 1024 * 1024:
        raise CannotRead(
            Reason.TOO_LARGE,
            f"The file has {size / 1024 / 1024:.0f} MB; up to {megabytes} are read.",
        )


@contextmanager
def _file_of(task: Task) -> Iterator[Path]:
    if not task.member:
        yield task.file
        return
    with unpacked(task.file, task.member, task.allowed) as file:
        yield file


def _unless_written(task: Task, outcome: Outcome) -> Outcome:
    """The outcome, unless the file was written since it was found: then nothing of it is sure."""
    if _lies_elsewhere(task):
        return Outcome(is_unfinished=True, seconds=outcome.seconds)
    if task.member or task.source.size < 0:
        return outcome
    try:
        seen = task.file.stat()
    except OSError:
        return outcome
    if (seen.st_size, seen.st_mtime_ns) == (task.source.size, task.source.modified):
        return outcome
    return Outcome(is_unfinished=True, seconds=outcome.seconds)


def _lies_elsewhere(task: Task) -> bool:
    return bool(task.real) and os.path.realpath(task.file) != task.real


def _timed(seconds: dict[str, float], stage: str, work: Callable[[], _T]) -> _T:
    before = time.perf_counter()
    try:
        return work()
    finally:
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - before


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reader(media_type: str, reading: Reading) -> Reader:
    if media_type == ARCHIVE:
        raise CannotRead(
            Reason.UNSUPPORTED,
            "It is an archive within an archive, or one that is not named .zip: unpack it.",
        )
    return reading.readers(media_type)


def _tidied(
    extracted: Sequence[Extracted], context: Context, *, is_given: bool
) -> Iterator[Extracted]:
    """The documents of a file with their texts put right, each followed by its records."""
    for one in extracted:
        tidy = tidied(with_printed_title(one), context.vocabulary, context.media_type)
        # What brings an id is a document as it is given.
        is_whole = is_given or one.id or one.is_part
        yield from [tidy] if is_whole else split(tidy, context.vocabulary)


def _described(
    extracted: Sequence[Extracted], said_beside: tuple[Claim, ...], context: Context, sha256: str
) -> tuple[Described, ...]:
    found: dict[str, Described] = {}
    whole = ""
    is_alone = sum(not one.is_part for one in extracted) == 1
    number = 0
    for one in extracted:
        beside = said_beside
        number += not one.is_part
        content = _content(one) if one.id or one.is_part else sha256
        id_ = one.id or (content[:16] if one.is_part or is_alone else f"{sha256[:16]}-{number}")
        if one.is_part:
            beside = (*_said_of_parts(said_beside), _part_of(whole, context))
        else:
            whole = id_
        if id_ in found and found[id_].document.first("sha256") != content:
            raise CannotRead(Reason.ID_TAKEN, f"Two documents of the file have the id {id_!r}.")
        claims, pages = claims_on(one, beside, context)
        values = decide(claims, context.vocabulary) | {"sha256": (content,)}
        found[id_] = Described(
            Document(id=id_, values=values, pages=pages),
            tuple(claims),
            heading=one.heading,
            media_type=context.media_type,
        )
    return tuple(found.values())


_OF_PARTS = frozenset({"collection", "network", "publisher"})


def _said_of_parts(said_beside: tuple[Claim, ...]) -> Iterator[Claim]:
    """What is said beside a file and holds for a part of it: its title and year do not."""
    return (claim for claim in said_beside if claim.field in _OF_PARTS)


def _part_of(whole: str, context: Context) -> Claim:
    return Claim(field="part_of", value=whole, origin=Origin.EMBEDDED, evidence=context.source.name)


def _content(extracted: Extracted) -> str:
    """The checksum of one record among others: of all it says, not of where it stands."""
    digest = hashlib.sha256()
    parts = [extracted.id, extracted.heading]
    for claim in extracted.claims:
        parts += (claim.field, claim.value)
    for page in extracted.pages:
        parts += (page.label, page.text)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\x1f")
    return digest.hexdigest()
