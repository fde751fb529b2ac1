"""The sets of the library: its documents by module and by city.

A set is named by the field and its value, in characters that may stand in a setSpec:
a blank is `-`, anything but letters and digits `!` and two figures for each byte.
"""

import re
from collections.abc import Mapping, Sequence

from corpus.fields import BY_NAME

FIELDS = ("module", "city")

LONGEST = 300
"""Characters of the name of a set; a longer value has none."""

_PLAIN = re.compile(r"[A-Za-z0-9]")
_SPEC = re.compile(r"(?:[A-Za-z0-9-]|![0-9a-f]{2})+")


def set_spec(field: str, value: str) -> str:
    """The name of a set.

    >>> set_spec("module", "Ethnic entrepreneurship"), set_spec("city", "Wrocław")
    ('module:Ethnic-entrepreneurship', 'city:Wroc!c5!82aw')
    """
    return f"{field}:" + "".join(map(_written, value.encode("utf-8", "replace").decode()))


def _written(letter: str) -> str:
    if letter == " ":
        return "-"
    if _PLAIN.fullmatch(letter):
        return letter
    return "".join(f"!{byte:02x}" for byte in letter.encode())


def read_set(spec: str) -> tuple[str, str] | None:
    """The field and value of a set; no value for all that have one. None for what names no set.

    >>> read_set("city:Wroc!c5!82aw"), read_set("module"), read_set("city:!ff")
    (('city', 'Wrocław'), ('module', ''), None)
    """
    field, colon, rest = spec.partition(":")
    if field not in FIELDS or len(spec) > LONGEST:
        return None
    if not colon:
        return field, ""
    if not _SPEC.fullmatch(rest):
        return None
    parts = re.split(r"((?:![0-9a-f]{2})+)", rest.replace("-", " "))
    try:
        value = "".join(
            bytes.fromhex(part.replace("!", "")).decode() if part.startswith("!") else part
            for part in parts
        )
    except UnicodeDecodeError:
        return None
    return (field, value) if set_spec(field, value) == spec else None


def specs_of(values: Mapping[str, Sequence[str]]) -> list[str]:
    """The sets that a document belongs to."""
    specs = [set_spec(field, value) for field in FIELDS for value in values.get(field, ()) if value]
    return [spec for spec in specs if len(spec) <= LONGEST]


def set_name(spec: str) -> str:
    """What a set is called."""
    field, value = read_set(spec) or ("", "")
    label = BY_NAME[field].label
    return f"{label}: {value}" if value else f"Documents with a {label.lower()}"
