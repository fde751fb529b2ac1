"""A table is taken in as a whole, or refused with every mistake in it."""

from collections.abc import Callable

import pytest

from corpus.catalogue import Catalogue
from corpus.catalogue.describing import Correction
from corpus.document import Described, Document
from corpus.errors import UnknownField
from corpus.records import Source
from corpus.vocabulary import Vocabulary
from ingest.metadata_corrections import BadCorrection, Checked, checked, correctable
from ingest.metadata_csv import UnreadableTable, read_csv

Check = Callable[..., Checked]


@pytest.fixture
def check(
    catalogue: Catalogue, a_document: Callable[..., Document], vocabulary: Vocabulary
) -> Check:
    """Checks rows such as `a,city,Graz` against a library of the documents a and b."""
    for id_ in "ab":
        source = Source(path=id_, root="documents", name=id_, size=1, modified=1)
        catalogue.put(source, [Described(a_document(id_, sha256=id_))], run=1)

    def rows(*lines: str, head: str = "id,field,correction,note") -> Checked:
        return checked(read_csv("\n".join((head, *lines))), catalogue, vocabulary)

    return rows


def correction(field: str, *values: str, id_: str = "a", note: str = "") -> Correction:
    return Correction(document_id=id_, field=field, values=values, note=note)


@pytest.mark.parametrize(
    ("cell", "field", "values"),
    [
        ("city,Wien; Graz", "city", ("Vienna", "Graz")),
        ("Cities,WIEN; Vienna", "city", ("Vienna",)),
        ("country,Austria; DE", "country", ("AT", "DE")),
        ("lang,German", "language", ("de",)),
        ("module,module 1", "module", ("Housing",)),
        ("published,2009", "year", ("2009",)),
        ("published_on,2009-09-14", "published_on", ("2009-09-14",)),
        ("code,ef/07/94/en", "code", ("EF0794",)),
        ("title,One; two", "title", ("One; two",)),
        ("kind,(none)", "kind", ()),
    ],
)
def test_a_value_is_kept_in_its_canonical_spelling(
    check: Check, cell: str, field: str, values: tuple[str, ...]
) -> None:
    assert check(f"a,{cell},").corrections == (correction(field, *values),)


def test_an_empty_cell_says_nothing_where_nothing_was_said(check: Check) -> None:
    assert check("a,city,,").corrections == ()


def test_an_empty_cell_takes_back_what_was_said(check: Check, catalogue: Catalogue) -> None:
    catalogue.correct([correction("city", "Graz")])

    assert check("a,city,,").corrections == (
        Correction(document_id="a", field="city", values=None),
    )


def test_what_was_said_already_is_not_said_again(check: Check, catalogue: Catalogue) -> None:
    catalogue.correct([correction("city", "Graz", note="by me"), correction("kind")])

    found = check("a,city,Graz,by me", "a,kind,(none),")

    assert (found.corrections, found.ids) == ((), ("a",))


def test_another_note_is_kept(check: Check, catalogue: Catalogue) -> None:
    catalogue.correct([correction("city", "Graz", note="by me")])

    assert check("a,city,Graz,by you").corrections == (correction("city", "Graz", note="by you"),)


def test_a_note_stays_where_the_table_has_none(check: Check, catalogue: Catalogue) -> None:
    catalogue.correct([correction("city", "Graz", note="by me")])
    head = "id,field,correction"

    assert check("a,city,Graz", head=head).corrections == ()
    assert check("a,city,Linz", head=head).corrections == (
        correction("city", "Linz", note="by me"),
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "a,year,20009,",
            "Row 2: '20009' is no value of the field year. Write a year as four digits",
        ),
        ("a,year,2009; 2010,", "is no value of the field year"),
        (
            "a,published_on,14.9.2009,",
            "Row 2: '14.9.2009' is no value of the field published_on. Write a day as",
        ),
        (
            "a,country,Atlantis,",
            "Row 2: 'Atlantis' is no value of the field country. Write a country by its name",
        ),
        ("a,language,Klingon,", "is no value of the field language. Write a language by its name"),
        ("a,cty,Graz,", "Row 2: No field is called 'cty'. Did you mean city"),
        ("a,,Graz,", "Row 2: No field is called ''"),
        ("a,pages,7,", "Row 2: The field pages follows from the file and cannot be corrected"),
        (",city,Graz,", "Row 2: No document is named"),
    ],
)
def test_a_mistake_is_named_with_its_row_and_what_to_write(
    check: Check, row: str, message: str
) -> None:
    with pytest.raises(UnreadableTable) as caught:
        check(row)

    assert message in caught.value.message
    assert "Nothing was changed" in caught.value.hint


def test_all_mistakes_are_told_at_once(check: Check) -> None:
    with pytest.raises(UnreadableTable) as caught:
        check("a,year,soon,", "a,city,Graz,", "b,year,late,")

    assert [line.split(":")[0] for line in caught.value.message.split("\n")[1:]] == [
        "Row 2",
        "Row 4",
    ]


def test_of_many_mistakes_the_first_are_told_and_the_others_counted(check: Check) -> None:
    with pytest.raises(UnreadableTable, match=r"Row 21: .*\n… and 80 more\.\n"):
        check(*["a,year,soon,"] * 100)


def test_two_rows_that_say_different_things_are_a_mistake(check: Check) -> None:
    with pytest.raises(UnreadableTable, match="Row 3: Row 2 says something else"):
        check("a,city,Graz,", "a,cities,Linz,")
    assert len(check("a,city,Graz,", "a,city,Graz,").corrections) == 1


def test_a_document_that_is_not_there_is_told_and_left_out(check: Check) -> None:
    found = check("gone,city,Graz,", "gone,year,2009,", "b,city,Graz,", "also gone,city,,")

    assert found.corrections == (correction("city", "Graz", id_="b"),)
    assert found.ids == ("b",)
    (note,) = found.notes
    assert note.startswith("Row 2: no document has the id 'gone'")


def test_a_document_may_be_named_by_an_id_it_had_before(
    check: Check, catalogue: Catalogue, a_document: Callable[..., Document]
) -> None:
    source = Source(path="a", root="documents", name="a", size=2, modified=2)
    catalogue.put(source, [Described(a_document("now", sha256="now"))], run=2)

    assert check("a,city,Graz,").corrections == (correction("city", "Graz", id_="now"),)


@pytest.mark.parametrize("cell", ["city,Wein", "module,Huosing", "kind,case stdy"])
def test_what_may_be_misspelt_is_taken_in_with_a_note(check: Check, cell: str) -> None:
    found = check(f"a,{cell},")

    assert len(found.corrections) == 1
    assert "did you mean" in found.notes[0]


@pytest.mark.parametrize("cell", ["city,Wien", "city,Ouagadougou", "title,Huosing", "author,Wein"])
def test_what_is_known_or_free_gets_no_note(check: Check, cell: str) -> None:
    assert check(f"a,{cell},").notes == ()


def test_a_field_is_called_by_any_of_its_names() -> None:
    assert correctable("Authors") == "author"
    with pytest.raises(UnknownField):
        correctable("autor-in")
    with pytest.raises(BadCorrection):
        correctable("file")
