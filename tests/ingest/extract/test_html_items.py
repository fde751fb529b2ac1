"""Items of a list on a web page become parts where their markup says what they are."""

from pathlib import Path

import pytest

from corpus.vocabulary import read_vocabulary
from ingest.extract.extracted import Extracted
from ingest.extract.html import HtmlReader
from ingest.records.split import split

BODY = "<p>The bridge over the river was opened for bicycles today.</p>"


def read(tmp_path: Path, body: str) -> list[Extracted]:
    path = tmp_path / "page.html"
    path.write_text(body, encoding="utf-8")
    return HtmlReader().read(path)


def article(number: int, more: str = "") -> str:
    return (
        f"<article><h2>Title {number}</h2><time datetime='2016-03-0{number}T10:00'>then</time>"
        f"{BODY}{more}</article>"
    )


LIST = "<h1>News</h1><p>What happened in our towns.</p>" + "".join(map(article, (1, 2, 3)))


def values(part: Extracted, field: str) -> list[str]:
    return [claim.value for claim in part.claims if claim.field == field]


def test_each_article_with_a_day_is_a_part(tmp_path: Path) -> None:
    page, *parts = read(tmp_path, LIST)

    assert [part.heading for part in parts] == ["Title 1", "Title 2", "Title 3"]
    assert [values(part, "published_on") for part in parts] == [
        ["2016-03-01"],
        ["2016-03-02"],
        ["2016-03-03"],
    ]
    assert [values(part, "kind") for part in parts] == [["news item"]] * 3
    assert all(part.is_part for part in parts)
    assert not page.is_part
    assert page.heading == "News"


def test_the_page_shows_its_items_and_does_not_match_them(tmp_path: Path) -> None:
    page, first, *_ = read(tmp_path, LIST)

    assert [p.number for p in page.pages] == [1, 2, 3, 4]
    assert [bool(p.matched.strip()) for p in page.pages] == [True, False, False, False]
    assert page.pages[1].text == first.pages[0].text
    assert "opened for bicycles" in first.pages[0].matched


def test_the_items_are_not_found_a_second_time_by_their_lines(tmp_path: Path) -> None:
    dated = "<p>publication date: 05-03-2016</p>"
    page, *_ = read(tmp_path, "<h1>News</h1>" + "".join(article(n, dated) for n in (1, 2, 3)))

    assert split(page, read_vocabulary()) == [page]


HENTRY = (
    '<div class="hentry"><h3 class="entry-title">Title</h3>'
    '<abbr class="published" title="2016-03-01">1 March</abbr>{}</div>'
)
H_ENTRY = (
    '<li class="h-entry"><span class="p-name">Title</span>'
    '<time class="dt-published" datetime="2016-03-01">1 March</time>{}</li>'
)
MICRODATA = (
    '<div itemscope itemtype="https://schema.org/NewsArticle">'
    '<h3 itemprop="headline">Title</h3>'
    '<meta itemprop="datePublished" content="2016-03-01">{}</div>'
)


@pytest.mark.parametrize("item", [HENTRY, H_ENTRY, MICRODATA])
def test_microformats_and_microdata_are_items(tmp_path: Path, item: str) -> None:
    _, *parts = read(tmp_path, "<h1>News</h1>" + item.format(BODY) * 3)

    assert [part.heading for part in parts] == ["Title"] * 3
    assert values(parts[0], "published_on") == ["2016-03-01"]


def test_an_event_has_its_days_and_its_place(tmp_path: Path) -> None:
    event = (
        '<div class="vevent"><h3 class="summary">Forum</h3>'
        '<abbr class="dtstart" title="2017-10-25">25</abbr>'
        '<abbr class="dtend" title="2017-10-26">26 October</abbr>'
        f'<span class="location">Gothenburg</span> <a rel="tag" href="/t">social</a>{BODY}</div>'
    )
    _, first, *_ = read(tmp_path, "<h1>Events</h1>" + event * 3)

    assert values(first, "kind") == ["event"]
    assert values(first, "start_on") == ["2017-10-25"]
    assert values(first, "end_on") == ["2017-10-26"]
    assert values(first, "place_mentioned") == ["Gothenburg"]
    assert values(first, "tag") == ["social"]
    assert values(first, "city") == []


@pytest.mark.parametrize(
    "body",
    [
        article(1) + article(2),
        "<article><h2>No day</h2>" + BODY + "</article>" + article(1) + article(2),
        "<aside>" + "".join(map(article, (1, 2, 3))) + "</aside>",
        "".join(map(article, (1, 2, 3))).replace(BODY, ""),
        "".join(map(article, (1, 2, 3))).replace("h2>", "b>"),
        "".join(map(article, (1, 2, 3))).replace("2016-03-0", "soon "),
    ],
    ids=["two", "two with a day", "beside the text", "teasers", "no headings", "no days"],
)
def test_what_is_no_list_stays_one_page(tmp_path: Path, body: str) -> None:
    (page,) = read(tmp_path, f"<h1>Town</h1><p>{'A long text. ' * 9}</p>{body}")

    assert all(p.left_out == () for p in page.pages)


@pytest.mark.parametrize(
    "hostile",
    [
        "<article>" * 3_000,
        "<article><h2>a<time datetime=2016-01-01>x</article>" * 2_000,
        article(1) * 1_500,
        '<div class="hentry">' * 2_000 + LIST,
        "<time datetime=2016-01-01>" * 3_000,
    ],
    ids=lambda text: str(text[:20]),
)
def test_hostile_items_are_read_in_time(tmp_path: Path, hostile: str) -> None:
    page, *parts = read(tmp_path, hostile)

    assert all(part.pages for part in parts)
    assert [p.number for p in page.pages] == [*range(1, len(page.pages) + 1)]
