"""What an installation weighs, package by package.

`python -m benchmarks.installed` counts what is installed here of what Polisearch needs,
without its extras.
"""

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement

SHOWN = 12


def needed(name: str) -> set[str]:
    """The packages that one needs, itself among them."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop().lower().replace("_", "-")
        if one not in found:
            found.add(one)
            waiting += _required(one)
    return found


def _required(name: str) -> Iterator[str]:
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for requirement in map(Requirement, lines):
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement.name


class Weight(NamedTuple):
    """The bytes of a package, and those of them that Python made of its modules."""

    whole: int
    compiled: int
    name: str


def weight(name: str) -> Weight:
    """What a package weighs; 0 where it is not installed."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        files = []
    places = [Path(str(file.locate())) for file in files]
    sizes = {place: place.stat().st_size for place in places if place.is_file()}
    compiled = sum(size for place, size in sizes.items() if place.suffix == ".pyc")
    return Weight(sum(sizes.values()), compiled, name)


def main() -> None:
    """Print the heaviest packages and the sum, in megabytes."""
    weights = sorted(map(weight, needed("polisearch")), reverse=True)
    heavy, others = weights[:SHOWN], weights[SHOWN:]
    for one in heavy:
        _say(one.name, one)
    _say(f"{len(others)} others", *others)
    _say("in all", *weights)


def _say(what: str, *weights: Weight) -> None:
    whole = sum(one.whole for one in weights) / 1e6
    compiled = sum(one.compiled for one in weights) / 1e6
    sys.stdout.write(f"{whole:8.1f} MB  {what} (compiled modules: {compiled:.1f} MB)\n")


if __name__ == "__main__":
    main()
