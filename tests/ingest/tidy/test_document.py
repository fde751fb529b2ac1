"""A document is tidied whole: nothing of it is lost, and nothing in it makes that slow."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Claim, Origin, Page
from corpus.vocabulary import Vocabulary, read_vocabulary
from ingest.extract.extracted import Extracted
from ingest.media_type import DOCX, HTML, JSON_LINES, MARKDOWN, PDF, PLAIN_TEXT
from ingest.tidy.document import tidied

Tidied = Callable[..., tuple[Page, ...]]
VOCABULARY = read_vocabulary()
SECONDS = 60
"""Far more than any of the hostile documents takes, and far less than one that is quadratic."""


def test_what_is_known_of_a_document_is_kept(vocabulary: Vocabulary) -> None:
    claim = Claim(field="title", value="Vienna", origin=Origin.EMBEDDED)
    given = Extracted(
        pages=(Page(number=1, text="a", language="de", is_ocr=True),),
        claims=(claim,), heading="Vienna", id="v", is_part=True, warnings=("damaged",),
    )  # fmt: skip

    assert tidied(given, vocabulary, PDF) == given


@pytest.mark.parametrize("media_type", [PDF, HTML, DOCX, MARKDOWN, PLAIN_TEXT, JSON_LINES])
def test_ligatures_and_breaks_go_from_every_format(tidy: Tidied, media_type: str) -> None:
    (page,) = tidy("oﬃces for inte-\ngration", media_type=media_type)

    assert page.text == "offices for integration"


@pytest.mark.parametrize("media_type", [PDF, HTML, DOCX, MARKDOWN, PLAIN_TEXT, JSON_LINES])
def test_titles_and_headings_are_cleaned_as_the_text_is(
    vocabulary: Vocabulary, media_type: str
) -> None:
    written = "ﬁnancial Wohnungs\u00adpolitik"
    given = Extracted(
        pages=(Page(number=1, text="a", label=written, section=written),),
        claims=(Claim(field="title", value=written, origin=Origin.EMBEDDED, evidence=written),),
        heading=written,
    )

    after = tidied(given, vocabulary, media_type)

    plain = "financial Wohnungspolitik"
    assert after.heading == after.claims[0].value == plain
    assert after.pages[0].label == after.pages[0].section == plain
    assert after.claims[0].evidence == written


@pytest.mark.parametrize("media_type", [HTML, DOCX, MARKDOWN, PLAIN_TEXT, JSON_LINES, "x/y"])
def test_no_break_spaces_and_lone_surrogates_go_from_every_format(
    tidy: Tidied, media_type: str
) -> None:
    (page,) = tidy("Terrassa\u00a0(ES) \ud800", media_type=media_type)

    assert page.text == "Terrassa (ES) \ufffd"


def test_what_a_reader_left_out_stays_where_it_is(vocabulary: Vocabulary) -> None:
    page = Page(number=1, text="of\ufb01ce inte-\ngration", left_out=((0, 5),))

    (after,) = tidied(Extracted(pages=(page,)), vocabulary, PLAIN_TEXT).pages

    assert (after.text, after.left_out) == (page.text, page.left_out)


LINES = (
    "12", "Page 3", "Contents", "1 Housing .... 4", "About CLIP", "References", "2.1 Rents",
    "Vienna", "hous-", "ing\u00ad", "A B C D", "C L I P", "", " ", "Ã©", "Smith (2009), p. 3",
    "CLIP cities", "A sentence ends here.", "7Housing", "iv",
)  # fmt: skip
texts = st.lists(
    st.lists(st.sampled_from(LINES) | st.text(max_size=12), max_size=8).map("\n".join),
    max_size=9,
)


@given(texts=texts, media_type=st.sampled_from([PDF, HTML, PLAIN_TEXT]))
def test_what_is_left_out_is_in_order_apart_and_within_the_page(
    texts: list[str], media_type: str
) -> None:
    pages = tuple(Page(number=n, text=text) for n, text in enumerate(texts, start=1))

    tidy = tidied(Extracted(pages=pages), VOCABULARY, media_type).pages

    assert [page.number for page in tidy] == [page.number for page in pages]
    for page in tidy:
        edges = [edge for span in page.left_out for edge in span]
        assert edges == sorted(set(edges))
        assert all(0 <= edge <= len(page.text) for edge in edges)
        assert len(page.matched) == len(page.text)


HOSTILE = {
    "a million spaces": (" " * 1_000_000,),
    "a million short lines": ("a\n" * 1_000_000,),
    "a million blank lines": ("\n" * 1_000_000,),
    "a million letters apart": ("x " * 1_000_000,),
    "a million breaks": ("ab-\n" * 250_000,),
    "a million dashes": ("a- b" * 250_000,),
    "a million soft hyphens": ("\u00ad" * 1_000_000,),
    "a million dots": ("Housing " + "." * 1_000_000 + " 3",),
    "the same heading again and again": ("References\n" * 100_000,),
    "boilerplate again and again": ("About CLIP\nWords end.\nHousing\n" * 30_000,),
    "numbered lines": tuple("1 Housing\n2 Rents\n" * 100 for _ in range(200)),
    "fifty thousand pages": tuple(f"Head {n % 900}\ntext {n}\n{n}" for n in range(50_000)),
    "pages without numbers": ("",) * 24_000,
    "thousands of pages of contents": ("Contents\nHousing .... 3\n" * 3,) * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_takes_bounded_work(tidy: Tidied, name: str) -> None:
    before = time.process_time()

    tidy(*HOSTILE[name])

    assert time.process_time() - before < SECONDS
