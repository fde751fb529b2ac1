"""Where what an answer names can be read, and asked for again; all links are whole."""

from urllib.parse import urlencode

from starlette.requests import Request

from search.question import Ask
from ui.http.place import in_path, place_of
from ui.web.address import Address, link_at, write_address


def site_of(request: Request) -> str:
    """The address of the front, with a slash at its end."""
    return place_of(request).site


def reader_link(site: str, id_: str, number: int = 1, ask: Ask | None = None) -> str:
    """Where a page of a document is read, with what was looked for marked."""
    return link_at(site, Address(ask=ask or Ask(), document=id_, number=number))


def plain_link(site: str, id_: str) -> str:
    """The plain page of a document, which stands without a script."""
    return f"{site}doc/{in_path(id_)}"


def data_link(site: str, id_: str) -> str:
    """A document as data."""
    return f"{site}api/documents/{in_path(id_)}"


def asked_again(site: str, path: str, ask: Ask, **more: object) -> str:
    """The same question at another path, or on another page."""
    parameters = {
        **write_address(Address(ask=ask)),
        **{name: value for name, value in more.items() if value},
    }
    question = urlencode(parameters, doseq=True)
    return f"{site}{path}?{question}" if question else site + path
