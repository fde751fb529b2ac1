"""What is put aside while documents are compared comes back in order, and leaves nothing."""

import pytest

from corpus.errors import CatalogueError
from ingest.compare.aside import Aside, Members
from ingest.compare.groups import Groups


def test_members_come_in_order_some_at_a_time() -> None:
    with Aside() as aside:
        ids = Members(aside, [["ü", "b"], ["a", "b", "z"]])
        numbers = Members(aside, [[5, -(2**63)], [2**63 - 1]])

        assert list(ids.batches(3)) == [["a", "b", "z"], ["ü"]]
        assert list(numbers.batches(2)) == [[-(2**63), 5], [2**63 - 1]]
        assert ids.among(["b", "c"]) == {"b"}
        assert (len(ids), bool(Members[str](aside))) == (4, False)


def test_members_may_be_added_while_they_are_looked_at() -> None:
    with Aside() as aside:
        ids = Members(aside, [["a", "b"]])
        seen = []
        for some in ids.batches(1):
            seen += some
            if some == ["a"]:
                ids.add(["0", "c"])

        assert seen == ["a", "b", "c"]


def test_a_long_chain_is_one_set() -> None:
    with Aside() as aside:
        groups = Groups(aside)
        for number in range(200, 0, -1):
            groups.join(f"{number:03}", f"{number - 1:03}")
        groups.add(["alone"])

        assert list(groups.sets()) == ["000"]
        assert [len(some) for some in groups.members("000", 150)] == [150, 51]
        assert groups.are_joined("000", "200")
        assert not groups.are_joined("000", "alone")


def test_a_full_disk_is_said() -> None:
    def fill() -> None:
        with Aside() as aside:
            aside.run("PRAGMA max_page_count=20")
            Members(aside, [[f"{number:0500}" for number in range(1000)]])

    with pytest.raises(CatalogueError, match="The disk is full"):
        fill()
