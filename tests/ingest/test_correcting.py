"""A correction survives whatever becomes of the file, and decides its field."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.catalogue.describing import Correction
from corpus.document import Claim, Document, Origin
from corpus.vocabulary import Vocabulary
from ingest.correcting import behind_corrections, with_corrections
from ingest.describing_again import describe_again
from ingest.merge import decide, implied
from ingest.report import Report

Write = Callable[..., Path]
Run = Callable[..., Report]

TEXT = "Housing and segregation of migrants – Case study: Vienna, Austria\n\nSome words of it."


@pytest.fixture
def file(run: Run, write: Write, catalogue: Catalogue, vocabulary: Vocabulary) -> Path:
    """A file whose document is said to be about Zagreb."""
    path = write("a.txt", TEXT)
    run()
    say(catalogue, only(catalogue).id, "city", "Zagreb")
    describe_again(catalogue, vocabulary, [only(catalogue).id])
    return path


def only(catalogue: Catalogue) -> Document:
    (id_,) = catalogue.ids()
    return catalogue.document(id_)


def say(catalogue: Catalogue, id_: str, field: str, *values: str) -> None:
    catalogue.correct([Correction(document_id=id_, field=field, values=values)])


def about(document: Document) -> tuple[str, ...]:
    return document.all("city") + document.all("country")


CORRECTED = ("Zagreb", "HR")


def test_a_correction_decides_and_its_country_follows(catalogue: Catalogue, file: Path) -> None:
    assert about(only(catalogue)) == CORRECTED


def test_it_survives_reading_the_same_file_again(
    catalogue: Catalogue, file: Path, run: Run
) -> None:
    run(force=True)

    assert about(only(catalogue)) == CORRECTED


def test_it_survives_a_change_of_the_file(catalogue: Catalogue, file: Path, run: Run) -> None:
    former = only(catalogue).id
    file.write_text(TEXT + " And more of them.", encoding="utf-8")

    assert run().updated == 1

    assert only(catalogue).id != former
    assert about(only(catalogue)) == CORRECTED


def test_it_survives_two_changes_and_a_description(
    catalogue: Catalogue, file: Path, run: Run, vocabulary: Vocabulary
) -> None:
    for more in (" Once.", " Twice."):
        file.write_text(TEXT + more, encoding="utf-8")
        run()

    assert describe_again(catalogue, vocabulary) == []
    assert about(only(catalogue)) == CORRECTED


def test_it_survives_a_move(catalogue: Catalogue, file: Path, run: Run, documents: Path) -> None:
    (documents / "deep").mkdir()
    file.rename(documents / "deep" / "other.txt")

    assert run().removed == 1

    assert about(only(catalogue)) == CORRECTED


def test_it_survives_that_the_file_vanishes_for_a_while(
    catalogue: Catalogue, file: Path, run: Run, documents: Path, write: Write
) -> None:
    write("b.txt", "Another text, which keeps the folder from being empty.")
    away = file.rename(documents.parent / "away.txt")
    run()

    away.rename(documents / "back.txt")
    run()

    assert catalogue.sources()["documents/back.txt"]
    assert CORRECTED in {about(document) for document in all_of(catalogue)}


def all_of(catalogue: Catalogue) -> list[Document]:
    return list(catalogue.documents(catalogue.ids()).values())


def test_it_survives_that_a_copy_describes_the_document(
    catalogue: Catalogue, file: Path, run: Run, write: Write
) -> None:
    write("copy.txt", TEXT)
    run()
    file.unlink()
    run()

    assert only(catalogue).all("source") == ("documents/copy.txt",)
    assert about(only(catalogue)) == CORRECTED


def test_what_was_taken_back_is_as_it_was_read(
    catalogue: Catalogue, file: Path, vocabulary: Vocabulary
) -> None:
    id_ = only(catalogue).id
    catalogue.correct([Correction(document_id=id_, field="city", values=None)])

    describe_again(catalogue, vocabulary, [id_])

    assert about(only(catalogue)) == ("Vienna", "AT")
    assert not any(claim.origin is Origin.CORRECTION for claim in catalogue.claims(id_))


def test_a_file_without_corrections_is_written_as_it_was_read(
    catalogue: Catalogue, file: Path, run: Run, write: Write
) -> None:
    write("b.txt", TEXT + " Another.")

    run()

    assert {about(one) for one in all_of(catalogue)} == {CORRECTED, ("Vienna", "AT")}


def test_those_that_wait_for_their_corrections_are_known(
    catalogue: Catalogue, file: Path, vocabulary: Vocabulary
) -> None:
    id_ = only(catalogue).id
    assert behind_corrections(catalogue, [id_]) == []

    say(catalogue, id_, "year", "2011")

    assert behind_corrections(catalogue, [id_]) == [id_]


def test_no_country_stays_of_a_city_that_was_wrong(vocabulary: Vocabulary) -> None:
    read = [Claim(field="city", value="Vienna", origin=Origin.FILE_NAME)]
    read += implied(read, vocabulary)
    said = [Claim(field="city", value="", origin=Origin.CORRECTION)]

    assert decide(with_corrections(read, said, vocabulary), vocabulary) == {}


def test_a_country_that_was_said_is_not_mixed_with_that_of_the_city(
    vocabulary: Vocabulary,
) -> None:
    said = [
        Claim(field="city", value="Zagreb", origin=Origin.CORRECTION),
        Claim(field="country", value="SI", origin=Origin.CORRECTION),
    ]

    assert decide(with_corrections([], said, vocabulary), vocabulary)["country"] == ("SI",)


def test_without_corrections_the_claims_stay_as_they_are(vocabulary: Vocabulary) -> None:
    read = [Claim(field="city", value="Vienna", origin=Origin.FILE_NAME)]

    assert with_corrections(read, [], vocabulary) == read


def test_who_wrote_it_says_where_only_if_nothing_else_does(vocabulary: Vocabulary) -> None:
    said = [Claim(field="author", value="Heinz Fassmann", origin=Origin.CORRECTION)]
    read = [Claim(field="institute", value="ICMPD", origin=Origin.TITLE)]
    follows = decide(with_corrections([], said, vocabulary), vocabulary)

    assert decide(with_corrections(read, said, vocabulary), vocabulary)["institute"] == ("ICMPD",)
    assert follows["institute"]
