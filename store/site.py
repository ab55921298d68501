"""The Datasette site over the database: read-only, on loopback, with every table described and questions saved."""

from __future__ import annotations

import sys
from pathlib import Path

SITE = Path(__file__).parent / "datasette"
LOOPBACK = "127.0.0.1"
SETTINGS = {
    "sql_time_limit_ms": "2500",  # a reader that asks longer keeps the write-ahead log from shrinking
    "max_returned_rows": "1000",
    "default_page_size": "50",
    "allow_download": "off",  # the file is the operator's; readers ask questions
    "num_sql_threads": "2",
}


def datasette_command(database: Path, port: int) -> list[str]:
    """Return the command that serves the database read-only on loopback; readers elsewhere need a door in front of it."""
    settings = [part for name, value in SETTINGS.items() for part in ("--setting", name, value)]
    return [
        sys.executable,
        "-m",
        "datasette",
        "serve",
        str(database),
        "--host",
        LOOPBACK,
        "--port",
        str(port),
        "--template-dir",
        str(SITE / "templates"),
        "--plugins-dir",
        str(SITE / "plugins"),
        "--static",
        f"tifawatch-static:{SITE / 'static'}",
        *settings,
    ]
