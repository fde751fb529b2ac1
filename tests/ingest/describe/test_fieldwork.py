import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.document import Part
from ingest.describe import fieldwork, text
from ingest.describe.context import Context
from ingest.extract.extracted import Extracted

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]


def years(extracted: Extracted, context: Context) -> list[str]:
    return [claim.value for claim in fieldwork.describe(extracted, context)]


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("Fieldwork was carried out in 2008.", "2008"),
        ("The fieldwork for this report took place in Vienna in spring 2008.", "2008"),
        ("Field research: autumn 2009", "2009"),
        ("In 2008, fieldwork was done by two researchers.", "2008"),
        ("Interviews were conducted between March and May 2009 with officials.", "2009"),
        ("Interviews were held between November 2008 and March 2009.", "2009"),
        ("Fieldwork took place in the winter of 2006–2007.", "2007"),
        ("Fieldwork took place in 2006/07.", "2007"),
        ("Thirty interviews\nwere carried out in\nJune 2010.", "2010"),
        ("Die Feldforschung fand im Herbst 2009 statt.", "2009"),
        ("Die Interviews wurden im Mai 2009 geführt.", "2009"),
        ("L’enquête menée en 2008 auprès de la ville", "2008"),
        ("Les entretiens ont été réalisés en 2009.", "2009"),
        ("Het veldwerk vond plaats in 2008.", "2008"),
        ("El trabajo de campo se realizó en 2009.", "2009"),
        ("Le interviste sono state condotte nel 2009.", "2009"),
    ],
)
def test_a_sentence_says_when_the_research_was_done(
    an_extract: Extract, a_context: Contexts, sentence: str, year: str
) -> None:
    (claim,) = fieldwork.describe(an_extract("A title", f"Before it. {sentence}"), a_context())

    assert claim.value == year
    assert claim.evidence.rstrip(".") == " ".join(sentence.split()).rstrip(".")


@pytest.mark.parametrize(
    "sentence",
    [
        "Fieldwork is described below. Rents rose in 2008.",
        "An interview with the mayor appeared in the paper in 2009.",
        "The last of the meetings was in Tampere in September 2010.",
        "Fieldwork and design © A. Firm, 2025",
        "The Interview Company, Room 2009",
    ],
)
def test_another_date_is_no_year_of_fieldwork(
    an_extract: Extract, a_context: Contexts, sentence: str
) -> None:
    assert years(an_extract(sentence), a_context()) == []


def test_a_word_for_fieldwork_goes_before_interviews(
    an_extract: Extract, a_context: Contexts
) -> None:
    pages = an_extract("Interviews were held in 2007.", "Fieldwork took place in 2008.")

    assert years(pages, a_context()) == ["2008"]


def test_a_bibliography_tells_nothing(an_extract: Extract, a_context: Contexts) -> None:
    extracted = an_extract("Smith, A., Fieldwork in cities, 2004.")
    pages = tuple(replace(page, part=Part.BIBLIOGRAPHY) for page in extracted.pages)

    assert years(replace(extracted, pages=pages), a_context()) == []


def test_the_year_of_fieldwork_is_not_the_year_of_publication(
    an_extract: Extract, a_context: Contexts
) -> None:
    extracted = an_extract("A title\nFieldwork took place in 2008.\nMore.")

    assert [c for c in text.describe(extracted, a_context()) if c.field == "year"] == []


def test_a_hostile_page_is_read_in_little_time(an_extract: Extract, a_context: Contexts) -> None:
    hostile = "fieldwork interviews 2008-" * 20_000 + "\n" * 20_000 + "Interview. " * 20_000
    before = time.process_time()

    fieldwork.describe(an_extract(hostile), a_context())

    assert time.process_time() - before < 60
