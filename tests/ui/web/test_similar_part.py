"""What is said of documents like the one that is read."""

from collections.abc import Callable
from typing import Any

TEXT = "Condominium mediators settle quarrels over cooking smells in shared stairwells. " * 4


def test_a_document_leads_to_those_that_use_its_telling_words(
    front: Any, put: Callable[..., None]
) -> None:
    put(id="first", title="Mediators in Turin", pages=[TEXT])
    put(id="second", title="Mediators in <b>Bologna</b>", pages=[TEXT + "Rents rise."])

    front.open(document="first")
    part = front.html.split('id="similar"')[1]

    assert 'href="./?document=second"' in part
    assert "Mediators in &lt;b&gt;Bologna&lt;/b&gt;" in part
    assert "mediators" in part.split("Both say: ")[1].casefold()


def test_nothing_is_said_where_no_document_is_like_it(front: Any, put: Callable[..., None]) -> None:
    put(id="alone", title="Zebra", pages=["Zebra crossings."])

    front.open(document="alone")

    assert "Similar documents" not in front.html
