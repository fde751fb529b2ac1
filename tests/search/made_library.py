"""A library made of documents, for the tests of tables: any engine, no files read."""

from collections.abc import Iterable
from pathlib import Path

from hypothesis import strategies as st

from corpus.catalogue import open_catalogue
from corpus.document import Described, Document, Page
from corpus.records import Source
from corpus.vocabulary import read_vocabulary
from index.shelf import Shelf
from search.searcher import Searcher

VOCABULARY = read_vocabulary()


def searcher_of(folder: Path, documents: Iterable[Document], engine: str = "tantivy") -> Searcher:
    """Searches some documents, which are kept in a folder."""
    catalogue = open_catalogue(folder / "catalogue.db")
    for document in documents:
        source = Source(path=document.id, root="r", name=document.id, size=1, modified=1)
        catalogue.put(source, [Described(document)], run=1)
    shelf = Shelf(folder / "index", catalogue, engine)
    shelf.follow()
    return Searcher(catalogue, shelf, VOCABULARY)


# Few words, so that they meet; a header of two words that is shown and not matched.
_WORDS = st.sampled_from(["house", "houses", "Haus", "migrant", "the", "Wrocław", "=1", "–", "\n"])
_TEXTS = st.lists(_WORDS, max_size=14).map(" ".join)
_CITIES = st.lists(st.sampled_from(["Vienna", "Wrocław", "Graz"]), max_size=2, unique=True)
_MODULES = st.lists(st.sampled_from(["Housing", "housing", "Own"]), max_size=2, unique=True)
_YEARS = st.lists(st.sampled_from(["2006", "2009", "2012"]), max_size=1)


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    """Some documents with pages, some of them without any text."""
    made = []
    for number in range(draw(st.integers(0, 5))):
        pages = draw(st.lists(st.tuples(_TEXTS, st.sampled_from(["en", "de"])), max_size=3))
        values = {
            "title": tuple(draw(st.lists(_TEXTS, max_size=1))),
            "city": tuple(draw(_CITIES)),
            "module": tuple(draw(_MODULES)),
            "year": tuple(draw(_YEARS)),
        }
        made.append(
            Document(
                id=f"d{number}",
                values={name: given for name, given in values.items() if given},
                pages=tuple(
                    Page(number=n, text=text, language=language, left_out=_header(text))
                    for n, (text, language) in enumerate(pages, start=1)
                ),
            )
        )
    return made


def _header(text: str) -> tuple[tuple[int, int], ...]:
    return ((0, 11),) if text.startswith("house house") else ()


QUERIES = st.sampled_from([
    "", "house", "house OR Haus", '"the house"', "-house", "hous*", "house city:Vienna",
    "(house", "house) migrant", 'migrant "the', "city:Vienna OR house", "title:house",
    '"house migrant"~4', "hause~", "house migrant", "=house -migrant", "year:2006..2009",
])  # fmt: skip
FILTERS = st.sampled_from([{}, {"city": ("Wien", "Graz")}, {"year": ("2007..",)}])
