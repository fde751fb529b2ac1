"""In which languages is a page to be read?"""

from collections import Counter
from collections.abc import Collection, Mapping

from corpus.names import language_code, language_name
from corpus.words import LANGUAGES
from ingest.ocr.tesseract import NoOcr

NAMES: dict[str, str] = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell",
    "en": "eng", "es": "spa", "et": "est", "eu": "eus", "fi": "fin", "fr": "fra", "ga": "gle",
    "hr": "hrv", "hu": "hun", "it": "ita", "lt": "lit", "lv": "lav", "mt": "mlt", "nl": "nld",
    "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv",
    "sr": "srp", "sv": "swe", "tr": "tur", "uk": "ukr",
}  # fmt: skip
"""Tesseract's name of each language that a page can be in."""

MOST_TOGETHER = 4
"""Languages a page is read in at once; each takes its time."""

_COMMON = ("en", "de", "fr", "it", "es")


def languages_for(
    language: str,
    collection: str,
    counted: Mapping[str, Counter[str]],
    installed: Collection[str],
) -> tuple[str, ...]:
    """What to read a page in, by Tesseract's names: one language where it is known.

    That is the document's own, else the most frequent of its collection. Where that is
    not known, or not installed, the most frequent languages of all are taken together.

    >>> languages_for("", "votes", {"votes": Counter(it=3)}, {"deu", "eng", "ita", "osd"})
    ('ita',)
    """
    among = counted.get(collection, Counter[str]()) if collection else Counter[str]()
    likely = language or next((code for code, _ in among.most_common(1)), "")
    if NAMES.get(likely) in installed:
        return (NAMES[likely],)
    everywhere = sum(counted.values(), Counter[str]())
    order = dict.fromkeys([*(code for code, _ in everywhere.most_common()), *_COMMON, *LANGUAGES])
    there = [NAMES[code] for code in order if NAMES.get(code) in installed]
    return tuple((there or sorted(set(installed) - {"osd"}))[:MOST_TOGETHER])


def languages_named(text: str, installed: Collection[str]) -> tuple[str, ...]:
    """What a person asks to read in: `deu`, `de`, `German` or `deu+eng`.

    Raises NoOcr for what is not installed.
    """
    return tuple(_named(part.strip(), installed) for part in text.split("+"))


def _named(text: str, installed: Collection[str]) -> str:
    if text in installed:
        return text
    name = NAMES.get(language_code(text) or "", "")
    if name in installed:
        return name
    there = ", ".join(sorted(set(installed) - {"osd"})) or "none"
    raise NoOcr(
        f"Tesseract cannot read {text!r}: that language is not installed.",
        f"There are: {there}." + (f" Try: apt install tesseract-ocr-{name}" if name else ""),
    )


def missing_language(language: str, installed: Collection[str]) -> str:
    """A note on a language that pages are in and that cannot be read, empty if it can."""
    name = NAMES.get(language)
    if name is None or name in installed:
        return ""
    return f"{language_name(language)} is not installed for Tesseract ({name})."
