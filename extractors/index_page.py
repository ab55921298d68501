"""Index pages, news sitemaps and JSON columns: what a source without a feed announces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lxml import etree, html

from extractors.addresses import host_of, house_of, resolve_address
from extractors.dates import date_in_address, localise, read_day, read_moment, start_of
from extractors.decoding import decode
from extractors.plaintext import strip_markup
from extractors.records.pages import Entry, Listing, Source, SourceKind, SourceState
from extractors.sites import find_site
from extractors.sites.site import Site
from extractors.tree import parse_tree

MOST_ENTRIES = 1_000
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_ROW = 400  # characters; what is longer is not one line of a list
SHORTEST_SLUG = 4  # hyphens of an address that reads like a headline
_ARTICLE_ID = re.compile(r"[/_-]\d{5,}(?:[/_.-]|$)|\.s?html?$|/[\w-]+-\d+/?$")
_JSON_LINKS = ("url", "URL", "link", "href", "docpuburl", "DOCPUBURL", "publishUrl", "LinkUrl")
_JSON_TITLES = ("title", "TITLE", "Title", "docTitle", "showTitle", "name", "headline")
_JSON_DATES = ("docrelpubtime", "DOCRELPUBTIME", "pubTime", "publishTime", "publishDate", "PubTime", "pubtime", "PUBTIME", "date", "time", "pubDate", "published")


def parse_index(body: bytes, base_url: str, source: Source) -> Listing:
    """Read what an index announces and say how sound it was."""
    site = find_site(base_url, source.adapter)
    if site.not_found and re.search(site.not_found, base_url):
        return Listing(SourceState.SOFT_404, message=f"the site answered with its page for unknown addresses: {base_url}")
    decoded = decode(body)
    if not decoded.text.strip():
        return Listing(SourceState.NOT_A_FEED, message="the answer has no body")
    zone = source.timezone if source.timezone != "UTC" or not site.timezone else site.timezone
    read = {SourceKind.SITEMAP: _read_sitemap, SourceKind.JSON: _read_json}.get(source.kind, _read_page)
    try:
        entries = tuple(_unique(read(decoded.text, base_url, source, site, zone)))
    except _NotAListError as reason:
        return Listing(SourceState.NOT_A_FEED, message=str(reason))
    pages = re.search(site.page_count, decoded.text) if site.page_count else None
    return _judge(_newest(entries), int(pages[1]) if pages else None, decoded.suspect)


class _NotAListError(Exception):
    """The body is not of the kind that the source declares."""


def _read_page(text: str, base_url: str, source: Source, site: Site, zone: str) -> Iterator[Entry]:
    tree = parse_tree(text)
    if tree is None:
        raise _NotAListError(f"not a page: it begins {strip_markup(text[:300])[:80]!r}")
    links = [(url, anchor) for anchor in tree.root.xpath("//a[@href]") if (url := _wanted(anchor, base_url, source, site))]
    for url, anchor in links:
        title = " ".join((anchor.get("title") or anchor.text_content()).split()) or _alternative(anchor)
        moment, basis = _row_moment(anchor, url, title, source, zone)
        yield Entry(url=url, title=title[:500], published=moment, published_basis=basis)


def _wanted(anchor: html.HtmlElement, base_url: str, source: Source, site: Site) -> str:
    url = resolve_address(anchor.get("href", ""), base_url)
    if not url:
        return ""
    if source.links:
        return url if re.search(source.links, url) or re.search(source.links, anchor.get("href", "")) else ""
    if site.links:
        own = site.covers(host_of(url)) or host_of(url) == host_of(base_url)
        return url if own and re.search(site.links, url) else ""
    return url if _looks_like_article(url, base_url) else ""


def _looks_like_article(url: str, base_url: str) -> bool:
    """Judge an address by its form: of the same house, dated, numbered or long like a headline."""
    if house_of(url) != house_of(base_url) or url.rstrip("/") == base_url.rstrip("/"):
        return False
    path = url.split("/", 3)[3] if url.count("/") > 2 else ""
    if re.search(r"(?:^|/)index(?:_\d+)?\.\w+$", path) and date_in_address(url) is None:
        return False
    last = path.rstrip("/").rsplit("/", 1)[-1]
    return (
        date_in_address(url) is not None
        or last.count("-") >= SHORTEST_SLUG
        or bool(_ARTICLE_ID.search("/" + path) and re.search(r"\d{4,}", path))
    )


def _alternative(anchor: html.HtmlElement) -> str:
    return next((str(found).strip() for found in anchor.xpath(".//img/@alt") if found.strip()), "")


def _row_moment(
    anchor: html.HtmlElement, url: str, title: str, source: Source, zone: str
) -> tuple[datetime | None, str]:
    """Read the date that stands in the link's own row of the list, then the one in its address."""
    row = anchor.getparent()
    for _ in range(3):
        if row is None or len(set(row.xpath(".//a/@href"))) > 1:
            break  # the row of another link begins
        words = " ".join(row.text_content().split())
        if len(words) > LONGEST_ROW:
            break
        for headline in (title, " ".join(anchor.text_content().split())):  # may tell the day of a speech; is cut short where a list is narrow
            words = words.replace(headline, " ", 1)
        if moment := read_moment(words.strip(" []()|·•-–—"), zone, source.language):
            return localise(moment, zone), "index"
        row = row.getparent()
    day = date_in_address(url) or read_day(title)
    return (start_of(day, zone), "address") if day else (None, "")


