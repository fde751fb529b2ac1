"""What is to be done with every file, decided before one is opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.failures import CannotRead, Failure, Reason
from corpus.records import Source, State
from corpus.vocabulary import Vocabulary
from ingest.archive import JOINT, Member, is_archive, members
from ingest.describe import file_name
from ingest.describe.context import Context
from ingest.extract.extracted import Allowed, Extracted
from ingest.find import find_sources
from ingest.found import Found, Sources
from ingest.links import warnings_of
from ingest.merge import decide
from ingest.sidecar import claims

Known = dict[str, tuple[Source, State]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which files a run is about, and which of them are read although they look the same.

    `retry_failed` takes those that failed, or of which records did, and no others.
    `only` is a field and a value: those whose documents have it, and new ones whose name
    or sidecar says so. `force` reads all of them again.
    """

    force: bool = False
    retry_failed: bool = False
    only: tuple[str, str] | None = None

    def __str__(self) -> str:
        only = f"only {':'.join(self.only)}" if self.only else ""
        retried = "those that failed" if self.retry_failed else ""
        return ", ".join(filter(None, (only, retried, "all again" if self.force else "")))

    @property
    def is_whole(self) -> bool:
        """Whether it is about every file; otherwise none can be said to have vanished."""
        return not self.retry_failed and self.only is None

    @property
    def may_be_gone(self) -> bool:
        """Whether a root that is not there counts as emptied, and not as a mistake."""
        return self.force and self.is_whole


@dataclass(slots=True, kw_only=True)
class Plan:
    """The files to read, in order, and what becomes of the others.

    `found` are all files that were found. `left_alone` are the states of those that are
    not opened. An heir describes a
    document that another file described until now. `unfinished` are files that are
    still being written.
    """

    known: Known
    found: list[Source]
    to_read: list[Found]
    left_alone: list[State]
    vanished: list[str]
    heirs: set[str]
    archives: list[Source]
    unfinished: list[str]
    warnings: list[str] = field(default_factory=list)
    is_whole: bool = True

    @property
    def files(self) -> int:
        """How many files it is about."""
        return len(self.to_read) + len(self.left_alone) + len(self.unfinished)

    def is_about_all(self) -> bool:
        """Whether every file that the catalogue knows is read, or gone."""
        planned = {found.source.path for found in self.to_read} | set(self.vanished)
        return all(
            path in planned for path, (_, state) in self.known.items() if state is not State.ARCHIVE
        )


def plan(
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    roots: Sequence[Path],
    library: Path,
    choice: Choice,
    allowed: Allowed,
    *,
    follow_links: bool = False,
) -> Plan:
    """Compare the files in these roots with those that the catalogue knows.

    Size, date and sidecar decide; of files only the directories of changed archives
    are read. Raises SourceNotFound.
    """
    known = catalogue.sources()
    partly = catalogue.paths_with_failed_records() if choice.retry_failed else set()
    archives = _Archives(known, choice, allowed)
    sources = find_sources(
        roots,
        library,
        may_be_gone=choice.may_be_gone,
        archives=archives.members,
        follow_links=follow_links,
    )
    there = {found.source.path for found in sources.found}
    there |= {archive.path for archive in sources.archives}
    vanished: list[str] = []
    if choice.is_whole:
        vanished = sorted(path for path in known if path not in there and sources.is_gone(path))
        if not choice.force:
            sources.refuse_emptied(vanished)
    is_wanted = _wanted(catalogue, vocabulary, choice, known, partly)
    found = [_with_known_sidecar(one, known) for one in sources.found if is_wanted(one)]
    due = {one.source.path for one in found if _is_due(one, known, choice, partly)}
    heirs = _heirs(known, due, set(vanished), there)
    to_read = [_to_read(one) for one in sources.found if one.source.path in due | heirs]
    # An heir describes a document once the file that described it until now is done.
    to_read.sort(key=lambda one: one.source.path in heirs)
    return Plan(
        known=known,
        found=[one.source for one in sources.found],
        to_read=to_read,
        left_alone=[
            known[one.source.path][1] for one in found if one.source.path not in due | heirs
        ],
        vanished=vanished,
        heirs=heirs,
        archives=[one for one in sources.archives if _is_new_archive(one, known)],
        unfinished=sources.unfinished if choice.is_whole else [],
        warnings=[
            *sources.warnings,
            *_unfinished(sources),
            *warnings_of(sources.left_links, vanished),
        ]
        if choice.is_whole
        else [],
        is_whole=choice.is_whole,
    )


