"""How is a file called that is sent? By RFC 6266, in letters that no header breaks on."""

import re
from urllib.parse import quote

_OTHER = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST = 120
"""Letters of a name: a file system takes 255 bytes, and a program may put a number behind it."""


def disposition(name: str, *, inline: bool = False) -> str:
    """The value of `Content-Disposition`: the name in plain letters, then as it is.

    >>> disposition("Wien – Bericht.pdf", inline=True)
    "inline; filename=Wien-Bericht.pdf; filename*=UTF-8''Wien%20%E2%80%93%20Bericht.pdf"
    """
    kind = "inline" if inline else "attachment"
    shown = "".join(c for c in name if c.isprintable() and c not in "/\\")
    stem, dot, ending = shown.rpartition(".")
    whole = f"{stem[:LONGEST]}.{ending[:16]}" if dot else shown[:LONGEST]
    said = f"{kind}; filename={plain_name(whole)}"
    exact = quote(whole, safe="", errors="replace")
    return said if exact == plain_name(whole) else f"{said}; filename*=UTF-8''{exact}"


def plain_name(name: str) -> str:
    """A name for a file in letters that every system and every header takes.

    >>> plain_name("a\\r\\nSet-Cookie: b=1"), plain_name("../../etc/passwd"), plain_name("…")
    ('a-Set-Cookie-b-1', 'etc-passwd', 'document')
    """
    return _OTHER.sub("-", name).strip("-.")[:LONGEST] or "document"
