"""Files from the field that were read wrongly once, where they are at hand."""

from pathlib import Path

import pytest

from ingest.extract.readers import reader_for
from ingest.media_type import media_type_of

CASES = Path(__file__).resolve().parents[4] / "shared" / "data" / "field_cases"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="the folder of field cases is not here"),
]


def text_of(name: str) -> str:
    path = CASES / name
    read = reader_for(media_type_of(path)).read(path)
    return "\n".join(page.text for one in read for page in one.pages)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("F01/a-form-cookie.html", "zzforma"),
        ("F01/b-form-main.html", "zzformb"),
        ("F01/a.html", "zzmainword"),
        ("F05/e-one-bad-byte-utf8.html", "Möglichkeiten für Flüchtlinge"),
        ("F05/f-one-bad-byte.txt", "Möglichkeiten der Mütter"),
        ("F05/f-utf8-one-bad-byte-pl.html", "głosowanie w Łodzi"),
        ("F05/g-utf8-one-bad-byte-ru.html", "социальное жильё"),
        ("F05/h-utf8-cut.txt", "социальное жильё"),
        ("F07/e-declared-one-undefined-byte.html", "głosowanie w Łodzi"),
        ("F07/k-declared-gb2312.html", "移民住房政策 镕 的报告"),
        ("F11/a-textbox.docx", "\nzzinner\n"),
        ("F11/f-strict.docx", "zzstrict"),
        ("F23/e-aside.html", "zzforme"),
    ],
)
def test_the_words_of_a_file_are_read(name: str, words: str) -> None:
    assert words in text_of(name)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("F01/a-form-cookie.html", "cookies"),
        ("F01/a.html", "zzcookieword"),
        ("F01/a.html", "zznavword"),
        ("F01/a.html", "zzfooterword"),
        ("F01/a.html", "zzrelatedword"),
        ("F10/gdocs-export.docx", "Word Document"),
        ("F11/d-hidden.docx", "zzvanish"),
    ],
)
def test_what_stands_around_is_not(name: str, word: str) -> None:
    assert word not in text_of(name)


def test_a_file_without_properties_has_no_title_of_its_own() -> None:
    path = CASES / "F10/gdocs-export.docx"

    assert [one.claims for one in reader_for(media_type_of(path)).read(path)] == [()]
