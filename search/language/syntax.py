"""The constructs of the query language, each with what it means and an example.

Help is made of this table; the parser is held to it: every example is read without
a note, and to what its construct shows.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from index.looking import walk
from index.query import All, Either, Fuzzy, Is, Near, Not, Pattern, Phrase, Query, Range, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Construct:
    """One thing that can be typed.

    `template` becomes an example with words for its slots, which are those of
    `SLOTS`. `shows` tells whether a query has the construct in it. What is `common` is
    told beside the search box.
    """

    sign: str
    meaning: str
    template: str
    shows: Callable[[Query], bool]
    common: bool = False

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of the words an example needs."""
        return tuple(dict.fromkeys(re.findall(r"\{(\w+)\}", self.template)))

    def example(self, words: Mapping[str, str]) -> str:
        """The construct with words for its slots; where there is none, that of `SLOTS`."""
        return self.template.format_map({**SLOTS, **words})


SLOTS: Mapping[str, str] = {
    "word": "housing",
    "other": "allocation",
    "third": "migrants",
    "phrase": "social housing",
    "begin": "hous",
    "gap": "hou?ing",
    "misspelt": "houing",
    "titled": "housing",
    "city": "Vienna",
    "spelt": "Wien",
    "second": "Antwerp",
    "kind": "case study",
    "language": "English",
    "first": "2008",
    "last": "2010",
    "code": "EF0794",
}
"""What stands in examples for a library that is not known, by slot.

`word` and `other` stand beside each other somewhere, `spelt` is another name of `city`.
"""


def _has(wanted: Callable[[Query], bool]) -> Callable[[Query], bool]:
    return lambda query: any(wanted(node) for node in walk(query, excluded=True))


def _is_any_value(node: Query) -> bool:
    return isinstance(node, Pattern) and node.pattern == "*" and node.field != ""


def _is_without_value(node: Query) -> bool:
    return isinstance(node, Not) and _is_any_value(node.part)


SYNTAX: tuple[Construct, ...] = (
    Construct(
        sign="words",
        meaning="All of the words, in any of their forms: house finds houses.",
        template="{word} {other}",
        shows=lambda query: isinstance(query, All) and len(query.parts) > 1,
        common=True,
    ),
    Construct(
        sign='"…"',
        meaning="These words in this order, in just this form.",
        template='"{phrase}"',
        shows=_has(lambda node: isinstance(node, Phrase)),
        common=True,
    ),
    Construct(
        sign='"…"~8',
        meaning="The words in any order, with no more than so many others between.",
        template='"{word} {other}"~8',
        shows=_has(lambda node: isinstance(node, Near) and node.distance == 8),
        common=True,
    ),
    Construct(
        sign="NEAR/8",
        meaning="The same for two words; NEAR alone is NEAR/8.",
        template="{word} NEAR/5 {other}",
        shows=_has(lambda node: isinstance(node, Near) and node.distance == 5),
    ),
    Construct(
        sign="OR",
        meaning="One of them or both.",
        template="{word} OR {third}",
        shows=_has(lambda node: isinstance(node, Either)),
        common=True,
    ),
    Construct(
        sign="AND",
        meaning="Both of them; what stands beside each other is joined so anyway.",
        template="{word} AND {third}",
        shows=_has(lambda node: isinstance(node, All) and len(node.parts) == 2),
    ),
    Construct(
        sign="-…",
        meaning="Only documents without it.",
        template="{third} -{word}",
        shows=_has(lambda node: isinstance(node, Not)),
        common=True,
    ),
    Construct(
        sign="NOT",
        meaning="The same as the minus sign.",
        template="{third} NOT {word}",
        shows=_has(lambda node: isinstance(node, Not)),
    ),
    Construct(
        sign="( )",
        meaning="What is in brackets is read first; without them OR binds least.",
        template="({word} OR {other}) {third}",
        shows=_has(lambda node: isinstance(node, All) and Either in map(type, node.parts)),
    ),
    Construct(
        sign="…*",
        meaning="Any ending; the star may stand inside a word too.",
        template="{begin}*",
        shows=_has(lambda node: isinstance(node, Pattern) and node.pattern.endswith("*")),
        common=True,
    ),
    Construct(
        sign="?",
        meaning="Any one letter inside a word.",
        template="{gap}",
        shows=_has(lambda node: isinstance(node, Pattern) and "?" in node.pattern),
        common=True,
    ),
    Construct(
        sign="…~",
        meaning="Spelt nearly so: a letter may differ, in long words two; ~1 or ~2 says how many.",
        template="{misspelt}~",
        shows=_has(lambda node: isinstance(node, Fuzzy)),
        common=True,
    ),
    Construct(
        sign="=…",
        meaning="Only this form of the word, and no other words for it.",
        template="={word}",
        shows=_has(lambda node: isinstance(node, Word) and not node.stemmed),
        common=True,
    ),
    Construct(
        sign="field:…",
        meaning="A field of the document has this value, in any language's spelling.",
        template="city:{spelt}",
        shows=_has(lambda node: isinstance(node, Is) and node.field == "city"),
        common=True,
    ),
    Construct(
        sign='field:"…"',
        meaning="A value of several words stands in quotation marks.",
        template='kind:"{kind}"',
        shows=_has(lambda node: isinstance(node, Is) and node.field == "kind"),
    ),
    Construct(
        sign="field:( )",
        meaning="One field, several values.",
        template='city:("{city}" OR "{second}")',
        shows=_has(
            lambda node: isinstance(node, Either) and {type(part) for part in node.parts} == {Is}
        ),
    ),
    Construct(
        sign="title:…",
        meaning="A word in the title, or in another field that is text.",
        template="title:{titled}",
        shows=_has(lambda node: isinstance(node, Word) and node.field == "title"),
    ),
    Construct(
        sign="language:…",
        meaning="Languages and countries by name or code, in English or in their own words.",
        template="language:{language}",
        shows=_has(lambda node: isinstance(node, Is) and node.field == "language"),
    ),
    Construct(
        sign="year:…..…",
        meaning="From one year to the other; either may be left out.",
        template="year:{first}..{last}",
        shows=_has(lambda node: isinstance(node, Range)),
        common=True,
    ),
    Construct(
        sign="year:>=…",
        meaning="From this year on; > < <= work alike, for years, days and numbers.",
        template="year:>={last}",
        shows=_has(lambda node: isinstance(node, Range) and node.high is None),
    ),
    Construct(
        sign="field:*",
        meaning="The field has a value at all.",
        template="module:*",
        shows=_has(_is_any_value),
    ),
    Construct(
        sign="-field:*",
        meaning="The field has no value.",
        template="-module:*",
        shows=_has(_is_without_value),
    ),
    Construct(
        sign="code:…",
        meaning="A publication code in any spelling, as EF/07/94/EN; among words it also does.",
        template="code:{code}",
        shows=_has(lambda node: isinstance(node, Is) and node.field == "code"),
    ),
)


def common_examples() -> tuple[tuple[str, str], ...]:
    """What is told beside the search box: an example of each common construct, and its meaning."""
    return tuple((one.example({}), one.meaning) for one in SYNTAX if one.common)
