"""`tifawatch codebook …` and `tifawatch recode`: look at the formulas, try an edit on the history, put it into force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from extractors.errors import FaultyFileError, TifawatchError
from flows.settings import load_settings

if TYPE_CHECKING:  # their imports are those of nearly everything, which `--help` need not wait for
    from extractors.codebook.codebook import Codebook
    from extractors.codebook.formula import Formula
    from extractors.codebook.history import Find, Preview
    from extractors.records.words import CodedDocument

codebook_commands = typer.Typer(help="The formulas: check, look, try out, extend.", no_args_is_help=True)

Database_ = Annotated[Path | None, typer.Option("--against", metavar="DB", help="the database; default: that of the working directory")]


@codebook_commands.command()
def check(
    folders: Annotated[list[Path] | None, typer.Argument(metavar="[FOLDER…]", help="folders of formulas; default: the shipped ones and those of the working directory")] = None,
) -> None:
    """Read every formula and list all faults with path and field; exit status 1 when there is one."""
    from extractors.codebook.codebook import load_codebook

    try:
        codebook = load_codebook(folders or load_settings().formula_folders)
    except FaultyFileError as error:
        for fault in error.faults:
            typer.echo(str(fault), err=True)
        typer.echo(f"{len(error.faults)} faults; the codebook in force stays as it was", err=True)
        raise typer.Exit(1) from None
    patterns = sum(len(rules.matcher.rules) for rules in codebook.languages.values())
    examples = sum(len(formula.examples) for formula in codebook.formulas.values())
    typer.echo(f"{len(codebook.formulas)} formulas, {patterns} patterns, {examples} examples: all right (version {codebook.version})")


@codebook_commands.command(name="list")
def list_formulas(
    theme: Annotated[str | None, typer.Option(help="only this theme")] = None,
) -> None:
    """List the formulas: id, theme, status, languages, what they say."""
    table = Table("formula", "theme", "status", "patterns", "says", box=None, padding=(0, 2, 0, 0))
    for formula in sorted(_codebook().formulas.values(), key=lambda one: (one.theme, one.id)):
        if theme in (None, formula.theme.value):
            counts = " ".join(f"{language}:{len(patterns)}" for language, patterns in formula.patterns.items())
            table.add_row(formula.id, formula.theme.value, formula.status.value, counts, escape(formula.label))
    Console(soft_wrap=True, highlight=False).print(table)


@codebook_commands.command()
def show(formula: Annotated[str, typer.Argument(metavar="FORMULA", help="id, as `codebook list` gives it")]) -> None:
    """Show one formula: definition, slots, patterns, examples, and the file to edit."""
    console = Console(soft_wrap=True, highlight=False)
    one = _formula(_codebook(), formula)
    console.print(f"[bold]{escape(one.label)}[/]  {one.id} · {one.theme.value} · {one.direction} · {one.status.value}")
    console.print(escape(one.definition))
    for slot in one.slots.values():
        openness = f"open, up to {slot.open} words nobody listed" if slot.open else "listed values only"
        console.print(f"\n[bold]slot {{{slot.name}}}[/] {escape(slot.meaning)} ({openness}): {escape(', '.join(slot.values))}")
    for language, patterns in one.patterns.items():
        console.print(f"\n[bold]patterns {language}[/]")
        console.print("\n".join("  " + escape(pattern) for pattern in patterns))
    for coded in (True, False):
        console.print(f"\n[bold]{'coded' if coded else 'not coded'}[/]")
        for example in one.examples:
            if example.coded == coded:
                console.print(f"  {example.language}  {escape(example.text)}  [dim]{example.source}[/]")
    console.print(f"\n[dim]file {escape(one.path)}, reviewed {one.reviewed}[/]")


@codebook_commands.command()
def preview(
    formula: Annotated[str, typer.Argument(metavar="FORMULA", help="id, as `codebook list` gives it")],
    against: Database_ = None,
    samples: Annotated[int, typer.Option(min=0, help="finds to show of each kind")] = 5,
) -> None:
    """Show what a formula, as it stands in the files now, finds in the stored history, and what that changes."""
    from extractors.codebook.history import preview_formula

    codebook = _codebook()
    one = _formula(codebook, formula)
    with _history(against) as documents:
        result = preview_formula(codebook, one.id, documents)
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"[bold]{escape(one.label)}[/]: {len(result.found)} finds in the statements that count")
    for month, count in result.months().items():
        console.print(f"  {month}  {count:4}  {'▪' * min(count, 60)}")
    _print_finds(console, "found", result.found, samples)
    _print_finds(console, "added: not stored so far", result.added, samples)
    _print_finds(console, "removed: stored, and not found any more", result.removed, samples)
    _print_aside(console, result)
    if result.added or result.removed:
        console.print("\nput it into force with: tifawatch recode")


@codebook_commands.command()
def suggest(
    against: Database_ = None,
    language: Annotated[str, typer.Option("--language", help="en, zh, uk or ru")] = "zh",
    most: Annotated[int, typer.Option(min=1, help="wordings to show")] = 20,
) -> None:
    """List wordings that recur in China's statements and that no formula covers, strongest first, with contexts."""
    from extractors.codebook.history import suggest_wordings

    with _history(against) as documents:
        phrases = suggest_wordings(_codebook(), documents, language, most)
    console = Console(soft_wrap=True, highlight=False)
    if not phrases:
        console.print(f"nothing recurs in the uncovered words of language {language}; is there history in it?")
    for phrase in phrases:
        console.print(f"[bold]{escape(phrase.phrase)}[/]  z {phrase.z:.1f}, in {phrase.count} statements (others: {phrase.background})")
        for context in phrase.contexts:
            console.print(f"    [dim]… {escape(context)} …[/]")


