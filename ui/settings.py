"""Settings of a library: polisearch.toml < environment < options. One table, written once."""

import os
import re
import shutil
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from corpus.errors import BadSetting

FILE = "polisearch.toml"

ENGINE_VARIABLE = "POLISEARCH_ENGINE"
"""What in the environment goes before the engine that the file names."""

HostName = Annotated[
    str, Field(pattern=r"^([A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?$")
]
"""A name or an address as it stands in a link, with a port or without: no scheme, no path."""


class IngestSettings(BaseModel):
    """Limits of ingestion, for each file."""

    model_config = {"extra": "forbid"}

    seconds_per_file: Annotated[float, Field(gt=0)] = 120
    """Of the processor's time. By the clock a file may take ten times as long."""
    memory_megabytes: Annotated[int, Field(ge=256)] = 2048
    megabytes_per_file: Annotated[int, Field(gt=0)] = 512
    megabytes_unpacked: Annotated[int, Field(gt=0)] = 1024
    """What the compressed parts of a file, or an archive, may come to."""
    pages_per_file: Annotated[int, Field(gt=0)] = 50_000
    jobs: Annotated[int, Field(ge=0)] = 0
    """Worker processes; 0 is one for each core."""
    ocr: Literal["auto", "off"] = "auto"
    """Whether scans are read by Tesseract where it is installed."""
    follow_links: bool = False
    """Whether links are followed that lead out of the folder that is ingested."""
    passwords: dict[str, SecretStr] = {}
    """By the path of a file, an archive or a folder."""

    @property
    def secret_passwords(self) -> dict[str, str]:
        """The passwords as they open files: not to be shown to anybody."""
        return {path: one.get_secret_value() for path, one in self.passwords.items()}


class Settings(BaseSettings):
    """What can be set. In the environment, `POLISEARCH_ENGINE` or `POLISEARCH_INGEST__JOBS`."""

    model_config = SettingsConfigDict(
        env_prefix="POLISEARCH_", env_nested_delimiter="__", extra="forbid"
    )

    name: str = "Polisearch"
    engine: Literal["tantivy", "whoosh"] = "tantivy"
    catalogue: str = ""
    """Database URL; empty is catalogue.db in the library. A relative file lies in the library."""
    admins: tuple[str, ...] = ()
    """E-mail addresses of those who may change the library once they have signed in."""
    hosts: tuple[HostName, ...] = ()
    """Names, beside those of this machine, by which browsers ask for the front."""
    ingest: IngestSettings = IngestSettings()


def read_settings(library: Path) -> Settings:
    """The settings of a library.

    Raises BadSetting, naming the setting, where it came from and what it may be.
    """
    path = library / FILE

    class Here(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return env_settings, TomlConfigSettingsSource(settings_cls, toml_file=path)

    try:
        return Here()
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(
            f"{path} is no TOML: {error}.", 'Text goes in quotes: name = "…"'
        ) from error
    except OSError as error:
        raise BadSetting(
            f"{FILE} cannot be read: {error.strerror}.", "See who may read it."
        ) from error
    except UnicodeDecodeError as error:
        raise BadSetting(f"{path} is no text in UTF-8.", "Save it as UTF-8 text.") from error
    except SettingsError as error:
        raise BadSetting(
            f"{error}.",
            """Write a list as JSON: POLISEARCH_HOSTS='["reports.example.org"]'""",
        ) from error
    except ValidationError as error:
        raise BadSetting(*_explained(path, error.errors()[0])) from error


_ENGINE_LINE = re.compile(r"^[ \t]*engine[ \t]*=[^\n#]*", re.MULTILINE)


def set_engine(library: Path, name: str) -> None:
    """Write into the settings of a library which engine keeps it; all else stays as it is.

    A reader sees the file as it was or as it is to be. Raises BadSetting where the file
    cannot be written so.
    """
    path = library / FILE
    before = path.read_text(encoding="utf-8")
    wanted = f'engine = "{name}"'
    top, table, rest = _parted(before)
    found = _ENGINE_LINE.search(top)
    if found is None:
        top = f"{wanted}\n{top}"
    else:
        blank = re.search(r"[ \t]*$", found[0])
        top = top[: found.start()] + wanted + (blank[0] if blank else "") + top[found.end() :]
    after = top + table + rest
    if not _says(after, tomllib.loads(before) | {"engine": name}):
        raise BadSetting(
            f"The engine cannot be written into {path}.", f"Write {wanted} into it by hand."
        )
    if after == before:
        return
    beside = path.with_name(f".{FILE}.{os.getpid()}")
    beside.touch(mode=0o600)  # it may hold passwords
    beside.write_text(after, encoding="utf-8")
    shutil.copymode(path, beside)
    beside.replace(path)


def _says(text: str, settings: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == settings
    except tomllib.TOMLDecodeError:
        return False


def _parted(text: str) -> tuple[str, str, str]:
    """The settings before the first table, its heading, and the rest."""
    found = re.search(r"^[ \t]*\[[^\n]*", text, re.MULTILINE)
    return (
        (text, "", "") if found is None else (text[: found.start()], found[0], text[found.end() :])
    )


def _explained(path: Path, problem: Any) -> tuple[str, str]:
    name = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        known = ", ".join(
            [*Settings.model_fields, *(f"ingest.{n}" for n in IngestSettings.model_fields)]
        )
        return (
            f"There is no setting called {name} (in {path} or the environment).",
            f"There are: {known}.",
        )
    said = "" if "passwords" in problem["loc"] else f" = {problem['input']!r}"
    return (
        f"The setting {name}{said} cannot be used.",
        f"{problem['msg']}. See {path}.",
    )
