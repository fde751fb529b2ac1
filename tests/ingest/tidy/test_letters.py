"""Letters are what was meant, and good text stays what it is."""

import pytest

from ingest.tidy.letters import well_encoded, without_ligatures


def test_every_ligature_is_letters() -> None:
    assert without_ligatures("ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ") == "ff fi fl ffi ffl st st"


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("LiÃ¨ge and MÃ¼nchen", "Liège and München"),
        ("the cityâ€™s plan", "the city’s plan"),
        ("WrocÅ‚aw, Ä°zmir", "Wrocław, İzmir"),
        ("A good line: São Paulo\nand FrÃ¤nkisch", "A good line: São Paulo\nand Fränkisch"),
    ],
)
def test_text_decoded_twice_is_put_right(bad: str, good: str) -> None:
    assert well_encoded(bad) == good


@pytest.mark.parametrize(
    "text",
    [
        "NÃO É FÁCIL: INFORMAÇÃO E EDUCAÇÃO",
        "Ärzte, Öfen – „Übung“, Århus, Île-de-France",
        "Čeština, Ðuro, Ñandú, â, Â",
        "Правительство Москвы",
        "“quoted” ‘words’, 3 × 4 ± 1 °C, §§",
    ],
)
def test_good_text_is_left_alone(text: str) -> None:
    assert well_encoded(text) == text


def test_a_line_and_a_page_too_long_to_be_language_are_left_alone() -> None:
    line, page = "Ã©" * 10_000, "LiÃ¨ge\n" * 50_000

    assert well_encoded(line) == line
    assert well_encoded(page) == page
