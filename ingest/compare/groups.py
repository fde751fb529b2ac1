"""Things that hang together, whatever the order in which that was found."""

from collections.abc import Iterable


class Groups:
    """Disjoint sets of texts that grow together."""

    def __init__(self, members: Iterable[str] = ()) -> None:
        self._above: dict[str, str] = {}
        for member in members:
            self.find(member)

    def find(self, member: str) -> str:
        """What stands for the set of a member; the same for all of them."""
        top = member
        while (above := self._above.setdefault(top, top)) != top:
            top = above
        while member != top:
            self._above[member], member = top, self._above[member]
        return top

    def join(self, one: str, other: str) -> None:
        """Make the sets of two members one."""
        first, second = sorted((self.find(one), self.find(other)))
        self._above[second] = first

    def are_joined(self, one: str, other: str) -> bool:
        """Whether two texts are members of one set."""
        known = one in self._above and other in self._above
        return known and self.find(one) == self.find(other)

    def sets(self) -> list[list[str]]:
        """Every set, in order, its members in order.

        >>> groups = Groups(["d"])
        >>> groups.join("c", "b")
        >>> groups.join("a", "c")
        >>> groups.sets()
        [['a', 'b', 'c'], ['d']]
        """
        found: dict[str, list[str]] = {}
        for member in sorted(self._above):
            found.setdefault(self.find(member), []).append(member)
        return list(found.values())
