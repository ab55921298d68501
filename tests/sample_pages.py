"""Sources and pages for tests of reading: small constructors and the captured structures."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from extractors.article import extract_article
from extractors.records.pages import Article, Entry, Layer, Page, Source, SourceKind

CAPTURED = Path(__file__).parent / "captured"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
FETCHED = datetime(2033, 12, 1, tzinfo=UTC)


def source(url: str = "https://news.example/", **fields: object) -> Source:
    known: dict[str, object] = {
        "name": "sample",
        "title": "Sample",
        "url": url,
        "kind": SourceKind.INDEX,
        "language": "en",
        "layer": Layer.FOREIGN,
        "side": "",
    }
    return Source(**{**known, **fields})  # type: ignore[arg-type]


def page(body: bytes | str, url: str = "https://news.example/a.html", **fields: object) -> Page:
    body = body.encode() if isinstance(body, str) else body
    known: dict[str, object] = {
        "url": url,
        "final_url": url,
        "status": 200,
        "body": body,
        "fetched_at": FETCHED,
        "sha256": "",
    }
    return Page(**{**known, **fields})  # type: ignore[arg-type]


def read(body: bytes | str, url: str = "https://news.example/a.html", entry: Entry | None = None, **fields: object) -> Article:
    """Extract an article the way a worker does."""
    return extract_article(page(body, url), source(url, **fields), entry)


def captured(name: str) -> bytes:
    return (CAPTURED / name).read_bytes()
