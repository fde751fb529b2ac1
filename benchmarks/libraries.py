"""The libraries that are asked: the reports at hand, and a larger one made from their pages."""

import random
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import commands
from benchmarks.tables import progress
from benchmarks.watch import Peak, Watch
from corpus.catalogue import Catalogue, open_catalogue
from corpus.document import Described, Document, Page
from corpus.records import Source
from corpus.vocabulary import Vocabulary, read_vocabulary
from index.engines import ENGINES
from index.shelf import Shelf
from search.searcher import Searcher

COMPARED = tuple(name for name in ENGINES if name != "memory")
"""Engines that keep an index; the one in memory is an oracle, not a rival."""

PAGES_PER_DOCUMENT = (8, 56)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A library made by the command, from which reports, in how long, with how much memory."""

    library: Path
    reports: Path
    seconds: float
    peak: Peak


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A library opened with one engine. `made_in` are seconds its index took, 0 if it was there."""

    catalogue: Catalogue
    searcher: Searcher
    made_in: float


def prepare(reports: Path, library: Path, jobs: int) -> Prepared:
    """Ingest all reports, of every format, with what their manifests say."""
    progress("ingesting the reports")
    with Watch() as watch:
        ran = commands.ingest(library, reports, jobs, watch.start)
    return Prepared(library=library, reports=reports, seconds=ran.seconds, peak=watch.peak)


@contextmanager
def opened(library: Path, engine: str) -> Iterator[Asked]:
    """Open a library with an engine; its index is made where it has none by that engine.

    Ingestion leaves an index of the default engine, made in steps, which is
    asked as it is.
    """
    catalogue = open_catalogue(library / "catalogue.db")
    folder = library / "index"
    if not list(folder.glob(f"{engine}-*")):
        folder = library / f"index-{engine}"
    shelf = Shelf(folder, catalogue, engine)
    try:
        began = time.perf_counter()
        changed = shelf.follow()
        made_in = time.perf_counter() - began if changed else 0.0
        vocabulary = read_vocabulary(library / "vocabulary")
        searcher = Searcher(catalogue, shelf, vocabulary)
        yield Asked(catalogue=catalogue, searcher=searcher, made_in=made_in)
    finally:
        shelf.close()
        catalogue.close()


def write_synthetic(like: Path, library: Path, pages: int, seed: int = 11) -> Path:
    """A library of so many pages, written to its catalogue directly.

    Each document is made of pages of one language, drawn at random from those of
    the library it is `like`, so that no two are the same; cities, modules and
    years are drawn from the vocabulary. Words are as frequent as in the real
    pages, but there are no new ones: its list of words is that of the smaller
    library.
    """
    progress(f"writing a library of {pages:,} pages")
    library.mkdir(parents=True)
    (library / "vocabulary").mkdir()
    real = open_catalogue(like / "catalogue.db")
    documents = list(real.changed_since(0))
    real.close()
    catalogue = open_catalogue(library / "catalogue.db")
    run = catalogue.begin_run()
    made = _documents(documents, read_vocabulary(like / "vocabulary"), pages, random.Random(seed))
    for document in made:
        source = Source(
            path=f"made/{document.id}", root="made", name=document.id, size=1, modified=1
        )
        catalogue.put(source, [Described(document)], run)
    catalogue.end_run(run, {})
    catalogue.close()
    return library


def _documents(
    real: list[Document], vocabulary: Vocabulary, pages: int, chance: random.Random
) -> Iterator[Document]:
    of_language: defaultdict[str, list[Page]] = defaultdict(list)
    for document in real:
        for page in document.pages:
            if page.text.strip():
                of_language[page.language].append(page)
    languages = sorted(of_language)
    weights = [len(of_language[language]) for language in languages]
    number = written = 0
    while written < pages:
        language = chance.choices(languages, weights)[0]
        count = min(chance.randint(*PAGES_PER_DOCUMENT), pages - written)
        drawn = chance.choices(of_language[language], k=count)
        yield Document(
            id=f"made{number:012}",
            values=_values(number, chance.choice(real), language, vocabulary, chance),
            pages=tuple(replace(page, number=at) for at, page in enumerate(drawn, start=1)),
        )
        number, written = number + 1, written + count


def _values(
    number: int, like: Document, language: str, vocabulary: Vocabulary, chance: random.Random
) -> dict[str, tuple[str, ...]]:
    city = chance.choice(vocabulary.cities)
    drawn = {
        "title": like.title,
        "city": city.name,
        "country": city.country,
        "module": chance.choice(vocabulary.modules).name,
        "kind": chance.choice(vocabulary.kinds).name,
        "year": str(chance.randint(1995, 2024)),
        "language": language,
        "sha256": f"{number:064x}",
    }
    return {name: (value,) for name, value in drawn.items() if value}
