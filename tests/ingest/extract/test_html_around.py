"""What stands around the text of a web page is not read; what only looks so is."""

from pathlib import Path

import pytest

from ingest.extract.html import HtmlReader

TEXT = "The city has built many flats for newcomers and for those who were born here."

UNNAMED = "<ul>" + "".join(f'<li><a href="/{n}">Page {n}</a>' for n in range(4)) + "</ul>"


def text_of(tmp_path: Path, body: str) -> str:
    path = tmp_path / "page.html"
    path.write_text(body, encoding="utf-8")
    return "\n".join(page.text for page in HtmlReader().read(path)[0].pages)


@pytest.mark.parametrize(
    "around",
    [
        '<div class="govuk-breadcrumbs"><ol><li><a href="/">Home</a><li>Housing</ol></div>',
        '<div id="breadcrumb"><a href="/">Home</a> &gt; <a href="/n">Network</a></div>',
        '<p class="bread-crumbs">You are here: Home / Housing</p>',
        '<div class="menu"><a href="/c">All cities</a> | <a href="/m">Modules</a></div>',
        '<ul class="main-nav"><li><a href="/c">All cities</a><li><a href="/m">Modules</a></ul>',
        '<div id="sidebar"><h2>More</h2><a href="/c">All cities</a><a href="/m">Modules</a></div>',
        '<div class="cookie-consent-prompt"><h2>Cookies</h2><p>We use cookies. <button>Fine</div>',
        '<div id="CookieBanner" class="cookie-banner">This site uses cookies. <a>More</a></div>',
        '<div class="social-share">Share this: <a href="//f">Facebook</a></div>',
        '<a href="#main" class="skip-link">Skip to the text</a>',
        '<div role="navigation"><p>Where to go</p></div>',
        '<div role="search">Look for something</div>',
        '<div id="header">City of Graz <a href="/">Start</a></div>',
        '<div id="footer">City of Graz, Town hall</div>',
        UNNAMED,
    ],
)  # fmt: skip
def test_what_is_around_the_text_is_left_out(tmp_path: Path, around: str) -> None:
    assert text_of(tmp_path, f"{around}<h1>Housing</h1><p>{TEXT}</p>") == f"Housing\n\n{TEXT}"


@pytest.mark.parametrize(
    "kept",
    [
        f'<div class="cookie-report"><h1>Cookies in town halls</h1><p>{TEXT}</p></div>',
        f'<div class="menu"><p>{TEXT}</p></div>',
        f'<div id="header"><h2>Housing</h2><p>{TEXT}</p></div>',
        f'<p class="market-share">{TEXT}</p>',
        f'<body class="has-cookie-banner nav"><p>{TEXT}</p></body>',
        f'<main class="nav"><p>{TEXT}</p></main>',
        f'<div class="share">{TEXT * 5}</div>',
        f"<h1>List</h1><ul>{'<li><a href=x>A report of a city</a>' * 5}</ul><p>{TEXT}",
        f"<ul>{'<li><a href=x>A report of a city</a>' * 5}</ul><p>{TEXT}",
    ],
)
def test_what_only_looks_like_it_is_kept(tmp_path: Path, kept: str) -> None:
    text = text_of(tmp_path, f"<p>{TEXT}</p>{kept}")

    assert TEXT in text.replace(TEXT, "", 1)
    assert text.count("A report of a city") in (0, 5)


def test_a_page_of_nothing_but_a_menu_is_read_all_the_same(tmp_path: Path) -> None:
    assert text_of(tmp_path, '<div class="nav"><a href="/c">All cities</a></div>') == "All cities"


@pytest.mark.parametrize(
    "hostile",
    [
        '<div class="menu">' * 5_000,
        "<ul><li><a href=x>a</a>" * 3_000 + "<h1>x</h1>",
        f'<div class="{"nav " * 50_000}">x',
        f'<div class="{"-cookie" * 20_000}">x',
        '<p class="breadcrumb">a' * 5_000,
    ],
    ids=lambda text: str(text[:20]),
)
def test_hostile_names_are_read_in_time(tmp_path: Path, hostile: str) -> None:
    assert "end" in text_of(tmp_path, f"{hostile}</div><p>end of the page</p>{TEXT}")


ARTICLE = (
    "<h1>Housing</h1><p>"
    + "The city has built many flats for newcomers and families. " * 6
    + "</p>"
)


@pytest.mark.parametrize(
    "box",
    [
        '<div id="comments"><h3>Two comments</h3><p>apart: I do not agree.</p></div>',
        '<div class="entry-author-info"><h2>About</h2><p>apart: she writes for us.</p></div>',
        '<div class="jp-relatedposts"><h3>See also</h3><p>apart <a href=b>A report</a></p></div>',
        '<div class="newsletter-signup"><h2>News</h2><p>apart: once a month by mail.</p></div>',
        '<div class="right-sidebar"><h2>Shortcuts</h2><p>apart: what people look for.</p></div>',
        '<div id="footer"><h2>City of Example</h2><p>apart: Town Hall</p></div>',
        '<div class="advertisement"><p>apart: buy this.</p></div>',
    ],
)
def test_boxes_after_an_article_are_no_part_of_it(tmp_path: Path, box: str) -> None:
    read_page = text_of(tmp_path, f"<div>{ARTICLE}{box}</div>")

    assert "many flats" in read_page
    assert "apart" not in read_page


@pytest.mark.parametrize(
    "names",
    [
        "right-sidebar",
        "elementor-widget",
        "related",
        "comments-open",
        "footer-less",
        "single-author",
    ],
)
def test_a_name_on_the_whole_page_takes_nothing_away(tmp_path: Path, names: str) -> None:
    assert "many flats" in text_of(tmp_path, f'<div class="{names}">{ARTICLE}</div>')
