"""The screen *Coverage*."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.failures import Failure, Reason
from corpus.records import Source
from ui.wiring import open_library


def test_documents_without_text_are_named_with_a_link(front: Any, put: Callable[..., None]) -> None:
    put(id="scan", title="A <b>scan</b>", pages=[""])

    front.open("coverage")

    assert "Documents without text: 1" in front.html
    assert '<a href="./?document=scan" dir="auto">A &lt;b&gt;scan&lt;/b&gt;</a>' in front.html


def test_files_that_failed_are_named_with_the_next_step_and_without_their_folder(
    front: Any, library: Path
) -> None:
    opened = open_library(library)
    path = "documents/private/<i>minutes.pdf"
    source = Source(path=path, root="documents", name="minutes.pdf", size=1, modified=1)
    failure = Failure(reason=Reason.ENCRYPTED, message="It asks for a password.")
    opened.catalogue.put_failure(source, failure, 1)
    opened.close()

    front.open("coverage")

    assert "Files that could not be read: 1" in front.html
    assert "<bdi>&lt;i&gt;minutes.pdf</bdi>" in front.html
    assert "It asks for a password." in front.html
    assert "private" not in front.html


def test_the_line_over_the_results_leads_here(front: Any) -> None:
    front.open(q="housing")

    assert '<a href="./coverage?">12 documents searched</a>' in front.html
