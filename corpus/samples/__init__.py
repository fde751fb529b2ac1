"""Documents to try the program on, each with the description it must get.

`DOCUMENTS` is a folder as an administrator would have it. Beside each document
stands `<file name>.expected.toml`. How they are made is told in README.md.
"""

from pathlib import Path

DOCUMENTS: Path = Path(__file__).parent / "documents"
EXPECTED = ".expected.toml"
