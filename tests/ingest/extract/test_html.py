from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.extract import html_claims
from ingest.extract.extracted import Extracted
from ingest.extract.html import HtmlReader


def read(tmp_path: Path, content: str | bytes) -> Extracted:
    path = tmp_path / "page.html"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (extracted,) = HtmlReader().read(path)
    return extracted


def text(extracted: Extracted) -> str:
    return "\n".join(page.text for page in extracted.pages)


def claimed(extracted: Extracted) -> set[tuple[str, str]]:
    return {(claim.field, claim.value) for claim in extracted.claims}


def test_a_section_a_page_labelled_with_its_heading(tmp_path: Path) -> None:
    page = read(tmp_path, "<p>Before<h1>Housing</h1><p>Flats<h2>In Vienna</h2><p>Many")

    assert [(p.number, p.label, p.text) for p in page.pages] == [
        (1, "", "Before"),
        (2, "Housing", "Housing\n\nFlats"),
        (3, "In Vienna", "In Vienna\n\nMany"),
    ]
    assert page.heading == "Housing"


def test_a_heading_with_nothing_below_it_goes_to_the_next_section(tmp_path: Path) -> None:
    page = read(tmp_path, "<h1>Housing</h1><h2>In Vienna</h2><p>Many")

    assert [(p.label, p.text) for p in page.pages] == [
        ("In Vienna", "Housing\n\nIn Vienna\n\nMany")
    ]


def test_what_stands_around_the_text_is_left_out(tmp_path: Path) -> None:
    body = "The city has built many flats for newcomers and for those born here."
    page = read(tmp_path, f"<nav>Menu</nav><script>x=1</script><p>{body}</p><footer>Terms</footer>")

    assert text(page) == body


def test_a_page_that_stands_in_a_form_is_read_all_the_same(tmp_path: Path) -> None:
    page = read(tmp_path, "<form><h1>Housing</h1><p>" + "many flats " * 20 + "</p></form>")

    assert page.heading == "Housing"
    assert "many flats" in text(page)


def test_the_header_of_an_article_is_its_heading(tmp_path: Path) -> None:
    body = "flat " * 20
    page = read(tmp_path, f"<header>Site</header><article><header><h1>Housing</h1></header>{body}")

    assert page.heading == "Housing"
    assert "Site" not in text(page)


def test_rows_are_lines_and_cells_are_separated_by_tabs(tmp_path: Path) -> None:
    page = read(
        tmp_path,
        "<table><tr><th>City<th>Year<tr><td><p>Vienna</p><td>2009<br>2010</table><p>After",
    )

    assert text(page) == "City\tYear\nVienna\t2009 2010\n\nAfter"


def test_a_table_that_arranges_the_page_is_no_table(tmp_path: Path) -> None:
    page = read(tmp_path, "<table><tr><td><h1>Housing</h1><p>One<p>Two</table>")

    assert [p.label for p in page.pages] == ["Housing"]
    assert text(page) == "Housing\n\nOne\n\nTwo"


def test_inline_elements_do_not_break_words_and_blocks_do(tmp_path: Path) -> None:
    page = read(tmp_path, "<p>inte<b>gra</b>tion<br>of<ul><li>one<li>two</ul><div>x</div><div>y")

    assert text(page) == "integration\nof\n\none\ntwo\n\nx\ny"


@pytest.mark.parametrize(
    "content",
    [
        "Liège".encode(),
        "Liège".encode("cp1252"),
        "Liège".encode("utf-16"),
        b'<meta charset="iso-8859-2">' + "Liège".replace("è", "é").encode("iso-8859-2"),
        b'<meta charset="utf-16">' + "Liège".encode(),
        b'<meta charset="no-such">' + "Liège".encode(),
    ],
)
def test_the_encoding_is_honoured_unless_it_cannot_be(tmp_path: Path, content: bytes) -> None:
    assert text(read(tmp_path, content)) in ("Liège", "Liége")


def test_nesting_does_not_overflow(tmp_path: Path) -> None:
    assert text(read(tmp_path, "<div>" * 50_000 + "deep")) == "deep"


def test_pages_of_a_converted_pdf_keep_their_numbers(tmp_path: Path) -> None:
    head = '<meta name="generator" content="pdftohtml 0.36">'
    page = read(tmp_path, f"{head}<a name=4></a>Four<hr><a name=5></a>Five<hr>")

    assert [(p.label, p.text) for p in page.pages] == [("4", "Four"), ("5", "Five")]


