"""A council, a ministry, a state or a party presents itself on the first pages."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from ingest.describe import issuing
from ingest.describe.context import Context
from ingest.extract.extracted import Extracted
from ingest.media_type import JSON_LINES

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]

PROSE = "Tenants wait for years, and nobody can say how long it will be for them."


def body(extracted: Extracted, context: Context) -> str:
    return next((claim.value for claim in issuing.describe(extracted, context)), "")


@pytest.mark.parametrize(
    ("cover", "name"),
    [
        ("Northtown Borough Council\nDraft Local Plan", "Northtown Borough Council"),
        ("Local Plan\nTelford and Wrekin Council\n2020", "Telford and Wrekin Council"),
        ("Northtown\nBorough Council\nLocal Plan 2030", "Northtown Borough Council"),
        ("Northtown Borough Council, Local Plan, Appendix A", "Northtown Borough Council"),
        ("City of Northtown\n2020 Sustainability Plan", "City of Northtown"),
        ("City of Northtown Sustainability Master Plan\nCity of Northtown", "City of Northtown"),
        ("REPUBLIC OF KIRIBATI\nINTENDED CONTRIBUTION", "Republic of Kiribati"),
        ("Lao People’s Democratic Republic\nContribution", "Lao People’s Democratic Republic"),
        ("RÉPUBLIQUE DU NIGER\nContribution prévue", "République du Niger"),
        ("REPÚBLICA ORIENTAL DEL URUGUAY\nContribución", "República Oriental del Uruguay"),
        ("Кыргызская Республика\nПредполагаемый вклад страны", "Кыргызская Республика"),
        ("دولة قطر\nتقرير المساهمات المعتزمة", "دولة قطر"),
        (
            "A title of it\nMinistère de l'Environnement et du Développement Durable",
            "Ministère de l'Environnement et du Développement Durable",
        ),
        (
            "Ministerio de Medio Ambiente y Recursos Naturales (MARN)\nContribución",
            "Ministerio de Medio Ambiente y Recursos Naturales",
        ),
        ("Bundesministerium für Gesundheit\nEin Bericht", "Bundesministerium für Gesundheit"),
        ("Ayuntamiento de Valencia\nPlan de acción", "Ayuntamiento de Valencia"),
        ("Comune di Bologna\nPiano di azione", "Comune di Bologna"),
        ("Chatham\nEnvironmental\nForum\nA road map for all", "Chatham Environmental Forum"),
        ("A plan\nPrepared by\nEnvironmental Services Department\n2009",
         "Environmental Services Department"),
        ("A plan for the local planning authority\nof a town", ""),
        ("A report\nEach borough council has its own", ""),
        ("Council Tax\nWhat you pay", ""),
        ("République du Cameroun\nRepublic of Cameroon\nA letter", "République du Cameroun"),
        ("London SW1, United Kingdom\nA report on rents", ""),
    ],
)  # fmt: skip
def test_a_body_presents_itself_on_the_cover(
    an_extract: Extract, a_context: Contexts, cover: str, name: str
) -> None:
    assert body(an_extract(cover, PROSE), a_context("f/a.pdf")) == name


def test_a_body_that_is_only_spoken_of_has_not_issued_it(
    an_extract: Extract, a_context: Contexts
) -> None:
    text = "In 2009 a letter came from Southtown Borough Council, which had been asked for it."

    assert body(an_extract("Twelve ways to\nwait well", text), a_context("f/a.pdf")) == ""


def test_a_council_is_told_by_its_place_in_the_title(
    an_extract: Extract, a_context: Contexts
) -> None:
    later = (
        "Westshire County Council builds the roads. Westshire County Council keeps them, and\n"
        "Westshire County Council has schools. Northtown District Council lets flats.\n"
        "It was Northtown District Council that asked."
    )
    extracted = an_extract("Growing in Northtown\nA guide", PROSE, PROSE, PROSE, later)

    assert body(extracted, a_context("f/a.pdf")) == "Northtown District Council"


def test_the_name_of_a_web_site_is_its_body(an_extract: Extract, a_context: Contexts) -> None:
    extracted = an_extract("Documents go with the plan.", title="Plans - Fenland District Council")

    assert body(extracted, a_context("a.html", media_type="text/html")) == (
        "Fenland District Council"
    )


@pytest.mark.parametrize(
    ("name", "pages", "party"),
    [
        ("f/1.pdf", ("Wahlprogramm der Partei\nDIE LINKE zur Wahl", PROSE), "DIE LINKE"),
        ("f/1.pdf", ("Bundestagswahlprogramm\nvon BÜNDNIS 90/DIE GRÜNEN",),
         "BÜNDNIS 90/DIE GRÜNEN"),
        ("f/programma-elettorale-pd.pdf", ("Insieme per tutti",), "Partito Democratico"),
        ("f/1.pdf", ("Das Regierungsprogramm\n2013 – 2017", "SPD. Die SPD will. Die SPD und FDP."),
         "SPD"),
        ("f/1.pdf", ("Das Regierungsprogramm\n2013 – 2017", "SPD und FDP, FDP und SPD"), ""),
        ("f/1.pdf", ("PROGRAMMA NUOVA AURORA\nper la casa", PROSE), "NUOVA AURORA"),
        ("f/1.pdf", ("Programma elettorale del Partito della Gioia", PROSE), "Partito della Gioia"),
        ("f/1.pdf", ("Programma politico Elezioni 2022\nper la casa", PROSE), ""),
    ],
)  # fmt: skip
def test_a_programme_is_a_partys(
    an_extract: Extract, a_context: Contexts, name: str, pages: tuple[str, ...], party: str
) -> None:
    assert body(an_extract(*pages), a_context(name)) == party


def test_research_is_by_its_institute(an_extract: Extract, a_context: Contexts) -> None:
    cover = "Housing and segregation of migrants – Case study: Vienna, Austria\nCity of Vienna"

    assert body(an_extract(cover, PROSE), a_context("f/a.pdf")) == ""


def test_a_hostile_page_is_read_in_little_time(an_extract: Extract, a_context: Contexts) -> None:
    hostile = "Of Council " * 20_000 + "\n" + "City of " * 20_000 + "A\n" * 20_000
    before = time.process_time()

    issuing.describe(an_extract(hostile), a_context())

    assert time.process_time() - before < 60


def test_the_text_of_a_record_of_a_list_names_no_body(
    an_extract: Extract, a_context: Contexts
) -> None:
    cover = an_extract("Northtown Borough Council\nDraft Local Plan")

    assert body(cover, a_context()) == "Northtown Borough Council"
    assert body(cover, replace(a_context(), media_type=JSON_LINES)) == ""
