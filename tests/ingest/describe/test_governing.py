"""A text that names the council of a place names the place; a council of anything else does not."""

import pytest

from ingest.describe.governing import governed_in, maybe_of


def places(text: str) -> list[str]:
    return list(dict.fromkeys(body.place for body in governed_in(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maldon District Council", ["Maldon"]),
        ("Prepared for Watford Borough Council by us", ["Watford"]),
        (
            "with Cheltenham Borough Council and Gloucester City Council",
            ["Cheltenham", "Gloucester"],
        ),
        ("Gloucester City Council and Tewkesbury Borough Council", ["Gloucester", "Tewkesbury"]),
        ("Babergh and Mid Suffolk District Councils", ["Babergh", "Mid Suffolk"]),
        ("Bath and North East Somerset Council", ["Bath and North East Somerset"]),
        ("Barnsley Metropolitan Borough Council", ["Barnsley"]),
        ("City of York Council", ["York"]),
        ("the City of London Corporation", ["City of London"]),
        ("London Borough of Camden", ["Camden"]),
        ("Royal Borough of Windsor and Maidenhead Council", ["Windsor and Maidenhead"]),
        ("King’s Lynn and West Norfolk Borough Council", ["King’s Lynn and West Norfolk"]),
        ("Yorkshire Dales National Park Authority", ["Yorkshire Dales"]),
        ("Tewkesbury\nBorough Council www.tewkesbury.gov.uk", ["Tewkesbury"]),
        ("SUFFOLK COUNTY COUNCIL", ["Suffolk"]),
        ("Cumbria Minerals and Waste Local Plan 2015-2030", ["Cumbria"]),
        ("Babergh and Mid Suffolk Joint Local Plan", ["Babergh", "Mid Suffolk"]),
        ("The Draft Amber Valley Local Plan", ["Amber Valley"]),
        ("City of Pembroke Pines", ["Pembroke Pines"]),
        ("City of Atlanta Mayor’s Office of Resilience", ["Atlanta"]),
        ("City of Fayetteville’s Sustainability Master Plan", ["Fayetteville"]),
        ("a road map for CHATHAM COUNTY", ["Chatham County"]),
        ("Landkreis Görlitz", ["Landkreis Görlitz"]),
        ("Klimaschutzkonzept der Stadt Freiburg im Breisgau", ["Freiburg im Breisgau"]),
        ("Ville de Grenoble", ["Grenoble"]),
        ("Comune di Reggio Emilia", ["Reggio Emilia"]),
        ("Ayuntamiento de Zaragoza", ["Zaragoza"]),
        ("Gemeente Utrecht", ["Utrecht"]),
    ],
)
def test_a_body_names_its_place(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Draft Local Plan", "Submission Local Plan", "Examination of the Local Plan", "MK City Plan",
     "Council of Europe", "The Council", "Our Borough Council", "Thame Parish Council",
     "Economic and Social Research Council", "the Arts Council", "County Council",
     "a city of the future", "die Stadt der Zukunft", "Ville de demain"],
)  # fmt: skip
def test_what_governs_no_place_names_none(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize("text", ["City of Tomorrow", "Danish Aid Council", "Stadt Land"])
def test_what_may_be_anything_is_not_sure(text: str) -> None:
    assert not any(body.is_sure for body in governed_in(text))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Buckinghamshire Local Housing Need Assessment", ["Buckinghamshire"]),
        ("Housing strategy for Bristol 2021", ["Bristol"]),
        ("Greenhouse Gas Reduction Plan", []),
        ("Equality Impact Assessment (EqIA)", []),
    ],
)
def test_a_report_may_be_of_the_place_that_its_title_names(title: str, expected: list[str]) -> None:
    assert [body.place for body in maybe_of(title)] == expected
