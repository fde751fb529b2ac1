"""Tables of networks."""

from collections.abc import Callable

import pytest

from corpus.vocabulary import Vocabulary
from ingest.records.cells import lines_of_cell, name_and_address
from ingest.records.networks import network_in
from tests.ingest.records.conftest import Parted

Split = Callable[..., Parted]

RIVERS = (
    'Ring of Rivers (RR) <a href="http://rivers.example/a">rivers.example/a</a>'
    '\t<ul style="x"> <li>- clean water</li> <li>- boats &amp; ferries</li> </ul>'
    "\t<ul> <li>- founded by three ports</li> </ul>"
)
CITIES = (
    "<p>EUROCITIES (WG migration and integration)</p>"
    ' <p><a href="http://e.example">e.example</a></p>'
    "\t<p>a voice in Brussels</p>"
    "\t<p>large cities</p> <ul> <li>- supported by an office</li> </ul>"
)
REFUGEES = (
    "European Resettlement Network - SHARE project\t<p>homes for refugees</p>"
    "\t<p>see http://share.example/?ID\\_NO=4</p>"
)
HEADER = "Network / initiative\tMain aims\tComments"
TABLE = "\n".join(["Networks\n\nThis table lists some.\n", HEADER, RIVERS, CITIES, REFUGEES])


def test_each_row_is_a_network(parted: Split) -> None:
    found = parted(TABLE)

    assert found.titles() == [
        "Ring of Rivers (RR)",
        "EUROCITIES (WG migration and integration)",
        "European Resettlement Network - SHARE project",
    ]
    assert found.values("kind") == [["network profile"]] * 3
    assert found.values("network") == [[], ["EUROCITIES"], ["SHARE"]]
    assert not any(found.values("city"))


def test_a_row_is_shown_without_its_markup(parted: Split) -> None:
    texts = [part.pages[0].text for part in parted(TABLE).parts]

    assert texts[0] == (
        "Ring of Rivers (RR)\nrivers.example/a\n\nMain aims:\n- clean water\n- boats & ferries\n\n"
        "Comments: founded by three ports"
    )
    assert texts[2].endswith("Comments: see http://share.example/?ID_NO=4")


def test_the_page_keeps_what_is_around_the_table(parted: Split) -> None:
    found = parted(TABLE + "\n\nSome have closed since.")

    assert found.matched() == (
        "Networks This table lists some. Network / initiative Main aims Comments"
        " Some have closed since."
    )


def test_a_row_that_a_page_broke_is_one_row(parted: Split) -> None:
    broken = CITIES + "\n\n\t\twith rooms in two towns"
    found = parted(TABLE.replace(CITIES, broken))

    assert len(found.parts) == 3
    assert "supported by an office with rooms in two towns" in found.parts[1].pages[0].text


def test_the_rest_of_a_row_may_begin_the_next_page(parted: Split) -> None:
    head, _, tail = TABLE.partition("\n" + REFUGEES)
    found = parted(head, f"with rooms in two towns\n{REFUGEES}{tail}")

    assert len(found.parts) == 3
    assert "an office with rooms in two towns" in found.parts[1].pages[0].text
    assert found.page.pages[1].matched.strip() == ""


def test_a_table_without_a_header_is_known_by_its_names(parted: Split) -> None:
    rows = "URBACT\tcities learn\nIMISCOE\tresearch on migration\nECCAR\tagainst racism"

    assert parted(rows).values("network") == [["URBACT"], ["IMISCOE"], ["ECCAR"]]


@pytest.mark.parametrize(
    "table",
    [
        "City\tFlats\tRent\nVienna\t12\t800\nGraz\t9\t700\nLinz\t7\t650",
        "Network\tMembers\tYear\nURBACT\t12\t2002\nIMISCOE\t40\t2004\nECCAR\t100\t2004",
        "Name\tComments\nAna Ruiz\twrites on housing\nJan Ode\twrites on schools\nEva\twrites",
        "Networks\tComments\nURBACT\tcities learn\nIMISCOE\tresearch on migration",
        "a\tb\n\tc\n\td\n\te",
    ],
    ids=["figures", "figures of networks", "people", "two rows", "rows that go on"],
)
def test_another_table_is_left_whole(parted: Split, table: str) -> None:
    assert parted(table).parts == []


@pytest.mark.parametrize(
    ("name", "network"),
    [
        ("Council of European Municipalities and Regions (CEMR)", "CEMR"),
        ("The SHARE project", "SHARE"),
        ("How to share a flat", ""),
        ("Paper clip makers", ""),
        ("intercultural cities", "Intercultural Cities"),
        ("", ""),
    ],
)
def test_a_network_is_known_by_its_longest_name(
    name: str, network: str, vocabulary: Vocabulary
) -> None:
    assert network_in(name, vocabulary) == network


def test_a_link_is_shown_with_where_it_leads_unless_its_words_say_so() -> None:
    assert lines_of_cell('see <a href="http://x.example/a">this page</a>') == [
        "see this page (http://x.example/a)"
    ]
    assert name_and_address('<a href="http://x.example">www.x.example</a> Name') == (
        "Name",
        "www.x.example",
    )


@pytest.mark.parametrize(
    "hostile", ["<" * 50_000, "<a href=" * 10_000, "<li>" * 20_000, "\\" * 50_000, "&#" * 20_000]
)
def test_a_hostile_cell_is_read(hostile: str) -> None:
    assert "<li>" not in "".join(lines_of_cell(hostile))
