"""What the search did with what was typed: put right, said in other words, left out."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from corpus.names import language_name
from search.question import Ask
from search.results import Corrected, Results
from search.understanding.expansions import Because, Expansion
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, tag


def remarks(results: Results) -> Html:
    """The correction, with a way back, and what was searched as well, each to be switched off."""
    parts = []
    if results.corrected is not None:
        parts.append(_corrected(results.corrected, results.ask))
    if results.expansions:
        also = (
            _also(typed, list(some), results.ask)
            for typed, some in groupby(results.expansions, key=lambda one: one.typed)
        )
        is_open = any(not one.is_on for one in results.expansions)
        line = tag("summary", _in_one_line(results.expansions))
        parts.append(tag("details", line, *also, open=is_open))
    return tag("div", *parts, class_="remarks") if parts else Html("")


def _in_one_line(expansions: Sequence[Expansion]) -> str:
    """How many other words were searched for, and in which languages."""
    count = sum(one.is_on for one in expansions)
    translated = [one for one in expansions if one.because is Because.TRANSLATION]
    named = ", ".join(dict.fromkeys(language_name(one.language) for one in translated))
    also_in = f", also in {named}" if named else ""
    return f"{count:,} other {'word' if count == 1 else 'words'} searched for{also_in}"


def _corrected(corrected: Corrected, ask: Ask) -> Html:
    other = replace(ask, page=1, correcting=False)
    label = "Search for what was typed"
    if not corrected.is_shown:
        other = replace(ask, page=1, text=corrected.text)
        label = "Search for it"
    return tag("p", f"{corrected} ", tag("a", label, href=link_to(Address(ask=other))))


def _also(typed: str, some: list[Expansion], ask: Ask) -> Html:
    items = [joined(_switch(one, ask), "" if one is some[-1] else " · ") for one in some]
    return tag("p", "Also searched for ", tag("q", typed, dir="auto"), ": ", *items)


def _switch(one: Expansion, ask: Ask) -> Html:
    """A link with a box, ticked as long as it is searched for: it switches it off, or on again."""
    off = tuple(text for text in ask.off if text != one.text)
    if one.is_on:
        off = (*off, one.text)
    return tag(
        "a",
        "☑ " if one.is_on else "☐ ",
        tag("bdi", one.text),
        href=link_to(Address(ask=replace(ask, off=off, page=1))),
        title=f"{one}: {'do not search for it' if one.is_on else 'search for it again'}",
    )
