"""Discovery: what at an address could be watched, its feed first, else the pattern of its article links."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html

from extractors.addresses import house_of, resolve_address
from extractors.decoding import decode
from extractors.plaintext import weigh
from extractors.records.pages import SourceKind
from extractors.sites import find_site
from extractors.tree import parse_tree

FEWEST_LINKS = 3  # links of one shape that make a list
MOST_FEEDS = 6
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
SHORTEST_TITLE = 12  # letters; a Chinese character counts for three
SHORTEST_SLUG = 3  # hyphens of an address that reads like a headline

_FEED_LINK = re.compile(r"(?:^|[/._=-])(?:rss|atom|feeds?)(?:[/._-]|$)|\.rss$", re.I)
_ROOT = re.compile(r"<(?:!--.*?--|\?.*?\?|!.*?)>|\s+", re.S)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could be watched, and why we think so."""

    url: str
    kind: SourceKind
    why: str
    links: str | None = None  # for an index page of no known family


def discover(body: bytes, url: str) -> tuple[Candidate, ...]:
    """Return what could be watched at an address, the likeliest first."""
    text = decode(body).text
    begins = _beginning(text)
    if re.match(r"<(rss|feed|rdf:rdf)\b", begins, re.I):
        return (Candidate(url, SourceKind.FEED, "the address itself is a feed"),)
    if re.match(r"<(urlset|sitemapindex)\b", begins, re.I):
        return (Candidate(url, SourceKind.SITEMAP, "the address itself is a sitemap"),)
    if re.match(r"[\[{]|[\w.$]+\(\s*[\[{]", begins):
        return (Candidate(url, SourceKind.JSON, "the address itself is a list in JSON"),)
    tree = parse_tree(text)
    if tree is None:
        return ()
    return (*_feeds(tree.root, url), *_index(tree.root, url))


def page_language(body: bytes) -> str:
    """Return the language a page declares, "" when it declares none."""
    match = re.search(r"<html[^>]{0,300}\blang\s*=\s*[\"']?([a-zA-Z]{2})\b", decode(body).text[:5_000], re.I)
    return match[1].lower() if match else ""


def link_pattern(addresses: list[str]) -> str | None:
    """Return the regular expression of the commonest shape among addresses, None when no shape is common."""
    shapes = Counter(shape for address in addresses if (shape := _shape(address)))
    best, times = shapes.most_common(1)[0] if shapes else ("", 0)
    return best if times >= FEWEST_LINKS else None


def _beginning(text: str) -> str:
    text = text[:20_000]
    while match := _ROOT.match(text):
        text = text[match.end() :]
    return text.lstrip("\ufeff")[:200]


def _feeds(root: html.HtmlElement, url: str) -> list[Candidate]:
    """Return the feeds a page declares, then those it only links to."""
    found: dict[str, Candidate] = {}
    for link in root.xpath("//link[@rel][@href]"):
        if link.get("type", "").lower() in FEED_TYPES and (address := resolve_address(link.get("href"), url)):
            found.setdefault(address, Candidate(address, SourceKind.FEED, "the page declares it as its feed"))
    for anchor in root.xpath("//a[@href]"):
        address = resolve_address(anchor.get("href"), url)
        if address and _FEED_LINK.search(urlsplit(address).path):
            found.setdefault(address, Candidate(address, SourceKind.FEED, "the page links to it as a feed"))
    return list(found.values())[:MOST_FEEDS]


def _index(root: html.HtmlElement, url: str) -> list[Candidate]:
    site = find_site(url)
    if site.links:
        return [Candidate(url, SourceKind.INDEX, f"an index page of the known family {site.name}")]
    pattern = link_pattern(_article_links(root, url))
    if pattern is None:
        return []
    return [Candidate(url, SourceKind.INDEX, f"its links have the common form {pattern}", pattern)]


def _article_links(root: html.HtmlElement, url: str) -> list[str]:
    """Return the addresses of links that read like headlines and stay in the house, each once."""
    titled: dict[str, None] = {}
    for anchor in root.xpath("//a[@href]"):
        address = resolve_address(anchor.get("href"), url)
        title = " ".join(anchor.text_content().split())
        if address and address != url and house_of(address) == house_of(url) and weigh(title) >= SHORTEST_TITLE:
            titled[address] = None
    return list(titled)


def _shape(address: str) -> str:
    """Return a regular expression of an address's variable end, "" when nothing of it varies."""
    parts = urlsplit(address)
    segments = [_segment(part) for part in parts.path.strip("/").split("/")]
    first = next((place for place, (_, varies) in enumerate(segments) if varies), None)
    query = re.sub(r"\d+", r"\\d+", re.escape(parts.query)) if re.search(r"\d", parts.query) else ""
    if first is None and not query:
        return ""
    begin = max((len(segments) if first is None else first) - 1, 0)
    path = "".join("/" + pattern for pattern, _ in segments[begin:])
    slash = "/?" if parts.path.endswith("/") else ""
    return f"{path}{slash}" + (rf"\?{query}" if query else "") + "$"


def _segment(part: str) -> tuple[str, bool]:
    """Return the pattern of one part of a path and whether it varies from article to article."""
    stem, dot, ending = part.rpartition(".")
    if not dot or not ending.isalpha() or len(ending) > 5:
        stem, dot, ending = part, "", ""
    tail = re.escape(dot + ending)
    if stem.isdigit():
        return (rf"\d{{{len(stem)}}}" if len(stem) in (2, 4, 6, 8) else r"\d+") + tail, True
    if re.search(r"\d{3,}", stem) or stem.count("-") >= SHORTEST_SLUG or len(stem) >= 24:
        return r"[\w.%-]+" + tail, True
    return re.escape(part), False
