"""`tifawatch sources list|check|add`: what is watched, whether it can be read, and something new to watch."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from extractors.errors import TifawatchError
from extractors.records.pages import Entry, Layer, Listing, Source, SourceReport, SourceState
from flows.health import GOOD
from flows.settings import Settings, load_settings

if TYPE_CHECKING:  # costs more than all that `--help` needs
    from flows.sources import SourceEntry

sources_commands = typer.Typer(help="See, try and add the sources that are watched.", no_args_is_help=True)

FileOption = Annotated[Path | None, typer.Option("--file", help="sources file instead of the home's", dir_okay=False)]
COLOURS = dict.fromkeys(GOOD, "green") | {SourceState.STALE: "yellow", SourceState.UNDATED: "yellow"}
SHOWN = 5
OFFICIAL = (
    "If it publishes a government's own words, say so: --side China --tier 1 --layer original (or translation).\n"
    "Then every page is read, and visited again for silent edits; of other sources only pages that name Ukraine are read."
)


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.add_typer(sources_commands, name="sources")


@sources_commands.command("list")
def list_sources(file: FileOption = None) -> None:
    """List every source with its state at the last poll."""
    from flows.sources import format_duration, load_entries

    settings = load_settings(sources=file)
    last = _last_reports(settings)
    table = _table("name", "kind", "language", "tier", "side", "every", "state", "since")
    entries = load_entries(settings.sources_path)
    for entry in entries:
        report = last.get(entry.name)
        state = "off" if entry.off else str(report.state) if report else "not polled yet"
        since = f"{report.since:%Y-%m-%d %H:%M}" if report and report.since and not entry.off else ""
        table.add_row(
            entry.name, entry.kind, entry.language, str(entry.tier), entry.side, format_duration(entry.every), state, since
        )
    console = _console()
    console.print(table)
    console.print(f"\n{sum(not entry.off for entry in entries)} watched, {sum(entry.off for entry in entries)} off ({settings.sources_path})")


@sources_commands.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]…", help="only these; default: all that are on")] = None,
    file: FileOption = None,
) -> None:
    """Try to read every source now and explain each; nothing is stored. Exit status 1 when one is in trouble."""
    from flows.sources import load_sources
    from flows.trial import try_sources

    settings = load_settings(sources=file)
    wanted = _chosen(load_sources(settings.sources_path), names or [])
    console = _console()
    found: list[tuple[SourceReport, Listing | None]] = []
    with _progress(console, f"asking {len(wanted)} source{'s' * (len(wanted) != 1)}, each host at its own pace") as progress:
        task = progress.add_task("", total=len(wanted))
        for source, report, listing in try_sources(wanted, settings, datetime.now(UTC)):
            progress.advance(task)
            found.append((report, listing))
            progress.update(task, description=f"{source.name}: {report.state}")
    _show_reports(console, found, with_entries=bool(names))
    readable = sum(report.state in GOOD for report, _ in found)
    console.print(f"\n{readable} of {len(found)} sources can be read")
    if readable < len(found):
        raise typer.Exit(1)


@sources_commands.command()
def add(
    url: Annotated[str, typer.Argument(metavar="ADDRESS", help="a feed, a list of articles, or the front page of a site")],
    name: Annotated[str | None, typer.Option(help="short name; default: made from the address")] = None,
    title: Annotated[str | None, typer.Option(help="what readers of alerts see")] = None,
    language: Annotated[str | None, typer.Option(help="two letters; default: found in the titles")] = None,
    side: Annotated[str | None, typer.Option(help="whose words it publishes: China, Ukraine, …")] = None,
    layer: Annotated[Layer | None, typer.Option(help="how far the words are from the speaker's mouth")] = None,
    tier: Annotated[int | None, typer.Option(min=1, max=3, help="1 official, 2 press with editors, 3 everything else")] = None,
    timezone: Annotated[str | None, typer.Option(help="where its dates are local, such as Asia/Shanghai")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="write without asking")] = False,
    file: FileOption = None,
) -> None:
    """Find the feed or the list of articles at an address, show what would be read, and write the entry."""
    from flows.sources import load_entries, write_entry
    from flows.trial import find_source

    settings = load_settings(sources=file)
    path = _own_file(settings)
    known = load_entries(path)
    _refuse_known(url, known)
    console, now = _console(), datetime.now(UTC)
    given = {"name": name, "title": title, "language": language, "side": side, "layer": layer, "tier": tier, "timezone": timezone}
    with _progress(console, f"looking at {url}"):
        found = find_source(url, settings, known, given, now)
    for line in found.tried:
        console.print(f"[dim]{escape(line)}[/]")
    _refuse_known(found.entry.url, known)
    _show(console, found.entry, found.listing)
    if not yes and not typer.confirm(f"\nWrite it to {path}?", default=True):
        raise typer.Exit(1)
    write_entry(path, found.entry)
    console.print(f"Written. Next: tifawatch sources check {found.entry.name}, then tifawatch watch --once")


def _chosen(sources: Sequence[Source], names: Sequence[str]) -> tuple[Source, ...]:
    unknown = set(names) - {source.name for source in sources}
    if unknown:
        raise TifawatchError(f"no such source is on: {', '.join(sorted(unknown))}; `tifawatch sources list` names all")
    if not sources:
        raise TifawatchError("no source is on: `tifawatch sources add ADDRESS` finds one at an address and writes it")
    return tuple(source for source in sources if not names or source.name in names)


def _own_file(settings: Settings) -> Path:
    from flows.sources import SHIPPED_SOURCES

    path = settings.sources_path
    if path.resolve() == SHIPPED_SOURCES.resolve():
        raise TifawatchError("there is no sources file of your own yet: run `tifawatch init DIR`, and this command in DIR")
    return path


def _refuse_known(url: str, known: Sequence[SourceEntry]) -> None:
    for entry in known:
        if entry.url == url:
            raise TifawatchError(f"{url} is already there as {entry.name}" + (" (off: true)" if entry.off else ""))


def _last_reports(settings: Settings) -> dict[str, SourceReport]:
    if not settings.database_path.exists():
        return {}
    from flows.sources import load_entries
    from store.queries import fetch_reports
    from store.schema import open_store

    with closing(open_store(settings.database_path, readonly=True)) as db:
        names = [entry.name for entry in load_entries(settings.sources_path)]
        return {name: report for name in names for report in fetch_reports(db, name, 1)}


def _show_reports(console: Console, found: Sequence[tuple[SourceReport, Listing | None]], *, with_entries: bool) -> None:
    """Print a line a source, and below it whatever there is to say about one, across the whole width."""
    table = _table("source", "state", "entries", "newest", "took")
    for report, _ in found:
        newest = _moment(report.newest) if report.newest else ""
        table.add_row(report.source, _coloured(report.state), str(report.entries or ""), newest, f"{report.elapsed:.1f} s")
    console.print(table)
    for report, listing in found:
        lines = [escape(text) for text in (report.message, report.remedy and f"→ {report.remedy}") if text]
        if listing is not None and with_entries:
            lines += [f"[dim]{_moment(entry.published)}[/] {escape(entry.title or entry.url)}" for entry in _newest(listing)]
        if lines:
            console.print(f"\n[bold]{report.source}[/] {_coloured(report.state)}")
            console.print(Padding("\n".join(lines), (0, 0, 0, 2)))


def _coloured(state: SourceState) -> str:
    return f"[{COLOURS.get(state, 'red')}]{state}[/]"


def _show(console: Console, entry: SourceEntry, listing: Listing) -> None:
    from ruamel.yaml import YAML

    from flows.sources import as_yaml

    table = _table("published", "title", "address")
    newest = _newest(listing)
    for found in newest:
        table.add_row(_moment(found.published), escape(found.title), escape(found.url))
    console.print(f"\n{len(listing.entries)} entries, the newest {len(newest)}:")
    console.print(table)
    console.print("\nThe entry:\n")
    YAML().dump([as_yaml(entry)], console.file)
    if entry.tier > 1:
        console.print(f"\n{OFFICIAL}")


def _newest(listing: Listing) -> list[Entry]:
    """Return the newest entries; those without a date come last, in the listing's order."""
    undated = datetime.min.replace(tzinfo=UTC)
    return sorted(listing.entries, key=lambda entry: entry.published or undated, reverse=True)[:SHOWN]


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "undated"


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _progress(console: Console, text: str) -> Progress:
    console.print(text + " …")
    return Progress(SpinnerColumn(), TextColumn("{task.completed}/{task.total} {task.description}"), TimeElapsedColumn(), console=console, transient=True)


def _console() -> Console:
    return Console(highlight=False)
