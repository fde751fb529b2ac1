"""Sets, tokens and dates of OAI-PMH: what is written is read back, and nothing else is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.http.oai.arguments import OaiError, read_period
from ui.http.oai.sets import read_set, set_spec
from ui.http.oai.tokens import Token, read_token, write_token

SPEC = re.compile(r"([A-Za-z0-9\-_.!~*'()])+(:[A-Za-z0-9\-_.!~*'()]+)*")
"""What the schema of the protocol allows."""

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
SETS = st.builds(set_spec, st.sampled_from(["city", "module"]), TEXTS)
DATES = st.datetimes().map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0"))
DAYS = st.dates().map(str)
TOKENS = st.builds(
    Token,
    library=st.just("0a1b2c3d"),
    verb=st.sampled_from(["ListRecords", "ListIdentifiers"]),
    first=DATES | st.just(""),
    set_=SETS | st.just(""),
    at=DATES,
    key=st.text("0123456789abcdef", min_size=16, max_size=16),
    given=st.integers(1, 10**8),
)


@given(field=st.sampled_from(["city", "module"]), value=TEXTS)
def test_a_set_is_read_back_to_its_value(field: str, value: str) -> None:
    spec = set_spec(field, value)

    assert SPEC.fullmatch(spec)
    assert len(spec) > 300 or read_set(spec) == (field, value)


@given(st.text(max_size=30).map("city:".__add__))
def test_a_set_has_one_name(spec: str) -> None:
    found = read_set(spec)

    assert found is None or set_spec(*found) == spec


@given(TOKENS)
def test_a_token_is_read_back(token: Token) -> None:
    text = write_token(token)

    assert read_token(text, token.library, token.verb) == token
    assert len(text) < 2000
    assert re.fullmatch(r"[\w-]+", text, re.ASCII)


@given(TOKENS)
def test_a_token_of_another_library_is_refused(token: Token) -> None:
    with pytest.raises(OaiError, match="not given by this list"):
        read_token(write_token(token), "ffffffff", token.verb)


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda some: some.hex()))
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(OaiError, match="not given by this list"):
        read_token(text, "0a1b2c3d", "ListRecords")


@given(DATES | DAYS | st.text(max_size=25), DATES | DAYS | st.text(max_size=25))
def test_a_period_is_read_in_order_or_refused(first: str, last: str) -> None:
    try:
        read = read_period({"from": first, "until": last})
    except OaiError:
        return
    assert all(len(text) in (0, 20) for text in read)
    assert not all(read) or read[0] <= read[1]
