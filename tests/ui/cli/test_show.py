"""`polisearch show`: every decision is explained."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Typed = Callable[..., Any]
IdOf = Callable[[str], str]


@pytest.fixture
def shown(typed: Typed, id_of: IdOf) -> str:
    """The document about Vienna, whose module is said to be unknown and its city Zagreb."""
    id_ = id_of("vienna.txt")
    typed("metadata", "set", id_, "city", "Zagreb", "--note", "title page")
    typed("metadata", "set", id_, "module", "--clear")
    said: str = typed("show", id_).out
    return said


def test_what_decided_is_marked_and_stands_first(typed: Typed, id_of: IdOf) -> None:
    lines = typed("show", id_of("vienna.txt")).out.splitlines()
    at = lines.index("City: Vienna")

    assert lines[at + 1] == "  ✓ Vienna — title, 1.00"
    assert lines[at + 2].strip().startswith("“Housing and segregation of migrants – Case study")
    assert "    Vienna — file name, 0.70 · weaker than title" in lines


def test_what_follows_says_from_what(typed: Typed, id_of: IdOf) -> None:
    said = typed("show", id_of("vienna.txt")).out

    assert "✓ Austria — title, 0.99 (follows from city)" in said


def test_a_correction_stands_with_its_note_before_what_it_overrules(shown: str) -> None:
    assert "City: Zagreb\n  ✓ Zagreb — correction, 1.00\n      “title page”\n" in shown
    assert "    Vienna — title, 1.00 · corrected\n" in shown


def test_a_field_that_is_said_to_have_no_value_has_none(shown: str) -> None:
    assert "Module: none\n  ✓ none — correction, 1.00\n" in shown
    assert "    Housing — title, 1.00 · a correction says that there is none\n" in shown


def test_a_field_of_which_nothing_holds_is_unknown(
    typed: Typed, small_library: Any, id_of: IdOf
) -> None:
    documents = small_library / "documents"
    (documents / "vienna.txt.meta.toml").write_text('year = "soon"', encoding="utf-8")
    typed("ingest")

    said = typed("show", id_of("vienna.txt")).out

    assert "Year: unknown\n    soon — sidecar, 1.00 · no value of this field\n" in said


def test_a_long_value_is_not_said_again(shown: str) -> None:
    title = "Housing and segregation of migrants – Case study: Vienna, Austria"

    assert f"Title: {title}\n  ✓ as above — title, 1.00\n" in shown


def test_no_line_is_wider_than_the_terminal(shown: str) -> None:
    assert max(len(line) for line in shown.splitlines() if "SHA-256" not in line) <= 100


def test_for_programs_every_claim_says_whether_it_decided(typed: Typed, id_of: IdOf) -> None:
    id_ = id_of("vienna.txt")
    typed("metadata", "set", id_, "module", "--clear")

    said = json.loads(typed("show", id_, "--json").out)

    assert {"id", "title", "pages", "values", "claims"} <= said.keys()
    assert said["values"]["city"] == ["Vienna"]
    assert (said["unknown"], said["corrected"]) == (["module"], ["module"])
    city = [claim for claim in said["claims"] if claim["field"] == "city"]
    assert [(one["origin"], one["decided"], one["why_not"]) for one in city] == [
        ("title", True, ""),
        ("file name", False, "weaker than title"),
    ]
    countries = [claim for claim in said["claims"] if claim["field"] == "country"]
    assert {claim["follows_from"] for claim in countries} == {"", "city"}


def test_hostile_evidence_obeys_nothing(typed: Typed, small_library: Any, id_of: IdOf) -> None:
    typed("metadata", "set", id_of("vienna.txt"), "city", "Graz\x1b[31m", "--note", "\x1b[2J")

    said = typed("show", id_of("vienna.txt")).out

    assert "\x1b" not in said
