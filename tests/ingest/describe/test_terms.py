import time

import pytest

from corpus.document import Page
from corpus.vocabulary import Term, Vocabulary
from ingest.describe.terms import MOST, STRETCH, Finder, uses


@pytest.mark.parametrize(
    ("term", "text", "is_there"),
    [
        ("rent", "The rent, they say, rose.", True),
        ("rent", "Parents talk.", False),
        ("tenant*", "(Tenants’ council)", True),
        ("tenant*", "lieutenants", False),
        ("hébergement", "HEBERGEMENT D’URGENCE", True),
        ("immigré*", "l’immigré", True),
        ("self-employ*", "“self-employment”", True),
        ("social hous", "so-called social\nhousing", True),
        ("social hous", "social life and housing", False),
        ("SME", "An SME’s owner", True),
        ("SMEs", "few SMEs.", True),
        ("SME", "sme", False),
        ("DIVE", "they dive", False),
        ("DIVE", "the DIVE-project", True),
    ],
)
def test_a_term_is_found_as_it_is_written(term: str, text: str, is_there: bool) -> None:  # noqa: FBT001
    assert bool(Finder([("subject", term)]).terms_in(text)) is is_there


NAMES = Vocabulary(modules=(Term(name="Housing", terms=("rent", "flat")),))


def test_a_term_counts_once_a_stretch() -> None:
    long = "x " * STRETCH
    pages = [Page(number=n, text=f"rent rent flat {long}") for n in (1, 2, 3)]

    found = uses(pages, NAMES)

    assert (found.stretches, found.score("Housing")) == (3, 6)
    assert found.by_subject["Housing"] == {"rent": 3, "flat": 3}


def test_short_pages_are_one_stretch() -> None:
    pages = [Page(number=n, text="rent") for n in range(1, 6)]

    assert uses(pages, NAMES).stretches == 1


def test_a_long_document_is_looked_at_evenly() -> None:
    long = "x " * STRETCH
    pages = [Page(number=n, text=f"rent {long}") for n in range(1, 1001)]

    assert uses(pages, NAMES).stretches <= MOST


def test_a_hostile_page_is_looked_at_in_little_time() -> None:
    before = time.process_time()

    uses([Page(number=1, text="a" * 5_000_000), Page(number=2, text="- " * 2_000_000)], NAMES)

    assert time.process_time() - before < 60
