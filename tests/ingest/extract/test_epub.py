import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.failures import CannotRead, Reason
from ingest.extract.epub import EpubReader
from ingest.extract.extracted import Allowed, Extracted

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
METADATA = (
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:opf="http://www.idpf.org/2007/opf"><dc:title>Rents in Vienna</dc:title>'
    "<dc:creator>Ana Ruiz</dc:creator><dc:creator>Jan Ode</dc:creator>"
    '<dc:language>de-AT</dc:language><dc:date opf:event="modification">2015-01-01</dc:date>'
    '<dc:date opf:event="publication">2009-05-01</dc:date><dc:publisher>City press</dc:publisher>'
    "<dc:subject>rents</dc:subject></metadata>"
)
CHAPTERS = {
    "one.xhtml": "<html><body><h1>Start</h1><p>Before.</p></body></html>",
    "two 2.xhtml": "<html><body><h1>Rents</h1><p>Rose.</p><h2>Why</h2><p>So.</p></body></html>",
}


def item(number: int, name: str, properties: str = "") -> str:
    return (
        f'<item id="c{number}" href="{name.replace(" ", "%20")}" '
        f'media-type="application/xhtml+xml" properties="{properties}"/>'
    )


def package(names: list[str], metadata: str = "", extra: str = "") -> str:
    items = "".join(item(number, name) for number, name in enumerate(names))
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(names)))
    return (
        f'<package xmlns="http://www.idpf.org/2007/opf">{metadata}'
        f'<manifest>{items}{extra}</manifest><spine>{spine}<itemref idref="nav"/></spine></package>'
    )


def made(tmp_path: Path, opf: str, chapters: dict[str, str]) -> Path:
    path = tmp_path / "a.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OEBPS/book.opf", opf)
        for name, content in chapters.items():
            archive.writestr(f"OEBPS/{name}", content)
    return path


def read(path: Path, allowed: Allowed | None = None) -> Extracted:
    (extracted,) = EpubReader().read(path, allowed or Allowed())
    return extracted


def test_the_sections_of_the_chapters_are_pages_in_the_order_of_the_spine(tmp_path: Path) -> None:
    path = made(tmp_path, package(list(CHAPTERS)), dict(reversed(CHAPTERS.items())))

    assert [(p.number, p.label, p.text) for p in read(path).pages] == [
        (1, "Start", "Start\n\nBefore."),
        (2, "Rents", "Rents\n\nRose."),
        (3, "Why", "Why\n\nSo."),
    ]


def test_what_the_book_says_of_itself_becomes_claims(tmp_path: Path) -> None:
    extracted = read(made(tmp_path, package(list(CHAPTERS), METADATA), CHAPTERS))

    assert [(c.field, c.value) for c in extracted.claims] == [
        ("title", "Rents in Vienna"),
        ("author", "Ana Ruiz"),
        ("author", "Jan Ode"),
        ("language", "de"),
        ("year", "2009"),
        ("published_on", "2009-05-01"),
        ("publisher", "City press"),
        ("tag", "rents"),
    ]
    assert extracted.heading == "Rents in Vienna"


def test_every_item_of_a_list_in_a_chapter_is_matched(tmp_path: Path) -> None:
    news = "".join(
        f"<article><h2>News {n}</h2><time>2009-05-0{n}</time><p>{'Rents rose again. ' * 9}</p>"
        "</article>"
        for n in range(1, 6)
    )
    path = made(tmp_path, package(["a"]), {"a": f"<html><body>{news}</body></html>"})

    assert "News 3" in " ".join(page.matched for page in read(path).pages)


def test_the_contents_made_for_programs_are_no_chapter(tmp_path: Path) -> None:
    nav = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    opf = package(["one.xhtml"], extra=nav)
    path = made(tmp_path, opf, CHAPTERS | {"nav.xhtml": "<html><body>Contents</body></html>"})

    assert "Contents" not in " ".join(page.text for page in read(path).pages)


def test_a_missing_chapter_is_a_warning(tmp_path: Path) -> None:
    extracted = read(made(tmp_path, package(["gone.xhtml", *CHAPTERS]), CHAPTERS))

    assert len(extracted.pages) == 3
    assert extracted.warnings == ("A chapter cannot be read: OEBPS/gone.xhtml",)


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/etc/passwd", "one.xhtml/../gone", ""])
def test_no_name_reaches_out_of_the_book(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read(made(tmp_path, package([name]), CHAPTERS))

    assert refused.value.reason is Reason.NOT_THIS_FORMAT


@pytest.mark.parametrize("opf", ["", "<a/>", "<package", package([])])
def test_a_book_without_chapters_is_damaged(tmp_path: Path, opf: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read(made(tmp_path, opf, CHAPTERS))

    assert refused.value.reason is Reason.NOT_THIS_FORMAT


def test_a_chapter_named_a_thousand_times_is_read_once(tmp_path: Path) -> None:
    path = made(tmp_path, package(["one.xhtml"] * 1_000), CHAPTERS)

    assert len(read(path).pages) == 1


@pytest.mark.parametrize("allowed", [Allowed(bytes_unpacked=500), Allowed(pages=2)])
def test_more_than_is_allowed_is_refused(tmp_path: Path, allowed: Allowed) -> None:
    path = made(tmp_path, package(list(CHAPTERS)), CHAPTERS)

    with pytest.raises(CannotRead) as refused:
        read(path, allowed)

    assert refused.value.reason is Reason.TOO_LARGE


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)
@given(at=st.integers(0, 1500), new=st.binary(max_size=4), end=st.sampled_from([None, -30, 700]))
def test_a_damaged_file_is_read_or_refused(
    tmp_path: Path, at: int, new: bytes, end: int | None
) -> None:
    whole = made(tmp_path, package(list(CHAPTERS), METADATA), CHAPTERS).read_bytes()
    path = tmp_path / "damaged.epub"
    path.write_bytes((whole[:at] + new + whole[at + len(new) :])[:end])

    with contextlib.suppress(CannotRead):
        read(path)
