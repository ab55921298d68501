"""What many tests share: a working directory, and a watch over fake sites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from sqlite_utils import Database

from extractors.records.pages import Source
from flows.prefect_server import running_server
from flows.settings import Settings, load_settings
from flows.watch import watch_once
from flows.watch_report import WatchReport
from store.schema import open_store
from tests.ministry import Ministry, Outlet

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="third-party texts (folder `shared` beside the checkout) are absent")

ROUTES = """\
routes:
  readers:
    why: the tests listen
    to: $TIFAWATCH_TO_READERS
    hears: {kinds: [shift, statement]}
    when: at once
    digest: off
    time_zone: UTC
  operators:
    why: the tests look after the sources
    to: $TIFAWATCH_TO_OPERATORS
    hears: {kinds: [source, system]}
    when: at once
    digest: off
    time_zone: UTC
"""


class Home:
    """A working directory whose watch reads fake sites."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "routes.yaml").write_text(ROUTES, "utf-8")
        self.hosts: set[str] = set()

    def watches(self, *sources: Source) -> None:
        """Write the sources file; their hosts on loopback are allowed."""
        self.hosts |= {source.url.split("/")[2] for source in sources}
        entries = [_entry(source) for source in sources]
        (self.folder / "sources.yaml").write_text(yaml.safe_dump(entries, allow_unicode=True), "utf-8")

    def settings(self, **overrides: object) -> Settings:
        return load_settings(self.folder, allowed_private_hosts=tuple(self.hosts), host_pace=0, **overrides)

    def watch(self, now: datetime, **overrides: object) -> WatchReport:
        """Run one cycle as plain functions."""
        return watch_once(self.settings(**overrides), now)

    def db(self) -> Database:
        return open_store(self.settings().database_path)


def _entry(source: Source) -> dict[str, object]:
    optional = {"adapter": source.adapter, "links": source.links}
    return {name: value for name, value in optional.items() if value} | {
        "name": source.name,
        "title": source.title,
        "url": source.url,
        "kind": str(source.kind),
        "language": source.language,
        "layer": str(source.layer),
        "side": source.side,
        "tier": source.tier,
        "timezone": source.timezone,
        "every": f"{int(source.every.total_seconds() // 60)} min",
    }


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("TIFAWATCH_TO_READERS", "json://127.0.0.1:9/never-sent")
    monkeypatch.setenv("TIFAWATCH_TO_OPERATORS", "json://127.0.0.1:9/never-sent")
    return Home(tmp_path)


@pytest.fixture
def ministry() -> Iterator[Ministry]:
    with Ministry() as site:
        yield site


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    with Outlet() as site:
        yield site


@pytest.fixture(scope="session")
def prefect_served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Run one server of Prefect for all tests of a process: its clients go on with the address that they met first."""
    with running_server(tmp_path_factory.mktemp("prefect")) as environment:
        yield environment


@pytest.fixture(scope="module")
def server(prefect_served: dict[str, str]) -> Iterator[dict[str, str]]:
    """Return the environment of a Prefect server, set for the tests of a module."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in prefect_served.items():
            patch.setenv(name, value)
        yield prefect_served
