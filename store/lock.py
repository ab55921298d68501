"""One writer at a time: a file lock that the kernel frees when its holder dies."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractors.errors import TifawatchError


class LockedError(TifawatchError):
    """Another process holds the lock."""


@contextmanager
def writer_lock(path: Path, purpose: str = "writer") -> Iterator[None]:
    """Hold the lock of one purpose beside the database file; raises `LockedError` when another process holds it."""
    beside = path.with_name(f"{path.name}.{purpose}.lock")
    with beside.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockedError(f"{beside}: another {purpose} is at work; wait for it to end, or stop it") from None
        yield


@contextmanager
def turn(database: Path, seconds: float) -> Iterator[None]:
    """Wait for this process's turn to write; raises `LockedError` when it does not come in time.

    SQLite before 3.51.3 can damage a file when two processes write and checkpoint at the same instant. The watch and
    the dispatcher are two processes; here their transactions, with the checkpoints at the end of them, follow each other.
    """
    deadline = time.monotonic() + seconds
    with database.with_name(f"{database.name}.turn.lock").open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise LockedError(f"{database}: another process has been writing for {seconds:g} s; stop it") from None
                time.sleep(0.003)
        yield
