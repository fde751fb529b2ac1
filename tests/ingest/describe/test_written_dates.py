import pytest

from ingest.describe.written_dates import Written, is_month_first, read_date


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [
        ("2010", "2010", ""),
        ("2010.0", "2010", ""),
        ("2010-12-31", "2010", "2010-12-31"),
        ("2010-12-31 00:00:00", "2010", "2010-12-31"),
        ("2010/12/31", "2010", "2010-12-31"),
        ("2010-12", "2010", ""),
        ("31.12.2010", "2010", "2010-12-31"),
        ("01.02.2011", "2011", "2011-02-01"),
        ("31/12/2010", "2010", "2010-12-31"),
        ("12/31/2010", "2010", "2010-12-31"),
        ("05/05/2010", "2010", "2010-05-05"),
        ("12/2010", "2010", ""),
        ("May 1, 2011", "2011", "2011-05-01"),
        ("1. Mai 2011", "2011", "2011-05-01"),
        ("1er mai 2011", "2011", "2011"),
        ("3rd Sept. 2011", "2011", "2011"),
        ("1 de mayo de 2011", "2011", "2011-05-01"),
        ("Dezember 2011", "2011", ""),
        ("40543", "2010", "2010-12-31"),
        ("40543.0", "2010", "2010-12-31"),
        ("c. 2010", "2010", ""),
        ("[2010?]", "2010", ""),
        ("2010/2011", "2010", ""),
        ("2010–11", "2010", ""),
        ("published in 2010", "2010", ""),
        ("31.02.2010", "2010", ""),
        ("soon", "", ""),
        ("13/2010", "", ""),
        ("2009 or 2011", "", ""),
        ("٢٠١٠", "", ""),
        ("²010", "", ""),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, year: str, day: str) -> None:
    found = read_date(text)

    assert (found.year, found.day if day != year else year) == (year, day)


def test_a_date_that_may_be_two_days_is_open_until_its_column_tells() -> None:
    assert read_date("03/04/2011") == Written("2011", is_open=True)
    assert read_date("03/04/2011", month_first=True).day == "2011-03-04"
    assert read_date("03/04/2011", month_first=False).day == "2011-04-03"
    assert is_month_first(["12/31/2010", "03/04/2011"]) is True
    assert is_month_first(["31/12/2010", "03/04/2011"]) is False
    assert is_month_first(["03/04/2011", "", "soon"]) is None
    assert is_month_first(["12/31/2010", "31/12/2010"]) is None
