"""`tifawatch replay` and `tifawatch calibrate`: the past watched again, and what its noise allows."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from flows.replay import Replayed, read_chronology, shift_to_json, write_shifts
from flows.replay import replay as watch_again
from flows.settings import load_settings

LISTED = 20  # unplaced lines shown; the rest is counted


def replay(
    texts: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="one text a line, as for `code`, with `published`; any order", exists=True, dir_okay=False)],
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="OUT.jsonl", help="where to write the shifts; default: standard output")] = None,
    learn_until: Annotated[str | None, typer.Option("--learn-until", metavar="DATE", help="before this ISO date everything is detected and nothing is pushed")] = None,
) -> None:
    """Watch a corpus again in date order, each day judged by nothing but its past, and list the shifts."""
    learning = _day(learn_until) if learn_until else None
    documents, unplaced = read_chronology(texts, datetime.now(UTC).date())
    result = watch_again(documents, load_settings().formula_folders, learn_until=learning)
    result.unplaced[:0] = unplaced
    if out is None:
        for shift in result.shifts:
            typer.echo(json.dumps(shift_to_json(shift), ensure_ascii=False))
    else:
        write_shifts(result.shifts, out)
    _close(result)
    if result.unplaced and not result.documents:
        raise typer.Exit(1)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not an ISO date like 2024-03-01", param_hint="--learn-until") from None


def _close(result: Replayed) -> None:
    """Print the closing table and everything that has no place in the chronology."""
    console = Console(stderr=True)
    header, *rows = result.table()
    table = Table(title=f"alerts a month and kind ({result.documents} documents, {len(result.shifts)} shifts)")
    for column in header:
        table.add_column(column, justify="left" if column == "month" else "right")
    for row in rows:
        table.add_row(*row)
    console.print(table)
    if result.unplaced:
        console.print(f"{len(result.unplaced)} lines are unplaced:")
        for one in result.unplaced[:LISTED]:
            console.print(f"  {one.document}: {one.reason}", markup=False)
        if len(result.unplaced) > LISTED:
            console.print(f"  … and {len(result.unplaced) - LISTED} more")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(replay)
