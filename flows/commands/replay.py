"""`tifawatch replay` and `tifawatch calibrate`: the past watched again, and what its noise allows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from extractors.records.changes import Utterance
from flows.settings import load_settings

if TYPE_CHECKING:  # their imports are those of everything that codes and detects, which `--help` need not wait for
    from extractors.shifts.calibration import Calibration, Interval, NoiseRate, PushRate
    from extractors.shifts.power import Power
    from flows.replay import Progress as Watcher
    from flows.replay import Replayed, Unplaced

NOT_DETECTABLE = """Not detectable: a rate that fades or drifts slowly, at this volume; anything that only a report leaves out;
a change of words that only a translation shows; a change that the watched side never publishes."""
LISTED = 20  # unplaced lines shown; the rest is counted


def replay(
    texts: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="one text a line, as for `code`, with `published`; any order", exists=True, dir_okay=False)],
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="OUT.jsonl", help="where to write the shifts; default: standard output")] = None,
    learn_until: Annotated[str | None, typer.Option("--learn-until", metavar="DATE", help="before this ISO date everything is detected and nothing is pushed")] = None,
) -> None:
    """Watch a corpus again in date order, each day judged by nothing but its past, and list the shifts."""
    from flows.replay import read_chronology, shift_to_json, write_shifts
    from flows.replay import replay as watch_again

    learning = _day(learn_until) if learn_until else None
    documents, unplaced = read_chronology(texts, datetime.now(UTC).date())
    with _progress() as tell:
        result = watch_again(documents, load_settings().formula_folders, learn_until=learning, tell=tell)
    result.unplaced[:0] = unplaced
    if out is None:
        for shift in result.shifts:
            typer.echo(json.dumps(shift_to_json(shift), ensure_ascii=False))
    else:
        write_shifts(result.shifts, out)
    _close(result)
    if result.unplaced and not result.documents:
        raise typer.Exit(1)


@contextmanager
def _progress() -> Iterator[Watcher]:
    """Show how far the work is, on a terminal only."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bars:
        stages: dict[str, TaskID] = {}

        def tell(stage: str, done: int, whole: int) -> None:
            if stage not in stages:
                stages[stage] = bars.add_task(f"{stage} {whole} documents", total=whole)
            bars.update(stages[stage], completed=done)

        yield tell


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
    _tell_unplaced(result.unplaced)


def _tell_unplaced(unplaced: Sequence[Unplaced]) -> None:
    """List what has no place in the chronology, and why."""
    console = Console(stderr=True)
    if unplaced:
        console.print(f"{len(unplaced)} {'line is' if len(unplaced) == 1 else 'lines are'} unplaced:")
    for one in unplaced[:LISTED]:
        console.print(f"  {one.document}: {one.reason}", markup=False)
    if len(unplaced) > LISTED:
        console.print(f"  … and {len(unplaced) - LISTED} more")


def calibrate_history(
    budget: Annotated[float, typer.Option("--budget", min=0.01, help="false alerts a year, over every kind that permutation can calibrate")] = 2.0,
    corpus: Annotated[Path | None, typer.Option("--corpus", metavar="IN.jsonl", help="calibrate on a corpus instead of the stored history; nothing is saved", exists=True, dir_okay=False)] = None,
    permutations: Annotated[int, typer.Option("--permutations", min=10, help="shuffled histories to measure noise on")] = 100,
) -> None:
    """Measure what noise alone would raise on the own history, set the thresholds that keep the budget, and say what cannot be found."""
    from extractors.shifts.calibration import calibrate
    from extractors.shifts.power import measure_power
    from flows.thresholds import save_thresholds

    settings = load_settings()
    utterances, verdicts = _of_corpus(corpus) if corpus else _of_store(settings.database_path)
    if not utterances:
        typer.echo("there is no history to calibrate on: run `tifawatch watch` for a while, or give a corpus with --corpus", err=True)
        raise typer.Exit(1)
    waiting = Console(stderr=True)
    with waiting.status(f"measuring noise on {permutations} shuffled histories of {len(utterances)} utterances"):
        found = calibrate(utterances, budget, permutations=permutations, verdicts=verdicts)
    with waiting.status("putting synthetic changes into the history, to see which are found"):
        power = measure_power(utterances, found.thresholds)
    _report(found, power)
    if corpus is None:
        typer.echo(f"thresholds saved in {save_thresholds(found.thresholds, settings.home)}")


def _of_corpus(path: Path) -> tuple[tuple[Utterance, ...], dict[str, bool]]:
    from flows.replay import read_chronology
    from flows.replay import replay as watch_again

    documents, unplaced = read_chronology(path, datetime.now(UTC).date())
    with _progress() as tell:
        result = watch_again(documents, load_settings().formula_folders, tell=tell)
    _tell_unplaced([*unplaced, *result.unplaced])
    return result.utterances, {}


def _of_store(path: Path) -> tuple[tuple[Utterance, ...], dict[str, bool]]:
    if not path.exists():
        return (), {}
    from alerts.rules import group_of
    from store.queries import fetch_utterances, fetch_verdicts
    from store.schema import open_store

    db = open_store(path, readonly=True)
    judged = {
        group_of(alert): verdict == "dismiss"
        for alert, _, verdict, _ in fetch_verdicts(db)
        if alert.startswith("shift:") and verdict in ("confirm", "dismiss")
    }
    return fetch_utterances(db), judged


def _report(found: Calibration, power: Sequence[Power]) -> None:
    console = Console()
    console.print(f"{found.utterances} utterances in {found.years:.1f} years; budget {found.budget:g} false alerts a year")
    console.print(_noise_table(found.noise))
    console.print("A first use stays a first use in any order: of the other kinds only what they push is counted.")
    console.print(_pushes_table(found.pushes))
    console.print(_power_table(power))
    console.print(NOT_DETECTABLE)


def _noise_table(noise: Sequence[NoiseRate]) -> Table:
    from extractors.shifts.calibration import NEVER

    table = Table("kind", "threshold (log10 BF)", "false a year (95 %)", "series", "permutations", "note", title="noise: what shuffled history raises")
    for one in noise:
        rate = str(one.false_a_year) if one.permutations else "not measured"
        threshold = "never pushed" if one.threshold >= NEVER else f"{one.threshold:g}"
        table.add_row(one.kind, threshold, rate, str(one.series), str(one.permutations), one.note)
    return table


def _pushes_table(pushes: Sequence[PushRate]) -> Table:
    table = Table("kind", "alerts", "a year (95 %)", "per ten statements", "judged", "false share (95 %)", title="pushes, by the first line; verdicts tell what was false")
    for one in pushes:
        table.add_row(one.kind, str(one.alerts), str(one.a_year), f"{one.per_ten_statements:.2f}", str(one.judged), _share(one.false_share))
    return table


def _power_table(power: Sequence[Power]) -> Table:
    table = Table("change", "found", "recall (95 %)", "median delay, days", "pushed", title="power: synthetic changes in the real history")
    for one in power:
        delay = "–" if one.median_delay_days is None else str(one.median_delay_days)
        recall = str(one.recall) if one.tried else "no series of full texts"
        table.add_row(one.change, f"{one.found} of {one.tried}", recall, delay, str(one.pushed))
    return table


def _share(interval: Interval | None) -> str:
    return "no verdicts yet" if interval is None else str(interval)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(replay)
    app.command("calibrate")(calibrate_history)
