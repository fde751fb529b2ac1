"""Which words, cities and years occur in a library, so that examples find something there?"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpus.vocabulary import shown
from corpus.words import exact
from index.query import key
from search.question import Ask
from search.results import Facet
from search.searcher import Searcher

_MOST_WORDS = 300
"""Frequent words that are looked through for good ones."""

_TRIED = 12
"""Words of which passages are read, to see what stands beside them."""

_SHORTEST = 6
"""Letters of a word that is an example: a shorter one is not well misspelt."""

_PLAIN = re.compile(r"[a-z]+")


def examples(searcher: Searcher) -> Mapping[str, str]:
    """Words for the slots of `search.language.syntax`, as far as the library has any."""
    counts = searcher.search(Ask(facets=("city", "kind", "language", "year"), per_page=0))
    by_field = {facet.field: facet for facet in counts.facets if facet.values}
    found = {**_words(searcher), **_years(_values(by_field, "year")), **_cities(searcher, by_field)}
    kinds = [value for value in _values(by_field, "kind") if '"' not in value]
    if kinds:
        found["kind"] = next((one for one in kinds if " " in one), kinds[0])
    languages = [shown("language", value) for value in _values(by_field, "language")]
    if spoken := [one for one in languages if one.isalpha()]:
        found["language"] = spoken[0]
    return {**found, **_code(searcher)}


def _values(by_field: Mapping[str, Facet], name: str) -> list[str]:
    return [value.value for value in by_field[name].values] if name in by_field else []


def _words(searcher: Searcher) -> dict[str, str]:
    candidates = tuple(_candidates(searcher))
    if not candidates:
        return {}
    word, other = next(_pairs(searcher, candidates[:_TRIED]), (candidates[0], candidates[-1]))
    third = _third(searcher, word, [one for one in candidates if one not in (word, other)])
    titled = (one for one in (word, *candidates[:_TRIED]) if _finds(searcher, f"title:{one}"))
    middle = len(word) // 2
    return {
        "word": word,
        "other": other,
        "third": third,
        "phrase": f"{word} {other}",
        "begin": word[: max(len(word) - 3, 4)],
        "gap": f"{word[:middle]}?{word[middle + 1 :]}",
        "misspelt": word[:middle] + word[middle + 1 :],
        "titled": next(titled, word),
    }


def _third(searcher: Searcher, word: str, others: Sequence[str]) -> str:
    """A word that some documents have together with another, and some without it."""
    for one in others[:_TRIED]:
        if _finds(searcher, f"{word} AND {one}") and _finds(searcher, f"{one} -{word}"):
            return one
    return others[0] if others else word


def _candidates(searcher: Searcher) -> Iterator[str]:
    """Frequent words that say something; those of the thesaurus before the others."""
    known = searcher.vocabulary
    frequent = [
        word
        for word, _ in searcher.words("", _MOST_WORDS)
        if len(word) >= _SHORTEST
        and _PLAIN.fullmatch(word)
        and not known.question_words.may_be_function_word(word)
    ]
    terms = [word for word in frequent if known.thesaurus.terms_in([word])]
    yield from dict.fromkeys((*terms, *frequent))


def _pairs(searcher: Searcher, candidates: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Words with another that stands right behind them, those in most of the documents first."""
    found: Counter[tuple[str, str]] = Counter()
    for word in candidates:
        after = re.compile(rf"\b{word} ([a-z]{{5,}})\b")
        ask = Ask(text=f"={word}", exact=True, per_page=10, folded=False)
        for hit in searcher.search(ask).hits:
            texts = (hit.plain_title, *(page.passage.text for page in hit.pages))
            found.update({(word, other) for text in texts for other in after.findall(text.lower())})
    yield from (pair for pair, _ in found.most_common() if _is_good(searcher, *pair))


def _is_good(searcher: Searcher, word: str, other: str) -> bool:
    is_said = not searcher.vocabulary.question_words.may_be_function_word(other)
    return is_said and exact(other) != exact(word) and _finds(searcher, f'"{word} {other}"')


def _years(values: Iterable[str]) -> dict[str, str]:
    years = sorted(year for year in values if year.isascii() and year.isdigit())
    return {"first": years[0], "last": years[-1]} if years else {}


def _cities(searcher: Searcher, by_field: Mapping[str, Facet]) -> dict[str, str]:
    """Two cities with the most documents, and one by another of its names, if it has any."""
    names = [value for value in _values(by_field, "city") if '"' not in value]
    if not names:
        return {}
    found = {"city": names[0], "second": names[1] if len(names) > 1 else names[0]}
    cities = {key("city", city.name): city for city in searcher.vocabulary.cities}
    for name in names:
        city = cities.get(key("city", name))
        spelt = [s for s in city.spellings if s.isalpha() and s != name] if city else []
        if city and (sure := [one for one in spelt if one not in city.needs_context]):
            return {**found, "spelt": sure[0]}
    return {**found, "spelt": f'"{names[0]}"'}


def _code(searcher: Searcher) -> dict[str, str]:
    """A code that can be typed as it is."""
    hits = searcher.search(Ask(text="code:*", per_page=20, passages=0, folded=False)).hits
    codes = (code for hit in hits for code in hit.values.get("code", ()))
    found = next((code for code in codes if code.isascii() and code.isalnum()), None)
    return {"code": found} if found else {}


def _finds(searcher: Searcher, text: str) -> bool:
    return searcher.search(Ask(text=text, per_page=0)).total > 0