def test_a_page_says_what_it_is(tmp_path: Path) -> None:
    page = read(
        tmp_path,
        """<html lang="de-AT"><title>Wohnen | Stadt</title>
        <meta name="DC.title" content="Wohnen in Wien">
        <meta name="DC.date" content="25-07-2017"><meta name="author" content="Ana Ruiz">
        <meta name="keywords" content="housing, Vienna">
        <meta name="citation_author" content="Jan Ode">
        <script type="application/ld+json">{"headline": "Wohnen", "datePublished": "2017-07-25",
        "author": [{"name": "Eva Maier"}]}</script>""",
    )

    assert claimed(page) == {
        ("language", "de"),
        ("title", "Wohnen | Stadt"),
        ("title", "Wohnen in Wien"),
        ("title", "Wohnen"),
        ("year", "2017"),
        ("published_on", "2017-07-25"),
        ("author", "Ana Ruiz"),
        ("author", "Jan Ode"),
        ("author", "Eva Maier"),
        ("tag", "housing"),
        ("tag", "Vienna"),
    }


def test_the_name_of_the_site_is_taken_off_the_title(tmp_path: Path) -> None:
    page = read(tmp_path, "<title>York Local Plan - Extractor</title><h1>York Local Plan</h1><p>x")

    assert claimed(page) == {("title", "York Local Plan")}


def test_a_kind_is_taken_and_a_type_true_of_any_report_is_not(tmp_path: Path) -> None:
    stated = (
        '<meta name="DC.type" content="good practice guide"><meta name="dc.type" content="Text">'
    )

    assert claimed(read(tmp_path, f"{stated}<p>x")) == {("kind", "good practice guide")}


@pytest.mark.parametrize("script", ["{", "[" * 100_000, "3", '{"@graph": 3}', '{"headline": 3}'])
def test_a_broken_record_says_nothing(script: str) -> None:
    assert list(html_claims.claims_of(html_claims.Head(json_ld=(script,)), "")) == []


def test_names_of_meta_tags_are_as_they_are_looked_for() -> None:
    assert all(name == name.strip().lower() for name in html_claims.META)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300) | st.text(alphabet="<>/!-ahpdtr1&; \n\"'=").map(str.encode))
def test_any_bytes_are_a_page(tmp_path: Path, content: bytes) -> None:
    assert all(page.text.strip() for page in read(tmp_path, content).pages)


@pytest.mark.parametrize(
    "hostile",
    [
        "<table><tr><td>" * 5_000,
        "<h1>a" * 10_000,
        " " * 500_000,
        "<!---->" * 10_000,
        "<meta " * 50_000,
        "<header>" * 10_000,
    ],
    ids=lambda text: str(text[:8]),
)
def test_hostile_html_is_read_in_time(tmp_path: Path, hostile: str) -> None:
    assert text(read(tmp_path, hostile + "end")).count("end") <= 1


PROGRAMME = (
    "The programme lets newcomers rent flats owned by the municipality for up to three years."
)
LINE = "City of Example, Town Hall, 1 Market Square, telephone 01234 567890, open 9 to 5"


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{LINE}</p><form><main><h1>Housing</h1><p>{PROGRAMME}</p></main></form>",
        f"<p>{LINE}</p><form id=aspnetForm><div><h1>Housing</h1><p>{PROGRAMME}</p></div></form>",
        f"<p>{LINE}</p><form>{f'<p>{PROGRAMME}</p>' * 5}</form>",
        f"<p>{LINE}</p><form>{'<a href=b>A list</a> ' * 400}<p>{PROGRAMME}</p></form>",
        f"<main><h1>Housing</h1><p>{LINE}</p><aside><p>{PROGRAMME}</p></aside></main>",
        f"<article><p>{LINE}</p><aside><h3>Note</h3><p>{PROGRAMME}</p></aside></article>",
        f"<div id=root></div><noscript><h1>Housing</h1><p>{PROGRAMME}</p></noscript>",
    ],
)
def test_the_text_is_read_wherever_it_stands(tmp_path: Path, page: str) -> None:
    assert PROGRAMME in text(read(tmp_path, page))


@pytest.mark.parametrize(
    "page",
    [
        "<form><label>Your name, as it stands on your card</label><p>around here</p></form>",
        "<form role=search><label>around</label><input><button>Search the site</button></form>",
        "<aside><p>around here</p></aside>",
        "<main><aside><ul><li><a href=b>around here</a><li><a href=c>More</a></ul></aside></main>",
        "<noscript>around: switch on JavaScript to see the whole of this page</noscript>",
        "<div id=onetrust-consent-sdk><h2>Your privacy</h2><p>around: we use cookies.</p></div>",
    ],
)
def test_what_is_beside_the_text_is_left_out(tmp_path: Path, page: str) -> None:
    read_page = read(tmp_path, f"{page}<h1>Housing</h1><p>{PROGRAMME}</p>")

    assert PROGRAMME in text(read_page)
    assert "around" not in text(read_page)