def recode(
    against: Database_ = None,
) -> None:
    """Code the stored history with the formulas as they are now; old codings are kept with their version, no alert is pushed."""
    from extractors.speakers import load_officials
    from flows.recode import recode_history

    path = against or load_settings().database_path
    _require(path)
    codebook = _codebook()
    with Progress(console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("recoding", total=None)
        documents, fresh = recode_history(
            path, codebook, load_officials(), datetime.now(UTC), lambda done, whole: bars.update(bar, completed=done, total=whole)
        )
    typer.echo(f"{documents} documents recoded with version {codebook.version}; {fresh} statements are new, no alert was made")


def _codebook() -> Codebook:
    from extractors.codebook.codebook import load_codebook

    return load_codebook(load_settings().formula_folders)


def _formula(codebook: Codebook, formula: str) -> Formula:
    if formula not in codebook.formulas:
        near = [name for name in codebook.formulas if formula.lower() in name] or ["see `tifawatch codebook list`"]
        raise TifawatchError(f"no formula {formula!r}; did you mean: {', '.join(near)}")
    return codebook.formulas[formula]


@contextmanager
def _history(against: Path | None) -> Iterator[Iterator[CodedDocument]]:
    from store.queries import fetch_coded
    from store.schema import open_store

    path = against or load_settings().database_path
    _require(path)
    with closing(open_store(path, readonly=True)) as db:
        yield fetch_coded(db)


def _require(path: Path) -> None:
    if not path.exists():
        raise TifawatchError(f"{path}: no database there yet; run `tifawatch watch --once` first or name one with --against")


def _print_finds(console: Console, title: str, finds: Sequence[Find], samples: int) -> None:
    console.print(f"\n[bold]{title}[/]: {len(finds)}")
    for find in finds[:samples]:
        slots = "  ".join(f"{name}={value}" for name, value in find.slots.items())
        before, trigger, after = find.sentence.partition(" ".join(find.words.split()))
        console.print(f"  {find.day or 'undated   '}  {escape(find.speaker)}  [dim]{escape(slots)}[/]")
        console.print(f"      {escape(before)}[reverse]{escape(trigger)}[/]{escape(after)}")


def _print_aside(console: Console, result: Preview) -> None:
    if result.set_aside:
        console.print("\n[bold]set aside[/]")
        for reason, count in result.set_aside.items():
            console.print(f"  {count:4}  {escape(reason)}")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.add_typer(codebook_commands, name="codebook")
    app.command()(recode)
