import pytest

from corpus.records import Source
from ingest.passwords import for_no_file, passwords_for

GIVEN = {"documents/council": "folder", "documents/council/minutes.pdf": "file"}


def source(path: str) -> Source:
    name = path.removeprefix("documents/")
    return Source(path=path, root="documents", name=name, size=1, modified=1)


@pytest.mark.parametrize(
    ("path", "passwords"),
    [
        ("documents/council/minutes.pdf", ("file", "folder")),
        ("documents/council/2009/other.pdf", ("folder",)),
        ("documents/council.pdf", ()),
        ("documents/councillors/minutes.pdf", ()),
    ],
)
def test_the_nearest_password_goes_first(path: str, passwords: tuple[str, ...]) -> None:
    assert passwords_for(source(path), GIVEN) == passwords


def test_a_password_for_an_archive_is_for_its_members() -> None:
    given = {"council.zip": "archive"}

    assert passwords_for(source("documents/council.zip!minutes.pdf"), given) == ("archive",)


def test_one_password_given_twice_is_tried_once() -> None:
    given = {"documents/council": "same", "documents/council/minutes.pdf": "same"}

    assert passwords_for(source("documents/council/minutes.pdf"), given) == ("same",)


def test_a_password_for_no_file_is_named() -> None:
    sources = [source("documents/council/minutes.pdf")]

    assert for_no_file(GIVEN | {"reports/council": "x"}, sources) == ["reports/council"]
