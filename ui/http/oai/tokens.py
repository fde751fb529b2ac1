"""Where a harvester goes on: the whole of it is in the token, and nothing is kept."""

import base64
import binascii
import json
from dataclasses import dataclass

from ui.http.oai.arguments import OaiError, read_period
from ui.http.oai.sets import read_set


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A list that is being given, and how far it came.

    `library` keeps apart the lists of two libraries. `first`, `last` and `set_` narrow the
    list, empty where they do not; `at` and `key` are the place of the last record given,
    which was the `given`th.
    """

    library: str
    verb: str
    first: str = ""
    last: str = ""
    set_: str = ""
    at: str
    key: str
    given: int


def write_token(token: Token) -> str:
    """A token as letters and digits."""
    parts = [token.library, token.verb, token.first, token.last, token.set_]
    text = json.dumps([*parts, token.at, token.key, token.given], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_token(text: str, library: str, verb: str) -> Token:
    """A token that was written for this library and verb. Raises OaiError for any other."""
    refusal = OaiError("badResumptionToken", "The token was not given by this list.")
    try:
        padded = text + "=" * (-len(text) % 4)
        read = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise refusal from None
    if not isinstance(read, list) or len(read) != 8 or type(read[7]) is not int:
        raise refusal
    if not all(isinstance(part, str) for part in read[:7]) or not 0 < read[7] < 10**9:
        raise refusal
    token = Token(
        library=read[0],
        verb=read[1],
        first=read[2],
        last=read[3],
        set_=read[4],
        at=read[5],
        key=read[6],
        given=read[7],
    )
    if (token.library, token.verb) != (library, verb) or not _makes_sense(token):
        raise refusal
    return token


def _makes_sense(token: Token) -> bool:
    named = {"from": token.first, "until": token.last, "at": token.at}
    try:
        read_period({name: value for name, value in named.items() if value and name != "at"})
        read_period({"from": token.at})
    except OaiError:
        return False
    return bool(token.at) and (not token.set_ or read_set(token.set_) is not None)
