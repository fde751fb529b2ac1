"""Words broken at line ends, made whole.

Was a hyphen put there by the layout ("integra-tion") or by the author
("third-country")? A document answers that itself: it writes most of its words
elsewhere too. Where it does not, its habit decides: reports made with a word
processor break no words, so the hyphens at their line ends are their authors'.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

BREAK = "\u00ad\n"
"""A soft hyphen at a line end: how a reader marks where a line broke a word."""

_WRITTEN_BREAK = re.compile(r"[-‐¬]\n(?<=\w[-‐¬]\n)(?=\w)")
_MOST_READ = 40
"""Pages of a document whose words are learnt; in a longer one, some pages speak for all."""

_ONCE_BROKEN = re.compile(r"- (?<=[^\W\d_]- )(?=[^\W\d_])")
_HALF = 64
"""Characters before and after a break that are looked at; what is longer is no word."""

_SIGNS = "\"'()[]{}.,;:!?‘’‚“”„«»‹›…–—•*/"
_AMONG_HYPHENS = re.compile("-\u00ad‐?|\u00ad‐")
# Behind one that a space follows, the word goes on where the next letter is small.
_WITHIN_A_LINE = re.compile(r"\u00ad(?: (?=[a-zß-öø-ÿ])|(?!\n))")
_HABIT = 3
"""Hyphens at line ends that the text has elsewhere too, and no broken words: a habit."""

_SUSPENDING = frozenset(("and", "or", "und", "oder", "bzw", "bis", "sowie", "och", "eller", "lub"))
"""Words after a hyphen that stands for the rest of a later word: "Grund- und Boden"."""


def with_breaks_marked(text: str) -> str:
    """The text with a BREAK for each hyphen that ends a line within a word.

    >>> with_breaks_marked("hous-\\ning\\n- one")
    'hous\\xad\\ning\\n- one'
    """
    if "-\n" in text or "‐\n" in text or "¬\n" in text:
        return _WRITTEN_BREAK.sub(BREAK, text)
    return text


def with_whole_words(texts: list[str]) -> list[str]:
    """The pages of one document without breaks; the line ends after the word instead.

    >>> with_whole_words(["Integra\\xad\\ntion of third\\xad\\ncountry nationals", "third-country"])
    ['Integration\\nof third-country\\nnationals', 'third-country']
    """
    if not any("\u00ad" in text for text in texts):
        return texts
    texts = [_without_soft_hyphens(text) if "\u00ad" in text else text for text in texts]
    if not any(BREAK in text for text in texts):
        return texts
    broken = {index: _Broken(text) for index, text in enumerate(texts) if BREAK in text}
    words = _Words(texts, broken.values())
    whole = (
        words.made_whole(broken[index]) if index in broken else text
        for index, text in enumerate(texts)
    )
    return [words.closed_up(text) if "- " in text else text for text in whole]


def _without_soft_hyphens(text: str) -> str:
    """The text without the soft hyphens within its lines, where no word was broken.

    One at the end of a page is a hyphen, and so is one between hyphens, an accident of fonts.
    """
    if text.endswith("\u00ad"):
        text = text[:-1] + "-"
    if "-\u00ad" in text or "\u00ad‐" in text:
        text = _AMONG_HYPHENS.sub("-", text)
    if text.count("\u00ad") > text.count(BREAK):
        text = _WITHIN_A_LINE.sub("", text)
    return text.replace("\n" + BREAK, "\n")


_COMPOUNDS = {
    "long|short|medium|near|mid": "term|standing|lasting|distance|range|run|lived|stay|haul|time",
    "high|low|middle|lower|higher": (
        "income|quality|level|rise|skilled|density|profile|tech|speed|risk|end|class|cost|paid"
        "|wage|performing|carbon|energy|lying|threshold"
    ),
    "full|part|real|half|one|first|second|all": (
        "time|day|year|scale|hour|way|generation|hand|class|party|stop|round|inclusive"
    ),
    "large|small|medium|wide": "scale|sized|size|ranging",
    "so": "called",
    "well|ill|newly|locally": r"known|being|off|founded|run|paid|meaning|informed|\w{3,}ed",
    "self": r"(?!ish|less)\w{3,}",
    r".+-(?:in|of|to|on|by|the|and|up|a)": r"\w{2,}",
}
_IS_COMPOUND = re.compile(
    "|".join(f"(?:{first})-(?:{second})s?" for first, second in _COMPOUNDS.items())
)
"""English words that have a hyphen wherever a line ends, for documents that do not tell."""


class _Break(NamedTuple):
    """The two halves around a break, without the signs around them."""

    before: str
    after: str
    is_within_lower_case: bool


class _Broken:
    """A page cut at its breaks."""

    def __init__(self, text: str) -> None:
        self.pieces = text.split(BREAK)
        self.breaks = [_break(before, after) for before, after in pairwise(self.pieces)]


class _Words:
    """What a document writes where its lines do not end, and the habit that this tells."""

    def __init__(self, texts: Sequence[str], broken: Iterable[_Broken]) -> None:
        self._written: set[str] = set()
        for text in texts[:: len(texts) // _MOST_READ + 1]:
            self._written.update(text.replace(BREAK, "\u00ad").split())
        self._answers: dict[_Break, str | None] = {}
        found = [
            self._told(one) for page in broken for one in page.breaks if one.is_within_lower_case
        ]
        self._joins, self._hyphens = found.count(""), found.count("-")

    def made_whole(self, page: _Broken) -> str:
        parts = page.pieces[:1]
        for one, after in zip(page.breaks, page.pieces[1:], strict=True):
            if one.after in _SUSPENDING and self._told(one) != "":
                parts += ("-\n", after)
            else:
                parts += (self._joint(one), _with_its_line_ended(after))
        return "".join(parts)

    def closed_up(self, text: str) -> str:
        """The text with words joined that were broken where its lines once ended: "hous- ing"."""
        parts: list[str] = []
        at = 0
        for spot in _ONCE_BROKEN.finditer(text):
            one = _break(
                text[max(0, spot.start() - _HALF) : spot.start()],
                text[spot.end() : spot.end() + _HALF],
            )
            if one.is_within_lower_case and one.after not in _SUSPENDING and self._told(one) == "":
                parts.append(text[at : spot.start()])
                at = spot.end()
        return "".join(parts) + text[at:] if parts else text

    def _joint(self, one: _Break) -> str:
        if not one.is_within_lower_case:
            return "-"
        told = self._told(one)
        if told is not None:
            return told
        if _IS_COMPOUND.fullmatch(f"{one.before}-{one.after}"):
            return "-"
        if self._joins > 2 * self._hyphens:
            return ""
        is_two_words = self._has(one.before) and self._has(one.after)
        return "-" if is_two_words or self._hyphens >= _HABIT else ""

    def _told(self, one: _Break) -> str | None:
        """What the document writes between the two halves elsewhere, None where it does not."""
        if one not in self._answers:
            is_joined = self._has(one.before + one.after)
            has_hyphen = self._has(f"{one.before}-{one.after}")
            told = "" if is_joined else "-"
            self._answers[one] = None if is_joined == has_hyphen else told
        return self._answers[one]

    def _has(self, word: str) -> bool:
        written = self._written
        if word in written or f"{word}," in written or f"{word}." in written:
            return True
        small = word.lower()
        return small != word and small in written


def _break(before: str, after: str) -> _Break:
    end = before[-_HALF:]
    last = "" if end[-1:].isspace() else "".join(end.rsplit(None, 1)[-1:]).lstrip(_SIGNS)
    first = "".join(after[:_HALF].split(None, 1)[:1]).rstrip(_SIGNS)
    return _Break(last, first, last[-1:].islower() and first[:1].islower())


def _with_its_line_ended(text: str) -> str:
    """The text with a line end after its first word, where none is: lines keep their length."""
    head, space, rest = text.partition(" ")
    return f"{head}\n{rest}" if space and "\n" not in head else text
