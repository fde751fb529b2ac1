"""Another way to say a word, as a query: as it is written, or in any form."""

from index.query import Phrase, Query, Word, split_words


def exactly(text: str) -> Query | None:
    """A name as it is written, in no other form."""
    found = split_words(text)
    if not found:
        return None
    return Word(found[0], stemmed=False) if len(found) == 1 else Phrase(found)


def in_any_form(text: str) -> Query | None:
    """A word in any form, several as they follow each other. A word in capitals is an acronym."""
    found = split_words(text)
    if len(found) == 1:
        return Word(found[0], stemmed=not (found[0].isupper() and len(found[0]) > 1))
    return Phrase(found) if found else None
