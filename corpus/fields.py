"""The one list of fields.

Engine schemas, the query language, facets, options of commands, help and the
field reference are all derived from `FIELDS`, and the fingerprint of an index
is computed from it. A new field is a new line here.
"""

import difflib
from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import UnknownField


class Type(StrEnum):
    """How the values of a field are read, compared and shown."""

    TEXT = "text"  # matched word by word
    NAME = "name"  # matched whole, without regard to case and accents
    COUNTRY = "country"  # ISO 3166-1 alpha-2 code; matched whole, shown in words
    LANGUAGE = "language"  # ISO 639-1 code; matched whole, shown in words
    CODE = "code"  # publication code in its normal spelling; matched whole
    YEAR = "year"  # four digits; matched whole or by range
    DATE = "date"  # ISO 8601 date; matched whole or by range
    NUMBER = "number"  # whole number; matched whole or by range


RANGED = frozenset({Type.YEAR, Type.DATE, Type.NUMBER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing a document can know about itself.

    A `searched` field is looked through by words that name no field. A `facet`
    can be counted and narrowed by. `aliases` are other names accepted in
    queries, manifests and options.
    """

    name: str
    label: str
    type: Type
    help: str
    many: bool = False
    facet: bool = False
    searched: bool = False
    aliases: tuple[str, ...] = ()


FIELDS: tuple[Field, ...] = (
    Field(name="title", label="Title", type=Type.TEXT, searched=True,
          help="Title of the document, as printed."),
    Field(name="subtitle", label="Subtitle", type=Type.TEXT, searched=True,
          help="Second line of the title."),
    Field(name="city", label="City", type=Type.NAME, many=True, facet=True, searched=True,
          aliases=("cities",),
          help="City, district or county the document is about, in any language's spelling."),
    Field(name="module", label="Module", type=Type.NAME, many=True, facet=True,
          aliases=("modules",), help="Research module."),
    Field(name="year", label="Year", type=Type.YEAR, facet=True,
          aliases=("published", "date"), help="Year of publication; a range is 2008..2010."),
    Field(name="kind", label="Kind", type=Type.NAME, facet=True,
          aliases=("type",), help="Case study, guidelines, local plan, assessment, programme …"),
    Field(name="language", label="Language", type=Type.LANGUAGE, many=True, facet=True,
          aliases=("lang", "languages"), help="Language of the text: en, German, français …"),
    Field(name="country", label="Country", type=Type.COUNTRY, many=True, facet=True,
          aliases=("countries",), help="Country of the city or of the subject."),
    Field(name="network", label="Network", type=Type.NAME, many=True, facet=True,
          aliases=("networks",), help="City network the document belongs to, by name or acronym."),
    Field(name="topic", label="Topic", type=Type.NAME, many=True, facet=True,
          aliases=("topics",), help="Topic outside the four modules."),
    Field(name="level", label="Level", type=Type.NAME, many=True, facet=True,
          aliases=("levels",), help="Level a guideline speaks to: European, national or local."),
    Field(name="author", label="Author", type=Type.TEXT, many=True, facet=True, searched=True,
          aliases=("authors", "by", "creator"), help="Person who wrote it."),
    Field(name="institute", label="Institute", type=Type.TEXT, many=True, searched=True,
          aliases=("institutes",), help="Research centre of the authors."),
    Field(name="publisher", label="Publisher", type=Type.TEXT, searched=True,
          help="Body that published it."),
    Field(name="code", label="Code", type=Type.CODE, many=True, searched=True,
          aliases=("codes",), help="Publication code in any spelling: EF0794, ef/07/94/en."),
    Field(name="tag", label="Tag", type=Type.NAME, many=True, facet=True,
          aliases=("tags", "keyword", "keywords", "subject"), help="Free keyword of the source."),
    Field(name="place_mentioned", label="Place mentioned", type=Type.TEXT, many=True, searched=True,
          aliases=("place",), help="Other place the description names."),
    Field(name="section", label="Section", type=Type.TEXT, many=True,
          aliases=("sections", "heading", "headings"), help="Heading that a page stands under."),
    Field(name="collection", label="Collection", type=Type.NAME, facet=True,
          aliases=("folder",), help="Folder the document was found in."),
    Field(name="fieldwork_year", label="Fieldwork year", type=Type.YEAR,
          help="Year the research was done."),
    Field(name="published_on", label="Published on", type=Type.DATE,
          help="Day of publication."),
    Field(name="start_on", label="Starts on", type=Type.DATE, help="First day of an event."),
    Field(name="end_on", label="Ends on", type=Type.DATE, help="Last day of an event."),
    Field(name="work", label="Work", type=Type.NAME,
          help="Document that stands for all versions of the same text."),
    Field(name="part_of", label="Part of", type=Type.NAME, help="Work this one belongs to."),
    Field(name="translation_of", label="Translation of", type=Type.NAME,
          help="Work this one translates."),
    Field(name="pages", label="Pages", type=Type.NUMBER, help="Number of pages."),
    Field(name="scan", label="Scan", type=Type.NAME, many=True, aliases=("ocr",),
          help="Of scans: without text, partly without text, read by OCR."),
    Field(name="source", label="Source", type=Type.NAME, many=True, aliases=("file", "path"),
          help="File the document was read from, named from the folder ingested."),
    Field(name="sha256", label="SHA-256", type=Type.NAME, help="Checksum of the file."),
    Field(name="id", label="Id", type=Type.NAME, help="Identifier of the document."),
)  # fmt: skip

BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}
NAMES: dict[str, str] = {
    spelling: field.name for field in FIELDS for spelling in (field.name, *field.aliases)
}
FACETS: tuple[str, ...] = tuple(field.name for field in FIELDS if field.facet)
SEARCHED: tuple[str, ...] = tuple(field.name for field in FIELDS if field.searched)
TEXTS: tuple[str, ...] = tuple(field.name for field in FIELDS if field.type is Type.TEXT)


def field_called(name: str) -> Field:
    """The field with this name or alias, whatever its case.

    >>> field_called("Authors").name
    'author'

    Raises UnknownField with the nearest name as its hint.
    """
    known = NAMES.get(name.lower())
    if known is not None:
        return BY_NAME[known]
    near = difflib.get_close_matches(name.lower(), NAMES, n=1)
    raise UnknownField(
        f"No field is called {name!r}.",
        f"Did you mean {near[0]}?" if near else "Run 'polisearch fields' to see them all.",
    )
