"""`tifawatch serve`: the long-lived parent of schedule, dispatcher and Datasette on a small server."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from threading import Event

from flows.children import Child, keep_running
from flows.prefect_server import server_child, server_environment, wait_until_healthy
from flows.settings import Settings
from store.schema import open_store
from store.site import datasette_command


def serve_forever(settings: Settings, say: Callable[[str], None], prefect_port: int) -> None:
    """Run until SIGTERM or Ctrl-C; a child that dies is started again."""
    open_store(settings.database_path).close()  # a database that cannot be opened is an error now, not in four logs
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    environment = server_environment(settings.home, prefect_port) | {"TIFAWATCH_HOME": str(settings.home.resolve())}
    server = server_child(environment, prefect_port)
    server.start()
    say("starting the Prefect server …")
    wait_until_healthy(server, environment)
    keep_running([server, *_workers(settings, environment)], say, stop.is_set)


def _workers(settings: Settings, environment: dict[str, str]) -> list[Child]:
    tifawatch = [sys.executable, "-m", "flows.cli"]
    site = datasette_command(settings.database_path, settings.datasette_port)
    return [
        Child("schedule", [sys.executable, "-m", "flows.schedule"], environment),
        Child("dispatcher", [*tifawatch, "dispatch", "--loop"], environment),
        Child("datasette", site, environment),
    ]
