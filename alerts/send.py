"""Sends one rendered message to one address, in a child process that can be killed; the only file that knows apprise."""

from __future__ import annotations

import json
import logging
import os
import selectors
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from alerts.blocks import Message
from alerts.channels import Parcel, channel_of, parcel_for
from extractors.records.changes import Acceptance, Outcome

CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0  # apprise's own four seconds report failure for messages that arrived
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Described:
    """What apprise makes of an address: how many it names, and how much it takes."""

    fault: str = ""
    recipients: int = 1
    body_limit: int | None = None


class Sender:
    """A child process that sends; killed when it takes too long, started again for the next message."""

    def __init__(self, timeout: float) -> None:
        self.timeout = timeout
        self._child: subprocess.Popen[bytes] | None = None
        self._described: dict[str, Described] = {}

    def __enter__(self) -> Sender:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the child go."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()

    def describe(self, address: str) -> Described:
        """Return what is wrong with an address, if anything, and what it takes."""
        if address not in self._described:
            answer, _ = self._ask({"describe": address})
            self._described[address] = Described(**answer) if answer else Described("the address could not be checked in time")
        return self._described[address]

    def send(self, address: str, message: Message, form: str = "") -> Outcome:
        """Send one message; the outcome is UNKNOWN whenever it may have arrived."""
        described = self.describe(address)
        if described.fault:
            return Outcome(Acceptance.REFUSED, described.fault)
        parcel = parcel_for(message, channel_of(address, form, described.body_limit))
        begun = time.monotonic()
        answer, began = self._ask({"address": address, "parcel": asdict(parcel)})
        if answer is None:
            what = "the sending program died" if time.monotonic() - begun < self.timeout else f"no answer within {self.timeout:g} s"
            return Outcome(
                Acceptance.UNKNOWN if began else Acceptance.REFUSED, what + ("" if began else ", nothing was handed over yet")
            )
        wish = answer["retry_after"]
        return Outcome(Acceptance(answer["acceptance"]), answer["detail"], None if wish is None else timedelta(seconds=wish))

    def _ask(self, task: dict[str, Any]) -> tuple[dict[str, Any] | None, bool]:
        """Return the child's answer, None when it gave none in time, and whether something was handed to the wire."""
        child = self._child if self._child and self._child.poll() is None else self._start()
        self._child = child
        assert child.stdin and child.stdout
        began = False
        try:
            child.stdin.write(json.dumps(task).encode() + b"\n")
            child.stdin.flush()
            for line in _lines(child.stdout, self.timeout):
                told = json.loads(line)
                if told != {"began": True}:
                    return told, began
                began = True
        except BrokenPipeError:
            pass
        self.close()
        return None, began

    def _start(self) -> subprocess.Popen[bytes]:
        # a new program, not a fork: it must not inherit the dispatcher's lock
        return subprocess.Popen(
            [sys.executable, "-m", "alerts.send"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )


def send(address: str, message: Message, timeout: float, form: str = "") -> Outcome:
    """Send one message with a child of its own."""
    with Sender(timeout) as sender:
        return sender.send(address, message, form)


def _lines(stream: IO[bytes], timeout: float) -> Any:
    """Yield whole lines until the deadline or the end of the stream."""
    end, held = time.monotonic() + timeout, b""
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while (left := end - time.monotonic()) > 0 and selector.select(left):
            piece = os.read(stream.fileno(), 65536)
            if not piece:
                return
            *whole, held = (held + piece).split(b"\n")
            yield from whole


# ---------------------------------------------------------------- the child


def serve_parent() -> None:
    """Answer the parent's tasks, one line each, until it goes away."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    sys.stdout = sys.stderr
    for line in sys.stdin.buffer:
        task = json.loads(line)
        answer = _describe(task["describe"]) if "describe" in task else _send(task["address"], Parcel(**task["parcel"]), answers)
        answers.write(json.dumps(answer).encode() + b"\n")


def _plugin(address: str) -> Any:
    """Return apprise's own object for one address, with its retries and redirects off."""
    import apprise

    # no pictures: apprise would have readers' programs fetch its own from another site
    asset = apprise.AppriseAsset(
        app_id="tifawatch", app_desc="tifawatch", async_mode=False, http_redirects=False, default_service_retry=0,
        storage_mode="memory", image_url_mask="", image_url_logo="",
    )  # fmt: skip
    plugin = apprise.Apprise.instantiate(address, asset=asset)
    if plugin is not None:
        plugin.retry, plugin.redirects = 0, False
        plugin.socket_read_timeout = READ_SECONDS
        # for mail the connection's time-out is also that of every answer
        plugin.socket_connect_timeout = READ_SECONDS if _is_mail(address) else CONNECT_SECONDS
    return plugin


def _describe(address: str) -> dict[str, Any]:
    plugin = _plugin(address)
    if plugin is None:
        scheme = address.partition(":")[0][:20]
        return {"fault": f"apprise does not understand the address ({scheme}:…); see `apprise --details` for how to write it"}
    if len(plugin) > 1:
        return {"fault": f"the address names {len(plugin)} recipients; write one address and one route for each", "recipients": len(plugin)}
    return {"recipients": len(plugin), "body_limit": plugin.body_maxlen or None}


def _send(address: str, parcel: Parcel, answers: IO[bytes]) -> dict[str, Any]:
    from alerts.evidence import WIRE, judge, watch_wire

    log = StringIO()
    logger = logging.getLogger("apprise")
    logger.setLevel(logging.DEBUG)
    logger.handlers = [logging.StreamHandler(log)]
    watch_wire()
    WIRE.renew(began=lambda: _tell_began(answers))
    said_yes = _notify(_plugin(address), parcel)
    outcome = judge(said_yes, WIRE, log.getvalue(), smtp=_is_mail(address))
    wish = outcome.retry_after
    return {
        "acceptance": outcome.acceptance.value,
        "detail": outcome.detail,
        "retry_after": None if wish is None else wish.total_seconds(),
    }


def _is_mail(address: str) -> bool:
    return address.lower().startswith(("mailto:", "mailtos:"))


def _tell_began(answers: IO[bytes]) -> None:
    answers.write(b'{"began": true}\n')


def _notify(plugin: Any, parcel: Parcel) -> bool:
    """Hand the message to apprise as it stands: the format we pass is the one the plugin is set to."""
    import apprise

    if hasattr(plugin, "headers"):
        plugin.headers = {**dict(plugin.headers or {}), **dict(parcel.headers)}
    plugin.notify_format = apprise.NotifyFormat(parcel.pass_as)
    _own_plain_part(parcel.plain)
    with suppress(Exception):
        return bool(
            plugin.notify(
                body=parcel.body,
                title=parcel.title,
                body_format=apprise.NotifyFormat(parcel.pass_as),
                attach=apprise.AppriseAttachment(list(parcel.attachments)) if parcel.attachments else None,
            )
        )
    return False


def _own_plain_part(plain: str) -> None:
    """Let HTML mails carry the plain text we wrote: the one apprise derives loses what is struck and what is new."""
    from apprise.plugins.email import base

    if plain:
        base.convert_between = lambda *_: plain  # type: ignore[attr-defined]


if __name__ == "__main__":
    serve_parent()
