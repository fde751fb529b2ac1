from collections.abc import Callable

import pytest

from corpus.document import Claim, Page
from ingest.describe import text
from ingest.describe.context import Context
from ingest.describe.language import pages_with_language
from ingest.extract.extracted import Extracted

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]


def values(claims: list[Claim], field: str) -> list[str]:
    return [claim.value for claim in claims if claim.field == field]


@pytest.mark.parametrize(
    ("line", "year", "day"),
    [
        ("September 2009", "2009", []),
        ("29 September 2009", "2009", ["2009-09-29"]),
        ("29. September 2009", "2009", ["2009-09-29"]),
        ("October 12, 2009", "2009", ["2009-10-12"]),
        ("Published: June 2009", "2009", []),
        ("Septiembre 2015", "2015", []),
        ("1er juin 2009", "2009", ["2009-06-01"]),
        ("*June 2009*", "2009", []),
        ("20-07-2017", "2017", ["2017-07-20"]),
        ("2009-09-29", "2009", ["2009-09-29"]),
        ("31.13.2009", "2009", []),
        ("2009", "2009", []),
        ("© European Foundation, 2009", "2009", []),
        ("Sample text: © Polisearch, 2010", "2010", []),
    ],
)
def test_a_date_line_near_the_title_gives_the_year(
    an_extract: Extract, a_context: Contexts, line: str, year: str, day: list[str]
) -> None:
    claims = text.describe(an_extract(f"A report on housing\n{line}\nText."), a_context())

    assert values(claims, "year") == [year]
    assert values(claims, "published_on") == day


@pytest.mark.parametrize(
    "sentence",
    [
        "The last of the meetings was in Tampere in September 2010 whereby networks agreed.",
        "It was shared in Tampere on 10 September 2013.",
        "CLIP ran to 2012.",
        "2006 was the year of the launch",
    ],
)
def test_a_date_in_a_sentence_gives_no_year(
    an_extract: Extract, a_context: Contexts, sentence: str
) -> None:
    assert values(text.describe(an_extract(f"Title\n{sentence}"), a_context()), "year") == []


def test_the_end_of_a_span_of_years_is_no_date(an_extract: Extract, a_context: Contexts) -> None:
    page = "Adoption statement for the Local Plan 2021-\n2038\nText follows."

    assert values(text.describe(an_extract(page), a_context()), "year") == []


def test_a_year_alone_deep_in_a_page_is_a_number_in_a_table(
    an_extract: Extract, a_context: Contexts
) -> None:
    page = "Title of it\n" + "word\n" * 20 + "2009\n"

    assert values(text.describe(an_extract(page), a_context()), "year") == []


def test_the_first_sensible_line_is_a_title_when_nothing_better_is_there(
    an_extract: Extract, a_context: Contexts
) -> None:
    page = "12\nwww.example.org\nJune 2009\nA plan for\nclean air\nText follows."

    assert values(text.describe(an_extract(page), a_context()), "title") == ["A plan for clean air"]


GERMAN = "Die Stadt vermietet ihre Wohnungen an Familien, die lange gewartet haben."
ENGLISH = "The city lets its flats to families who have been waiting for a long time."


def page(number: int, words: str) -> Page:
    return Page(number=number, text=words)


def test_each_page_has_its_own_language() -> None:
    pages, _ = pages_with_language((page(1, GERMAN), page(2, ENGLISH)))

    assert [one.language for one in pages] == ["de", "en"]


def test_a_document_has_every_language_of_a_good_part_of_it() -> None:
    _, claims = pages_with_language((page(1, GERMAN), page(2, ENGLISH)))

    assert sorted(values(claims, "language")) == ["de", "en"]


def test_some_foreign_words_do_not_flip_the_language() -> None:
    many = [page(number, ENGLISH * 3) for number in range(2, 9)]

    _, claims = pages_with_language((page(1, "CONSEIL DE L’EUROPE"), *many))

    assert values(claims, "language") == ["en"]


@pytest.mark.parametrize("words", ["", "12 034 17", "Fig. 3"])
def test_a_page_with_hardly_any_letters_takes_the_language_of_the_document(words: str) -> None:
    pages, _ = pages_with_language((page(1, GERMAN), page(2, words)))

    assert pages[1].language == "de"


def test_a_title_tells_the_language_where_no_page_does() -> None:
    pages, (claim,) = pages_with_language((page(1, "17 4"),), ["", "Die Stadt und ihre Wohnungen"])

    assert (pages[0].language, claim.value, claim.confidence < 0.5) == ("de", "de", True)


def test_a_title_does_not_outvote_the_pages() -> None:
    _, claims = pages_with_language((page(1, ENGLISH),), ["Die Stadt und ihre Wohnungen"])

    assert values(claims, "language") == ["en"]


def test_what_is_left_out_of_a_page_does_not_tell_its_language() -> None:
    bilingual = Page(number=1, text=GERMAN + ENGLISH, left_out=((0, len(GERMAN)),))

    assert [one.language for one in pages_with_language((bilingual,))[0]] == ["en"]


def test_a_document_without_letters_has_no_language() -> None:
    pages, claims = pages_with_language((page(1, "17 4"), page(2, "")))

    assert ([one.language for one in pages], claims) == (["", ""], [])


@pytest.mark.parametrize(
    ("media_type", "page", "confidence"),
    [
        ("application/pdf", Page(number=1, text="The council builds homes."), 0.2),
        ("application/pdf", Page(number=1, text="The council builds homes.", is_ocr=True), 0.4),
        ("text/plain", Page(number=1, text="The council builds homes."), 0.4),
    ],
)
def test_the_first_line_of_a_pdf_is_hardly_a_title_where_its_looks_told_none(
    a_context: Contexts, media_type: str, page: Page, confidence: float
) -> None:
    claims = text.describe(Extracted(pages=(page,)), a_context(media_type=media_type))

    assert [c.confidence for c in claims if c.field == "title"] == [confidence]


def test_a_quotation_is_no_title(an_extract: Extract, a_context: Contexts) -> None:
    said = an_extract("“Hope is what we are where we build”\nHousing in the town")

    assert values(text.describe(said, a_context()), "title") == ["Housing in the town"]
