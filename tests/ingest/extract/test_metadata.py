import pytest

from corpus.document import Claim
from ingest.extract import metadata


def values(claims: object) -> list[tuple[str, str]]:
    return [(claim.field, claim.value) for claim in claims if isinstance(claim, Claim)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        " ",
        "...",
        "1",
        "untitled",
        "Untitled-1",
        "Microsoft Word - Final report.docx",
        "PowerPoint Presentation",
        "report_final.indd",
        "Copy of plan.xls",
        "html/cdu",
        "- Local Plan Extractor",
        "x" * 301,
    ],
)
def test_a_title_that_a_program_made_up_is_left_out(rubbish: str) -> None:
    assert values(metadata.title("Title", rubbish)) == []


@pytest.mark.parametrize("title", ["Housing in Vienna", "Wien", "Title IX and the cities"])
def test_a_title_is_claimed_with_its_evidence(title: str) -> None:
    (claim,) = metadata.title("Title", title)

    assert (claim.value, claim.evidence) == (title, f"Title: {title}")


def test_a_publication_code_in_a_title_is_claimed() -> None:
    assert ("code", "EF0794") in values(metadata.title("Title", "Housing (EF/07/94/EN)"))


@pytest.mark.parametrize("rubbish", ["user", "Admin", "Administrator", "owner", "", "?", "Dell"])
def test_an_author_that_is_a_computer_account_is_left_out(rubbish: str) -> None:
    assert values(metadata.authors("Author", rubbish)) == []


def test_authors_are_taken_apart_and_one_word_is_doubted() -> None:
    claims = list(metadata.authors("Author", "Rinus Penninx; Jan Ode and Ana Ruiz;Shamil"))

    assert [claim.value for claim in claims] == ["Rinus Penninx", "Jan Ode", "Ana Ruiz", "Shamil"]
    assert [claim.confidence for claim in claims] == [0.8, 0.8, 0.8, 0.4]


def test_the_name_of_an_institution_stays_whole() -> None:
    claims = metadata.authors("Author", "Planning & Economic Development Division")

    assert values(claims) == [("author", "Planning & Economic Development Division")]


def test_the_day_a_file_was_made_is_a_weak_claim_about_its_year() -> None:
    (claim,) = metadata.made("CreationDate", "D:20090102113850Z")

    assert (claim.field, claim.value, claim.confidence) == ("year", "2009", 0.3)


@pytest.mark.parametrize("value", ["", "Month Year", "99", "0000-00-00", "20", "D:"])
def test_what_is_no_date_says_no_year(value: str) -> None:
    assert metadata.date(value) == ("", "")
