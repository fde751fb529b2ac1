"""Stretches of a text as they are kept in one cell: `0:12 40:80`."""

from collections.abc import Iterable

from corpus.document import Span


def spans_as_text(spans: Iterable[Span]) -> str:
    """Spans as one text.

    >>> spans_as_text([(0, 12), (40, 80)])
    '0:12 40:80'
    """
    return " ".join(f"{start}:{end}" for start, end in spans)


def spans_of(*cells: str) -> tuple[Span, ...]:
    """The stretches of several cells, in order, those that touch joined.

    >>> spans_of("0:12 40:80", "10:20")
    ((0, 20), (40, 80))
    """
    written = sorted(
        (int(start), int(end))
        for cell in cells
        for start, _, end in (part.partition(":") for part in cell.split())
    )
    joined: list[Span] = []
    for start, end in written:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
