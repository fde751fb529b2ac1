"""What of a question can be seen in a text, and on a single page of it?"""

from collections.abc import Iterator

from index.query import (
    EVERYWHERE,
    All,
    Either,
    Fuzzy,
    Most,
    Near,
    Not,
    Pattern,
    Phrase,
    Query,
    Stem,
    Text,
    Widened,
    Word,
)


def children(query: Query) -> tuple[Query, ...]:
    """What a query is made of; nothing for a leaf, an `Is` or a `Range`."""
    match query:
        case All(parts) | Either(parts) | Most(parts):
            return parts
        case Widened():
            return query.ways
        case Not(part):
            return (part,)
        case _:
            return ()


def walk(query: Query, *, excluded: bool = False) -> Iterator[Query]:
    """A query and all that it is made of, in order: what a Not excludes only if `excluded`."""
    yield query
    if excluded or not isinstance(query, Not):
        for child in children(query):
            yield from walk(child, excluded=excluded)


def leaves(query: Query) -> Iterator[Text]:
    """Every text leaf that is not excluded, in order."""
    return (node for node in walk(query) if isinstance(node, Text))


def looks_into_text(query: Query) -> bool:
    """Whether any of it is looked for in the text, if only to exclude it."""
    every = walk(query, excluded=True)
    return any(isinstance(node, Text) and node.field == EVERYWHERE for node in every)


def evidence(query: Query) -> tuple[Text, ...]:
    """The leaves that can be seen on a page: what is looked for in the text, and not excluded."""
    return tuple(dict.fromkeys(leaf for leaf in leaves(query) if leaf.field == EVERYWHERE))


def ideas(query: Query) -> tuple[Query, ...]:
    """What is looked for on pages, each thing once, however many ways there are to say it."""
    return tuple(dict.fromkeys(_ideas(query)))


def _ideas(query: Query) -> Iterator[Query]:
    match query:
        case All(parts) | Either(parts) | Most(parts):
            for part in parts:
                yield from _ideas(part)
        case Widened(typed, others):
            ways = [(seen, worth) for other, worth in others if (seen := on_one_page(other))]
            first = on_one_page(typed)
            if first is not None:
                yield Widened(first, tuple(ways)) if ways else first
            elif ways:
                yield Widened(ways[0][0], tuple(ways[1:]))
        case Word() | Phrase() | Near() | Pattern() | Fuzzy() | Stem():
            if query.field == EVERYWHERE:
                yield query
        case _:
            return


def on_one_page(query: Query) -> Query | None:
    """What of a query a single page can hold: its words, joined as they are.

    None where the query has no words. A page for which it holds is one on which
    all the words meet.
    """
    match query:
        case All(parts) | Either(parts):
            kept = _on_one_page(parts)
            if len(kept) <= 1:
                return kept[0] if kept else None
            return All(kept) if isinstance(query, All) else Either(kept)
        case Most(parts, fewest):
            kept = _on_one_page(parts)
            return Most(kept, min(fewest, len(kept))) if kept else None
        case Widened():
            return next(iter(_ideas(query)), None)
        case Word() | Phrase() | Near() | Pattern() | Fuzzy() | Stem():
            return query if query.field == EVERYWHERE else None
        case _:
            return None


def _on_one_page(parts: tuple[Query, ...]) -> tuple[Query, ...]:
    return tuple(there for part in parts if (there := on_one_page(part)) is not None)
