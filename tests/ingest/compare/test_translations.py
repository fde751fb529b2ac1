"""Translations are linked to their original, and are works of their own."""

from collections.abc import Callable
from typing import Any

import pytest

from corpus.document import Origin

Text = Callable[..., str]


def originals(shelf: Any) -> dict[str, str]:
    documents = shelf.catalogue.documents(shelf.catalogue.ids())
    return {
        id_: document.first("translation_of")
        for id_, document in documents.items()
        if document.first("translation_of")
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("report_en.pdf", "report_fr.pdf"),
        ("a/report EN.pdf", "a/report FR.docx"),
        ("report-english.pdf", "report-french.pdf"),
        ("report.pdf", "report_fr.pdf"),
        ("report (en).pdf", "report (français).pdf"),
    ],
)
def test_the_same_name_in_another_language_is_a_translation(
    shelf: Any, text: Text, one: str, other: str
) -> None:
    shelf.put("1", text(1), path=one)
    shelf.put("2", text(2), path=other, language="fr")
    shelf.link()

    assert originals(shelf) == {"2": "1"}
    assert shelf.works() == []


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("a/report_en.pdf", "b/report_fr.pdf", "fr"),  # another folder
        ("report_en.pdf", "report_fr.pdf", "en"),  # the name says it, the text does not
        ("report_no.pdf", "report_it.pdf", "fr"),  # words that are no languages here
        ("report_1.pdf", "report_2.pdf", "fr"),
        ("housing_en.pdf", "schools_fr.pdf", "fr"),
    ],
)
def test_other_names_are_no_translations(
    shelf: Any, text: Text, one: str, other: str, language: str
) -> None:
    shelf.put("1", text(1), path=one)
    shelf.put("2", text(2), path=other, language=language)
    shelf.link()

    assert originals(shelf) == {}


def test_the_same_publication_code_in_another_language_is_a_translation(
    shelf: Any, text: Text
) -> None:
    shelf.put("1", text(1), code="EF0794", language="de")
    shelf.put("2", text(2), code="EF0794", language="en")
    shelf.put("3", text(3), code="EF0795", language="fr")
    shelf.link()

    assert originals(shelf) == {"1": "2"}
    (claim,) = [c for c in shelf.catalogue.claims("1") if c.field == "translation_of"]
    assert (claim.origin, claim.evidence) == (Origin.TEXT, "EF0794 in German and in English")


def test_without_an_english_one_the_earliest_is_the_original(shelf: Any, text: Text) -> None:
    shelf.put("1", text(1), code="EF0794", language="de", year="2010")
    shelf.put("2", text(2), code="EF0794", language="fr", year="2009")
    shelf.link()

    assert originals(shelf) == {"1": "2"}


def test_a_summary_in_another_language_is_no_translation(shelf: Any, text: Text) -> None:
    shelf.put("1", *[text(number, words=20) for number in range(40)], code="EF0794")
    shelf.put("2", text(2), code="EF0794", language="fr")
    shelf.link()

    assert originals(shelf) == {}


def test_versions_of_the_original_are_no_translations(shelf: Any, text: Text) -> None:
    shelf.put("web", text(1), path="report_en.html")
    shelf.put("print", text(1), path="report_en.pdf", media_type="application/pdf")
    shelf.put("fr", text(2), path="report_fr.pdf", language="fr")
    shelf.link()

    assert originals(shelf) == {"fr": "print"}
    assert shelf.works() == [["print", "web"]]


def test_a_translation_follows_when_its_original_goes(shelf: Any, text: Text) -> None:
    for id_, language in (("1", "en"), ("2", "fr"), ("3", "de")):
        shelf.put(id_, text(int(id_)), code="EF0794", language=language, year=f"200{id_}")
    shelf.link()
    assert originals(shelf) == {"2": "1", "3": "1"}

    shelf.remove("1")
    shelf.link(shelf.catalogue.revision())
    assert originals(shelf) == {"3": "2"}


def test_what_a_person_said_of_a_translation_stays(shelf: Any, text: Text) -> None:
    shelf.put("1", text(1), path="report_en.pdf")
    shelf.put("2", text(2), path="report_fr.pdf", language="fr", translation_of="elsewhere",
              origin=Origin.SIDECAR)  # fmt: skip
    shelf.link()

    assert originals(shelf) == {"2": "elsewhere"}
