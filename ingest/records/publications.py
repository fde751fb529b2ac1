"""A list of publications: entries of authors, year and title, one after the other.

The bibliography of a report has the same shape and is no such list: it is told
by its heading, by its part of the document, or by being cited in the text.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.document import Claim
from corpus.vocabulary import Vocabulary
from corpus.words import fold
from ingest.extract import metadata
from ingest.records.citation import LONGEST, Citation, citation
from ingest.records.lines import Line, words_of
from ingest.records.persons import BEGINS
from ingest.records.record import FEWEST, Listed, Record, part, said

LONGEST_HEADING = 60
LONGEST_NAME = 80
MOST_CITED = 1
"""Entries that the text around a list may cite: one is an example, two are its sources."""

IF_NO_OTHER = 0.4
"""The confidence that an entry is a "publication": its title may well say what kind of one."""

_SOURCES = re.compile(
    r"bibliogra[fp]|references?\b|literature?\b|literatur|sources?\b|quellen|works cited"
    r"|further reading|référence|riferimenti|referencias|fuentes|notes?\b|endnotes|footnotes",
    re.IGNORECASE,
)

_Entry = tuple[list[Line], Citation]


def listed(lines: Sequence[Line], vocabulary: Vocabulary) -> Listed:
    """The publications that are listed among these lines."""
    records: list[Record] = []
    for heading, entries in _runs(lines, vocabulary):
        if len(entries) < FEWEST or _SOURCES.search(heading):
            continue
        if not _is_cited(entries, lines):
            records += [_record(own, found) for own, found in entries]
    return Listed(tuple(records))


def _runs(lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[tuple[str, list[_Entry]]]:
    """(the heading above it, entries) of every run of entries with nothing between them."""
    heading, entries = "", list[_Entry]()
    at = 0
    while at < len(lines):
        own, found = _entry(lines, at, vocabulary)
        if found is not None:
            entries.append((own, found))
            at += len(own)
            continue
        text = lines[at].text
        is_between = entries and len(text) <= LONGEST_HEADING and not _SOURCES.search(text)
        if not is_between:
            yield heading, entries
            entries = []
        if len(text) <= LONGEST_HEADING:
            heading = text
        at += 1
    yield heading, entries


def _entry(
    lines: Sequence[Line], at: int, vocabulary: Vocabulary
) -> tuple[list[Line], Citation | None]:
    """The lines of the entry that begins here, as far as its block goes or the next entry."""
    if not _begins(lines[at]):
        return [], None
    own = [lines[at]]
    length = len(lines[at].text)
    for line in lines[at + 1 :]:
        length += len(line.text)
        if line.begins_block or _begins(line) or length > LONGEST:
            break
        own.append(line)
    return own, citation(_printed(own), vocabulary)


def _begins(line: Line) -> bool:
    text = line.item or line.text
    is_likely = "." in text[:LONGEST_NAME] or "," in text[:LONGEST_NAME]
    return is_likely and BEGINS.match(text) is not None


def _printed(lines: Sequence[Line]) -> str:
    """An entry as it is printed, without its bullet or number."""
    first = lines[0].item or lines[0].text
    return f"{first} {words_of(lines[1:])}".strip()


def _is_cited(entries: Sequence[_Entry], lines: Sequence[Line]) -> bool:
    """Whether the text around cites entries as "(Rath 2011)" or "Rath (2011)"."""
    own = {line for entry, _ in entries for line in entry}
    text = fold("\n".join(line.raw for line in lines if line not in own))
    cited = 0
    for _, found in entries:
        surname = re.escape(fold(found.authors[0].partition(",")[0]))
        cited += re.search(rf"\b{surname}\b[^\n()]{{0,60}}[( ,]{found.year}\b", text) is not None
    return cited > MOST_CITED


def _record(lines: list[Line], found: Citation) -> Record:
    printed = _printed(lines)
    return Record(
        lines=tuple(lines),
        part=part(printed, tuple(_claims(printed, found)), heading=found.title),
    )


def _claims(printed: str, found: Citation) -> Iterator[Claim]:
    yield said("title", found.title, printed)
    yield said("kind", "publication", printed, IF_NO_OTHER)
    for author in found.authors:
        yield said("author", author, printed)
    yield said("year", found.year, printed)
    if found.publisher:
        yield said("publisher", found.publisher, printed)
    if found.isbn:
        yield said("code", f"ISBN {found.isbn}", printed)
    yield from metadata.codes("entry", printed)
