"""The files in deploy/ are what their programs read, and name what Polisearch has."""

import configparser
import itertools
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import crossplane
import pytest
from dockerfile_parse import DockerfileParser
from typer.main import get_command

from ui.cli.main import NAMES, app

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SERVICES = ("polisearch.service", "polisearch-ingest.service")
UNITS = (*SERVICES, "polisearch-ingest.timer")
PAGE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")


def options_of(command: str) -> set[str]:
    """The options that a command has."""
    group: Any = get_command(app)
    return {option for one in group.commands[command].params for option in one.opts}


def assert_is_understood(arguments: list[str]) -> None:
    """That a command line of Polisearch names a command that there is, and its options."""
    command, *rest = arguments
    assert command in NAMES
    given = {one for one in rest if one.startswith("--")}
    assert given <= options_of(command), arguments


# The image


@pytest.fixture(scope="module")
def image() -> DockerfileParser:
    return DockerfileParser(str(DEPLOY / "Dockerfile"), cache_content=True)


def values(image: DockerfileParser, instruction: str) -> list[str]:
    return [one["value"] for one in image.structure if one["instruction"] == instruction]


def test_the_image_has_only_instructions_that_there_are(image: DockerfileParser) -> None:
    known = {
        "COMMENT", "FROM", "RUN", "CMD", "LABEL", "EXPOSE", "ENV", "ADD", "COPY", "ENTRYPOINT",
        "VOLUME", "USER", "WORKDIR", "ARG", "STOPSIGNAL", "HEALTHCHECK", "SHELL",
    }  # fmt: skip

    assert {one["instruction"] for one in image.structure} <= known
    assert image.is_multistage


def test_the_image_runs_as_nobody_in_particular_and_keeps_the_library_apart(
    image: DockerfileParser,
) -> None:
    assert values(image, "USER") == ["10001"]
    assert values(image, "VOLUME") == ["/library"]
    made = next(run for run in values(image, "RUN") if "useradd" in run)
    assert "--uid 10001" in made
    assert "--owner polisearch" in made
    env = " ".join(values(image, "ENV"))
    assert "POLISEARCH_LIBRARY=/library" in env


def test_the_image_reads_scans_and_is_asked_for_its_health(image: DockerfileParser) -> None:
    assert any("tesseract-ocr" in run for run in values(image, "RUN"))
    (health,) = values(image, "HEALTHCHECK")
    command = json.loads(health.partition("CMD ")[2])
    assert command[:2] == ["python", "-c"]
    compile(command[2], "health", "exec")
    assert "http://127.0.0.1:8501/health" in command[2]


def test_the_image_starts_a_command_that_there_is(image: DockerfileParser) -> None:
    (entry,), (command,) = values(image, "ENTRYPOINT"), values(image, "CMD")

    assert json.loads(entry) == ["polisearch"]
    assert_is_understood(json.loads(command))
    assert values(image, "EXPOSE") == [json.loads(command)[-1]]


def test_what_the_image_is_built_from_is_there(image: DockerfileParser) -> None:
    build = next(run for run in values(image, "RUN") if "pip wheel" in run)

    assert "--constraint constraints.txt" in build
    assert (ROOT / "constraints.txt").exists()
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for extra in re.findall(r"\[(.*?)\]", build)[0].split(","):
        assert re.search(rf"^{extra} = ", project, re.MULTILINE)
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv", "library"} <= set(ignored)


# systemd


