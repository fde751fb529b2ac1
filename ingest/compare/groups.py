"""Things that hang together, whatever the order in which that was found."""

from collections.abc import Iterable, Iterator

from ingest.compare.aside import Aside, marks


class Groups:
    """Disjoint sets of texts that grow together. For each set stands the first of its members.

    >>> with Aside() as aside:
    ...     groups = Groups(aside)
    ...     groups.add(["d", "c"])
    ...     groups.join("c", "b")
    ...     groups.join("a", "c")
    ...     [(first, *groups.members(first, 2)) for first in groups.sets()]
    ...     list(groups.batches(3))
    [('a', ['a', 'b'], ['c'])]
    [{'a': 'a', 'b': 'a', 'c': 'a'}, {'d': ''}]
    """

    def __init__(self, aside: Aside) -> None:
        self._aside = aside
        self._table = aside.table("member TEXT PRIMARY KEY, above TEXT NOT NULL")
        aside.run(f"CREATE INDEX {self._table}_above ON {self._table} (above)")
        self._is_level = True

    def add(self, members: Iterable[str]) -> None:
        """Have these be members of a set, each of its own where it is new."""
        statement = f"INSERT OR IGNORE INTO {self._table} VALUES (?, ?)"
        self._aside.run_each(statement, [(one, one) for one in members])

    def find(self, member: str) -> str:
        """What stands for the set of a member; the same for all of them."""
        way, top = [], member
        while (above := self._above(top)) != top:
            way.append(top)
            top = above
        statement = f"UPDATE {self._table} SET above = ? WHERE member = ?"
        self._aside.run_each(statement, [(top, one) for one in way[:-1]])
        return top

    def join(self, one: str, other: str) -> None:
        """Make the sets of two members one."""
        self.add([one, other])
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self._aside.run(f"UPDATE {self._table} SET above = ? WHERE member = ?", first, second)
            self._is_level = False

    def are_joined(self, one: str, other: str) -> bool:
        """Whether two texts are members of one set."""
        return self.find(one) == self.find(other)

    def all(self, size: int) -> Iterator[list[str]]:
        """All members, in order, some at a time; more may be joined meanwhile."""
        return self._aside.in_order(self._table, "member", size)

    def sets(self) -> Iterator[str]:
        """What stands for each set of several members, in order. Nothing is joined meanwhile."""
        self._level()
        several = f"SELECT above FROM {self._table} GROUP BY above HAVING count(*) > 1"
        for (first,) in self._aside.run(several):
            yield first

    def members(self, first: str, size: int) -> Iterator[list[str]]:
        """The members of the set that a text stands for, in order, some at a time."""
        self._level()
        of_set = self._aside.run(f"SELECT member FROM {self._table} WHERE above = ?", first)
        while some := of_set.fetchmany(size):
            yield [member for (member,) in some]

    def batches(self, size: int) -> Iterator[dict[str, str]]:
        """All members with what stands for their sets, in order, some at a time.

        Nothing stands for a member that is alone.
        """
        self._level()
        table = self._table
        beside = f"SELECT 1 FROM {table} AS o WHERE o.above = t.above AND o.member <> t.member"
        query = f"SELECT member, iif(EXISTS ({beside}), above, '') FROM {table} AS t"
        for some in self.all(size):
            yield dict(self._aside.run(f"{query} WHERE member IN ({marks(some)})", *some))

    def _above(self, member: str) -> str:
        found = self._aside.column(f"SELECT above FROM {self._table} WHERE member = ?", member)
        return str(found[0]) if found else member

    def _level(self) -> None:
        """Have each member name what stands for its set."""
        if self._is_level:
            return
        table = self._table
        higher = f"(SELECT up.above FROM {table} AS up WHERE up.member = {table}.above)"
        while self._aside.run(
            f"UPDATE {table} SET above = {higher} WHERE above <> {higher}"
        ).rowcount:
            pass
        self._is_level = True
