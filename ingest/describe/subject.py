"""Which module or topic is a document about, where no title line says so?

The words of its title tell, else the words of its text, and either only where
the document is about what the library is about: a plan for houses is no study
of how migrants live. Doubt is no value: below the thresholds nothing is claimed.
"""

from collections.abc import Iterator

from corpus.document import Claim, Origin
from corpus.vocabulary import Term, Vocabulary
from ingest.describe.context import Context, one_line, spaced
from ingest.describe.terms import Uses, is_about, uses
from ingest.describe.title_line import find_title_line, titles
from ingest.extract.extracted import Extracted

ABOUT = 0.3
"""Share of the stretches of a text that must be about what the library is about."""

DISTINCT = 7
"""Different terms of a subject that a text must use."""

SHARE = 0.5
"""Share of one subject among the terms of all modules, or of all subjects for a topic."""

SUREST = 0.9
"""Confidence of a claim from words alone, at most."""

SHOWN = 6
"""Terms that are named as evidence."""


def describe(extracted: Extracted, context: Context) -> list[Claim]:
    """Claims on module and topic with origin TITLE or, from the text, TEXT."""
    vocabulary = context.vocabulary
    line = find_title_line(extracted, vocabulary)
    if line and line.module:
        return []
    of_text = uses(extracted.pages, vocabulary)
    is_near = not vocabulary.about or of_text.about >= ABOUT * max(of_text.stretches, 1)
    named = [
        claim
        for title in titles(extracted, line)
        if is_near or is_about(title, vocabulary)
        for claim in _named_by(title, vocabulary)
    ]
    if named or not is_near:
        return named
    return list(_by_text(of_text, vocabulary))


def _named_by(title: str, vocabulary: Vocabulary) -> Iterator[Claim]:
    """The module and the topic whose name stands in a title; none where the names of two do."""
    for field, terms in (("module", vocabulary.modules), ("topic", vocabulary.topics)):
        found = _names_in(title, terms)
        if len(found) == 1:
            yield Claim(
                field=field, value=found[0], origin=Origin.TITLE,
                evidence=one_line(title), confidence=0.5,
            )  # fmt: skip


def _names_in(title: str, terms: tuple[Term, ...]) -> list[str]:
    here = spaced(title)
    return [
        term.name
        for term in terms
        if any(spaced(name) in here for name in (term.name, *term.aliases))
    ]


def _by_text(found: Uses, vocabulary: Vocabulary) -> Iterator[Claim]:
    """The one subject that the words of the text speak for."""
    modules = {module.name: found.score(module.name) for module in vocabulary.modules}
    topics = {topic.name: found.score(topic.name) for topic in vocabulary.topics}
    field, rivals = "module", modules
    if max(topics.values(), default=0) > max(modules.values(), default=0):
        field, rivals = "topic", topics | modules
    if not any(rivals.values()):
        return
    best = max(rivals, key=rivals.__getitem__)
    share = rivals[best] / sum(rivals.values())
    terms = found.by_subject[best]
    if share < SHARE or len(terms) < DISTINCT:
        return
    shown = ", ".join(f"{term.rstrip('*')} ({count})" for term, count in terms.most_common(SHOWN))
    yield Claim(
        field=field,
        value=best,
        origin=Origin.TEXT,
        evidence=f"{share:.0%} of the words that tell, in {found.stretches} places: {shown}",
        confidence=round(min(share, SUREST), 2),
    )
