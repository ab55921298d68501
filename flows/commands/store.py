"""`tifawatch search`, `backup`, `restore` and `store …`: the archive asked, saved, put back and checked."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from extractors.errors import TifawatchError
from flows.settings import load_settings

store_commands = typer.Typer(help="Look after the database.", no_args_is_help=True)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help='all must occur; "quoted words" stand together, -word must not occur, negotiat* begins a word, OR between alternatives')],
    statements: Annotated[bool, typer.Option("--statements", help="only words attributed to a speaker")] = False,
    limit: Annotated[int, typer.Option(min=1, help="at most so many hits")] = 20,
) -> None:
    """Find documents and statements by their words, in any of the languages; newest first."""
    from store.schema import open_store  # here and below: costs more than all that `--help` needs
    from store.search import search as find_words

    with closing(open_store(load_settings().database_path, readonly=True)) as db:
        hits = find_words(db, " ".join(words), kind="statement" if statements else None, limit=limit)
    console = Console(highlight=False, soft_wrap=True)
    for hit in hits:
        who = f"[bold]{escape(hit.speaker or 'unknown speaker')}[/]  " if hit.kind == "statement" else ""
        console.print(f"{hit.published_on or 'undated   '}  {who}{escape(hit.title)}  [dim]{escape(hit.source)}[/]")
        console.print(f"            {escape(hit.excerpt)}\n            [dim]{escape(hit.url)}[/]")
    if not hits:
        console.print("nothing found")
        raise typer.Exit(1)


def backup(
    destination: Annotated[Path, typer.Argument(metavar="DEST", help="a file that does not exist yet, or a folder")],
) -> None:
    """Save the database while the watch goes on; the backup counts only after it was restored and checked."""
    from store.backup import make_backup

    made = make_backup(load_settings().database_path, destination, datetime.now(UTC))
    typer.echo(f"{made.path}: {made.size / 1e6:.1f} MB, restored and checked: {_counted(made.counts)}")


def restore(
    backup_file: Annotated[Path, typer.Argument(metavar="BACKUP", help="a file made by `tifawatch backup`")],
) -> None:
    """Put a backup in the database's place, after checking it; stop `tifawatch serve` first."""
    from store.backup import restore_backup

    path = load_settings().database_path
    restored = restore_backup(backup_file, path, datetime.now(UTC))
    typer.echo(f"{path}: restored and checked: {_counted(restored.counts)}")
    typer.echo("What waited to be sent when the backup was made is in the next digest; the first poll of each source pushes nothing.")


@store_commands.command()
def check(
    pages: Annotated[bool, typer.Option("--pages/--no-pages", help="also unpack every raw page and compare its hash")] = True,
) -> None:
    """Check integrity, references, offsets, the promises about deliveries, the search index and the raw pages."""
    from store.check import check_store
    from store.schema import open_store

    path = _existing()
    with closing(open_store(path)) as db:
        report = check_store(db, pages=pages)
    for fault in report.faults:
        typer.echo(f"{path}: {fault}", err=True)
    typer.echo(f"{path}: {len(report.faults) or 'no'} faults; {_counted(report.counts)}")
    if report.faults:
        typer.echo("Keep the file, and restore the last good backup with `tifawatch restore`.", err=True)
        raise typer.Exit(1)


@store_commands.command()
def prune() -> None:
    """Drop raw pages older than TIFAWATCH_KEEP_PAGES_DAYS; words, and pages that an alert rests on, stay."""
    from store.retention import drop_old
    from store.schema import open_store

    settings = load_settings()
    with closing(open_store(_existing())) as db:
        dropped = drop_old(db, datetime.now(UTC), timedelta(days=settings.keep_pages_days))
    typer.echo(f"dropped {dropped.pages} raw pages ({dropped.bytes / 1e6:.1f} MB) and {dropped.reports} poll reports")


def _existing() -> Path:
    path = load_settings().database_path
    if not path.is_file():
        raise TifawatchError(f"{path}: there is no database; TIFAWATCH_HOME or TIFAWATCH_DATABASE says where it is")
    return path


def _counted(counts: Mapping[str, int]) -> str:
    shown = ("documents", "versions", "statements", "utterances", "shifts", "alerts", "deliveries")
    return ", ".join(f"{counts.get(name, 0)} {name}" for name in shown)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(context_settings={"ignore_unknown_options": True})(search)  # -word is a word to avoid
    app.command()(backup)
    app.command()(restore)
    app.add_typer(store_commands, name="store")
