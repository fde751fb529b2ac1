"""What several rooms' tests build with: documents that name only what a test is about."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Event
from typing import Any, Self

import pytest
from hypothesis import settings

import ingest.processes
from corpus.document import Document, Page
from ingest.processes import Limits
from ingest.reading import Reading, Task, read_file
from ingest.workers import PRELOADED, Answer, Work

# A timing never decides a test. CI tries the same examples each time, so that it judges
# the change and not its luck; everywhere else new ones are tried in every run.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


FIRST = (
    "test_killed_again_and_again.py",
    "test_every_screen.py",
    "test_three_users.py",
    "test_hostile_files.py",
    "test_real_files.py",
)
"""Files of tests that take a minute or more: begun last, one would leave the others waiting."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest, and leave out what takes hours.

    The latter is asked for by name: `-m nightly`.
    """
    items.sort(
        key=lambda item: FIRST.index(name) if (name := item.path.name) in FIRST else len(FIRST)
    )
    if "nightly" in config.option.markexpr:
        return
    long = [item for item in items if item.get_closest_marker("nightly")]
    items[:] = [item for item in items if item not in long]
    config.hook.pytest_deselected(items=long)


@pytest.fixture(scope="session", autouse=True)
def one_server_for_all_processes() -> Iterator[None]:
    """Have the server that processes are forked from load what any test needs.

    What it has loaded is said by the first process of a session. Were that one of another
    test's, every worker after it would load the libraries for itself, for two seconds each.
    """
    context = ingest.processes._context

    def with_all(preload: Sequence[str]) -> Any:
        return context([*dict.fromkeys([*PRELOADED, *preload])])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ingest.processes, "_context", with_all)
        yield


Builder = Callable[..., Document]


def build_document(
    id: str = "1",  # noqa: A002 -- the name of the field
    pages: tuple[str, ...] | list[str] | str = (),
    language: str = "en",
    **values: str | tuple[str, ...],
) -> Document:
    """A document; each page is given as its text, each field as one value or several."""
    texts = (pages,) if isinstance(pages, str) else tuple(pages)
    given = {name: (value,) if isinstance(value, str) else value for name, value in values.items()}
    return Document(
        id=id,
        values={"language": (language,), **given, "id": (id,), "pages": (str(len(texts)),)},
        pages=tuple(
            Page(number=number, text=text, language=language)
            for number, text in enumerate(texts, start=1)
        ),
    )


@pytest.fixture
def a_document() -> Builder:
    """Builds a document for a test."""
    return build_document


class ReadHere:
    """The pool of workers without processes: what is called in one is called here.

    Starting one costs more than reading the small files of a test. What processes
    are for, limits and crashes, `tests/ingest/test_workers.py` asks of real ones.
    """

    def __init__(
        self, reading: Reading, *, jobs: int, limits: Limits, work: Work = read_file
    ) -> None:
        self._reading = reading
        self._work = work

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left to end."""

    def answers(
        self, tasks: Iterable[Task], stop: Event | None = None
    ) -> Iterator[tuple[Task, Answer]]:
        for task in tasks:
            if stop is not None and stop.is_set():
                return
            for answer in self._work(task, self._reading):
                yield task, answer


@pytest.fixture(scope="session")
def read_here() -> type[ReadHere]:
    """What may stand for `Workers` where a test is not about processes."""
    return ReadHere
