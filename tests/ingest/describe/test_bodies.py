import time
from collections.abc import Callable

import pytest

from corpus.vocabulary import Network, Vocabulary
from ingest.describe import bodies
from ingest.describe.context import Context
from ingest.extract.extracted import Extracted

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]

EFMS = "european forum for migration studies (efms), University of Bamberg"
ISR = "Institute for Urban and Regional Research (ISR), Austrian Academy of Sciences"
COMPAS = "Centre on Migration, Policy and Society (COMPAS), University of Oxford"
IMES = "Institute for Migration and Ethnic Studies (IMES), University of Amsterdam"
EUROFOUND = "European Foundation for the Improvement of Living and Working Conditions"
ABOUT = (
    "Five institutes carry out studies: the european forum for migration studies (efms) in\n"
    "Bamberg, the Institute for Urban and Regional Research in Vienna, the Institute for\n"
    "Migration and Ethnic Studies in Amsterdam, FIERI in Turin and, in Swansea, the Centre\n"
    "for Migration Policy Research."
)


def values(extracted: Extracted, context: Context, field: str) -> list[str]:
    return [c.value for c in bodies.describe(extracted, context) if c.field == field]


@pytest.mark.parametrize(
    ("line", "institutes"),
    [
        ("efms, Bamberg", [EFMS]),
        ("EFMS", [EFMS]),
        ("Heinz Fassmann, Institute for Urban and Regional Research", [ISR]),
        ("Institut für Stadt- und Regionalforschung", [ISR]),
        ("Centre on Migration Policy and Society", [COMPAS]),
        ("COMPAS, University of Oxford", [COMPAS]),
        ("A compas shows the north", []),
        ("Das IST ein Text", []),
        ("University of Amsterdam", []),
        ("The group of researchers is led by two people and the IMES in Amsterdam", []),
        ("IMES and COMPAS", []),
    ],
)
def test_an_institute_stands_on_a_line_of_the_title_page(
    an_extract: Extract, a_context: Contexts, line: str, institutes: list[str]
) -> None:
    extracted = an_extract(f"A title of a report\n{line}\n2009\nText.")

    assert values(extracted, a_context(), "institute") == institutes


def test_the_institutes_of_a_network_are_not_those_of_the_authors(
    an_extract: Extract, a_context: Contexts
) -> None:
    lines = "\n".join(["A title", "EFMS", "IMES", "COMPAS", "FIERI", "CEDEM"])

    assert values(an_extract(f"{ABOUT}\n"), a_context(), "institute") == []
    assert values(an_extract(lines), a_context(), "institute") == []


def test_an_imprint_names_an_institute_where_the_cover_does_not(
    an_extract: Extract, a_context: Contexts
) -> None:
    extracted = an_extract("A title of a report", "© 2009\nIMES, Amsterdam\nISBN 1", "Text.")

    assert values(extracted, a_context(), "institute") == [IMES]


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        (
            f"© {EUROFOUND}, 2009",
            ["Eurofound"],
        ),
        ("© Council of Europe, 2010", ["Council of Europe"]),
        ("Published by Eurofound", ["Eurofound"]),
        ("Herausgeber: Europarat", ["Council of Europe"]),
        ("Publisher: A Small Press", ["A Small Press"]),
        (
            f"{EUROFOUND}, Wyattville Road, Loughlinstown, Dublin 18",
            ["Eurofound"],
        ),
        ("Published by popular demand", []),
        ("© Somebody, 2009", []),
        ("the European Foundation for Quality Management, Brussels", []),
        ("Eurofound, Vienna and Amsterdam met", []),
    ],
)
def test_a_publisher_stands_in_the_imprint(
    an_extract: Extract, a_context: Contexts, line: str, publisher: list[str]
) -> None:
    extracted = an_extract(f"A title of a report\n{line}\n")

    assert values(extracted, a_context(), "publisher") == publisher


@pytest.mark.parametrize(
    ("title", "network"),
    [
        ("European network of cities for local integration policies for migrants", ["CLIP"]),
        ("CLIP info sheet", ["CLIP"]),
        ("C L I P Network", ["CLIP"]),
        ("How to clip a hedge", []),
        ("SHARE: cities that welcome", ["SHARE"]),
        ("Cities share ideas", []),
        ("Intercultural Cities index", ["Intercultural Cities"]),
    ],
)
def test_a_title_names_a_network(
    an_extract: Extract, a_context: Contexts, title: str, network: list[str]
) -> None:
    extracted = an_extract("Text of the page.", heading=title)

    assert values(extracted, a_context(), "network") == network


@pytest.mark.parametrize(
    "page",
    [
        "About CLIP\nThe network is supported by the European Network Against Racism (ENAR).",
        "1 About CLIP\nText.",
        "## About CLIP\nText.",
        "CLIP network\nText.",
        "Über CLIP\nText.",
    ],
)
def test_a_page_about_a_network_says_whose_the_document_is(
    an_extract: Extract, a_context: Contexts, page: str
) -> None:
    assert values(an_extract("A title", page, "Text."), a_context(), "network") == ["CLIP"]


def test_a_network_that_is_mentioned_is_not_the_documents(
    an_extract: Extract, a_context: Contexts
) -> None:
    text = "A title\nNetworks: URBACT, Cities of Migration, European Forum for Urban Security."

    assert values(an_extract(text), a_context(), "network") == []


def test_the_only_network_of_the_opening_is_the_documents(
    an_extract: Extract, a_context: Contexts
) -> None:
    text = "A title\nEuropean network of cities for local integration policies for migrants\nText."

    assert values(an_extract(text), a_context(), "network") == ["CLIP"]


def test_a_network_without_a_title_is_not_everybodys(
    an_extract: Extract, a_context: Contexts
) -> None:
    own = Vocabulary(networks=(Network(name="Rivers"),))

    assert values(an_extract("Text.", heading="A title"), a_context(names=own), "network") == []
    assert values(an_extract("Text.", heading="Rivers"), a_context(names=own), "network") != []


def test_a_hostile_page_is_read_in_little_time(an_extract: Extract, a_context: Contexts) -> None:
    hostile = "© " * 50_000 + "about \n" * 50_000 + "network" * 50_000 + "published by " * 50_000
    before = time.process_time()

    bodies.describe(an_extract(hostile, " \n" * 100_000 + "© "), a_context())

    assert time.process_time() - before < 60
