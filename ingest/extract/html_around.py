"""Which elements of a web page stand around its text?

Breadcrumbs, menus, cookie banners, bars for sharing: what their authors call them
is believed where the element is also like one, mostly links or only a few words.
A name alone says little; a report on cookies has them in its name, too.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bs4 import Tag
from bs4.element import PageElement

from ingest.extract.html_elements import HEADINGS, LOOKED_AT, attribute, is_words

ROLES = frozenset(
    {"alertdialog", "banner", "contentinfo", "dialog", "menu", "menubar", "navigation", "search"}
)
"""Roles that are never the text (https://www.w3.org/TR/wai-aria/#landmark_roles)."""

NEVER = HEADINGS | {"article", "body", "html", "main", "table", "tbody", "tr", "td"}
"""Elements that are kept whatever they are called."""

MOSTLY = 0.6
"""Share of the characters of an element that are links, where it is a list of them."""

ALL_BUT = 0.9
FEWEST_LINKS = 4
"""Links before the first heading that make a menu without a name."""

MEASURED = 3_000
"""Elements of a page that are measured; then they are kept unseen, so that none takes long."""

_ANY = r"(?:.*[-_])?"
_ENDS = r"(?:__.*|--.*|[-_](?:wrapper|container|list|block|bar|inner|outer))?"
_PATTERNS = {
    "crumbs": rf"{_ANY}(?:breadcrumbs?|bread-crumbs?|crumbs?|brotkrumen|fil-ariane){_ENDS}",
    "menu": (
        rf"{_ANY}(?:nav|navi|navbar|navigation|navlist|topnav|subnav|menu|menubar|mainmenu|submenu"
        r"|sitemap|pager|pagination|toolbar|tabs"
        rf"|lang(?:uage)?s?-?(?:switch(?:er)?|select(?:or)?|menu|links)){_ENDS}"
    ),
    "cookies": (
        rf"{_ANY}cookies?(?:[-_].*)?|{_ANY}consent(?:[-_]?(?:banner|bar|popup|sdk|manager)){_ENDS}"
        r"|gdpr.*|cc-window|onetrust.*|cookiebot.*|didomi.*|usercentrics.*|.*privacy-(?:note|notice)"
    ),
    "sharing": (
        r"(?:social|post|entry|page|article)?-?(?:share|sharing)(?:-?(?:bar|buttons?|links?|icons?))?"
        rf"{_ENDS}|social(?:-?(?:media|links|icons))?{_ENDS}|shariff"
        r"|addthis.*|addtoany.*|sharethis.*|sharedaddy|sd-social"
    ),
    "comments": (
        r"comments?|comments?[-_]?(?:area|list|form|respond|reply|wrapper|section|container|template)"
        r"|commentlist|respond|no-?comments|disqus_thread|kommentare"
    ),
    "author": (
        rf"{_ANY}(?:author|contributor)s?[-_]?(?:bio|info|box|description|card|profile|about){_ENDS}"
        rf"|{_ANY}about-(?:the-)?author{_ENDS}"
    ),
    "subscribing": (
        rf"{_ANY}(?:newsletter|subscribe|subscription|sign-?up|mailing-?list)(?:[-_].*)?"
    ),
    "more": (
        rf"{_ANY}(?:related|recommend(?:ed|ations?)|popular|trending|most-?read|more-?news"
        r"|see-?also|similar|outbrain|taboola|suggestions?|jp-relatedposts)(?:[-_]?(?:posts?|articles?"
        rf"|stories|content|items?|news|topics|list|links|products))?{_ENDS}|yarpp.*"
    ),
    "beside": (
        rf"{_ANY}side-?bars?{_ENDS}|widget(?:[-_]?area|s)?{_ENDS}|(?:footer|side-?bar)-?widgets?{_ENDS}"
    ),
    "foot": rf"{_ANY}(?:footer|copyright|colophon|imprint|impressum){_ENDS}",
    "advertising": (
        rf"(?:ad|ads|advert|advertise?ment|advertising|anzeige|werbung|sponsor(?:ed|s)?|promo)"
        rf"(?:[-_].*)?|{_ANY}(?:advertise?ment|adslot|ad-slot|ad-container)"
    ),
    "skipping": rf"{_ANY}skip(?:-?(?:links?|nav|to-content|to-main))?{_ENDS}",
    "banner": r"(?:site-?|page-?|global-?)?(?:header|footer)|masthead|topbar|page-top",
}
_CALLED = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}
_LONGEST = {
    "crumbs": 500, "menu": 0, "cookies": 1_500, "sharing": 300, "skipping": 100, "banner": 1_000,
    "comments": 1 << 30, "author": 1_500, "subscribing": 800, "more": 3_000, "beside": 3_000,
    "foot": 3_000, "advertising": 800,
}  # fmt: skip
"""Characters up to which an element called so is taken for one even without many links."""


