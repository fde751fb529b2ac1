"""The table of what is known: every letter of it comes back, and what was corrected holds."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.catalogue import Catalogue, open_catalogue
from corpus.catalogue.describing import Correction
from corpus.document import Claim, Described, Document, Origin
from corpus.fields import BY_NAME
from corpus.records import Source
from corpus.vocabulary import Vocabulary
from ingest.describing_again import describe_again
from ingest.metadata_cells import protected, unprotected
from ingest.metadata_corrections import checked
from ingest.metadata_csv import (
    COLUMNS,
    Line,
    Row,
    UnreadableTable,
    as_csv,
    correction_of,
    read_csv,
    rows,
)

Builder = Callable[..., Document]

ODD = st.sampled_from("'=+-@\t\r\n\\; ,\"()none09\x00\x85\u2028")
texts = st.text(ODD | st.characters(exclude_categories=["Cs"]), max_size=12)
values = texts.filter(str.strip)
FREE = st.sampled_from(["title", "subtitle", "author", "tag", "level", "place_mentioned"])


@st.composite
def table_rows(draw: st.DrawFn) -> Row:
    field = draw(st.sampled_from(["title", "author", "city", "year"]))
    some = st.lists(values, max_size=3 if field in ("author", "city") else 1).map(tuple)
    return Row(
        id=draw(values.map(str.strip)),
        title=draw(texts),
        source=draw(texts),
        field=field,
        values=draw(some),
        decided_from=draw(texts),
        evidence=draw(texts),
        correction=draw(st.none() | some),
        note=draw(texts),
    )


@given(table=st.lists(table_rows()))
def test_every_correction_of_a_table_is_read_as_it_was_written(table: list[Row]) -> None:
    lines = read_csv(as_csv(table))

    assert [(one.id, one.field, correction_of(one), one.note) for one in lines] == [
        (row.id, row.field, row.correction, row.note) for row in table
    ]


@given(table=st.lists(table_rows()))
def test_every_other_cell_stands_in_the_table_as_well(table: list[Row]) -> None:
    read = list(csv.DictReader(io.StringIO(as_csv(table), newline="")))

    assert [tuple(map(unprotected, (row["title"], row["source"], row["evidence"]))) for row in read
            ] == [(row.title, row.source, row.evidence) for row in table]  # fmt: skip


def put(catalogue: Catalogue, *documents: Described) -> None:
    for one in documents:
        path = f"documents/{one.document.id}.txt"
        source = Source(path=path, root="documents", name=path, size=1, modified=1)
        catalogue.put(source, [one], run=1)


def empty(folder: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(folder / "catalogue.db")
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Catalogue]:
    """The catalogue of another library."""
    yield from empty(tmp_path)


def take_in(catalogue: Catalogue, text: str, vocabulary: Vocabulary) -> Sequence[Correction]:
    found = checked(read_csv(text), catalogue, vocabulary)
    catalogue.correct(found.corrections)
    describe_again(catalogue, vocabulary, found.ids)
    return found.corrections


corrections = st.dictionaries(
    st.tuples(st.sampled_from("ab"), FREE), st.tuples(st.lists(values, max_size=2), texts)
)


@settings(max_examples=30)  # each makes two libraries
@given(said=corrections, claimed=st.lists(st.tuples(FREE, texts, texts), max_size=4))
def test_a_table_taken_in_elsewhere_says_the_same_and_is_written_the_same(
    said: dict[tuple[str, str], tuple[list[str], str]],
    claimed: list[tuple[str, str, str]],
    tmp_path_factory: pytest.TempPathFactory,
    vocabulary: Vocabulary,
) -> None:
    claims = tuple(
        Claim(field=field, value=value, origin=Origin.EMBEDDED, evidence=evidence)
        for field, value, evidence in claimed
    )
    documents = [Described(Document(id=id_), claims) for id_ in "ab"]
    mine, *_ = empty(tmp_path_factory.mktemp("mine"))
    theirs, *_ = empty(tmp_path_factory.mktemp("theirs"))
    for catalogue in (mine, theirs):
        put(catalogue, *documents)
        describe_again(catalogue, vocabulary)
    mine.correct(
        Correction(
            document_id=id_,
            field=field,
            values=tuple(said_values if BY_NAME[field].many else said_values[:1]),
            note=note,
        )
        for (id_, field), (said_values, note) in said.items()
    )
    describe_again(mine, vocabulary)
    table = as_csv(rows(mine, vocabulary))

    take_in(theirs, "\ufeff" + table, vocabulary)

    assert theirs.corrections(["a", "b"]) == mine.corrections(["a", "b"])
    assert as_csv(rows(theirs, vocabulary)) == table
    assert take_in(mine, table, vocabulary) == ()
    mine.close()
    theirs.close()


@pytest.fixture
def known(catalogue: Catalogue, a_document: Builder, vocabulary: Vocabulary) -> Catalogue:
    """A document about Vienna, by its title and by its file name."""
    claims = (
        Claim(field="city", value="Wien", origin=Origin.EMBEDDED, evidence="City: Wien"),
        Claim(field="title", value="=A plan", origin=Origin.EMBEDDED, evidence="Title: =A plan"),
        Claim(field="year", value="soon", origin=Origin.EMBEDDED, evidence="Year: soon"),
    )
    put(catalogue, Described(a_document("a", ["Some words."]), claims))
    describe_again(catalogue, vocabulary)
    return catalogue


def table(catalogue: Catalogue, vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    text = as_csv(rows(catalogue, vocabulary))
    return {row["field"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def test_a_row_says_what_is_known_and_from_where(known: Catalogue, vocabulary: Vocabulary) -> None:
    city = table(known, vocabulary)["city"]

    assert tuple(city) == COLUMNS
    assert city == {
        "id": "a", "title": "'=A plan", "source": "documents/a.txt", "field": "city",
        "value": "Vienna", "decided from": "embedded", "confidence": "1",
        "evidence": "City: Wien", "correction": "", "note": "",
    }  # fmt: skip


def test_a_correction_stands_in_its_column(known: Catalogue, vocabulary: Vocabulary) -> None:
    said = [
        Correction(document_id="a", field="city", values=("Graz", "Linz; Wels"), note="by me"),
        Correction(document_id="a", field="kind", values=()),
    ]
    known.correct(said)
    describe_again(known, vocabulary)

    written = table(known, vocabulary)

    assert (written["city"]["correction"], written["city"]["note"]) == (
        "Graz; Linz\\; Wels",
        "by me",
    )
    assert written["city"]["decided from"] == "correction"
    assert (written["kind"]["correction"], written["kind"]["value"]) == ("(none)", "")


def test_a_facet_of_which_nothing_is_known_has_a_row_to_fill_in(
    known: Catalogue, vocabulary: Vocabulary
) -> None:
    written = table(known, vocabulary)

    assert (written["module"]["value"], written["year"]["value"]) == ("", "")
    assert not written.keys() & {"id", "pages", "sha256", "source", "subtitle"}


def test_documents_stand_in_the_order_of_their_sources(
    catalogue: Catalogue, a_document: Builder, vocabulary: Vocabulary
) -> None:
    put(catalogue, *(Described(a_document(id_, sha256=id_)) for id_ in ("c", "a", "b")))

    written = list(rows(catalogue, vocabulary))

    assert list(dict.fromkeys(row.id for row in written)) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "text",
    [
        "id,field,correction\na,city,Graz\n",
        "\ufeffid;field;correction\r\na;city;Graz\r\n",
        "Field\tCorrection\tID\ncity\tGraz\ta",
        'correction,"id",field\n"Graz","a","city"\n,,\n',
        "id,value,field,correction\na,Vienna,city,Graz\na,,,\n",
    ],
)
def test_a_table_is_read_whatever_its_dialect_and_the_order_of_its_columns(text: str) -> None:
    assert read_csv(text) == [Line(number=2, id="a", field="city", correction="Graz")]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    text = 'id,field,correction,note\na,title,"Two\nlines",\n\nb,title,One,why\n'

    assert [line.number for line in read_csv(text)] == [2, 4]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column 'id' and no column 'field' and no column 'correction'"),
        ("id,field,value\n", "no column 'correction'"),
        ('id,field,correction\na,title,"never closed\n', "is no CSV"),
    ],
)
def test_what_is_no_such_table_is_told(text: str, message: str) -> None:
    with pytest.raises(UnreadableTable, match=message):
        read_csv(text)


def test_an_id_that_looks_like_a_number_stays_an_id() -> None:
    row = Row(id="1234567890123456", field="city", correction=("Graz",))

    assert protected(row.id) in as_csv([row])
    assert read_csv(as_csv([row]))[0].id == row.id
