import re
from collections import Counter

import pytest

from corpus.words import LANGUAGES
from ingest.ocr.languages import NAMES, languages_for, languages_named, missing_language
from ingest.ocr.tesseract import NoOcr

HERE = ("deu", "eng", "fra", "osd")


def test_every_language_of_a_page_has_a_name_for_tesseract() -> None:
    assert NAMES.keys() == set(LANGUAGES)
    assert all(re.fullmatch(r"[a-z]{3}", name) for name in NAMES.values())
    assert len(set(NAMES.values())) == len(NAMES)


def test_a_page_is_read_in_the_language_of_its_document() -> None:
    assert languages_for("de", "votes", {"votes": Counter(fr=9)}, HERE) == ("deu",)


def test_where_that_is_unknown_the_collection_tells_it() -> None:
    assert languages_for("", "votes", {"votes": Counter(fr=9, de=1)}, HERE) == ("fra",)


@pytest.mark.parametrize("language", ["", "pl"], ids=["unknown", "not installed"])
def test_else_it_is_read_in_all_that_are_installed(language: str) -> None:
    assert languages_for(language, "", {"votes": Counter(fr=9)}, HERE) == ("fra", "eng", "deu")


def test_of_many_installed_the_most_frequent_are_taken() -> None:
    found = languages_for("", "", {"": Counter(sv=2)}, NAMES.values())

    assert found[0] == "swe"
    assert len(found) == 4


@pytest.mark.parametrize("text", ["deu", "de", "German"])
def test_a_person_names_a_language_in_any_way(text: str) -> None:
    assert languages_named(text, HERE) == ("deu",)


def test_a_person_names_several_languages() -> None:
    assert languages_named("deu+fr", HERE) == ("deu", "fra")


def test_a_language_that_is_not_installed_is_refused_with_what_to_install() -> None:
    with pytest.raises(NoOcr) as refused:
        languages_named("Polish", HERE)

    assert "tesseract-ocr-pol" in refused.value.hint
    assert "osd" not in refused.value.hint


def test_a_document_in_a_language_that_is_not_installed_is_told() -> None:
    assert "Polish" in missing_language("pl", HERE)
    assert missing_language("de", HERE) == missing_language("", HERE) == ""
