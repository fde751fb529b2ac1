"""Documents of every kind of value, and what they are exported as."""

import io
from collections.abc import Iterable

import pytest
from hypothesis import strategies as st

from corpus.document import Document
from search.citing.citation import Quotation
from search.export import write_documents
from search.export.entries import Entry
from tests.conftest import build_document

LETTERS = st.characters(exclude_categories=())
TEXTS = st.one_of(
    st.text(LETTERS, max_size=40),
    st.sampled_from([
        "", "a {b", "} b", "{", "\\", "@misc{x,", "a, b = {c}", '"quoted"', "R&D 50 % $ # _ ~ ^",
        "a\nER  - \nTY  - BOOK", "a\r\nb", "\u202eevil\u202c", "\ud800", "😀 emoji", "--",
        "''", "``",
        "x" * 10_000, "\x00\x1b[31m", "?`", "<<a>>", "a and b", "and", "=cmd()", "{CLIP} in Wien",
        "\\textbf{x}", "%", "a;b", "; ", "</p><script>", "<span class=\"nocase\">A</span>",
    ]),
)  # fmt: skip
NAMES = ("title", "subtitle", "author", "institute", "publisher", "city", "module", "year", "kind",
         "network", "code", "tag", "published_on", "source")  # fmt: skip


def make(values: dict[str, list[str]]) -> Document:
    given = {name: tuple(some) for name, some in values.items() if some}
    return Document(id="5f2c", values={"language": ("en",), **given})


DOCUMENTS = st.dictionaries(st.sampled_from(NAMES), st.lists(TEXTS, max_size=3)).map(make)
ENTRIES = st.builds(
    Entry,
    document=DOCUMENTS,
    rank=st.integers(0, 9),
    pages=st.lists(st.integers(1, 99), max_size=3).map(tuple),
    link=TEXTS,
    quotation=st.none()
    | st.builds(
        Quotation,
        document=DOCUMENTS,
        page_number=st.integers(1, 99),
        page_label=TEXTS,
        text=TEXTS,
        link=TEXTS,
    ),
)


def exported(entries: Iterable[Entry], name: str) -> str:
    """What is written of entries in a format of text."""
    stream = io.BytesIO()
    write_documents(stream, entries, name)
    return stream.getvalue().decode()


@pytest.fixture
def stuttgart() -> Document:
    """A case study with two authors, as Eurofound publishes them."""
    return build_document(
        "5f2c",
        ["Rents rose."],
        title="Housing and segregation of migrants",
        subtitle="Case study: Stuttgart, Germany",
        author=("Doris Lüken-Klaßen", "Franziska Pohl"),
        institute="european forum for migration studies (efms), University of Bamberg",
        publisher="Eurofound",
        code="EF0912",
        year="2009",
        kind="case study",
        network="CLIP",
        city="Stuttgart",
        country="DE",
        module="Housing",
        source="documents/stuttgart.pdf",
    )


@pytest.fixture
def quoted_there(stuttgart: Document) -> Quotation:
    """A sentence of its page 17, the 23rd of the file."""
    return Quotation(
        document=stuttgart,
        page_number=23,
        page_label="17",
        text="Rents rose.",
        link="http://here.example/?document=5f2c&page=23",
    )
