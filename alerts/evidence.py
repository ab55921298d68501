"""What crossed the wire during one send: the evidence that tells a definite no from an unknown outcome."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from extractors.records.changes import Acceptance, Outcome

LONGEST_WISH = timedelta(hours=1)
BUSY = 503
TIMED_OUT = 408


@dataclass(slots=True)
class Wire:
    """What happened on the wire during one send."""

    began: Callable[[], None] = lambda: None  # called before anything that may deliver the message
    statuses: list[int] = field(default_factory=list)  # answers, SMTP codes included
    lost: list[str] = field(default_factory=list)  # written, but no answer came
    never_left: list[str] = field(default_factory=list)  # no connection: nothing was written
    retry_after: timedelta | None = None
    looked: bool = False  # a transport we can read was used

    def renew(self, began: Callable[[], None]) -> None:
        """Forget the last send."""
        self.began, self.retry_after, self.looked = began, None, False
        for seen in (self.statuses, self.lost, self.never_left):
            seen.clear()


WIRE = Wire()


class RecordingAdapter(HTTPAdapter):
    """Reports each request to `WIRE`; hides where a redirect points, so that none is followed."""

    def send(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Send one request."""
        WIRE.looked = True
        WIRE.began()
        try:
            answer = super().send(request, *args, **kwargs)
        except requests.exceptions.RequestException as error:
            (WIRE.never_left if _not_connected(error) else WIRE.lost).append(str(error))
            raise
        WIRE.statuses.append(answer.status_code)
        WIRE.retry_after = parse_retry_after(answer.headers.get("Retry-After", ""), datetime.now(UTC))
        answer.headers.pop("Location", None)  # a redirect would carry the alert to an address nobody chose
        return answer


class RecordingSmtp(smtplib.SMTP):
    """Reports the DATA command to `WIRE`: before it nothing can have arrived."""

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Send the message itself."""
        return _recorded(partial(super().data, msg))


class RecordingSmtpSsl(smtplib.SMTP_SSL):
    """The same over TLS."""

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Send the message itself."""
        return _recorded(partial(super().data, msg))


def watch_wire() -> None:
    """Make the transports of this (child) process report to `WIRE`."""
    requests.sessions.HTTPAdapter = RecordingAdapter  # type: ignore[attr-defined]
    smtplib.SMTP, smtplib.SMTP_SSL = RecordingSmtp, RecordingSmtpSsl  # type: ignore[misc]


def _recorded(send: Callable[[], tuple[int, bytes]]) -> tuple[int, bytes]:
    WIRE.began()
    try:
        code, said = send()
    except smtplib.SMTPDataError as error:  # DATA itself was refused
        WIRE.statuses.append(error.smtp_code)
        raise
    except (OSError, smtplib.SMTPException) as error:
        WIRE.lost.append(str(error))
        raise
    WIRE.statuses.append(code)
    return code, said


def _not_connected(error: requests.exceptions.RequestException) -> bool:
    """Tell a connection that never stood from one that broke."""
    text = repr(error)
    return isinstance(error, requests.exceptions.ConnectTimeout) or any(word in text for word in ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError", "CERTIFICATE_VERIFY"))


def judge(said_yes: bool, wire: Wire, log: str, smtp: bool) -> Outcome:
    """Decide the outcome from apprise's boolean, the wire and apprise's log."""
    if said_yes:
        return Outcome(Acceptance.ACCEPTED)
    detail = _detail(wire, log)
    if smtp:
        return _judge_mail(wire, detail)
    if wire.looked:
        return _judge_web(wire, detail)
    return Outcome(Acceptance.UNKNOWN, detail)


def _judge_mail(wire: Wire, detail: str) -> Outcome:
    """Judge by the DATA command: before it nothing can have arrived; after it only a 4xx or 5xx answer says no."""
    if wire.lost or any(200 <= code < 400 for code in wire.statuses):
        return Outcome(Acceptance.UNKNOWN, detail)
    return Outcome(Acceptance.REFUSED, detail)


def _judge_web(wire: Wire, detail: str) -> Outcome:
    last = wire.statuses[-1] if wire.statuses else 0
    arrived = any(200 <= code < 300 for code in wire.statuses)  # one of several requests was taken
    busy = last == BUSY and wire.retry_after is not None
    unclear = last == TIMED_OUT or (last >= 500 and not busy)
    if wire.lost or arrived or unclear:
        return Outcome(Acceptance.UNKNOWN, detail, wire.retry_after)
    return Outcome(Acceptance.REFUSED, detail, wire.retry_after)


def _detail(wire: Wire, log: str) -> str:
    """Say in one line what was seen; addresses and secrets stay out."""
    if wire.lost:
        return "the connection broke after the message was written"
    if wire.statuses:
        return f"the target answered {wire.statuses[-1]}"
    if wire.never_left:
        return "no connection to the target"
    return log.strip().splitlines()[-1][:200] if log.strip() else "apprise gave no reason"


def parse_retry_after(value: str, now: datetime) -> timedelta | None:
    """Return the pause a target asks for, at most an hour."""
    if not value:
        return None
    if value.strip().isdigit():
        pause = timedelta(seconds=min(int(value.strip()[:6]), 86_400))
    else:
        try:
            pause = parsedate_to_datetime(value) - now
        except (TypeError, ValueError):
            return None
    return max(timedelta(), min(pause, LONGEST_WISH))
