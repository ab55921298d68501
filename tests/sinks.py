"""Loopback targets that behave as real ones do: take, refuse, ask for patience, break, answer late; they keep what they got."""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

from flows.loopback import Loopback


@dataclass
class Got:
    """One request that a sink took in whole, whatever it answered."""

    path: str
    headers: dict[str, str]
    body: bytes
    how: str

    @property
    def told(self) -> dict[str, Any]:
        return json.loads(self.body)


@dataclass
class HttpSink:
    """A web hook; `moods` is what it does, the last one for ever: accept, refuse, slow_down, fail, drop,
    accept_then_drop, accept_late, silent, redirect."""

    moods: list[str] = field(default_factory=lambda: ["accept"])
    late: float = 1.0
    retry_after: str = "7"
    got: list[Got] = field(default_factory=list)  # what arrived: the truth
    asked: int = 0
    port: int = 0

    def mood(self) -> str:
        return self.moods.pop(0) if len(self.moods) > 1 else self.moods[0]

    @property
    def arrived(self) -> list[Got]:
        """What a reader would have seen."""
        return [one for one in self.got if one.how in ("accept", "accept_then_drop", "accept_late")]

    def address(self, scheme: str = "json", path: str = "hook") -> str:
        return f"{scheme}://127.0.0.1:{self.port}/{path}"


@contextmanager
def http_sink(*moods: str, sink: HttpSink | None = None, port: int = 0, **fields: Any) -> Iterator[HttpSink]:
    sink = sink or HttpSink(list(moods) or ["accept"], **fields)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            sink.asked += 1
            mood = sink.mood()
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            sink.got.append(Got(self.path, dict(self.headers), body, mood))
            answer_as(self, sink, mood)

        do_PUT = do_POST  # noqa: N815 - the server looks for these names

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    sink.port = server.server_address[1]
    with Loopback(server):
        yield sink


def answer_as(request: BaseHTTPRequestHandler, sink: HttpSink, mood: str) -> None:
    if mood in ("drop", "accept_then_drop"):
        abort(request.connection)
        request.close_connection = True
        return
    if mood == "silent":
        time.sleep(60)
        return
    if mood == "accept_late":
        time.sleep(sink.late)
    status = {"refuse": 403, "slow_down": 429, "fail": 500, "redirect": 307}.get(mood, 200)
    reply(request, status, sink)


# one answer that Slack, Telegram, Matrix and plain hooks all read as yes
ANSWER = {
    "ok": True,
    "result": {"message_id": 1},
    "access_token": "token",
    "user_id": "@watch:sample.invalid",
    "device_id": "device",
    "home_server": "sample.invalid",
    "room_id": "!room:sample.invalid",
    "joined_rooms": ["!room:sample.invalid"],
    "event_id": "$1",
}


def reply(request: BaseHTTPRequestHandler, status: int, sink: HttpSink) -> None:
    yes = b"ok" if request.path.startswith("/T1JJ") else json.dumps(ANSWER).encode()  # Slack's hooks answer with a word
    body = yes if status == 200 else b"no"
    request.send_response(status)
    request.send_header("Content-Length", str(len(body)))
    request.send_header("Content-Type", "application/json")
    if status == 429:
        request.send_header("Retry-After", sink.retry_after)
    if status == 307:
        request.send_header("Location", f"http://127.0.0.1:{sink.port}/elsewhere")
    request.end_headers()
    with suppress(OSError):
        request.wfile.write(body)


def abort(connection: socket.socket) -> None:
    """Close with a reset, as a machine that falls over does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@dataclass
class MailSink:
    """A mail server; moods: accept, refuse (at the recipient), refuse_data, try_later, drop, accept_then_drop, silent."""

    moods: list[str] = field(default_factory=lambda: ["accept"])
    raw: list[bytes] = field(default_factory=list)  # what was taken
    port: int = 0

    def mood(self) -> str:
        return self.moods[0]

    def next(self) -> str:
        return self.moods.pop(0) if len(self.moods) > 1 else self.moods[0]

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.mood() == "refuse":
            self.next()
            return "550 no such reader"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        mood = self.next()
        if mood in ("accept", "accept_then_drop"):
            self.raw.append(envelope.content)
        if mood in ("drop", "accept_then_drop"):
            server.transport.abort()
            return "250 ok"
        if mood == "silent":
            import asyncio

            await asyncio.sleep(60)
        return {"refuse_data": "554 not wanted", "try_later": "451 come back"}.get(mood, "250 taken")

    @property
    def mails(self) -> list[EmailMessage]:
        return [BytesParser(policy=policy.default).parsebytes(one) for one in self.raw]  # type: ignore[misc]

    def address(self, query: str = "") -> str:
        return f"mailto://127.0.0.1:{self.port}?mode=insecure&from=watch@sample.invalid&to=reader@sample.invalid{query}"


@contextmanager
def mail_sink(*moods: str, sink: MailSink | None = None) -> Iterator[MailSink]:
    sink = sink or MailSink(list(moods) or ["accept"])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        sink.port = free.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