class _Archives:
    """What lies in archives: as the catalogue knows it, where they look the same."""

    def __init__(self, known: Known, choice: Choice, allowed: Allowed) -> None:
        self._known = known
        self._choice = choice
        self._allowed = allowed
        self._members: dict[str, list[Member]] = {}
        for path, (source, _) in known.items():
            archive, joint, name = path.partition(f".zip{JOINT}")
            if joint:
                held = self._members.setdefault(f"{archive}.zip", [])
                held.append(Member(name, source.size, source.modified))

    def members(self, file: Path, source: Source) -> Sequence[Member] | Failure | None:
        known, state = self._known.get(source.path, (None, None))
        if known is not None and source.looks_like(known) and not self._choice.force:
            held = self._members.get(source.path, [])
            if state is State.ARCHIVE and all(member.size >= 0 for member in held):
                return held
            if state is State.FAILED and not self._choice.retry_failed:
                return None
        try:
            return members(file, self._allowed) if is_archive(file) else None
        except CannotRead as error:
            return Failure(reason=error.reason, message=error.message)
        except OSError as error:
            message = f"{error.strerror or error}: {source.name}"
            return Failure(reason=Reason.UNREADABLE_FILE, message=message)


def _wanted(
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    choice: Choice,
    known: Known,
    partly: set[str],
) -> Callable[[Found], bool]:
    """Whether the choice is about a file. Of the files in `partly`, some records failed."""
    failed = {path for path, (_, state) in known.items() if state is State.FAILED}
    to_retry = failed | partly
    if choice.only is None:
        return lambda found: (
            not choice.retry_failed or bool({found.source.path, _archive_of(found)} & to_retry)
        )
    name, spelling = choice.only
    value = vocabulary.canonical(name, spelling) or spelling
    paths = {
        path
        for document in catalogue.documents(catalogue.ids()).values()
        if value in document.all(name)
        for path in document.all("source")
    }

    def is_wanted(found: Found) -> bool:
        path = found.source.path
        if choice.retry_failed and path not in to_retry:
            return False
        known_otherwise = path in known and path not in failed
        return path in paths or (
            not known_otherwise and value in _promised(found, vocabulary).get(name, ())
        )

    return is_wanted


def _promised(found: Found, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """What the name of a file, and what is said beside it, say of its document."""
    context = Context(source=found.source, vocabulary=vocabulary)
    said = file_name.describe(Extracted(pages=()), context)
    return decide([*claims(found.cells, vocabulary), *said], vocabulary)


def _archive_of(found: Found) -> str:
    return found.source.path.removesuffix(JOINT + found.member) if found.member else ""


def _with_known_sidecar(found: Found, known: Known) -> Found:
    """What a sidecar said stays, where it cannot be read any more."""
    source, _ = known.get(found.source.path, (None, None))
    if source is None or not found.sidecar_unknown:
        return found
    return replace(found, source=replace(found.source, sidecar=source.sidecar))


def _is_due(found: Found, known: Known, choice: Choice, partly: set[str]) -> bool:
    before, state = known.get(found.source.path, (None, None))
    if before is None or choice.force or not found.source.looks_like(before):
        return True
    return choice.retry_failed and (state is State.FAILED or found.source.path in partly)


def _heirs(known: Known, due: set[str], vanished: set[str], there: set[str]) -> set[str]:
    """Files whose document another file described that vanished or may have changed.

    The catalogue marks them by a size of -1 when that happens; those of this
    run are known beforehand by their content.
    """
    leaving = {
        source.sha256 for path, (source, _) in known.items() if path in due or path in vanished
    } - {""}
    return {
        path
        for path, (source, state) in known.items()
        if path in there
        and (source.size < 0 or (state is State.DUPLICATE and source.sha256 in leaving))
    }


def _to_read(found: Found) -> Found:
    """Where nobody knows what is said beside a file, it is read again once that is known."""
    if not found.sidecar_unknown:
        return found
    return replace(found, source=replace(found.source, sidecar="unknown"))


def _is_new_archive(archive: Source, known: Known) -> bool:
    before, state = known.get(archive.path, (None, None))
    return state is not State.ARCHIVE or before is None or not archive.looks_like(before)


def _unfinished(sources: Sources) -> list[str]:
    return [f"{path} is a download that has not ended; it is left." for path in sources.unfinished]
