"""Constants are chosen on the other collections, and measured on the one left out."""

from benchmarks.leave_one_out import table


def test_what_fits_its_own_collections_alone_loses_on_the_one_left_out() -> None:
    found = {(0.0, 1.0): [0.5, 0.5, 0.5], (1.0, 1.0): [0.9, 0.4, 0.4]}

    made = table(["one", "two", "three"], found)

    assert [row[1] for row in made.rows] == ["0.00", "1.00", "1.00", ""]
    assert [row[3] for row in made.rows] == ["0.500", "0.400", "0.400", "0.433"]
    assert [row[4] for row in made.rows] == ["0.900", "0.400", "0.400", "0.567"]
