"""`/oai`: the library as harvesters read it. Every answer is parsed strictly."""

import re
from typing import Any

import pytest
from lxml import etree
from starlette.testclient import TestClient

from tests.ui.http.data.keeping import Keeper

NS = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
}
LIST = {"metadataPrefix": "oai_dc"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Harvester:
    """Asks, and reads what is answered."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def ask(self, verb: str, **arguments: Any) -> Any:
        return self.read(self.client.get("/oai", params={"verb": verb, **arguments}))

    def read(self, answer: Any) -> Any:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/xml")
        root = etree.fromstring(answer.content, etree.XMLParser(resolve_entities=False))
        assert root.tag == "{http://www.openarchives.org/OAI/2.0/}OAI-PMH"
        assert [etree.QName(child).localname for child in root][:2] == ["responseDate", "request"]
        assert len(root) == 3
        assert TIME.fullmatch(root[0].text)
        return root

    def texts(self, element: Any, path: str) -> list[str]:
        return [str(found) for found in element.xpath(path, namespaces=NS)]

    def error(self, verb: str, **arguments: Any) -> str:
        return self.texts(self.ask(verb, **arguments), "o:error/@code")[0]

    def listed(self, **arguments: Any) -> list[str]:
        """The last parts of the identifiers of a list, all its parts put together."""
        root = self.ask("ListIdentifiers", **LIST, **arguments)
        found: list[str] = []
        while True:
            found += self.texts(root, ".//o:identifier/text()")
            token = self.texts(root, ".//o:resumptionToken/text()")
            if not token:
                return [identifier.rpartition(":")[2] for identifier in found]
            root = self.ask("ListIdentifiers", resumptionToken=token[0])


@pytest.fixture
def harvester(client: TestClient) -> Harvester:
    return Harvester(client)


def test_the_library_identifies_itself(harvester: Harvester) -> None:
    root = harvester.ask("Identify")
    found = {etree.QName(one).localname: one.text for one in root[2]}

    assert list(found) == [
        "repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp",
        "deletedRecord", "granularity",
    ]  # fmt: skip
    assert found["baseURL"] == "http://testserver/oai" == root[1].text
    assert re.fullmatch(r"\S+@(\S+\.)+\S+", found["adminEmail"])
    assert TIME.fullmatch(found["earliestDatestamp"])


def test_there_is_one_format(harvester: Harvester) -> None:
    root = harvester.ask("ListMetadataFormats")

    assert harvester.texts(root, ".//o:metadataPrefix/text()") == ["oai_dc"]


def test_a_document_is_a_record_in_dublin_core(harvester: Harvester) -> None:
    listed = harvester.ask("ListIdentifiers", **LIST, set="city:Vienna")
    [identifier] = harvester.texts(listed, ".//o:identifier/text()")
    root = harvester.ask("GetRecord", identifier=identifier, **LIST)
    [dc] = root.xpath(".//o:metadata/oai_dc:dc", namespaces=NS)
    found = [(etree.QName(one).localname, one.text) for one in dc]

    assert ("title", "Housing in Vienna") in found
    assert ("creator", "Heinz Faßmann") in found
    assert ("coverage", "Austria") in found
    assert ("format", "application/pdf") in found
    assert ("identifier", "http://testserver/?document=vienna") in found
    assert harvester.texts(root, ".//o:setSpec/text()") == ["module:Housing", "city:Vienna"]


def test_a_record_has_its_name_wherever_the_library_is_served(
    harvester: Harvester, keeper: Keeper
) -> None:
    here = harvester.texts(harvester.ask("ListIdentifiers", **LIST), ".//o:identifier/text()")
    harvester.client.headers["host"] = "reports.example:8080"
    there = harvester.ask("ListIdentifiers", **LIST)

    assert harvester.texts(there, ".//o:identifier/text()") == here
    assert there[1].text == "http://reports.example:8080/oai"


def test_modules_and_cities_are_sets(harvester: Harvester) -> None:
    specs = harvester.texts(harvester.ask("ListSets"), ".//o:setSpec/text()")

    assert specs == [
        "city", "city:Dublin", "city:Vienna", "city:Wroc!c5!82aw",
        "module", "module:Ethnic-entrepreneurship", "module:Housing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("spec", "ids"),
    [
        ("city", {"vienna", "dublin", "hostile"}),
        ("module", {"vienna", "dublin"}),
        ("module:Ethnic-entrepreneurship", {"dublin"}),
        ("city:Wroc!c5!82aw", {"hostile"}),
    ],
)
def test_a_set_is_harvested_alone(harvester: Harvester, spec: str, ids: set[str]) -> None:
    assert set(harvester.listed(set=spec)) == ids


def test_a_long_list_is_given_in_parts_that_miss_and_repeat_nothing(
    harvester: Harvester, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        keeper.put(id=f"n{number}", title="More", city="Graz", pages=["More."])
    monkeypatch.setattr("ui.http.oai.answers.AT_ONCE", 3)

    found = harvester.listed()

    assert sorted(found) == ["dublin", "hostile", "n0", "n1", "n2", "n3", "vienna"]


def test_the_parts_of_a_list_tell_how_far_they_came(
    harvester: Harvester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.http.oai.answers.AT_ONCE", 2)
    first = harvester.ask("ListRecords", **LIST)
    [token] = first.xpath(".//o:resumptionToken", namespaces=NS)
    second = harvester.ask("ListRecords", resumptionToken=token.text)
    [last] = second.xpath(".//o:resumptionToken", namespaces=NS)

    assert dict(token.attrib) == {"completeListSize": "3", "cursor": "0"}
    assert dict(last.attrib) == {"completeListSize": "3", "cursor": "2"}
    assert last.text is None
    assert len(second.xpath(".//o:record", namespaces=NS)) == 1


def test_what_changes_while_a_list_is_given_is_not_missed(
    harvester: Harvester, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.http.oai.answers.AT_ONCE", 2)
    first = harvester.ask("ListIdentifiers", **LIST)
    [token] = harvester.texts(first, ".//o:resumptionToken/text()")
    keeper.put(id="late", title="Late", city="Graz", pages=["Late."])

    second = harvester.ask("ListIdentifiers", resumptionToken=token)

    assert any(text.endswith(":late") for text in harvester.texts(second, ".//o:identifier/text()"))


@pytest.mark.parametrize(
    ("verb", "arguments", "code"),
    [
        ("Identify", {"set": "city"}, "badArgument"),
        ("identify", {}, "badVerb"),
        ("", {}, "badVerb"),
        ("ListRecords", {}, "badArgument"),
        ("ListRecords", {"metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ("ListRecords", {**LIST, "from": "yesterday"}, "badArgument"),
        ("ListRecords", {**LIST, "from": "2026-02-30"}, "badArgument"),
        ("ListRecords", {**LIST, "from": "2026-1-1"}, "badArgument"),
        ("ListRecords", {**LIST, "from": "0000-01-01"}, "badArgument"),
        ("ListRecords", {**LIST, "from": "٢٠٢٦-٠١-٠١"}, "badArgument"),
        ("ListRecords", {**LIST, "from": "2026-01-01", "until": "2026-01-02T00:00:00Z"},
         "badArgument"),
        ("ListRecords", {**LIST, "from": "2026-02-01", "until": "2026-01-01"}, "badArgument"),
        ("ListRecords", {**LIST, "until": "1999-01-01"}, "noRecordsMatch"),
        ("ListRecords", {**LIST, "from": "9999-12-31"}, "noRecordsMatch"),
        ("ListRecords", {**LIST, "set": "city:Graz"}, "noRecordsMatch"),
        ("ListRecords", {**LIST, "set": "author:X"}, "badArgument"),
        ("ListRecords", {**LIST, "set": "city:!ff"}, "badArgument"),
        ("ListRecords", {**LIST, "set": "city:" + "x" * 9000}, "badArgument"),
        ("ListRecords", {**LIST, "from": ""}, "badArgument"),
        ("ListRecords", {**LIST, "resumptionToken": "x"}, "badArgument"),
        ("ListRecords", {"resumptionToken": "x"}, "badResumptionToken"),
        ("ListRecords", {"resumptionToken": "x" * 9000}, "badResumptionToken"),
        ("ListRecords", {"resumptionToken": "W1tbW1tb" * 200}, "badResumptionToken"),
        ("ListSets", {"resumptionToken": "x"}, "badResumptionToken"),
        ("GetRecord", LIST, "badArgument"),
        ("GetRecord", {**LIST, "identifier": "oai:elsewhere:vienna"}, "idDoesNotExist"),
        ("GetRecord", {**LIST, "identifier": "\x00\x1b<x>"}, "idDoesNotExist"),
        ("GetRecord", {**LIST, "identifier": ["a", "b"]}, "badArgument"),
        ("ListMetadataFormats", {"identifier": "vienna"}, "idDoesNotExist"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_request_is_told_by_its_code(
    harvester: Harvester, verb: str, arguments: dict[str, Any], code: str
) -> None:
    assert harvester.error(verb, **arguments) == code


def test_a_request_that_is_not_understood_is_not_repeated(harvester: Harvester) -> None:
    assert not harvester.ask("Nothing", set="<x>")[1].attrib
    assert dict(harvester.ask("ListRecords", **LIST, set="city:Graz")[1].attrib) == {
        "verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "city:Graz",
    }  # fmt: skip


def test_a_request_may_be_posted(harvester: Harvester) -> None:
    posted = harvester.read(harvester.client.post("/oai", data={"verb": "ListRecords", **LIST}))

    assert len(posted.xpath(".//o:record", namespaces=NS)) == 3


@pytest.mark.parametrize("body", [b"", b"\xff\x00&&=", b"verb=Identify&" * 5000, b"a=1&" * 100])
def test_whatever_is_posted_is_answered(harvester: Harvester, body: bytes) -> None:
    posted = harvester.read(harvester.client.post("/oai", content=body))

    assert harvester.texts(posted, "o:error/@code") == ["badVerb"]


def test_a_token_of_another_list_is_refused(
    harvester: Harvester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.http.oai.answers.AT_ONCE", 2)
    first = harvester.ask("ListIdentifiers", **LIST)
    [token] = harvester.texts(first, ".//o:resumptionToken/text()")

    assert harvester.error("ListRecords", resumptionToken=token) == "badResumptionToken"


def test_a_document_that_is_gone_is_told_as_deleted(harvester: Harvester, keeper: Keeper) -> None:
    keeper.remove("dublin")
    root = harvester.ask("ListRecords", **LIST)
    [header] = root.xpath(".//o:header[@status='deleted']", namespaces=NS)

    assert harvester.texts(header, "o:identifier/text()")[0].endswith(":dublin")
    assert header.getnext() is None
    assert "dublin" not in harvester.listed(set="city")


def test_a_deleted_record_can_be_asked_for(harvester: Harvester, keeper: Keeper) -> None:
    identifier = next(
        text
        for text in harvester.texts(
            harvester.ask("ListIdentifiers", **LIST), ".//o:identifier/text()"
        )
        if text.endswith(":dublin")
    )
    keeper.remove("dublin")

    found = harvester.ask("GetRecord", identifier=identifier, **LIST)

    assert harvester.texts(found, ".//o:header/@status") == ["deleted"]


def test_hostile_text_stays_text_and_the_xml_well_formed(harvester: Harvester) -> None:
    root = harvester.ask("ListRecords", **LIST, set="city:Wroc!c5!82aw")
    [title] = harvester.texts(root, ".//dc:title/text()")

    assert title == "Bridges <script>alert(1)</script>]]> [31mdlrow"
    assert not root.xpath("//*[local-name()='script']")


def test_the_fronts_library_that_is_not_there_is_tried_again_later(
    harvester: Harvester, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.opened import close_library

    monkeypatch.setenv("POLISEARCH_LIBRARY", "/nowhere")
    close_library()
    answer = harvester.client.get("/oai", params={"verb": "Identify"})

    assert answer.status_code == 503
    assert answer.headers["retry-after"]
