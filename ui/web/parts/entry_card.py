"""A question that is the name of a city, a network or a module: what that is, in a few lines."""

from corpus.vocabulary import Vocabulary
from corpus.words import words
from search.question import Ask
from search.tables.entries import Entry, entry_called
from ui.web.markup import Html, joined, tag
from ui.web.parts.entry_facts import countries, entry_link, what
from ui.wiring import Library

_LONGEST = 200
"""Characters of a question that may be a name."""

_ENDS = " ?!.…\"“”„«»'"


def entry_card(library: Library, ask: Ask) -> Html:
    """A card with a link to the page of the entry that is asked for, empty if it is none.

    The index is not asked.
    """
    entry = _asked_for(ask, library.vocabulary)
    if entry is None:
        return Html("")
    return tag(
        "section",
        tag("h2", tag("a", tag("bdi", entry.title or entry.name), href=entry_link(entry))),
        tag("p", what(entry), countries(entry), class_="facts"),
        *(tag("p", line) for line in _lines(entry)),
        class_="entry-card",
        aria_label=f"About {entry.name}",
    )


def _asked_for(ask: Ask, vocabulary: Vocabulary) -> Entry | None:
    """The entry that is all of a question; of one without words, its only filter."""
    text = ask.text.strip(_ENDS)
    if len(text) > _LONGEST:
        return None
    if text:
        return entry_called(text, vocabulary) or _after_opening(text, vocabulary)
    chosen = [f"{name}:{value}" for name, values in ask.filters.items() for value in values]
    return entry_called(chosen[0], vocabulary) if len(chosen) == 1 else None


def _after_opening(text: str, vocabulary: Vocabulary) -> Entry | None:
    """The entry a question is about: all that follows "what is the", or a network at its end."""
    opening = vocabulary.question_words.opening(words(text))
    if not opening:
        return None
    parts = text.split()[opening:]
    while parts and vocabulary.question_words.may_be_function_word(parts[0]):
        parts = parts[1:]
    ends = (" ".join(parts[start:]) for start in range(1, len(parts)))
    networks = (entry_called(f"network:{end}", vocabulary) for end in ends)
    whole = entry_called(" ".join(parts), vocabulary) if parts else None
    return whole or next((network for network in networks if network), None)


def _lines(entry: Entry) -> list[Html]:
    lines = []
    if entry.aims:
        lines.append(joined("For: ", "; ".join(entry.aims), "."))
    if entry.members:
        lines.append(joined(f"{len(entry.members):,} members."))
    if entry.networks:
        lines.append(joined("Member of ", ", ".join(entry.networks), "."))
    sure = [name for name in entry.names if name not in entry.unsure and name != entry.title]
    called = ([entry.name] if entry.title else []) + sure[: 4 - bool(entry.title)]
    if called:
        lines.append(joined("Also called ", ", ".join(called), "."))
    return lines
