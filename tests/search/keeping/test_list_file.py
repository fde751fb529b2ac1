"""Lists in the folder of a library: who may see one, who may change it, what is never lost."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.keeping import list_file, list_folder
from search.keeping.list_file import (
    BadList,
    OnlyToRead,
    UnknownList,
    begin,
    change,
    clear_untouched,
    is_kept,
    keep_fresh,
    lists_held,
    may_change,
    read_list,
    reading_token,
)
from search.keeping.lists import ListFull, ReadingList, added, kept, removed

ROOT = Path(__file__).parents[3]


def adding(*documents: str) -> partial[ReadingList]:
    return partial(_with, documents=documents)


def _with(of: ReadingList, documents: tuple[str, ...]) -> ReadingList:
    for document in documents:
        of = added(of, kept(document, page=1, text='<script> "ü" \u2028 end'))
    return of


def files(library: Path) -> list[Path]:
    return list((library / "lists").glob("*.json"))


def test_a_list_is_read_as_it_was_made(tmp_path: Path) -> None:
    wanted = _with(ReadingList(), ("a", "b"))
    token = begin(tmp_path, lambda _: wanted)

    assert read_list(tmp_path, token) == wanted


def test_two_lists_have_two_tokens_that_nobody_guesses(tmp_path: Path) -> None:
    tokens = {begin(tmp_path, adding("a")) for _ in range(5)}

    assert len(tokens) == 5
    assert all(may_change(token) for token in tokens)


def test_who_has_the_link_changes_the_list(tmp_path: Path) -> None:
    token = begin(tmp_path, adding("a"))
    change(tmp_path, token, adding("b"))

    assert [one.document for one in read_list(tmp_path, token).items] == ["a", "b"]


def test_who_has_the_link_for_readers_sees_the_list_and_changes_nothing(tmp_path: Path) -> None:
    token = begin(tmp_path, adding("a"))
    reader = reading_token(token)

    assert read_list(tmp_path, reader) == read_list(tmp_path, token)
    assert not may_change(reader)
    with pytest.raises(OnlyToRead):
        change(tmp_path, reader, adding("b"))


def test_no_file_tells_how_to_change_a_list(tmp_path: Path) -> None:
    token = begin(tmp_path, adding("a"))

    (file,) = files(tmp_path)
    assert token not in file.name
    assert token not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "token",
    ["", "..", "../catalogue", "a/b", "x" * 33, "a" * 31 + "/", "A" * 40, "\x00" * 32,
     "ä" * 32, "a" * 32 + "\n", "%2e%2e%2f" * 4],
)  # fmt: skip
def test_what_is_no_token_is_no_path_either(tmp_path: Path, token: str) -> None:
    begin(tmp_path, adding("a"))

    assert not is_kept(tmp_path, token)
    for ask in (read_list, partial(change, how=adding("b"))):
        with pytest.raises(UnknownList):
            ask(tmp_path, token)


@given(st.text())
def test_a_token_for_readers_is_a_name_of_letters_and_digits(token: str) -> None:
    try:
        reader = reading_token(token)
    except UnknownList:
        return
    assert reader.isascii()
    assert reader.isalnum()


def test_a_token_that_somebody_thought_of_makes_no_list(tmp_path: Path) -> None:
    with pytest.raises(UnknownList):
        change(tmp_path, "a" * 32, adding("a"))

    assert not files(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "7", '{"format": "polisearch list", "version": 2}',
     '{"format": "polisearch list", "version": 1, "items": [{}], "searches": []}',
     '{"format": "polisearch list", "version": 1, "items": {"a": 1}, "searches": []}',
     "[" * 100_000, "\x00\x00", "x" * (list_file.MOST_BYTES + 5)],
)  # fmt: skip
def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    token = begin(tmp_path, adding("a"))
    (file,) = files(tmp_path)
    file.write_text(text, encoding="utf-8")

    for ask in (read_list, partial(change, how=adding("b"))):
        with pytest.raises(BadList):
            ask(tmp_path, token)
    assert file.read_text(encoding="utf-8") == text


def test_a_list_of_a_newer_version_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    token = begin(tmp_path, adding("a"))
    (file,) = files(tmp_path)
    newer = file.read_text(encoding="utf-8").replace('"version": 1', '"version": 2')
    file.write_text(newer, encoding="utf-8")

    with pytest.raises(BadList, match="version 2; this program reads 1") as caught:
        read_list(tmp_path, token)
    assert "Update polisearch" in caught.value.hint
    assert file.read_text(encoding="utf-8") == newer


@pytest.mark.parametrize(
    ("name", "value"),
    [("page", -1), ("page", True), ("page", "1"), ("note", None), ("id", "a\x00"),
     ("text", "\ud800")],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_damage(tmp_path: Path, name: str, value: object) -> None:
    token = begin(tmp_path, adding("a"))
    (file,) = files(tmp_path)
    said = json.loads(file.read_text(encoding="utf-8"))
    said["items"][0][name] = value
    file.write_text(json.dumps(said), encoding="utf-8")

    with pytest.raises(BadList):
        read_list(tmp_path, token)


def test_two_windows_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    token = begin(tmp_path, adding("first"))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: change(tmp_path, token, adding(f"d{n}")), range(40)))

    assert len(read_list(tmp_path, token).items) == 41


ADD_TEN = """
import sys
from pathlib import Path
from search.keeping.list_file import change
from search.keeping.lists import added, kept
library, token, name = sys.argv[1:]
for number in range(10):
    change(Path(library), token, lambda of: added(of, kept(f"{name}{number}")))
