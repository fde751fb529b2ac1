"""What is found out while documents are compared, in a file: there may be millions of them.

It is SQLite's own temporary file. It has no name, is made only when much is put into
it, and is gone when comparing ends, however it ends.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Generic, TypeVar

from corpus.catalogue.connecting import said_of

_KILOBYTES = 8192
"""Of the file that are kept in memory."""

_T = TypeVar("_T", str, int, bytes)


class Aside:
    """The file, as long as it is needed.

    Leaving it raises CatalogueError where the disk had no room for it.
    """

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        self._tables = 0
        for pragma in ("journal_mode=OFF", f"cache_size=-{_KILOBYTES}"):
            self.run(f"PRAGMA {pragma}")
        self.run("BEGIN")  # and never an end: nobody else reads it

    def __enter__(self) -> "Aside":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        if isinstance(error, sqlite3.Error) and (said := said_of("in the temporary folder", error)):
            raise said from error

    def table(self, columns: str) -> str:
        """The name of a new table of these columns."""
        self._tables += 1
        self.run(f"CREATE TABLE aside_{self._tables} ({columns}) WITHOUT ROWID")
        return f"aside_{self._tables}"

    def run(self, statement: str, *values: Any) -> sqlite3.Cursor:
        """What a statement answers."""
        return self._connection.execute(statement, values)

    def run_each(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement with each of some rows."""
        self._connection.executemany(statement, rows)

    def column(self, statement: str, *values: Any) -> list[Any]:
        """The first column of a short answer."""
        return [row[0] for row in self.run(statement, *values)]

    def in_order(self, table: str, column: str, size: int) -> Iterator[list[Any]]:
        """The values of a table's key, some at a time; more may be added meanwhile."""
        some = self.column(f"SELECT {column} FROM {table} ORDER BY {column} LIMIT {size}")
        after = f"SELECT {column} FROM {table} WHERE {column} > ? ORDER BY {column} LIMIT {size}"
        while some:
            yield some
            some = self.column(after, some[-1])


def marks(some: Collection[object]) -> str:
    """Places for some values in a statement."""
    return ", ".join("?" * len(some))


class Members(Generic[_T]):
    """A set of ids or numbers."""

    def __init__(self, aside: Aside, members: Iterable[Iterable[_T]] = ()) -> None:
        self._aside = aside
        self.table = aside.table("member PRIMARY KEY")
        for some in members:
            self.add(some)

    def add(self, members: Iterable[_T]) -> None:
        """Have these be members, too."""
        statement = f"INSERT OR IGNORE INTO {self.table} VALUES (?)"
        self._aside.run_each(statement, [(one,) for one in members])

    def among(self, some: Collection[_T]) -> set[_T]:
        """Those of a few that are members."""
        query = f"SELECT member FROM {self.table} WHERE member IN ({marks(some)})"
        return set(self._aside.column(query, *some))

    def batches(self, size: int) -> Iterator[list[_T]]:
        """All members, in order, some at a time; more may be added meanwhile."""
        return self._aside.in_order(self.table, "member", size)

    def __len__(self) -> int:
        (count,) = self._aside.column(f"SELECT count(*) FROM {self.table}")
        return int(count)
