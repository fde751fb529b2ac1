"""A program that says what a test wants read, as Tesseract would; it can be run by a worker."""

import stat
from pathlib import Path

SCRIPT = """\
#!/bin/sh
here=$(dirname "$0")
case "$1" in
    --version) echo "tesseract 5.3.0"; exit 0;;
    --list-langs) echo "List of available languages (4):"; cat "$here/languages"; exit 0;;
esac
echo "$*" >> "$here/calls"
[ -e "$here/hangs" ] && exec sleep 60
[ -e "$here/fails" ] && { echo "Error in it" >&2; exit 1; }
said="$here/said.$4"
[ -e "$said" ] || said="$here/said"
cat "$said" > "$2.tsv"
"""


def table(text: str, sure: float = 96.0) -> str:
    """A text as Tesseract's table of words; an empty line parts paragraphs."""
    rows = ["level page_num block_num par_num line_num word_num left top width height conf text"]
    paragraph = 1
    for line_number, line in enumerate(text.split("\n"), start=1):
        paragraph += not line
        for number, word in enumerate(line.split(), start=1):
            cells = (5, 1, 1, paragraph, line_number, number, 0, 0, 9, 9, sure, word)
            rows.append("\t".join(map(str, cells)))
    return "\n".join(rows) + "\n"


class FakeTesseract:
    """The program in a folder of its own, and what it is to say."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        program = folder / "tesseract"
        program.write_text(SCRIPT)
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        self.knows("deu", "eng", "fra", "osd")
        self.says("")

    def knows(self, *languages: str) -> None:
        (self.folder / "languages").write_text("".join(f"{name}\n" for name in languages))

    def says(self, text: str, language: str = "", sure: float = 96.0) -> None:
        """Read this on every page, or on those read in this language."""
        name = f"said.{language}" if language else "said"
        (self.folder / name).write_text(table(text, sure))

    def misbehaves(self, how: str) -> None:
        """From now on it `hangs` or `fails`."""
        (self.folder / how).touch()

    @property
    def languages(self) -> list[str]:
        """In what each page was read, in order."""
        calls = self.folder / "calls"
        lines = calls.read_text().splitlines() if calls.exists() else []
        return [line.split(" -l ")[1].split()[0] for line in lines]
