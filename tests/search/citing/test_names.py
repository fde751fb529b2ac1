"""Which part of a name is the family's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.citing.names import Name, inverted, split_name


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Friedrich Heckmann", "Heckmann, Friedrich"),
        ("Heckmann, Friedrich", "Heckmann, Friedrich"),
        ("Heckmann, F.", "Heckmann, F."),
        ("W. Bosswick", "Bosswick, W."),
        ("Bosswick W.", "Bosswick, W."),
        ("Heckmann FM", "Heckmann, FM"),
        ("Doris Lüken-Klaßen", "Lüken-Klaßen, Doris"),
        ("J.-P. Sartre", "Sartre, J.-P."),
        ("A. van Heelsum", "van Heelsum, A."),
        ("Heelsum, A. van", "van Heelsum, A."),
        ("van Heelsum, A.", "van Heelsum, A."),
        ("Wilhelm von Humboldt", "von Humboldt, Wilhelm"),
        ("Maria de la Cruz", "de la Cruz, Maria"),
        ("Donatella della Porta", "della Porta, Donatella"),
        ("Jan van 't Hoff", "van 't Hoff, Jan"),
        ("Luc Van den Berg", "Van den Berg, Luc"),
        ("Gabriele D'Annunzio", "D'Annunzio, Gabriele"),
        ("José Ortega y Gasset", "Ortega y Gasset, José"),
        ("Prof. Dr. Friedrich Heckmann", "Heckmann, Friedrich"),
        ("Martin Luther King, Jr.", "King, Martin Luther, Jr."),
        ("King, Jr., Martin Luther", "King, Martin Luther, Jr."),
        ("John Smith III", "Smith, John, III"),
        ("Service, E. R.", "Service, E. R."),
        ("  Anna \n Berg ; ", "Berg, Anna"),
        ("van Heelsum", "van Heelsum"),
    ],
)
def test_a_person_is_listed_under_the_family_name(text: str, listed: str) -> None:
    name = split_name(text)

    assert "literal" not in name
    assert inverted(name) == listed


@pytest.mark.parametrize(
    "text",
    [
        "Eurofound",
        "EFMS",
        "City of Vienna",
        "Stadt Wien",
        "European Commission",
        "european forum for migration studies (efms), University of Bamberg",
        "Centre on Migration, Policy and Society",
        "Heckmann and Bosswick",
        "Heckmann et al.",
        "Amsterdam",
        "Eurofound editors",
        "李明",
        "press@example.org",
        "A sentence of more words than a name can have",
        "Berg, Anna, Vienna, 2009",
        ",",
    ],
)
def test_what_is_no_one_persons_name_stays_as_it_is(text: str) -> None:
    assert split_name(text) == {"literal": text}


def test_a_small_particle_is_kept_apart_and_a_capital_one_is_not() -> None:
    small: Name = {"given": "A.", "non-dropping-particle": "van", "family": "Heelsum"}

    assert split_name("A. van Heelsum") == small
    assert split_name("A. Van Heelsum") == {"given": "A.", "family": "Van Heelsum"}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_part_is_empty_and_no_letter_is_invented(text: str) -> None:
    name = split_name(text)

    parts = [str(part) for part in name.values()]
    assert text.strip() == "" or all(parts)
    assert {letter for part in parts for letter in part} <= {*text, " "}
