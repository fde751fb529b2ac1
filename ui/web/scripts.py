"""Which scripts stand in the pages of the front, and by which checksum is each known?"""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import streamlit

BESIDE = Path(__file__).parent

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def scripts() -> str:
    """What only the browser can do. Each script looks whether it runs already."""
    return "\n".join(script.read_text() for script in sorted(BESIDE.glob("*.js")))


def checksums() -> tuple[str, ...]:
    """Of our script and of those in Streamlit's page, as a policy names them."""
    return tuple(checksum(text) for text in (scripts(), *_of_streamlit()))


def checksum(script: str) -> str:
    """A script as a policy names it.

    >>> checksum("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _of_streamlit() -> Iterator[str]:
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    yield from _INLINE.findall(page.read_text(encoding="utf-8"))
