"""Which reader reads which media type?

A reader's module is imported when its first file comes: a run that finds
nothing changed must not pay for the libraries of every format.
"""

import importlib
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import cast

from corpus.failures import CannotRead, Reason
from ingest.extract.extracted import Reader
from ingest.media_type import (
    CSV,
    DOC,
    DOCX,
    ENCRYPTED_OFFICE,
    EPUB,
    HTML,
    JSON_LINES,
    MAIL,
    MARKDOWN,
    MBOX,
    ODG,
    ODP,
    ODS,
    ODT,
    PDF,
    PLAIN_TEXT,
    PPT,
    PPTX,
    RTF,
    SUFFIXES,
    TSV,
    XLS,
    XLSX,
    called,
)

BUILT_IN: dict[str, str] = {
    PDF: "ingest.extract.pdf:PdfReader",
    HTML: "ingest.extract.html:HtmlReader",
    DOCX: "ingest.extract.docx:DocxReader",
    MARKDOWN: "ingest.extract.markdown:MarkdownReader",
    PLAIN_TEXT: "ingest.extract.plain_text:PlainTextReader",
    JSON_LINES: "ingest.extract.json_lines:JsonLinesReader",
    ODT: "ingest.extract.opendocument:OpenDocumentReader",
    ODS: "ingest.extract.opendocument:OpenDocumentReader",
    ODP: "ingest.extract.opendocument:OpenDocumentReader",
    ODG: "ingest.extract.opendocument:OpenDocumentReader",
    RTF: "ingest.extract.rtf:RtfReader",
    PPTX: "ingest.extract.pptx:PptxReader",
    XLSX: "ingest.extract.xlsx:XlsxReader",
    EPUB: "ingest.extract.epub:EpubReader",
    MAIL: "ingest.extract.eml:EmlReader",
    MBOX: "ingest.extract.mbox:MboxReader",
    CSV: "ingest.extract.csv_records:CsvReader",
    TSV: "ingest.extract.csv_records:CsvReader",
    DOC: "ingest.extract.legacy_office:DocReader",
    XLS: "ingest.extract.legacy_office:XlsReader",
    PPT: "ingest.extract.legacy_office:PptReader",
    ENCRYPTED_OFFICE: "ingest.extract.encrypted_office:EncryptedOfficeReader",
}
"""Media type → where its reader is: `module:Class`."""

GROUP = "polisearch.extractors"
"""Entry points of readers from outside: the name is a media type, the value `module:Class`."""


@cache
def reader_for(media_type: str) -> Reader:
    """The reader of a media type.

    A reader from outside goes before a built-in one; one that cannot be loaded
    is passed over. Text of a kind that nobody reads is read as plain text.
    Raises CannotRead(UNSUPPORTED) where there is no reader.
    """
    outside = _from_outside()[0].get(media_type)
    if outside is not None:
        return outside
    place = BUILT_IN.get(media_type)
    if place is None and media_type.startswith("text/"):
        place = BUILT_IN[PLAIN_TEXT]
    if place is None:
        raise CannotRead(
            Reason.UNSUPPORTED, f"The file is {called(media_type)}, which is not read."
        )
    module, _, name = place.partition(":")
    return cast("Reader", getattr(importlib.import_module(module), name)())


def broken_readers() -> MappingProxyType[str, str]:
    """Media type → what is wrong, for readers from outside that cannot be loaded."""
    return MappingProxyType(_from_outside()[1])


def supported_suffixes() -> tuple[str, ...]:
    """Endings of file names that have a built-in reader, as `.pdf`."""
    return tuple(suffix for suffix, media_type in SUFFIXES.items() if media_type in BUILT_IN)


@cache
def _from_outside() -> tuple[dict[str, Reader], dict[str, str]]:
    """The readers that loaded and the complaints about those that did not, by media type."""
    readers: dict[str, Reader] = {}
    broken: dict[str, str] = {}
    for point in entry_points(group=GROUP):
        try:
            readers[point.name] = _loaded(point)
        except Exception as error:  # a stranger's module may raise anything at all
            broken[point.name] = f"{point.value}: {type(error).__name__}: {error}"
    return readers, broken


def _loaded(point: EntryPoint) -> Reader:
    reader = point.load()()
    if not callable(getattr(reader, "read", None)):
        raise TypeError("it has no method read(path)")
    return cast("Reader", reader)
