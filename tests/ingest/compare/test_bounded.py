"""What is held at once while documents are compared does not grow with their number."""

from collections.abc import Callable, Collection, Iterator
from functools import wraps
from inspect import isfunction, isgenerator
from typing import Any

import pytest

from corpus.catalogue import Catalogue
from ingest.compare.aside import Aside, Members
from ingest.compare.called import Called
from ingest.compare.groups import Groups
from ingest.compare.said import Said

Text = Callable[..., str]

ABOUT = (
    "The network was set up by the cities themselves so that they could compare notes. "
    "Every city that takes part in it answers the same questionnaire in each module."
)
FEW = 4


class Held:
    """The most that was given to, answered by, or taken one by one from some methods at once."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.most = 0
        for kind in (Catalogue, Aside, Members, Groups, Said, Called):
            names = {name for one in kind.__mro__ for name in vars(one) if name[:2] != "__"}
            for name in names:
                method = getattr(kind, name)
                if isfunction(method):
                    patch.setattr(kind, name, self._noting(method))

    def _noting(self, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def noted(this: object, *given: Any, **named: Any) -> Any:
            for one in (*given, *named.values()):
                self._note(one)
            answer = method(this, *given, **named)
            self._note(answer)
            return self._noted(answer) if isgenerator(answer) else answer

        return noted

    def _noted(self, answers: Iterator[Any]) -> Iterator[Any]:
        for answer in answers:
            self._note(answer)
            yield answer

    def _note(self, thing: object) -> None:
        if isinstance(thing, Collection) and not isinstance(thing, str | bytes):
            self.most = max(self.most, len(thing))


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("link", "works", "translations", "repeated"):
        monkeypatch.setattr(f"ingest.compare.{module}.AT_ONCE", FEW)
    monkeypatch.setattr("ingest.compare.works.MANY", FEW)
    for module in ("relating", "comparing"):
        monkeypatch.setattr(f"corpus.catalogue.{module}.MANY", FEW)


def fill(shelf: Any, text: Text, count: int) -> None:
    """Put documents of every kind that comparing knows, so many of each."""
    for number in range(count):
        shelf.put(f"alone-{number}", text(1000 + number, words=60), code="EF0794")
        shelf.put(f"copy-{number}", text(1, words=100))
        shelf.put(f"edition-{number}", text(2) + f" {number}.", year=str(1900 + number))
        shelf.put(f"says-{number}", f"{text(2000 + number, words=300)}\n\n{ABOUT}")
        shelf.put(f"fr-{number}", text(3000 + number, words=60), language="fr", code="EF0794")
        shelf.put(f"part-{number}", text(4000 + number, words=60), part_of="copy-0")


def held(shelf: Any, text: Text, count: int) -> int:
    """The most that is held at once while so many documents of each kind come, stay and go."""
    fill(shelf, text, count)
    with pytest.MonkeyPatch.context() as patch:
        seen = Held(patch)
        first = shelf.link()
        shelf.link(0)
    for number in range(count):
        shelf.remove(f"copy-{number}")
        shelf.remove(f"says-{number}")
    with pytest.MonkeyPatch.context() as patch:
        again = Held(patch)
        shelf.link()
    assert first.versions == count
    assert first.translations == count
    assert first.left_out >= count - 1
    return max(seen.most, again.most)


@pytest.mark.usefixtures("few_at_once")
def test_as_much_is_held_of_many_documents_as_of_some(shelf: Any, text: Text) -> None:
    some = held(shelf, text, 5)
    many = held(shelf, text, 10)

    assert some == many


def test_how_many_are_looked_at_together_does_not_matter(
    shelf: Any, text: Text, correct: Any, request: pytest.FixtureRequest
) -> None:
    fill(shelf, text, 6)
    correct("copy-3", "work", "")
    correct("alone-2", "work", "says-1")
    shelf.link()
    at_once = shelf.state()
    request.getfixturevalue("few_at_once")
    for id_ in [*shelf.catalogue.ids()]:
        shelf.catalogue.relate("work", {id_: ""})
        shelf.catalogue.relate("series", {id_: ""})
    shelf.link(0)

    assert shelf.state() == at_once
