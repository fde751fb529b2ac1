"""`polisearch lists`."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from search.keeping.list_file import begin
from search.keeping.lists import added, kept

Typed = Callable[..., Any]


def test_lists_are_counted_and_old_ones_cleared(typed: Typed, small_library: Path) -> None:
    for _ in range(2):
        begin(small_library, lambda of: added(of, kept("a")))
    old, fresh = (small_library / "lists").glob("*.json")
    at = old.stat().st_mtime - 200 * 24 * 60 * 60
    os.utime(old, (at, at))

    assert "2 lists, 0 of them empty." in typed("lists").out
    assert json.loads(typed("lists", "--json").out)["untouched"]["180"] == 1

    said = typed("lists", "--clear-older-than", "180")

    assert "1 list removed." in said.err
    assert (old.exists(), fresh.exists()) == (False, True)
