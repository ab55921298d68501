"""Datasette's hooks: descriptions, SQL functions, limits, headers, inert cells, and pages of our own."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
import zstandard
from datasette import Response
from datasette.utils import tilde_encode, urlsafe_components
from pluggy import HookimplMarker

from store.datasette.headers import with_headers
from store.datasette.pages import ROW_PAGES, Archive, start_page
from store.datasette.shown import cell, minute, redline_text, row_link
from store.search import excerpt, match_expression

hookimpl = HookimplMarker("datasette")
LONGEST_VALUE = 5_000_000  # bytes; one function call could otherwise take all memory whatever the time limit
NOTHING = '""'  # an FTS5 expression that no text matches
METADATA = Path(__file__).parent.parent / "metadata.yaml"


@cache
def _described() -> dict[str, Any]:
    described: dict[str, Any] = yaml.safe_load(METADATA.read_text("utf-8"))
    return described


@hookimpl
def get_metadata(datasette: Any) -> dict[str, Any]:
    """Give the descriptions to the served file, whatever it is called."""
    described = _described()
    return {**described, "databases": {_name(datasette): described["databases"]["tifawatch"]}}


def _name(datasette: Any) -> str:
    return next((name for name in datasette.databases if name != "_internal"), "tifawatch")


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Add the functions that saved questions use, and bound what one value may cost."""
    conn.create_function("redline", 3, redline_text, deterministic=True)
    conn.create_function("search_expression", 1, lambda words: match_expression(words or "") or NOTHING, deterministic=True)
    conn.create_function("excerpt", 2, lambda text, words: excerpt(text or "", words or ""), deterministic=True)
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """Let templates write the key of a row into an address."""
    env.filters["tilde"] = tilde_encode


@hookimpl
def asgi_wrapper() -> Callable[..., Any]:
    """Put our headers on every answer."""
    return with_headers


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """Show redlines, follow only addresses in columns of addresses, and leave everything else text."""
    named = row_link(datasette.urls, database, column, value) if table is None and isinstance(value, str) and value else None
    return named or cell(row, value, column)


@hookimpl
def extra_css_urls(datasette: Any) -> list[str]:
    """Add our style sheet."""
    return [datasette.urls.path("/tifawatch-static/tifawatch.css")]


@hookimpl
def extra_template_vars(
    datasette: Any, request: Any, template: str, table: str | None, view_name: str
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Gather what the start page and the pages of single rows show."""

    async def gather() -> dict[str, Any]:
        name = _name(datasette)
        archive = Archive(datasette.get_database(name))
        shown: dict[str, Any] = {"archive_name": name, "level_name": level_name, "day": minute}
        if template == "index.html":
            return {**shown, "start": await start_page(archive) if await _may_see(datasette, request, name) else None}
        if view_name == "row" and table in ROW_PAGES:
            [key, *_] = urlsafe_components(request.url_vars["pks"])
            return {**shown, "page": await ROW_PAGES[table](archive, key)}
        if view_name == "database":
            shown["described_tables"] = _described()["databases"]["tifawatch"]["tables"]
        return shown

    return gather


async def _may_see(datasette: Any, request: Any, name: str) -> bool:
    return bool(await datasette.permission_allowed(request.actor, "view-database", resource=name, default=True))


def level_name(level: str | None) -> str:
    """Return a rung of the ladder in words."""
    return (level or "").replace("_", " ")


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """Serve archived pages."""
    return [(r"^/-/archived/(?P<sha256>[0-9a-f]{64})$", archived_page)]


async def archived_page(datasette: Any, request: Any) -> Response:
    """Return the bytes of a page as they came, as a file to keep: they are never shown as a page of this site."""
    name = _name(datasette)
    await datasette.ensure_permissions(request.actor, [("view-table", (name, "pages")), ("view-database", name), "view-instance"])
    sha256 = request.url_vars["sha256"]
    row = await Archive(datasette.get_database(name)).row("select body from pages where sha256 = :sha256", sha256=sha256)
    if row is None or row["body"] is None:
        return Response.text("This page is not kept any more.\n", status=404)
    headers = {"Content-Disposition": f'attachment; filename="{sha256[:16]}.html.txt"'}
    return Response(zstandard.decompress(row["body"]), content_type="text/plain; charset=utf-8", headers=headers)