"""


def test_two_programs_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    token = begin(tmp_path, adding("first"))
    command = [sys.executable, "-c", ADD_TEN, str(tmp_path), token]
    both = [subprocess.Popen([*command, name], cwd=ROOT) for name in ("a", "b")]

    assert [one.wait(60) for one in both] == [0, 0]
    assert len(read_list(tmp_path, token).items) == 21


def test_a_change_that_fails_changes_nothing(tmp_path: Path) -> None:
    token = begin(tmp_path, adding("a"))
    before = files(tmp_path)[0].read_bytes()

    with pytest.raises(ListFull):
        change(tmp_path, token, _full)
    assert files(tmp_path)[0].read_bytes() == before
    assert {file.suffix for file in (tmp_path / "lists").iterdir()} <= {".json", ".lock"}


def _full(_: ReadingList) -> ReadingList:
    raise ListFull("full")


def test_a_list_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = begin(tmp_path, adding("a"))
    monkeypatch.setattr(list_file, "MOST_BYTES", 500)

    with pytest.raises(ListFull):
        change(tmp_path, token, adding(*"bcdefgh"))
    assert len(read_list(tmp_path, token).items) == 1


# Room for more


@pytest.fixture
def three_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_folder, "MOST_LISTS", 3)


def aged(library: Path, token: str, days: float) -> str:
    """A list that nobody touched for so many days."""
    path = library / "lists" / f"{reading_token(token)}.json"
    at = path.stat().st_mtime - days * list_folder.DAY
    os.utime(path, (at, at))
    return token


def emptied(library: Path, token: str) -> str:
    change(library, token, lambda of: removed(of, [one.id for one in of.items])[0])
    return token


@pytest.mark.usefixtures("three_at_most")
def test_the_list_that_was_empty_for_longest_makes_room_and_no_other(tmp_path: Path) -> None:
    full, empty, later = (begin(tmp_path, adding("a")) for _ in range(3))
    aged(tmp_path, emptied(tmp_path, empty), 3)
    aged(tmp_path, emptied(tmp_path, later), 2)
    begin(tmp_path, adding("b"))

    assert [is_kept(tmp_path, token) for token in (full, empty, later)] == [True, False, True]


@pytest.mark.usefixtures("three_at_most")
def test_a_list_that_nobody_touched_for_long_makes_room(tmp_path: Path) -> None:
    old, older, fresh = (begin(tmp_path, adding("a")) for _ in range(3))
    aged(tmp_path, old, 181)
    aged(tmp_path, older, 300)
    begin(tmp_path, adding("b"))

    assert [is_kept(tmp_path, token) for token in (old, older, fresh)] == [True, False, True]


@pytest.mark.usefixtures("three_at_most")
def test_where_no_list_gives_way_no_more_are_made(tmp_path: Path) -> None:
    tokens = [begin(tmp_path, adding("a")) for _ in range(3)]
    aged(tmp_path, tokens[0], 179)
    emptied(tmp_path, tokens[1])  # just now: it may be undone

    with pytest.raises(ListFull) as error:
        begin(tmp_path, adding("b"))
    assert all(is_kept(tmp_path, token) for token in tokens)
    assert "polisearch lists" in error.value.hint


def test_lists_give_way_too_where_they_have_too_many_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = aged(tmp_path, begin(tmp_path, adding("a")), 200)
    monkeypatch.setattr(list_folder, "MOST_BYTES_IN_ALL", 100)
    fresh = begin(tmp_path, adding("b"))

    assert not is_kept(tmp_path, old)
    with pytest.raises(ListFull):
        begin(tmp_path, adding("c"))
    assert is_kept(tmp_path, fresh)


def test_old_lists_are_cleared_and_others_stay(tmp_path: Path) -> None:
    old = aged(tmp_path, begin(tmp_path, adding("a")), 31)
    fresh = aged(tmp_path, begin(tmp_path, adding("a")), 29)

    assert clear_untouched(tmp_path, 30) == 1
    assert [is_kept(tmp_path, token) for token in (old, fresh)] == [False, True]


def test_whoever_may_change_a_list_keeps_it_fresh_by_opening_it(tmp_path: Path) -> None:
    token = aged(tmp_path, begin(tmp_path, adding("a")), 200)

    keep_fresh(tmp_path, reading_token(token))
    assert lists_held(tmp_path).oldest == 200
    keep_fresh(tmp_path, token)
    assert lists_held(tmp_path).oldest == 0


def test_it_is_known_how_many_lists_there_are_and_how_old(tmp_path: Path) -> None:
    aged(tmp_path, begin(tmp_path, adding("a")), 100)
    emptied(tmp_path, begin(tmp_path, adding("a")))

    now = lists_held(tmp_path)

    assert (now.lists, now.empty, now.oldest) == (2, 1, 100)
    assert now.untouched == ((30, 1), (90, 1), (180, 0), (365, 0))
