"""`tifawatch init`, `watch`, `serve`, `site`, `demo` and `settings`."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from extractors.errors import TifawatchError
from flows.settings import PREFIX, SHIPPED, Settings, load_settings

if TYPE_CHECKING:  # its import is that of everything, which `--help` need not wait for
    from flows.watch_report import WatchReport

OWN_FILES = {"flows/sources.yaml": "sources.yaml", "alerts/routes.yaml": "routes.yaml", "deploy/.env.example": ".env"}
OWN_FORMULAS = """\
Your own formulas: one file a formula, <theme>/<id>.yaml, in the form of extractors/formulas/README.md.
A file whose id the codebook has wins over the codebook's.
Try one with `tifawatch codebook check` and `tifawatch codebook preview ID`.
"""


def init(
    folder: Annotated[Path, typer.Argument(help="where the database, your sources, routes and formulas will live")],
) -> None:
    """Make a working directory with your own sources, formulas and routes."""
    folder.mkdir(parents=True, exist_ok=True)
    for shipped, own in OWN_FILES.items():
        if (folder / own).exists():
            typer.echo(f"kept      {folder / own}")
        else:
            shutil.copyfile(SHIPPED / shipped, folder / own)
            typer.echo(f"written   {folder / own}")
    (folder / "formulas").mkdir(exist_ok=True)
    (folder / "formulas" / "README.txt").write_text(OWN_FORMULAS, "utf-8")
    typer.echo(f"written   {folder / 'formulas'}/")
    typer.echo(
        f"\nNext: look at {folder}/.env (where alerts go) and {folder}/sources.yaml, then\n"
        f"  cd {folder}\n  tifawatch sources check\n  tifawatch watch --once\n  tifawatch serve"
    )


def watch(
    once: Annotated[bool, typer.Option("--once", help="run one cycle and end; for a schedule use `tifawatch serve`")] = False,
    sources: Annotated[Path | None, typer.Option(help="sources file instead of the home's", exists=True, dir_okay=False)] = None,
    db: Annotated[Path | None, typer.Option(help="SQLite file instead of the home's")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="run the path as plain functions, without Prefect")] = False,
) -> None:
    """Run one cycle: poll what is due, read what is new, store it, detect shifts, fill the outbox."""
    if not once:
        raise TifawatchError("watch: say --once for one cycle; the schedule is `tifawatch serve`")
    settings = load_settings(sources=sources, database=db)
    report = _plain_cycle(settings) if plain else _prefect_cycle(settings)
    console = Console()
    console.print(_report_table(report.rows()))
    console.print(report.summary(), soft_wrap=True)
    if report.failed:
        raise TifawatchError("no source could be read; `tifawatch sources check` explains each")
    typer.echo("next: `tifawatch dispatch` sends what the outbox holds, `tifawatch site` shows what is stored")


def _plain_cycle(settings: Settings) -> WatchReport:
    from flows.watch import watch_once

    return watch_once(settings, datetime.now(UTC))


def _prefect_cycle(settings: Settings) -> WatchReport:
    """Run the cycle as a flow: against the server PREFECT_API_URL names, else one of our own for this run."""
    from flows.prefect_server import running_server

    if "PREFECT_API_URL" in os.environ:
        return _flow(settings)
    typer.echo("starting a Prefect server for this run …", err=True)
    with running_server(settings.home) as environment:
        os.environ.update(environment)
        return _flow(settings)


def _flow(settings: Settings) -> WatchReport:
    from flows.tasks import watch_flow

    return watch_flow(home=str(settings.home), sources=_text(settings.sources), database=_text(settings.database))


def _text(path: Path | None) -> str | None:
    return str(path) if path else None


def _report_table(rows: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("source", "state", "pages", "new statements", "message"):
        table.add_column(name)
    for row in rows:
        table.add_row(*(str(row[name]) for name in ("source", "state", "pages", "new statements", "message")))
    return table


def serve(
    prefect_port: Annotated[int, typer.Option(help="port of the Prefect server on loopback")] = 4200,
) -> None:
    """Run the watch for good: schedule, dispatcher and Datasette under one parent; Ctrl-C or SIGTERM ends it."""
    from flows.serve import serve_forever

    settings = load_settings()
    typer.echo(f"watching every {settings.every_minutes:g} min; site on http://127.0.0.1:{settings.datasette_port}")
    serve_forever(settings, lambda line: typer.echo(line, err=True), prefect_port)


def site(
    home: Annotated[Path | None, typer.Option(help="working directory; default: this one")] = None,
) -> None:
    """Open the archive in Datasette on loopback, read-only."""
    from store.site import datasette_command

    settings = load_settings(home)
    if not settings.database_path.exists():
        raise TifawatchError(f"{settings.database_path}: there is no database yet; run `tifawatch watch --once` first")
    typer.echo(f"http://127.0.0.1:{settings.datasette_port}/  (Ctrl-C ends it)")
    command = datasette_command(settings.database_path, settings.datasette_port)
    os.execv(command[0], command)  # noqa: S606 - our own command, in this process: what ends the one ends the other


def demo(
    home: Annotated[Path, typer.Option(help="where the demo keeps its files; made anew each time")] = Path("demo"),
) -> None:
    """Run the main job on sample sites: two publications, one statement alert, one shift alert with its redline."""
    from flows.demo import run_demo

    run_demo(home, Console())


def settings() -> None:
    """List every setting, its value now and the variable that sets it."""
    now = load_settings()
    table = Table(box=None, pad_edge=False)
    for name in ("variable", "value", "what it is"):
        table.add_column(name, overflow="fold")
    for name, field in Settings.model_fields.items():
        table.add_row(PREFIX + name.upper(), str(getattr(now, name)), field.description)
    Console().print(table)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (init, watch, serve, site, demo, settings):
        app.command()(command)
