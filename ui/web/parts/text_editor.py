"""A file of the library as text: edited, checked before it is kept, never lost to another."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from corpus.errors import PolisearchError

HEIGHT = 420


class ChangedMeanwhile(PolisearchError):
    """A file is not any more as it was when somebody began to edit it."""


class UnreadableText(PolisearchError):
    """A file cannot be edited as text."""


def text_editor(key: str, label: str, file: Path, on_save: Callable[[str, str], None]) -> None:
    """Edit a file; `on_save` is called with the key of the text and the mark of the file."""
    text = text_of(file)
    area, began = f"text:{key}", f"began:{key}"
    if area not in st.session_state:
        st.session_state[area] = text
        st.session_state[began] = mark_of(text)
    with st.form(f"edit:{key}", border=False):
        st.text_area(label, key=area, height=HEIGHT)
        st.form_submit_button(
            "Check and save",
            key=f"save:{key}",
            type="primary",
            on_click=on_save,
            args=(area, st.session_state.get(began, mark_of(text))),
        )
    st.button("Begin again from the file", key=f"again:{key}", on_click=forget, args=(key,))


def forget(key: str) -> None:
    """Begin again with the file as it is."""
    for name in (f"text:{key}", f"began:{key}"):
        st.session_state.pop(name, None)


def text_of(file: Path) -> str:
    """What a file says, nothing where there is none. Raises UnreadableText."""
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableText(f"{file.name} cannot be read as text.", "Save it as UTF-8.") from error


def mark_of(text: str) -> str:
    """Tells one text from another."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def save(file: Path, text: str, before: Path, began: str) -> None:
    """Keep a text as a file, whole or not at all.

    Raises ChangedMeanwhile where `before`, which was edited, does not say any more what
    it said when that began.
    """
    if mark_of(text_of(before)) != began:
        raise ChangedMeanwhile(
            f"{file.name} was changed by somebody else meanwhile; nothing was saved.",
            "Keep a copy of your text, begin again from the file, and put it in there.",
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8", newline="")
    beside.replace(file)
