"""XML made of what documents say: always well formed, and nothing in it but text.

Elements of the document's own namespace are named without a prefix, under an `xmlns` of the root.
"""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from starlette.responses import Response

from search.citing.item import one_line

_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what follows, also of what is not theirs."""

Made = ET.Element
"""An element that was made; only this room knows by what."""


def xml_text(text: str) -> str:
    """A text on one line, with what XML has no place for left out.

    >>> xml_text("Rent\\x00 <b>\\u202e\\nup")
    'Rent <b> up'
    """
    return one_line(_TURNING.sub("", text))


def root(name: str, namespace: str, attributes: Mapping[str, str] | None = None) -> Made:
    """The outermost element, in whose namespace the others are."""
    return ET.Element(name, {"xmlns": namespace, **(attributes or {})})


def put(
    parent: Made, name: str, text: str = "", attributes: Mapping[str, str] | None = None
) -> Made:
    """An element as the last of another, with its text."""
    clean = {key: xml_text(value) for key, value in (attributes or {}).items()}
    made = ET.SubElement(parent, name, clean)
    if text:
        made.text = xml_text(text)
    return made


def as_xml(element: Made, media_type: str) -> Response:
    """An answer in XML."""
    body: bytes = ET.tostring(element, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type=media_type)
