"""HTML, and the one place where text becomes it.

Text from documents is hostile. `tag` and `joined` escape every text that is not
`Html` already, and only they make `Html`; nothing else in the web front may hand
text to the browser as HTML or Markdown.
"""

import html
import re
from collections.abc import Iterable

import streamlit as st

from search.results import Segment

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_EMPTY = frozenset({"br", "hr", "img", "input"})


class Html(str):
    """Text that is HTML: escaped where it was made."""

    __slots__ = ()


def joined(*parts: str) -> Html:
    """Parts one after the other, escaped unless they are HTML.

    >>> joined("a < b", Html("<br>"))
    'a &lt; b<br>'
    """
    return Html(
        "".join(p if isinstance(p, Html) else html.escape(_UNSEEN.sub("\ufffd", p)) for p in parts)
    )


def tag(name: str, *parts: str, **attributes: str | bool | None) -> Html:
    """An element. `class_` and `aria_label` are written `class` and `aria-label`.

    An attribute that is False or None is left out; True stands without a value.

    >>> tag("a", "x & y", href="?q=1&page=2", class_="hit", hidden=False)
    '<a href="?q=1&amp;page=2" class="hit">x &amp; y</a>'
    """
    written = "".join(_attribute(key, attributes[key]) for key in attributes)
    if name in _EMPTY:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{joined(*parts)}</{name}>")


def marked(segments: Iterable[Segment]) -> Html:
    """Text with its matches in `<mark>`.

    >>> marked([Segment("1 < 2, "), Segment("nitrate", is_match=True)])
    '1 &lt; 2, <mark>nitrate</mark>'
    """
    return joined(*(tag("mark", s.text) if s.is_match else s.text for s in segments))


def as_label(text: str) -> str:
    r"""Text for the label of a widget, which reads Markdown.

    >>> as_label("*Vienna* :red[x]")
    '\\*Vienna\\* \\:red\\[x\\]'
    """
    return _PUNCTUATION.sub(r"\\\1", " ".join(_UNSEEN.sub("\ufffd", text).split()))


def show(*parts: Html) -> None:
    """Draw HTML here."""
    if body := joined(*parts):
        st.html(body)


def _attribute(key: str, value: str | bool | None) -> Html:  # noqa: FBT001 -- a value, no switch
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return Html("")
    if value is True:
        return Html(f" {name}")
    return Html(f' {name}="{joined(str(value))}"')
