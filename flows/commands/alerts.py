"""Commands about alerts: list, show, test, preview, verdicts; the dispatcher, the digest and the watchdog."""

from __future__ import annotations

import re
import signal
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from alerts.links import short_id
from extractors.errors import TifawatchError
from extractors.records.changes import Acceptance, Alert, AlertKind
from flows.settings import load_settings

if TYPE_CHECKING:  # their imports are those of the store and of all that sends, which `--help` need not wait for
    from sqlite_utils import Database

    from alerts.route_fields import Route
    from flows.preview import Preview

alerts_app = typer.Typer(
    no_args_is_help=True,
    help="What was told to whom: list, show, test, preview, judge.",
    epilog="Who hears what stands in routes.yaml. After an edit: `tifawatch alerts preview ROUTE`, then `tifawatch alerts test ROUTE`.",
)
Home = Annotated[Path | None, typer.Option(help="working directory; default: this one")]


class Verdict(StrEnum):
    """What a reader can say of an alert; all but `confirm` and `unsure` count as wrong."""

    CONFIRM = "confirm"
    DISMISS = "dismiss"
    WRONG_SPEAKER = "wrong-speaker"
    WRONG_FORMULA = "wrong-formula"
    NOT_UKRAINE = "not-ukraine"
    TRANSLATION = "translation"
    REPRINT = "reprint"
    WRONG_DATE = "wrong-date"
    TRIVIAL = "trivial"
    UNSURE = "unsure"


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.add_typer(alerts_app, name="alerts")
    app.command()(dispatch)
    app.command()(digest)
    app.command()(watchdog)


@alerts_app.command("list")
def list_alerts(
    since: Annotated[str, typer.Option(help="how far back: 7d, 3m, 2y")] = "30d",
    kind: Annotated[AlertKind | None, typer.Option(help="only this kind")] = None,
    home: Home = None,
) -> None:
    """List alerts, newest first, with what became of them.

    pending: waits to be sent · sent: accepted by the target · unknown: sent, no answer, sent once more · digest: waits
    for a digest · digested: a digest with it was accepted.
    """
    from store.outbox import fetch_deliveries
    from store.queries import fetch_alerts, fetch_verdicts
    from store.schema import open_store

    db = open_store(load_settings(home).database_path, readonly=True)
    verdicts = {key: verdict for key, _, verdict, _ in fetch_verdicts(db)}
    found = [one for one in fetch_alerts(db, since=_ago(since), kind=kind) if not one.part_of]
    for alert in found:
        ways = ", ".join(f"{one.route} {one.state}" for one in fetch_deliveries(db, alert.key)) or "stored only"
        verdict = f", verdict {verdicts[alert.key]}" if alert.key in verdicts else ""
        typer.echo(f"{short_id(alert.key)}  {alert.created_at:%Y-%m-%d %H:%M}  {alert.kind}: {ways}{verdict}\n          {alert.subject}")
    if not found:
        typer.echo(f"no alerts in the last {since}; `--since 1y` looks further back")


@alerts_app.command("show")
def show_alert(alert_id: Annotated[str, typer.Argument(metavar="ID", help="as messages and `alerts list` give it")], home: Home = None) -> None:
    """Show one alert as its readers saw it, and every delivery."""
    from alerts.message import compose
    from alerts.render import render_text
    from flows.dispatch import as_known_now
    from flows.targets import site_of
    from store.outbox import fetch_deliveries
    from store.queries import fetch_verdicts
    from store.schema import open_store

    settings = load_settings(home)
    db = open_store(settings.database_path, readonly=True)
    alert = find_alert(db, alert_id)
    typer.echo(f"{alert.subject}\n{alert.key}\n")
    typer.echo(render_text(compose(as_known_now(db, alert), site_of(settings))))
    for one in fetch_deliveries(db, alert.key):
        again = f", {one.unknowns} unknown" if one.unknowns else ""
        error = f": {one.last_error}" if one.last_error else ""
        typer.echo(f"{one.route} → {one.target}: {one.state}, {one.attempts} attempts{again}{error}")
    for key, _, verdict, note in fetch_verdicts(db):
        if key == alert.key:
            typer.echo(f"verdict: {verdict}{f' ({note})' if note else ''}")


