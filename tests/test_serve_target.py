"""`tifawatch serve` as it runs on a server, while the target of its alerts is down and comes back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psutil
import pytest

from flows.prefect_server import free_port
from store.outbox import fetch_deliveries
from store.queries import fetch_alerts
from tests.conftest import Home
from tests.ministry import Ministry
from tests.sinks import closed_port, http_sink


def wait_for(condition: Callable[[], object], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"within {seconds:.0f} s: {what}"
        time.sleep(0.5)


def says(ministry: Ministry, words: str) -> None:
    today = datetime.now(UTC).date()
    lines = ["Reporter: What about Ukraine?", f"Mao Ning: {words}"]
    ministry.publishes(f"Regular Press Conference on {today:%B} {today.day}, {today.year}, {len(words)}", lines, on=today)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_an_alert_found_while_its_target_is_down_arrives_once_when_the_target_is_back(home: Home, ministry: Ministry) -> None:
    says(ministry, "China has always wanted peace on the Ukraine issue.")
    home.watches(ministry.source())
    home.watch(datetime.now(UTC) - timedelta(hours=1))  # the first poll: the past is not news
    says(ministry, "China will send bread and blankets to families who fled Ukraine.")
    port = closed_port()
    environment = os.environ | {
        "TIFAWATCH_HOME": str(home.folder),
        "TIFAWATCH_ALLOWED_PRIVATE_HOSTS": ministry.host,
        "TIFAWATCH_HOST_PACE": "0",
        "TIFAWATCH_EVERY_MINUTES": "0.2",
        "TIFAWATCH_DATASETTE_PORT": str(free_port()),
        "TIFAWATCH_TO_READERS": f"json://127.0.0.1:{port}/hook",
    }
    database = home.db()

    def deliveries() -> list[tuple[str, int]]:
        told = [one for alert in fetch_alerts(database) if alert.pushes for one in fetch_deliveries(database, alert.key)]
        return [(one.state.value, one.attempts) for one in told if one.route == "readers"]

    command = [sys.executable, "-m", "flows.cli", "serve", "--prefect-port", str(free_port())]
    with subprocess.Popen(command, env=environment, start_new_session=True) as parent:
        try:
            wait_for(lambda: any(attempts for _, attempts in deliveries()), 280, "the alert is found and tried")
            assert [state for state, _ in deliveries()] == ["pending"], "refused: surely not delivered, so it waits"
            with http_sink(port=port) as target:
                wait_for(lambda: deliveries()[0][0] == "sent", 150, "the alert is sent once its target is back")
                time.sleep(12)  # one more pass of the dispatcher
                assert len(target.arrived) == 1
                assert "bread and blankets" in target.arrived[0].told["message"]
            family = psutil.Process(parent.pid).children(recursive=True)
        finally:
            parent.send_signal(signal.SIGTERM)
        assert parent.wait(60) == 0
    assert not [child for child in family if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
