import time
from collections.abc import Callable

import pytest

from corpus.document import Claim
from corpus.vocabulary import Vocabulary
from ingest.describe import title_line
from ingest.describe.context import Context
from ingest.describe.series import title_line_at
from ingest.extract.extracted import Extracted

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]


def values(claims: list[Claim], field: str) -> list[str]:
    return [claim.value for claim in claims if claim.field == field]


SAME = [
    "Housing and segregation of migrants – Case study: Vienna, Austria",
    "Housing and segregation of migrants - Case study: Vienna, Austria",
    "Housing and segregation of migrants — Case study: Vienna, Austria",
    "Housing and segregation of migrants: Case study: Vienna, Austria",
    "Housing and segregation of migrants. Case study Vienna, Austria",
    "Housing and segregation of migrants\nCase study: Vienna, Austria",
    "Housing and segregation of\nmigrants – Case study:\nVienna, Austria",
    "Housing and segregation of migrants – Case study: Vienna,\nAustria",
    "HOUSING AND SEGREGATION OF MIGRANTS – CASE STUDY: VIENNA, AUSTRIA",
    "CLIP network\n\nHousing and segregation of migrants – Case study: Vienna, Austria",
]


@pytest.mark.parametrize("text", SAME)
def test_a_case_study_is_known_by_its_title_line(
    an_extract: Extract, a_context: Contexts, text: str
) -> None:
    claims = title_line.describe(an_extract(f"{text}\nSeptember 2009\nText."), a_context())

    assert values(claims, "title")[0] == SAME[0]
    assert values(claims, "city") == ["Vienna"]
    assert values(claims, "country") == ["AT"]
    assert values(claims, "module")[0] == "Housing"
    assert values(claims, "kind")[0] == "case study"


@pytest.mark.parametrize(
    ("written", "city", "country"),
    [
        ("Diputació de Barcelona, Spain", "Barcelona (Diputació)", "ES"),
        ("Dublin, Ireland", "Dublin", "IE"),
        ("Amsterdam, the Netherlands", "Amsterdam", "NL"),
        ("Frankfurt am Main, Germany", "Frankfurt am Main", "DE"),
        ("İzmir, Turkey", "Izmir", "TR"),
        ("Luxembourg, Luxembourg", "Luxembourg City", "LU"),
        ("Kirklees, United Kingdom", "Kirklees", "GB"),
        ("Prague, Czech Republic", "Prague", "CZ"),
        ("Nowhere, Austria", "Nowhere", "AT"),
    ],
)
def test_the_city_may_be_written_in_any_spelling_or_be_unknown(
    an_extract: Extract, a_context: Contexts, written: str, city: str, country: str
) -> None:
    text = f"Ethnic entrepreneurship – Case study: {written}\n2012\nMore text."

    claims = title_line.describe(an_extract(text), a_context())

    assert (values(claims, "city"), values(claims, "country")) == ([city], [country])


@pytest.mark.parametrize(
    "text",
    [
        "x" * 50 + "\n" + "About words. " * 100 + f"\n{SAME[0]}.",
        f"Fassmann, H. (2009), {SAME[0]}.",
        "Case study Vienna shows that rents rose.",
        "The case study: Vienna, Austria is told here in many words.",
        "Stuttgart, Vienna and Zagreb took part.",
    ],
)
def test_a_case_study_that_is_only_mentioned_gives_no_city(
    an_extract: Extract, a_context: Contexts, text: str
) -> None:
    assert values(title_line.describe(an_extract(text), a_context()), "city") == []


