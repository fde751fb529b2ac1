"""The headings of sections are data, and a mistake in them names the place."""

from pathlib import Path

import pytest

from corpus.document import Part
from corpus.errors import BadVocabulary
from corpus.vocabulary import read_vocabulary
from corpus.words import fold


def test_every_part_but_the_body_has_headings() -> None:
    sections = read_vocabulary().sections

    assert {section.part for section in sections} == {*Part} - {Part.BODY}
    assert all(section.headings for section in sections)


def test_a_heading_begins_one_part() -> None:
    headings = [
        (fold(heading), section.part)
        for section in read_vocabulary().sections
        for heading in (*section.headings, *section.within)
    ]

    assert len(dict(headings)) == len(set(headings))


def test_a_library_may_bring_its_own_sections(tmp_path: Path) -> None:
    (tmp_path / "sections.toml").write_text('[[section]]\nname = "contents"\nheadings = ["Obsah"]')

    (section,) = read_vocabulary(tmp_path).sections

    assert (section.part, section.headings) == (Part.CONTENTS, ("Obsah",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[section]]\nname = "preface"', "no part is called 'preface'"),
        ('[[section]]\nname = "contents"\nheadings = "Inhalt"', "headings of contents is no list"),
        ('[[section]]\nheadings = ["Inhalt"]', "needs a name"),
    ],
)
def test_a_mistake_names_the_file(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "sections.toml").write_text(text)

    with pytest.raises(BadVocabulary, match=message):
        read_vocabulary(tmp_path)
