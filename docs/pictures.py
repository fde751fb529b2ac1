"""Pictures of the screens for README, taken of the sample library in a headless Chromium.

python -m docs.pictures
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus.errors import PolisearchError
from ui.admins import begin_entry, entry_address
from ui.wiring import make_library

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SAMPLES = ROOT / "corpus" / "samples" / "documents"
PORT = 8770
SCREENS = {
    "find": "?q=housing+allocation",
    "document": "?q=waiting+list&document={id}&page={page}",
    "matrix": "matrix?q=housing",
    "compare": "compare?q=housing&beside=Vienna&beside=Turin",
    "places": "places",
    "admin": "admin",
}
"""The address of each picture; the document is the first PDF that answers."""

COMMAND = "import sys; from ui.cli.main import main; sys.exit(main())"
SERVE = (
    "import sys; from pathlib import Path; from ui.web.server import run_server; "
    "sys.exit(run_server(Path(sys.argv[1]), port=int(sys.argv[2])))"
)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def main() -> None:
    """Make a library of the samples, serve it, and take the pictures."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        raise PolisearchError("There is no Chromium.", "On Debian: apt install chromium")
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        make_library(library)
        read = [sys.executable, "-c", COMMAND, "ingest", str(SAMPLES), "--library", str(library)]
        subprocess.run(read, check=True, cwd=ROOT)
        places = {name: _place(place, library) for name, place in SCREENS.items()}
        server = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(library), str(PORT)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert server.stdout is not None
        site = next(word for word in server.stdout.readline().split() if word.startswith("http"))
        try:
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
                page = browser.new_page(viewport={"width": 1280, "height": 860})
                page.goto(entry_address(site, begin_entry(library)))
                page.locator(".admin-menu").wait_for()
                for name, place in places.items():
                    page.goto(site + place)
                    page.locator(".menu").wait_for()
                    page.locator(DRAWN).wait_for()
                    page.wait_for_function("document.fonts.status === 'loaded'")
                    page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")
                    sys.stderr.write(f"docs/images/{name}.png\n")
        finally:
            server.terminate()
            server.communicate(timeout=30)


def _place(place: str, library: Path) -> str:
    """An address with the document and the page that a search of the library finds."""
    if "{id}" not in place:
        return place
    from search.question import Ask
    from ui.wiring import open_library

    opened = open_library(library)
    found = opened.searcher.search(Ask(text="waiting list", per_page=50))
    opened.close()
    pdf = next(hit for hit in found.hits if hit.values["source"][0].endswith(".pdf"))
    return place.format(id=pdf.id, page=pdf.pages[0].number)


if __name__ == "__main__":
    main()
