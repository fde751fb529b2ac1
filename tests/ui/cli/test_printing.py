"""Nothing from a document reaches a terminal as a command."""

import pytest

from ui.cli.printing import safe


@pytest.mark.parametrize("hostile", ["\x1b[31mred", "a\x07b", "\u202eabc", "\x9b2J", "x\x00"])
def test_a_terminal_is_not_commanded(hostile: str) -> None:
    said = safe(hostile)

    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in said)


def test_lone_surrogates_can_be_printed() -> None:
    safe("\ud800").encode("utf-8")