@pytest.mark.parametrize("place", ["heading", "title"])
def test_a_title_line_may_stand_in_the_heading_or_in_the_metadata(
    an_extract: Extract, a_context: Contexts, place: str
) -> None:
    extracted = an_extract("Text without a title of its own.", **{place: SAME[0]})

    assert values(title_line.describe(extracted, a_context()), "city") == ["Vienna"]


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        (
            "Housing and integration of migrants in Europe",
            "Housing and integration of migrants in Europe",
            "overview report",
        ),
        (
            "Housing and integration of migrants\nin Europe: Good practice\nguide",
            "Housing and integration of migrants in Europe: Good practice guide",
            "good practice guide",
        ),
        (
            "Housing and integration of migrants in Europe\nGood practice guide",
            "Housing and integration of migrants in Europe",
            "good practice guide",
        ),
    ],
)
def test_an_overview_report_is_known_by_its_title(
    an_extract: Extract, a_context: Contexts, text: str, title: str, kind: str
) -> None:
    claims = title_line.describe(an_extract(f"{text}\n2008\nMore."), a_context())

    assert (values(claims, "title")[0], values(claims, "kind")[0]) == (title, kind)
    assert values(claims, "module")[0] == "Housing"


def test_a_sentence_that_begins_like_an_overview_report_is_none(
    an_extract: Extract, a_context: Contexts
) -> None:
    text = "Housing and integration of migrants in Europe was the first of four reports."

    assert values(title_line.describe(an_extract(text), a_context()), "kind") == []


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Author: Sonia Gsir", ["Sonia Gsir"]),
        ("Authors: D. Čermáková, Josef Kohlbacher", ["D. Čermáková", "Josef Kohlbacher"]),
        ("Authors: A. Ode, B. Ruiz and C. Lee", ["A. Ode", "B. Ruiz", "C. Lee"]),
        ("Authors: Fassmann, H.; Kohlbacher, J.", ["Fassmann, H", "Kohlbacher, J"]),
        ("Autoren: Anna Beil und Bert Ceh", ["Anna Beil", "Bert Ceh"]),
        ("by Heinz Fassmann & Josef Kohlbacher", ["Heinz Fassmann", "Josef Kohlbacher"]),
        ("by the end of the year it was clear", []),
    ],
)
def test_authors_stand_under_the_title(
    an_extract: Extract, a_context: Contexts, line: str, authors: list[str]
) -> None:
    claims = title_line.describe(an_extract(f"{SAME[0]}\n{line}\nText."), a_context())

    assert values(claims, "author") == authors


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("EF/09/492/EN", ["EF09492"]),
        ("Reference no.: EF0794", ["EF0794"]),
        ("EF 07 94", ["EF0794"]),
        ("ef-07-94-en", ["EF0794"]),
        ("EF/07/94/EN", ["EF0794"]),
        ("as the report EF0794 shows", []),
    ],
)
def test_a_code_of_its_own_stands_alone_on_its_line(
    an_extract: Extract, a_context: Contexts, line: str, codes: list[str]
) -> None:
    claims = title_line.describe(an_extract(f"A title\n{line}\nText."), a_context())

    assert values(claims, "code") == codes


@pytest.mark.parametrize(
    ("pages", "codes"),
    [
        (("A title of it", "Imprint\nEF/09/492/EN\nISBN"), ["EF09492"]),
        (("A title of it", "Text.", "Text.", "Text.", "EF/09/492/EN"), ["EF09492"]),
        (("A title of it", "Text.", "Text.", "Other reports\nEF0794\nEF0871"), []),
        (("A title of it\nEF0794", "Imprint\nEF/09/492/EN"), ["EF0794"]),
    ],
)
def test_a_code_may_stand_in_the_imprint_or_on_the_back(
    an_extract: Extract, a_context: Contexts, pages: tuple[str, ...], codes: list[str]
) -> None:
    claims = title_line.describe(an_extract(*pages), a_context())

    assert values(claims, "code") == codes


@pytest.mark.parametrize("blanks", ["\t" * 300, "\n" * 300, "\u00a0\n" * 150, " " * 299 + "\n"])
def test_blanks_before_a_line_are_passed_over_at_once(vocabulary: Vocabulary, blanks: str) -> None:
    before = time.perf_counter()

    for start in range(10):
        assert title_line_at(blanks, start, vocabulary) is None

    assert time.perf_counter() - before < 60
