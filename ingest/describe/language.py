"""In which language is a page written?

py3langid (https://github.com/adbar/py3langid) knows; it is asked only for the
languages the corpus can hold, and loaded when the first page comes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from corpus.document import Claim, Origin, Page
from corpus.words import LANGUAGES

FEWEST_LETTERS = 20
LOOKS = ((120, 0.98), (300, 0.9), (2000, 0.6))
"""Characters from the middle of a page that are looked at, and how sure the answer must be.

A thousand characters cost 0.4 ms, as much as reading the page: more are looked
at only where fewer leave a doubt.
"""

SECOND = 0.25
"""Share of the text a further language needs to be one of the document's."""


def language_of(text: str) -> str:
    """The language of a text, empty where it is too short or too mixed to tell."""
    for size, least in LOOKS:
        start = max(0, (len(text) - size) // 2)
        sample = text[start : start + size]
        if sum(map(str.isalpha, sample)) >= FEWEST_LETTERS:
            language, confidence = _identifier().classify(sample)
            if confidence >= least:
                return str(language)
    return ""


def pages_with_language(
    pages: tuple[Page, ...], titles: Iterable[str] = ()
) -> tuple[tuple[Page, ...], list[Claim]]:
    """The pages, each with its language, and what that says of the document.

    A page that cannot be told (a picture, a table of figures) takes the
    language of the document. Where no page can be told, as on a map, a title
    tells, and the claim is weak.
    """
    told = [language_of(page.matched) for page in pages]
    claims = _languages(pages, told) or list(_by_title(titles))
    main = claims[0].value if claims else ""
    known = tuple(
        replace(page, language=language or page.language or main)
        for page, language in zip(pages, told, strict=True)
    )
    return known, claims


def _by_title(titles: Iterable[str]) -> Iterator[Claim]:
    for title in titles:
        language = language_of(title)
        if language:
            yield Claim(
                field="language", value=language, origin=Origin.TEXT,
                evidence=title, confidence=0.4,
            )  # fmt: skip
            return


def _languages(pages: tuple[Page, ...], told: list[str]) -> list[Claim]:
    characters: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for page, language in zip(pages, told, strict=True):
        if language:
            characters[language] += len(page.text)
            count[language] += 1
    total = characters.total()
    return [
        Claim(
            field="language",
            value=language,
            origin=Origin.TEXT,
            evidence=f"{count[language]} of {len(pages)} pages",
            confidence=round(number / total, 2) if number * 2 > total else 0.5,
        )
        for language, number in characters.most_common()
        if number >= SECOND * total
    ]


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier
