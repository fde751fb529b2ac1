"""Starting the web front of a library, and ending it."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from corpus.errors import BadSetting, PolisearchError
from corpus.safe_path import environment, python
from ui.admins import NoAdminFolder, begin_entry, entry_address, keep_served_at
from ui.http.hosts import EVERYWHERE
from ui.indexing import index_for_readers
from ui.settings import read_settings
from ui.web.uploads import MOST_MEGABYTES
from ui.wiring import open_library

SCRIPT = Path(__file__).resolve().with_name("served.py")
_TAKEN = frozenset({errno.EADDRINUSE})

TRIES = 50
"""Ports tried, from the one asked for."""

SECRETS = "POLISEARCH_SECRETS"
"""Variable that may name the file of what a provider of sign-ins gave out."""

MOST_MEGABYTES_SHOWN = 16
"""Of one message between a window and the server, in either direction."""

MOST_MEGABYTES_TYPED = 4
"""Of all that is typed and chosen in a window; the largest vocabulary has 0.2."""

SECONDS_TO_START = 60.0
SECONDS_TO_END = 10.0


class ServerDidNotStart(PolisearchError):
    """The web front ended, or did not answer in time."""


def run_server(
    library: Path,
    host: str = "127.0.0.1",
    port: int = 8501,
    base_path: str = "",
    *,
    meanwhile: AbstractContextManager[None] | None = None,
) -> int:
    """Serve a library until Ctrl-C or SIGTERM; the exit status to leave with.

    A line with the address is printed as soon as the front answers. A port that
    is taken gives way to the next free one, with a word about it. `meanwhile` is entered
    for as long as it answers. Raises
    LibraryNotFound and the like before anything is started.
    """
    opened = open_library(library)
    index_for_readers(opened, _say)
    opened.close()
    free = free_port(host, port)
    if free != port:
        sys.stderr.write(f"Port {port} is taken; using {free}.\n")
    command = _command(host, free, base_path)
    before = signal.signal(signal.SIGTERM, _end)
    child = subprocess.Popen(
        command,
        env=_environment(library, base_path),
        cwd=SCRIPT.parent,  # Streamlit takes settings and secrets from where it is started
        stdout=subprocess.DEVNULL,
    )
    try:
        place = _address(host, free, base_path)
        _wait_until_it_answers(child, f"{place}/_stcore/health")
        sys.stdout.write(f"Polisearch is at {place}/ (Ctrl-C ends it)\n")
        sys.stdout.write(said_at_start(library, host, f"{place}/"))
        sys.stdout.flush()
        with meanwhile or nullcontext():
            return child.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(child)
        signal.signal(signal.SIGTERM, before)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def said_at_start(library: Path, host: str, site: str) -> str:
    """Lines on who may change the library, and who is answered.

    A secret stands in them only where a person reads them, and no log does.
    """
    lines = []
    try:
        keep_served_at(library, site)
        if sys.stdout.isatty():
            address = entry_address(site, begin_entry(library))
            lines.append(f"To change the library, open this address, once: {address}")
        else:
            lines.append("For an address that lets a browser change it, run 'polisearch admin'.")
    except NoAdminFolder as error:
        lines.append(f"No address for admins can be made. {error.message}")
    if host in EVERYWHERE and not read_settings(library).hosts:
        lines.append(
            "Other machines are not answered until polisearch.toml names how they ask for it: "
            'hosts = ["reports.example.org"]'
        )
    return "".join(f"{line}\n" for line in lines)


def free_port(host: str, port: int) -> int:
    """The first port from this one on that nobody listens at; raises ServerDidNotStart if none."""
    for candidate in range(port, min(port + TRIES, 65536)):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, candidate))
            except OverflowError:
                break
            except OSError as error:
                if isinstance(error, socket.gaierror) or error.errno not in _TAKEN:
                    raise ServerDidNotStart(
                        f"Nothing can be served at {host}, port {candidate}: {error.strerror}.",
                        "Name an address of this machine with --host, and a port above 1023.",
                    ) from error
            else:
                return candidate
    raise ServerDidNotStart(
        f"No port from {port} on is free.", "Name another one with --port, up to 65535."
    )


def _command(host: str, port: int, base_path: str) -> list[str]:
    options = {
        "server.address": host,
        "server.port": str(port),
        "server.baseUrlPath": base_path.strip("/"),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        # It would ask a site on the network for the address of this machine.
        "logger.hideWelcomeMessage": "true",
        # A message that a browser sends is held in memory before anybody looks at it.
        "server.maxMessageSize": str(MOST_MEGABYTES_SHOWN),
        "server.maxWidgetStateSize": str(MOST_MEGABYTES_TYPED),
        "server.maxUploadSize": str(MOST_MEGABYTES),
        "server.enableAgentApi": "false",
        "client.showErrorDetails": "none",  # a bug is told in the log, and to no reader
    }
    if secrets := os.environ.get(SECRETS):
        options["secrets.files"] = str(_there(Path(secrets)))
    flags = [f"--{name}={value}" for name, value in options.items()]
    return python("-m", "streamlit", "run", str(SCRIPT), *flags)


def _there(secrets: Path) -> Path:
    if not secrets.exists():
        raise BadSetting(
            f"{SECRETS} names {secrets}, which is not there.", "Name a file, or unset the variable."
        )
    return secrets.absolute()


def _environment(library: Path, base_path: str) -> dict[str, str]:
    return environment() | {
        "POLISEARCH_LIBRARY": str(library.resolve()),
        "POLISEARCH_BASE_PATH": base_path.strip("/"),
    }


def _address(host: str, port: int, base_path: str) -> str:
    """Where this machine reaches the front."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)
    named = f"[{here}]" if ":" in here else here
    return f"http://{named}:{port}/{base_path.strip('/')}".rstrip("/")


def _wait_until_it_answers(child: "subprocess.Popen[bytes]", health: str) -> None:
    until = time.monotonic() + SECONDS_TO_START
    here = build_opener(ProxyHandler({}))  # a proxy of the environment reaches other machines
    while time.monotonic() < until:
        if child.poll() is not None:
            raise ServerDidNotStart(
                f"The web front ended with status {child.returncode} before it answered.",
                "What it said last stands above.",
            )
        try:
            with here.open(health, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise ServerDidNotStart(
        f"The web front did not answer within {SECONDS_TO_START:.0f} seconds.",
        "The machine may be busy; try again.",
    )


def _stop(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _end(_signal: int, _frame: FrameType | None) -> None:
    """SIGTERM ends the server as Ctrl-C does."""
    raise KeyboardInterrupt
