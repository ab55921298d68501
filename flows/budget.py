"""Budgets: the seconds that one request may take, and the bytes that all answers together may fill."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from types import TracebackType

from extractors.errors import FetchFailedError
from extractors.records.pages import SourceState

UNBOUNDED = 1 << 62


class Room:
    """Bytes that may be held together; where only halves are held, the eldest reader goes on, so that somebody comes to an end."""

    def __init__(self, size: int = UNBOUNDED) -> None:
        self._size = size
        self._held: dict[Hashable, int] = {}
        self._reading: dict[Hashable, None] = {}  # in the order in which they began
        self._changed = asyncio.Event()

    def take(self, owner: Hashable, size: int) -> bool:
        """Hold so many bytes more, and tell whether to go on reading at once."""
        self._reading.setdefault(owner)
        self._held[owner] = self._held.get(owner, 0) + size
        return self._may_read(owner)

    async def wait(self, owner: Hashable) -> None:
        """Wait until others let go."""
        while not self._may_read(owner):
            self._changed.clear()
            await self._changed.wait()

    def finish(self, owner: Hashable) -> None:
        """Keep what was read until it is released."""
        self._reading.pop(owner, None)
        self._changed.set()

    def release(self, owner: Hashable) -> None:
        """Let go of what an owner holds."""
        self._held.pop(owner, None)
        self.finish(owner)

    def _may_read(self, owner: Hashable) -> bool:
        if sum(self._held.values()) <= self._size:
            return True
        whole = self._held.keys() - self._reading.keys()  # whoever takes one of these makes room
        return not whole and next(iter(self._reading)) is owner


class Budget:
    """What one whole request may take, its redirects and further tries included: seconds of network, and room."""

    def __init__(self, seconds: float, room: Room | None = None, largest: int = UNBOUNDED) -> None:
        self.largest = largest  # bytes of one body, packed or not
        self._seconds = seconds
        self._left = seconds
        self._room = room or Room()

    async def __aenter__(self) -> None:
        self._begun = asyncio.get_running_loop().time()
        self._timeout = asyncio.timeout(max(self._left, 0))
        await self._timeout.__aenter__()

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._left -= asyncio.get_running_loop().time() - self._begun
        if kind is None:
            self._room.finish(self)  # the body stays held until whoever takes it lets go
        else:
            self.let_go()
        try:
            await self._timeout.__aexit__(kind, error, trace)
        except TimeoutError:
            raise FetchFailedError(SourceState.UNREACHABLE, f"no whole answer within {self._seconds:g} s") from None

    async def hold(self, size: int) -> None:
        """Take room for a piece of the body; waiting for it costs nothing of the request's own time."""
        if self._room.take(self, size):
            return
        clock, deadline = asyncio.get_running_loop().time, self._timeout.when()
        begun = clock()
        self._timeout.reschedule(None)
        try:
            await self._room.wait(self)
        finally:
            waited = clock() - begun
            self._begun += waited
            self._timeout.reschedule(deadline + waited if deadline is not None else None)

    @property
    def spent(self) -> float:
        """Return the seconds of network taken so far; waiting for one's turn and for room are not counted."""
        return self._seconds - self._left

    def let_go(self) -> None:
        """Give back the room of the body."""
        self._room.release(self)
