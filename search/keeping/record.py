"""What was asked of a library, how it was understood, and all that was found: a search record.

It says what a systematic review reports of a search: the source, the strategy as it was
run, its limits, the date, and how much was found. `search.keeping.record_file` keeps it, and
`search.keeping.rerun` asks the same again.
"""

import datetime
import hashlib
import importlib.metadata
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.catalogue.reading import batches
from corpus.document import Document
from corpus.vocabulary import Vocabulary
from corpus.weighing import COMPUTED
from index.contract import Engine
from index.request import Sort
from search.language.writer import write
from search.question import Ask
from search.results import Coverage
from search.searcher import Searcher
from search.understanding.expansions import Expansion

_NOT_ITS_OWN = COMPUTED | {"work", "part_of", "translation_of"}
"""Fields that do not describe a document: they follow from its file, or from other documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A document as it was when it was found.

    `sha256` is the checksum of its content, and `characters` is the length of its text,
    which differs when a scan is read. `description` is a checksum of what is known of it.
    """

    id: str
    title: str = ""
    source: str = ""
    sha256: str = ""
    characters: int = 0
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What an answer depends on beside the question and the documents.

    `library` is the identity of the catalogue and `revision` the number of its last write.
    `index` is the fingerprint of the index, `vocabulary` that of the names documents are
    described by, `thesaurus` that of the words questions are read with.
    """

    library: str = ""
    revision: int = 0
    program: str = ""
    engine: str = ""
    index: str = ""
    vocabulary: str = ""
    thesaurus: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One search, as it was asked, understood and answered.

    `date` is in UTC, and `library` a name for people. `query`, `filters`, `sort`, `exact`
    and `off` are as they were asked; `understood` to `notes` say what was made of them:
    `dropped` are words that only put the question, and `fewest` says how many of the
    others had to be there, 0 where all had to. `documents` are all that answered, in order.
    """

    date: str
    library: str = ""
    query: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    exact: bool = False
    off: tuple[str, ...] = ()
    understood: str = ""
    narrowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sorted_by: Sort = Sort.RELEVANCE
    expansions: tuple[Expansion, ...] = ()
    dropped: tuple[str, ...] = ()
    fewest: int = 0
    notes: tuple[str, ...] = ()
    circumstances: Circumstances = field(default_factory=Circumstances)
    coverage: Coverage
    documents: tuple[Recorded, ...] = ()

    @property
    def total(self) -> int:
        """How many documents answered."""
        return len(self.documents)

    @property
    def ask(self) -> Ask:
        """The question, to be asked again."""
        return Ask(
            text=self.query,
            filters=self.filters,
            sort=self.sort,
            exact=self.exact,
            off=self.off,
        )


def record(searcher: Searcher, ask: Ask, *, library: str = "") -> Record:
    """Ask, and write down everything that answers, whatever page was asked for.

    `library` is what people call the library. Raises UnknownField as a search does.
    """
    answered = searcher.every(ask)
    understood, engine = answered.understood, answered.engine
    return Record(
        date=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        library=library,
        query=_whole(ask.text),
        filters=_all_whole(ask.filters),
        sort=ask.sort,
        exact=ask.exact,
        off=_whole_texts(ask.off),
        understood=_whole(write(understood.query)),
        narrowed=_all_whole(understood.chosen),
        sorted_by=understood.sort,
        expansions=tuple(
            replace(one, typed=_whole(one.typed), text=_whole(one.text))
            for one in understood.expansions
        ),
        dropped=_whole_texts(understood.dropped),
        fewest=understood.fewest if understood.is_relaxed else 0,
        notes=_whole_texts(map(str, answered.notes)),
        circumstances=_circumstances(searcher, engine),
        coverage=searcher.coverage(engine),
        documents=tuple(_recorded(searcher.catalogue, [found.id for found in answered.found])),
    )


def _all_whole(values_by_field: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {_whole(name): _whole_texts(values) for name, values in values_by_field.items()}


def _whole_texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_whole, texts))


def _whole(text: str) -> str:
    """What was typed without halves of letters, as a shell gives them and no file may hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _circumstances(searcher: Searcher, engine: Engine) -> Circumstances:
    return Circumstances(
        library=searcher.catalogue.identity(),
        revision=searcher.catalogue.revision(),
        program=_version(),
        engine=engine.layout,
        index=engine.fingerprint(),
        vocabulary=searcher.vocabulary.fingerprint,
        thesaurus=_words_of_questions(searcher.vocabulary),
    )


def _version() -> str:
    try:
        return importlib.metadata.version("polisearch")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"  # run from a folder, not installed


def _words_of_questions(vocabulary: Vocabulary) -> str:
    files = (vocabulary.thesaurus_file, vocabulary.question_words_file)
    there = [path for path in files if path is not None and path.is_file()]
    return _checksum(*(_text(path) for path in there)) if there else ""


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def _checksum(*texts: str) -> str:
    whole = json.dumps(texts)  # which keeps them apart
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _recorded(catalogue: Catalogue, ids: Sequence[str]) -> Iterator[Recorded]:
    for some in batches(ids):
        documents, lengths = catalogue.documents(some), catalogue.lengths(some)
        for id_ in some:
            document = documents.get(id_)
            if document is None:  # removed, and the index has yet to follow
                yield Recorded(id=id_)
                continue
            yield Recorded(
                id=id_,
                title=document.title,
                source=document.first("source"),
                sha256=document.first("sha256"),
                characters=lengths.get(id_, 0),
                description=_description(document),
            )


def _description(document: Document) -> str:
    known = {name: v for name, v in document.values.items() if v and name not in _NOT_ITS_OWN}
    return _checksum(json.dumps(known, sort_keys=True))
