import contextlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from corpus.failures import CannotRead, Reason
from ingest.extract.extracted import Allowed, Extracted
from ingest.extract.pptx import PptxReader


def saved(presentation: Any) -> bytes:
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def talk() -> Any:
    presentation = Presentation()
    first = presentation.slides.add_slide(presentation.slide_layouts[1])
    first.shapes.title.text = "Rents\nin Vienna"
    first.placeholders[1].text = "They rose"
    presentation.slides.add_slide(presentation.slide_layouts[6])
    third = presentation.slides.add_slide(presentation.slide_layouts[6])
    table = third.shapes.add_table(2, 2, 0, 0, 9, 9).table
    for row, cells in enumerate((("City", "Year"), ("Vienna", "2009"))):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    group = third.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "In a group"
    third.notes_slide.notes_text_frame.text = "Say why"
    return presentation


WHOLE = saved(talk())


def read(tmp_path: Path, content: bytes, allowed: Allowed | None = None) -> Extracted:
    path = tmp_path / "talk.pptx"
    path.write_bytes(content)
    (extracted,) = PptxReader().read(path, allowed or Allowed())
    return extracted


def refusal(tmp_path: Path, content: bytes, allowed: Allowed | None = None) -> Reason:
    with pytest.raises(CannotRead) as refused:
        read(tmp_path, content, allowed)
    return refused.value.reason


def replaced(content: bytes, member: str, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as archive:
        for info in old.infolist():
            kept = new if info.filename == member else old.read(info.filename)
            archive.writestr(info.filename, kept)
    return out.getvalue()


def test_a_slide_is_a_page_with_its_title_as_label(tmp_path: Path) -> None:
    extracted = read(tmp_path, WHOLE)

    assert [(p.number, p.label, p.text) for p in extracted.pages] == [
        (1, "Rents in Vienna", "Rents\nin Vienna\n\nThey rose"),
        (2, "", ""),
        (3, "", "City\tYear\nVienna\t2009\n\nIn a group\n\nSay why"),
    ]
    assert extracted.heading == "Rents in Vienna"


def test_a_chart_is_read_by_the_names_in_it(tmp_path: Path) -> None:
    presentation = talk()
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["Vienna", "Graz"]
    data.add_series("Rents", (1, 2))
    shapes = presentation.slides[1].shapes
    shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, 9, 9, data)

    assert read(tmp_path, saved(presentation)).pages[1].text == "Rents\nVienna\nGraz"


def test_properties_of_the_file_become_claims(tmp_path: Path) -> None:
    presentation = talk()
    presentation.core_properties.title = "Rents in Vienna"
    presentation.core_properties.author = "Ana Ruiz"

    claims = [(c.field, c.value) for c in read(tmp_path, saved(presentation)).claims]

    assert claims[:2] == [("title", "Rents in Vienna"), ("author", "Ana Ruiz")]


def test_a_slide_show_and_a_file_with_macros_are_read_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        types = archive.read("[Content_Types].xml")
    show = types.replace(b"presentation.main+xml", b"slideshow.main+xml")

    assert len(read(tmp_path, replaced(WHOLE, "[Content_Types].xml", show)).pages) == 3


def test_a_file_that_breaks_off_is_truncated(tmp_path: Path) -> None:
    assert refusal(tmp_path, WHOLE[: len(WHOLE) // 2]) is Reason.TRUNCATED


def test_more_slides_than_allowed_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, WHOLE, Allowed(pages=2)) is Reason.TOO_LARGE


def test_an_unpacked_size_beyond_what_is_allowed_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, WHOLE, Allowed(bytes_unpacked=10_000)) is Reason.TOO_LARGE


@pytest.mark.parametrize("content", [b"", b"nothing of the kind"])
def test_a_file_that_is_no_archive_is_named_so(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content) is Reason.NOT_THIS_FORMAT


MEMBERS = ["ppt/presentation.xml", "ppt/slides/slide1.xml", "docProps/core.xml",
           "[Content_Types].xml", "ppt/_rels/presentation.xml.rels"]  # fmt: skip


@pytest.mark.parametrize("member", MEMBERS)
@pytest.mark.parametrize("xml", [b"", b"<a/>", b"<a>", b"\0"])
def test_a_damaged_part_is_read_over_or_refused(tmp_path: Path, member: str, xml: bytes) -> None:
    with contextlib.suppress(CannotRead):
        read(tmp_path, replaced(WHOLE, member, xml))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(at=st.integers(0, len(WHOLE) - 1), new=st.binary(max_size=4))
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, at: int, new: bytes) -> None:
    with contextlib.suppress(CannotRead):
        read(tmp_path, WHOLE[:at] + new + WHOLE[at + len(new) :])
