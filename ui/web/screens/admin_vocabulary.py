"""*Admin*, vocabulary: the names a library knows, edited and checked before they count."""

import shutil
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from corpus.errors import BadVocabulary
from corpus.lock import writing
from corpus.question_words import read_question_words
from corpus.thesaurus import read_thesaurus
from corpus.vocabulary import FILES, SEARCH_FILES, SHIPPED, read_vocabulary
from ui.jobs.job import Order, What
from ui.jobs.processes import standing
from ui.web.address import Address, link_to
from ui.web.admission import for_admins
from ui.web.markup import Html, show, tag
from ui.web.parts.job_panel import job_panel, start_button
from ui.web.parts.text_editor import forget, save, text_editor
from ui.web.parts.told import tell
from ui.wiring import Library

NAMES = (*FILES, *SEARCH_FILES)


def draw(library: Library, address: Address) -> None:
    """Draw the files of the vocabulary, and one of them to edit."""
    now = standing(library)
    job_panel(now, in_full=False)
    named = address.one("entry")
    name = named if named in NAMES else NAMES[0]
    own = library.folder / "vocabulary"
    show(tag("h2", "Vocabulary"), _files(name, own))
    if _is_behind(library):
        show(tag("p", "The vocabulary changed since documents were described.", class_="hint"))
    start_button("Describe documents again", Order(what=What.DESCRIBE), key="describe", now=now)
    is_own = (own / name).is_file()
    whose = "of this library" if is_own else "as shipped; saved, it becomes this library's own"
    show(tag("h3", name, class_="part"), tag("p", f"The file {whose}.", class_="aside"))
    text_editor(name, f"Text of {name}", _file(own, name), partial(_save, name))


def _is_behind(library: Library) -> bool:
    described_by = library.catalogue.fact("vocabulary")
    return described_by not in ("", library.vocabulary.fingerprint)


def _file(own: Path, name: str) -> Path:
    return own / name if (own / name).is_file() else SHIPPED / name


def _files(chosen: str, own: Path) -> Html:
    items = (
        tag(
            "li",
            tag(
                "a",
                name + (" (own)" if (own / name).is_file() else ""),
                href=link_to(
                    Address(screen="admin", more={"part": ("vocabulary",), "entry": (name,)})
                ),
                aria_current="page" if name == chosen else None,
            ),
        )
        for name in NAMES
    )
    return tag("nav", tag("ul", *items), class_="choices", aria_label="Files of the vocabulary")


@for_admins
def _save(library: Library, name: str, area: str, began: str) -> None:
    """Check a file together with the others, and keep it as the library's own."""
    text = st.session_state[area]
    own = library.folder / "vocabulary"
    with writing(library.folder, "editing the vocabulary"):
        check_vocabulary(own, name, text)
        save(own / name, text, _file(own, name), began)
    forget(name)
    tell(f"{name} is saved and counts from now on.")
    if name in FILES:
        tell("Documents keep their description until they are described again.")


def check_vocabulary(own: Path, name: str, text: str) -> None:
    """Raises BadVocabulary, naming file and place, where the vocabulary could not be read so."""
    with TemporaryDirectory(prefix="polisearch-") as folder:
        beside = Path(folder)
        for other in NAMES:
            if other != name and (own / other).is_file():
                shutil.copyfile(own / other, beside / other)
        (beside / name).write_text(text, encoding="utf-8", newline="")
        try:
            read_vocabulary(beside)
            if name == "thesaurus.csv":
                read_thesaurus(beside / name)
            if name == "question_words.toml":
                read_question_words(beside / name)
        except BadVocabulary as error:
            said = error.message.replace(f"{beside}/", "").replace(str(beside), "")
            raise BadVocabulary(f"Not saved. {said}", error.hint) from error
