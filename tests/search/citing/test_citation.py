"""A quotation leads to its page, in any style, and shows nothing that was not said."""

from pathlib import Path

import citeproc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from corpus.document import Document
from search.citing import style
from search.citing.citation import Quotation, cite, reference
from search.citing.style import STYLES, UnknownStyle
from tests.conftest import build_document

HERE = "http://here.example/?document=5f2c&page=23"

NASTY = st.text(st.characters(exclude_categories=()), max_size=30) | st.sampled_from(
    ["<script>alert(1)</script>", '" onclick="x', "a\ud800b", "\ue000italic\ue002x", "\x00",
     "x" * 9999, '<span class="nocase">', "&amp;", "{", "\u202e", "...", "What?", "."]
)  # fmt: skip


@pytest.fixture
def stuttgart() -> Document:
    return build_document(
        "5f2c",
        title="Housing and segregation",
        subtitle="Case study: Stuttgart",
        author=("Doris Lüken-Klaßen", "A. van Heelsum"),
        publisher="Eurofound",
        code="EF0912",
        year="2009",
        kind="case study",
        network="CLIP",
    )


@pytest.fixture
def quoted(stuttgart: Document) -> Quotation:
    return Quotation(
        document=stuttgart, page_number=23, page_label="17", text="Rents\n rose.", link=HERE
    )


def test_a_quotation_stands_with_its_page_its_reference_and_its_link(quoted: Quotation) -> None:
    assert cite(quoted).split("\n") == [
        "“Rents rose.” (Lüken-Klaßen & van Heelsum, 2009, p. 17, page 23 of the file)",
        (
            "Lüken-Klaßen, Doris & van Heelsum, A. (2009). Housing and segregation: "
            "Case study: Stuttgart (Case study EF0912). CLIP. Eurofound."
        ),
        HERE,
    ]


def test_a_note_says_all_in_one(quoted: Quotation) -> None:
    assert cite(quoted, "note").split("\n") == [
        (
            "“Rents rose.” Doris Lüken-Klaßen and A. van Heelsum, Housing and segregation: "
            "Case study: Stuttgart (Case study EF0912, CLIP, Eurofound, 2009), "
            "p. 17, page 23 of the file."
        ),
        HERE,
    ]


@pytest.mark.parametrize(("label", "said"), [("", "p. 23)"), ("23", "p. 23)"), ("A-7", "p. A-7,")])
def test_the_page_is_the_printed_one(stuttgart: Document, label: str, said: str) -> None:
    text = cite(Quotation(document=stuttgart, page_number=23, page_label=label))

    assert f"2009, {said}" in text
    assert ("page 23 of the file" in text) == (label == "A-7")


def test_a_heading_is_cited_as_a_section(stuttgart: Document) -> None:
    text = cite(Quotation(document=stuttgart, page_number=2, page_label="Measures taken"))

    assert "2009, sect. Measures taken)" in text
    assert "of the file" not in text


def test_a_page_is_cited_without_quotation_marks_where_no_words_are(stuttgart: Document) -> None:
    assert cite(Quotation(document=stuttgart, page_number=2)).startswith("(Lüken-Klaßen &")


def test_a_reference_ends_with_the_link_alone(stuttgart: Document) -> None:
    for name in STYLES:
        assert reference(stuttgart, name, link=HERE).endswith(f". {HERE}")


@pytest.mark.parametrize("name", STYLES)
def test_what_is_not_known_is_left_out(name: str) -> None:
    text = reference(build_document("1", title="Plan of houses"), name)

    assert text in ("Plan of houses (n.d.).", "Plan of houses.")


@pytest.mark.parametrize("name", STYLES)
def test_a_document_of_which_nothing_is_known_is_named_by_its_id(name: str) -> None:
    assert "5f2c" in reference(Document(id="5f2c"), name)


def test_a_body_that_publishes_itself_is_named_once() -> None:
    text = reference(build_document("1", title="Plan", publisher="Eurofound", year="2009"))

    assert text == "Eurofound (2009). Plan."


def test_a_full_stop_never_stands_twice() -> None:
    document = build_document("1", title="Who pays?", author="Berg, A.", year="2009")

    assert reference(document) == "Berg, A. (2009). Who pays?"
    assert reference(document, html=True) == "Berg, A. (2009). <i>Who pays?</i>"


def test_a_piece_of_news_has_its_day() -> None:
    news = build_document("1", kind="news item", title="A visit", published_on="2009-11-03")

    assert reference(news) == "A visit (2009, 3 November). News item."


def test_in_html_every_part_is_a_paragraph(quoted: Quotation) -> None:
    first, second, third = cite(quoted, html=True).split("\n")

    assert first.startswith("<p><q>Rents rose.</q> (Lüken-Klaßen &amp; van Heelsum, 2009")
    assert "<i>Housing and segregation: Case study: Stuttgart</i>" in second
    shown = HERE.replace("&", "&amp;")
    assert third == f'<p><a href="{shown}">{shown}</a></p>'


