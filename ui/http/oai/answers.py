"""What is answered to each verb, as XML."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from corpus.catalogue.history import time_in_words
from corpus.document import Document
from ui.http.api_links import reader_link
from ui.http.naming import authority, id_named, oai_identifier
from ui.http.oai.arguments import PREFIX, OaiError, read_arguments, read_period
from ui.http.oai.dublin_core import dublin_core
from ui.http.oai.listing import Header, after, every_set, headers, wanted
from ui.http.oai.sets import read_set, set_name
from ui.http.oai.tokens import Token, read_token, write_token
from ui.http.xml_writing import Made, put, root
from ui.wiring import Library

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"

AT_ONCE = 100
"""Records of one answer."""

ET.register_namespace("oai_dc", OAI_DC)
ET.register_namespace("dc", DC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request in order: the library, the address of the front, and the arguments."""

    library: Library
    site: str
    arguments: Mapping[str, str]

    @property
    def verb(self) -> str:
        """What is to be done."""
        return self.arguments["verb"]


def answer(library: Library, site: str, given: Sequence[tuple[str, str]]) -> Made:
    """The answer to the arguments of a request, an error of the protocol included."""
    now = time_in_words(datetime.datetime.now(datetime.UTC))
    arguments: Mapping[str, str] = {}
    try:
        arguments = read_arguments(given)
        element = ET.Element(arguments["verb"])
        VERBS[arguments["verb"]](Asked(library=library, site=site, arguments=arguments), element)
    except OaiError as error:
        if error.code in ("badVerb", "badArgument"):
            arguments = {}  # as the protocol wants it: the request is not repeated
        element = ET.Element("error", {"code": error.code})
        element.text = error.message
    made = root("OAI-PMH", OAI, {_SCHEMA: f"{OAI} {OAI}OAI-PMH.xsd"})
    put(made, "responseDate", now)
    put(made, "request", f"{site}oai", arguments)
    made.append(element)
    return made


def _identify(asked: Asked, into: Made) -> None:
    catalogue = asked.library.catalogue
    every = headers(catalogue)
    now = time_in_words(datetime.datetime.now(datetime.UTC))
    for name, text in (
        ("repositoryName", asked.library.settings.name),
        ("baseURL", f"{asked.site}oai"),
        ("protocolVersion", "2.0"),
        ("adminEmail", f"nobody@{authority(catalogue)}"),
        ("earliestDatestamp", every[0].at if every else now),
        # What is gone is known for as long as the catalogue is, but not of which set it was,
        # and a library that is made anew knows nothing of the one before.
        ("deletedRecord", "transient"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        put(into, name, text)


def _formats(asked: Asked, into: Made) -> None:
    if "identifier" in asked.arguments:
        _header_named(asked)
    one = put(into, "metadataFormat")
    put(one, "metadataPrefix", PREFIX)
    put(one, "schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    put(one, "metadataNamespace", OAI_DC)


def _sets(asked: Asked, into: Made) -> None:
    if "resumptionToken" in asked.arguments:
        raise OaiError("badResumptionToken", "All sets are given at once.")
    for spec in every_set(headers(asked.library.catalogue)):
        one = put(into, "set")
        put(one, "setSpec", spec)
        put(one, "setName", set_name(spec))


def _record(asked: Asked, into: Made) -> None:
    _put_records(asked, into, [_header_named(asked)])


def _identifiers(asked: Asked, into: Made) -> None:
    _list(asked, into, _put_headers)


def _records(asked: Asked, into: Made) -> None:
    _list(asked, into, _put_records)


VERBS: Mapping[str, Callable[[Asked, Made], None]] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "ListIdentifiers": _identifiers,
    "ListRecords": _records,
    "GetRecord": _record,
}


def _list(asked: Asked, into: Made, write: Callable[[Asked, Made, Sequence[Header]], None]) -> None:
    """One answer of a list, and the token with which it goes on."""
    so_far = _so_far(asked)
    every = headers(asked.library.catalogue)
    some = wanted(every, so_far.first, so_far.last, so_far.set_)
    rest = after(some, so_far.at, so_far.key)
    if not rest and not so_far.given:
        raise OaiError("noRecordsMatch", "There is no such record.")
    now_given = rest[:AT_ONCE]
    write(asked, into, now_given)
    is_last = len(rest) <= AT_ONCE
    if is_last and not so_far.given:
        return
    sizes = {"completeListSize": str(len(some)), "cursor": str(so_far.given)}
    put(into, "resumptionToken", "" if is_last else _token(so_far, now_given), sizes)


def _so_far(asked: Asked) -> Token:
    """What is listed, and what of it was given."""
    library = asked.library.catalogue.identity()[:8]
    if token := asked.arguments.get("resumptionToken"):
        return read_token(token, library, asked.verb)
    first, last = read_period(asked.arguments)
    spec = asked.arguments.get("set", "")
    if spec and read_set(spec) is None:
        raise OaiError("badArgument", "There can be no such set.")
    return Token(
        library=library, verb=asked.verb, first=first, last=last, set_=spec, at="", key="", given=0
    )


def _token(so_far: Token, given: Sequence[Header]) -> str:
    last = given[-1]
    return write_token(
        Token(
            library=so_far.library,
            verb=so_far.verb,
            first=so_far.first,
            last=so_far.last,
            set_=so_far.set_,
            at=last.at,
            key=last.key,
            given=so_far.given + len(given),
        )
    )


def _header_named(asked: Asked) -> Header:
    catalogue = asked.library.catalogue
    id_ = id_named(catalogue, asked.arguments["identifier"])
    found = next((one for one in headers(catalogue) if one.change.id == id_), None)
    if found is None:
        raise OaiError("idDoesNotExist", "No record has this identifier.")
    return found


def _put_headers(asked: Asked, into: Made, some: Sequence[Header]) -> None:
    for header in some:
        _put_header(asked, into, header)


def _put_header(asked: Asked, into: Made, header: Header) -> None:
    change = header.change
    made = put(into, "header", attributes={"status": "deleted"} if change.is_removed else None)
    put(made, "identifier", oai_identifier(asked.library.catalogue, change.id))
    put(made, "datestamp", header.at)
    for spec in header.sets:
        put(made, "setSpec", spec)


def _put_records(asked: Asked, into: Made, some: Sequence[Header]) -> None:
    catalogue = asked.library.catalogue
    ids = [one.change.id for one in some if not one.change.is_removed]
    documents, media_types = catalogue.documents(ids), catalogue.media_types(ids)
    for header in some:
        id_ = header.change.id
        if id_ not in documents and not header.change.is_removed:
            continue  # it went at this moment, and is told of next time
        record = put(into, "record")
        _put_header(asked, record, header)
        if id_ in documents:
            _put_metadata(asked, record, documents[id_], media_types.get(id_, ""))


def _put_metadata(asked: Asked, record: Made, document: Document, media_type: str) -> None:
    location = f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
    made = put(put(record, "metadata"), f"{{{OAI_DC}}}dc", attributes={_SCHEMA: location})
    for name, text in dublin_core(document, reader_link(asked.site, document.id), media_type):
        if text.strip():
            put(made, f"{{{DC}}}{name}", text)
