"""Queries with the documents they must find."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import open_catalogue
from corpus.catalogue.relating import Kind
from corpus.document import Claim, Described, Document, Origin
from corpus.records import Source
from corpus.vocabulary import read_vocabulary
from index.shelf import Shelf
from search.keeping.must_find import Checked, Outcome, Row, UnreadableList, check, read_must_find
from search.searcher import Searcher
from tests.conftest import build_document

HEADER = "query,document,within,filters,note\n"


def put(searcher: Searcher, document: Document, file: str) -> None:
    source = Source(path=file, root="r", name=file, size=1, modified=1)
    codes = document.all("code")
    claims = tuple(Claim(field="code", value=code, origin=Origin.TITLE) for code in codes)
    searcher.catalogue.put(source, [Described(document, claims)], run=1)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "index", open_catalogue(tmp_path / "catalogue.db"), "tantivy")


@pytest.fixture
def searcher(tmp_path: Path, shelf: Shelf) -> Searcher:
    catalogue = open_catalogue(tmp_path / "catalogue.db")
    made = Searcher(catalogue, shelf, read_vocabulary())
    documents = [
        build_document("best", "Rent rent rent rent.", title="Rent", city="Vienna", code="EF0794"),
        build_document("mid", "Rent and rent, again.", title="Low; and high", city="Graz"),
        build_document("last", "A long page that says rent once, among many others.",
                       title="Others", city="Graz"),
        build_document("web", "What stands on a page of the web.", title="Rent, in other words"),
    ]  # fmt: skip
    for document in documents:
        put(made, document, f"{document.id}.pdf")
    catalogue.relate(Kind.WORK, {"best": "best", "web": "best"})
    shelf.follow()
    return made


def read(tmp_path: Path, text: str) -> tuple[Row, ...]:
    path = tmp_path / "must_find.csv"
    path.write_text(text, encoding="utf-8")
    return read_must_find(path)


def checked(searcher: Searcher, query: str, document: str, within: int = 10) -> Checked:
    (one,) = check(searcher, [Row(query=query, document=document, within=within)])
    return one


def test_a_document_is_found_at_its_rank(searcher: Searcher) -> None:
    one = checked(searcher, "rent", "best")

    assert (one.outcome, one.rank, one.id, one.is_good) == (Outcome.FOUND, 1, "best", True)


def test_a_document_that_stands_too_low_is_said_to(searcher: Searcher) -> None:
    one = checked(searcher, "rent", "last", within=1)

    assert (one.outcome, one.is_good) == (Outcome.TOO_LOW, False)
    assert one.rank > 1


def test_a_document_that_is_not_found_at_all_is_said_to_be_there(searcher: Searcher) -> None:
    one = checked(searcher, "bicycle", "mid")

    assert (one.outcome, one.rank, one.id) == (Outcome.NOT_FOUND, 0, "mid")


def test_a_document_that_nobody_knows_is_unknown(searcher: Searcher) -> None:
    assert checked(searcher, "rent", "Nowhere").outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("name", ["best", "EF0794", "ef/07/94/en", "Rent", "RENT", "Low; and high"])
def test_a_document_is_named_by_id_code_or_title(searcher: Searcher, name: str) -> None:
    assert checked(searcher, "rent", name).outcome is Outcome.FOUND


def test_a_former_id_leads_to_the_new_version(searcher: Searcher, shelf: Shelf) -> None:
    put(searcher, build_document("new", "Rent, rent."), "mid.pdf")
    shelf.follow()

    one = checked(searcher, "rent", "mid")

    assert (one.outcome, one.id) == (Outcome.FOUND, "new")


def test_another_version_of_the_work_will_do(searcher: Searcher) -> None:
    one = checked(searcher, "rent", "web", within=1)

    assert (one.outcome, one.id) == (Outcome.FOUND, "best")


def test_each_of_several_documents_must_be_found(searcher: Searcher) -> None:
    several = check(searcher, [Row(query="rent city:Graz", document="mid; best ;Nowhere")])

    assert [(one.document, one.outcome) for one in several] == [
        ("mid", Outcome.FOUND),
        ("best", Outcome.NOT_FOUND),
        ("Nowhere", Outcome.UNKNOWN),
    ]


def test_filters_narrow_as_in_a_search(searcher: Searcher, tmp_path: Path) -> None:
    rows = read(tmp_path, HEADER + "rent,best,,city:Graz,\nrent,best,,cities:Wien; city:Graz,\n")

    outcomes = [one.outcome for one in check(searcher, rows)]

    assert outcomes == [Outcome.NOT_FOUND, Outcome.FOUND]


def test_a_mistake_in_a_query_is_told_with_what_was_found(searcher: Searcher) -> None:
    assert checked(searcher, '"rent', "best").notes


def test_nothing_to_find_is_no_mistake(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER + ",,,,\n\n  ,\n") == ()


def test_a_row_is_read_with_its_number(tmp_path: Path) -> None:
    (row,) = read(tmp_path, HEADER + "\n rent ,EF0794,5,year:2005..,asked weekly\n")

    assert row == Row(
        number=3,
        query="rent",
        document="EF0794",
        within=5,
        filters={"year": ("2005..",)},
        note="asked weekly",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Document;Query\nEF0794;rent\n",
        "\ufeffquery\tdocument\r\nrent\tEF0794\r\n",
        'note,query,document\n"a, b",rent,EF0794',
    ],
)
def test_a_table_as_spreadsheets_save_it_is_read(tmp_path: Path, text: str) -> None:
    (row,) = read(tmp_path, text)

    assert (row.query, row.document, row.within) == ("rent", "EF0794", 10)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no column 'query' and no column 'document'"),
        ("query,within\n", "no column 'document'"),
        (HEADER + "rent,,,,\n", "row 2: it names no document"),
        (HEADER + "a,b,,,\nrent,x,first,,\n", "row 3: 'first' is no place"),
        (HEADER + "rent,x,0,,\n", "row 2: '0' is no place"),
        (HEADER + "rent,x,²,,\n", "row 2: '²' is no place"),
        (HEADER + "rent,x,,autor:Ostrom,\n", "row 2: No field is called 'autor'"),
        (HEADER + "rent,x,,Vienna,\n", "row 2: the filter 'Vienna' has no value"),
        (HEADER + '"rent,x\n', "is no CSV"),
    ],
)
def test_what_is_wrong_with_a_list_is_said(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UnreadableList) as refused:
        read(tmp_path, text)

    assert why in refused.value.message


def test_a_list_that_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "must_find.csv").write_bytes(b"query,document\n\xff,\xfe")

    with pytest.raises(UnreadableList, match="UTF-8"):
        read_must_find(tmp_path / "must_find.csv")
    with pytest.raises(UnreadableList, match="cannot be read"):
        read_must_find(tmp_path)


cells = st.text(max_size=12).map(lambda text: text.replace('"', '""'))
tables = st.lists(
    st.tuples(cells, cells, st.sampled_from(["", "1", "99999999", "x"]), cells), max_size=4
)


@given(rows=tables)
def test_any_table_is_checked_or_refused_with_its_row(
    rows: list[tuple[str, ...]], searcher_once: Searcher, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = HEADER + "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_text(text, encoding="utf-8", newline="")

    try:
        given_rows = read_must_find(path)
    except UnreadableList as refused:
        said = str(refused)
        assert "row" in said or "CSV" in said
        return
    assert len(check(searcher_once, given_rows)) >= len(given_rows)


@pytest.fixture(scope="module")
def searcher_once(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("once")
    catalogue = open_catalogue(folder / "catalogue.db")
    shelf = Shelf(folder / "index", catalogue, "memory")
    made = Searcher(catalogue, shelf, read_vocabulary())
    put(made, build_document("a", "Rent.", title="Rent"), "a.pdf")
    shelf.follow()
    return made
