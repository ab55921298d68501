"""Where the working directory is and what the operator has set, from the environment and the directory's own `.env`."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError
from pydantic.functional_validators import BeforeValidator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from extractors.errors import Fault, FaultyFileError

PREFIX = "TIFAWATCH_"


def _comma_separated(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


CommaSeparated = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_comma_separated)]


class Settings(BaseSettings):
    """Everything an operator can set; each name is read from the environment as `TIFAWATCH_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    home: Path = Field(Path(), description="working directory made by `tifawatch init`")
    database: Path | None = Field(None, description="the SQLite file; default: tifawatch.sqlite in the home")
    sources: Path | None = Field(None, description="sources file; default: sources.yaml in the home, else the shipped one")
    routes: Path | None = Field(None, description="routes file; default: routes.yaml in the home, else the shipped one")
    formulas: Path | None = Field(None, description="folder of own formulas; default: formulas/ in the home")
    user_agent: str = Field(
        "tifawatch (research; set TIFAWATCH_USER_AGENT to say who you are)",
        description="how requests introduce themselves",
    )
    allowed_private_hosts: CommaSeparated = Field((), description="host:port or host on loopback or private networks that may be read")
    host_pace: float = Field(5.0, ge=0, description="seconds between two requests to one host")
    request_deadline: float = Field(60.0, gt=0, description="seconds for one whole request, redirects included")
    max_wire_bytes: int = Field(8_000_000, gt=0, description="largest answer taken from the wire")
    max_decoded_bytes: int = Field(24_000_000, gt=0, description="largest answer after decompression")
    max_pages: int = Field(400, gt=0, description="pages fetched in one cycle at most; the rest waits for the next")
    workers: int = Field(2, gt=0, description="processes that read pages")
    page_seconds: float = Field(10.0, gt=0, description="processor seconds of one page in a worker; by the clock it may take three times as long")
    page_megabytes: int = Field(512, gt=0, description="memory that one page may take in a worker, beside the codebook")
    every_minutes: float = Field(15.0, gt=0, description="pause between two cycles of `tifawatch serve`")
    datasette_port: int = Field(8080, ge=0, lt=65536, description="port of the site that `tifawatch serve` opens on loopback")
    send_seconds: float = Field(30.0, gt=0, description="time budget of one message")
    keep_pages_days: int = Field(365, gt=0, description="raw pages older than this are dropped unless an alert rests on them")
    min_free_megabytes: int = Field(200, ge=0, description="below this much free disk polling pauses")
    site_url: str = Field("http://127.0.0.1:8080", description="address of the Datasette site as readers of alerts reach it")

    @cached_property
    def database_path(self) -> Path:
        """Return the SQLite file."""
        return self.database or self.home / "tifawatch.sqlite"

    @cached_property
    def sources_path(self) -> Path:
        """Return the operator's sources file, else the one that ships."""
        return self.sources or _own_or_shipped(self.home / "sources.yaml", "flows/sources.yaml")

    @cached_property
    def routes_path(self) -> Path:
        """Return the operator's routes file, else the one that ships."""
        return self.routes or _own_or_shipped(self.home / "routes.yaml", "alerts/routes.yaml")

    @cached_property
    def formula_folders(self) -> tuple[Path, ...]:
        """Return the shipped formulas and, when present, the operator's own, which win."""
        own = self.formulas or self.home / "formulas"
        shipped = SHIPPED / "extractors" / "formulas"
        return (shipped, own) if own.is_dir() else (shipped,)


SHIPPED = Path(__file__).resolve().parent.parent


def _own_or_shipped(own: Path, shipped: str) -> Path:
    return own if own.exists() else SHIPPED / shipped


def load_settings(home: Path | None = None, **overrides: object) -> Settings:
    """Read the settings; raises `FaultyFileError` naming each wrong or unknown one."""
    folder = home or Path(os.environ.get(PREFIX + "HOME", ""))
    given = {"home": folder, **{name: value for name, value in overrides.items() if value is not None}}
    read_env_file(folder / ".env")
    unknown = _unknown_names()
    try:
        settings = Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        unknown += tuple(
            Fault("environment", PREFIX + str(part["loc"][0]).upper(), part["msg"]) for part in error.errors()
        )
        raise FaultyFileError(unknown) from None
    if unknown:
        raise FaultyFileError(unknown)
    return settings


def read_env_file(path: Path) -> None:
    """Put `NAME=value` lines of the home's `.env` into the environment, where not set already."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals:
            raise FaultyFileError((Fault(f"{path}:{number}", "line", "expected NAME=value"),))
        os.environ.setdefault(name.strip(), value.strip().strip("'\""))


def _unknown_names() -> tuple[Fault, ...]:
    """Return a fault for each misspelt TIFAWATCH_ variable; addresses of routes (`TIFAWATCH_TO_…`) are free."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    return tuple(
        Fault("environment", name, "unknown setting; `tifawatch settings` lists all (addresses of routes begin with TIFAWATCH_TO_)")
        for name in sorted(os.environ)
        if name.startswith(PREFIX) and name not in known and not name.startswith(PREFIX + "TO_") and name != PREFIX + "FAIL_POINT"
    )
