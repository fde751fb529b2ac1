"""Which documents translate another?

Two things say so: the same publication code in another language, and the same
file name but for a language at its end (`report_en.pdf`, `report FR.pdf`), if the
text is in that language. Neither is believed of documents of very different length.
"""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath

from corpus.catalogue import Catalogue
from corpus.catalogue.relating import Kind
from corpus.names import language_code, language_name
from ingest.compare.alike import Member
from ingest.compare.aside import Aside, Members
from ingest.compare.called import By, Called
from ingest.compare.said import Said
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
    """The originals of documents that changed, and of those whose original did.

    `looked_at` are the documents of which something may have to be `said`.
    """

    def __init__(self, catalogue: Catalogue, aside: Aside, works: Works) -> None:
        self._catalogue = catalogue
        self._aside = aside
        self._works = works
        self._called = Called(aside)
        self.looked_at = Members[str](aside)
        self.said = Said(aside, Kind.TRANSLATION)

    def find(self, changed: Members[str], gone: Members[str]) -> None:
        """Compare each document that changed, and each that is a translation of one that changed or
        is gone."""
        aside, catalogue = self._aside, self._catalogue
        nodes = Members[str](aside)
        for some in chain(changed.batches(AT_ONCE), gone.batches(AT_ONCE)):
            nodes.add(catalogue.there(some))
            for translations in catalogue.related(Kind.TRANSLATION, some):
                nodes.add(catalogue.there(translations))
        self._call(nodes)
        for some in nodes.batches(AT_ONCE):
            self.looked_at.add(some)
        # Whoever shares a name or a code with them: all of what those share is looked at, too.
        for by, name in self._called.names_of(nodes):
            if self._may_translate(by, name):
                for members in self._members(by, name):
                    self.looked_at.add(member.id for member in members)
        for by, name in self._called.names_of(self.looked_at):
            if self._may_translate(by, name):
                self._say(by, name)

    def _call(self, nodes: Members[str]) -> None:
        """Find what all documents are called."""
        for links in self._catalogue.paths(MOST_OF_A_FILE):
            self._called.add(By.FILE, ((base, id_) for path, id_ in links for base in _bases(path)))
        if any(self._catalogue.claimed("code", some) for some in nodes.batches(AT_ONCE)):
            for codes in self._catalogue.codes():
                self._called.add(By.CODE, codes)

    def _members(self, by: By, name: str) -> Iterator[list[Member]]:
        """The documents that are called so, and not only among others, some at a time."""
        for some in self._called.ids(by, name, AT_ONCE):
            members = self._works.there(some).values()
            yield [
                member
                for member in members
                if (_code(member) == name if by is By.CODE else _is_called(member, name))
            ]

    def _may_translate(self, by: By, name: str) -> bool:
        """Whether a name says that those who have it are translations."""
        return by is By.CODE or any(
            _is_named_by_language(member, name)
            for members in self._members(by, name)
            for member in members
        )

    def _say(self, by: By, name: str) -> None:
        """Say of documents that are called the same which of them the others translate."""
        languages = set[str]()
        original: Member | None = None
        for members in self._members(by, name):
            languages |= {member.document.language for member in members} - {""}
            original = min([*members, *filter(None, [original])], key=_rank, default=None)
        if original is None or len(languages) < 2:
            return
        why, confidence = (name, 0.9) if by is By.CODE else (PurePosixPath(name).name, 0.8)
        for member in chain.from_iterable(self._members(by, name)):
            if _translates(member, original):
                said = (
                    f"{why} in {language_name(member.document.language)} "
                    f"and in {language_name(original.document.language)}"
                )
                self.said.put(member.id, original.id, said, confidence)


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
