"""Words are made in one place: text in, the same words for index, query and highlighter."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.standing import standing, tokens
from corpus.words import (
    LANGUAGES,
    clean,
    codes,
    exact,
    fold,
    stem,
    stems,
    terms,
    words,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Wrocław", "wroclaw"),
        ("København", "kobenhavn"),
        ("Preßburg", "pressburg"),
        ("Đakovo", "dakovo"),
        ("Iğdır", "igdir"),
        ("İzmir", "izmir"),
        ("Malmö", "malmo"),
        ("Αθήνα", "αθηνα"),
        ("Œuvre", "oeuvre"),
        ("ﬁve", "five"),
        ("STRASSE", "strasse"),
    ],
)
def test_spellings_of_a_word_fold_together(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The city’s flats", ["the", "city", "flats"]),
        ("women's", ["women"]),
        ("l’immigration d'intégration", ["l", "immigration", "d", "integration"]),
        ("third-country nationals", ["third", "country", "nationals"]),
        ("co\u00adoperation", ["cooperation"]),
        ("snake_case", ["snake", "case"]),
        ("€1,000 (2009)", ["1000", "2009"]),
        ("1,234 or 1.234 or 1’234", ["1234", "or", "1234", "or", "1234"]),
        ("2.000.000,50", ["2000000", "50"]),
        ("1.5, 0.123, 1,2345", ["1", "5", "0", "123", "1", "2345"]),
        ("01.02.2011", ["01", "02", "2011"]),
        ("192.168.1.10", ["192", "168", "1", "10"]),
        ("the U.N. in U.S.-led YMCA", ["the", "un", "in", "us", "led", "ymca"]),
        ("e.g. End.Next word...", ["e", "g", "end", "next", "word"]),
        ("tenants12 tenants¹²", ["tenants", "12", "tenants", "12"]),
        ("m2, m², H2O, CO2, A4, EF0794", ["m2", "m2", "h2o", "co2", "a4", "ef0794"]),
        ("COVID-19 covid19", ["covid", "19", "covid", "19"]),
        ("inte\u200bgration", ["integration"]),
        ("住房政策", ["住房", "房政", "政策"]),
        ("東京都のA", ["東京", "京都", "都の", "a"]),
        ("中 ที่อ", ["中", "ทอ"]),
        ("مسکن ۱۲ مسكن ١٢", ["مسكن", "12", "مسكن", "12"]),
        ("مدرسة مدرسه", ["مدرسه", "مدرسه"]),
        ("Terrassa\u00a0(ES)", ["terrassa", "es"]),
        ("e\u0301te\u0301", ["ete"]),
        ("مرحبًا", ["مرحبا"]),
        ("…–—“”", []),
    ],
)
def test_text_is_cut_into_words(text: str, expected: list[str]) -> None:
    assert [token.exact for token in tokens(text)] == expected
    assert terms(text, "en").exact == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EF/09/176/EN", ["ef/09/176/en"]),
        ("(see EF/09/176/EN).", ["ef/09/176/en"]),
        ("2005/85/EC and COM/2005/389", ["2005/85/ec", "com/2005/389"]),
        ("2008-2012, 1.5 and pp. 3-7", []),
        ("well-known e.g. this", []),
        ("x" * 40 + "/1", []),
        ("/0A/A", []),
        ("1--2/a--x", ["2/a"]),
        ("1--" * 50_000, []),
        ("a" * 200_000, []),
    ],
    ids=lambda given: str(given)[:30],
)
def test_a_code_holds_together(text: str, expected: list[str]) -> None:
    assert [code.exact for code in codes(text)] == expected


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "houses", "housing"),
        ("en", "segregation", "segregated"),
        ("de", "Migrant", "Migranten"),
        ("fr", "immigrés", "immigration"),
        ("it", "abitazione", "abitazioni"),
        ("nl", "woning", "woningen"),
        ("ru", "жильё", "жилья"),
        ("ar", "الإسكان", "إسكان"),
        ("ar", "والمدينة", "مدينة"),
        ("en", "U.N", "UN"),
        ("en", "1,234", "1.234"),
    ],
)
def test_forms_of_a_word_share_a_stem_in_their_language(
    language: str, one: str, other: str
) -> None:
    assert stem(one, language) == stem(other, language)
    assert stem(one, language) in stems(other)


def test_stems_of_different_languages_never_meet() -> None:
    assert stem("log", "en") != stem("logement", "fr")
    assert stem("policy", "en") != stem("police", "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("responsible", "response"),
        ("responsibilities", "responses"),
        ("sensible", "sense"),
        ("authorities", "authors"),
        ("businesses", "busy"),
        ("customer", "customs"),
        ("designated", "designed"),
        ("important", "imported"),
        ("informal", "information"),
        ("positive", "position"),
        ("publications", "public"),
        ("several", "severe"),
        ("transition", "transit"),
        ("universities", "universal"),
    ],
)
def test_words_that_people_keep_apart_do_not_share_a_stem(one: str, other: str) -> None:
    assert stem(one, "en") != stem(other, "en")


@pytest.mark.parametrize(
    "forms",
    [
        "responsible responsibly responsibility responsibilities",
        "authority authorities",
        "business businesses",
        "designate designated designation",
        "positive positively",
        "publication publications",
        "university universities",
        "sustain sustainable sustainability",
        "bible bibles",
    ],
)
def test_what_is_kept_apart_keeps_its_forms(forms: str) -> None:
    assert len({stem(form, "en") for form in forms.split()}) == 1


def test_clean_text_can_be_stored_anywhere() -> None:
    assert clean("a\u00a0b\r\nc\rd\x00\ud800\x0ce\u2028f") == "a b\nc\nd\ufffd\ne\nf"
    assert clean("e\u0301") == "é"


def test_a_sign_of_a_symbol_font_is_a_bullet_only_where_it_stands_alone() -> None:
    assert clean("\uf0b7 Rent\n\uf0a7\tFlats x\uf0b7y") == "• Rent\n•\tFlats x\uf0b7y"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)

    assert clean(once) == once
    assert once == unicodedata.normalize("NFC", once)
    once.encode("utf-8")


@given(st.text())
def test_a_token_stands_where_it_says(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.exact


@given(st.text("aZ1,.'’s 房屋ที่\u00ad\u0301²"))
def test_each_word_stands_where_it_is_marked(text: str) -> None:
    written = words(text)

    assert [token.exact for token in tokens(text)] == [exact(word) for word in written]
    assert [place for _, place in standing(text)] == [(t.start, t.end) for t in tokens(text)]


@given(st.text(), st.sampled_from([*LANGUAGES, ""]))
def test_index_and_highlighter_see_the_same_words(text: str, language: str) -> None:
    found = terms(text, language)

    assert found.exact == [token.exact for token in tokens(text)]
    assert len(found.stems) == len(found.exact)
    assert not any(" " in form for form in [*found.exact, *found.stems, *found.codes])
