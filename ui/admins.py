"""Which browsers may change a library? Those that hold a secret of it.

Whoever can write the folder of a library may change the library. They are given an address
that works once, for a day; the browser that opens it gets a secret of its own, for thirty
days. Of both the folder `admin` of the library holds the SHA-256 as the name of an empty
file, and the file's date tells the age. A secret itself is written nowhere.

Who removes the file of an address has used it, so of two who try it at once one gets in.
"""

import hashlib
import os
import secrets
import time
from pathlib import Path

from corpus.errors import PolisearchError

FOLDER = "admin"

ENTRY_SECONDS = 24 * 60 * 60
"""How long an address works that nobody opened."""

SESSION_SECONDS = 30 * 24 * 60 * 60
"""How long a browser is known."""

ENTRY_PATH = "/admin-entry"
"""Where the front takes the secret of an address, below its own path."""

_ENTRY, _SESSION = "entry-", "session-"
_SERVED_AT = "served-at"
_LONGEST = 200
"""Characters of a secret that are looked at; ours have 43."""


class NoAdminFolder(PolisearchError):
    """The folder of the secrets cannot be written."""


def begin_entry(library: Path) -> str:
    """A new secret for an address that works once. Raises NoAdminFolder."""
    return _begin(library, _ENTRY)


def use_entry(library: Path, secret: str) -> bool:
    """Whether this secret of an address is good; from now on it is not."""
    file = _file(library, _ENTRY, secret)
    is_good = _is_younger(file, ENTRY_SECONDS)
    try:
        file.unlink()
    except OSError:
        return False
    return is_good


def begin_session(library: Path) -> str:
    """A new secret for a browser. Raises NoAdminFolder."""
    return _begin(library, _SESSION)


def is_session(library: Path, secret: str) -> bool:
    """Whether a browser with this secret may change the library."""
    return bool(secret) and _is_younger(_file(library, _SESSION, secret), SESSION_SECONDS)


def end_session(library: Path, secret: str) -> None:
    """From now on no browser is known by this secret."""
    _remove(_file(library, _SESSION, secret))


def end_all(library: Path) -> int:
    """Forget every address and every browser; how many browsers these were."""
    folder = library / FOLDER
    sessions = list(folder.glob(f"{_SESSION}*"))
    for file in (*sessions, *folder.glob(f"{_ENTRY}*")):
        _remove(file)
    return len(sessions)


def entry_address(site: str, secret: str) -> str:
    """The address to open once.

    >>> entry_address("http://127.0.0.1:8501/city/", "abc")
    'http://127.0.0.1:8501/city/admin-entry?token=abc'
    """
    return f"{site.rstrip('/')}{ENTRY_PATH}?token={secret}"


def cookie_name(library: Path) -> str:
    """What the cookie with a browser's secret is called: two libraries at one host have two."""
    folder = os.fsencode(library.resolve())
    return f"polisearch-admin-{hashlib.sha256(folder).hexdigest()[:12]}"


def keep_served_at(library: Path, site: str) -> None:
    """Keep where the front is served, for who asks for an address. Raises NoAdminFolder."""
    try:
        file = _folder(library) / _SERVED_AT
        file.write_text(site, encoding="utf-8")
        _give_to_owner(file, library)
    except OSError as error:
        raise _cannot_be_written(library, error) from error


def served_at(library: Path) -> str:
    """Where the front was served last; empty where it never was."""
    try:
        return (library / FOLDER / _SERVED_AT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _begin(library: Path, kind: str) -> str:
    secret = secrets.token_urlsafe(32)
    try:
        folder = _folder(library)
        for old, seconds in ((_ENTRY, ENTRY_SECONDS), (_SESSION, SESSION_SECONDS)):
            for file in folder.glob(f"{old}*"):
                if not _is_younger(file, seconds):
                    _remove(file)
        file = _file(library, kind, secret)
        file.touch(mode=0o600, exist_ok=False)
        _give_to_owner(file, library)
    except OSError as error:
        raise _cannot_be_written(library, error) from error
    return secret


def _folder(library: Path) -> Path:
    """The folder, which nobody but its owner can look into."""
    folder = library / FOLDER
    if not folder.is_dir():
        folder.mkdir(mode=0o700)
        _give_to_owner(folder, library)
    if folder.stat().st_mode & 0o077 and os.name == "posix":
        folder.chmod(0o700)
    return folder


def _give_to_owner(path: Path, library: Path) -> None:
    """What root makes belongs to the owner of the library, whose server has to use it up."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        owner = library.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def _file(library: Path, kind: str, secret: str) -> Path:
    digest = hashlib.sha256(secret[:_LONGEST].encode("utf-8", "replace")).hexdigest()
    return library / FOLDER / f"{kind}{digest}"


def _is_younger(file: Path, seconds: float) -> bool:
    try:
        return time.time() - file.stat().st_mtime < seconds
    except OSError:
        return False


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot_be_written(file.parents[1], error) from error


def _cannot_be_written(library: Path, error: OSError) -> NoAdminFolder:
    return NoAdminFolder(
        f"The folder {FOLDER} of the library {library.name} cannot be written: {error.strerror}.",
        "Only who can write a library can make somebody its admin; "
        "run the command as the one who serves it.",
    )
