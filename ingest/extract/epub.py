"""EPUB: the chapters of a book in the order of its spine, each as the web page that it is."""

import posixpath
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from corpus.document import Claim, Page
from corpus.failures import CannotRead
from ingest.extract import metadata
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.html import HtmlReader
from ingest.extract.limits import check_pages, limited
from ingest.extract.zipped import BROKEN, damaged, opened, parsed, part

WHAT = "e-book"

CONTAINER = "META-INF/container.xml"

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CHAPTERS = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


class EpubReader:
    """Reads EPUB 2 and 3."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        with opened(path, allowed, WHAT) as archive:
            place = _place_of_package(archive)
            package = parsed(part(archive, place, WHAT), WHAT)
            chapters = list(_chapters(package, place))
            check_pages(len(chapters), allowed)
            found, missing = _read_chapters(archive, chapters, allowed)
        if not found:
            raise damaged(WHAT)
        claims = tuple(_claims(package))
        return [
            Extracted(
                pages=limited(_numbered(found), allowed),
                claims=claims,
                heading=next((c.value for c in claims if c.field == "title"), found[0].heading),
                warnings=tuple(f"A chapter cannot be read: {name}" for name in missing),
            )
        ]


def _place_of_package(archive: zipfile.ZipFile) -> str:
    container = parsed(part(archive, CONTAINER, WHAT), WHAT)
    for rootfile in container.iter(f"{_CONTAINER}rootfile"):
        if place := rootfile.get("full-path"):
            return str(place)
    raise damaged(WHAT)


def _chapters(package: Any, place: str) -> Iterator[str]:
    """The names of the parts that hold the text, in reading order, each once."""
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    seen: set[str] = set()
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _CHAPTERS:
            continue
        if "nav" in (item.get("properties") or "").split():
            continue  # the table of contents, made for programs
        name = posixpath.normpath(
            posixpath.join(posixpath.dirname(place), unquote(item.get("href") or ""))
        )
        if name not in seen:
            seen.add(name)
            yield name


def _read_chapters(
    archive: zipfile.ZipFile, names: list[str], allowed: Allowed
) -> tuple[list[Extracted], list[str]]:
    """What each chapter says, and the names of those that are not there or broken."""
    found, missing = list[Extracted](), list[str]()
    with tempfile.TemporaryDirectory(prefix="polisearch-") as folder:
        chapter = Path(folder) / "chapter.xhtml"
        for name in names:
            try:
                chapter.write_bytes(archive.read(name))
                found += (one for one in HtmlReader().read(chapter, allowed) if not one.is_part)
            except (*BROKEN, CannotRead):
                missing.append(name)
    return found, missing


def _numbered(chapters: list[Extracted]) -> tuple[Page, ...]:
    pages = (page for chapter in chapters for page in chapter.pages)
    return tuple(
        replace(page, number=number, left_out=()) for number, page in enumerate(pages, start=1)
    )


def _claims(package: Any) -> Iterator[Claim]:
    yield from metadata.title("dc:title", next(_said(package, "title"), ""))
    for creator in _said(package, "creator"):
        yield from metadata.authors("dc:creator", creator)
    for language in list(_said(package, "language"))[:1]:
        yield from metadata.language("dc:language", language, metadata.STATED)
    yield from metadata.published("dc:date", _date(package))
    yield from metadata.plain("publisher", "dc:publisher", next(_said(package, "publisher"), ""))
    for subject in _said(package, "subject"):
        yield from metadata.keywords("dc:subject", subject)
    for identifier in _said(package, "identifier"):
        yield from metadata.codes("dc:identifier", identifier)


def _date(package: Any) -> str:
    """The day of publication; EPUB 2 may give others, of the file and of the work, beside it."""
    dates = [element for element in package.iter(f"{_DC}date") if element.text]
    named = [date for date in dates if date.get(f"{_OPF}event") == "publication"]
    unnamed = [date for date in dates if not date.get(f"{_OPF}event")]
    return next((date.text for date in (*named, *unnamed)), "")


def _said(package: Any, name: str) -> Iterator[str]:
    return (element.text for element in package.iter(_DC + name) if element.text)
