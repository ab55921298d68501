"""A server on a free loopback port, in a thread of its own, for as long as a block lasts."""

from __future__ import annotations

from contextlib import AbstractContextManager
from socketserver import TCPServer
from threading import Thread
from types import TracebackType
from typing import Self

ANY_PORT = ("127.0.0.1", 0)


class Loopback(AbstractContextManager["Loopback"]):
    """Serves while it is entered; a subclass says what."""

    def __init__(self, server: TCPServer) -> None:
        self._server = server
        # The shorter it looks for the end, the shorter everybody waits for it.
        self._thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)

    @property
    def host(self) -> str:
        """Return `127.0.0.1:port`."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
