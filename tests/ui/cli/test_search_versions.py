"""`polisearch search` names the versions of what it finds."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from corpus.catalogue.relating import Kind
from corpus.document import Described, Document, Page
from corpus.records import Source
from ui.cli.main import app
from ui.wiring import make_library, open_library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    make_library(tmp_path)
    opened = open_library(tmp_path)
    for id_ in ("print", "web", "item"):
        values = {"title": (f"Rents \x1b[31m{id_}",), "language": ("en",), "pages": ("1",)}
        values |= {"part_of": ("web",)} if id_ == "item" else {}
        document = Document(id=id_, values=values, pages=(Page(number=1, text=f"Rent, {id_}."),))
        source = Source(path=id_, root="r", name=id_, size=1, modified=1)
        opened.catalogue.put(source, [Described(document, media_type="application/pdf")], 1)
    opened.catalogue.relate(Kind.WORK, {"print": "print", "web": "print"})
    opened.catalogue.relate(Kind.PART, {"item": "web"})
    opened.shelf.follow()
    opened.close()
    return tmp_path


def said(library: Path, *arguments: str) -> str:
    result = CliRunner().invoke(app, [*arguments, "--library", str(library)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_program_reads_versions_whole_and_parts(library: Path) -> None:
    found: dict[str, Any] = json.loads(said(library, "search", "rent", "--json"))
    hits = {hit["id"]: hit for hit in found["hits"]}

    assert (found["total"], len(hits)) == (3, 2)
    best = hits.get("print") or hits["web"]
    other = {"print": "web", "web": "print"}[best["id"]]
    assert best["shown_for"] == 2
    assert best["versions"] == [
        {"id": other, "title": f"Rents \x1b[31m{other}", "format": "PDF", "pages": 1,
         "language": "en"}
    ]  # fmt: skip
    assert hits["item"]["part_of"]["id"] == "web"
    assert hits["item"]["versions"] == []


def test_a_reader_sees_them_below_the_hit(library: Path) -> None:
    text = said(library, "search", "rent")

    assert "     Shown once, found also as:\n" in text
    assert "(PDF, 1 page, English)" in text
    assert "     Part of:\n       web  " in text
    assert "\x1b[31m" not in text
