"""Real captured pages and feeds from the folder `shared` beside the checkout, with their gold where there is some."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import pytest

from extractors.records.pages import Layer, Page, Source, SourceKind

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
FETCHED = datetime(2026, 11, 1, tzinfo=UTC)
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"real pages are not there: {SHARED}")
FAMILIES = {"CCTV": "cctv", "fmprc.gov.cn": "ministry"}
_WORDS = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class RealPage:
    """A page as it was stored, and what a person read there."""

    file: str
    url: str
    outlet: str
    encoding: str
    title: str
    day: date | None
    text: str

    @property
    def family(self) -> str:
        return FAMILIES.get(self.outlet, "news")

    def body(self) -> bytes:
        return gzip.decompress((SHARED / self.file).read_bytes())

    def page(self) -> Page:
        return Page(self.url, self.url, 200, self.body(), FETCHED, "")

    def source(self) -> Source:
        chinese = self.family != "news"
        return Source(
            name=f"real-{self.family}",
            title=self.outlet,
            url=self.url,
            kind=SourceKind.INDEX,
            language="zh" if chinese else "en",
            layer=Layer.ORIGINAL if chinese else Layer.FOREIGN,
            side="China" if chinese else "",
            tier=1 if chinese else 2,
        )


@lru_cache(maxsize=1)
def real_pages() -> tuple[RealPage, ...]:
    return tuple(map(_real_page, map(json.loads, _lines("pages.jsonl"))))


def real_feeds() -> tuple[Path, ...]:
    return tuple(SHARED / json.loads(line)["file"] for line in _lines("feeds.jsonl"))


def overlap(found: str, gold: str) -> float:
    """Return the F1 of two texts as bags of words, a Chinese sign a word."""
    left, right = Counter(_WORDS.findall(found.lower())), Counter(_WORDS.findall(gold.lower()))
    common = (left & right).total()
    return 2 * common / (left.total() + right.total()) if common else 0.0


def _lines(name: str) -> Iterator[str]:
    with (SHARED / name).open(encoding="utf-8") as lines:
        yield from lines


def _real_page(row: dict[str, object]) -> RealPage:
    gold = row["gold"]
    assert isinstance(gold, dict)
    day = gold.get("date")
    return RealPage(
        file=str(row["file"]),
        url=str(row["url"]),
        outlet=str(row["outlet"]),
        encoding=str(row["encoding"] or "utf-8"),
        title=gold.get("title") or "",
        day=date.fromisoformat(day[:10]) if day else None,
        text=gold.get("text") or "",
    )
