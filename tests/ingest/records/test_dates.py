import pytest

from ingest.records.dates import Role, days_in, labelled


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("publication date: 25-07-2017", "2017-07-25"),
        ("publication date : 13-08-2018", "2018-08-13"),
        ("Published on 25 July 2017", "2017-07-25"),
        ("Date: 2017-07-25", "2017-07-25"),
        ("Date: 2017-07-25T09:00:00+02:00", "2017-07-25"),
        ("**Published:** July 25, 2017", "2017-07-25"),
        ("Posted on Tuesday, 25 July 2017 at 14:30", "2017-07-25"),
        ("Posted on 25 Jul 2017 by Ana Ruiz", "2017-07-25"),
        ("Veröffentlicht am 25. Juli 2017", "2017-07-25"),
        ("Datum: 25.07.2017, 10 Uhr", "2017-07-25"),
        ("Publié le mardi 25 juillet 2017", "2017-07-25"),
        ("Date de publication : 1er août 2017", "2017-08-01"),
        ("Fecha de publicación: 25 de julio de 2017", "2017-07-25"),
        ("[published: 3rd March 2016]", "2016-03-03"),
    ],
)
def test_a_day_of_publication_is_read_with_any_usual_label(line: str, day: str) -> None:
    found = labelled(line)

    assert found is not None
    assert (found.role, found.days) == (Role.PUBLISHED, (day,))


@pytest.mark.parametrize(
    ("line", "role", "days"),
    [
        ("start date: 25-10-2017", Role.START, ("2017-10-25",)),
        ("Ende: 26.10.2017", Role.END, ("2017-10-26",)),
        ("Date de début : 25 octobre 2017", Role.START, ("2017-10-25",)),
        ("Event date: 25-26 October 2017", Role.HELD, ("2017-10-25", "2017-10-26")),
        ("Date: 30 November – 1 December 2009", Role.HELD, ("2009-11-30", "2009-12-01")),
        ("When: 25-10-2017 to 26-10-2017", Role.HELD, ("2017-10-25", "2017-10-26")),
    ],
)
def test_the_days_of_an_event_are_told_from_one_of_publication(
    line: str, role: Role, days: tuple[str, ...]
) -> None:
    found = labelled(line)

    assert found is not None
    assert (found.role, found.days) == (role, days)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "25 July 2017",
        "date: 2017",
        "date: July 2017",
        "publication date: 31-02-2017",
        "publication date: 25-13-2017",
        "The meeting took place on 25 July 2017",
        "Published: 26 July 2017 - 25 July 2017",
        "Date: ma 25 2017",
        "data " + "9" * 130,
    ],
)
def test_a_line_that_is_no_day_with_a_label_says_nothing(line: str) -> None:
    assert labelled(line) is None


def test_the_author_after_a_day_is_kept() -> None:
    found = labelled("Posted on 25 July 2017 by Ana Ruiz")

    assert found is not None
    assert found.by == "Ana Ruiz"


@pytest.mark.parametrize("text", ["-" * 140, "1 " * 70, "a " * 70, "1-1-" * 30, "july " * 25])
def test_odd_texts_are_no_days(text: str) -> None:
    assert days_in(text) == ()
