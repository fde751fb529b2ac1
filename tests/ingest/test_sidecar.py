from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.document import Document, Origin
from ingest.report import Report

Write = Callable[..., Path]
Run = Callable[..., Report]
TEXT = "Some words of a document about houses."


def only(catalogue: Catalogue) -> Document:
    (source, _) = next(iter(catalogue.sources().values()))
    return catalogue.document(source.sha256[:16])


@pytest.mark.parametrize(
    "manifest",
    [
        "file,City,YEAR\na.txt,Wien,2009\n",
        "file;city;year\na.txt;Wien;2009\n",
        "\ufefffile,cities,published\n./a.txt,Wien,2009\n",
        'File,city,year\r\n"a.txt","Wien","2009"\r\n',
    ],
)
def test_a_manifest_describes_a_file_whatever_its_dialect(
    run: Run, write: Write, catalogue: Catalogue, manifest: str
) -> None:
    write("a.txt", TEXT)
    write("manifest.csv", manifest)

    run()

    assert (only(catalogue).all("city"), only(catalogue).first("year")) == (("Vienna",), "2009")


def test_evidence_names_row_and_column(run: Run, write: Write, catalogue: Catalogue) -> None:
    write("a.txt", TEXT)
    write("manifest.csv", "file,place\nb.txt,x\na.txt,Stuttgart\n")

    run()

    (claim,) = [
        claim for claim in catalogue.claims(only(catalogue).id)
        if claim.origin is Origin.SIDECAR and claim.field == "city"
    ]  # fmt: skip
    assert claim.evidence == "manifest.csv row 3, column place: Stuttgart"


@pytest.mark.parametrize(
    ("place", "field", "value"),
    [
        ("Stuttgart", "city", "Stuttgart"),
        ("Vienna, Austria", "city", "Vienna"),
        ("Chad", "country", "TD"),
        ("Georgia", "country", "GE"),
        ("Stuttgart, AR", "city", "Stuttgart, AR"),
        ("Atlanta, GA", "city", "Atlanta"),
        ("Atlanta, GA", "country", "US"),
        ("Tewkesbury Borough Council", "city", "Tewkesbury"),
        ("Cambridge", "place_mentioned", "Cambridge"),
    ],
)
def test_a_place_is_a_city_or_a_country_where_it_is_known_as_one(
    run: Run, write: Write, catalogue: Catalogue, place: str, field: str, value: str
) -> None:
    write("a.txt", TEXT)
    write("manifest.csv", f'file,place\na.txt,"{place}"\n')

    run()

    assert only(catalogue).all(field) == (value,)


def test_many_values_stand_between_semicolons(run: Run, write: Write, catalogue: Catalogue) -> None:
    write("a.txt", TEXT)
    write("manifest.csv", "file,tags,title\na.txt,steel; scan;,One; two\n")

    run()

    assert only(catalogue).all("tag") == ("steel", "scan")
    assert only(catalogue).title == "One; two"