def test_a_link_leads_to_a_web_page_and_nowhere_else(stuttgart: Document) -> None:
    hostile = Quotation(document=stuttgart, page_number=1, link="javascript:alert(1)")

    assert "<a" not in cite(hostile, html=True)


@pytest.mark.parametrize("name", STYLES)
@settings(max_examples=80)
@given(title=NASTY, author=NASTY, kind=NASTY, words=NASTY, label=NASTY, link=NASTY)
def test_html_holds_only_our_own_marks(
    name: str, title: str, author: str, kind: str, words: str, label: str, link: str
) -> None:
    document = build_document("1", title=title, author=author, kind=kind, publisher=author)
    quotation = Quotation(document=document, page_number=3, page_label=label, text=words, link=link)

    written = cite(quotation, name, html=True)

    written.encode()
    page = etree.fromstring(f"<div>{written.replace('&nbsp;', ' ')}</div>")
    assert {one.tag for one in page.iter()} <= {"div", "p", "q", "i", "a"}
    assert {key for one in page.iter() for key in one.attrib} <= {"href"}


@pytest.mark.parametrize("name", STYLES)
@settings(max_examples=80)
@given(title=NASTY, author=NASTY, words=NASTY)
def test_a_text_is_of_whole_lines_that_can_be_printed(
    name: str, title: str, author: str, words: str
) -> None:
    document = build_document("1", title=title, author=author)

    text = cite(Quotation(document=document, page_number=3, text=words, link=HERE), name)

    text.encode()
    assert not any(ord(letter) < 32 and letter != "\n" for letter in text)
    assert not set(text) & set("\ue000\ue001\ue002\ue003") - set(words)
    assert text.count("\n") == (2 if name == "author-date" else 1)


@pytest.mark.parametrize("name", STYLES)
def test_our_styles_are_valid(name: str) -> None:
    schema = etree.RelaxNG(etree.parse(citeproc.SCHEMA_PATH))
    parsed = etree.parse(str(Path(style.__file__).parent / "styles" / f"{name}.csl"))

    assert schema.validate(parsed), schema.error_log


def test_every_style_beside_the_module_has_its_name() -> None:
    folder = Path(style.__file__).parent / "styles"

    assert sorted(STYLES) == sorted(path.stem for path in folder.iterdir())


def test_a_style_may_be_any_csl_file(quoted: Quotation, tmp_path: Path) -> None:
    path = tmp_path / "short.csl"
    path.write_text(SHORT, encoding="utf-8")

    assert cite(quoted, path).split("\n")[0] == (
        "“Rents rose.” [Lüken-Klaßen 17, page 23 of the file]"
    )
    assert reference(quoted.document, path) == "Housing and segregation: Case study: Stuttgart"


def test_a_style_that_was_changed_is_read_again(quoted: Quotation, tmp_path: Path) -> None:
    path = tmp_path / "short.csl"
    path.write_text(SHORT, encoding="utf-8")
    cite(quoted, path)
    path.write_text(SHORT.replace('prefix="["', 'prefix="&lt;"'), encoding="utf-8")

    assert "<Lüken-Klaßen" in cite(quoted, path)


def test_the_style_of_another_is_used_as_it_is(quoted: Quotation) -> None:
    bundled = Path(citeproc.STYLES_PATH) / "harvard-cite-them-right.csl"

    text = cite(quoted, bundled)

    assert "(Lüken-Klaßen and van Heelsum, 2009, p. 17" in text
    assert HERE in text


@pytest.mark.parametrize(
    "written",
    [
        "",
        "no XML",
        "<html/>",
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"/>',
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl"><citation><layout>'
            '<text macro="none"/></layout></citation></style>'
        ),
    ],
)
def test_a_file_that_is_no_style_is_told(quoted: Quotation, tmp_path: Path, written: str) -> None:
    path = tmp_path / "broken.csl"
    path.write_text(written, encoding="utf-8")

    with pytest.raises(UnknownStyle, match=r"broken\.csl"):
        cite(quoted, path)


def test_a_file_that_is_not_there_is_told(quoted: Quotation, tmp_path: Path) -> None:
    with pytest.raises(UnknownStyle, match="No such file"):
        cite(quoted, tmp_path / "none.csl")


def test_a_name_is_never_taken_for_a_file(quoted: Quotation) -> None:
    with pytest.raises(UnknownStyle, match="author-date, note"):
        cite(quoted, "/etc/passwd")


SHORT = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Short</title><id>short</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="[" suffix="]"><group delimiter=" ">
    <names variable="author"><name form="short" et-al-min="2" et-al-use-first="1"/>
      <et-al term="none"/></names>
    <text variable="locator"/></group></layout></citation>
  <bibliography><layout><text variable="title"/></layout></bibliography>
</style>
"""
