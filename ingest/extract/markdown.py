"""Markdown: a section a page, its markup taken off, and the fields of its front matter."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.document import Claim, Origin
from corpus.fields import BY_NAME, NAMES
from ingest.extract.encoding import decoded
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.json_lines import dated
from ingest.extract.metadata import one_line
from ingest.extract.pagination import sections_as_pages

DEEPEST = 4
"""Headings down to #### begin a section."""

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_ENTRY = re.compile(r"([A-Za-z_][\w -]{0,60}?)[ \t]*:(?:[ \t]+(.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>", re.DOTALL)
_BREAK = re.compile(r"</?(?:br|p|li|ul|ol|div|tr|table|h[1-6])\b[^<>]*>", re.IGNORECASE)
_CELL_ENDS = frozenset({"td_close", "th_close"})
_LINE_ENDS = frozenset({"tr_close", "table_close", "bullet_list_close", "ordered_list_close"})


class MarkdownReader:
    """Reads Markdown (CommonMark with tables)."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        text = decoded(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")
        front = _FRONT_MATTER.match(text)
        claims, warnings = _front_matter(front[1]) if front else ((), ())
        tokens = _parser().parse(text[front.end() :] if front else text)
        return [
            Extracted(
                pages=sections_as_pages(_sections(tokens)),
                claims=claims,
                heading=_first_heading(tokens),
                warnings=warnings,
            )
        ]


def _parser() -> MarkdownIt:
    # Nesting is bounded by the library (maxNesting); links stay text, so nothing is fetched.
    return MarkdownIt("commonmark").enable("table")


def _sections(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """(heading, text) of each section; a heading with nothing below it goes to the next one."""
    label, has_body = "", False
    parts: list[str] = []
    for at, token in enumerate(tokens):
        if _begins_section(token):
            if has_body:
                yield label, "".join(parts)
                parts, has_body = [], False
            label = _inline(tokens[at + 1])
        elif token.type == "inline" and not _begins_section(tokens[at - 1]):
            has_body = True
        parts.append(_written(token))
        has_body = has_body or token.type in ("fence", "code_block", "html_block")
    yield label, "".join(parts)


def _begins_section(token: Token) -> bool:
    return token.type == "heading_open" and int(token.tag[1:]) <= DEEPEST


def _written(token: Token) -> str:
    """What a block token adds to the text."""
    if token.type == "inline":
        return _inline(token)
    if token.type in ("fence", "code_block"):
        return f"{token.content}\n"
    if token.type == "html_block":
        return f"{_without_tags(token.content)}\n"
    if token.type in _CELL_ENDS:
        return "\t"
    if token.type in _LINE_ENDS:
        return "\n"
    if token.type in ("paragraph_close", "heading_close"):
        return "\n" if token.hidden else "\n\n"  # hidden: a paragraph of a tight list
    return ""


def _inline(token: Token) -> str:
    """The words of a line; tags within it are left out."""
    return "".join(_of_inline(child) for child in token.children or ())


def _of_inline(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "html_inline":
        return "\n" if _BREAK.fullmatch(token.content) else ""
    return token.content  # of an image, the text that stands for it


def _without_tags(html: str) -> str:
    return _TAG.sub("", _BREAK.sub("\n", html))


def _first_heading(tokens: Sequence[Token]) -> str:
    """The first heading of the highest level that there is."""
    headings = [
        (token.tag, at)
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag in ("h1", "h2")
    ]
    return one_line(_inline(tokens[min(headings)[1] + 1])) if headings else ""


def _front_matter(text: str) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """Claims from `key: value` lines, with lists as `[a, b]` or as `- a` lines below the key.

    This much of YAML is what people write above a text; the rest of YAML is left alone.
    """
    claims: list[Claim] = []
    warnings: list[str] = []
    name = ""
    for line in text.splitlines():
        if entry := _ENTRY.fullmatch(line.rstrip()):
            name = NAMES.get(entry[1].lower().replace("-", "_"), "")
            if not name or name == "id":
                name = ""
                warnings.append(f"Front matter: no field is called {entry[1][:80]!r}.")
            written = entry[2] or ""
        elif item := _ITEM.fullmatch(line.rstrip()):
            written = item[1]
        else:
            continue
        if name:
            claims.extend(_claims(name, written, line))
    return tuple(claims), tuple(warnings)


def _claims(name: str, written: str, line: str) -> Iterator[Claim]:
    inside = written.strip()
    is_list = inside.startswith("[") and inside.endswith("]") and BY_NAME[name].many
    for part in inside[1:-1].split(",") if is_list else [inside]:
        value = one_line(part.strip().strip("\"'"))
        for field, said in dated(name, value) if value else ():
            yield Claim(field=field, value=said, origin=Origin.EMBEDDED, evidence=one_line(line))
