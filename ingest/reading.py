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
from corpus.records import Source
from corpus.vocabulary import Vocabulary
from ingest.archive import MEDIA_TYPE as ARCHIVE
from ingest.archive import unpacked
from ingest.describe.claims import claims_on
from ingest.describe.context import Context
from ingest.extract.extracted import ALLOWED, Allowed, Extracted, Reader
from ingest.extract.readers import reader_for
from ingest.media_type import media_type_of, misnamed
from ingest.merge import decide
from ingest.records.split import split
from ingest.tidy.document import tidied

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to read, or a `member` of an archive.

    Where its content still has `known_sha256`, it is left as it is. It is read only while
    it lies at `real`, if that is given: nobody may put a link in its place meanwhile.
    """

    file: Path
    source: Source
    member: str = ""
    real: str = ""
    said_beside: tuple[Claim, ...] = ()
    known_sha256: str = ""
    allowed: Allowed = ALLOWED


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a file: documents, or a failure, or the same content as before.

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


def read_file(task: Task, reading: Reading) -> Outcome:
    """Read and describe one file. Raises nothing but MemoryError, which is the caller's."""
    from ingest.compare.sketch import sketched  # numpy: workers have it loaded, others need it not

    seconds: dict[str, float] = {}
    sha256 = ""
    if _lies_elsewhere(task):
        return Outcome(is_unfinished=True)
    try:
        _refuse_large(task.source.size, reading.megabytes_per_file)
        with _file_of(task) as file:
            sha256 = _timed(seconds, "hash", lambda: _sha256(file))
            if sha256 == task.known_sha256:
                return Outcome(sha256=sha256, is_unchanged=True, seconds=seconds)
            extracted, media_type = _timed(
                seconds, "extract", lambda: _extracted(file, task.allowed, reading)
            )
        context = Context(source=task.source, vocabulary=reading.vocabulary, media_type=media_type)
        extracted = _timed(seconds, "tidy", lambda: list(_tidied(extracted, context)))
        documents = _timed(
            seconds, "describe", lambda: _described(extracted, task.said_beside, context, sha256)
        )
        documents = _timed(seconds, "sketch", lambda: tuple(map(sketched, documents)))
        name = Path(task.member or task.file.name)
        warnings = tuple(
            warning
            for warning in (misnamed(name, media_type), *(w for e in extracted for w in e.warnings))
            if warning
        )
        outcome = Outcome(sha256=sha256, documents=documents, warnings=warnings, seconds=seconds)
        return _unless_written(task, outcome)
    except CannotRead as error:
        failure = Failure(reason=error.reason, message=error.message)
    except (FileNotFoundError, PermissionError) as error:
        failure = Failure(
            reason=Reason.UNREADABLE_FILE, message=f"{error.strerror or error}: {task.source.name}"
        )
    except MemoryError:
        raise
    except Exception as error:  # see the head of this file
        is_full = isinstance(error, OSError) and error.errno in FULL
        failure = Failure(
            reason=Reason.DISK_FULL if is_full else Reason.UNEXPECTED,
            message=f"{type(error).__name__}: {error}"[:500],
            traceback=traceback.format_exc(),
        )
    return _unless_written(task, Outcome(sha256=sha256, failure=failure, seconds=seconds))


def _refuse_large(size: int, megabytes: int) -> None:
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


def given_up(reason: Reason, message: str) -> Outcome:
    """The outcome of a file that its worker did not survive."""
    return Outcome(failure=Failure(reason=reason, message=message))


def _timed(seconds: dict[str, float], stage: str, work: Callable[[], _T]) -> _T:
    before = time.perf_counter()
    try:
        return work()
    finally:
        seconds[stage] = time.perf_counter() - before


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _extracted(path: Path, allowed: Allowed, reading: Reading) -> tuple[list[Extracted], str]:
    media_type = media_type_of(path)
    if media_type == ARCHIVE:
        raise CannotRead(
            Reason.UNSUPPORTED,
            "It is an archive within an archive, or one that is not named .zip: unpack it.",
        )
    extracted = reading.readers(media_type).read(path, allowed)
    if not extracted:
        raise CannotRead(Reason.EMPTY, "The file holds no document.")
    return extracted, media_type


def _tidied(extracted: Sequence[Extracted], context: Context) -> Iterator[Extracted]:
    """The documents of a file with their texts put right, each followed by its records."""
    for one in extracted:
        tidy = tidied(one, context.vocabulary, context.media_type)
        # What brings an id is a document as it is given.
        yield from [tidy] if one.id or one.is_part else split(tidy, context.vocabulary)


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
