"""A concordance shows every match, and each as it stands in the text."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Document
from index.looking import evidence
from search.question import Ask
from search.searcher import Searcher
from search.tables.concordance import COLUMNS, as_row, concordance, left_of, right_of
from tests.search.made_library import FILTERS, QUERIES, documents, searcher_of

Builder = Callable[..., Document]


@pytest.fixture
def searcher(tmp_path: Path, a_document: Builder) -> Searcher:
    return searcher_of(
        tmp_path,
        [
            a_document(
                "1",
                ["No word of it.", "The rent\n is low; rents\trise.", "(rent)"],
                title="A\nreport of rent",
                city=("Vienna", "Graz"),
                module="Housing",
                year="2009",
            ),
            a_document("2", "Die Miete, the rent.", language="de", city="Turin"),
        ],
    )


def shown(searcher: Searcher, text: str, **given: int) -> list[tuple[str, str, str]]:
    lines = concordance(searcher, Ask(text=text), **given)  # type: ignore[arg-type]
    return [(line.left, line.match, line.right) for line in lines]


def test_a_line_holds_all_there_is_to_say_of_a_match(searcher: Searcher) -> None:
    ask = Ask(text="rent", filters={"city": ("Wien",)})
    line = next(concordance(searcher, ask, link=lambda id_, number: f"{id_}#{number}"))

    assert (line.city, line.module, line.year) == (("Vienna", "Graz"), ("Housing",), "2009")
    assert (line.id, line.title, line.number, line.language) == ("1", "A report of rent", 2, "en")
    assert (line.left, line.match, line.right) == ("The ", "rent", " is low; rents rise.")
    assert line.link == "1#2"


def test_a_row_has_a_cell_for_each_column(searcher: Searcher) -> None:
    line = next(concordance(searcher, Ask(text="rent city:Graz")))

    row = dict(zip(COLUMNS, as_row(line), strict=True))
    assert (row["city"], row["page"], row["left"]) == ("Vienna; Graz", 2, "The")


def test_pages_and_matches_come_in_order(searcher: Searcher) -> None:
    assert shown(searcher, "rent city:Graz") == [
        ("The ", "rent", " is low; rents rise."),
        ("The rent is low; ", "rents", " rise."),
        ("(", "rent", ")"),
    ]


def test_words_are_cut_whole(searcher: Searcher) -> None:
    assert shown(searcher, "rise", width=9) == [("rents ", "rise", ".")]
    assert shown(searcher, "low", width=9) == [("rent is ", "low", "; rents")]


def test_without_a_word_for_the_text_there_are_no_lines(searcher: Searcher) -> None:
    assert not shown(searcher, "")
    assert not shown(searcher, "city:Graz -flat title:rent")


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ('"the rent"', ["The rent", "the rent"]),
        ('"low rise"~3', ["low", "rise"]),
        ("ris*", ["rise"]),
        ("miette~", ["Miete"]),
        ("=rents", ["rents"]),
        ('city:Graz "the rent" rent', ["The rent", "rents", "rent"]),
    ],
)
def test_every_kind_of_leaf_is_shown_and_overlaps_are_joined(
    searcher: Searcher, text: str, matches: list[str]
) -> None:
    assert sorted(match for _, match, _ in shown(searcher, text)) == sorted(matches)


def test_text_that_is_left_out_leaves_no_gap(tmp_path: Path, a_document: Builder) -> None:
    document = a_document("1", "We wait for a cheap\n   HOUSING REPORT 7   \nflat in the town.")
    (page,) = document.pages
    start = page.text.index("HOUSING")
    page = replace(page, left_out=((start, start + len("HOUSING REPORT 7")),))

    searcher = searcher_of(tmp_path, [replace(document, pages=(page,))])
    assert shown(searcher, "flat") == [("We wait for a cheap ", "flat", " in the town.")]
    assert shown(searcher, '"cheap flat"') == [("We wait for a ", "cheap flat", " in the town.")]
    assert not shown(searcher, "housing")


def test_a_wide_gap_does_not_hide_the_words_behind_it(tmp_path: Path, a_document: Builder) -> None:
    gap = " \n" * 5000
    searcher = searcher_of(tmp_path, [a_document("1", f"cheap{gap}flat{gap}here")])

    assert shown(searcher, "flat") == [("cheap ", "flat", " here")]


def test_a_text_without_blanks_is_cut_where_it_must(tmp_path: Path, a_document: Builder) -> None:
    searcher = searcher_of(tmp_path, [a_document("1", f"{'x' * 5000}-flat-{'y' * 5000}")])

    ((left, match, right),) = shown(searcher, "flat")
    assert (len(left), match, len(right)) == (60, "flat", 60)


def test_nothing_is_capped_and_nothing_is_read_ahead(tmp_path: Path, a_document: Builder) -> None:
    held = [a_document(f"{n:03}", ["rent " * 50] * 3) for n in range(60)]
    searcher = searcher_of(tmp_path, held)

    assert sum(1 for _ in concordance(searcher, Ask(text="rent"))) == 60 * 3 * 50


@given(
    text=st.text(alphabet="ab \n\t'é", max_size=60), at=st.integers(0, 60), width=st.integers(1, 9)
)
def test_the_words_beside_a_place_are_as_they_stand(text: str, at: int, width: int) -> None:
    at = min(at, len(text))
    left, right = left_of(text, at, width), right_of(text, at, width)

    assert len(left.strip()) <= width
    assert len(right.strip()) <= width
    assert " ".join(text[:at].split()).endswith(left.strip())
    assert " ".join(text[at:].split()).startswith(right.strip())
    assert left.endswith(" ") == (bool(left.strip()) and text[at - 1].isspace())
    assert right.startswith(" ") == (bool(right.strip()) and text[at].isspace())
    if (whole := " ".join(text[:at].split())) and len(whole) <= width:
        assert left.strip() == whole


@pytest.mark.parametrize("engine", ["memory", "tantivy"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(held=documents(), text=QUERIES, filters=FILTERS)
def test_the_lines_are_the_places_of_the_leaves(
    engine: str, held: list[Document], text: str, filters: dict[str, tuple[str, ...]]
) -> None:
    with TemporaryDirectory() as folder:
        searcher = searcher_of(Path(folder), held, engine)
        ask = Ask(text=text, filters=filters)
        wanted = evidence(searcher.understand(ask).query)
        by_id = {document.id: document for document in held}
        meant = []
        for found in searcher.every(ask).found:
            for page in by_id[found.id].pages:
                at: set[int] = set()
                for leaf in wanted:
                    for start, end in leaf.spans(page.matched, page.language):
                        at |= set(range(start, end))
                meant.append((found.id, page.number, "".join(page.matched[n] for n in sorted(at))))
        lines = list(concordance(searcher, ask, width=500))
        for id_, number, letters in meant:
            here = [line for line in lines if (line.id, line.number) == (id_, number)]
            text_ = "".join(line.match for line in here)
            assert text_.replace(" ", "") == "".join(letters.split())
            whole = " ".join(by_id[id_].pages[number - 1].matched.split())
            assert all(f"{one.left}{one.match}{one.right}" == whole for one in here)
        order = [(line.id, line.number) for line in lines]
        places = [(id_, number) for id_, number, letters in meant if letters]
        assert list(dict.fromkeys(order)) == places
