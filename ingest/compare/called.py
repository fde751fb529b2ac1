"""Which documents are called the same: by a publication code, or by the names of their files."""

from collections.abc import Iterable, Iterator
from enum import IntEnum

from ingest.compare.aside import Aside, Members


class By(IntEnum):
    """What a document is called by, the surest first."""

    CODE = 0
    FILE = 1


class Called:
    """Names, and the documents that are called so."""

    def __init__(self, aside: Aside) -> None:
        self._aside = aside
        self._table = aside.table("by INTEGER, name TEXT, id TEXT, PRIMARY KEY (by, name, id)")
        aside.run(f"CREATE INDEX {self._table}_id ON {self._table} (id)")

    def add(self, by: By, names: Iterable[tuple[str, str]]) -> None:
        """Have documents be called so: pairs of a name and an id."""
        statement = f"INSERT OR IGNORE INTO {self._table} VALUES ({by:d}, ?, ?)"
        self._aside.run_each(statement, names)

    def names_of(self, members: Members[str]) -> Iterator[tuple[By, str]]:
        """The names that some documents share with others, the surest first, then in order."""
        table = self._table
        shared = (
            f"SELECT 1 FROM {table} AS o WHERE (o.by, o.name) = (t.by, t.name) AND o.id <> t.id"
        )
        names = self._aside.run(
            f"SELECT DISTINCT by, name FROM {members.table} JOIN {table} AS t ON t.id = member "
            f"WHERE EXISTS ({shared}) ORDER BY by, name"
        )
        for by, name in names:
            yield By(by), name

    def ids(self, by: By, name: str, size: int) -> Iterator[list[str]]:
        """The documents that are called so, in order, some at a time."""
        query = f"SELECT id FROM {self._table} WHERE by = ? AND name = ?"
        found = self._aside.run(query, by, name)
        while some := found.fetchmany(size):
            yield [id_ for (id_,) in some]
