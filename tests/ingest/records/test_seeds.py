"""The pages that the library was first made for, where they are at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.vocabulary import Vocabulary
from ingest.describe.claims import claims_on
from ingest.describe.context import Context
from ingest.extract.plain_text import PlainTextReader
from ingest.merge import decide
from tests.ingest.records.conftest import SEEDS, Parted

Split = Callable[..., Parted]

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not here"),
]


@pytest.fixture
def seed(parted: Split) -> Callable[[int], Parted]:
    def read(number: int) -> Parted:
        (path,) = Path(SEEDS).glob(f"{number:03}_*.txt")
        return parted(PlainTextReader().read(path)[0])

    return read


@pytest.mark.parametrize("number", [0, 2])
def test_a_page_of_prose_stays_whole(seed: Callable[[int], Parted], number: int) -> None:
    assert seed(number).parts == []


def test_the_news_page_holds_seven_news_items_and_one_event(seed: Callable[[int], Parted]) -> None:
    found = seed(3)

    assert found.values("kind") == [["news item"]] * 7 + [["event"]]
    assert found.values("published_on") == [
        ["2017-07-25"], ["2017-07-20"], ["2017-07-11"], ["2017-07-06"], ["2017-06-23"],
        ["2017-06-19"], ["2017-05-30"], [],
    ]  # fmt: skip
    assert [found.values(name)[7] for name in ("start_on", "end_on", "place_mentioned")] == [
        ["2017-10-25"],
        ["2017-10-26"],
        ["Gothenburg"],
    ]


def test_the_two_dates_without_words_are_named(seed: Callable[[int], Parted]) -> None:
    assert [warning[:31] for warning in seed(3).page.warnings] == [
        "'publication date: 21-06-2017' ",
        "'publication date: 01-06-2017' ",
    ]


def test_tags_and_places_of_the_news(seed: Callable[[int], Parted]) -> None:
    found = seed(3)

    assert found.values("tag") == [
        [], ["cooperation", "environment"], [], ["cooperation"], [], [], [], [],
    ]  # fmt: skip
    assert found.values("place_mentioned")[1:4] == [
        ["Thessaloniki", "Amsterdam", "Zurich"],
        [],
        ["Leeds", "Stockholm", "Milan"],
    ]
    assert not any(found.values("city"))


def test_the_introduction_of_the_news_page_is_still_found(seed: Callable[[int], Parted]) -> None:
    matched = seed(3).matched()

    assert "multilevel governance" in matched
    assert "knowledge society" in matched
    assert "Gothenburg" not in matched


def test_the_project_page_lists_seven_publications(
    seed: Callable[[int], Parted], vocabulary: Vocabulary, a_context: Callable[..., Context]
) -> None:
    values = [
        decide(claims_on(part, (), a_context("page.txt", media_type="text/plain"))[0], vocabulary)
        for part in seed(1).parts
    ]

    assert [one.get("kind") for one in values] == [
        ("state-of-the-art report",), *[("case study",)] * 6
    ]  # fmt: skip
    assert [one.get("city", ()) for one in values] == [
        (), ("Vienna",), ("Vienna",), ("Vienna",), ("Zagreb",), ("Prague",), ("Vienna",),
    ]  # fmt: skip
    assert [one["module"][0] for one in values] == [
        "Housing", "Housing", "Equality and diversity", "Intercultural policies",
        "Intercultural policies", "Ethnic entrepreneurship", "Ethnic entrepreneurship",
    ]  # fmt: skip
    assert [one["year"][0] for one in values] == [
        "2007", "2009", "2009", "2010", "2010", "2012", "2012",
    ]  # fmt: skip


def test_the_authors_of_the_publications(seed: Callable[[int], Parted]) -> None:
    found = seed(1)

    assert found.values("author")[0] == [
        "Bosswick, W.", "Fassmann, H.", "Kohlbacher, J.", "Lüken-Klassen, D.",
    ]  # fmt: skip
    assert found.values("author")[4:6] == [
        ["Fassmann, H.", "Görgl, P."],
        ["Cermakova, D.", "Kohlbacher, J."],
    ]
    assert found.values("code")[0] == ["ISBN 3-7001-6042-7"]


def test_the_mapping_table_holds_twelve_networks(seed: Callable[[int], Parted]) -> None:
    found = seed(4)

    assert found.values("network") == [
        [name]
        for name in (
            "At Home in Europe", "Cities of Migration", "CEMR", "CLIP", "EUROCITIES", "ECCAR",
            "EFUS", "SHARE", "IMISCOE", "Intercultural Cities", "The Hague Process", "URBACT",
        )
    ]  # fmt: skip
    assert not any(found.values("city"))
    assert all("<" not in part.pages[0].text for part in found.parts)


def test_the_row_broken_over_a_page_is_whole(seed: Callable[[int], Parted]) -> None:
    text = seed(4).parts[4].pages[0].text

    assert text.startswith("EUROCITIES (WG migration and integration)\nwww.eurocities.eu\n")
    assert text.endswith("(EUROCITIES) with broader mandate than migration issues")


def test_the_text_around_the_table_is_still_found(seed: Callable[[int], Parted]) -> None:
    matched = seed(4).matched()

    assert "declaration of intent" in matched
    assert "newsdetail.cfm?ID_ITEMS=35402" in matched
    assert "Mobilisation for anti-racism" not in matched