@alerts_app.command("verdict")
def give_verdict(
    alert_id: Annotated[str, typer.Argument(metavar="ID", help="as messages and `alerts list` give it")],
    verdict: Annotated[Verdict, typer.Argument(help="confirm it, or say what was wrong with it")],
    note: Annotated[str, typer.Option(help="why, for the record")] = "",
    home: Home = None,
) -> None:
    """Say whether an alert was right; digests print the precision that follows from it.

    confirm: right and worth it · dismiss: not worth an alert · wrong-speaker, wrong-formula, wrong-date: attributed, coded
    or dated wrongly · not-ukraine: about something else · translation: only a translator's word · reprint: said before ·
    trivial: right but of no weight · unsure: counts neither way.

    For instance: tifawatch alerts verdict 6ab4fae2 wrong-speaker --note "his deputy said it"
    """
    from store.save import save_verdict
    from store.schema import open_store

    db = open_store(load_settings(home).database_path)
    alert = find_alert(db, alert_id)
    save_verdict(db, alert.key, verdict, note, datetime.now(UTC))
    typer.echo(f"{short_id(alert.key)}: {verdict} - {alert.subject}")


@alerts_app.command("test")
def test_route(name: Annotated[str, typer.Argument(metavar="ROUTE", help="a name of routes.yaml")], home: Home = None) -> None:
    """Send a test message to a route's address, and say how it ended.

    accepted: the target took it · refused: it surely did not, with the reason · unknown: it may have arrived.
    """
    from alerts.blocks import Message, Words
    from alerts.routes import load_routes
    from alerts.send import send
    from flows.targets import address_of

    settings = load_settings(home)
    route = _route(load_routes(settings.routes_path), name)
    address = address_of(route.to)
    if address.fault:
        raise TifawatchError(f"route {name}: {address.fault}")
    said = Words(f"This is a test of route {name}. If you can read it, alerts will reach you here.")
    message = Message(short_id(f"test {name}"), (), f"Test of route {name}", (said,), route.why)
    outcome = send(address.text, message, settings.send_seconds, route.format)
    typer.echo(f"{name}: {outcome.acceptance}{f': {outcome.detail}' if outcome.detail else ''}")
    if outcome.acceptance is not Acceptance.ACCEPTED:
        raise typer.Exit(1)


@alerts_app.command("preview")
def preview_routes(
    name: Annotated[str | None, typer.Argument(metavar="[ROUTE]", help="a name of routes.yaml; default: every route")] = None,
    since: Annotated[str, typer.Option(help="how far back: 90d, 6m, 2y")] = "2y",
    home: Home = None,
) -> None:
    """Show how many alerts a route would have sent on the stored history, a month, with samples.

    Edit routes.yaml and run it again until the volume is right; nothing is sent. Without a history there is nothing to
    count: `tifawatch watch --once` stores what the sources hold now.
    """
    from alerts.routes import load_routes
    from extractors.codebook.codebook import load_codebook
    from flows.preview import preview, unknown_names
    from store.queries import fetch_shifts, fetch_utterances
    from store.schema import open_store

    settings = load_settings(home)
    routes = load_routes(settings.routes_path)
    chosen = (_route(routes, name),) if name else routes
    db = open_store(settings.database_path, readonly=True)
    today, first = datetime.now(UTC).date(), _ago(since).date()
    themes = {formula.id: formula.theme for formula in load_codebook(settings.formula_folders).formulas.values()}
    for shown in preview(chosen, fetch_utterances(db), fetch_shifts(db, since=first, until=today), first, today, themes):
        _print_preview(shown)
        for fault in unknown_names(shown.route, themes):
            typer.echo(f"  WARNING: {fault}")


