"""Where words stand is told from their beginnings; it has to be what looking at every word says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.standing import (
    places,
    places_of_phrase,
    places_of_stem,
    places_where,
    standing,
    tokens,
)
from corpus.words import LANGUAGES, exact, stem, terms, words

PIECES = st.sampled_from(
    ["rent", "rents", "Rent", "Miete", "Häuser", "Haus", "zuerst", "zuerste", "Straße", "strasse",
     "dying", "die", "application", "appliquer", "policies", "policy", "’s", "'", "-", " ", "\n",
     "/", "\u00a0", "\u2003", "\u0301", "\u00ad", "x", ".", ",", "1,234", "1234", "12", "U.N.",
     "UN", "tenants12", "m2", "東京都", "الأمم", "ﬁnance", "Æther", "l’eau", "eau"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=20).map("".join) | st.text(max_size=40)


@given(TEXTS, PIECES, st.sampled_from(["", *LANGUAGES]))
def test_a_word_stands_where_looking_at_every_word_finds_it(
    text: str, word: str, language: str
) -> None:
    form, stem_ = exact(word), stem(word, language)
    alike = [at for one, at in standing(text) if exact(one) == form]
    of_stem = [at for one, at in standing(text) if stem(one, language) == stem_]

    assert places(text, language, word, stemmed=False) == alike
    assert places(text, language, word, stemmed=True) == sorted({*alike, *of_stem})
    assert places_of_stem(text, stem_) == of_stem
    assert places_where(text, form.__eq__) == alike


@given(TEXTS, st.lists(PIECES, min_size=1, max_size=3))
def test_a_phrase_stands_where_its_words_follow_each_other(text: str, phrase: list[str]) -> None:
    forms = [exact(word) for word in phrase]
    there = [(exact(one), at) for one, at in standing(text)]
    runs = (there[n : n + len(forms)] for n in range(len(there)))
    meant = [(run[0][1][0], run[-1][1][1]) for run in runs if [one for one, _ in run] == forms]

    assert places_of_phrase(text, phrase) == meant


@given(TEXTS)
def test_the_words_that_stand_in_a_text_are_its_words(text: str) -> None:
    assert [one for one, _ in standing(text)] == words(text)
    assert all(text[start:end] == one for one, (start, end) in standing(text))
    assert [token.exact for token in tokens(text)] == terms(text, "en").exact


@pytest.mark.parametrize("text", ["Houses", "a house", "housing", "HOUSES", "(house)", "’house’"])
def test_forms_of_a_word_are_found_in_every_text(text: str) -> None:
    assert len(places(text, "en", "house", stemmed=True)) == 1
