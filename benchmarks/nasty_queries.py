"""Queries that a library must survive: endless, nested, made of wildcards, or of nothing at all.

Each is made here rather than kept in a file: a million characters are better told
than written down.
"""

from collections.abc import Iterator
from itertools import cycle, islice, permutations

from corpus.vocabulary import Vocabulary
from index.request import Sort
from search.question import Ask

MILLION = 1_000_000
DEEP = 10_000
MANY = 200

WORDS = ("housing", "migrants", "city", "integration", "policy", "rent", "young", "people")
COMMON = ("the", "of", "and", "in", "to", "for", "is", "on", "as", "with")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
FACETS = ("city", "module", "year", "kind", "language", "country")

_ENDLESS = {
    "letters": "a", "words": "housing rent ", "blanks": " ", "quotation marks": '"',
    "opening quotation marks": "“", "opening brackets": "(", "closing brackets": ")",
    "digits": "7", "years": "2009 ", "combining marks": "\u0301",
    "letters with marks": "e\u0301", "Chinese": "住房政策", "Thai": "ที่อยู่อาศัย",
    "overrides": "\u202eabc", "NULs": "\0", "surrogates": "\ud800", "emoji": "👩‍👩‍👧 ",
    "hyphens": "-", "letters and hyphens": "a-", "dots": ".", "apostrophes": "l'",
    "ligatures": "ﬃ ", "dotted letters": "İ", "equals signs": "=", "tildes": "~",
    "colons": "a:", "fields": "title:", "slashes": "a/", "lines": "\n", "stars": "*",
    "question marks": "?", "codes": "EF0622 ", "capitals": "HOUSING AND RENT ",
    "invisible blanks": "a\u200b",
}  # fmt: skip


def nasty(vocabulary: Vocabulary) -> dict[str, Ask]:
    """All of them by what is nasty about them; cities and terms are those of a vocabulary."""
    texts = {**_endless(), **_nested(), **_near(), **_open(), **_terms(vocabulary),
             **_names(vocabulary), **_words(vocabulary), **_odd()}  # fmt: skip
    return {**{name: Ask(text=text, facets=FACETS) for name, text in texts.items()}, **_asked()}


