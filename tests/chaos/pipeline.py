"""The real pipeline, started from a prepared process so that a kill costs no import: one order a line on standard input."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from multiprocessing import forkserver
from pathlib import Path
from threading import Event

from extractors.errors import TifawatchError
from flows.dispatcher import dispatch_forever
from flows.settings import Settings, load_settings
from flows.watch import watch_once
from store.lock import LockedError
from tests.chaos.warm import keep_codebook
from tests.chaos.world import read_clock


def note(home: Path, name: str, text: str) -> None:
    """Add a line to a log, in one write."""
    with (home / name).open("a") as log:
        log.write(text.replace("\n", " ") + "\n")


def watch_forever(settings: Settings) -> None:
    """Run cycle after cycle."""
    clock = settings.home / "clock.json"
    while True:
        _bear(settings, "watch", lambda: watch_once(settings, read_clock(clock)))
        time.sleep(0.02)


def send_forever(settings: Settings) -> None:
    """Run the dispatcher, again when it ends."""
    clock = settings.home / "clock.json"

    def say(line: str) -> None:
        note(settings.home, "dispatcher.log", line)

    while True:
        _bear(settings, "dispatch", lambda: dispatch_forever(settings, say, Event(), 0.1, lambda: read_clock(clock)))
        time.sleep(0.05)


def _bear(settings: Settings, role: str, work: Callable[[], object]) -> None:
    """Do one piece of work; what the program expects to happen is logged apart from what it does not."""
    try:
        work()
        note(settings.home, "cycles.log", role)
    except LockedError:
        time.sleep(0.05)
    except (TifawatchError, sqlite3.OperationalError) as error:
        note(settings.home, "errors.log", f"{role}: {error}")
        time.sleep(0.05)
    except ConnectionRefusedError:  # the server of workers is gone (see below): ours alone, the program has its own
        os._exit(1)
    except Exception as error:
        note(settings.home, "surprises.log", f"{role}: {type(error).__name__}: {error}")
        time.sleep(0.05)


def keep_server_of_workers() -> None:
    """Start the process that workers are forked from, again when a client killed while it connected took it along."""
    server = forkserver._forkserver
    if server._forkserver_pid is not None and not Path(f"/proc/{server._forkserver_pid}").exists():
        os.close(server._forkserver_alive_fd)
        server._forkserver_address = server._forkserver_alive_fd = server._forkserver_pid = None
    if server._forkserver_pid is None:
        server.ensure_running()


def run_child(order: dict[str, object]) -> None:
    """Be one process of the pipeline, until somebody kills it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    # the server of workers is our parent's child, not ours: we cannot wait for it, and need not
    forkserver._forkserver.ensure_running = lambda: None  # type: ignore[method-assign]
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    if fail_point := order.get("fail_point"):
        os.environ["TIFAWATCH_FAIL_POINT"] = str(fail_point)
    settings = load_settings()
    if room := order.get("room"):
        _fill_disk(settings, int(str(room)))
    {"watch": watch_forever, "dispatch": send_forever}[str(order["role"])](settings)


def _fill_disk(settings: Settings, room: int) -> None:
    """Leave so many bytes: writing past them fails as it does on a full disk."""
    sizes = [path.stat().st_size for path in settings.home.glob("*.sqlite*")]
    limit = max(sizes, default=0) + room
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def main() -> None:
    """Prepare, then fork a child for each order and print its number."""
    keep_codebook()
    multiprocessing.set_forkserver_preload(["tests.chaos.warm"])
    keep_server_of_workers()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are nobody's to wait for
    print("ready", flush=True)
    for line in sys.stdin:
        keep_server_of_workers()
        pid = os.fork()
        if pid == 0:
            try:
                run_child(json.loads(line))
            finally:
                os._exit(1)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
