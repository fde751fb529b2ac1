"""JSON-LD: the record that is about the page, and whatever else may stand there."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.html_json_ld import claims_in

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "A bridge opens",
    "datePublished": "2016-03-05T10:00:00+01:00",
    "author": [{"@type": "Person", "name": "Ana Ruiz"}, "Jan Ode"],
    "publisher": {"name": "City of Graz"},
    "inLanguage": "de-AT",
    "keywords": ["bicycles", "bridges"],
}
EVENT = {
    "@type": "BusinessEvent",
    "name": "Social Affairs Forum",
    "startDate": "2017-10-25T09:00",
    "endDate": "2017-10-26",
    "location": {"@type": "Place", "name": "Hall 3", "address": {"addressLocality": "Gothenburg"}},
}


def said(*records: object, titles: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    scripts = [one if isinstance(one, str) else json.dumps(one) for one in records]
    return {(claim.field, claim.value) for claim in claims_in(scripts, titles)}


def test_an_article_says_what_it_is() -> None:
    assert said(ARTICLE) == {
        ("title", "A bridge opens"),
        ("kind", "news item"),
        ("year", "2016"),
        ("published_on", "2016-03-05"),
        ("author", "Ana Ruiz"),
        ("author", "Jan Ode"),
        ("publisher", "City of Graz"),
        ("language", "de"),
        ("tag", "bicycles"),
        ("tag", "bridges"),
    }


def test_an_event_has_its_days_and_the_town_of_its_place() -> None:
    assert said(EVENT) == {
        ("title", "Social Affairs Forum"),
        ("kind", "event"),
        ("start_on", "2017-10-25"),
        ("end_on", "2017-10-26"),
        ("place_mentioned", "Gothenburg"),
    }


@pytest.mark.parametrize("place", ["Gothenburg", {"name": "Gothenburg"}, [{"name": "Gothenburg"}]])
def test_a_place_may_be_a_name_or_a_thing(place: object) -> None:
    assert ("place_mentioned", "Gothenburg") in said(EVENT | {"location": place})


@pytest.mark.parametrize(
    "around",
    [
        {"@graph": [{"@type": "WebSite", "name": "Graz"}, ARTICLE]},
        [{"@type": "Organization", "name": "Graz"}, ARTICLE],
        {"@type": "WebPage", "name": "Page", "mainEntity": ARTICLE},
        [[[ARTICLE]]],
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>",
        ARTICLE | {"@type": ["https://schema.org/NewsArticle", "Thing"]},
    ],
)
def test_the_article_is_found_wherever_it_stands(around: object) -> None:
    assert said(around) == said(ARTICLE)


def test_of_several_works_the_one_called_like_the_page_is_about_it() -> None:
    other = ARTICLE | {"headline": "Another page"}

    assert said(other, ARTICLE, other, titles=("A Bridge opens",)) == said(ARTICLE)
    assert said(other, ARTICLE) == set()


def test_a_report_has_its_name() -> None:
    assert said({"@type": "Report", "name": "Housing in Graz", "datePublished": "2009"}) == {
        ("title", "Housing in Graz"),
        ("year", "2009"),
    }


@pytest.mark.parametrize(
    "script",
    [
        "", "{", "[" * 100_000, "3", "null", '{"@graph": 3}', '{"headline": 3}', '{"@type": {}}',
        '{"@type": "Event", "name": ["a"]}', '{"@type": "Article", "name": " "}', "9" * 10_000,
        '{"@graph":' * 5_000, '{"@type": "Organization", "name": "Graz"}', "[]" * 10,
        '{"@type":"Article","name":"' + "a" * 1_100_000 + '"}',
    ],
)  # fmt: skip
def test_a_broken_or_foreign_record_says_nothing(script: str) -> None:
    assert said(script) == set()


def test_many_records_are_bounded() -> None:
    assert said([{"@graph": [ARTICLE] * 300}] * 300) == set()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("2016-03-05"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*ARTICLE, *EVENT, "@graph", "mainEntity", "identifier"]), inner
        )
    ),
)


@given(record=VALUES, kind=st.sampled_from(["Article", "Event", "NewsArticle", "WebPage", ""]))
def test_no_record_is_too_odd(record: object, kind: str) -> None:
    named = {"@type": kind, "headline": "Title"}
    whole = named | record if isinstance(record, dict) else [named, record]

    for claim in claims_in([json.dumps(whole)], ()):
        assert claim.value
        assert claim.evidence
