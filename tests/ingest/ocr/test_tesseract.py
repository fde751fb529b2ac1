import time
from typing import Any

import pytest

from ingest.ocr.tesseract import NoOcr, find_tesseract, text_in

HEAD = "level\tpage_num\n"


def row(text: str, sure: float = 95, *, line: int = 1, paragraph: int = 1) -> str:
    return f"5\t1\t1\t{paragraph}\t{line}\t1\t0\t0\t9\t9\t{sure}\t{text}\n"


def test_words_stand_in_their_lines_and_paragraphs() -> None:
    table = HEAD + row("Housing") + row("policy") + row("in", line=2) + row("Vienna", paragraph=2)

    assert text_in(table) == "Housing policy\nin\n\nVienna"


def test_a_word_broken_at_a_line_end_is_made_whole() -> None:
    table = HEAD + row("the") + row("integra-") + row("tion", line=2) + row("of", line=2)

    assert "integration" in text_in(table)


def test_what_tesseract_sees_in_a_photograph_is_no_text() -> None:
    assert text_in(HEAD + row("ae", 30) + row("Peet", 45) + row("lit", 20)) == ""


def test_dust_and_lines_are_left_out_and_unsure_words_stay() -> None:
    table = HEAD + row("Housing") + row("~~", 40) + row("pollcy", 25) + row("in") + row("Vienna")

    assert text_in(table) == "Housing pollcy in Vienna"


def test_marks_alone_are_no_text() -> None:
    assert text_in(HEAD + row("—") + row("|")) == ""


@pytest.mark.parametrize(
    "table", ["", "nonsense", HEAD + "5\t1\n", HEAD + row("x").replace("95", "?")]
)
def test_any_table_is_read(table: str) -> None:
    assert text_in(table) == ""


def test_a_huge_table_is_read_in_time() -> None:
    table = HEAD + row("a-" * 50_000) + row("word", line=2) * 100_000
    began = time.perf_counter()

    assert text_in(table)
    assert time.perf_counter() - began < 60


def test_the_program_and_its_languages_are_found(tesseract: Any) -> None:
    found = find_tesseract()

    assert found.languages == ("deu", "eng", "fra", "osd")
    assert found.version() == "5.3.0"


def test_without_the_program_a_person_is_told_what_to_install(
    tesseract: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(NoOcr, match="tesseract") as refused:
        find_tesseract()
    assert "apt install" in refused.value.hint


def test_without_a_language_it_is_as_if_it_were_not_there(tesseract: Any) -> None:
    tesseract.knows("osd")

    with pytest.raises(NoOcr, match="no language"):
        find_tesseract()


def test_without_the_extra_a_person_is_told_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pytesseract", None)

    with pytest.raises(NoOcr) as refused:
        find_tesseract()
    assert "polisearch[ocr]" in refused.value.hint
