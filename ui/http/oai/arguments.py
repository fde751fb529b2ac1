"""What a harvester asks for, held to the rules of the protocol."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PREFIX = "oai_dc"
"""The one metadata format there is."""

LONGEST = 2000
"""Characters of an argument."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)


class OaiError(Exception):
    """What the protocol says is wrong with a request."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The arguments of a verb. An exclusive one stands alone, and in place of the required."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    exclusive: str = ""


_LISTING = Rule(
    required=("metadataPrefix",), optional=("from", "until", "set"), exclusive="resumptionToken"
)

RULES: Mapping[str, Rule] = {
    "Identify": Rule(),
    "ListMetadataFormats": Rule(optional=("identifier",)),
    "ListSets": Rule(exclusive="resumptionToken"),
    "ListIdentifiers": _LISTING,
    "ListRecords": _LISTING,
    "GetRecord": Rule(required=("identifier", "metadataPrefix")),
}


def read_arguments(given: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The arguments of a request, the verb among them. Raises OaiError."""
    verbs = [value for name, value in given if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in RULES:
        raise OaiError("badVerb", f"One verb is needed, of {', '.join(RULES)}.")
    rule, arguments = RULES[verbs[0]], dict(given)
    for name, value in given:
        _check(name, value, rule)
    if len(arguments) < len(given):
        raise OaiError("badArgument", "An argument is repeated.")
    if rule.exclusive in arguments:
        if len(arguments) > 2:
            raise OaiError("badArgument", f"{rule.exclusive} goes with no other argument.")
    elif missing := [name for name in rule.required if name not in arguments]:
        raise OaiError("badArgument", f"Missing: {', '.join(missing)}.")
    if arguments.get("metadataPrefix", PREFIX) != PREFIX:
        raise OaiError("cannotDisseminateFormat", f"The one format there is is {PREFIX}.")
    return arguments


def _check(name: str, value: str, rule: Rule) -> None:
    if name not in ("verb", *rule.required, *rule.optional, rule.exclusive) or not name:
        raise OaiError("badArgument", "There is an argument that the verb does not know.")
    if not value.strip():
        raise OaiError("badArgument", f"{name} is empty.")
    if len(value) > LONGEST:
        code = "badResumptionToken" if name == "resumptionToken" else "badArgument"
        raise OaiError(code, f"{name} is too long.")


def read_period(arguments: Mapping[str, str]) -> tuple[str, str]:
    """From when until when, to the second and both included; empty where it is open.

    >>> read_period({"from": "2026-01-31", "until": "2026-01-31"})
    ('2026-01-31T00:00:00Z', '2026-01-31T23:59:59Z')
    """
    first, last = arguments.get("from", ""), arguments.get("until", "")
    for text in (first, last):
        if text and not _is_date(text):
            raise OaiError("badArgument", "A date is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, in UTC.")
    if first and last and len(first) != len(last):
        raise OaiError("badArgument", "from and until are not of the same granularity.")
    if first and last and first > last:
        raise OaiError("badArgument", "from is later than until.")
    return _to_the_second(first, "T00:00:00Z"), _to_the_second(last, "T23:59:59Z")


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _to_the_second(text: str, rest: str) -> str:
    return text + rest if len(text) == len("2026-01-31") else text
