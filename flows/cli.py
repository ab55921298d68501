"""The command line: one typer application made of the groups in `flows/commands`."""

from __future__ import annotations

import importlib
import sys

import typer

from extractors.errors import TifawatchError

GROUPS = ("watch", "code", "sources", "codebook", "replay", "alerts", "store")


def build_app() -> typer.Typer:
    """Return the application with all groups of commands."""
    app = typer.Typer(
        name="tifawatch",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        help="Watch what officials say about the war in Ukraine; hear of it when the wording changes.",
        epilog="First steps: `tifawatch init DIR`, then `tifawatch watch --once`, then `tifawatch serve`.",
    )
    for group in GROUPS:
        importlib.import_module(f"flows.commands.{group}").register(app)
    return app


def main() -> None:
    """Run the command line; a known error is one clear line and exit status 1."""
    try:
        build_app()()
    except TifawatchError as error:
        sys.stderr.write(f"tifawatch: {error}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
