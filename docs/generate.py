"""Writes the references of fields and commands from the program itself.

`python -m docs.generate` writes them; with `--check` it only says whether they
are what it would write.
"""

import json
import subprocess
import sys
from pathlib import Path

from corpus.fields import FIELDS

DOCS = Path(__file__).parent


def fields_page() -> str:
    """The reference of fields."""
    lines = [
        "# Fields",
        "",
        "Made from `corpus/fields.py`. Every field can be asked for as `name:value`; the",
        "facets can also be chosen on the page and as options of `polisearch search`.",
        "",
        "| field | other names | kind of value | several | facet | what it is |",
        "|---|---|---|---|---|---|",
    ]
    for field in FIELDS:
        aliases = ", ".join(f"`{alias}:`" for alias in field.aliases)
        several, facet = ("yes" if flag else "" for flag in (field.many, field.facet))
        lines.append(
            f"| `{field.name}:` | {aliases} | {field.type} | {several} | {facet} | {field.help} |"
        )
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """The reference of commands, as `--help` says it."""
    lines = ["# Commands", "", "What each command says of itself with `--help`.", ""]
    for name, said in _helps().items():
        plain = [line.rstrip() for line in said.strip().splitlines()]
        lines += [f"## polisearch {name}", "", "```", *plain, "```", ""]
    return "\n".join(lines)


ASK = """
import json
from typer.testing import CliRunner
from ui.cli.main import NAMES, app

def said(name):
    return CliRunner().invoke(app, [*name.split(), "--help"], prog_name="polisearch").stdout

print(json.dumps({name: said(name) for name in NAMES}))
"""


def _helps() -> dict[str, str]:
    """The help of every command, whatever terminal and settings this process has."""
    said = subprocess.run(
        [sys.executable, "-c", ASK],
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PATH": "", "HOME": "/nowhere"},
    ).stdout
    return dict(json.loads(said))


PAGES = {"fields.md": fields_page, "commands.md": commands_page}


def main() -> None:
    """Write the pages, or with `--check` end with status 1 where one is not fresh."""
    stale = []
    for name, page in PAGES.items():
        text, path = page(), DOCS / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    if "--check" in sys.argv and stale:
        sys.exit(f"Not fresh: {', '.join(stale)}. Run 'python -m docs.generate'.")


if __name__ == "__main__":
    main()
