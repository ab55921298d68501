"""A Prefect server of our own on loopback: quiet, offline, with its database apart from the store."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from extractors.errors import TifawatchError
from flows.children import Child

START_SECONDS = 120.0


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def server_environment(home: Path, port: int) -> dict[str, str]:
    """Return the variables that make a server, and clients of it, quiet and local."""
    return {
        "PREFECT_HOME": str((home / "prefect").resolve()),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_CLI_PROMPT": "false",
        "DO_NOT_TRACK": "1",
        "NO_PROXY": "127.0.0.1,localhost",
    }


def server_child(environment: Mapping[str, str], port: int) -> Child:
    """Return the server as a child process that writes its log beside its database."""
    folder = Path(environment["PREFECT_HOME"])
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    return Child("prefect server", command, dict(environment), folder / "server.log")


@contextmanager
def running_server(home: Path) -> Iterator[dict[str, str]]:
    """Run a server for the time of a `with` block; yields the environment that reaches it."""
    child, environment = _started(home)
    try:
        yield environment
    finally:
        child.stop()


def _started(home: Path, tries: int = 3) -> tuple[Child, dict[str, str]]:
    """Return a server that answers, with the environment that reaches it; a port that was free may be taken before the server listens."""
    port = free_port()
    environment = server_environment(home, port) | {"PREFECT_LOGGING_TO_API_ENABLED": "false"}  # it would log into the void at the end
    child = server_child(environment, port)
    child.start()
    try:
        wait_until_healthy(child, environment)
    except BaseException as fault:
        child.stop()
        if tries == 1 or not isinstance(fault, TifawatchError):
            raise
        return _started(home, tries - 1)
    return child, environment


def wait_until_healthy(child: Child, environment: Mapping[str, str]) -> None:
    """Wait for the server to answer; raises `TifawatchError` when it ends or does not within two minutes."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if child.running is not None and child.running.poll() is not None:
            raise TifawatchError(f"the Prefect server ended with status {child.running.returncode} while starting; its log: {child.log}")
        try:
            answer = httpx.get(f"{environment['PREFECT_API_URL']}/health", trust_env=False)
            if answer.is_success and answer.text.strip() == "true":  # not whoever else took the port meanwhile
                return
        except httpx.TransportError:
            pass
        time.sleep(0.3)
    raise TifawatchError(f"the Prefect server did not answer within {START_SECONDS:.0f} s")
