"""*Help*: how to ask, with examples that find something here; fields, keys, counts, citing."""

from collections.abc import Mapping

from corpus.fields import FACETS, FIELDS, Field
from search.examples import examples
from search.language.syntax import SYNTAX, Construct
from search.question import Ask
from search.results import Coverage
from search.searcher import Searcher
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, show, tag
from ui.web.parts.entry_facts import number
from ui.web.parts.frame import window_title
from ui.wiring import Library

KEYS: tuple[tuple[str, str], ...] = (
    ("Enter", "Search for what is typed, or for the completion that is chosen."),
    ("↓ ↑", "Choose among the completions below the search box."),
    ("Esc", "Close the completions."),
    ("Tab", "Go on to the next link or button; Shift and Tab go back."),
    ("Alt ←", "Back to the search before: every search has its own address."),
)
"""What keys do, in the order to tell it."""


def draw(library: Library, _: Address) -> None:
    """Draw the screen: the same for every address of it."""
    window_title("Help", library.settings.name)
    coverage = library.searcher.coverage()
    parts = (
        tag("h1", "Help"),
        _contents(),
        _words(),
        _language(library.searcher),
        _narrowing(),
        _fields(),
        _keys(),
        _counting(),
        _citing(),
        _not_searched(coverage),
    )
    show(tag("div", *parts, class_="prose help-page"))


SECTIONS: Mapping[str, str] = {
    "words": "Typing words",
    "language": "The query language",
    "narrowing": "Narrowing",
    "fields": "Fields",
    "keys": "Keys",
    "counts": "What is counted",
    "citing": "Citing",
    "not-searched": "What is not searched",
}


def _contents() -> Html:
    items = (tag("li", tag("a", label, href=f"#help-{name}")) for name, label in SECTIONS.items())
    return tag("nav", tag("ul", *items, class_="inline"), aria_label="Sections of the help")


def _heading(name: str) -> Html:
    return tag("h2", SECTIONS[name], id=f"help-{name}")


def _words() -> Html:
    return joined(
        _heading("words"),
        tag(
            "p",
            "Type words or a question. All words are looked for, in any of their forms and in "
            "other words for the same thing; what only puts the question is left out. A city is "
            "found by its name in any language, a network by its name or its letters. Under the "
            "search box stands what else was searched for, and each can be taken off.",
        ),
        tag(
            "p",
            "Nothing that is typed is an error: what cannot be read so is told in a note, and "
            "the rest is searched. A misspelt word that is nowhere in the library is put right, "
            "and you are told.",
        ),
    )


def _language(searcher: Searcher) -> Html:
    words = examples(searcher)
    head = tag("tr", *(tag("th", name, scope="col") for name in ("Sign", "Meaning", "Try it")))
    rows = (_construct(one, words, searcher) for one in SYNTAX)
    table = tag("table", tag("thead", head), tag("tbody", joined(*rows)), class_="help-table")
    said = "The numbers are of this library, now."
    return joined(_heading("language"), tag("p", said), _scrolling(table, SECTIONS["language"]))


def _construct(one: Construct, words: Mapping[str, str], searcher: Searcher) -> Html:
    text = one.example(words)
    ask = Ask(text=text, correcting=False)
    found = searcher.search(Ask(text=text, correcting=False, per_page=0)).total
    link = tag("a", tag("code", text), href=link_to(Address(ask=ask)))
    return tag(
        "tr",
        tag("th", tag("code", one.sign), scope="row"),
        tag("td", one.meaning),
        tag("td", link, " ", tag("span", number(found), class_="found")),
    )


def _narrowing() -> Html:
    labels = [field.label.lower() for field in FIELDS if field.name in FACETS]
    return joined(
        _heading("narrowing"),
        tag(
            "p",
            "Beside the results stand the values that they have, by ",
            ", ".join(labels[:-1]) + f" and {labels[-1]}. ",
            "Values of one list widen each other (Vienna or Antwerp); lists narrow each other "
            "(Vienna, and of these, housing). A value can also be left out. The number at a "
            "value tells how many documents there would be with it.",
        ),
    )


def _fields() -> Html:
    names = ("Field", "Also", "Value", "In lists", "What it is")
    head = tag("tr", *(tag("th", name, scope="col") for name in names))
    rows = (_field(field) for field in FIELDS)
    table = tag("table", tag("thead", head), tag("tbody", joined(*rows)), class_="help-table")
    said = "Each can be asked for in the search box; some stand as lists beside the results too."
    return joined(_heading("fields"), tag("p", said), _scrolling(table, SECTIONS["fields"]))


def _field(field: Field) -> Html:
    others = [tag("code", f"{alias}:") for alias in field.aliases]
    between = [part for other in others for part in (Html(" "), other)][1:]
    return tag(
        "tr",
        tag("th", tag("code", f"{field.name}:"), scope="row"),
        tag("td", joined(*between)),
        tag("td", field.type.value),
        tag("td", "yes" if field.facet else ""),
        tag("td", field.help),
    )


def _keys() -> Html:
    rows = (
        tag("tr", tag("th", tag("kbd", key), scope="row"), tag("td", does)) for key, does in KEYS
    )
    return joined(_heading("keys"), tag("table", tag("tbody", joined(*rows)), class_="help-table"))


def _counting() -> Html:
    documents = (
        "A document is one file with its own text; the same file in two places is one. Results "
        "and facets count documents. In the list, versions of one work are shown once, with the "
        "others named below it, so there may be fewer on a page than were counted."
    )
    exact = (
        "All counts are exact: they are made of the whole library at the time of asking, and a "
        "link finds as many documents as it says. The pages told at a document are those with a "
        "match. A page has the number printed on it, and where that is another than its place "
        "in the file, both are told."
    )
    return joined(_heading("counts"), tag("p", documents), tag("p", exact))


def _citing() -> Html:
    return joined(
        _heading("citing"),
        tag(
            "p",
            "Cite author, year, title, publisher and publication code, and the printed page. The "
            "address of a page of a document, as the browser shows it, leads to this page for "
            "as long as the library stands: it names the document by its code or its content, "
            "not by its place.",
        ),
        tag(
            "p",
            "The address of a search holds all of it: words, filters, order. Kept or sent to "
            "somebody else, it asks the same again; new documents may be among what it finds.",
        ),
    )


def _not_searched(coverage: Coverage) -> Html:
    return joined(
        _heading("not-searched"),
        tag("p", str(coverage)),
        tag(
            "p",
            "A document without text is found by its title and fields only: a scan that nobody "
            "has read. A file that could not be read is not found at all. Nothing found "
            "therefore means: nothing in what has text. ",
            tag("a", "See them all", href=link_to(Address(screen="coverage"))),
            ".",
        ),
    )


def _scrolling(table: Html, label: str) -> Html:
    return tag("div", table, class_="scrolling", tabindex="0", role="region", aria_label=label)
