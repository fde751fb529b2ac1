"""A country is the same in whatever way states, lists and file names write it."""

import pytest

from corpus.names import country_code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Democratic Republic of the Congo", "CD"),
        ("Congo, Democratic Republic of the", "CD"),
        ("République démocratique du Congo", "CD"),
        ("DR Congo", "CD"),
        ("Republic of the Congo", "CG"),
        ("Congo", "CG"),
        ("Republic of Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("Democratic People's Republic of Korea", "KP"),
        ("People's Republic of China", "CN"),
        ("Republic of China", "TW"),
        ("Trinidad and Tobago", "TT"),
        ("Trinidad & Tobago", "TT"),
        ("Antigua and Barbuda", "AG"),
        ("Bosnia and Herzegovina", "BA"),
        ("Bosnia-Herzegovina", "BA"),
        ("Saint Kitts and Nevis", "KN"),
        ("St. Kitts & Nevis", "KN"),
        ("St Vincent and the Grenadines", "VC"),
        ("Sao Tome and Principe", "ST"),
        ("São Tomé and Príncipe", "ST"),
        ("Eswatini", "SZ"),
        ("Swaziland", "SZ"),
        ("Kingdom of Eswatini", "SZ"),
        ("Lao People's Democratic Republic", "LA"),
        ("lao people s democratic republic", "LA"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Micronesia (Federated States of)", "FM"),
        ("Bolivia (Plurinational State of)", "BO"),
        ("Estado Plurinacional de Bolivia", "BO"),
        ("República Oriental del Uruguay", "UY"),
        ("Bundesrepublik Deutschland", "DE"),
        ("Democratic Socialist Republic of Sri Lanka", "LK"),
        ("Burma", "MM"),
        ("Côte d'Ivoire", "CI"),
        ("Hong Kong", "HK"),
        ("The Gambia", "GM"),
        ("Guinea Bissau", "GW"),
        ("Equatorial Guinea", "GQ"),
        ("Guinea", "GN"),
        ("Россия", "RU"),
        ("Республика Таджикистан", "TJ"),
        ("قطر", "QA"),
        ("المملكة العربية السعودية", "SA"),
        ("中国", "CN"),
        ("Ελλάδα", "GR"),
        ("Georgia", "GE"),
    ],
)
def test_every_usual_name_is_the_country(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    "name",
    ["State of Georgia", "Commonwealth of Massachusetts", "Union", "Republic", "the state of play",
     "Republic of Letters", "People's Republic", "", "x" * 500],
)  # fmt: skip
def test_what_sounds_like_a_state_is_none(name: str) -> None:
    assert country_code(name) is None
