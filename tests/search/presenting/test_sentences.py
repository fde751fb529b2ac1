"""Where sentences, items and lines begin and end is told from a text as it was extracted."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.presenting.sentences import Kind, parts

FULL_LINE = "The council meets twice a year in the old town hall beside the market and"


def told(text: str) -> list[str]:
    return [" ".join(text[part.start : part.end].split()) for part in parts(text)]


def kinds(text: str) -> list[Kind]:
    return [part.kind for part in parts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Rents rose, e.g. in Wien, by half.",
        "See No. 5 of Art. 13 by Dr. J. R. Smith.",
        "Das gilt z. B. Mietern und bzw. Eigentümern.",
        "Am 3. Oktober sind alle Läden zu.",
        "Voir p. 12 du chap. Logement.",
        "Il sig. Rossi abita qui.",
        "Zie bijlage nr. 5 hiervoor.",
        "На ул. Ленина построили дом.",
        "It cost 3.5 million in all.",
        "Who pays (and why?) is not known.",
    ],
)
def test_a_full_stop_within_a_sentence_is_no_end(text: str) -> None:
    assert told(text) == [text]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Rents rose in 2019.", "Few build."],
        ["Who pays?", "¿Quién paga?", "Nobody knows!"],
        ["“Rents rose.”", "(Few build.)", "Why?"],
        ["Il a dit « non. »", "Élise est venue."],
        ["Rents rose.12", "Few build."],
        ["Цены выросли.", "Строят мало."],
        ["هل ترتفع الإيجارات؟", "نعم ترتفع."],
        ["کرایہ بڑھ گیا۔", "گھر کم ہیں۔"],
        ["Wait …", "Then build."],
    ],
)
def test_sentences_end_in_many_languages(sentences: list[str]) -> None:
    assert told(" ".join(sentences)) == sentences


def test_chinese_and_japanese_have_no_blanks_between_sentences() -> None:
    assert told("房租上涨。谁付？没人知道！") == ["房租上涨。", "谁付？", "没人知道！"]


def test_a_heading_is_no_part_of_the_sentence_below_it() -> None:
    text = f"Housing policy\n{FULL_LINE}\nnever decides.\n\nPublic housing\nPoints are awarded."

    assert told(text) == [
        "Housing policy",
        f"{FULL_LINE} never decides.",
        "Public housing",
        "Points are awarded.",
    ]
    assert kinds(text) == [Kind.LINE, Kind.SENTENCE, Kind.LINE, Kind.SENTENCE]


def test_a_heading_after_a_paragraph_is_not_its_last_sentence() -> None:
    text = f"{FULL_LINE} never decides.\nPublic housing\nPoints are awarded to all."

    assert "Public housing" in told(text)


def test_a_full_line_goes_on_also_before_a_capital() -> None:
    text = f"{FULL_LINE}\nVienna sends nobody.\nRents rose."

    assert told(text) == [f"{FULL_LINE} Vienna sends nobody.", "Rents rose."]


def test_items_are_apart_and_without_their_bullets() -> None:
    text = "We will:\n• build flats\nfor all;\n- let them\n\nn\n\nkeep rents low.\n1. Ask.\n2. Act."

    assert told(text) == [
        "We will:", "build flats for all;", "let them", "keep rents low.", "1. Ask.", "2. Act.",
    ]  # fmt: skip
    assert kinds(text)[1:4] == [Kind.ITEM] * 3


def test_lines_of_a_table_are_lines() -> None:
    text = "City\nRent\nVienna\n7.50\nGraz\n6.10"

    assert kinds(text) == [Kind.LINE] * 6


def test_a_page_with_a_blank_line_after_each_is_read_on() -> None:
    text = "\n\n".join([FULL_LINE, "Vienna sends nobody to any of", "them. Rents rose."])

    assert told(text)[-1] == "Rents rose."
    assert len(told(text)) == 2


def test_what_goes_on_from_and_to_other_pages_is_known() -> None:
    text = f"went up again. Rents rose.\n{FULL_LINE}. {FULL_LINE}\nnever"
    first, *_, last = parts(text)

    assert (first.is_begun, first.is_open) == (True, False)
    assert (last.is_begun, last.is_open, last.is_cut) == (False, True, True)


@given(st.text(st.sampled_from("aB1 .\n•-。؟)\u0301"), max_size=400) | st.text(max_size=400))
def test_parts_are_in_order_and_leave_out_only_blanks_and_bullets(text: str) -> None:
    at = 0
    for part in parts(text):
        assert at <= part.start < part.end <= len(text)
        assert not text[part.start].isspace()
        at = part.end
    assert bool(parts(text)) == bool(text.strip())


@pytest.mark.parametrize(
    "text", ["." * 200_000, '."' * 100_000, "\n" * 200_000, ". " * 100_000, "x" * 200_000,
             "a\n" * 30_000, "Rent\n" * 20_000, "1. " * 70_000, ".) " * 70_000]
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    parts(text)

    assert time.process_time() - began < 3
