"""Headers that keep whatever a page from outside may contain from acting: no script but Datasette's own."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import datasette.app

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[..., Awaitable[None]]

_INLINE = re.compile(r"<script>(.*?)</script>", re.S)
_FACETS = ("DATASETTE_ALLOW_FACET = true;", "DATASETTE_ALLOW_FACET = false;")  # the one inline script with a value in it


def with_headers(app: App) -> App:
    """Wrap an ASGI application so that every answer carries the headers."""
    ours = [(name.lower().encode(), value.encode()) for name, value in security_headers().items()]
    names = {name for name, _ in ours}

    async def wrapped(scope: MutableMapping[str, Any], receive: Any, send: Send) -> None:
        async def send_with_headers(event: MutableMapping[str, Any]) -> None:
            if event["type"] == "http.response.start":
                kept = [(name, value) for name, value in event.get("headers", []) if name.lower() not in names]
                event = {**event, "headers": [*kept, *ours]}
            await send(event)

        await app(scope, receive, send_with_headers)

    return wrapped


@cache
def security_headers() -> dict[str, str]:
    """Return the headers; scripts in a page run only when their hash is that of one Datasette ships."""
    scripts = " ".join(sorted(f"'sha256-{_digest(script)}'" for script in _shipped_scripts()))
    policy = {
        "default-src": "'none'",
        "script-src": f"'self' {scripts}",
        "style-src": "'self' 'unsafe-inline'",  # Datasette writes column names and colours into styles
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",  # a ministry need not know what is read
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def _shipped_scripts() -> Iterable[str]:
    yield from _FACETS
    for template in sorted((Path(datasette.app.__file__).parent / "templates").glob("*.html")):
        for script in _INLINE.findall(template.read_text("utf-8")):
            if "{{" not in script and "{%" not in script:
                yield script


def _digest(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()
