"""In which style is something cited, and how does it look in it?

A style is a CSL file: one of those beside this module, by name, or any other.
"""

import re
import threading
from collections.abc import Callable
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from corpus.errors import PolisearchError
from search.citing.item import Item

_FOLDER = Path(__file__).parent / "styles"

STYLES: tuple[str, ...] = ("author-date", "note")
"""The styles that have a name, the usual one first."""

DEFAULT_STYLE = STYLES[0]

_OPEN, _CLOSE, _END, _HYPHEN = "\ue000", "\ue001", "\ue002", "\ue003"
_MARKED = re.compile(f"{_OPEN}([a-z-]+){_END}|{_CLOSE}([a-z-]+){_END}")
_DOUBLED = re.compile(f"([.,;:!?])((?:{_CLOSE}[a-z-]+{_END})+)\\1")
_AFTER_MARK = re.compile(f"([!?…])((?:{_CLOSE}[a-z-]+{_END})*)\\.(?=\\s|$)")
_TAGS = {"italic": "i", "bold": "b", "sup": "sup", "sub": "sub"}

_ONE_AT_A_TIME = threading.Lock()  # a style keeps what it is about in its own elements


class UnknownStyle(PolisearchError):
    """No style has this name, or its file cannot be used."""


class Written(NamedTuple):
    """What a style writes of a quotation: where it stands, and the reference.

    In a style of notes, `citation` says all and `reference` is empty.
    """

    citation: str
    reference: str


def _around(name: str) -> Callable[[object], str]:
    return lambda text: f"{_OPEN}{name}{_END}{text}{_CLOSE}{name}{_END}"


class _Marks:
    """What citeproc is to format with: signs around a stretch, so that all else can be escaped.

    It escapes nothing by itself of what a document says.
    """

    preformat = str
    Italic = Oblique = _around("italic")
    Bold = _around("bold")
    Superscript = _around("sup")
    Subscript = _around("sub")
    Light = Underline = SmallCaps = str


def written(
    item: Item, style: str | Path, *, page: str = "", label: str = "page", beside: str = ""
) -> Written:
    """The citation of a page and the reference, with marks that `plain` and `html` read.

    `beside` is said after the page. Raises UnknownStyle.
    """
    used = _style(style)
    with _ONE_AT_A_TIME:
        return _render(used, item, style, page, label, beside)


def plain(text: str) -> str:
    """What was written, as plain text."""
    return _MARKED.sub("", text)


def html(text: str) -> str:
    """What was written, as HTML: italics and the like are tags, all else is escaped."""
    parts = []
    at = 0
    for found in _MARKED.finditer(text):
        tag = _TAGS[found[1] or found[2]]
        parts += [escape(text[at : found.start()]), f"<{'/' if found[2] else ''}{tag}>"]
        at = found.end()
    return "".join([*parts, escape(text[at:])])


def _render(
    used: Any, item: Item, style: str | Path, page: str, label: str, beside: str
) -> Written:
    import citeproc
    from citeproc.source import VariableError
    from citeproc.source.json import CiteProcJSON

    try:
        source = CiteProcJSON([_for_citeproc(item)])
        bibliography = citeproc.CitationStylesBibliography(used, source, _Marks)
        located = {"locator": citeproc.Locator(label, _as_printed(page))} if page else {}
        suffix = {"suffix": beside} if beside else {}
        cited = citeproc.Citation([citeproc.CitationItem(_KEY, **located, **suffix)])
        bibliography.register(cited)
        citation = str(bibliography.cite(cited, lambda _: ""))
        is_note = used.root.get("class") == "note" or not used.has_bibliography()
        every = [] if is_note and page else bibliography.bibliography()
    except (*_NOT_UNDERSTOOD, VariableError) as error:
        raise UnknownStyle(
            f"The style {style} asks for something that is not understood.",
            f"Use another, or one of: {', '.join(STYLES)}.",
        ) from error
    return Written(_tidied(citation), _tidied("".join(map(str, every))))


_NOT_UNDERSTOOD = (
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What citeproc dies of, where a style asks for what it does not know."""

_KEY = "cited"

_SAID = ("title", "publisher", "number", "genre", "collection-title", "language", "URL")


def _for_citeproc(item: Item) -> dict[str, object]:
    """The item without what citeproc does not know, and without our marks."""
    given: dict[str, object] = {"id": _KEY, "type": item["type"]}
    for name in _SAID:
        if text := _unmarked(str(item.get(name, ""))):
            given[name] = text
    if "author" in item:
        given["author"] = [
            {part: _unmarked(str(text)) for part, text in name.items()} for name in item["author"]
        ]
        if item["author"] == [{"literal": item.get("publisher")}]:
            del given["publisher"]  # it is named already
    if "issued" in item:
        given["issued"] = item["issued"]
    return given


def _unmarked(text: str) -> str:
    return re.sub(f"[{_OPEN}-{_HYPHEN}]", "", text)


def _as_printed(page: str) -> str:
    """The label of a page, whose hyphens would be made dashes."""
    return _unmarked(page).replace("-", _HYPHEN)


def _tidied(text: str) -> str:
    """Without a full stop or comma that stands twice around the end of a stretch."""
    once = _DOUBLED.sub(r"\1\2", text.replace(_HYPHEN, "-"))
    return _AFTER_MARK.sub(r"\1\2", " ".join(once.split()))


def _style(style: str | Path) -> Any:
    if isinstance(style, str):
        if style not in STYLES:
            raise UnknownStyle(f"No style is called {style!r}.", f"There are: {', '.join(STYLES)}.")
        return _parsed(_FOLDER / f"{style}.csl", 0)
    try:
        return _parsed(style, style.stat().st_mtime_ns)
    except (AttributeError, OSError, SyntaxError, ValueError) as error:
        said = "" if isinstance(error, AttributeError) else str(error).partition("\n")[0]
        reason = getattr(error, "strerror", "") or said or "it is no CSL"
        raise UnknownStyle(
            f"The style {style} cannot be read: {reason}.",
            "Name a CSL file, as https://www.zotero.org/styles has them.",
        ) from error


@lru_cache(maxsize=16)
def _parsed(path: Path, _changed: int) -> Any:
    """A style, read once for as long as its file stays what it is."""
    import citeproc

    # A schema would say more, in warnings that nobody catches.
    parsed = citeproc.CitationStylesStyle(str(path), validate=False)
    if getattr(parsed.root, "citation", None) is None or parsed.root.citation.layout is None:
        raise ValueError("it says nothing of citations, as a style that only refers to another")
    return parsed
