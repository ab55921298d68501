"""A web site on a free loopback port: what stands at each path, what was asked, and how it fails."""

from __future__ import annotations

import hashlib
import socket
import ssl
import struct
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flows.loopback import ANY_PORT, Loopback


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that reached a site."""

    path: str
    headers: dict[str, str]  # names in lower case


@dataclass(frozen=True, slots=True)
class Reply:
    """What a site answers."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class Site(Loopback):
    """A web site on a free loopback port; a subclass says what stands at each path."""

    validates = True  # answers with an ETag, and 304 to who knows it

    def __init__(self) -> None:
        super().__init__(_Server(self))
        self.requests: list[Asked] = []
        self.overrides: dict[str, Reply] = {}  # path -> what is answered there instead
        self._down: int | None = None  # 0: connections are reset
        self._resets_every = 0

    @property
    def address(self) -> str:
        return f"http://{self.host}"

    def is_down(self, status: int = 0) -> None:
        """Reset every connection from now on, or answer everything with a status."""
        self._down = status

    def is_up(self) -> None:
        self._down, self._resets_every = None, 0

    def is_flaky(self, every: int = 3) -> None:
        """Reset one connection in so many, as the real ministry does."""
        self._resets_every = every

    def speaks_tls(self, certificate: Path, key: Path) -> None:
        """Serve https from now on."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def answers(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> str:
        """Answer a path with exactly this from now on; `content_type="..."` becomes Content-Type."""
        content = body.encode() if isinstance(body, str) else body
        self.overrides[path] = Reply(status, content, {name.replace("_", "-").title(): value for name, value in headers.items()})
        return self.address + path

    def reply(self, asked: Asked) -> Reply | None:
        """Return what is answered, None to reset the connection."""
        self.requests.append(asked)
        if self._down == 0 or (self._resets_every and len(self.requests) % self._resets_every == 0):
            return None
        if self._down:
            return Reply(self._down, b"down")
        path = asked.path.partition("?")[0]
        found = self.overrides.get(path) or self.find(path)
        if found.status != 200 or not self.validates:
            return found
        etag = f'"{hashlib.sha256(found.body).hexdigest()[:16]}"'
        headers = {"ETag": etag, **found.headers}
        return Reply(304, b"", headers) if asked.headers.get("if-none-match") == etag else replace(found, headers=headers)

    def find(self, path: str) -> Reply:
        """Return what stands at a path."""
        return Reply(404, b"not here")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, site: Site) -> None:
        self.site = site
        super().__init__(ANY_PORT, _Request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet when a client goes away."""


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.site.reply(Asked(self.path, headers))
        if reply is None:
            # A reset, not a goodbye: what a firewall between the ministry and the world does.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""
