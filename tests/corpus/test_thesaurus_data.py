"""The shipped thesaurus holds what researchers look for, once, and leads where it should."""

import csv
from pathlib import Path

import pytest

from corpus.term_lookup import form
from corpus.thesaurus import Kind
from corpus.thesaurus_file import LANGUAGES, Concept, Relation
from corpus.vocabulary import read_vocabulary
from corpus.words import exact, words
from tests.each import each

THESAURUS = read_vocabulary().thesaurus
CONCEPTS = list(THESAURUS.concepts.values())
MEANINGS = [concept for concept in CONCEPTS if concept.relation is Relation.SAME]
EUROVOC = Path(__file__).parents[3] / "shared" / "domain" / "eurovoc_migration.tsv"


def expansions(typed: str, kind: Kind | None = None) -> list[str]:
    terms = THESAURUS.terms_in(words(typed))
    return [way.text for term in terms for way in term.expansions if kind in (None, way.kind)]


@each("language", LANGUAGES)
def test_no_term_means_two_things(language: str) -> None:
    meant: dict[str, list[str]] = {}
    for concept in MEANINGS:
        for term in concept.terms.get(language, ()):
            meant.setdefault(" ".join(map(exact, words(term))), []).append(concept.name)

    assert {term: names for term, names in meant.items() if len(names) > 1} == {}


def test_no_concept_of_eurovoc_stands_twice() -> None:
    ids = [one for concept in CONCEPTS for one in concept.eurovoc]

    assert len(ids) == len(set(ids))


@pytest.mark.shared
@pytest.mark.skipif(not EUROVOC.is_file(), reason="the list of EuroVoc concepts is not beside us")
def test_a_concept_with_an_id_of_eurovoc_has_its_labels() -> None:
    by_id = {one: concept for concept in CONCEPTS for one in concept.eurovoc}
    with EUROVOC.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))

    missing = [
        (row["eurovoc_id"], language, row[language])
        for row in rows
        for language in LANGUAGES
        if row["eurovoc_id"] not in by_id
        or form(row[language], language)
        not in {form(t, language) for t in by_id[row["eurovoc_id"]].terms[language]}
    ]
    assert len(rows) == 143
    assert missing == []


@each("concept", MEANINGS)
def test_a_concept_leads_to_others_that_mean_something(concept: Concept) -> None:
    narrower = [THESAURUS.concepts[name] for name in concept.narrower]

    assert concept.name not in concept.narrower
    assert all(other.relation is Relation.SAME for other in narrower)


@each("concept", CONCEPTS)
def test_every_preferred_term_is_a_term_when_typed(concept: Concept) -> None:
    preferred = [terms[0] for terms in concept.terms.values()]

    assert [term for term in preferred if not THESAURUS.terms_in(words(term))] == []


@each("concept", CONCEPTS)
def test_a_guard_holds(concept: Concept) -> None:
    held = {
        phrase: [name for term in THESAURUS.terms_in(words(phrase)) for name in term.concepts]
        for phrase in concept.not_in
    }

    assert {phrase for phrase, names in held.items() if concept.name in names} == set()


@each(
    ("typed", "wanted"),
    [
        ("which cities give migrants local voting rights",
         "right to vote; local election; electoral participation"),
        ("voting rights", "right to vote; local election; civic and political participation"),
        ("anonymous job applications", "anonymous recruitment; anonymous CV"),
        ("council housing", "social housing; council flat; public housing; subsidised housing"),
        ("waiting list foreigners", "housing allocation; migrant; immigrant"),
        ("Wohnungspolitik Wien", "housing policy"),
        ("huisvesting allochtonen Antwerpen", "housing; migrant; immigrant"),
        ("imprenditoria immigrata Bologna Torino",
         "ethnic entrepreneurship; immigrant entrepreneurship"),
        ("labour market integration of newcomers", "migrant; immigrant"),
        ("labor market integration", "labour market integration"),
        ("who pays for language courses", "language training"),
        ("how do cities prevent radicalization", "radicalisation; extremism"),
        ("entrepreneurship", "entrepreneur; entrepreneurial"),
        ("tenants", "tenancy"),
        ("migration", "migrant; immigrant"),
        ("Migrantin", "Migrant; Migration; migrant women"),
        ("Gastarbeiter", "migrant worker; guest worker"),
        ("extracomunitari", "third-country national"),
        ("un-documented migrants", "undocumented migrants; irregular migrant; sans-papiers"),
        ("TCN", "third-country national"),
        ("SMEs", "small and medium-sized enterprises"),
        ("KMU", "SME"),
        ("HLM", "social housing"),
        ("VPO", "social housing"),
        ("Gemeindebau", "social housing"),
        ("huisjesmelkers", "slum landlord"),
        ("Selbständigkeit", "Selbstständigkeit; self-employment"),
        ("Ausländerbeirat", "advisory council"),
        ("Muslim cemetery", "burial"),
        ("social mix", "mixed neighbourhood; desegregation"),
        ("segregation", "ghetto; residential concentration"),
    ],
)  # fmt: skip
def test_a_question_leads_to_the_words_of_the_reports(typed: str, wanted: str) -> None:
    assert set(wanted.split("; ")) - set(expansions(typed)) == set()


@each(
    ("typed", "concept"),
    [
        ("social security", "security"),
        ("security of tenure", "security"),
        ("energy security", "security"),
        ("economic integration", "integration"),
        ("European integration", "integration"),
        ("Integrating Cities Charter", "integration"),
        ("integrated", "integration"),
        ("EU cohesion policy", "social cohesion"),
        ("economic and social cohesion", "social cohesion"),
        ("European citizenship", "citizenship"),
        ("foreign policy", "migrant"),
        ("foreign trade", "migrant"),
        ("waste segregation", "segregation"),
        ("gender segregation", "segregation"),
        ("biological diversity", "diversity"),
        ("Comune di Roma", "Roma"),
        ("Roma Capitale", "Roma"),
        ("travelling", "Roma"),
        ("European Ombudsman", "mediation"),
        ("University of Amsterdam", "higher education"),
        ("voting system", "voting rights"),
        ("muslimische Gemeinde", "local authority"),
        ("career promotion", "recruitment"),
        ("asilo nido", "asylum"),
    ],
)
def test_a_false_friend_is_not_taken_for_the_concept(typed: str, concept: str) -> None:
    terms = THESAURUS.terms_in(words(typed))

    assert concept not in [name for term in terms for name in term.concepts]


@each(
    "typed",
    ["turkey", "polish", "Polish", "race", "case", "casos", "sme", "tcn", "bme", "emb", "hlm",
     "stage", "formation", "location", "policies", "indicate", "nature", "regular", "radical",
     "fundamental", "foreign", "success", "period", "kind", "community", "Community", "mobility"],
)  # fmt: skip
def test_a_word_that_only_looks_like_a_term_leads_nowhere(typed: str) -> None:
    assert expansions(typed) == []


def test_a_narrow_term_stays_narrow() -> None:
    assert "ethnic minority" not in expansions("Roma")
    assert "overpopulation" not in expansions("overcrowding")
    assert "exclusion from public-sector employment" not in expansions("municipal employment")
