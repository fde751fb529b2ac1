"""Which documents translate another?

Two things say so: the same publication code in another language, and the same
file name but for a language at its end (`report_en.pdf`, `report FR.pdf`), if the
text is in that language. Neither is believed of documents of very different length.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePosixPath

from corpus.catalogue import Catalogue
from corpus.catalogue.reading import batches
from corpus.catalogue.relating import Kind
from corpus.document import Claim, Origin
from corpus.names import language_code, language_name
from ingest.compare.alike import Member
from ingest.compare.works import AT_ONCE, PDF, Works

LENGTHS = 1.6
"""How many times longer than another a translation may be: French and Finnish differ from
English by a third, and a layout may add something."""

SPARE_PAGES = 2

MOST_OF_A_FILE = 100
"""Documents of a file that may go by its name; those of a collection are not called by it."""

_SUFFIX = re.compile(r"(?P<base>.*[^_ .\-(])[_ .\-(]{1,3}(?P<language>[^\W\d_]{2,12})\)?")
_ORIGINAL = "en"


class Translations:
    """The originals of documents that changed, and of those whose original did."""

    def __init__(self, catalogue: Catalogue, works: Works) -> None:
        self._catalogue = catalogue
        self._works = works

    def claims(
        self, changed: Iterable[str], gone: Iterable[str]
    ) -> Iterator[tuple[str, Claim | None]]:
        """What is to be said of every document that was looked at."""
        changed = set(changed)
        translated = self._catalogue.related(Kind.TRANSLATION, changed | set(gone))
        nodes = self._catalogue.there({*changed, *chain(*translated.values())})
        called = self._called()
        # Whoever shares a name or a code with them: all of what those share is looked at, too.
        beside = nodes.union(*(ids for ids, _, _ in self._groups(nodes, called)))
        found: dict[str, Claim] = {}
        for ids, why, confidence in self._groups(beside, called):
            for id_, claim in self._of(sorted(ids), why, confidence):
                found.setdefault(id_, claim)
        for id_ in sorted(beside):
            yield id_, found.get(id_)

    def _groups(
        self, nodes: set[str], called: dict[str, set[str]]
    ) -> Iterator[tuple[set[str], str, float]]:
        """Documents that may translate each other, why, and how sure that is; surest first."""
        codes = {
            code
            for some in batches(sorted(nodes), AT_ONCE)
            for member in self._works.there(some).values()
            if (code := _code(member))
        }
        for code, ids in sorted(self._catalogue.with_codes(codes).items()):
            carriers = self._works.there(ids)
            yield {i for i, member in carriers.items() if _code(member) == code}, code, 0.9
        for base, called_so in sorted(called.items()):
            if not called_so.isdisjoint(nodes):
                members = self._works.there(called_so)
                named = {i for i in members if _is_called(members[i], base)}
                if any(_is_named_by_language(members[i], base) for i in named):
                    yield named, PurePosixPath(base).name, 0.8

    def _called(self) -> dict[str, set[str]]:
        """Documents of files that are called the same but for a language."""
        called: dict[str, set[str]] = {}
        for path, id_ in self._catalogue.paths(MOST_OF_A_FILE):
            for base in _bases(path):
                called.setdefault(base, set()).add(id_)
        return {base: ids for base, ids in called.items() if len(ids) > 1}

    def _of(self, ids: list[str], why: str, confidence: float) -> Iterator[tuple[str, Claim]]:
        members = self._works.there(ids)
        if len({member.document.language for member in members.values()} - {""}) < 2:
            return
        original = min(members.values(), key=_rank)
        for member in members.values():
            if _translates(member, original):
                yield (
                    member.id,
                    Claim(
                        field="translation_of",
                        value=original.id,
                        origin=Origin.TEXT,
                        evidence=f"{why} in {language_name(member.document.language)} "
                        f"and in {language_name(original.document.language)}",
                        confidence=confidence,
                    ),
                )


def _code(member: Member) -> str:
    """The code of a document; a list of publications has many, and none of its own."""
    codes = member.document.all("code")
    return codes[0] if len(codes) == 1 else ""


def _rank(member: Member) -> tuple[bool, bool, str, bool, int, str]:
    """The original is in English, else the earliest; of its versions the main one."""
    document, compared = member.document, member.compared
    return (
        not document.language,
        document.language != _ORIGINAL,
        document.first("year") or "9999",
        compared.media_type != PDF,
        -compared.characters,
        document.id,
    )


def _translates(member: Member, original: Member) -> bool:
    languages = {member.document.language, original.document.language}
    if len(languages) < 2 or "" in languages:
        return False
    fewer, more = sorted(int(m.document.first("pages") or 0) for m in (member, original))
    return more <= max(fewer * LENGTHS, fewer + SPARE_PAGES)


def _bases(path: str) -> Iterator[str]:
    """What a file is called without its suffix, and without a language at its end."""
    stem = path.removesuffix(PurePosixPath(path).suffix)
    yield stem
    found = _SUFFIX.fullmatch(PurePosixPath(stem).name)
    if found and language_code(found["language"]):
        yield str(PurePosixPath(stem).parent / found["base"])


def _is_called(member: Member, base: str) -> bool:
    """Whether a file of a document has this name, plainly or with the document's language."""
    plain = (
        path.removesuffix(PurePosixPath(path).suffix) for path in member.document.all("source")
    )
    return base in plain or _is_named_by_language(member, base)


def _is_named_by_language(member: Member, base: str) -> bool:
    for path in member.document.all("source"):
        stem = PurePosixPath(path.removesuffix(PurePosixPath(path).suffix))
        found = _SUFFIX.fullmatch(stem.name)
        if found and str(stem.parent / found["base"]) == base:
            return language_code(found["language"]) == member.document.language
    return False
