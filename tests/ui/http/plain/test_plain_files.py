import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import IO, Any

import pytest

Ask = Callable[..., Any]


@pytest.mark.usefixtures("vienna")
def test_a_pdf_is_shown_by_the_browser(ask: Ask, sample: Path) -> None:
    answer = ask("/files/vienna")

    assert answer.content == sample.read_bytes()
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == "inline; filename=vienna.pdf"


@pytest.mark.usefixtures("vienna")
def test_a_part_of_a_file_can_be_asked_for(ask: Ask, sample: Path) -> None:
    answer = ask("/files/vienna", range="bytes=0-7")

    assert answer.status_code == 206
    assert answer.content == sample.read_bytes()[:8]


@pytest.mark.usefixtures("vienna")
@pytest.mark.parametrize(
    ("asked", "status"), [("bytes=999999999-", 416), ("bytes=x", 400), ("bytes=5-2", 400)]
)
def test_a_part_that_is_none_is_refused(ask: Ask, asked: str, status: int) -> None:
    assert ask("/files/vienna", range=asked).status_code == status


@pytest.mark.usefixtures("vienna")
def test_head_tells_the_size_of_a_file(ask: Ask, sample: Path) -> None:
    answer = ask("/files/vienna", "HEAD")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(sample.stat().st_size)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<script>alert(1)</script>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.xml", b"<?xml version='1.0'?><a/>"),
        ("a.pdf", b"<script>alert(1)</script> %PDF-1.4"),
        ("a.md", b"# A"),
    ],
)
def test_what_is_no_pdf_is_kept_and_never_run(
    ask: Ask, put: Callable[..., None], name: str, content: bytes
) -> None:
    put(f"documents/{name}", content, id="a")

    answer = ask("/files/a")

    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == f"attachment; filename={name}"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_name_in_other_letters_is_given_in_both_ways(ask: Ask, put: Callable[..., None]) -> None:
    put('documents/Köln "x";\r\n.md', b"a", id="a")

    said = ask("/files/a").headers["content-disposition"]

    assert said == "attachment; filename=K-ln-x-.md; filename*=UTF-8''K%C3%B6ln%20%22x%22%3B.md"


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("name", ["inside", "climbing", "line", "nobody", "..%2Fsecret", "%00"])
def test_what_has_no_file_of_its_own_gives_no_file_away(ask: Ask, name: str) -> None:
    answer = ask(f"/files/{name}")

    assert answer.status_code == 404
    assert "treasure" not in answer.text


@pytest.mark.usefixtures("shared")
def test_a_file_that_is_called_as_a_member_is_not_taken_for_it(
    ask: Ask, library: Path, copied: Callable[[str, str], None]
) -> None:
    copied("documents/all.zip", "documents/all.zip!inside.pdf")

    assert ask("/files/inside").status_code == 404


@pytest.mark.usefixtures("vienna")
def test_a_file_that_was_changed_is_no_longer_the_document(ask: Ask, library: Path) -> None:
    (library / "documents" / "vienna.pdf").write_bytes(b"%PDF-1.4 another one")

    assert ask("/files/vienna").status_code == 404


@pytest.mark.usefixtures("vienna")
def test_a_file_that_is_gone_is_said_to_be_gone(ask: Ask, library: Path) -> None:
    (library / "documents" / "vienna.pdf").unlink()

    assert ask("/files/vienna").status_code == 410


def test_a_path_that_climbs_opens_nothing(
    ask: Ask, library: Path, put: Callable[..., None]
) -> None:
    (library / "documents").mkdir(exist_ok=True)
    put("documents/../../outside.txt", b"outside", id="a")

    assert ask("/files/a").status_code == 410


@pytest.mark.usefixtures("vienna")
def test_a_page_of_a_pdf_is_drawn(ask: Ask) -> None:
    answer = ask("/page/vienna/1.png")

    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.usefixtures("vienna")
def test_a_picture_that_the_browser_has_is_not_sent_again(ask: Ask) -> None:
    tag = ask("/page/vienna/1.png").headers["etag"]

    answer = ask("/page/vienna/1.png", if_none_match=f'"other", W/{tag}')

    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.usefixtures("vienna", "hostile")
@pytest.mark.parametrize(
    "path",
    ["vienna/0", "vienna/-1", "vienna/x", "vienna/999", "vienna/01", "vienna/%D9%A1",
     "vienna/" + "9" * 5000, "nobody/1", "%3Cimg%20src%3Dx%3E%2F%C3%A9%3F%23%26/1"],
)  # fmt: skip
def test_there_is_no_picture_of_what_is_no_page(ask: Ask, path: str) -> None:
    assert ask(f"/page/{path}.png").status_code == 404


@pytest.mark.usefixtures("vienna")
def test_many_who_ask_for_a_file_at_once_cost_one_reading(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = Barrier(2)
    read: list[str] = []

    def digest(opened: IO[bytes], name: str) -> Any:
        read.append(name)
        with suppress(BrokenBarrierError):
            together.wait(timeout=1)  # in which nobody else comes
        return hashlib.new(name, opened.read())

    monkeypatch.setattr("ui.http.own_file.hashlib.file_digest", digest)

    with ThreadPoolExecutor(4) as readers:
        answers = list(readers.map(ask, ["/files/vienna"] * 4))

    assert [answer.status_code for answer in answers] == [200] * 4
    assert len(read) == 1
