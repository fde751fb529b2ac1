"""Text from documents never becomes HTML or Markdown."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.results import Segment
from ui.web.markup import Html, as_label, joined, marked, tag

HOSTILE = [
    "<script>alert(1)</script>",
    "</mark></div><style>*{display:none}</style>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "&lt;b&gt; &amp;amp;",
    "<!-- <img src=x onerror=alert(1)>",
    "\x00\x1b[31m\x85\ud800",
]
texts = st.text() | st.sampled_from(HOSTILE)


class Reader(HTMLParser):
    """What a browser would see: the elements, their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(html: Html) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@given(st.lists(st.builds(Segment, texts, st.booleans())))
def test_only_marks_are_elements_of_a_marked_text(segments: list[Segment]) -> None:
    reader = seen(marked(segments))

    assert set(reader.tags) <= {"mark"}
    assert reader.attributes == []


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_a_text_is_read_as_it_stands(text: str) -> None:
    assert seen(tag("p", text)).text == text


@given(texts)
def test_an_attribute_stays_within_its_quotes(text: str) -> None:
    reader = seen(tag("a", "page", title=text))

    assert [name for name, _ in reader.attributes] == ["title"]
    assert reader.text == "page"


@given(texts)
def test_what_was_drawn_can_be_sent(text: str) -> None:
    assert joined(text).encode().decode() == joined(text)


def test_a_letter_that_cannot_be_seen_is_shown_as_missing() -> None:
    assert joined("a\x00b\x1b") == "a\ufffdb\ufffd"


def test_html_is_escaped_once() -> None:
    assert tag("p", tag("b", "1 < 2")) == "<p><b>1 &lt; 2</b></p>"


@pytest.mark.parametrize(
    "text", ["*a*", ":red[a]", "[a](javascript:b)", "<b>", "$a$", "`a`", "# a"]
)
def test_a_label_has_every_sign_of_markdown_escaped(text: str) -> None:
    label = as_label(text)

    assert all(label[place - 1] == "\\" for place, sign in enumerate(label) if sign in "*:[]()<$`#")
