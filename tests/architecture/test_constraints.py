"""Every package that we ask for is pinned to a version that was tested."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def plain(requirement: str) -> str:
    """The name of a package as registries compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~;\s]", requirement)[0]).lower()


def test_every_requirement_has_its_version_in_the_constraints() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = {plain(one) for some in (project["dependencies"], *extras) for one in some}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {plain(line) for line in lines if "==" in line}

    assert wanted - pinned == {"polisearch"} & wanted
