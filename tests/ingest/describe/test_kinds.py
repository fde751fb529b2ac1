"""The kind of a document is told by its title page, then by its name, last by its folder."""

from collections.abc import Callable

import pytest

from ingest.describe import kinds
from ingest.describe.context import Context
from ingest.extract.extracted import Extracted
from ingest.merge import decide

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]

PROSE = "the council has written down what is to be built in the years that follow and why"


def kind_of(extracted: Extracted, context: Context) -> str:
    values = decide(kinds.describe(extracted, context), context.vocabulary)
    return next(iter(values.get("kind", ())), "")


@pytest.mark.parametrize(
    ("cover", "kind"),
    [
        ("Northtown Council\nDraft Local Plan\nJune 2024", "local plan"),
        ("Northtown Local Plan\nSustainability Appraisal", "assessment"),
        ("Local Housing Need\nAssessment\nReport of Findings", "assessment"),
        ("Northtown Local Plan, Inspector’s Report\nMain Modifications", "inspector's report"),
        ("Sustainability Appraisal Adoption Statement for the Local Plan", "statement"),
        ("Design Quality\nSupplementary Planning Document", "guidance"),
        ("Northtown\nCLIMATE ACTION\nPLAN 2030", "climate plan"),
        ("GREENHOUSE GAS\nREDUCTION PLAN", "climate plan"),
        ("City of Northtown Sustainability Master Plan", "sustainability plan"),
        ("REPUBLIC OF KIRIBATI\nINTENDED NATIONALLY DETERMINED CONTRIBUTION", "climate plan"),
        ("Contribution Prévue Déterminée au niveau\nNational (CPDN)", "climate plan"),
        ("Contribuciones Previstas Nacionalmente\nDeterminadas", "climate plan"),
        ("Предполагаемый национально-определяемый вклад", "climate plan"),
        ("Bundestagswahlprogramm 2013", "programme"),
        ("Programma elettorale 2022", "programme"),
        ("Programme électoral\nPour la ville de demain", "programme"),
        ("Our plan for everyone\nManifesto 2019", "programme"),
        ("Klimaschutzkonzept der Stadt", "climate plan"),
        ("Flächennutzungsplan\nder Stadt Neustadt", "local plan"),
        ("Plan local d'urbanisme", "local plan"),
        ("Piano regolatore generale", "local plan"),
        ("Plano diretor municipal", "local plan"),
        ("Bestemmingsplan\nNoord en Zuid", "local plan"),
        ("Aktionsplan\nWohnen und Leben", "action plan"),
        ("Integration in Northtown\nCase study", "case study"),
        ("Local Development Scheme\n2025-2028", ""),
    ],
)
def test_a_title_page_tells_the_kind(
    an_extract: Extract, a_context: Contexts, cover: str, kind: str
) -> None:
    assert kind_of(an_extract(f"{cover}\n", PROSE), a_context("f/a.pdf")) == kind


def test_a_title_that_is_printed_goes_before_one_that_the_file_brings(
    an_extract: Extract, a_context: Contexts
) -> None:
    extracted = an_extract("2020\nSustainability Plan", title="Climate Action Plan")

    assert kind_of(extracted, a_context("f/a.pdf")) == "sustainability plan"


def test_prose_is_no_title(an_extract: Extract, a_context: Contexts) -> None:
    text = (
        "The council, recalling the statement of the mayor at the meeting of last\n"
        "year, invites all of its members to the next assessment of what was done."
    )

    assert kind_of(an_extract(text), a_context("f/a.pdf")) == ""


def test_the_first_pages_say_what_a_document_is(an_extract: Extract, a_context: Contexts) -> None:
    extracted = an_extract("Growing well\nTogether", "This guidance note is for developers.")

    assert kind_of(extracted, a_context("f/a.pdf")) == "guidance"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Stuttgart-Fallstudie.docx", "case study"),
        ("Atlanta, GA Mitigation Plan 2018.pdf", "climate plan"),
        ("CAF_Central-African-Republic_INDC_French.pdf", "climate plan"),
        ("programma-elettorale-rossi.pdf", "programme"),
        ("climate_action_plan_annex.pdf", ""),
        ("climate_plans/annex.pdf", ""),
        ("news.html", ""),
        ("local_plans/html/letter.pdf", ""),
        ("uk_local_plans/letter.pdf", ""),
    ],
)
def test_the_name_of_a_file_tells_where_its_title_does_not(
    an_extract: Extract, a_context: Contexts, name: str, kind: str
) -> None:
    assert kind_of(an_extract("Twelve ways to\ngo on"), a_context(name)) == kind


def test_an_annex_is_not_of_the_kind_of_what_it_speaks_of(
    an_extract: Extract, a_context: Contexts
) -> None:
    extracted = an_extract("Twelve ways to\ngo on", "It goes with this guidance note.")

    assert kind_of(extracted, a_context("guidance_annex.pdf")) == ""
    assert kind_of(extracted, a_context("a.pdf")) == "guidance"


def test_a_folder_tells_only_of_what_has_no_words(an_extract: Extract, a_context: Contexts) -> None:
    context = a_context("uk_local_plans/scan0007.pdf")

    assert kind_of(an_extract(""), context) == "local plan"
    assert kind_of(an_extract("Annual rate summary"), context) == ""


def test_a_short_web_page_about_a_plan_is_a_web_page(
    an_extract: Extract, a_context: Contexts
) -> None:
    context = a_context("local_plans/02-local-plan.html", media_type="text/html")
    long = f"{PROSE}\n" * 200

    assert kind_of(an_extract("Plan details", heading="York Local Plan"), context) == "web page"
    assert kind_of(an_extract(long, heading="York Local Plan"), context) == "local plan"
    assert kind_of(an_extract("Text", heading="Case study"), context) == "case study"


def test_a_book_on_the_web_is_no_web_page(an_extract: Extract, a_context: Contexts) -> None:
    context = a_context("f/a.html", media_type="text/html")

    assert kind_of(an_extract(*[PROSE] * 80), context) == ""
    assert kind_of(an_extract(*[PROSE] * 8), context) == "web page"
