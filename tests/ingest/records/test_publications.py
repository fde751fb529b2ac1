"""Lists of publications."""

from collections.abc import Callable

import pytest

from corpus.vocabulary import Vocabulary
from ingest.describe.claims import claims_on
from ingest.describe.context import Context
from ingest.merge import decide
from ingest.records.citation import citation
from ingest.records.persons import persons_in
from tests.ingest.records.conftest import Parted

Split = Callable[..., Parted]

FIRST = (
    "Huber A., Novak B. u. C. van Dam: Gardens for All. A State-of-the-Art Report. City Papers 12."
    " Graz, Verlag der Gartenfreunde 2005. ISBN 3-1234-5678-9"
)
ENTRIES = (
    FIRST,
    "Novak, B. & A. Huber (2009), Ethnic entrepreneurship. Case study Zagreb, Croatia.",
    "van Dam, C., A. Huber & B. Novak (2011). Parks at night. Utrecht: Stroom Press.",
)
LISTED = "Our garden group\n\nWe write about gardens since 2001.\n\n" + "\n\n".join(ENTRIES)


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Huber A., Novak B. u. C. van Dam", ["Huber, A.", "Novak, B.", "van Dam, C."]),
        ("Huber, A. & B. Novak", ["Huber, A.", "Novak, B."]),
        ("Huber, A., B. Novak & C. Dam", ["Huber, A.", "Novak, B.", "Dam, C."]),
        ("Huber, A., B. Novak", ["Huber, A.", "Novak, B."]),
        ("Lüken-Klaßen, D.; Huber, A.-M.", ["Lüken-Klaßen, D.", "Huber, A.-M."]),
        ("Anna Huber and Bora Novak", ["Huber, Anna", "Novak, Bora"]),
        ("Huber, Anna and Novak, Bora", ["Huber, Anna", "Novak, Bora"]),
        ("Huber, A. et al.", ["Huber, A."]),
        ("Huber, A. (Hg.)", ["Huber, A."]),
        ("The city of Graz", []),
        ("In this report, we ask", []),
        ("", []),
    ],
)
def test_persons_are_written_surname_first_and_in_order(text: str, persons: list[str]) -> None:
    assert persons_in(text) == persons


def test_each_entry_is_a_publication(parted: Split) -> None:
    found = parted(LISTED)

    assert found.titles() == [
        "Gardens for All. A State-of-the-Art Report",
        "Ethnic entrepreneurship. Case study Zagreb, Croatia",
        "Parks at night",
    ]
    assert found.values("author") == [
        ["Huber, A.", "Novak, B.", "van Dam, C."],
        ["Novak, B.", "Huber, A."],
        ["van Dam, C.", "Huber, A.", "Novak, B."],
    ]
    assert found.values("year") == [["2005"], ["2009"], ["2011"]]
    assert found.values("publisher") == [["Verlag der Gartenfreunde"], [], ["Stroom Press"]]
    assert found.values("code") == [["ISBN 3-1234-5678-9"], [], []]
    assert [part.pages[0].text for part in found.parts] == list(ENTRIES)
    assert found.matched() == "Our garden group We write about gardens since 2001."


def test_the_title_of_an_entry_tells_what_it_is_about(
    parted: Split, vocabulary: Vocabulary, a_context: Callable[..., Context]
) -> None:
    (page, *_) = [parted(LISTED).parts[1]]
    claims, _ = claims_on(page, (), a_context("list.txt", media_type="text/plain"))
    values = decide(claims, vocabulary)

    assert values["kind"] == ("case study",)
    assert values["module"] == ("Ethnic entrepreneurship",)
    assert values["city"] == ("Zagreb",)
    assert values["year"] == ("2009",)


def test_an_entry_may_be_broken_over_lines_and_numbered(parted: Split) -> None:
    text = "Publications\n\n" + "\n".join(
        f"{number}. {entry[:60]}\n{entry[60:]}" for number, entry in enumerate(ENTRIES, start=1)
    )

    assert parted(text.replace("\n ", "\n")).titles()[2] == "Parks at night"


@pytest.mark.parametrize("heading", ["References", "Bibliography", "Literatur", "Sources"])
def test_the_sources_of_a_text_are_no_list_of_publications(parted: Split, heading: str) -> None:
    assert parted(f"Gardens\n\n{heading}\n\n" + "\n\n".join(ENTRIES)).parts == []


def test_entries_that_the_text_cites_are_its_sources(parted: Split) -> None:
    text = "Parks matter (van Dam et al. 2011), and shops too (Novak/Huber 2009).\n\n"

    assert parted(text + "\n\n".join(ENTRIES)).parts == []


def test_two_entries_are_no_list(parted: Split) -> None:
    assert parted("Gardens\n\n" + "\n\n".join(ENTRIES[:2])).parts == []


@pytest.mark.parametrize(
    "entry",
    [
        "Huber, A. said in 2009 that gardens grow.",
        "Huber, A.: no year is given here",
        "Huber, A. (2009)",
        "(2009), Gardens for all of us",
        "The council (2009), Gardens for all of us.",
        "Huber, A. (2009), " + "word " * 400,
    ],
)
def test_what_is_no_entry_is_none(entry: str, vocabulary: Vocabulary) -> None:
    assert citation(entry, vocabulary) is None


@pytest.mark.parametrize(
    "hostile",
    ["A. " * 400, "Aa, " * 300, "A.-" * 400, "Aa-" * 400, "(" * 1_200, "Huber, A. (2009) " * 70,
     "van " * 300, "Aa B" * 300, "Huber A. " + ". a" * 390],
)  # fmt: skip
def test_a_hostile_entry_takes_no_time(hostile: str, vocabulary: Vocabulary) -> None:
    assert citation(hostile[:1_200], vocabulary) is None or len(hostile) > 0
