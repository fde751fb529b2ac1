"""A table of networks: each row is what one network is called, aims at, and is like."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.document import Claim
from corpus.vocabulary import Network, Vocabulary
from ingest.records.cells import lines_of_cell, name_and_address
from ingest.records.lines import Line
from ingest.records.record import FEWEST, Listed, Record, part, said

KIND = "network profile"
LONGEST_NAME = 200

_OF_NETWORKS = re.compile(
    r"\b(?:networks?|netzwerke?|réseaux?|netwerk(?:en)?|red(?:es)?|reti?)\b", re.I
)
_HEADER = re.compile(
    r"\b(?:networks?|names?|initiatives?|aims?|objectives?|comments?|links?|web(?:site)?|url|kind"
    r"|name|netzwerke?|ziele?|bemerkung(?:en)?|réseaux?|nom|objectifs?|commentaires?|remarks?"
    r"|netwerk|doel(?:en)?|red|objetivos?|reti?|obiettivi)\b",
    re.IGNORECASE,
)
_COMMON_WORDS = re.compile(r"[A-Z]{2,}")


@dataclass(slots=True)
class _Row:
    cells: list[str]
    lines: list[Line] = field(default_factory=list)

    @property
    def is_header(self) -> bool:
        words = [" ".join(lines_of_cell(cell)) for cell in self.cells]
        return all(len(cell) <= 40 and _HEADER.search(cell) for cell in words if cell)


def listed(lines: Sequence[Line], vocabulary: Vocabulary) -> Listed:
    """The networks of the tables among these lines."""
    if not any("\t" in line.raw for line in lines):
        return Listed()
    records: list[Record] = []
    for rows in _tables(lines):
        header = rows[0] if rows and rows[0].is_header else None
        body = [row for row in rows[1 if header else 0 :] if _has_name_and_words(row)]
        if len(body) >= FEWEST and _is_of_networks(header, body, vocabulary):
            records += [_record(row, header, vocabulary) for row in body]
    return Listed(tuple(records))


def _tables(lines: Sequence[Line]) -> Iterator[list[_Row]]:
    """Rows that follow one another, whatever blank lines and ends of pages are between them."""
    rows: list[_Row] = []
    for line in lines:
        cells = line.raw.rstrip().split("\t")
        if rows and _goes_on(line, cells):
            _continue(rows[-1], cells, line)
        elif len(cells) > 1 and cells[0].strip():
            rows.append(_Row(cells, [line]))
        else:
            if rows:
                yield rows
            rows = []
    if rows:
        yield rows


def _goes_on(line: Line, cells: list[str]) -> bool:
    """Whether a line is the rest of the row above: its first cell is empty.

    At the head of a page the empty cells may be gone, and it begins in lower case.
    """
    if len(cells) > 1:
        return not cells[0].strip()
    return line.begins_block and line.start == 0 and cells[0].lstrip()[:1].islower()


def _continue(row: _Row, cells: list[str], line: Line) -> None:
    row.lines.append(line)
    if len(cells) == 1:
        cells = [""] * (len(row.cells) - 1) + cells
    for at, cell in enumerate(cells):
        if not cell.strip():
            continue
        if at < len(row.cells):
            row.cells[at] = _glued(row.cells[at], cell)
        else:
            row.cells.append(cell)


_CLOSING = re.compile(r"(?:\s*</(?:li|ul|ol|p|div)\s*>)+\s*$", re.IGNORECASE)


def _glued(cell: str, rest: str) -> str:
    """The rest of a cell, inside the item of the list that it belongs to."""
    closing = _CLOSING.search(cell)
    if closing is None:
        return f"{cell} {rest.strip()}"
    return f"{cell[: closing.start()]} {rest.strip()}{closing[0]}"


def _has_name_and_words(row: _Row) -> bool:
    name, _ = name_and_address(row.cells[0])
    words = " ".join(row.cells[1:])
    return 1 < len(name) <= LONGEST_NAME and sum(map(str.isalpha, words)) > len(words) / 3


def _is_of_networks(header: _Row | None, body: list[_Row], vocabulary: Vocabulary) -> bool:
    if header is not None and _OF_NETWORKS.search(" ".join(header.cells)):
        return True
    known = sum(bool(network_in(name_and_address(row.cells[0])[0], vocabulary)) for row in body)
    return known >= FEWEST and known * 2 >= len(body)


def _record(row: _Row, header: _Row | None, vocabulary: Vocabulary) -> Record:
    name, address = name_and_address(row.cells[0])
    text = "\n\n".join(_shown(name, address, row, header))
    claims = tuple(_claims(name, row, vocabulary))
    return Record(lines=tuple(row.lines), part=part(text, claims, heading=name))


def _shown(name: str, address: str, row: _Row, header: _Row | None) -> Iterator[str]:
    yield f"{name}\n{address}" if address else name
    labels = header.cells if header is not None else []
    for at, cell in enumerate(row.cells[1:], start=1):
        lines = lines_of_cell(cell)
        label = " ".join(lines_of_cell(labels[at])) if at < len(labels) else ""
        if len(lines) == 1:
            lines = [lines[0].removeprefix("- ")]
        if lines and label:
            lines = [f"{label}: {lines[0]}"] if len(lines) == 1 else [f"{label}:", *lines]
        if lines:
            yield "\n".join(lines)


def _claims(name: str, row: _Row, vocabulary: Vocabulary) -> Iterator[Claim]:
    evidence = " ".join(lines_of_cell(row.cells[0]))
    yield said("title", name, evidence)
    yield said("kind", KIND, evidence)
    network = network_in(name, vocabulary)
    if network:
        yield said("network", network, evidence)


def network_in(name: str, vocabulary: Vocabulary) -> str:
    """The network of the vocabulary that a name holds, by its longest spelling; empty for none.

    A spelling in capitals may also be a word, as SHARE is: it counts in capitals only.
    """
    whole = vocabulary.canonical("network", name)
    if whole:
        return whole
    for pattern, network in _spellings(vocabulary.networks):
        if pattern.search(name):
            return network
    return ""


@lru_cache(maxsize=4)
def _spellings(networks: tuple[Network, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    every = {
        spelling: network.name
        for network in reversed(networks)
        for spelling in (network.name, network.title, *network.aliases)
        if spelling
    }
    longest_first = sorted(every.items(), key=lambda entry: -len(entry[0]))
    return tuple((_as_words(spelling), name) for spelling, name in longest_first)


def _as_words(spelling: str) -> re.Pattern[str]:
    flags = 0 if _COMMON_WORDS.fullmatch(spelling) else re.IGNORECASE
    words = r"\s+".join(map(re.escape, spelling.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", flags)
