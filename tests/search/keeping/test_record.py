"""What was asked and found, written down, read back and asked again."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.catalogue import Catalogue, open_catalogue
from corpus.document import Described, Document
from corpus.errors import PolisearchError, UnknownField
from corpus.records import Source
from corpus.vocabulary import read_vocabulary
from index.request import Sort
from index.shelf import Shelf
from search.keeping.record import Circumstances, Record, Recorded, record
from search.keeping.record_file import NoRecord, as_text, read_record, write_record
from search.keeping.rerun import Gone, What, Why, rerun
from search.question import Ask
from search.results import Coverage
from search.searcher import Searcher
from search.understanding.expansions import Because, Expansion
from tests.conftest import build_document

Builder = Callable[..., Document]

VOCABULARY = read_vocabulary()


class Kept:
    """A library of documents that a test puts in, each in a file of its own."""

    def __init__(self, folder: Path, catalogue: Catalogue, engine: str = "tantivy") -> None:
        self.catalogue = catalogue
        self.shelf = Shelf(folder / "index", catalogue, engine)
        self.searcher = Searcher(catalogue, self.shelf, VOCABULARY)

    def put(self, document: Document, file: str = "") -> None:
        path = file or f"{document.id}.pdf"
        source = Source(path=path, root="r", name=path, size=1, modified=1)
        self.catalogue.put(source, [Described(document)], run=1)
        self.shelf.follow()

    def remove(self, file: str) -> None:
        self.catalogue.remove_source(file)
        self.shelf.follow()

    def recorded(self, text: str = "rent", **asked: Any) -> Record:
        return record(self.searcher, Ask(text=text, **asked))


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    library = Kept(tmp_path, open_catalogue(tmp_path / "catalogue.db"))
    library.put(build_document("low", "The rent is low.", title="Low rents", city="Vienna"))
    library.put(build_document("high", "The rent is high. Rent!", title="High rents"))
    library.put(build_document("flat", "A flat of one's own.", title="Flats"))
    return library


def test_a_record_holds_everything_that_answers_whatever_page_was_asked_for(kept: Kept) -> None:
    found = kept.recorded(page=7, per_page=1)

    assert {one.id for one in found.documents} == {"low", "high"}
    assert found.total == 2


def test_the_documents_stand_in_the_order_of_the_results(kept: Kept) -> None:
    shown = kept.searcher.search(Ask(text="rent", folded=False)).hits

    assert [one.id for one in kept.recorded().documents] == [hit.id for hit in shown]


def test_a_record_says_how_the_question_was_read(kept: Kept) -> None:
    found = kept.recorded("rent AND", filters={"cities": ("Wien",)})

    assert found.query == "rent AND"
    assert found.understood == "rent"
    assert found.filters == {"cities": ("Wien",)}
    assert found.narrowed == {"city": ("Vienna",)}
    assert [note for note in found.notes if "AND" in note]


def test_a_question_without_words_is_recorded_with_the_order_it_got(kept: Kept) -> None:
    found = kept.recorded("")

    assert (found.sort, found.sorted_by) == (Sort.RELEVANCE, Sort.YEAR)


def test_a_record_says_what_was_searched_as_well_and_what_was_switched_off(kept: Kept) -> None:
    kept.put(build_document("m", "Of migrants, migration and newcomers."))
    every = [one.text for one in kept.recorded("migrants").expansions]

    off = kept.recorded("migrants", off=("newcomer",))

    assert {"migration", "newcomer"} <= set(every)
    assert off.off == ("newcomer",)
    assert [one.text for one in off.expansions if not one.is_on] == ["newcomer"]


def test_a_record_says_which_index_answered(kept: Kept) -> None:
    around = kept.recorded().circumstances

    assert around.library == kept.catalogue.identity()
    assert around.revision == kept.catalogue.revision()
    assert around.index == kept.searcher.engine.fingerprint()
    assert around.vocabulary == VOCABULARY.fingerprint
    assert around.thesaurus


def test_an_unknown_filter_is_a_mistake_as_in_a_search(kept: Kept) -> None:
    with pytest.raises(UnknownField, match="autor"):
        kept.recorded(filters={"autor": ("x",)})


def test_what_a_shell_could_not_decode_can_be_kept(kept: Kept, tmp_path: Path) -> None:
    found = kept.recorded("rent \udce9")

    write_record(found, tmp_path / "r.json")
    assert read_record(tmp_path / "r.json") == found


# Asked again.


def test_asked_again_at_once_nothing_changed(kept: Kept) -> None:
    found = rerun(kept.searcher, kept.recorded())

    assert found.is_same
    assert found.differences == ()


def test_a_document_that_came_is_new(kept: Kept) -> None:
    before = kept.recorded()
    kept.put(build_document("rise", "Rent rises.", title="Rising"))

    found = rerun(kept.searcher, before)

    assert [one.id for one in found.new] == ["rise"]
    assert not found.gone
    assert not found.changed


def test_a_document_that_left_the_library_is_gone(kept: Kept) -> None:
    before = kept.recorded()
    kept.remove("low.pdf")

    (gone,) = rerun(kept.searcher, before).gone

    assert (gone.document.id, gone.document.title, gone.why) == ("low", "Low rents", Why.LEFT)


def test_a_document_that_is_there_and_no_longer_answers_is_gone_otherwise(kept: Kept) -> None:
    before = kept.recorded()
    kept.put(build_document("low", "Nothing of it.", title="Low"))

    (gone,) = rerun(kept.searcher, before).gone

    assert (gone.document.id, gone.why) == ("low", Why.NO_ANSWER)


def test_a_document_that_a_new_version_replaced_is_changed_and_not_gone(kept: Kept) -> None:
    before = kept.recorded()
    kept.put(build_document("lower", "The rent is lower.", title="Low rents"), "low.pdf")

    found = rerun(kept.searcher, before)

    assert (found.new, found.gone) == ((), ())
    assert [(one.before.id, one.now.id) for one in found.changed] == [("low", "lower")]
    assert What.VERSION in found.changed[0].what


def test_a_new_version_of_a_new_version_is_followed(kept: Kept) -> None:
    before = kept.recorded()
    kept.put(build_document("lower", "The rent is lower."), "low.pdf")
    kept.put(build_document("lowest", "The rent is lowest."), "low.pdf")

    (changed,) = rerun(kept.searcher, before).changed

    assert (changed.before.id, changed.now.id) == ("low", "lowest")


def test_a_new_version_that_does_not_answer_is_named(kept: Kept) -> None:
    before = kept.recorded()
    kept.put(build_document("other", "Nothing of it."), "low.pdf")

    assert rerun(kept.searcher, before).gone == (
        Gone(
            document=next(one for one in before.documents if one.id == "low"),
            why=Why.REPLACED,
            heir="other",
        ),
    )


def test_two_that_one_new_version_replaced_do_not_both_become_it(kept: Kept) -> None:
    before = kept.recorded()
    same = build_document("same", "One rent for all.", sha256="s")
    kept.put(same, "low.pdf")
    kept.put(same, "high.pdf")

    found = rerun(kept.searcher, before)

    assert [one.now.id for one in found.changed] == ["same"]
    assert [(one.why, one.heir) for one in found.gone] == [(Why.MERGED, "same")]


@pytest.mark.parametrize(
    ("now", "what"),
    [
        ({"pages": "The rent is low.", "title": "Lowest rents"}, (What.DESCRIPTION,)),
        ({"pages": "The rent is so low.", "title": "Low rents"}, (What.TEXT,)),
        ({"pages": "The rent is low!", "title": "Low rents", "sha256": "new"}, (What.TEXT,)),
        ({"pages": "The rent is low.", "title": "Low rents", "work": "high"}, ()),
    ],
)
def test_what_of_a_document_changed_is_said(
    kept: Kept, now: dict[str, str], what: tuple[What, ...]
) -> None:
    before = kept.recorded()
    kept.put(build_document("low", city="Vienna", **now))

    found = rerun(kept.searcher, before)

    assert tuple(kind for one in found.changed for kind in one.what) == what


def test_another_order_is_no_change_of_documents_and_is_counted(kept: Kept) -> None:
    before = kept.recorded()
    turned = replace(before, documents=before.documents[::-1])

    found = rerun(kept.searcher, turned)

    assert (found.new, found.gone, found.changed, found.moved) == ((), (), (), 1)
    assert not found.is_same


def test_another_index_or_vocabulary_is_named_and_is_no_change(kept: Kept) -> None:
    before = kept.recorded()
    around = replace(before.circumstances, index="0", vocabulary="0")

    found = rerun(kept.searcher, replace(before, circumstances=around))

    assert found.is_same
    assert [one.before for one in found.differences] == ["0", "0"]


def test_a_question_that_is_read_otherwise_now_is_named(kept: Kept) -> None:
    found = rerun(kept.searcher, replace(kept.recorded(), understood="rents OR rent"))

    assert [(one.before, one.now) for one in found.differences] == [("rents OR rent", "rent")]


def test_a_record_of_another_library_can_be_asked_here(kept: Kept, tmp_path: Path) -> None:
    other = Kept(tmp_path / "other", open_catalogue(tmp_path / "other.db"))
    other.put(build_document("low", "The rent is low.", title="Low rents", city="Vienna"))

    found = rerun(other.searcher, kept.recorded())

    assert [(one.document.id, one.why) for one in found.gone] == [("high", Why.LEFT)]
    assert "the library" in [one.name for one in found.differences]


words = st.sampled_from(["rent", "flat", "low", "city:Vienna", "Wien", "-rent", "OR", '"a flat"',
                         "segragation~", "mig*", "how", "do", "?", "year:2008..", "("])  # fmt: skip
texts = st.lists(words, max_size=5).map(" ".join) | st.text(max_size=20)
libraries = st.lists(
    st.builds(
        build_document,
        id=st.sampled_from("abcdef"),
        pages=st.lists(st.lists(words, max_size=6).map(" ".join), max_size=2),
        title=st.lists(words, min_size=1, max_size=3).map(" ".join),
        city=st.sampled_from(["Vienna", "Graz"]),
        year=st.sampled_from(["2008", "2009"]),
    ),
    max_size=6,
    unique_by=lambda document: document.id,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(documents=libraries, text=texts, sort=st.sampled_from(list(Sort)), exact=st.booleans())
def test_whatever_is_asked_of_whatever_library_nothing_changes_by_asking_again(
    documents: list[Document],
    text: str,
    sort: Sort,
    exact: bool,  # noqa: FBT001 -- hypothesis names what it gives
) -> None:
    with TemporaryDirectory() as folder:
        library = Kept(Path(folder), open_catalogue("sqlite://"), "memory")
        for document in documents:
            library.put(document)
        before = library.recorded(text, sort=sort, exact=exact)
        path = Path(folder) / "record.json"
        write_record(before, path)

        found = rerun(library.searcher, read_record(path))

        assert found.is_same
        assert found.differences == ()
        assert replace(found.now, date=before.date) == before
        library.catalogue.close()


# As a file.

short = st.text(max_size=8)
some = st.lists(short, max_size=3).map(tuple)
filters = st.dictionaries(short, some, max_size=2)
numbers = st.integers(min_value=0, max_value=2**53)
expansions = st.builds(
    Expansion,
    typed=short,
    text=short,
    because=st.sampled_from(list(Because)),
    language=short,
    concept=short,
    eurovoc=some,
    is_on=st.booleans(),
)
records = st.builds(
    Record,
    date=st.datetimes(timezones=st.timezones()).map(lambda date: date.isoformat()),
    library=short,
    query=st.text(),
    filters=filters,
    sort=st.sampled_from(list(Sort)),
    exact=st.booleans(),
    off=some,
    understood=short,
    narrowed=filters,
    sorted_by=st.sampled_from(list(Sort)),
    expansions=st.lists(expansions, max_size=2).map(tuple),
    dropped=some,
    fewest=numbers,
    notes=some,
    circumstances=st.builds(
        Circumstances, library=short, revision=numbers, program=short, engine=short, index=short,
        vocabulary=short, thesaurus=short,
    ),
    coverage=st.builds(
        Coverage, documents=numbers, without_text=numbers, failed=numbers, behind=numbers
    ),
    documents=st.lists(
        st.builds(
            Recorded,
            id=st.text(min_size=1).filter(lambda text: "\0" not in text),
            title=st.text(), source=short, sha256=short, characters=numbers, description=short,
        ),
        max_size=3,
        unique_by=lambda one: one.id,
    ).map(tuple),
)  # fmt: skip


@given(written=records)
def test_what_is_written_is_read_again(
    written: Record, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "round.json"

    write_record(written, path, replace=True)

    assert read_record(path) == written


@given(written=records)
def test_nothing_in_a_record_moves_a_terminal(written: Record) -> None:
    text = as_text(written)

    assert not [char for char in text if char != "\n" and not char.isprintable() and char < "\xa0"]
    assert not set(text) & set("\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069")


def is_refused(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(NoRecord) as refused:
        read_record(path)
    assert refused.value.hint
    return refused.value.message


@given(data=st.binary())
def test_any_bytes_are_refused_and_nothing_breaks(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    is_refused(tmp_path_factory.getbasetemp() / "bytes.json", data)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@given(data=st.data())
def test_whatever_stands_in_the_place_of_a_value_is_read_or_refused(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    said = json.loads(as_text(data.draw(records)))
    at = said
    while isinstance(at, dict) and at:
        name = data.draw(st.sampled_from(sorted(at)))
        if not isinstance(at[name], dict) or data.draw(st.booleans()):
            at[name] = data.draw(anything)
            break
        at = at[name]
    path = tmp_path_factory.getbasetemp() / "hostile.json"
    path.write_text(json.dumps(said), encoding="utf-8")

    try:
        read = read_record(path)
    except NoRecord:
        return
    write_record(read, path, replace=True)
    assert read_record(path) == read


def changed(tmp_path: Path, kept: Kept, **values: object) -> bytes:
    write_record(kept.recorded(), tmp_path / "whole.json")
    said = json.loads((tmp_path / "whole.json").read_text(encoding="utf-8"))
    return json.dumps(said | values).encode()


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"version": 2}, "it has version 2"),
        ({"version": True}, "version is not what it should be"),
        ({"format": "a shopping list"}, "does not say that it is one"),
        ({"total": 7}, "more or fewer documents than its total"),
        ({"date": "yesterday"}, "its date"),
        ({"date": "2024-05-13"}, "no time zone"),
        ({"documents": [{}, {}]}, "lacks id"),
        ({"asked": {"query": "\ud800"}}, "halves of letters"),
        ({"coverage": {"documents": 10**400}}, "out of range"),
        ({"coverage": {"documents": -1}}, "out of range"),
    ],
)
def test_what_is_wrong_with_a_record_is_said(
    kept: Kept, tmp_path: Path, values: dict[str, object], why: str
) -> None:
    assert why in is_refused(tmp_path / "wrong.json", changed(tmp_path, kept, **values))


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 1_000_000,
        b'{"a":' * 1_000_000,
        b"9" * 100_000,
        b"\xff\xfe{\x00}\x00",
        b"null",
        b"",
        b'{"format": "polisearch search record", "version": NaN}',
    ],
)
def test_hostile_json_is_refused(tmp_path: Path, data: bytes) -> None:
    is_refused(tmp_path / "hostile.json", data)


def test_a_file_that_is_too_large_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.keeping.record_file.MOST_BYTES", 10)

    assert "too large" in is_refused(tmp_path / "large.json", b" " * 11)


def test_a_folder_or_nothing_at_all_is_no_record(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.json"):
        with pytest.raises(NoRecord, match="cannot be read"):
            read_record(path)


def test_a_file_that_is_there_is_not_overwritten_unasked(kept: Kept, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(PolisearchError, match="already"):
        write_record(kept.recorded(), path)

    assert path.read_text(encoding="utf-8") == "mine"


def test_a_record_that_cannot_be_written_leaves_nothing(kept: Kept, tmp_path: Path) -> None:
    with pytest.raises(PolisearchError, match="cannot be written"):
        write_record(kept.recorded(), tmp_path / "nowhere" / "r.json")

    with pytest.raises(PolisearchError, match="cannot be written"):
        write_record(kept.recorded(), tmp_path / "index", replace=True)

    assert not list(tmp_path.glob(".*.part"))


def test_people_can_read_a_record(kept: Kept, tmp_path: Path) -> None:
    kept.put(build_document("wien", "Rent, Miete.", title="Wohnen in Österreich"))
    write_record(kept.recorded(), tmp_path / "r.json")

    text = (tmp_path / "r.json").read_text(encoding="utf-8")

    assert '"title": "Wohnen in Österreich"' in text
    keys = [line.split('"')[1] for line in text.splitlines() if line.startswith(' "')]
    assert keys == sorted(keys)
