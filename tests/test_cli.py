"""The command line teaches, and the README names nothing that does not exist."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

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


@pytest.mark.parametrize("page", ["README.md", "deploy/README.md", "extractors/formulas/README.md"])
def test_every_command_a_page_names_exists(app: typer.Typer, page: str) -> None:
    known = {" ".join(path) for path in commands(typer.main.get_command(app))}
    text = (ROOT / page).read_text("utf-8")
    code = "\n".join(a or b for a, b in re.findall(r"`([^`\n]*tifawatch[^`\n]*)`|^ {4}(.*)$", text, re.M))
    named = re.findall(r"(?<![/.\w-])tifawatch ([a-z]+(?: [a-z]+)?)", code)
    groups = {name.split()[0] for name in known if " " in name}
    single = known - groups
    for words in named:
        first = words.split()[0]
        assert first in single or words in known, words
