"""What the names of a file and of its folders say."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.codes import normal_code
from corpus.document import Claim, Origin
from corpus.names import country_name, language_code
from corpus.vocabulary import Term, Vocabulary
from corpus.words import LANGUAGES, words
from ingest.describe.context import Context, one_line, spaced
from ingest.describe.places import STATE_AFTER, cities_named, country_named, may_lie_in
from ingest.extract.extracted import Extracted

_YEAR = re.compile(r"(?<!\d)(?:199\d|20[0-4]\d)(?!\d)")
_CODE = re.compile(r"(?<![a-z])ef[ _/-]?\d{2}[ _/-]?\d{2,4}([ _/-]?[a-z]{2})?(?![a-z0-9])", re.I)
_DIGITS = re.compile(r"\d+")
_HASH = re.compile(r"(?i)^[0-9a-f]{8,}$|[0-9a-f]{16,}")
_FILED_UNDER = re.compile(r"\b[A-Z]{1,2}\d{5,}\b|^\([^)]*\d[^)]*\)\s*-?|^\d{5,}(?=\W)")
_CAMEL = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2})")
_COPY = re.compile(r"(?i)^(?:copy|kopie|copie) (?:of|von|de) |\(\d+\)$| - (?:copy|kopie)$")

# Common words in English that are a country in another language.
_NO_COUNTRY = frozenset({"island", "franca", "indie", "maurice", "salvador", "grenade", "granada",
                         "brasilia", "guadalupe", "somali", "martinique"})  # fmt: skip


def describe(_extracted: Extracted, context: Context) -> list[Claim]:
    """Claims with origin FILE_NAME."""
    path = PurePosixPath(context.source.name)
    stem = path.name.removesuffix(path.suffix) if len(path.suffix) <= 6 else path.name
    folders = path.parts[:-1]
    vocabulary = context.vocabulary
    cities = list(_cities(stem, folders, vocabulary))
    return [
        *cities,
        *_countries(stem, known={city.value for city in cities}, vocabulary=vocabulary),
        *_module(vocabulary.modules, stem, folders),
        *_year(stem),
        *_code(stem),
        *_language(stem),
        *_language_of_folder(folders),
        *_title(stem),
        _collection(context, folders),
    ]


def _claim(field: str, value: str, evidence: str, confidence: float) -> Claim:
    return Claim(
        field=field, value=value, origin=Origin.FILE_NAME, evidence=evidence, confidence=confidence
    )


def _cities(stem: str, folders: tuple[str, ...], vocabulary: Vocabulary) -> Iterator[Claim]:
    """Cities of the file name, else of the nearest folder that names one."""
    for name in (stem, *reversed(folders)):
        found = _cities_in(name, vocabulary)
        if found:
            for city in found:
                yield _claim("city", city, name, 0.7)
            return


def _cities_in(name: str, vocabulary: Vocabulary) -> list[str]:
    """Cities whose spelling is a whole word of a name, in order. Numbers only count files."""
    state = STATE_AFTER.search(name)
    named = cities_named(_DIGITS.sub(" ", name), vocabulary.cities, vocabulary.contexts)
    return list(
        dict.fromkeys(
            one.city.name
            for one in named
            if state is None or may_lie_in(one.city.country, state[1])
        )
    )


def _countries(stem: str, *, known: set[str], vocabulary: Vocabulary) -> Iterator[Claim]:
    """A country named in words; a code of two letters is too often something else."""
    if known & {city.name for city in vocabulary.cities if city.country}:
        return
    code = country_in(stem)
    if code:
        yield _claim("country", code, stem, 0.7)


def country_in(name: str) -> str:
    """The country that the name of a file or folder has in it, by the longest of its names."""
    parts = spaced(name).split()
    for length in range(min(6, len(parts)), 0, -1):
        for start in range(len(parts) - length + 1):
            code = _country(" ".join(parts[start : start + length]))
            if code:
                return code
    return ""


def _country(name: str) -> str:
    if len(name) < 4 or name in _NO_COUNTRY:
        return ""
    code = country_named(name)
    return code if country_name(code) != code else ""


def _module(modules: tuple[Term, ...], stem: str, folders: tuple[str, ...]) -> Iterator[Claim]:
    """The module whose name stands in the file name, else in a folder, the nearest first."""
    for name in (stem, *reversed(folders)):
        here = spaced(name)
        found = [
            (len(spelling), -number)
            for number, module in enumerate(modules)
            for spelling in map(spaced, (module.name, *module.titles, *module.aliases))
            if spelling in here or f"{spelling.rstrip()}s " in here
        ]
        if found:
            _, number = max(found)
            yield _claim("module", modules[-number].name, name, 0.6)
            return


def _year(stem: str) -> Iterator[Claim]:
    found = _YEAR.findall(stem)
    if found and not _HASH.search(stem):
        yield _claim("year", found[-1], stem, 0.7)


def _code(stem: str) -> Iterator[Claim]:
    found = _CODE.search(stem)
    code = normal_code(found[0].replace("_", "-")) if found else None
    if found and code:
        yield _claim("code", code, stem, 0.8)
        language = (found[1] or "").strip(" _/-").lower()
        if language in LANGUAGES:
            yield _claim("language", language, stem, 0.45)


def _language(stem: str) -> Iterator[Claim]:
    """A language as the last word: "_French", "_de".

    Below 0.5, because the text knows better: "…_no" and "…_it" are words, too.
    """
    found = re.search(r"[_ .\-(]([A-Za-z]{2}|[^\W\d_]{4,})\)?$", stem)
    code = language_code(found[1]) if found else None
    if found and code in LANGUAGES:
        yield _claim("language", code, stem, 0.45)


def _language_of_folder(folders: tuple[str, ...]) -> Iterator[Claim]:
    """A language that a folder is called by: "de", "german_programmes"; for what has no text."""
    for name in reversed(folders):
        every = [name, *(word for word in spaced(name).split() if len(word) > 3)]
        code = next((code for word in every if (code := language_code(word))), None)
        if code in LANGUAGES:
            yield _claim("language", code, name, 0.3)
            return


def _title(stem: str) -> Iterator[Claim]:
    """The name as a title, where it has words: last resort, unless it has several."""
    if _HASH.search(stem):
        return
    title = readable(stem)
    several = sum(len(word) > 2 and word.isalpha() for word in words(title)) >= 3
    if sum(map(str.isalpha, title)) > 2:
        yield _claim("title", title, stem, 0.45 if several else 0.3)


def readable(stem: str) -> str:
    """The words of a file's name, without the numbers and codes it is filed under.

    >>> readable("(35_progr_2_)-E07000078_HousingPlan_2019 (1)")
    'Housing Plan 2019'
    """
    title = one_line(_COPY.sub("", re.sub(r"[_\s]+", " ", stem)))
    bare = one_line(_FILED_UNDER.sub(" ", title)).strip(" -–.,")
    title = bare if any(map(str.isalpha, bare)) else title
    if " " not in title:
        title = title.replace("-", " ")
    title = one_line(_CAMEL.sub(" ", title))
    return title[:1].upper() + title[1:] if " " in title and title.islower() else title


def _collection(context: Context, folders: tuple[str, ...]) -> Claim:
    root = PurePosixPath(context.source.root).name or "documents"
    name = folders[0] if folders else root
    return _claim("collection", name, context.source.name, 0.9)
