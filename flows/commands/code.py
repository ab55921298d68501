"""`tifawatch code` and `tifawatch explain`: read texts without fetching or storing."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from extractors.errors import TifawatchError
from extractors.records.words import CodedDocument, Document, Statement
from flows.settings import load_settings

if TYPE_CHECKING:  # its import is that of all attribution and coding, which `--help` need not wait for
    from flows.corpus import BadLineError


def code(
    texts: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="one text a line: id, text, and lang, published, title, url, outlet, source_kind where known", exists=True, dir_okay=False)],
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="OUT.jsonl", help="where to write; default: standard output")] = None,
    all_topics: Annotated[bool, typer.Option("--all-topics", help="every attributed statement, whatever it is about, one for each reporting verb")] = False,
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, help="processes to use")] = os.cpu_count() or 1,
) -> None:
    """Code texts without fetching or storing: who says what on Ukraine, which formulas, and why something does not count."""
    from flows.corpus import code_corpus, coded_to_json

    documents, faults = read_corpus(texts)
    folders = load_settings().formula_folders
    skipped = 0
    with _writing(out) as stream, Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"coding {len(documents)} texts", total=len(documents))
        for coded in code_corpus(documents, folders, all_topics=all_topics, each_verb=all_topics, jobs=min(jobs, 1 + len(documents) // 64)):
            stream.write(json.dumps(coded_to_json(coded), ensure_ascii=False) + "\n")
            skipped += bool(coded.skipped)
            progress.advance(task)
    if skipped:
        typer.echo(f"{skipped} of {len(documents)} texts were skipped; the reason stands in their field `skipped`", err=True)
    for fault in faults:
        typer.echo(str(fault), err=True)
    if faults:
        raise TifawatchError(f"{len(faults)} lines could not be used; the other {len(documents)} were coded")


def read_corpus(path: Path) -> tuple[list[Document], list[BadLineError]]:
    """Return the documents of a JSONL file and the faults of the lines that hold none."""
    from flows.corpus import BadLineError, read_documents

    lines = list(read_documents(path))
    faults = [line for line in lines if isinstance(line, BadLineError)]
    return [line for line in lines if isinstance(line, Document)], faults


@contextmanager
def _writing(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    with out.open("w", encoding="utf-8", errors="surrogateescape") as stream:
        yield stream


def explain(
    text: Annotated[str, typer.Argument(metavar="FILE|-", help="a text file, a JSONL of texts as for `code`, or - for standard input")],
    published: Annotated[str | None, typer.Option(help="ISO date of a plain text file, so that weekdays can be resolved")] = None,
    lang: Annotated[str | None, typer.Option(help="language of a plain text; default: detected")] = None,
) -> None:
    """Show each statement of a text with its speaker, formulas and every gate's verdict: why it counts, or why not."""
    from flows.corpus import code_corpus

    console = Console(soft_wrap=True, highlight=False)
    for coded in code_corpus(_documents(text, published, lang), load_settings().formula_folders, all_topics=True):
        console.rule(escape(coded.document.id), align="left")
        _explain_document(console, coded)


def _documents(text: str, published: str | None, lang: str | None) -> list[Document]:
    from flows.corpus import document_from_json

    if text.endswith((".jsonl", ".ndjson")):
        documents, faults = read_corpus(Path(text))
        for fault in faults:
            typer.echo(str(fault), err=True)
        return documents
    words = sys.stdin.read() if text == "-" else Path(text).read_text("utf-8", errors="replace")
    fields = {"id": text, "text": words, "published": published, "lang": lang}
    return [document_from_json(json.dumps(fields), text)]


def _explain_document(console: Console, coded: CodedDocument) -> None:
    if coded.skipped:
        console.print(f"[yellow]skipped:[/] {escape(coded.skipped)}")
    elif not coded.statements:
        console.print("no attributed statement found")
    for statement in coded.statements:
        _explain_statement(console, coded.document.text, statement)


def _explain_statement(console: Console, text: str, statement: Statement) -> None:
    verdict = "[green]counts[/]" if statement.counts else "[red]does not count[/]"
    who = statement.speaker
    console.print(
        f"\n[bold]{escape(who.name or 'unknown speaker')}[/] ({escape(who.office or who.as_written)}; for {who.acts_for or '?'}) "
        f"{verdict}  {statement.start}–{statement.end}  {statement.directness}, {statement.layer}, "
        f"said on {statement.said_on or 'unknown day'} ({statement.said_on_basis or 'no basis'})"
    )
    console.print(f"  {escape(statement.text)}")
    for gate in statement.gates:
        mark = "[green]pass[/]" if gate.passed else "[red]stop[/]"
        console.print(f"  gate {gate.name}: {mark} {escape(gate.reason)}")
    for coding in statement.codings:
        stopped = "; ".join(f"{gate.name}: {gate.reason}" for gate in coding.gates if not gate.passed)
        slots = ", ".join(f"{slot.name}={slot.value}" for slot in coding.slots)
        console.print(
            f"  formula [bold]{coding.formula}[/] “{escape(text[coding.start : coding.end])}” "
            f"{escape(slots)}{' [red]not counted:[/] ' + escape(stopped) if stopped else ''}"
        )


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(code)
    app.command()(explain)
