"""Where a target's address stands: in the environment, or in a secret block of a real Prefect server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
from alert_samples import NOW, statement_alert
from sinks import HttpSink, http_sink

from alerts.routes import deliveries_for, load_routes
from extractors.errors import FaultyFileError
from flows import targets
from flows.dispatcher import run_dispatch
from flows.prefect_server import free_port
from flows.settings import Settings
from flows.targets import address_of
from store.outbox import fetch_deliveries
from store.save import save_alerts
from store.schema import open_store


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "_secrets", {})


def test_an_address_in_the_environment_is_read_without_blanks_and_its_absence_is_said(monkeypatch):
    monkeypatch.setenv("TIFAWATCH_TO_DESK", " json://x ")
    assert address_of("TIFAWATCH_TO_DESK") == targets.Address("json://x")
    assert address_of("TIFAWATCH_TO_NOBODY").fault == "the environment variable TIFAWATCH_TO_NOBODY is not set"


def test_a_route_may_name_a_block_and_nothing_that_looks_like_an_address(tmp_path):
    path = tmp_path / "routes.yaml"
    path.write_text("routes: {desk: {why: the desk, to: block:desk-mail, or_else: block:second}}")
    (route,) = load_routes(path, {})
    assert route.active and (route.to, route.or_else) == ("block:desk-mail", "block:second")
    for wrong in ("block:Desk", "block:", "block:secret/desk", "mailto://a@b.example"):
        path.write_text(f"routes: {{desk: {{why: the desk, to: '{wrong}'}}}}")
        with pytest.raises(FaultyFileError, match="or of a secret block of Prefect"):
            load_routes(path, {})


def test_without_a_server_the_block_is_a_fault_that_names_it_and_no_server_is_started(monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_port()}/api")
    monkeypatch.setenv("PREFECT_CLIENT_MAX_RETRIES", "0")
    program = "from flows.targets import address_of; print(address_of('block:desk-mail').fault)"
    done = subprocess.run([sys.executable, "-c", program], check=True, timeout=90, capture_output=True, text=True)
    assert done.stdout.startswith("the secret block 'desk-mail' cannot be read from http://127.0.0.1:")


@pytest.fixture
def hook() -> Iterator[HttpSink]:
    with http_sink() as sink:
        yield sink


@pytest.mark.slow
def test_an_alert_reaches_the_address_in_a_block_and_the_store_holds_only_the_block_s_name(server, tmp_path, hook):
    from prefect.blocks.system import Secret

    routes_path = tmp_path / "routes.yaml"
    routes_path.write_text("routes: {desk: {why: the desk asked, to: block:desk-hook, digest: off}}")
    settings = Settings(home=tmp_path, send_seconds=20)
    db, alert = open_store(settings.database_path), statement_alert()
    save_alerts(db, (alert,), deliveries_for([alert], load_routes(routes_path), NOW), NOW)

    report = run_dispatch(settings, NOW)
    assert report.sent == 0 and "no secret block 'desk-hook'" in report.faults[0] and report.waiting == 1

    Secret(value=hook.address()).save("desk-hook")
    targets._secrets.clear()
    assert run_dispatch(settings, NOW + timedelta(minutes=1)).sent == 1
    assert len(hook.arrived) == 1
    (delivery,) = fetch_deliveries(db, alert.key)
    assert delivery.target == "block:desk-hook"
    db.execute("pragma wal_checkpoint(truncate)")
    assert hook.address().encode() not in settings.database_path.read_bytes()


def test_a_secret_is_kept_for_a_while_and_a_fault_for_a_shorter_while(monkeypatch):
    asked: list[str] = []

    def read(name: str) -> str:
        asked.append(name)
        return "json://x"

    monkeypatch.setattr(targets, "read_secret", read)
    assert address_of("block:desk") == address_of("block:desk") == targets.Address("json://x") and asked == ["desk"]
    monkeypatch.setattr(targets, "SECRET_SECONDS", 0.0)
    targets._secrets.clear()
    assert address_of("block:desk") == address_of("block:desk") and len(asked) == 3
