"""Whose code may a process run that we start?

Ours, and what is installed: never what lies in the folder where somebody happens to stand,
which may be a folder of files that others sent.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOMS = Path(__file__).resolve().parents[1]
"""The folder that holds the rooms."""


def environment() -> dict[str, str]:
    """The environment of a process that we start.

    Python imports nothing there from the current folder, and our rooms before all others of
    their names. Of the folders of modules and programs that are inherited, only absolute ones
    are kept: any other, an empty one too, would be looked for in the current folder.
    """
    modules = dict.fromkeys([str(ROOMS), *_listed("PYTHONPATH", absolute=True)])
    given = os.environ | {"PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(modules)}
    if "PATH" in given:
        given["PATH"] = os.pathsep.join(_listed("PATH", absolute=True))
    return given


def python(*arguments: str) -> list[str]:
    """The command that runs this Python on something that is installed."""
    return [sys.executable, "-P", *arguments]


@contextmanager
def starting_safely() -> Iterator[None]:
    """Lend `environment()` to this process, for libraries that start one and take none."""
    safe = environment()
    before = {name: os.environ.get(name) for name in safe if os.environ.get(name) != safe[name]}
    os.environ.update(safe)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def keep_to_it() -> None:
    """Have this process itself do so from now on, and what any library starts from it."""
    elsewhere = [os.path.abspath(place) for place in _listed("PYTHONPATH", absolute=False)]  # noqa: PTH100
    kept = [place for place in sys.path if Path(place).is_absolute() and place not in elsewhere]
    sys.path[:] = dict.fromkeys([str(ROOMS), *kept])
    os.environ.update(environment())


def _listed(variable: str, *, absolute: bool) -> list[str]:
    """The folders in a variable of the environment that are absolute, or those that are not."""
    given = os.environ.get(variable)
    places = given.split(os.pathsep) if given else []
    return [place for place in places if Path(place).is_absolute() is absolute]
