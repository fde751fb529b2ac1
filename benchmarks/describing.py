"""How often is a description right? Measured where people, or a title, have said what is.

    python -m benchmarks.describing DIR

DIR holds documents and a `manifest.csv` with the columns file, year and language.
The manifest is only compared with: the documents speak for themselves.
"""

import csv
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.document import Document
from corpus.failures import CannotRead
from corpus.names import language_code
from corpus.records import Source
from corpus.vocabulary import Vocabulary, read_vocabulary
from ingest.describe import subject
from ingest.describe.claims import claims_on
from ingest.describe.context import OPENING, Context, first_page
from ingest.describe.title_line import find_title_line
from ingest.extract.extracted import Extracted
from ingest.extract.readers import reader_for
from ingest.media_type import media_type_of
from ingest.merge import decide

JUDGED: Mapping[str, str] = {
    # "Adopted February 2025" on its title page.
    "69803615ba8e602c498e7ec4384bc87100cd3a2777741421ea814a11107ef5ef.pdf": "2025",
    # "Adopted October 2013" on its title page.
    "b14fe6acf7a54ebcdaf591678a69559e4c33ce789d5b8468f3d935320218249f.pdf": "2013",
}
"""Years of documents, by file, that say otherwise than the manifest, as a person read them."""


TITLE_LINE = 60
"""Characters of a line of a title page, at most."""


@dataclass(slots=True)
class Rightness:
    """Right answers, no answers, and the wrong ones: (document, said, found)."""

    right: int = 0
    unknown: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, name: str, said: str, found: str) -> None:
        """Count one answer; an empty one is none."""
        if found == said:
            self.right += 1
        elif not found:
            self.unknown.append(name)
        else:
            self.wrong.append((name, said, found))

    @property
    def asked(self) -> int:
        """Every answer that could have been right."""
        return self.right + len(self.unknown) + len(self.wrong)

    def share(self, count: int) -> float:
        """A count as a share of what was asked."""
        return count / self.asked if self.asked else 0.0

    def __str__(self) -> str:
        lines = [f"{self.right} of {self.asked} right ({self.share(self.right):.1%})"]
        lines += [f"  unknown  {name}" for name in self.unknown]
        lines += [f"  wrong    {name}: {found}, not {said}" for name, said, found in self.wrong]
        return "\n".join(lines)


def against_manifest(folder: Path, vocabulary: Vocabulary) -> tuple[Rightness, Rightness]:
    """(languages, years) of the documents that a manifest names.

    A year is asked for where it stands in the name of the file or on the title page.
    """
    languages, years = Rightness(), Rightness()
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for one, context in _read(folder / row["file"], row["file"], vocabulary):
            document = _described(one, context)
            language = language_code(row["language"] or "")
            if language:
                languages.add(row["file"], language, ";".join(document.all("language")))
            year = JUDGED.get(Path(row["file"]).name, row["year"] or "")
            if year and year in row["file"] + _title_page(one):
                years.add(row["file"], year, document.first("year"))
            break
    return languages, years


def without_their_titles(folder: Path, vocabulary: Vocabulary) -> Rightness:
    """Modules by the text alone, of documents whose title line names one and is withheld."""
    modules = Rightness()
    for path in sorted(folder.rglob("*")):
        for one, context in _read(path, path.name, vocabulary) if path.is_file() else ():
            line = find_title_line(one, vocabulary)
            if line and line.module:
                found = subject.describe(_untitled(one, vocabulary), context)
                told = ";".join(claim.value for claim in found if claim.field == "module")
                modules.add(path.name, line.module, told)
    return modules


def _untitled(extracted: Extracted, vocabulary: Vocabulary) -> Extracted:
    """A document that nowhere has the title of a series, not even in its running heads."""
    every = [t for module in vocabulary.modules for t in (*module.titles, *module.overviews)]
    longest_first = sorted(every, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, title.split())) for title in longest_first)

    def without(text: str) -> str:
        return re.sub(words, lambda found: " " * len(found[0]), text, flags=re.IGNORECASE)

    pages = tuple(replace(page, text=without(page.text), label="") for page in extracted.pages)
    return replace(extracted, pages=pages, heading="", claims=())


def _read(path: Path, name: str, vocabulary: Vocabulary) -> Iterator[tuple[Extracted, Context]]:
    try:
        media_type = media_type_of(path)
        found = reader_for(media_type).read(path)
    except CannotRead:
        return
    source = Source(
        path=path.as_posix(), root=path.parent.as_posix(), name=name, size=1, modified=1
    )
    for one in found:
        yield one, Context(source=source, vocabulary=vocabulary, media_type=media_type)


def _described(extracted: Extracted, context: Context) -> Document:
    claims, pages = claims_on(extracted, (), context)
    return Document(id="1", values=decide(claims, context.vocabulary), pages=pages)


def _title_page(extracted: Extracted) -> str:
    """The short lines at the start: a longer one is of a text that has no title page."""
    page = first_page(extracted)
    lines = page.text[:OPENING].split("\n") if page else []
    return "\n".join(line for line in lines if len(line) <= TITLE_LINE)


def main(folder: Path) -> None:
    """Print what is right and what is not."""
    vocabulary = read_vocabulary()
    languages, years = against_manifest(folder, vocabulary)
    print(f"Languages: {languages}")
    print(f"Years: {years}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
