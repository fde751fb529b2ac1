"""Terms are found in what was typed, and lead to what else to search for."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import BadVocabulary
from corpus.thesaurus import MOST, Kind, Term, Thesaurus, read_thesaurus
from corpus.vocabulary import Vocabulary, read_vocabulary, unknown_files
from corpus.words import words

HEAD = "concept,eurovoc,kind,en,de,fr,nl,es,it,narrower,not_in\n"
ROWS = """\
mosque,,same,mosque; prayer room,Moschee,mosquée,moskee,mezquita,moschea,,
housing policy,2496,same,housing policy,Wohnungspolitik,politique du logement,,,,,
labour market,,same,labour market; job market,Arbeitsmarkt,,,,,,
security,,same,security; public safety,,,,,,,social security; secure
third-country national,,same,third-country national; TCN; non-EU national,,,,,,,
minority,,same,minority group; BME,,,,,,Roma,
Roma,5653,same,Roma; Travellers,,Roms,,,,,
tenant,,family,tenant; tenancy,,,,,,,
foreigner,,same,foreigner; newcomer,,étranger,,,,,
integration,1469,same,integration; inclusion,Integration; Eingliederung,intégration; insertion,,,,,
home,,same,,,,,,casa; alloggio,,
co-operation,,same,cooperation; collaboration,,,,,,,
"""


@pytest.fixture
def thesaurus(tmp_path: Path) -> Thesaurus:
    path = tmp_path / "thesaurus.csv"
    path.write_text(HEAD + ROWS, "utf-8")
    return read_thesaurus(path)


def ask(thesaurus: Thesaurus, typed: str) -> tuple[Term, ...]:
    return thesaurus.terms_in(words(typed))


def found(thesaurus: Thesaurus, typed: str, kind: Kind | None = None) -> list[str]:
    terms = ask(thesaurus, typed)
    return [way.text for term in terms for way in term.expansions if kind in (None, way.kind)]


def test_a_term_leads_to_its_synonyms_and_translations(thesaurus: Thesaurus) -> None:
    (term,) = ask(thesaurus, "a mosque in Vienna")

    assert (term.start, term.end, term.language) == (1, 2, "en")
    assert term.concepts == ("mosque",)
    assert [way.text for way in term.expansions] == [
        "prayer room", "Moschee", "moskee", "mezquita", "moschea",
    ]  # fmt: skip


def test_an_expansion_says_what_it_is(thesaurus: Thesaurus) -> None:
    way = ask(thesaurus, "Wohnungspolitik Wien")[0].expansions[0]

    assert (way.text, way.language, way.kind) == ("housing policy", "en", Kind.TRANSLATION)
    assert (way.concept, way.eurovoc) == ("housing policy", ("2496",))


@pytest.mark.parametrize(
    "typed",
    ["mosques", "Moscheen", "MOSCHEE", "mosquées", "mosquee", "moskee", "mezquitas", "moschea"],
)
def test_a_term_is_found_in_its_forms(thesaurus: Thesaurus, typed: str) -> None:
    assert [term.concepts for term in ask(thesaurus, typed)] == [("mosque",)]


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("third country nationals", "third-country national"),
        ("3rd-country national", "third-country national"),
        ("non\u2011EU nationals", "third-country national"),
        ("labor markets", "labour market"),
        ("co-operation", "co-operation"),
        ("cooperations", "co-operation"),
        ("politiques de logement", "housing policy"),
        ("politique de l’logement", "housing policy"),
    ],
)
def test_hyphens_spelling_and_articles_make_no_difference(
    thesaurus: Thesaurus, typed: str, concept: str
) -> None:
    assert [term.concepts for term in ask(thesaurus, typed)] == [(concept,)]


def test_the_longer_term_counts(thesaurus: Thesaurus) -> None:
    (term,) = ask(thesaurus, "integration housing policy")[1:]

    assert (term.start, term.end) == (1, 3)


def test_capitals_are_matched_as_capitals(thesaurus: Thesaurus) -> None:
    assert "third-country national" in found(thesaurus, "TCNs in Dublin")
    assert ask(thesaurus, "bme tcn") == ()


@pytest.mark.parametrize("typed", ["social security", "secure", "the social security of migrants"])
def test_a_phrase_in_which_a_term_means_something_else_expands_nothing(
    thesaurus: Thesaurus, typed: str
) -> None:
    assert ask(thesaurus, typed) == ()


def test_outside_the_phrase_the_term_counts(thesaurus: Thesaurus) -> None:
    assert found(thesaurus, "social and private security") == ["public safety"]


@pytest.mark.parametrize("typed", ["foreign policy", "case study", "integral", "casos"])
def test_a_word_of_the_same_stem_is_not_yet_the_term(thesaurus: Thesaurus, typed: str) -> None:
    assert ask(thesaurus, typed) == ()


def test_words_of_one_root_are_a_family(thesaurus: Thesaurus) -> None:
    assert found(thesaurus, "tenants", Kind.FAMILY) == ["tenancy"]


def test_a_broad_term_leads_to_narrower_ones(thesaurus: Thesaurus) -> None:
    assert found(thesaurus, "minority group", Kind.NARROWER) == ["Roma"]


def test_a_narrow_term_leads_to_no_broader_one(thesaurus: Thesaurus) -> None:
    assert "minority group" not in found(thesaurus, "Travellers")


def test_the_other_spelling_comes_first(thesaurus: Thesaurus) -> None:
    first = ask(thesaurus, "labor market")[0].expansions[0]

    assert (first.text, first.kind) == ("labour market", Kind.SPELLING)


def test_what_the_typed_word_finds_anyway_is_not_offered(thesaurus: Thesaurus) -> None:
    assert found(thesaurus, "integration") == ["inclusion", "Eingliederung", "insertion"]


def test_the_language_of_the_other_terms_decides(thesaurus: Thesaurus) -> None:
    typed = ask(thesaurus, "Integration und Wohnungspolitik")

    assert [term.language for term in typed] == ["de", "de"]


def test_accents_tell_the_language(thesaurus: Thesaurus) -> None:
    assert [term.language for term in ask(thesaurus, "intégration")] == ["fr"]


SHIPPED = read_vocabulary().thesaurus
_VOCABULARY = sorted({
    word
    for concept in SHIPPED.concepts.values()
    for cell in concept.terms.values()
    for term in cell[:2]
    for word in words(term)
})  # fmt: skip


@given(st.lists(st.sampled_from(_VOCABULARY) | st.text(min_size=1, max_size=8), max_size=8))
def test_terms_lie_in_order_and_apart_and_are_bounded(typed: list[str]) -> None:
    end = 0
    for term in SHIPPED.terms_in(typed):
        assert end <= term.start < term.end <= len(typed)
        end = term.end
        assert len(term.expansions) <= MOST
        kinds = [list(Kind).index(way.kind) for way in term.expansions]
        assert kinds == sorted(kinds)
        texts = [" ".join(words(way.text)).lower() for way in term.expansions]
        assert len(set(texts)) == len(texts)
        assert " ".join(typed[term.start : term.end]).lower() not in texts


def test_the_same_question_has_the_same_answer() -> None:
    typed = words("council housing waiting list foreigners")

    assert Thesaurus(SHIPPED.concepts.values()).terms_in(typed) == SHIPPED.terms_in(typed)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("concept,kind,en\nx,same,y\n", "has no column de, fr, nl, es, it"),
        (HEAD + "x,,sane,y,,,,,,,\n", "row 2: 'sane' is no kind"),
        (HEAD + "x,,same,y,,,,,,,\nx,,same,z,,,,,,,\n", "row 3: the concept x is also row 2"),
        (HEAD + "x,,same,y,,,,,,z,\n", "row 2: narrower names 'z'"),
        (HEAD + "x,,same,,,,,,,,\n", "row 2: the concept x has no terms"),
        (HEAD + ",,,,,,,,,,\n", "row 2: a concept needs a name"),
        (HEAD + "x,,same,a, b,,,,,,,,\n", "row 2: it has more cells"),
    ],
)
def test_a_mistake_in_the_file_names_the_place(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "thesaurus.csv"
    path.write_text(text)

    with pytest.raises(BadVocabulary, match=message) as caught:
        read_thesaurus(path)
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_a_cell_without_end_names_the_place(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.csv"
    path.write_text(HEAD + 'x,,same,"y' + "z" * 2000 + '"\n')
    # The limit is one of the process, and others may have raised it.
    before = csv.field_size_limit(1000)
    try:
        with pytest.raises(BadVocabulary, match="not readable as CSV"):
            read_thesaurus(path)
    finally:
        csv.field_size_limit(before)


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.csv"
    path.write_bytes((HEAD + "x,,same,,Bürger,,,,,,\n").encode("latin-1"))

    with pytest.raises(BadVocabulary, match="not UTF-8"):
        read_thesaurus(path)


def test_a_library_has_its_own_thesaurus(tmp_path: Path) -> None:
    (tmp_path / "thesaurus.csv").write_text(HEAD + "x,,same,kerb; curb,,,,,,,\n")

    own = read_vocabulary(tmp_path)

    assert found(own.thesaurus, "kerb") == ["curb"]
    assert own.fingerprint == read_vocabulary().fingerprint
    assert unknown_files(tmp_path) == []


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.csv"
    path.write_text(HEAD + "x,,same,kerb; curb,,,,,,,\n")
    vocabulary = read_vocabulary(tmp_path)
    assert found(vocabulary.thesaurus, "kerb") == ["curb"]

    path.write_text(HEAD + "x,,same,kerb; pavement edge,,,,,,,\n")

    assert found(vocabulary.thesaurus, "kerb") == ["pavement edge"]


def test_a_mistake_surfaces_when_the_thesaurus_is_first_used(tmp_path: Path) -> None:
    (tmp_path / "thesaurus.csv").write_text("term,synonyms\nrent,rental\n")
    vocabulary = read_vocabulary(tmp_path)

    with pytest.raises(BadVocabulary, match="has no column"):
        _ = vocabulary.thesaurus


def test_without_a_file_nothing_is_a_term() -> None:
    assert Vocabulary().thesaurus.terms_in(["housing"]) == ()
