"""What is being typed at the end of a query?"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.fields import NAMES
from corpus.standing import tokens
from corpus.words import Token
from search.language.signs import LONGEST_QUERY, Part, Sign, cut

LONGEST_RUN = 8
"""Words before the last that may belong to the name or title it is part of."""

_SIGNS = "=*?~:"
"""Signs of the query language that stand in a word: what they mean is not what it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """The end of a query, which goes on to be typed.

    `field` is the field that a value is typed of, empty where none is. `words` are
    those that may be of one name, the last perhaps not whole, at their places in the
    text; all of what is typed is `start` to the end. `is_ended` by a blank: another
    word is to follow. `is_quoted` tells that a quotation mark is open. What is not
    `is_plain` can only be a word: `=hou`.
    """

    start: int
    words: tuple[Token, ...]
    field: str = ""
    is_ended: bool = False
    is_quoted: bool = False
    is_plain: bool = True

    def form(self, first: int = 0) -> str:
        """The words from one on in exact form, as a name begins that they are the beginning of."""
        return " ".join(word.exact for word in self.words[first:]) + " " * self.is_ended


def unfinished(text: str) -> Unfinished | None:
    """What is being typed at the end of a text; None where nothing could be completed."""
    if len(text) > LONGEST_QUERY:
        return None
    parts, _ = cut(text)
    if not parts:
        return None
    last, before = parts[-1], parts[-2] if len(parts) > 1 else None
    field = _field(before)
    if last.sign is Sign.PHRASE:
        return _in_quotes(text, last, field) if _is_open(text, last) else None
    is_ended = text[-1].isspace()
    if empty := _field(last):
        return None if is_ended else Unfinished(start=len(text), words=(), field=empty)
    if last.sign is not Sign.WORD:
        return None
    if field:
        return None if is_ended else _value(last, field)
    return _words(text, parts)


def _value(part: Part, field: str) -> Unfinished:
    start = part.position - 1
    return Unfinished(start=start, words=_placed(part.text, start), field=field)


def _in_quotes(text: str, part: Part, field: str) -> Unfinished:
    return Unfinished(
        start=part.position - 1,
        words=_placed(part.text, part.position),
        field=field,
        is_quoted=True,
        is_ended=text[-1].isspace(),
    )


def _words(text: str, parts: Sequence[Part]) -> Unfinished | None:
    """The words at the end that stand beside each other without a sign."""
    run: list[Token] = []
    last = parts[-1]
    is_ended = text[-1].isspace()
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        is_value = at > 0 and parts[at - 1].sign in (Sign.FIELD, Sign.NOT)
        if part.sign is not Sign.WORD or any(char in part.text for char in _SIGNS):
            break
        if is_value and part is not last:
            break
        run[:0] = _placed(part.text, part.position - 1)
        if is_value:
            break
    plain = last.text.removeprefix("=")
    if any(char in plain for char in _SIGNS):
        return None
    if not run and plain != last.text:
        run = list(_placed(plain, last.position))
        return _made(run, is_ended=is_ended, is_plain=False)
    return _made(run, is_ended=is_ended, is_plain=True)


def _made(run: Sequence[Token], *, is_ended: bool, is_plain: bool) -> Unfinished | None:
    kept = tuple(run[-LONGEST_RUN:])
    if not kept:
        return None
    return Unfinished(start=kept[0].start, words=kept, is_ended=is_ended, is_plain=is_plain)


def _field(before: Part | None) -> str:
    if before is None or before.sign is not Sign.FIELD:
        return ""
    return NAMES.get(before.text.lower(), "")


def _is_open(text: str, part: Part) -> bool:
    return part.distance is None and part.text == text[part.position :]


def _placed(text: str, at: int) -> tuple[Token, ...]:
    return tuple(Token(word.exact, word.start + at, word.end + at) for word in tokens(text))
