"""What holds for every page, whatever it lists."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import Catalogue
from corpus.document import Page
from corpus.failures import CannotRead
from corpus.vocabulary import Vocabulary, read_vocabulary
from ingest.extract.extracted import Extracted
from ingest.extract.readers import reader_for
from ingest.media_type import media_type_of
from ingest.records.lines import merged
from ingest.records.split import LONGEST, split
from ingest.report import Report
from tests.ingest.records.conftest import Parted

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "corpus" / "samples" / "documents"
REPORTS = ROOT.parent / "shared" / "data" / "reports"
TRUE_LISTS = {"news.html": 5, "networks.html": 7}

VOCABULARY = read_vocabulary()
NEWS = "\n\n".join(
    f"Title number {day}\n\nSome text, and its end.\n\nDate: 2016-03-0{day}" for day in (1, 2, 3)
)
PIECES = [
    "Title of an item", "A sentence of some text, as long as a line may be.", "Date: 2016-03-05",
    "start date: 05-03-2016", "end date: 06-03-2016", "publication date: 01-01-2000",
    "  •  housing", "Tags: a, b", "References", "Network\tAims\tComments",
    "URBACT\tlearning cities\tmany of them", "IMISCOE\tresearch centres\tin Europe",
    "\t\tthat go on", "<p>ECCAR</p>\t<li>against racism</li>\t", "lower case words",
    "Huber, A. & B. Novak (2009), Gardens of the city. Case study Graz.",
    "Huber A.: Parks at night. Graz, Verlag 2005.", "# A heading", "", " ", "***", "\u2028", "Ǆ.",
]  # fmt: skip


@given(
    pages=st.lists(
        st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=25).map("\n".join),
        max_size=4,
    ),
    left_out=st.booleans(),
)
def test_any_lines_keep_the_text_and_leave_out_spans_in_order_and_apart(
    pages: list[str], *, left_out: bool
) -> None:
    before = tuple(
        Page(number=n, text=text, left_out=((0, min(5, len(text))),) if left_out and text else ())
        for n, text in enumerate(pages, start=1)
    )

    page, *parts = split(Extracted(pages=before), VOCABULARY)

    assert [(p.number, p.text) for p in page.pages] == [(p.number, p.text) for p in before]
    for one in (*page.pages, *(p for part in parts for p in part.pages)):
        assert all(0 <= start < end <= len(one.text) for start, end in one.left_out)
        assert all(end < start for (_, end), (start, _) in pairwise(one.left_out))
        assert len(one.matched) == len(one.text)
    assert all(part.is_part and part.pages[0].text.strip() for part in parts)


def test_two_dates_with_nothing_between_them_are_no_error() -> None:
    first = "Title of an item\nDate: 2016-03-05\nA sentence of some text, as long as a line may be."
    second = "Title of an item\nDate: 2016-03-05\nDate: 2016-03-05"
    pages = (Page(number=1, text=first), Page(number=2, text=second))

    page, *_ = split(Extracted(pages=pages), VOCABULARY)

    assert [one.text for one in page.pages] == [first, second]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_merged_spans_cover_the_same_characters(spans: list[tuple[int, int]]) -> None:
    found = merged(spans)

    assert {at for span in found for at in range(*span)} == {
        at for start, end in spans for at in range(start, end)
    }
    assert all(end < start for (_, end), (start, _) in pairwise(found))


def test_what_is_left_out_already_is_no_part_of_a_record(parted: Callable[..., Parted]) -> None:
    head = "RUNNING HEAD\n\n"
    page = Page(number=1, text=head + NEWS, left_out=((0, 12),))
    found = parted(Extracted(pages=(page,)))

    assert len(found.parts) == 3
    assert found.page.pages[0].left_out == ((0, len(page.text)),)


@pytest.mark.parametrize(
    "extracted",
    [
        Extracted(pages=(Page(number=1, text=NEWS),), is_part=True),
        Extracted(pages=(Page(number=1, text=NEWS),), id="one"),
        Extracted(
            pages=tuple(Page(number=n, text=NEWS) for n in range(1, LONGEST + 2))
        ),
        Extracted(pages=()),
    ],
    ids=["a part", "its own id", "a long report", "no page"],
)  # fmt: skip
def test_some_documents_are_never_split(extracted: Extracted, vocabulary: Vocabulary) -> None:
    assert split(extracted, vocabulary) == [extracted]


def test_a_page_that_was_split_is_not_split_again(
    vocabulary: Vocabulary, parted: Callable[..., Parted]
) -> None:
    page = parted(NEWS).page

    assert split(replace(page), vocabulary) == [page]


@pytest.mark.parametrize(
    "text",
    [
        "Date: 2016-03-05\n" * 20_000,
        "Title\n\nText.\n\nDate: 2016-03-05\n\n" * 5_000,
        "URBACT\ta\tb\n" * 10_000,
        "\t" * 300_000,
        "Huber, A. (2009), Gardens of all.\n" * 3_000,
        "Huber, A. " * 30_000,
        "  •  a\n" * 50_000,
        "Tags: " + "a, " * 100_000,
        "x " * 200_000,
        "\n".join("- " * n for n in range(500)),
    ],
    ids=lambda text: str(text[:12]),
)
def test_hostile_lines_are_split_in_time(parted: Callable[..., Parted], text: str) -> None:
    assert parted(text).page.pages[0].text == text


def split_files(folder: Path) -> dict[str, int]:
    """How many records each file of a folder holds, for those that hold any."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".pdf", ".html", ".md", ".txt", ".docx"):
            try:
                extracted = reader_for(media_type_of(path)).read(path)
            except CannotRead:
                continue
            found[path.name] = sum(len(split(one, VOCABULARY)) - 1 for one in extracted)
    return {name: count for name, count in found.items() if count}


def test_of_the_samples_only_true_lists_are_split() -> None:
    assert split_files(SAMPLES) == TRUE_LISTS


@pytest.mark.shared
@pytest.mark.skipif(not REPORTS.is_dir(), reason="the folder of real reports is not here")
def test_no_real_report_is_split(real_reports: tuple[Catalogue, Report]) -> None:
    catalogue, _ = real_reports
    documents = catalogue.documents(catalogue.ids()).values()
    reports = [one for one in documents if Path(one.first("source")).is_relative_to(REPORTS)]

    assert len(reports) > 90
    assert [one.first("source") for one in reports if one.first("part_of")] == []
