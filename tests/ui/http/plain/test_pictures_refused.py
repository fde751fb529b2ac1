"""Pictures that are not to be had now, or never, and how many may be waited for."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from ui.http import pictures
from ui.http.pictures import AT_ONCE, AT_ONCE_OF_ONE
from ui.pdf.processes import Busy, TooCostly

Ask = Callable[..., Any]


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Has the drawing of every picture refused."""

    def refuse(error: Exception) -> None:
        def draw(*_: object) -> None:
            raise error

        monkeypatch.setattr(pictures, "picture", draw)

    return refuse


@pytest.mark.usefixtures("vienna")
def test_a_page_that_costs_too_much_has_no_picture(
    ask: Ask, refused: Callable[[Exception], None]
) -> None:
    refused(TooCostly("The picture of this page could not be drawn: it takes too long."))

    answer = ask("/page/vienna/1.png")

    assert answer.status_code == 404
    assert "takes too long" in answer.text


@pytest.mark.usefixtures("vienna")
def test_who_finds_all_busy_is_told_when_to_come_again(
    ask: Ask, refused: Callable[[Exception], None]
) -> None:
    refused(Busy("Too many pictures are being drawn.", "Come again."))

    answer = ask("/page/vienna/1.png")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


@pytest.mark.usefixtures("vienna")
def test_a_file_that_many_wait_for_leaves_room_for_others(ask: Ask, library: Path) -> None:
    with ExitStack() as waiting:
        for _ in range(AT_ONCE_OF_ONE):
            waiting.enter_context(pictures._room_for(library / "documents" / "vienna.pdf"))
        of_the_same = ask("/page/vienna/1.png").status_code
        waiting.enter_context(pictures._room_for(library / "documents" / "other.pdf"))

    assert of_the_same == 503
    assert ask("/page/vienna/1.png").status_code == 200


def test_no_more_pictures_are_waited_for_than_leave_room_for_searches() -> None:
    with ExitStack() as waiting:
        for number in range(AT_ONCE):
            waiting.enter_context(pictures._room_for(Path(f"{number}.pdf")))
        with pytest.raises(Busy), pictures._room_for(Path("another.pdf")):
            pass

    assert not pictures._waited_for
