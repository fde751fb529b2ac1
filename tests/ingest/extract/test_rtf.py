import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.failures import CannotRead, Reason
from ingest.extract.extracted import Extracted
from ingest.extract.rtf import CUT, RtfReader

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}"
    rb"{\f2\fcharset128 MS Mincho;}}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 berschrift;}"
    rb"{\s2 heading 2;}{\*\cs3 Bold;}}"
)


def read(tmp_path: Path, body: bytes, head: bytes = HEAD, end: bytes = b"}") -> Extracted:
    path = tmp_path / "a.rtf"
    path.write_bytes(head + body + end)
    (extracted,) = RtfReader().read(path)
    return extracted


def text(tmp_path: Path, body: bytes) -> str:
    return "|".join(page.text for page in read(tmp_path, body).pages)


def test_a_section_is_a_page_by_the_level_or_the_name_of_its_style(tmp_path: Path) -> None:
    extracted = read(
        tmp_path,
        rb"\pard Before\par\pard\s1 Housing\par\pard Flats\par\pard\s2 Rents\par\pard Rose\par",
    )

    assert [(p.label, p.text) for p in extracted.pages] == [
        ("", "Before"),
        ("Housing", "Housing\n\nFlats"),
        ("Rents", "Rents\n\nRose"),
    ]
    assert extracted.heading == "Housing"


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    body = (
        rb"\trowd\pard\intbl City\cell a\par b\cell\row\trowd\pard\intbl Vienna\cell 2009\cell\row"
        rb"\pard After\par"
    )

    assert text(tmp_path, body) == "City\ta b\nVienna\t2009\n\nAfter"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (rb"caf\'e9", "café"),
        (rb"{\f1 \'e8\'e1st}", "část"),
        (rb"{\f2 \'82\'b1\'82\'f1}", "こん"),
        (rb"\u268?\u269?", "Čč"),
        (rb"\uc0\u8364", "€"),
        (rb"{\uc2\u8364 ab}c", "€c"),
        (rb"\u-10179?\u-8704?", "😀"),
        (rb"\u-10179?x", "\ufffdx"),
        (rb"a\emdash b\~c\-d\_e", "a—b cd-e"),
        (rb"a\{b\}\\c", "a{b}\\c"),
        (b"one\r\ntwo", "onetwo"),
        (rb"seen{\v hidden}", "seen"),
        (rb"a{\pict\bin4 }}}}b}c", "ac"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}", "link"),
        (rb"{\header Head}{\*\unknown x}{\*\shpinst{\shptxt box}}", "box"),
        (rb"{\b0\*\cs3 mid}", "mid"),
    ],
)
def test_characters_are_read_as_meant(tmp_path: Path, written: bytes, meant: str) -> None:
    assert text(tmp_path, written) == meant


def test_footnotes_come_after_the_text(tmp_path: Path) -> None:
    assert text(tmp_path, rb"Rents{\footnote A note.\par More.} rose.\par") == (
        "Rents rose.|Footnotes\n\nA note. More."
    )


def test_information_becomes_claims(tmp_path: Path) -> None:
    body = (
        rb"{\info{\title Rents in \'c5rhus}{\author Ana Ruiz}{\keywords rents, flats}"
        rb"{\creatim\yr2009\mo5\dy1\hr9}{\*\company x}}Text"
    )

    assert [(c.field, c.value) for c in read(tmp_path, body).claims] == [
        ("title", "Rents in Århus"),
        ("author", "Ana Ruiz"),
        ("tag", "rents"),
        ("tag", "flats"),
        ("year", "2009"),
    ]


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    extracted = read(tmp_path, rb"Rents {\b rose", end=b"")

    assert [page.text for page in extracted.pages] == ["Rents rose"]
    assert extracted.warnings == (CUT,)


def test_what_follows_the_document_is_not_read(tmp_path: Path) -> None:
    assert text(tmp_path, b"Rents}{\\rtf1 other") == "Rents"


@pytest.mark.parametrize("content", [b"", b"words", b"{\\html}", b"\0" * 99])
def test_what_is_no_rtf_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CannotRead) as refused:
        read(tmp_path, b"", head=content, end=b"")

    assert refused.value.reason is Reason.NOT_THIS_FORMAT


def test_groups_within_groups_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRead) as refused:
        read(tmp_path, b"{" * 100_000)

    assert refused.value.reason is Reason.NOT_THIS_FORMAT


@pytest.mark.parametrize(
    "piece",
    [
        rb"{\fonttbl" + rb"\f1" * 50_000,
        rb'{\field{\*\fldinst{HYPERLINK "a"' * 1_000,
        rb"\u-10179?" * 20_000,
        rb"a\cell" * 30_000,
        rb"{\pict " + b"ab" * 500_000,
        b"\\" * 99_999,
        b"\\" + b"a" * 500_000,
        rb"\bin-9 \bin9999999999 \u99999999999 \uc-5 \ansicpg99999 \f-99999",
    ],
    ids=lambda piece: piece[:12].decode(),
)
def test_hostile_writing_takes_time_in_proportion(tmp_path: Path, piece: bytes) -> None:
    before = time.process_time()
    read(tmp_path, piece)

    assert time.process_time() - before < 60


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    body=st.lists(
        st.sampled_from(
            rb"{ } \par \row \cell \intbl {\info {\title {\footnote {\* \u1? \'e9 \f2 \bin2 ab"
            rb" \stylesheet {\stylesheet {\fonttbl \s1 \v {\author \plain \pard".split(b" ")
        )
    ).map(b" ".join)
)
def test_any_words_in_any_order_are_read_or_refused(tmp_path: Path, body: bytes) -> None:
    with contextlib.suppress(CannotRead):
        read(tmp_path, body)
