import pytest

from search.results import Reading, Segment
from ui.web.parts.quotation import text_of_page


def reading(*, is_ocr: bool) -> Reading:
    return Reading(
        id="a", title="A report", summary=(), facts=(), number=1, page_count=1, label="",
        name="p. 1", text=(Segment("Rent", is_match=False),), matches=0, matching=(),
        previous_match=None, next_match=None, is_ocr=is_ocr,
    )  # fmt: skip


@pytest.mark.parametrize("is_ocr", [True, False])
def test_text_that_was_recognised_in_a_picture_says_so(is_ocr: bool) -> None:  # noqa: FBT001
    shown = str(text_of_page(reading(is_ocr=is_ocr), cited="", language="en"))

    assert "Rent" in shown
    assert ("Recognised in a picture" in shown) is is_ocr