def unit(name: str) -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string((DEPLOY / name).read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_write_its_library_and_little_else(name: str) -> None:
    service = unit(name)["Service"]

    for setting in ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "RestrictSUIDSGID"):
        assert service[setting] == "true"
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"] == "/var/lib/polisearch"
    assert service["StateDirectory"] == "polisearch"
    assert service["CapabilityBoundingSet"] == ""
    assert service["User"] == "polisearch"
    assert service["MemoryMax"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_starts_a_command_that_there_is(name: str) -> None:
    program, *arguments = shlex.split(unit(name)["Service"]["ExecStart"])

    assert program == "/opt/polisearch/bin/polisearch"
    assert_is_understood(arguments)


def test_reading_files_contacts_nobody() -> None:
    assert unit("polisearch-ingest.service")["Service"]["PrivateNetwork"] == "true"


def test_the_timer_starts_the_service_of_its_name() -> None:
    timer = unit("polisearch-ingest.timer")

    assert timer["Timer"]["OnCalendar"]
    assert timer["Timer"].get("Unit", "polisearch-ingest.service") in SERVICES


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    # It wants to see the program that is started; who installs it is none of the test's.
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        text = text.replace("/opt/polisearch/bin/polisearch", sys.executable)
        (tmp_path / name).write_text(text, encoding="utf-8")
    ended = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in UNITS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    ours = [line for line in ended.stderr.splitlines() if "polisearch" in line]
    assert not ours
    timer = unit("polisearch-ingest.timer")["Timer"]["OnCalendar"]
    subprocess.run(["systemd-analyze", "calendar", timer], capture_output=True, check=True)


# Proxies


def whole(tmp_path: Path) -> Path:
    """The site in the place where nginx reads it, with certificates that are there."""
    for name in ("fullchain.pem", "privkey.pem"):
        (tmp_path / name).write_text("")
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("/etc/letsencrypt/live/reports.example.org", str(tmp_path))
    (tmp_path / "site.conf").write_text(text, encoding="utf-8")
    main = tmp_path / "nginx.conf"
    main.write_text(f"events {{}}\nhttp {{ include {tmp_path}/site.conf; }}\n", encoding="utf-8")
    return main


def directives(block: list[dict[str, Any]]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for one in block:
        found.setdefault(one["directive"], []).append(one["args"])
    return found


def test_nginx_passes_screens_on_and_says_who_asks(tmp_path: Path) -> None:
    parsed = crossplane.parse(str(whole(tmp_path)), strict=False, comments=False)

    assert parsed["status"] == "ok", parsed["errors"]
    site = next(one for one in parsed["config"] if one["file"].endswith("site.conf"))["parsed"]
    secure = [one["block"] for one in site if one["directive"] == "server"][1]
    below = next(one for one in secure if one["args"] == ["/city/"])["block"]
    said = directives(below)
    assert said["proxy_pass"] == [["http://127.0.0.1:8501"]]  # and no path: it is kept
    assert said["proxy_http_version"] == [["1.1"]]
    assert {"Host", "Upgrade", "Connection", "X-Forwarded-For", "X-Forwarded-Proto"} <= {
        name for name, _ in said["proxy_set_header"]
    }
    assert ["X-Forwarded-For", "$remote_addr"] in said["proxy_set_header"]  # not what was sent


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_nginx_understands_its_site(tmp_path: Path) -> None:
    ended = subprocess.run(
        ["nginx", "-t", "-c", str(whole(tmp_path))], capture_output=True, text=True, check=False
    )

    wrong = [line for line in ended.stderr.splitlines() if "[emerg]" in line]
    assert not [line for line in wrong if "certificate" not in line]


def test_the_file_of_caddy_has_its_shape() -> None:
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    depth = 0
    for line in text.splitlines():
        plain = line.partition("#")[0].rstrip()
        depth -= plain.strip() == "}"
        assert depth >= 0
        assert not plain or plain.startswith("\t" * depth), line
        depth += plain.endswith("{")
    assert depth == 0
    assert "reverse_proxy 127.0.0.1:8501" in text
    assert "handle /city/* {" in text


# The page


def commands() -> list[list[str]]:
    """Every command line of Polisearch on the page."""
    blocks = "\n".join(re.findall(r"```\n(.*?)```", PAGE, re.DOTALL)).replace("\\\n", " ")
    found = []
    for line in blocks.splitlines():
        words = shlex.split(line)
        for place, (word, after) in enumerate(itertools.pairwise(words), start=1):
            if word.endswith("polisearch") and after in NAMES:
                found.append(words[place:])
    return found


def test_the_page_names_commands_that_there_are() -> None:
    found = commands()

    assert {"init", "ingest", "serve", "admin", "backup"} <= {line[0] for line in found}
    for line in found:
        assert_is_understood(line)


def test_the_page_says_what_no_test_does() -> None:
    assert "No test builds the image or starts a container" in PAGE


def test_every_file_of_the_folder_is_on_the_page() -> None:
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / link).exists()
    for name in ("Dockerfile", "nginx", "Caddyfile", "polisearch-ingest.timer"):
        assert name in PAGE
