"""Child processes with one parent: started, watched, started again with back-off, stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_PAUSE = 60.0  # seconds between two starts of a child that keeps dying
GRACE = 15.0  # seconds a child has to end after SIGTERM


@dataclass(slots=True)
class Child:
    """One child: how it is started, and how often it had to be."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    log: Path | None = None  # where its output goes; None: where ours goes
    running: subprocess.Popen[bytes] | None = None
    starts: int = 0
    not_before: float = 0.0  # monotonic seconds

    def start(self) -> None:
        """Start the child in its own process group, so that its own children end with it."""
        output = self.log.open("ab") if self.log else None
        self.running = subprocess.Popen(  # noqa: S603 - our own commands
            self.command,
            env={**os.environ, **self.environment},
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
        )
        if output:
            output.close()
        self.starts += 1

    def stop(self) -> None:
        """End the child: SIGTERM to its group, SIGKILL after the grace."""
        if self.running is None or self.running.poll() is not None:
            return
        _signal_group(self.running.pid, signal.SIGTERM)
        try:
            self.running.wait(GRACE)
        except subprocess.TimeoutExpired:
            _signal_group(self.running.pid, signal.SIGKILL)
            self.running.wait()


def _signal_group(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return


def keep_running(children: Sequence[Child], say: Callable[[str], None], stopped: Callable[[], bool]) -> None:
    """Keep all children running until `stopped()`; a child that dies is started again, later each time."""
    try:
        while not stopped():
            for child in children:
                _look_after(child, say)
            time.sleep(0.5)
    finally:
        for child in reversed(children):
            child.stop()


def _look_after(child: Child, say: Callable[[str], None]) -> None:
    now = time.monotonic()
    if child.running is not None and child.running.poll() is None:
        return
    if child.running is not None:
        pause = min(LONGEST_PAUSE, 2.0 ** min(child.starts, 6))
        say(f"{child.name} ended with status {child.running.returncode}; starting it again in {pause:.0f} s")
        child.running, child.not_before = None, now + pause
    if now >= child.not_before:
        child.start()
        say(f"{child.name} started (process {child.running.pid if child.running else '?'})")
