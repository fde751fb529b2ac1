"""An index in a folder where nothing can be written: tantivy locks a file even to read.

So a folder of our own stands for it, with links to its files, and takes the locks.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory


class Links:
    """A folder of links to the files of another; gone when nobody holds it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = TemporaryDirectory(prefix="polisearch-", ignore_cleanup_errors=True)
        self.path = Path(self._made.name)
        self.renew()

    def renew(self) -> None:
        """Link what came since."""
        for file in self._folder.iterdir():
            link = self.path / file.name
            if not file.name.endswith(".lock") and not link.is_symlink():
                link.symlink_to(file.absolute())

    def close(self) -> None:
        """Take the links away."""
        self._made.cleanup()


def may_write(folder: Path) -> bool:
    """Whether a lock can be taken there."""
    return os.access(folder, os.W_OK)
