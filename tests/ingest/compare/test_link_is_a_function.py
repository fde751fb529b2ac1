"""What comparing comes to depends on the documents alone, not on their order or the runs."""

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.catalogue import open_catalogue
from corpus.vocabulary import read_vocabulary
from ingest.compare.link import Linked

ABOUT = (
    "The network was set up by the cities themselves so that they could compare notes. "
    "Every city that takes part in it answers the same questionnaire in each module."
)


def prose(seed: int, words: int = 1000) -> str:
    """Sentences of made-up words, by number."""
    chance = random.Random(seed)
    made = ["".join(chance.choices("abdefgiklmnorstu", k=6)) for _ in range(words)]
    return " ".join(" ".join(made[at : at + 12]) + "." for at in range(0, words, 12))


VOCABULARY = read_vocabulary()
KNOWN: dict[tuple[str, ...], list[object]] = {}

CHAIN = prose(1, words=1500).split()

# Versions, a chain, editions, a translation, short and empty documents, and boilerplate.
COLLECTION: dict[str, dict[str, Any]] = {
    "print": {"pages": [prose(2)], "media_type": "application/pdf"},
    "web": {"pages": [prose(2) + " Imprint."]},
    "chain-1": {"pages": [" ".join(CHAIN[:1200])]},
    "chain-2": {"pages": [" ".join(CHAIN[150:1350])]},
    "chain-3": {"pages": [" ".join(CHAIN[300:])]},
    "edition-1": {"pages": [prose(3)], "year": "2001"},
    "edition-2": {"pages": [prose(3) + " More."], "year": "2002"},
    "en": {"pages": [prose(4, 60)], "code": "EF0794"},
    "fr": {"pages": [prose(5, 60)], "code": "EF0794", "language": "fr"},
    "short-1": {"pages": ["Closed on Mondays."], "title": "Notice"},
    "short-2": {"pages": ["closed on mondays"], "title": "Notice"},
    "scan": {"pages": [""]},
    **{
        f"case-{number}": {"pages": [prose(20 + number, words=120 + 30 * number), ABOUT]}
        for number in range(7)
    },
}


@contextmanager
def a_shelf(like: Any) -> Iterator[Any]:
    with TemporaryDirectory() as folder:
        catalogue = open_catalogue(Path(folder) / "catalogue.db")
        yield like(catalogue, VOCABULARY)
        catalogue.close()


def put(shelf: Any, id_: str) -> None:
    said = COLLECTION[id_]
    shelf.put(id_, *said["pages"], **{name: of for name, of in said.items() if name != "pages"})


def at_once(like: Any, ids: tuple[str, ...]) -> list[object]:
    """What comes of comparing all of some documents in one run."""
    if ids not in KNOWN:
        with a_shelf(like) as shelf:
            for id_ in ids:
                put(shelf, id_)
            shelf.link()
            KNOWN[ids] = shelf.state()
    return KNOWN[ids]


def test_comparing_again_changes_nothing(shelf: Any) -> None:
    for id_ in COLLECTION:
        put(shelf, id_)
    first = shelf.link()
    revision = shelf.catalogue.revision()
    again = shelf.link(0)

    assert first == Linked(versions=7, translations=1, left_out=6)
    assert again == Linked()
    assert shelf.catalogue.revision() == revision


@pytest.mark.parametrize("after", range(1, 12, 2))
def test_a_comparison_that_was_cut_off_is_made_up_for(shelf: Any, after: int) -> None:
    ids = [*COLLECTION]
    for id_ in ids:
        put(shelf, id_)
    shelf.link()
    for id_ in ("case-0", "case-1", "case-2", "web"):
        shelf.remove(id_)
    told = 0

    def cut_off(_what: str, _done: int, _total: int) -> None:
        nonlocal told
        told += 1
        if told == after:
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        shelf.link(on_progress=cut_off)
    shelf.link()

    assert shelf.state() == at_once(shelf.__class__, tuple(ids[:1] + ids[2:12] + ids[15:]))


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(sorted(COLLECTION)), per_run=st.integers(2, 12))
def test_the_order_of_documents_and_runs_does_not_matter(
    shelf: Any, order: list[str], per_run: int
) -> None:
    with a_shelf(type(shelf)) as other:
        for start in range(0, len(order), per_run):
            since = other.catalogue.revision()
            for id_ in order[start : start + per_run]:
                put(other, id_)
            other.link(since)

        assert other.state() == at_once(type(shelf), tuple(COLLECTION))


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(going=st.lists(st.sampled_from(sorted(COLLECTION)), min_size=1, max_size=9, unique=True))
def test_what_goes_leaves_nothing_behind(shelf: Any, going: list[str]) -> None:
    with a_shelf(type(shelf)) as other:
        for id_ in COLLECTION:
            put(other, id_)
        other.link()
        for number, id_ in enumerate(going):
            other.remove(id_)
            if number % 3 == 0:
                other.link(other.catalogue.revision())
        other.link(other.catalogue.revision())

        staying = tuple(id_ for id_ in COLLECTION if id_ not in going)
        assert other.state() == at_once(type(shelf), staying)
