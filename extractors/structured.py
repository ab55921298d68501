"""What a page declares about itself for machines: headline, date and sometimes the whole text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

from extractors.plaintext import plain_text, strip_markup, tidy

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


_TITLES = (
    "//meta[@property='og:title' or @name='og:title']/@content",
    "//meta[@name='twitter:title' or @property='twitter:title']/@content",
    "//h1[not(.//h1)]",
    "//head/title",
)
_SITE_NAMES = "//meta[@property='og:site_name' or @name='application-name']/@content"
_SUFFIX = re.compile(r"\s+(?:[-–—|·:]|--|__)\s+([^-–—|]{2,60})$|[-_|－｜]{1,2}([^-_|－｜]{2,30})$")


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
        title=_shorten(strip_markup(_words(declared.get("headline"))) or _declared_title(root), root),
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


def _declared_title(root: html.HtmlElement) -> str:
    for path in _TITLES:
        for found in root.xpath(path):
            title = " ".join((found if isinstance(found, str) else found.text_content()).split())
            if len(title) > 1:
                return title
    return ""


def _shorten(title: str, root: html.HtmlElement) -> str:
    """Cut the outlet's name off a title, where the page names its outlet so."""
    match = _SUFFIX.search(title)
    if match is None:
        return title
    names = {_letters(str(found)) for found in root.xpath(_SITE_NAMES)}
    return title[: match.start()].strip() if _letters(match[1] or match[2]) in names else title


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _words(found: Any) -> str:
    return found if isinstance(found, str) else ""
