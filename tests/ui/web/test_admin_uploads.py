"""Files that are sent: names that are no trap, and nothing written over."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.web.uploads import (
    MOST_FILES,
    BadUpload,
    Sent,
    most_megabytes,
    put_in,
    refuse_too_much,
    safe_name,
)


@given(st.text(max_size=300))
def test_no_name_leads_out_of_the_folder_or_hides(name: str) -> None:
    try:
        safe = safe_name(name)
    except BadUpload:
        return

    assert Path(safe).name == safe
    assert not safe.startswith(".")
    assert len(safe.encode()) < 200
    assert not set(safe) & set('/\\<>:"|?*\0\n')


@pytest.mark.parametrize("name", ["", ".", "..", "///", "\u202e", "x." + "y" * 300])
def test_what_leaves_no_name_is_refused(name: str) -> None:
    with pytest.raises(BadUpload):
        safe_name(name)


@pytest.mark.parametrize(
    ("name", "safe"),
    [("CON.pdf", "_CON.pdf"), ("~$a.docx", "$a.docx"), ("a\u202egpj.exe", "a gpj.exe")],
)
def test_names_that_are_traps_are_changed(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_another_file_of_the_same_name_gets_a_number(tmp_path: Path) -> None:
    put_in(tmp_path, Sent(name="a.pdf", data=b"one"))

    said = put_in(tmp_path, Sent(name="a.pdf", data=b"two"))

    assert (tmp_path / "a.pdf").read_bytes() == b"one"
    assert (tmp_path / "a (2).pdf").read_bytes() == b"two"
    assert said == "a (2).pdf is in the library now. a.pdf is another file."


def test_the_same_file_is_kept_once(tmp_path: Path) -> None:
    put_in(tmp_path, Sent(name="a.pdf", data=b"one"))

    assert put_in(tmp_path, Sent(name="a.pdf", data=b"one")) == "a.pdf is in the library already."
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").symlink_to(tmp_path / "elsewhere")

    put_in(tmp_path / "in", Sent(name="a.pdf", data=b"one"))

    assert not (tmp_path / "elsewhere").exists()


def test_too_many_or_too_large_files_are_refused_with_the_next_step() -> None:
    with pytest.raises(BadUpload, match="too many"):
        refuse_too_much([("a", 1)] * (MOST_FILES + 1), 10)
    with pytest.raises(BadUpload, match="a has 11 MB"):
        refuse_too_much([("a", 11 * 1024 * 1024)], 10)
    with pytest.raises(BadUpload, match="too much at a time"):
        refuse_too_much([("a", 600 * 1024 * 1024)] * 2, 700)
    refuse_too_much([("a", 10 * 1024 * 1024)], 10)


def test_no_file_may_have_more_than_the_library_reads() -> None:
    assert (most_megabytes(10), most_megabytes(512)) == (10, 200)
