"""What a person types, and what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vocabulary import read_vocabulary
from index.looking import leaves
from index.query import (
    All,
    Either,
    Fuzzy,
    Is,
    Near,
    Not,
    Pattern,
    Phrase,
    Query,
    Range,
    Word,
)
from search.language.leaves import LONGEST_PHRASE
from search.language.parser import parse
from search.language.writer import write

VOCABULARY = read_vocabulary()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", All()),
        ("   ", All()),
        ("*", All()),
        ("rent", Word("rent")),
        ("rent flats", All((Word("rent"), Word("flats")))),
        ("rent AND flats", All((Word("rent"), Word("flats")))),
        ("rent OR flats", Either((Word("rent"), Word("flats")))),
        ("a b OR c", Either((All((Word("a"), Word("b"))), Word("c")))),
        ("(a OR b) c", All((Either((Word("a"), Word("b"))), Word("c")))),
        ("a -b", All((Word("a"), Not(Word("b"))))),
        ("a NOT b", All((Word("a"), Not(Word("b"))))),
        ("-(a OR b)", Not(Either((Word("a"), Word("b"))))),
        ("+a +b", All((Word("a"), Word("b")))),
        ("well-known", Phrase(("well", "known"), is_one_word=True)),
        ("a - b", All((Word("a"), Word("b")))),
        ('"social housing"', Phrase(("social", "housing"))),
        ("“social housing”", Phrase(("social", "housing"))),
        ("„soziales Wohnen“", Phrase(("soziales", "Wohnen"))),
        ("«logement social»", Phrase(("logement", "social"))),
        ('"housing"', Word("housing", stemmed=False)),
        ('"rent housing"~5', Near("rent", "housing", 5)),
        ('"rent housing"~', Near("rent", "housing", 8)),
        (
            '"mosque new quarter"~4',
            All((Near("mosque", "new", 4), Near("new", "quarter", 4))),
        ),
        ("=housing", Word("housing", stemmed=False)),
        ("hous*", Pattern("hous*")),
        ("*ing", Pattern("*ing")),
        ("?at", Pattern("?at")),
        ("*住房*", Pattern("*住房*")),
        ("wom?n", Pattern("wom?n")),
        ("rights?", Word("rights")),
        ("segragation~", Fuzzy("segragation", 2)),
        ("flat~", Fuzzy("flat", 1)),
        ("city:Wien", Is("city", "Vienna")),
        ("CITY:wien", Is("city", "Vienna")),
        ('city:"Frankfurt am Main"', Is("city", "Frankfurt am Main")),
        (
            "city:(Wien OR Zagreb)",
            Either((Is("city", "Vienna"), Is("city", "Zagreb"))),
        ),
        ("city:Atlantis", Is("city", "Atlantis")),
        ("city:Fran*", Pattern("Fran*", "city")),
        ("module:housing", Is("module", "Housing")),
        ("language:German", Is("language", "de")),
        ("country:Österreich", Is("country", "AT")),
        ('kind:"case studies"', Is("kind", "case study")),
        ("network:clip", Is("network", "CLIP")),
        ("code:EF/09/176/EN", Is("code", "EF09176")),
        ("year:2009", Range("year", 2009, 2009)),
        ("year:2008..2010", Range("year", 2008, 2010)),
        ("year:2010..2008", Range("year", 2008, 2010)),
        ("year:2008-2010", Range("year", 2008, 2010)),
        ("year:2008..", Range("year", 2008, None)),
        ("year:>=2008", Range("year", 2008, None)),
        ("year:<2008", Range("year", None, 2007)),
        ("published_on:2017-07", Range("published_on", 20170701, 20170731)),
        ("published_on:>2009-12-31", Range("published_on", 20100101, None)),
        ("published_on:<2009", Range("published_on", None, 20081231)),
        ("title:policy", Word("policy", "title")),
        ('title:"city policy"', Phrase(("city", "policy"), "title")),
        ("by:Heckmann", Word("Heckmann", "author")),
        ("EF/09/176/EN", Either((Word("EF/09/176/EN", stemmed=False), Is("code", "EF09176")))),
        ("C-12/a", Word("C-12/a", stemmed=False)),
        ("integration: a review", All((Word("integration"), Word("a"), Word("review")))),
        ("women’s", Word("women")),
    ],
)
def test_what_is_typed_is_understood(typed: str, meant: Query) -> None:
    parsed = parse(typed, VOCABULARY)

    assert parsed.query == meant
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("typed", "meant", "note", "position"),
    [
        ("(rent", Word("rent"), "never closed", 1),
        ("rent)", Word("rent"), "never opened", 5),
        ('say "rent', All((Word("say"), Word("rent", stemmed=False))), "never closed", 5),
        ("rent AND", Word("rent"), "AND needs", 6),
        ("OR rent", Word("rent"), "OR needs", 1),
        ("rent NOT", Word("rent"), "NOT needs", 6),
        ("autor:Ostrom", Word("Ostrom"), "Did you mean author:?", 1),
        ("xyzzy:plugh", Word("plugh"), "No field is called xyzzy", 1),
        ("city:)", All(), "needs a value", 1),
        ("year:soon", Word("soon"), "is no year", 6),
        ("a*b*c*d*e*f*g", None, "wildcards", 1),
        ("city:*a??????????", Is("city", "*a??????????"), "wildcards", 6),
        ("?*a*", Word("a"), "wildcards", 1),
        ("*in*", Word("in"), "3 letters in a row", 1),
        ("*a*in*", Phrase(("a", "in"), is_one_word=True), "3 letters in a row", 1),
        ('"a b"~900', Near("a", "b", 50), "near within", 1),
        ("rent || flats", Either((Word("rent"), Word("flats"))), "read as OR", 6),
        ("rent && flats", All((Word("rent"), Word("flats"))), "read as AND", 6),
        ("flats !rent", All((Word("flats"), Not(Word("rent")))), "read as NOT", 7),
        ("rent^2", Word("rent"), "no weights", 1),
        ('"rent"^1.5', Word("rent", stemmed=False), "no weights", 7),
        ("rent title:", Word("rent"), "title: needs a value", 6),
        ('"hous* of"', Phrase(("hous", "of")), "no wildcards in quotation marks", 1),
        ("\N{HOUSE BUILDING}", All(), "no word in \N{HOUSE BUILDING}", 0),
        ("– & !", All(), "no word in – & !", 0),
    ],
)
def test_a_mistake_becomes_a_note_and_the_query_still_runs(
    typed: str, meant: Query | None, note: str, position: int
) -> None:
    parsed = parse(typed, VOCABULARY)

    assert meant is None or parsed.query == meant
    assert note in parsed.notes[0].text
    assert parsed.notes[0].position == position


@pytest.mark.parametrize(
    "typed", ["", " ", "*", "rent!", '"what is it?"', "R & D", "Note: rents", "rent | City of Graz"]
)
def test_what_people_write_anyway_needs_no_note(typed: str) -> None:
    assert parse(typed, VOCABULARY).notes == ()


def test_exact_switches_all_word_families_off() -> None:
    assert parse("rent flats", exact=True).query == All(
        (Word("rent", stemmed=False), Word("flats", stemmed=False))
    )


def test_a_long_or_deep_query_is_bounded() -> None:
    assert any("first" in note.text for note in parse("word " * 5000).notes)
    assert any("deep" in note.text for note in parse("(" * 500 + "a").notes)
    assert any("deep" in note.text for note in parse("a " + "-(" * 500 + "a").notes)
    parse("NOT " * 400 + "a")


@pytest.mark.parametrize("typed", ['"{}"', '"{}"~9', "{}"])
def test_of_a_phrase_without_end_the_first_words_are_read(typed: str) -> None:
    words = [f"w{number}" for number in range(3 * LONGEST_PHRASE)]
    parsed = parse(typed.format(("-" if typed == "{}" else " ").join(words)))

    read = parsed.query.words if isinstance(parsed.query, Phrase) else [*leaves(parsed.query)]
    assert len(read) <= LONGEST_PHRASE
    assert "first 50 words of a phrase" in parsed.notes[0].text


SIGNS = st.sampled_from(
    ["(", ")", '"', "“", "”", "-", "=", "~", "~3", "*", "?", ":", "AND", "OR", "NOT", "city:",
     "year:", "title:", "published_on:", "code:", "2008..2010", "2009", "<2009", ">2009-12-31",
     "EF/09/176/EN", "Wien",
     "!", "||", "&&", "^2",
     "rent", "Häuser", "co-operation", " ", "..", "women’s", "xx:", "İ", "½", "\u0301", "\x00"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(SIGNS, max_size=20).map("".join),
                 st.lists(SIGNS, max_size=20).map(" ".join)))  # fmt: skip
def test_no_text_is_refused_and_what_was_understood_can_be_written_again(text: str) -> None:
    query = parse(text, VOCABULARY).query

    again = parse(write(query), VOCABULARY)

    assert again.query == query
    assert again.notes == ()
