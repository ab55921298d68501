"""The command line teaches, and the README names nothing that does not exist."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from extractors.errors import FaultyFileError
from flows.cli import build_app
from flows.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parent.parent
RUN = CliRunner()


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    return build_app()


def commands(group: object, prefix: tuple[str, ...] = ()) -> dict[tuple[str, ...], object]:
    """Return every command of the application with its path."""
    found: dict[tuple[str, ...], object] = {}
    for name, command in getattr(group, "commands", {}).items():
        if hasattr(command, "commands"):
            found |= commands(command, (*prefix, name))
        else:
            found[*prefix, name] = command
    return found


def test_every_command_says_what_it_does_and_what_each_option_means(app: typer.Typer) -> None:
    for path, command in commands(typer.main.get_command(app)).items():
        assert command.help, path
        silent = [p.name for p in command.params if p.name != "help" and not getattr(p, "help", None)]
        assert not silent, (path, silent)


def test_help_does_not_wait_for_what_reads_codes_and_stores() -> None:
    asked = "import sys; from flows.cli import build_app; build_app(); print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())
    assert "flows.commands.codebook" in loaded
    assert not loaded & {"trafilatura", "sqlite_utils", "httpx", "apprise", "re2", "extractors.coder", "flows.keep"}


@pytest.mark.parametrize("page", ["README.md", "deploy/README.md", "extractors/formulas/README.md"])
def test_every_command_a_page_names_exists(app: typer.Typer, page: str) -> None:
    known = {" ".join(path) for path in commands(typer.main.get_command(app))}
    text = (ROOT / page).read_text("utf-8")
    code = "\n".join(a or b for a, b in re.findall(r"`([^`\n]*tifawatch[^`\n]*)`|^ {4}(.*)$", text, re.M))
    named = re.findall(r"(?<![/.\w-])(?<!-u )(?<!now )tifawatch ([a-z]+(?: [a-z]+)?)", code)
    groups = {name.split()[0] for name in known if " " in name}
    single = known - groups
    for words in named:
        first = words.split()[0]
        assert first in single or words in known, words


def test_every_setting_is_listed_with_its_meaning() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_a_misspelt_setting_is_refused_with_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TIFAWATCH_HOST_PAZE", "3")
    with pytest.raises(FaultyFileError, match="TIFAWATCH_HOST_PAZE: unknown setting"):
        load_settings(tmp_path)


def test_init_makes_a_working_directory_and_keeps_what_is_there(app: typer.Typer, tmp_path: Path) -> None:
    first = RUN.invoke(app, ["init", str(tmp_path / "watch")])
    assert first.exit_code == 0 and "tifawatch watch --once" in first.output
    own = tmp_path / "watch" / "sources.yaml"
    own.write_text("[]", "utf-8")
    assert "kept" in RUN.invoke(app, ["init", str(tmp_path / "watch")]).output
    assert own.read_text("utf-8") == "[]"


def test_code_writes_a_line_for_every_text_and_names_bad_ones(app: typer.Typer, tmp_path: Path) -> None:
    texts = tmp_path / "in.jsonl"
    good = {"id": "a", "text": "China supports peace talks on the Ukraine crisis, Mao Ning said on Monday.", "published": "2026-03-10"}
    odd = {"id": "b", "text": "\x00 \ud800", "published": "2026-03"}
    texts.write_text(f"{json.dumps(good)}\nnot json\n{json.dumps(odd)}\n", "utf-8")
    done = RUN.invoke(app, ["code", str(texts), "-o", str(tmp_path / "out.jsonl")])
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert done.exit_code != 0 and "in.jsonl:2: not JSON" in done.output
    assert [line["id"] for line in lines] == ["a", "b"]
    assert lines[0]["statements"][0]["speaker"] == "Mao Ning" and lines[0]["statements"][0]["said_on"] == "2026-03-09"
    assert lines[1]["skipped"]


def test_a_wrong_formula_is_named_before_a_large_corpus_is_coded(
    app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "formulas" / "own").mkdir(parents=True)
    (tmp_path / "formulas" / "own" / "broken.yaml").write_text("id: [", "utf-8")
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps({"id": str(n), "text": "x"}) for n in range(200)), "utf-8")
    monkeypatch.setenv("TIFAWATCH_HOME", str(tmp_path))
    answer = RUN.invoke(app, ["code", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"), "-j", "2"])
    assert isinstance(answer.exception, FaultyFileError)
    assert "broken.yaml: line" in str(answer.exception)


def test_explain_gives_every_gates_verdict(app: typer.Typer, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Russia is ready for peace talks on Ukraine, Sergey Lavrov said on Monday.", "utf-8")
    done = RUN.invoke(app, ["explain", str(article), "--published", "2026-03-10"])
    assert done.exit_code == 0
    assert "does not count" in done.output and "gate speaker: stop Sergey Lavrov acts for Russia" in done.output


def test_a_lone_watch_says_how_to_run_it(app: typer.Typer) -> None:
    done = RUN.invoke(app, ["watch"])
    assert done.exit_code != 0 and "--once" in str(done.exception)