LONG = 300
"""Characters outside of links that a form asks for something with, at most."""


def is_text(tag: Tag, *, within_text: bool) -> bool:
    """Whether an element that usually stands around the text holds it, or is a part of it.

    Some sites wrap every page in a form; a call-out box within the text is an <aside>.
    """
    if tag.name == "form":
        measure = _measure(tag)
        return (
            measure.has_title
            or not measure.is_whole
            or measure.words - measure.in_links > max(LONG, measure.in_links)
        )
    return tag.name == "aside" and within_text and _is_prose(_measure(tag))


def _is_prose(measure: "_Measure") -> bool:
    return measure.is_whole and measure.words > 0 and measure.in_links < measure.words / 2


@dataclass(slots=True)
class _Measure:
    words: int = 0
    in_links: int = 0
    links: int = 0
    has_title: bool = False
    has_heading: bool = False
    is_whole: bool = True


@dataclass(slots=True)
class Around:
    """Tells what stands around the text of one page. `heading` is its first h1, if any."""

    heading: PageElement | None = None
    is_before_heading: bool = True
    measured: int = 0

    def holds(self, tag: Tag) -> bool:
        """Whether this element, met in the order of the page, is to be passed over."""
        if tag is self.heading:
            self.is_before_heading = False
        if tag.name in NEVER:
            return False
        if attribute(tag, "role").lower() in ROLES:
            return not _measure(tag).has_title
        kind = _called(" ".join([attribute(tag, "class"), attribute(tag, "id")]))
        if not kind and not self._may_be_a_list_of_links(tag):
            return False
        self.measured += 1
        if self.measured > MEASURED:
            return False
        return _is_like(kind, _measure(tag))

    def _may_be_a_list_of_links(self, tag: Tag) -> bool:
        has_heading_to_come = self.heading is not None and self.is_before_heading
        return has_heading_to_come and tag.name in ("ul", "ol", "p")


def _is_like(kind: str, measure: _Measure) -> bool:
    """Whether an element is what it is called; without a name, whether it is nothing but links."""
    is_links = 0 < measure.words * MOSTLY <= measure.in_links
    if measure.has_title or (measure.has_heading and kind in ("", "banner")):
        return False
    if not kind:
        return measure.links >= FEWEST_LINKS and measure.in_links > ALL_BUT * measure.words
    return is_links or (
        (measure.is_whole or kind == "comments") and measure.words <= _LONGEST[kind]
    )


@lru_cache(maxsize=1 << 12)
def _called(names: str) -> str:
    """What an element of these classes and this id is called."""
    for name in names.lower().split()[:20]:
        for kind, pattern in _CALLED.items():
            if pattern.fullmatch(name[:80]):
                return kind
    return ""


def _measure(tag: Tag) -> _Measure:
    """Words, links and headings of the first elements of this one."""
    found = _Measure()
    todo: list[tuple[PageElement, bool]] = [(one, False) for one in tag.contents[LOOKED_AT::-1]]
    for _ in range(LOOKED_AT):
        if not todo:
            return found
        element, in_link = todo.pop()
        if isinstance(element, Tag):
            found.has_title |= element.name in ("h1", "main")
            found.has_heading |= element.name in HEADINGS
            found.links += element.name in ("a", "button")
            in_link = in_link or element.name in ("a", "button", "label", "legend", "option")
            todo.extend((one, in_link) for one in element.contents[LOOKED_AT::-1])
        elif is_words(element):
            length = sum(map(len, str(element).split()))
            found.words += length
            found.in_links += length * in_link
    found.is_whole = not todo
    return found
