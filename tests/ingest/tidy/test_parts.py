"""Pages are told apart: contents, references, persons met, and what every report repeats."""

from collections.abc import Callable

import pytest

from corpus.document import Page, Part
from ingest.media_type import DOCX, PLAIN_TEXT

Tidied = Callable[..., tuple[Page, ...]]

BODY = "The council lets flats by points. A family waits two years for four rooms."
CONTENTS = """Contents
1 Housing in Vienna ........ 3
2 Who lets flats ........ 4
3 Who waits ........ 5
4 References ........ 6"""
REFERENCES = """References
Fassmann, H. (2007), Housing and segregation, Vienna, p. 12
Kohlbacher, J. (2009), Renting in Vienna, https://example.org
Perchinig, B. (2010), Who is a citizen, pp. 3-9"""
ABOUT = """About CLIP
In 2006 cities founded a network. It has more than thirty members.
CLIP cities
Amsterdam (NL), Antwerp (BE), Arnsberg (DE), Athens (GR), Barcelona (ES)."""


def parts(pages: tuple[Page, ...]) -> list[Part]:
    return [page.part for page in pages]


def test_contents_and_references_are_told_from_the_body(tidy: Tidied) -> None:
    pages = tidy("Title", CONTENTS, BODY, BODY, BODY, REFERENCES)

    assert parts(pages) == ["", "contents", "", "", "", "bibliography"]
    assert pages[1].matched == CONTENTS


def test_contents_without_a_heading_are_known_by_their_shape(tidy: Tidied) -> None:
    assert parts(tidy("Title", CONTENTS.partition("\n")[2], BODY))[1] is Part.CONTENTS


@pytest.mark.parametrize(
    "heading",
    ["Bibliography", "7. REFERENCES", "Annex 2: Literature", "Literaturverzeichnis",
     "Références bibliographiques", "Bibliografía", "Riferimenti bibliografici", "Bronnen:"],
)  # fmt: skip
def test_references_have_a_heading_in_many_languages(tidy: Tidied, heading: str) -> None:
    text = REFERENCES.replace("References", heading, 1)

    assert parts(tidy(BODY, BODY, text))[2] is Part.BIBLIOGRAPHY


def test_references_go_on_over_pages_until_they_end(tidy: Tidied) -> None:
    more = REFERENCES.partition("\n")[2]

    assert parts(tidy(BODY, BODY, REFERENCES, more, BODY)) == [
        "", "", "bibliography", "bibliography", "",
    ]  # fmt: skip


def test_a_word_for_references_under_a_picture_begins_none(tidy: Tidied) -> None:
    page = f"{BODY}\n{BODY}\n{BODY}\nSources\nRents by year\n{BODY}"

    assert parts(tidy("Title", page, BODY, BODY, BODY, BODY))[1] is Part.BODY


def test_a_list_of_persons_met_is_told(tidy: Tidied) -> None:
    people = "Persons interviewed\nAna Ruiz, housing office\nJan Ode, tenants' union"

    assert parts(tidy(BODY, BODY, people))[2] is Part.INTERVIEWS


def test_boilerplate_on_a_page_of_its_own_is_not_matched(tidy: Tidied) -> None:
    pages = tidy("Case study: Vienna", ABOUT, BODY * 5)

    assert parts(pages) == ["", "boilerplate", ""]
    assert pages[1].matched.strip() == ""
    assert pages[1].text == ABOUT


def test_boilerplate_on_a_page_with_more_is_left_out_alone(tidy: Tidied) -> None:
    text = f"{BODY}\n{ABOUT}\nHousing policy\n{BODY * 5}"
    page = tidy("Title", text, BODY)[1]

    assert page.part is Part.BODY
    assert "Amsterdam" not in page.matched
    assert page.matched.startswith(BODY)
    assert page.matched.endswith(f"Housing policy\n{BODY * 5}")


def test_a_document_about_itself_is_matched(tidy: Tidied) -> None:
    (page,) = tidy(ABOUT, media_type=PLAIN_TEXT)

    assert page.matched == ABOUT
    assert page.part is Part.BODY


def test_a_document_that_is_mostly_boilerplate_is_matched(tidy: Tidied) -> None:
    pages = tidy("Vienna", ABOUT, "One line.")

    assert pages[1].matched == ABOUT


def test_the_title_page_of_a_case_study_is_matched(tidy: Tidied) -> None:
    title = "Housing – Case study: Vienna, Austria\nEurofound, Wyattville Road, Dublin 18"

    assert tidy(title, ABOUT, BODY * 5)[0].matched == title


def test_sections_of_a_text_are_told_by_their_labels(tidy: Tidied) -> None:
    about, cities = ABOUT.split("CLIP cities")
    pages = tidy(
        "Vienna", about, cities, BODY * 5, REFERENCES,
        labels=("Vienna", "About CLIP", "CLIP cities", "Housing", "References"),
        media_type=DOCX, heading="Vienna",
    )  # fmt: skip

    assert parts(pages) == ["", "boilerplate", "boilerplate", "", "bibliography"]
    assert [page.section for page in pages][3:] == ["Housing", "References"]
    assert pages[2].matched.strip() == ""


def test_a_section_within_boilerplate_means_nothing_elsewhere(tidy: Tidied) -> None:
    pages = tidy(
        BODY, BODY, labels=("Housing", "Working methods"), media_type=DOCX, heading="Vienna"
    )

    assert parts(pages) == ["", ""]
    assert pages[1].matched == BODY
