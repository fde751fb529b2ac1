"""What the tests of one engine build on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.engines.whoosh.engine import WhooshEngine, open_whoosh


@pytest.fixture
def whoosh(tmp_path: Path) -> Iterator[WhooshEngine]:
    """The Whoosh engine in an empty folder."""
    opened = open_whoosh(tmp_path / "index")
    yield opened
    opened.close()
