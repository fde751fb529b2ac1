"""Queries that are drawn: all different, the same each time, and about what is there."""

from benchmarks.queries import COMPLETION, OPENINGS, draw
from corpus.document import Document, Page
from corpus.vocabulary import read_vocabulary
from corpus.words import exact

VOCABULARY = read_vocabulary()
PAGE = """Rents rose where housing was scarce, and families moved outward each spring while
tenants waited years before any council offered suitable dwellings near schools or tramlines"""


def library(documents: int = 12) -> list[Document]:
    return [
        Document(
            id=str(number),
            values={
                "city": (("Vienna", "Turku", "Malmö")[number % 3],),
                "year": (f"{2000 + number}",),
            },
            pages=(Page(number=1, text=f"{PAGE} {'quarter ' * (number % 2)}", language="en"),),
        )
        for number in range(documents)
    ]


def test_no_query_is_asked_twice() -> None:
    drawn = draw(library(), VOCABULARY, 10)

    assert all(len({repr(ask) for ask in asks}) == len(asks) for asks in drawn.values())


def test_the_same_library_is_asked_the_same_in_every_run() -> None:
    assert draw(library(), VOCABULARY, 10) == draw(library(), VOCABULARY, 10)


def test_each_kind_is_written_in_its_own_way() -> None:
    drawn = draw(library(), VOCABULARY, 8)

    assert all(len(ask.text.split()) == 2 for ask in drawn["two words"])
    assert all(ask.text.startswith('"') and ask.text.endswith('"') for ask in drawn["phrase"])
    assert all(ask.text.endswith('"~8') for ask in drawn["near"])
    assert all("*" in ask.text or "?" in ask.text for ask in drawn["wildcard"])
    assert all(ask.text.endswith("~") for ask in drawn["fuzzy"])
    assert all(ask.filters and ask.text for ask in drawn["filtered"])
    assert all(not ask.text for ask in drawn["everything"])
    assert all(
        ask.text.endswith("?") and ask.text.split()[0] in OPENINGS for ask in drawn["question"]
    )
    assert all(2 <= len(ask.text) <= 4 for ask in drawn[COMPLETION])


def test_a_phrase_stands_on_a_page() -> None:
    flat = " ".join(PAGE.lower().replace(",", "").split())

    assert all(
        ask.text.strip('"') in f"{flat} quarter" for ask in draw(library(), VOCABULARY, 8)["phrase"]
    )


def test_every_search_counts_facets() -> None:
    drawn = draw(library(), VOCABULARY, 4)

    assert all(ask.facets for kind, asks in drawn.items() if kind != COMPLETION for ask in asks)


def test_policy_words_are_terms_of_the_thesaurus_that_the_library_holds() -> None:
    thesaurus = VOCABULARY.thesaurus

    asked = [ask.text.split() for ask in draw(library(), VOCABULARY, 4)["policy words"]]

    assert asked
    assert all(any(term.expansions for term in thesaurus.terms_in(typed)) for typed in asked)
    assert all(exact(word) in f"{PAGE.lower()} quarter" for typed in asked for word in typed)
