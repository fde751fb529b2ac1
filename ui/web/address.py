"""What a link names, and the link of it.

The address is the only memory of the web front: the same address shows the same
page, in another window and next year. Only what differs from the default is in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from corpus.fields import BY_NAME, NAMES
from index.request import Sort
from search.question import Ask

WORDS, SORT, EXACT, PAGE, DOCUMENT, RESULTS = "q", "sort", "exact", "page", "document", "results"
WITHOUT, OFF, TYPED = "without", "off", "typed"
RESERVED = frozenset({WORDS, SORT, EXACT, PAGE, DOCUMENT, RESULTS, WITHOUT, OFF, TYPED})
"""Parameters of every screen that are no fields.

`page` is the page shown; `results` the one to go back to.

`without` is a field and a value that must not hold, `off` an expansion that is not
searched, `typed` says that nothing is to be put right.
"""

OF_SCREEN: Mapping[str, tuple[str, ...]] = {
    "": (),
    "matrix": ("rows", "columns", "layers", "of", "gaps"),
    "compare": ("beside",),
    "places": ("entry",),
    "list": ("list", "part"),
    "admin": ("part", "run", "entry"),
    "coverage": (),
    "help": (),
}
"""The screens by the path they stand at, and the parameters that only they have.

The empty path is *Find*, and *Document* where one is named.
"""

WITHIN = "within"

OF_DOCUMENT = (WITHIN,)
"""The parameters that only *Document* has: `within` are words looked for in it alone."""

LAST = 10_000
"""No page of results beyond this can be asked for: an engine would collect all before it."""

_SORTS = {sort.value: sort for sort in Sort}

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A search, the page of a document opened from it, if one is, and the screen it is shown on.

    `more` are the parameters that only that screen has.
    """

    ask: Ask = field(default_factory=Ask)
    document: str = ""
    number: int = 1
    screen: str = ""
    more: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def back(self) -> "Address":
        """The results this document was opened from."""
        return Address(ask=self.ask)

    def one(self, name: str) -> str:
        """The last value of a parameter that only this screen has, or nothing."""
        return next(iter(reversed(self.more.get(name, ()))), "")


def read_address(parameters: Parameters, screen: str = "") -> Address:
    """What an address names, at the path of a screen. Whatever makes no sense in it is left out.

    >>> read_address({"q": ["nitrate"], "city": ["Vienna"], "page": ["x"]}).ask.filters
    {'city': ('Vienna',)}
    """
    document = _last(parameters, DOCUMENT) if not screen else ""
    filters: dict[str, tuple[str, ...]] = {}
    for name, values in parameters.items():
        if name in NAMES and (kept := tuple(value for value in values if value.strip())):
            known = NAMES[name]
            filters[known] = tuple(dict.fromkeys((*filters.get(known, ()), *kept)))
    without: dict[str, tuple[str, ...]] = {}
    for given in parameters.get(WITHOUT, ()):
        name, _, value = given.partition(":")
        if name in BY_NAME and value.strip():
            without[name] = tuple(dict.fromkeys((*without.get(name, ()), value)))
    sort = _last(parameters, SORT)
    return Address(
        ask=Ask(
            text=_last(parameters, WORDS),
            filters=filters,
            sort=_SORTS.get(sort, Sort.RELEVANCE),
            exact=_last(parameters, EXACT) == "1",
            page=min(_number(parameters, RESULTS if document else PAGE), LAST),
            without=without,
            off=tuple(dict.fromkeys(text for text in parameters.get(OFF, ()) if text.strip())),
            correcting=_last(parameters, TYPED) != "1",
        ),
        document=document,
        number=_number(parameters, PAGE) if document else 1,
        screen=screen,
        more={
            name: kept
            for name in (OF_DOCUMENT if document else OF_SCREEN.get(screen, ()))
            if (kept := tuple(text for text in parameters.get(name, ()) if text.strip()))
        },
    )


def write_address(address: Address) -> dict[str, list[str]]:
    """The parameters of an address; none for the start page."""
    ask, parameters = address.ask, {}
    if address.document:
        parameters[DOCUMENT] = [address.document]
    if address.document and address.number > 1:
        parameters[PAGE] = [str(address.number)]
    if ask.text:
        parameters[WORDS] = [ask.text]
    parameters |= {name: list(ask.filters[name]) for name in BY_NAME if ask.filters.get(name)}
    if ask.sort is not Sort.RELEVANCE:
        parameters[SORT] = [ask.sort.value]
    if ask.exact:
        parameters[EXACT] = ["1"]
    if ask.without:
        parameters[WITHOUT] = [f"{name}:{v}" for name, some in ask.without.items() for v in some]
    if ask.off:
        parameters[OFF] = list(ask.off)
    if not ask.correcting:
        parameters[TYPED] = ["1"]
    if ask.page > 1:
        parameters[RESULTS if address.document else PAGE] = [str(ask.page)]
    own = OF_DOCUMENT if address.document else OF_SCREEN[address.screen]
    parameters |= {name: list(v) for name in own if (v := address.more.get(name))}
    return parameters


def link_to(address: Address) -> str:
    """The address as a link from any screen, under whatever path the front is served.

    >>> link_to(Address(ask=Ask(text="a & b", filters={"city": ("Vienna", "Liège")})))
    './?q=a+%26+b&city=Vienna&city=Li%C3%A8ge'
    >>> link_to(Address(screen="matrix", more={"rows": ("country",)}))
    './matrix?rows=country'
    """
    return f"./{address.screen}?" + urlencode(write_address(address), doseq=True)


def link_at(site: str, address: Address) -> str:
    """The whole address, where the front is served at a site.

    >>> link_at("http://localhost:8501/", Address(document="EF0794"))
    'http://localhost:8501/?document=EF0794'
    """
    return site + link_to(address).removeprefix("./")


def narrowed(ask: Ask, name: str, values: Iterable[str]) -> Ask:
    """The same question with these values of a field and no others, from its first page."""
    filters = {other: chosen for other, chosen in ask.filters.items() if other != name}
    if chosen := tuple(dict.fromkeys(values)):
        filters[name] = chosen
    return replace(ask, filters=filters, page=1)


def toggled(ask: Ask, name: str, value: str) -> Ask:
    """The same question with a value put on, or taken off if it was on."""
    before = ask.filters.get(name, ())
    if value in before:
        return narrowed(ask, name, (v for v in before if v != value))
    return narrowed(ask, name, (*before, value))


def left_out(ask: Ask, name: str, value: str) -> Ask:
    """The same question with a value left out, or no longer left out if it was."""
    before = ask.without.get(name, ())
    others = {other: values for other, values in ask.without.items() if other != name}
    after = tuple(v for v in before if v != value) if value in before else (*before, value)
    wanted = narrowed(ask, name, (v for v in ask.filters.get(name, ()) if v != value))
    return replace(wanted, without={**others, name: after} if after else others)


def _last(parameters: Parameters, name: str) -> str:
    return next(iter(reversed(parameters.get(name, ()))), "")


def _number(parameters: Parameters, name: str) -> int:
    text = _last(parameters, name)
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 10 else 1