def test_a_manifest_above_names_files_in_subfolders(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("housing/a.txt", TEXT)
    write("manifest.csv", "file,year\nhousing/a.txt,2009\n")

    run()

    assert only(catalogue).first("year") == "2009"


def test_the_nearest_manifest_that_names_the_file_counts(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("housing/a.txt", TEXT)
    write("manifest.csv", "file,year,city\nhousing/a.txt,2009,Wien\n")
    write("housing/manifest.csv", "file,year\na.txt,2011\n")

    run()

    assert (only(catalogue).first("year"), only(catalogue).all("city")) == ("2011", ())


def test_a_file_given_alone_is_described_by_the_same_manifest(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    file = write("housing/a.txt", TEXT)
    write("manifest.csv", "file,year\nhousing/a.txt,2009\n")

    run(roots=[file])

    assert only(catalogue).first("year") == "2009"
    assert run().unchanged == 1


def test_a_files_own_sidecar_goes_before_the_manifest(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.txt", TEXT)
    write("manifest.csv", "file,year,kind\na.txt,2009,leaflet\n")
    write("a.txt.meta.toml", 'year = 2010\ncity = ["Wien", "Zagreb"]\n')

    run()

    assert only(catalogue).first("year") == "2010"
    assert only(catalogue).all("city") == ("Vienna", "Zagreb")
    assert only(catalogue).first("kind") == "info sheet"


def test_a_changed_row_has_only_its_own_file_read_again(run: Run, write: Write) -> None:
    write("a.txt", TEXT)
    write("b.txt", TEXT + " And more.")
    write("manifest.csv", "file,year\na.txt,2009\nb.txt,2009\n")
    run()

    write("manifest.csv", "file,year\nb.txt,2010\na.txt,2009\n")
    report = run()

    assert (report.updated, report.unchanged) == (1, 1)


def test_unknown_columns_are_named_in_one_warning(run: Run, write: Write) -> None:
    write("a.txt", TEXT)
    write("manifest.csv", "file,colour,pages,size\na.txt,red,3,12\n")

    (warning,) = run().warnings

    assert "colour, size" in warning


def test_rows_that_name_no_file_are_told(run: Run, write: Write) -> None:
    write("a.txt", TEXT)
    write("manifest.csv", "file,year\na.txt,2009\nb.txt,2009\n")

    (warning,) = run().warnings

    assert "b.txt" in warning


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("manifest.csv", b"file,city\na.txt,K\xf6ln\n"),
        ("manifest.csv", b"name,city\na.txt,Wien\n"),
        ("a.txt.meta.toml", b"year = = 3"),
        ("a.txt.meta.toml", b'colour = "red"'),
    ],
)
def test_a_sidecar_that_cannot_be_read_is_a_warning_and_keeps_what_it_said(
    run: Run, write: Write, catalogue: Catalogue, name: str, content: bytes
) -> None:
    write("a.txt", TEXT)
    good = "file,year\na.txt,2009\n" if name == "manifest.csv" else 'year = "2009"'
    write(name, good)
    run()

    write(name, content)
    report = run()

    assert len(report.warnings) == 1
    assert (report.unchanged, only(catalogue).first("year")) == (1, "2009")


def test_a_file_read_while_its_sidecar_is_broken_is_read_again_when_it_is_whole(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.txt", TEXT)
    write("manifest.csv", "file,year\na.txt,2009\n")
    run()
    write("manifest.csv", b"\xff\xff")
    write("a.txt", TEXT + " And more.")
    run()

    write("manifest.csv", "file,year\na.txt,2009\n")
    run()

    assert only(catalogue).first("year") == "2009"


@pytest.mark.parametrize(
    ("manifest", "field", "value"),
    [
        ("file,published_on\na.txt,31.12.2010\n", "published_on", "2010-12-31"),
        ("file,published_on\na.txt,12/31/2010\n", "published_on", "2010-12-31"),
        ("file,published_on\nb.txt,12/31/2010\na.txt,03/04/2011\n", "published_on", "2011-03-04"),
        ('file,published_on\na.txt,"May 1, 2011"\n', "published_on", "2011-05-01"),
        ("file,published_on\na.txt,May 2011\n", "year", "2011"),
        ("file,date\na.txt,31.12.2010\n", "year", "2010"),
        ("file,year\na.txt,40543\n", "year", "2010"),
        ("file,year\na.txt,c. 2010\n", "year", "2010"),
        ("file,year\na.txt,2010/2011\n", "year", "2010"),
        ("sep=;\r\nfile;year\r\na.txt;2010\r\n", "year", "2010"),
        ("\n\n,,\nfile,year\na.txt,2010\n", "year", "2010"),
    ],
)
def test_a_manifest_is_read_as_people_write_it(
    run: Run, write: Write, catalogue: Catalogue, manifest: str, field: str, value: str
) -> None:
    write("a.txt", TEXT)
    write("manifest.csv", manifest)

    assert not [said for said in run().warnings if "a.txt" not in said and "write" in said]
    assert only(catalogue).first(field) == value


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("year", "soon", "row 2, column year: 'soon' cannot be read as a year; write 2011."),
        ("published_on", "soon", "row 2, column published_on: 'soon' cannot be read as a date"),
        ("published_on", "03/04/2011", "03/04/2011 may be two days; write 2011-12-31."),
    ],
)
def test_a_date_that_cannot_be_read_is_a_warning(
    run: Run, write: Write, catalogue: Catalogue, column: str, cell: str, said: str
) -> None:
    write("a.txt", TEXT)
    write("manifest.csv", f"file,{column}\na.txt,{cell}\n")

    assert [one for one in run().warnings if said in one]
    assert only(catalogue).all("published_on") == ()


def test_where_there_is_no_date_nothing_is_said(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.txt", TEXT)
    write("manifest.csv", "file,year\na.txt,n.d.\n")

    assert not run().warnings
    assert only(catalogue).all("year") == ()
