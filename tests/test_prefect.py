"""Prefect for real: a server of our own, runs that end in the right state, the long-lived parent, PostgreSQL past one server."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest

from extractors.errors import TifawatchError
from flows.children import Child
from flows.prefect_server import (
    free_port,
    server_child,
    server_environment,
    wait_until_healthy,
)
from store.queries import fetch_reports
from store.schema import StoreError, open_store
from tests.conftest import Home
from tests.ministry import Ministry

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
WORDS = ["Reporter: A question.", "Mao Ning: China supports peace talks on the Ukraine crisis."]
POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def runs(server: dict[str, str]) -> list[dict[str, object]]:
    return httpx.post(f"{server['PREFECT_API_URL']}/flow_runs/filter", json={}, trust_env=False).json()


def test_a_cycle_is_a_completed_run_with_a_task_a_stage(
    server: dict[str, str], home: Home, ministry: Ministry, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.tasks import watch_flow

    ministry.publishes("Regular Press Conference on March 9, 2026", WORDS, on=date(2026, 3, 9))
    home.watches(ministry.source())
    monkeypatch.setenv("TIFAWATCH_ALLOWED_PRIVATE_HOSTS", ministry.host)
    monkeypatch.setenv("TIFAWATCH_HOST_PACE", "0")
    report = watch_flow(home=str(home.folder), now=datetime(2026, 3, 10, tzinfo=UTC))
    assert not report.failed and len(report.kept) == 1
    assert runs(server)[0]["state_name"] == "Completed"
    tasks = httpx.post(f"{server['PREFECT_API_URL']}/task_runs/filter", json={}, trust_env=False).json()
    assert {"poll sources", "read and keep pages"} <= {task["name"].rsplit("-", 1)[0] for task in tasks}


def test_a_cycle_that_reads_nothing_is_a_failed_run(
    server: dict[str, str], home: Home, ministry: Ministry, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.tasks import watch_flow

    home.watches(ministry.source())
    ministry.is_down(status=503)
    monkeypatch.setenv("TIFAWATCH_ALLOWED_PRIVATE_HOSTS", ministry.host)
    with pytest.raises(TifawatchError, match="1 in trouble"):
        watch_flow(home=str(home.folder), now=datetime(2026, 3, 10, tzinfo=UTC))
    assert "Failed" in {run["state_name"] for run in runs(server)}


def test_serve_watches_on_schedule_shows_the_site_and_ends_with_its_children(home: Home, ministry: Ministry) -> None:
    ministry.publishes("Regular Press Conference on March 9, 2026", WORDS, on=date(2026, 3, 9))
    home.watches(ministry.source())
    site = free_port()
    environment = os.environ | {
        "TIFAWATCH_HOME": str(home.folder),
        "TIFAWATCH_ALLOWED_PRIVATE_HOSTS": ministry.host,
        "TIFAWATCH_HOST_PACE": "0",
        "TIFAWATCH_EVERY_MINUTES": "0.2",
        "TIFAWATCH_DATASETTE_PORT": str(site),
    }
    command = [sys.executable, "-m", "flows.cli", "serve", "--prefect-port", str(free_port())]
    with subprocess.Popen(command, env=environment, start_new_session=True) as parent:
        try:
            wait_for(lambda: bool(polls(home)), 150)
            wait_for(lambda: answers(f"http://127.0.0.1:{site}/"), 60)
        finally:
            parent.send_signal(signal.SIGTERM)
        assert parent.wait(60) == 0
    assert not answers(f"http://127.0.0.1:{site}/")


def polls(home: Home) -> bool:
    try:
        return bool(fetch_reports(open_store(home.folder / "tifawatch.sqlite", readonly=True)))
    except StoreError:  # there is none yet, or its tables are being made
        return False


def answers(address: str) -> bool:
    try:
        return httpx.get(address, trust_env=False).is_success
    except httpx.TransportError:
        return False


def wait_for(condition: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.5)


@pytest.mark.skipif(not POSTGRES, reason="PostgreSQL is not installed (Debian: postgresql)")
def test_the_prefect_server_runs_on_postgresql(tmp_path: Path) -> None:
    with postgres(tmp_path) as address:
        port = free_port()
        environment = server_environment(tmp_path, port) | {"PREFECT_API_DATABASE_CONNECTION_URL": address}
        child: Child = server_child(environment, port)
        child.start()
        try:
            wait_until_healthy(child, environment)
            url = f"{environment['PREFECT_API_URL']}/flows/"
            assert httpx.post(url, json={"name": "watch"}, trust_env=False).status_code == 201
        finally:
            child.stop()


class postgres:  # noqa: N801 - used like a function
    """A PostgreSQL cluster of our own on loopback, run as the user `postgres` when we are root (it refuses root)."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path("/tmp") / f"tifawatch-postgres-{os.getpid()}"
        self.port = free_port()
        self.bin = POSTGRES[-1].parent

    def __enter__(self) -> str:
        self.folder.mkdir(mode=0o700)
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-D", f"{self.folder}/data", "-A", "trust", "-U", "postgres")
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-o", options, "-l", f"{self.folder}/log", "-w", "start")
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self.port}/postgres"

    def __exit__(self, *_: object) -> None:
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        become = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run([*become, str(self.bin / program), *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")

