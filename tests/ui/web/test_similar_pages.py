"""Of pages that say nearly the same, a result shows one, and how many there are."""

from typing import Any

import pytest

from search.question import Ask
from search.results import Hit, PageHit, Passage, Segment
from ui.cli.search import _print_hit
from ui.web.parts.hits import hits


def a_hit(**values: Any) -> Hit:
    passage = Passage((Segment("Rents rose."),))
    page = PageHit(number=3, label="", name="p. 3", score=1.0, passage=passage, **values)
    return Hit(
        rank=1, id="1", title=(), score=1.0, values={}, facts=(), pages=(page,), more_pages=0,
        has_text=True,
    )  # fmt: skip


def test_a_result_says_how_many_pages_are_similar() -> None:
    assert ">+2 similar</small>" in hits((a_hit(similar=2),), Ask())
    assert "similar</small>" not in hits((a_hit(),), Ask())


def test_the_terminal_says_so_too(capsys: pytest.CaptureFixture[str]) -> None:
    _print_hit(a_hit(similar=2))
    _print_hit(a_hit())

    assert capsys.readouterr().out.count("Rents rose.  +2 similar") == 1
