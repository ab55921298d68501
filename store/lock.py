"""One writer at a time: a file lock that the kernel frees when its holder dies."""

from __future__ import annotations

import fcntl
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
