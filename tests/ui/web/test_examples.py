"""The examples in the docstrings of the web front hold; the script itself would run if imported."""

import doctest
import importlib
from pathlib import Path

import pytest

WEB = Path(__file__).parents[3] / "ui" / "web"
MODULES = sorted(
    "ui.web." + ".".join(file.relative_to(WEB).with_suffix("").parts)
    for file in WEB.rglob("*.py")
    if file.name not in ("app.py", "__init__.py")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
