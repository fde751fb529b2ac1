"""What the head of a web page and the days on it say."""

import pytest

from ingest.extract.html_claims import META, ONLY_DAY, Head, claims_of


def said(heading: str = "", **head: object) -> set[tuple[str, str]]:
    claims = claims_of(Head(**head), heading)  # type: ignore[arg-type]
    return {(claim.field, claim.value) for claim in claims}


@pytest.mark.parametrize(
    ("name", "content", "claim"),
    [
        ("citation_title", "Housing in Graz", ("title", "Housing in Graz")),
        ("dc:title", "Housing in Graz", ("title", "Housing in Graz")),
        ("dct:issued", "2009-06-15", ("published_on", "2009-06-15")),
        ("dcterms.issued", "2009", ("year", "2009")),
        ("citation_publication_date", "2009/06/15", ("published_on", "2009-06-15")),
        ("citation_author", "Huber, Anna", ("author", "Huber, Anna")),
        ("dcterms.type", "case study", ("kind", "case study")),
        ("dcterms.spatial", "Graz", ("place_mentioned", "Graz")),
        ("dc.identifier", "EF/07/94/EN", ("code", "EF0794")),
        ("eprints.title", "Housing in Graz", ("title", "Housing in Graz")),
    ],
)
def test_the_usual_vocabularies_are_read(name: str, content: str, claim: tuple[str, str]) -> None:
    assert claim in said(meta=((name, content),))


@pytest.mark.parametrize(
    "title",
    ["Housing - City of Graz", "City of Graz | Housing", "City of Graz: Housing", "Housing"],
)
def test_the_name_of_the_site_is_no_part_of_a_title(title: str) -> None:
    site = ("og:site_name", "City of Graz")

    assert said(meta=(site, ("og:title", title)), title=title) == {("title", "Housing")}
    assert said(heading="Housing", title=title) == {("title", "Housing")}


def test_a_site_is_not_taken_off_its_own_page() -> None:
    assert said(meta=(("og:site_name", "City of Graz"),), title="City of Graz") == {
        ("title", "City of Graz")
    }


def test_the_one_day_of_a_page_is_perhaps_that_of_publication() -> None:
    (year, day) = claims_of(Head(times=(("", "2016-03-05"),)), "")

    assert (year.value, day.value, day.confidence) == ("2016", "2016-03-05", ONLY_DAY)


def test_several_days_that_nothing_explains_say_nothing() -> None:
    assert said(times=(("", "2016-03-05"), ("", "2016-03-06"))) == set()


def test_a_day_says_what_happened_on_it() -> None:
    times = (
        ("entry-date published", "2016-03-05"),
        ("dtstart", "2016-04-01"),
        ("dt-end", "2016-04-02"),
    )

    assert said(times=times) == {
        ("year", "2016"),
        ("published_on", "2016-03-05"),
        ("start_on", "2016-04-01"),
        ("end_on", "2016-04-02"),
    }


def test_names_of_meta_tags_are_as_they_are_looked_for() -> None:
    assert all(name == name.strip().lower() for name in META)
