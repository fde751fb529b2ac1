"""What the catalogue keeps is enough to describe a document again, to the letter."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, open_catalogue
from corpus.catalogue.describing import Correction
from corpus.document import Claim, Origin
from corpus.vocabulary import City, Vocabulary, read_vocabulary
from ingest.describing_again import DESCRIBED_BY, describe_again
from ingest.journey import ingest
from ingest.report import Report

Write = Callable[..., Path]
Run = Callable[..., Report]

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "documents"


def named(vocabulary: Vocabulary, *cities: str) -> Vocabulary:
    """The vocabulary with more cities, all of them in Austria."""
    more = tuple(City(name=name, country="AT", spellings=(name,)) for name in cities)
    return Vocabulary(
        cities=(*vocabulary.cities, *more),
        modules=vocabulary.modules,
        topics=vocabulary.topics,
        kinds=vocabulary.kinds,
        networks=vocabulary.networks,
        fingerprint="more cities",
    )


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """The samples, some of them described by a manifest as well."""
    library = tmp_path_factory.mktemp("again")
    shutil.copytree(SAMPLES, library / "documents")
    manifest = "file,title,place,city,tags\n"
    files = sorted(path for path in (library / "documents" / "housing").iterdir() if path.is_file())
    for number, path in enumerate(files):
        manifest += f'{path.name},Title {number},"Wien, Austria",Tulln,"a: b; c"\n'
    (library / "documents" / "housing" / "manifest.csv").write_text(manifest, encoding="utf-8")
    catalogue = open_catalogue(library / "catalogue.db")
    ingest(catalogue, read_vocabulary(), [library / "documents"], library)
    yield catalogue
    catalogue.close()


def test_nothing_changes_where_nothing_changed(samples: Catalogue, vocabulary: Vocabulary) -> None:
    ids = samples.ids()
    revision, claims = samples.revision(), samples.claims_on(ids)
    values = {id_: document.values for id_, document in samples.documents(ids).items()}
    seen: list[tuple[int, int]] = []

    assert describe_again(samples, vocabulary, on_progress=lambda *at: seen.append(at)) == []

    assert samples.revision() == revision
    assert samples.claims_on(ids) == claims
    assert {id_: document.values for id_, document in samples.documents(ids).items()} == values
    assert seen[-1] == (len(ids), len(ids))
    assert len(ids) > 40


def test_what_is_lost_of_every_document_comes_back_to_the_letter(
    samples: Catalogue, vocabulary: Vocabulary
) -> None:
    ids = samples.ids()
    claims = samples.claims_on(ids)
    values = {id_: document.values for id_, document in samples.documents(ids).items()}
    for id_ in ids:
        from_file = [c for c in claims[id_] if c.origin in (Origin.SIDECAR, Origin.EMBEDDED)]
        samples.redescribe(id_, [c for c in from_file if not c.follows_from], {})

    changed = describe_again(samples, vocabulary)

    assert [one.id for one in changed] == ids
    assert samples.claims_on(ids) == claims
    assert {id_: document.values for id_, document in samples.documents(ids).items()} == values


@pytest.fixture
def graz(run: Run, write: Write, catalogue: Catalogue) -> str:
    """A file that speaks of a city nobody knows yet."""
    write("plan_graz_2009.txt", "A plan for the flats of the town, of many words.")
    run()
    return catalogue.ids()[0]


def test_a_city_that_is_known_later_is_found_and_named(
    catalogue: Catalogue, vocabulary: Vocabulary, graz: str
) -> None:
    (changed,) = describe_again(catalogue, named(vocabulary, "Graz"))

    assert changed.id == graz
    assert changed.fields == {"city": ((), ("Graz",)), "country": ((), ("AT",))}
    assert catalogue.document(graz).all("city") == ("Graz",)


def test_only_the_documents_named_are_described(
    catalogue: Catalogue, vocabulary: Vocabulary, graz: str
) -> None:
    more = named(vocabulary, "Graz")

    assert describe_again(catalogue, more, []) == []
    assert [one.id for one in describe_again(catalogue, more, [graz, graz, "nowhere"])] == [graz]


def test_a_changed_document_is_told_to_the_index(
    catalogue: Catalogue, vocabulary: Vocabulary, graz: str
) -> None:
    revision = catalogue.revision()

    describe_again(catalogue, named(vocabulary, "Graz"))

    assert [one.id for one in catalogue.changed_since(revision)] == [graz]


def test_the_catalogue_knows_by_which_vocabulary_all_were_described(
    catalogue: Catalogue, vocabulary: Vocabulary, graz: str
) -> None:
    more = named(vocabulary, "Graz")

    describe_again(catalogue, more, [graz])
    assert catalogue.fact(DESCRIBED_BY) == vocabulary.fingerprint

    describe_again(catalogue, more)
    assert catalogue.fact(DESCRIBED_BY) == more.fingerprint


@pytest.mark.parametrize("beside", ["manifest.csv", "a.txt.meta.toml"])
@pytest.mark.parametrize("field", ["place", "city"])
def test_a_place_said_beside_the_file_is_a_city_once_it_is_known_as_one(
    run: Run, write: Write, catalogue: Catalogue, vocabulary: Vocabulary, beside: str, field: str
) -> None:
    write("a.txt", "Some words of a document about houses.")
    said = (
        'file,{0}\na.txt,"Hintergraz, Austria"\n'
        if beside == "manifest.csv"
        else '{0} = "Hintergraz, Austria"'
    )
    write(beside, said.format(field))
    run()
    (id_,) = catalogue.ids()
    was = "place_mentioned" if field == "place" else "city"
    assert catalogue.document(id_).all(was) == ("Hintergraz, Austria",)

    describe_again(catalogue, named(vocabulary, "Hintergraz"))
    assert catalogue.document(id_).all("city") == ("Hintergraz",)
    assert catalogue.document(id_).all("place_mentioned") == ()

    describe_again(catalogue, vocabulary)
    assert catalogue.document(id_).all(was) == ("Hintergraz, Austria",)


def test_the_title_said_beside_a_file_is_no_title_of_its_own(
    run: Run, write: Write, catalogue: Catalogue, vocabulary: Vocabulary
) -> None:
    # A describer reads the titles that stand in a file, and not those of a manifest.
    write("a.txt", "Some words of a document about houses.")
    write("manifest.csv", 'file,title\na.txt,"Guidelines at the local level"\n')
    write("b.jsonl", json.dumps({"id": "b", "title": "Guidelines at the local level"}))
    run()

    assert describe_again(catalogue, vocabulary) == []


def test_what_was_found_by_comparing_stays(
    catalogue: Catalogue, vocabulary: Vocabulary, graz: str
) -> None:
    compared = Claim(field="translation_of", value="x", origin=Origin.TEXT, evidence="compared")
    before = catalogue.document(graz)
    claims = [*catalogue.claims(graz), compared]
    catalogue.redescribe(graz, claims, {**before.values, "translation_of": ("x",)})

    assert describe_again(catalogue, vocabulary) == []
    assert catalogue.document(graz).first("translation_of") == "x"


def test_a_correction_goes_before_what_is_found_anew(
    catalogue: Catalogue, vocabulary: Vocabulary, graz: str
) -> None:
    catalogue.correct([Correction(document_id=graz, field="city", values=("Zagreb",))])

    (changed,) = describe_again(catalogue, named(vocabulary, "Graz"))

    assert changed.fields == {"city": ((), ("Zagreb",)), "country": ((), ("HR",))}
    assert describe_again(catalogue, named(vocabulary, "Graz")) == []


def test_a_document_of_which_only_the_evidence_changed_has_no_fields(
    catalogue: Catalogue, vocabulary: Vocabulary, graz: str
) -> None:
    document = catalogue.document(graz)
    claims = [replace(claim, evidence="elsewhere") for claim in catalogue.claims(graz)]
    catalogue.redescribe(graz, claims, document.values)

    (changed,) = describe_again(catalogue, vocabulary)

    assert (changed.id, changed.fields) == (graz, {})


def test_hostile_evidence_is_read_in_time_that_grows_with_it(
    catalogue: Catalogue, vocabulary: Vocabulary, graz: str
) -> None:
    evil = "manifest.csv row 1, column " + "city: " * 50_000 + ".meta.toml, " * 50_000 + "\n"
    claim = Claim(field="city", value="Wien", origin=Origin.SIDECAR, evidence=evil)
    catalogue.redescribe(graz, [claim, *catalogue.claims(graz)], {})

    (changed,) = describe_again(catalogue, vocabulary)

    assert changed.id == graz