def _read_sitemap(text: str, base_url: str, source: Source, site: Site, zone: str) -> Iterator[Entry]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise _NotAListError(f"not a sitemap: {error}") from None
    if root is None or etree.QName(root).localname.lower() not in ("urlset", "sitemapindex"):
        raise _NotAListError("not a sitemap: no urlset")
    if etree.QName(root).localname.lower() == "sitemapindex":
        parts = [(part.text or "").strip() for part in root.iterfind("{*}sitemap/{*}loc")]
        raise _NotAListError(f"a list of {len(parts)} sitemaps; name one of them as the source: {', '.join(parts[:3])}")
    for place in root.iterfind("{*}url"):
        facts = {etree.QName(part).localname: (part.text or "").strip() for part in place.iter(etree.Element)}
        url = resolve_address(facts.get("loc", ""), base_url)
        if not url or (source.links and not re.search(source.links, url)):
            continue
        stated = facts.get("publication_date") or facts.get("lastmod") or ""
        moment = read_moment(stated, zone, source.language)
        yield Entry(url, strip_markup(facts.get("title", ""))[:500], moment and localise(moment, zone), "index" if moment else "")


def _read_json(text: str, base_url: str, source: Source, site: Site, zone: str) -> Iterator[Entry]:
    wrapped = re.match(r"^\s*[\w.$]+\((.*)\)\s*;?\s*$", text, re.S)  # a call around the list, as scripts want it
    try:
        tree = json.loads(wrapped[1] if wrapped else text, strict=False)
    except (ValueError, RecursionError) as error:
        raise _NotAListError(f"not JSON: {error}") from None
    for record in _records(tree):
        url = resolve_address(_pick(record, _JSON_LINKS), base_url)
        if not url or (source.links and not re.search(source.links, url)):
            continue
        moment = read_moment(_pick(record, _JSON_DATES), zone, source.language)
        day = None if moment else date_in_address(url)
        found = moment or (start_of(day, zone) if day else None)
        basis = "index" if moment else "address" if day else ""
        yield Entry(url, strip_markup(_pick(record, _JSON_TITLES))[:500], found and localise(found, zone), basis)


def _records(tree: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 8:
        return
    if isinstance(tree, list):
        for branch in tree:
            yield from _records(branch, depth + 1)
    elif isinstance(tree, dict):
        if _pick(tree, _JSON_LINKS) and _pick(tree, _JSON_TITLES):
            yield tree
        for branch in tree.values():
            if isinstance(branch, dict | list):
                yield from _records(branch, depth + 1)


def _pick(record: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((str(record[name]) for name in names if isinstance(record.get(name), str | int) and record[name]), "")


def _unique(entries: Iterator[Entry]) -> Iterator[Entry]:
    """Keep one entry an address, in order, with the longest title of its links (a picture has none)."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        known = kept.get(entry.url)
        if known is None or len(known.title) < len(entry.title):
            kept[entry.url] = entry
    yield from kept.values()


def _newest(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Cut an archive to its newest entries; some sitemaps begin with the oldest."""
    if len(entries) <= MOST_ENTRIES:
        return entries
    return tuple(sorted(entries, key=lambda entry: entry.published or _LONG_AGO, reverse=True)[:MOST_ENTRIES])


def _judge(entries: tuple[Entry, ...], pages: int | None, suspect: bool) -> Listing:
    if suspect:
        return Listing(SourceState.WRONG_ENCODING, entries, "no encoding fits the bytes", pages)
    if not entries:
        return Listing(SourceState.EMPTY, (), "no link looks like an article of this source; has the page changed?", pages)
    if all(entry.published is None for entry in entries):
        return Listing(SourceState.UNDATED, entries, "no entry has a date that can be read", pages)
    return Listing(SourceState.OK, entries, "", pages)