def _endless() -> dict[str, str]:
    """A million characters of one kind."""
    made = {f"a million: {name}": piece * (MILLION // len(piece))
            for name, piece in _ENDLESS.items()}  # fmt: skip
    return {**made, "a million: words, all different": " ".join(_many(MILLION // 10))}


def _nested() -> dict[str, str]:
    """Signs within signs, and thousands of them in a row."""
    either_not = zip(_many(90), COMMON * 9, strict=True)
    return {
        "brackets, 10,000 deep": f"{'(' * DEEP}rent{')' * DEEP}",
        "brackets never closed": "(rent " * DEEP,
        "brackets never opened": "rent) " * DEEP,
        "brackets and OR": "(rent OR " * DEEP + "flat" + ")" * DEEP,
        "brackets of fields": "title:(" * DEEP + "rent" + ")" * DEEP,
        "exclusions of exclusions": "NOT " * DEEP + "rent",
        "exclusions": " ".join(f"-{word}" for word in _many(DEEP)),
        "minus signs": "-" * DEEP + "rent",
        "minus brackets": "-(" * DEEP + "rent" + ")" * DEEP,
        "thousands of OR": " OR ".join(_many(DEEP)),
        "nothing but OR": "OR " * DEEP,
        "thousands of AND": " AND ".join(_many(DEEP)),
        "either or not": " ".join(f"({a} OR -{b})" for a, b in either_not),
        "either not": " OR ".join(f"-{word}" for word in COMMON * 12),
    }  # fmt: skip


def _near() -> dict[str, str]:
    """Words that must stand near each other, and are everywhere."""
    pairs = [f'"{one} {other}"' for one, other in permutations(COMMON, 2)]
    return {
        "thousands of NEAR": " NEAR ".join(_many(DEEP)),
        "NEAR without words": "NEAR/3 " * DEEP,
        "NEAR far away": "housing NEAR/999999 rent",
        "a chain of NEAR": " NEAR/50 ".join(COMMON * 6),
        "pairs of common words": " ".join(f"{pair}~50" for pair in pairs),
        "OR of pairs of common words": " OR ".join(f"{pair}~50" for pair in pairs),
        "pairs excluded": " ".join(f"-{pair}~50" for pair in pairs),
        "common words near each other": f'"{" ".join(COMMON)}"~50',
        "phrases of common words": " ".join(pairs),
        "OR of phrases of common words": " OR ".join(pairs),
        "a phrase of common words": f'"{" ".join(islice(cycle(COMMON), 100))}"',
        "a long phrase": f'"{" ".join(islice(cycle(WORDS), 600))}"',
        "hyphens between": "-".join(_many(60)),
        "strokes between": "/".join(_many(100)),
    }


def _open() -> dict[str, str]:
    """Letters left open or wrong."""
    begins = [f"{one}{other}*" for one in LETTERS for other in "aeiou"]
    middles = [f"*{begin}" for begin in begins]
    pairs = [f'"{one} {other}"~50' for one, other in zip(begins[::2], begins[1::2], strict=True)]
    return {
        "stars alone": "* * *",
        "question marks alone": "? ?? ???",
        "five stars": "a*b*c*d*e*",
        "stars between vowels": "*e*i*o*u*a*",
        "stars around two letters": "*in*",
        "several stars around two letters": "*in* *er* *on* *at* *an*",
        "a star in front": "*ing",
        "many stars in front": "*ing *tion *ness *able *ment *ious *ally *ting",
        "question marks in front": "??????????ing",
        "question marks around": "?????a?????b?????",
        "all beginnings": " ".join(begins),
        "all beginnings, OR": " OR ".join(begins),
        "all beginnings, excluded": " ".join(f"-{begin}" for begin in begins),
        "all middles": " ".join(middles),
        "all middles, OR": " OR ".join(middles),
        "beginnings near": '"a* b*"~50',
        "common beginnings near": "co* NEAR/50 in*",
        "middles near": '"*in* *er*"~50',
        "beginnings near each other": '"co* in* pr* re* de* ex* st* mi*"~50',
        "pairs of beginnings": " ".join(pairs),
        "pairs of beginnings, OR": " OR ".join(pairs),
        "one letter wrong": "x~",
        "all letters wrong": " ".join(f"{one}~" for one in LETTERS),
        "any word wrong": " ".join(f"{word}~2" for word in _many(MANY)),
        "any word wrong, OR": " OR ".join(f"{word}~2" for word in _many(MANY)),
        "a long word wrong": "a" * 200 + "~2",
        "short words wrong": " ".join(f"{begin[:2]}~" for begin in begins),
        "short words wrong, OR": " OR ".join(f"{begin[:2]}~" for begin in begins),
        "open in fields": "title:*a* author:*e* city:*i* kind:*o*",
        "open years": "year:* year:20* year:2??9",
        "wide letters": "日* *本 ?本* ß* İ* ﬃ*",
        "signs of patterns": r"a\*b [a-z]*x (.|\n)* $x* ^y* {2}z* a|b*",
    }  # fmt: skip


def _terms(vocabulary: Vocabulary) -> dict[str, str]:
    """Words of policy, each of which may be said in many ways."""
    every = [of_language for one in vocabulary.thesaurus.concepts.values()
             for of_language in one.terms.values()]  # fmt: skip
    english = [one.terms["en"][0] for one in vocabulary.thesaurus.concepts.values()
               if one.terms.get("en")]  # fmt: skip
    single = [term for term in english if " " not in term]
    several = [term for term in english if " " in term]
    mixed = [term for some in every for term in some]
    pairs = zip(single, several, strict=False)
    return {
        "terms": " ".join(single[:MANY]),
        "terms, OR": " OR ".join(single[:MANY]),
        "terms excluded": " ".join(f"-{term}" for term in single[:MANY]),
        "terms, a question": f"how do {' '.join(single[:MANY])}?",
        "thirty terms": " ".join(single[:30]),
        "thirty terms, OR": " OR ".join(single[:30]),
        "terms of several words": " ".join(several[:MANY]),
        "terms of several words, OR": " OR ".join(several[:MANY]),
        "terms of all languages": " ".join(mixed[:: len(mixed) // MANY + 1]),
        "terms in brackets": " ".join(f"({a} OR {b})" for a, b in pairs),
        "terms shouted": f"{' and the '.join(single[:60])}".upper(),
        "terms misspelt": " ".join(f"{term[:3]}{term[4:]}q" for term in single[:MANY]),
        "compounds": " ".join(f"{a}-{b}" for a, b in zip(single, reversed(single), strict=True)),
    }  # fmt: skip


def _names(vocabulary: Vocabulary) -> dict[str, str]:
    cities = [city.name for city in vocabulary.cities]
    return {
        "every city": " ".join(cities),
        "every city, OR": " OR ".join(cities),
        "every city in every spelling": " ".join(
            spelling for city in vocabulary.cities for spelling in city.spellings
        ),
        "every network": " ".join(network.name for network in vocabulary.networks),
        "codes": " ".join(f"EF{n:04}" for n in range(MANY)),
        "years": " ".join(str(year) for year in range(1900, 2100)),
    }


def _words(vocabulary: Vocabulary) -> dict[str, str]:
    """More words than anyone asks for."""
    asking = sorted({w for some in vocabulary.question_words.function_words.values() for w in some})
    return {
        "all words that only ask": " ".join(asking),
        "words that only ask, OR": " OR ".join(asking[:MANY]),
        "common words": " ".join(COMMON * 30),
        "a long sentence": " ".join(islice(cycle((*WORDS, *COMMON)), 400)),
        "one word a hundred times": "housing " * 100,
        "words that are nowhere": " ".join(f"qqzx{letter}wv" for letter in LETTERS),
        "some misspelt words": "migrnats hosuing integratoin polcies yuoth empolyment",
        "long words": " ".join("x" * n for n in range(20, 90)),
    }


def _odd() -> dict[str, str]:
    """Nonsense in fields, ranges and signs."""
    return {
        "nothing": "",
        "blanks": " \t\n\u00a0\u2003",
        "nonsense fields": "nofield:x titel:y :z a: : :: title: title:: title:title:x",
        "values that are open": "title:* city:* year:* kind:* module:* author:*",
        "a value without end": f"city:{'x' * 4000}",
        "a quoted value without end": f'city:"{"x y " * 1000}"',
        "huge years": "year:99999999999999999999..99999999999999999999999",
        "years backwards": "year:2100..1 year:>99999999 year:<-5 year:-..-",
        "dates": "date:0000-00-00..9999-99-99 date:>9999-12-31 date:<0001-01-01",
        "no ranges": "year:.. year:... year:a..b year:² year:２００９",
        "distances": '"a b"~0 "a b"~999999 "a b"~99999999 "a"~ "~ ~5 ""~3',
        "signs": "( ) \" - + = * ? ~ : NEAR/ NEAR/x AND OR NOT",
        "control characters": "rent\x00\x07\x1b[31mred\x7f \x85 \u2028 flat",
        "bytes that are no text": "\udc80\udcff rent \ud83d",
        "no characters": "\uffff\ufffe rent \U0010ffff \ufeff",
        "markup": "<script>alert(1)</script> &amp; ' OR 1=1 --; DROP TABLE",
        "right to left": "\u202eטקסט עברי \u2066שכירות\u2069 إسكان",
        "equals signs": '=rent ==rent =(rent) ="rent" =rent~ =re*',
        "accents on accents": "rent" + "\u0301" * 3000,
        "pluses": "+rent ++rent +-rent -+rent",
    }  # fmt: skip


def _asked() -> dict[str, Ask]:
    """Good words with filters, pages and orders that nobody would choose."""
    many = tuple(f"Nowhere {n}" for n in range(5000))
    good = Ask(text="housing migrants", facets=FACETS)
    return {
        "page a billion": Ask(text=good.text, page=10**9),
        "page minus one": Ask(text=good.text, page=-1),
        "page a billion of everything": Ask(page=10**9, per_page=10**6),
        "none a page": Ask(text=good.text, per_page=0),
        "less than none a page": Ask(text=good.text, per_page=-5, passages=-1),
        "many passages": Ask(text="the", passages=10**6),
        "odd words off": Ask(text=good.text, off=("", " ", "\ud800", "*" * 100_000, "Wohnen")),
        "thousands off": Ask(text=good.text, off=many),
        "filters of nothing": Ask(
            text=good.text, filters={"city": (), "year": ("",), "kind": (" ",)}, facets=FACETS
        ),
        "filters that are no values": Ask(
            text=good.text,
            filters={
                "year": ("x", "9" * 5000, "..", "2009..", "-1"), "city": ("\0", "*", '"', "("),
            },
            without={"year": ("9" * 5000, "y"), "module": ("\ud800", "?" * 5000)},
            facets=FACETS,
        ),
        "thousands of filters": Ask(text=good.text, filters={"city": many}, facets=FACETS),
        "thousands left out": Ask(text=good.text, without={"city": many, "title": many}),
        **{
            f"common words by {sort.value}": Ask(text="the OR of OR and", sort=sort, facets=FACETS)
            for sort in Sort
        },
    }  # fmt: skip


def _many(count: int) -> Iterator[str]:
    """So many words, all but the first of which are in no library."""
    for number in range(count):
        word = WORDS[number % len(WORDS)]
        yield word if number < len(WORDS) else f"{word}{number}"
