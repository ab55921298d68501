"""Addresses a message may link to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

SAFE = "/:?!$&+,;=%~-._"  # no quote, bracket, bar, star, at-sign or blank: nothing ends a link early in any channel
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Site:
    """The Datasette site as readers of alerts reach it."""

    address: str = "http://127.0.0.1:8080"
    database: str = "tifawatch"

    def table(self, name: str) -> str:
        """Return the address of a table."""
        return f"{self.address.rstrip('/')}/{tilde(self.database)}/{name}"

    def row(self, table: str, key: str) -> str:
        """Return the address of one row; Datasette writes unusual letters as ~ and their number."""
        return f"{self.table(table)}/{tilde(key)}"


def tilde(text: str) -> str:
    """Return the text as Datasette encodes a path component."""
    kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    return "".join(
        chr(byte) if chr(byte) in kept else "+" if byte == 32 else f"~{byte:02X}" for byte in text.encode("utf-8", "replace")
    )


def safe_url(url: str) -> str:
    """Return the address of a web page fit for a link, "" when it is anything else."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
        host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password or len(url) > LONGEST:
        return ""
    where = f"[{host}]" if ":" in host else quote(host, safe=".-")
    return urlunsplit((parts.scheme, where + port, quote(parts.path, safe=SAFE), quote(parts.query, safe=SAFE), ""))


def short_id(key: str) -> str:
    """Return eight letters that name an alert in every copy of its message."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:8]
