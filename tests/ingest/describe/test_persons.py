"""An author that only the file names is whoever typed it: it counts where it is printed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.document import Claim, Origin
from ingest.describe.claims import claims_on
from ingest.describe.context import Context
from ingest.extract.extracted import Extracted
from ingest.merge import decide

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]


def by(extracted: Extracted, author: str, context: Context) -> tuple[str, ...]:
    claim = Claim(field="author", value=author, origin=Origin.EMBEDDED, confidence=0.8)
    claims, _ = claims_on(replace(extracted, claims=(claim,)), (), context)
    kept = tuple(one for one in claims if one.origin is Origin.EMBEDDED)
    again, _ = claims_on(replace(extracted, claims=kept), (), context)
    assert again == claims
    return decide(claims, context.vocabulary).get("author", ())


@pytest.mark.parametrize("author", ["ChiverH", "BlueDeep 2011", "Helen Peplowski", "Xerox C60"])
def test_an_author_that_no_page_prints_is_none(
    an_extract: Extract, a_context: Contexts, author: str
) -> None:
    assert by(an_extract("A plan for all", "Text."), author, a_context()) == ()


@pytest.mark.parametrize(
    "printed", ["by Jonathan Lee", "LEE, JONATHAN", "Project lead Jonathan Lee"]
)
def test_an_author_that_is_printed_is_one(
    an_extract: Extract, a_context: Contexts, printed: str
) -> None:
    extracted = an_extract("A plan for all", f"{printed}\n2009", "Text.")

    assert by(extracted, "Jonathan Lee", a_context()) == ("Jonathan Lee",)
    assert by(extracted, "Lee, Jonathan", a_context()) == ("Lee, Jonathan",)


def test_the_last_page_has_an_imprint_too(an_extract: Extract, a_context: Contexts) -> None:
    pages = ["A plan for all", *["Text."] * 9, "Written in 2009 by Jonathan Lee"]

    assert by(an_extract(*pages), "Jonathan Lee", a_context()) == ("Jonathan Lee",)
    assert by(an_extract(*pages, "The end."), "Jonathan Lee", a_context()) == ()


def test_the_sender_of_a_message_need_not_be_printed(
    an_extract: Extract, a_context: Contexts
) -> None:
    context = a_context("a.eml", media_type="message/rfc822")

    assert by(an_extract("Text."), "Jonathan Lee", context) == ("Jonathan Lee",)
