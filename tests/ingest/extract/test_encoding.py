"""Text is decoded as browsers do it; what nothing declares is guessed where that is sure."""

import time
from pathlib import Path

import pytest

from ingest.extract.encoding import decoded
from ingest.extract.plain_text import PlainTextReader
from ingest.media_type import PLAIN_TEXT, media_type_of

GERMAN = (
    "Die Stadt Zürich fördert Mütter und Väter, berät über Möglichkeiten und gewährt Zuschüsse."
)
POLISH = "Sprawozdanie o głosowaniu: żłobki, świetlice, opłaty w mieście i społeczność"
RUSSIAN = (
    "Администрация города поддерживает переселенцев: обучение, социальное жильё и "
    "здравоохранение. Семьи долго ждали квартиры, и город сдаёт им жильё."
)


@pytest.mark.parametrize("declared", ["", "utf-8", "UTF8", "no-such"])
def test_utf_8_with_one_bad_byte_stays_utf_8(declared: str) -> None:
    data = GERMAN.encode() + b" \x96 " + RUSSIAN.encode()

    assert decoded(data, declared) == f"{GERMAN} \ufffd {RUSSIAN}"


def test_a_character_that_is_cut_off_costs_only_itself() -> None:
    assert decoded(RUSSIAN.encode() + "ё".encode()[:1]) == f"{RUSSIAN}\ufffd"


def test_a_declared_encoding_is_kept_in_spite_of_one_bad_byte() -> None:
    data = POLISH.encode("cp1250") + b" \x98"

    assert decoded(data, "windows-1250") == f"{POLISH} �"


def test_a_declaration_that_fits_nothing_is_none() -> None:
    assert decoded(GERMAN.encode("cp1252"), "utf-8") == GERMAN
    assert decoded(RUSSIAN.encode(), "shift_jis") == RUSSIAN


@pytest.mark.parametrize(
    ("label", "text", "encoding"),
    [
        ("gb2312", "移民住房政策 镕 的报告", "gbk"),
        ("latin1", "a “fair” rent – €300", "cp1252"),
        ("us-ascii", "a “fair” rent – €300", "cp1252"),
        ("iso-8859-9", "İstanbul’da “kira”", "cp1254"),
        ("ks_c_5601-1987", "서울 주택 뷁", "cp949"),
        ("x-sjis", "東京の①住宅", "cp932"),
        ("x-mac-cyrillic", RUSSIAN, "mac_cyrillic"),
        ("koi8-u", RUSSIAN, "koi8-u"),
    ],
)
def test_a_label_means_what_browsers_take_it_for(label: str, text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), label) == text


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8_r", "mac_cyrillic"])
def test_russian_in_an_alphabet_of_its_time_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(RUSSIAN.encode(encoding))

    assert media_type_of(path) == PLAIN_TEXT
    assert PlainTextReader().read(path)[0].pages[0].text == RUSSIAN


@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252"])
def test_german_of_a_mac_is_told_from_that_of_windows(encoding: str) -> None:
    assert decoded(GERMAN.encode(encoding)) == GERMAN


def test_a_doubt_is_windows_1252() -> None:
    assert decoded("Liège".encode("cp1252")) == "Liège"
    assert decoded("“Fair” rents – £300".encode("cp1252")) == "“Fair” rents – £300"


def test_a_large_file_is_guessed_in_little_time() -> None:
    before = time.process_time()

    decoded(bytes(range(128, 256)) * 40_000)

    assert time.process_time() - before < 30