def _print_preview(shown: Preview) -> None:
    route = shown.route
    typer.echo(f"\n{route.name}: {route.why}")
    if not shown.months:
        typer.echo("  nothing is stored for that time: there is nothing to count")
        return
    table = Table(box=None, pad_edge=False)
    for name in ("month", "pushes", "in digests"):
        table.add_column(name, justify="left" if name == "month" else "right")
    for month, pushes, listed in shown.months:
        table.add_row(month, str(pushes), str(listed))
    Console().print(table)
    for alert in shown.samples:
        typer.echo(f"  {alert.created_at:%Y-%m-%d}  {alert.subject}")
    typer.echo(f"  {_volume(shown)}")
    if shown.too_many:
        month, most = shown.busiest
        typer.echo(f"  WARNING: {most} pushes in {month} are above the ceiling of {route.ceiling}; narrow `hears`, or use `when: daily 07:30`")


def _volume(shown: Preview) -> str:
    """Say in one line how much it would have been."""
    months, listed = len(shown.months), sum(listed for _, _, listed in shown.months)
    month, most = shown.busiest
    pushes = f"{shown.a_month:.1f} pushes a month, at most {most} ({month})" if most else "no pushes"
    return f"{pushes}; {listed / months:.1f} alerts a month in digests; over {months} months of stored history"


def dispatch(
    loop: Annotated[bool, typer.Option("--loop", help="stay, and send whatever comes due")] = False, home: Home = None
) -> None:
    """Send what the outbox holds: alerts, escalations, digests. `tifawatch serve` does so all the time."""
    from flows.dispatcher import dispatch_forever, run_dispatch

    settings = load_settings(home)
    if loop:
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        dispatch_forever(settings, typer.echo, stop)
        return
    report = run_dispatch(settings, datetime.now(UTC))
    typer.echo(report.summary())
    if report.faults:
        raise typer.Exit(1)


def digest(
    now: Annotated[bool, typer.Option("--now", help="send every route's digest now, whatever its schedule")] = False,
    home: Home = None,
) -> None:
    """Send the digests that are due."""
    from alerts.routes import load_routes
    from flows.digest import mark_now, send_digests
    from flows.dispatcher import dispatcher

    settings, moment = load_settings(home), datetime.now(UTC)
    routes = load_routes(settings.routes_path)
    with dispatcher(settings) as (db, push):
        if now:
            mark_now(db, routes, moment)
        sent, faults = send_digests(db, routes, settings, moment, push, asked=now)
    typer.echo(f"{sent} digests delivered")
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(1)


def watchdog(
    heartbeat: Annotated[bool, typer.Option(help="also say once a day that all is well")] = False, home: Home = None
) -> None:
    """Look at the vital signs of the watch and speak through $TIFAWATCH_TO_WATCHDOG; for cron or a systemd timer."""
    from flows.watchdog import run_watchdog

    findings, outcome = run_watchdog(load_settings(home), datetime.now(UTC), heartbeat=heartbeat)
    for finding in findings:
        typer.echo(f"{finding.name}: {finding.text} - {finding.remedy}")
    if not findings:
        typer.echo("all is well")
    if outcome is not None:
        typer.echo(f"told: {outcome.acceptance}{f': {outcome.detail}' if outcome.detail else ''}", err=True)
    if findings:
        raise typer.Exit(1)


# ---------------------------------------------------------------- shared


def find_alert(db: Database, alert_id: str) -> Alert:
    """Return an alert by the short id that its messages carry, or by (the beginning of) its key."""
    from store.queries import fetch_alert, fetch_alerts

    for alert in fetch_alerts(db):
        if short_id(alert.key) == alert_id.lower():
            return alert
    by_key = fetch_alert(db, alert_id)
    if by_key is None:
        raise TifawatchError(f"no alert {alert_id!r}; `tifawatch alerts list --since 1y` shows the ids")
    return by_key


def _route(routes: Sequence[Route], name: str) -> Route:
    found = next((route for route in routes if route.name == name), None)
    if found is None:
        raise TifawatchError(f"no route {name!r}; there are {', '.join(route.name for route in routes)}")
    return found


def _ago(text: str) -> datetime:
    found = re.fullmatch(r"(\d+)\s*([dwmy])", text.strip())
    if not found:
        raise TifawatchError(f"{text!r} is no span of time; expected for instance 7d, 6w, 3m or 2y")
    days = {"d": 1, "w": 7, "m": 30.44, "y": 365.25}[found[2]]
    return datetime.now(UTC) - timedelta(days=int(found[1]) * days)
