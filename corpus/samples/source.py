"""The texts that sample documents are made from, as values.

A text is a Markdown file: TOML between two lines of `+++` says what kind of
document it becomes, and what follows is what that document says.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TEXTS: Path = Path(__file__).parent / "text"
ABOUT_CLIP = "about-clip.part.md"

NOTICE = (
    "This is a sample written for Polisearch, with measures and figures made up for illustration. "
    "It is not a source to cite."
)
NOT_THE_AUTHORS = " The persons named as authors wrote the real report, not this text."


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document to be made.

    `file` is its place below the documents folder, and its ending decides the
    format. Texts left empty are not printed. `hidden_title` and `hidden_author`
    go into the file's metadata, where nobody reads them but programs.
    """

    file: str
    title: str
    body: str
    line: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    code: str = ""
    address: bool = True
    about_clip: bool = False
    stacked: bool = False
    hidden_title: str = ""
    hidden_author: str = ""
    imprint: str = ""
    outline: bool = False
    labels: bool = False
    ligatures: bool = False
    scanned: bool = False
    password: str = ""
    cut: bool = False
    own_notice: str = ""

    @property
    def series(self) -> str:
        """What is printed at the head of every page."""
        return self.title.partition(" – ")[0]

    @property
    def author_line(self) -> str:
        """The authors as printed below the title."""
        label = "Authors" if len(self.authors) > 1 else "Author"
        return f"{label}: {', '.join(self.authors)}" if self.authors else ""

    @property
    def notice(self) -> str:
        """The sentence that says this is a sample, in the document's language."""
        if self.own_notice:
            return self.own_notice
        return NOTICE + (NOT_THE_AUTHORS if self.authors else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One heading, bullet or paragraph. `depth` is 0 for text, 1 and 2 for headings."""

    text: str
    depth: int = 0
    bullet: bool = False


def read(path: Path) -> Source:
    """The document described by one text file."""
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    values = tomllib.loads(head)
    values["authors"] = tuple(values.get("authors", ()))
    return Source(body=body.strip(), **values)


def read_all() -> list[Source]:
    """Every document to be made, in the order of the text files' names."""
    return [read(path) for path in sorted(TEXTS.rglob("*.md")) if path.name != ABOUT_CLIP]


def about_clip() -> str:
    """The page about the network that every case study carries."""
    return (TEXTS / ABOUT_CLIP).read_text(encoding="utf-8").strip()


def blocks(markdown: str) -> Iterator[Block]:
    """The headings, bullets and paragraphs of a text.

    >>> list(blocks("## Background\\n\\nOne\\ntwo.\\n\\n- three"))[1]
    Block(text='One two.', depth=0, bullet=False)
    """
    for part in markdown.split("\n\n"):
        if part.startswith("#"):
            marks, _, text = part.partition(" ")
            yield Block(text=text.strip(), depth=len(marks) - 1)
        elif part.startswith("- "):
            for item in ("\n" + part).split("\n- ")[1:]:
                yield Block(text=" ".join(item.split("\n")), bullet=True)
        elif part.strip():
            yield Block(text=" ".join(part.strip().split("\n")))
