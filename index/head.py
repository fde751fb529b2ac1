"""What a document is called and is about, as it counts on each of its pages.

The head of a document is a set of terms: the words of its searched fields in exact
form (`=turin`) and as stems (`en:turin`), and the values that a name typed may stand
for (`city=turin`).
"""

from corpus.document import Document
from corpus.fields import SEARCHED
from corpus.words import exact, stems, terms
from index.query import EVERYWHERE, Is, Phrase, Query, Word, key

VALUES = ("city", "country", "network", "code")
"""Fields whose values count on each page."""


def head_of(document: Document) -> frozenset[str]:
    """The terms of the head of a document.

    >>> sorted(head_of(Document(id="1", values={"city": ("Turin",), "language": ("en",)})))
    ['=turin', 'city=turin', 'en:turin']
    """
    found = {f"{name}={key(name, value)}" for name in VALUES for value in document.all(name)}
    for name in SEARCHED:
        for value in document.all(name):
            words = terms(value, document.language)
            found.update(f"={form}" for form in words.exact)
            found.update(words.stems)
    return frozenset(found)


def terms_for(query: Query) -> tuple[frozenset[str], ...]:
    """The terms by which a head holds a word, a phrase or a value: one of each set must be there.

    Empty where a head cannot hold the query.
    """
    match query:
        case Word(word, field, stemmed) if field == EVERYWHERE and exact(word):
            form = frozenset({f"={exact(word)}"})
            return (form | stems(word) if stemmed else form,)
        case Phrase(words, field) if field == EVERYWHERE:
            return tuple(frozenset({f"={exact(word)}"}) for word in words if exact(word))
        case Is(field, value) if field in VALUES:
            return (frozenset({f"{field}={key(field, value)}"}),)
        case _:
            return ()


def is_in(head: frozenset[str], query: Query) -> bool:
    """Whether a head holds a word, a phrase or a value."""
    wanted = terms_for(query)
    return bool(wanted) and all(not head.isdisjoint(some) for some in wanted)
