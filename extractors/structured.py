"""What a page declares about itself for machines: dates, headline and sometimes the whole text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

from extractors.plaintext import plain_text, tidy

LARGEST_BLOCK = 1_000_000  # characters of one script
_ARTICLES = re.compile(r"Article$|^(?:Report|BlogPosting|LiveBlogPosting|SocialMediaPosting)$")
_MOMENTS = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//meta[@property='og:published_time' or @property='og:article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//*[@itemprop='datePublished']/@content",
    "//meta[@name='publishdate' or @name='pubdate' or @name='PubDate' or @name='publish-date']/@content",
    "//meta[@name='parsely-pub-date' or @name='sailthru.date' or @name='cXenseParse:recs:publishtime']/@content",
    "//meta[@name='DC.date.issued' or @name='dcterms.created' or @name='date' or @name='firstpublishedtime']/@content",
    "//time[@pubdate]/@datetime",
)


@dataclass(frozen=True, slots=True)
class Structured:
    """The declared title, moment and text, each "" where nothing is declared."""

    title: str = ""
    moment: str = ""
    text: str = ""


def read_structured(root: html.HtmlElement) -> Structured:
    """Read JSON-LD and meta tags; the first article that is declared is the page's own."""
    declared = next(_declared_articles(root), {})
    moment = next((found for path in _MOMENTS for found in root.xpath(path) if found.strip()), "")
    body = _words(declared.get("articleBody"))
    return Structured(
        title=" ".join(_words(declared.get("headline")).split()),
        moment=_words(declared.get("datePublished")) or moment.strip(),
        text=plain_text(body) if "<" in body else tidy(body),
    )


def _declared_articles(root: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.xpath("//script[@type='application/ld+json']"):
        source = script.text or ""
        if len(source) > LARGEST_BLOCK:
            continue
        try:
            yield from _articles_in(json.loads(source, strict=False))
        except (ValueError, RecursionError):
            continue


def _articles_in(tree: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(tree, list):
        for branch in tree[:50]:
            yield from _articles_in(branch, depth + 1)
    elif isinstance(tree, dict):
        kinds = tree.get("@type")
        if any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield tree
        yield from _articles_in(tree.get("@graph", []), depth + 1)


def _words(found: Any) -> str:
    return found if isinstance(found, str) else ""
