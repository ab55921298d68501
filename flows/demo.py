"""`tifawatch demo`: the main job on sample sites over real HTTP, with a real Prefect server and a real mail server."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default as modern
from pathlib import Path

import httpx
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from alerts.match import nearest_rendering
from extractors.errors import TifawatchError
from extractors.records.changes import Alert, AlertKind, ShiftKind
from extractors.redline import as_markdown, redline
from flows.children import Child
from flows.prefect_server import free_port, running_server
from flows.sample_sites import SampleSites, read_publication
from flows.settings import Settings, load_settings

MARKER = ".made-by-tifawatch-demo"
SITE_SECONDS = 30.0


@dataclass
class Mailbox:
    """What the demo's mail server was given."""

    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a mail."""
        assert isinstance(envelope.content, bytes)
        mail = BytesParser(policy=modern).parsebytes(envelope.content)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 taken"


@contextmanager
def mail_server(mailbox: Mailbox) -> Iterator[int]:
    """Run an SMTP server on loopback; yields its port."""
    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def run_demo(home: Path, console: Console) -> None:
    """Run the demo; raises `TifawatchError` when anything it promises did not happen."""
    begun = time.monotonic()
    _make_home(home)
    mailbox, today = Mailbox(), datetime.now(UTC)
    with SampleSites() as sites, mail_server(mailbox) as smtp:
        settings = _settings(home, sites, smtp)
        console.print(f"[bold]1[/] sample ministry, mission and two outlets on http://{sites.host} (pages written for this demo)")
        console.print("[bold]2[/] starting a Prefect server of our own …")
        with running_server(home) as environment:
            os.environ.update(environment)
            _publish_and_watch(sites, "first", today, today - timedelta(days=6), settings, console)
            _publish_and_watch(sites, "second", today, today, settings, console)
        console.print("[bold]5[/] dispatching what the outbox holds to a mail server on loopback")
        alerts = _dispatch(settings, today)
    _show(alerts, mailbox.mails, console)
    _keep_mails(mailbox.mails, home / "mails")
    _check_mails(alerts, mailbox.mails)
    address = _check_site(settings, alerts)
    console.print(
        f"[bold green]All of it happened[/] in {time.monotonic() - begun:.0f} s: "
        f"{len(alerts)} alerts, {len(mailbox.mails)} mails in {home}/mails.\n"
        f"Ask the archive: [bold]tifawatch site --home {home}[/] opens {address}\n"
        f"Next step: [bold]tifawatch init my-watch[/] makes a working directory with live sources and your own routes."
    )


def _make_home(home: Path) -> None:
    """Make the folder anew; a folder that the demo did not make is left alone."""
    if home.exists() and any(home.iterdir()) and not (home / MARKER).exists():
        raise TifawatchError(f"{home}: is not a demo's folder and not empty; name another with --home")
    shutil.rmtree(home, ignore_errors=True)
    (home / "mails").mkdir(parents=True)
    (home / MARKER).touch()


def _settings(home: Path, sites: SampleSites, smtp: int) -> Settings:
    sites.publish(())
    (home / "routes.yaml").write_text(
        "routes:\n  readers:\n    why: the demo tells of shifts and statements\n    to: $TIFAWATCH_TO_READERS\n"
        "    hears: {kinds: [shift, statement]}\n    when: at once\n    digest: off\n    time_zone: UTC\n",
        "utf-8",
    )
    os.environ["TIFAWATCH_TO_READERS"] = (
        f"mailto://127.0.0.1:{smtp}?mode=insecure&from=watch@sample.invalid&to=reader@sample.invalid"
    )
    os.environ["TIFAWATCH_ALLOWED_PRIVATE_HOSTS"] = sites.host
    os.environ["TIFAWATCH_HOST_PACE"] = "0"
    return load_settings(home)


def _publish_and_watch(
    sites: SampleSites, publication: str, today: datetime, now: datetime, settings: Settings, console: Console
) -> None:
    from flows.tasks import watch_flow

    sites.publish(read_publication(publication, today.date()))
    (settings.home / "sources.yaml").write_text(sites.sources_yaml(), "utf-8")
    number = {"first": 3, "second": 4}[publication]
    console.print(f"[bold]{number}[/] {publication} publication; watching as of {now:%Y-%m-%d}")
    report = watch_flow(home=str(settings.home), now=now)
    console.print(f"  {report.summary()}", soft_wrap=True)
    if report.failed:
        raise TifawatchError("the demo's sources could not be read")


def _dispatch(settings: Settings, now: datetime) -> tuple[Alert, ...]:
    from alerts.routes import load_routes
    from flows.dispatch import dispatch_once
    from store.queries import fetch_alerts
    from store.schema import open_store

    db = open_store(settings.database_path)
    dispatch_once(db, load_routes(settings.routes_path), settings, now)
    return tuple(alert for alert in fetch_alerts(db) if alert.pushes)


def _show(alerts: Sequence[Alert], mails: Sequence[EmailMessage], console: Console) -> None:
    for alert in alerts:
        lines = [f"[bold]{escape(alert.subject)}[/]"]
        for shift in alert.shifts:
            if shift.before and shift.after:
                shown = as_markdown(redline(shift.before.text, shift.after.text, shift.after.language))
                lines.append(f"{shift.kind} {shift.formula or ''}: {escape(shown)}")
                lines.append(f"  before: {shift.before.date} · now: {shift.after.date} · {shift.status}, {shift.grade}")
        if alert.utterance:
            lines.append(f"verbatim: {escape(nearest_rendering(alert.utterance).statement.text)}")
        console.print(Panel("\n".join(lines), title=f"{alert.kind} alert", title_align="left"))
    console.print(f"[bold]6[/] {len(mails)} mails arrived: " + "; ".join(str(mail["Subject"]) for mail in mails), soft_wrap=True)


def _keep_mails(mails: Sequence[EmailMessage], folder: Path) -> None:
    for number, mail in enumerate(mails, 1):
        (folder / f"{number}.eml").write_bytes(bytes(mail))
        html = mail.get_body(("html",))
        if html:
            (folder / f"{number}.html").write_text(html.get_content(), "utf-8")


def _check_mails(alerts: Sequence[Alert], mails: Sequence[EmailMessage]) -> None:
    """Hold the demo to what it promises: a statement alert, a shift alert with its redline, both by mail."""
    kinds = {alert.kind for alert in alerts}
    reworded = [
        shift for alert in alerts for shift in alert.shifts if shift.kind is ShiftKind.WORDING and shift.before and shift.after
    ]
    missing = [
        what
        for what, there in (
            ("a new statement alert", AlertKind.STATEMENT in kinds),
            ("a shift alert with a redline", bool(reworded)),
            ("one alert for one change, however many pages report it", [alert.kind for alert in alerts].count(AlertKind.SHIFT) == 1),
            ("a mail for every alert", len(mails) == len(alerts)),
            ("the new wording in a mail", any(_holds(mails, shift.after.text) for shift in reworded if shift.after)),
        )
        if not there
    ]
    if missing:
        raise TifawatchError(f"the demo promised and did not show: {', '.join(missing)}")


def _holds(mails: Sequence[EmailMessage], words: str) -> bool:
    bodies = (mail.get_body(("plain",)) for mail in mails)
    return any(words in "".join(body.get_content().split("\n")) for body in bodies if body)


def _check_site(settings: Settings, alerts: Sequence[Alert]) -> str:
    """Open the archive in Datasette once and ask it for the shifts; returns the address for people."""
    from store.site import datasette_command

    port = free_port()
    child = Child("datasette", datasette_command(settings.database_path, port), log=settings.home / "datasette.log")
    child.start()
    try:
        count = _ask_site(f"http://127.0.0.1:{port}/{settings.database_path.stem}/shifts.json?_shape=array")
    finally:
        child.stop()
    if count < sum(len(alert.shifts) for alert in alerts):
        raise TifawatchError("Datasette does not show the shifts that were alerted")
    return f"http://127.0.0.1:{settings.datasette_port}/"


def _ask_site(address: str) -> int:
    deadline = time.monotonic() + SITE_SECONDS
    while time.monotonic() < deadline:
        try:
            answer = httpx.get(address, trust_env=False)
            if answer.is_success:
                return len(answer.json())
        except httpx.TransportError:
            pass
        time.sleep(0.3)
    raise TifawatchError(f"Datasette did not answer at {address}")
