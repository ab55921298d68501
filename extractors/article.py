"""What a person would read on a page: title, words, date with its basis; nothing is lost without a note."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import trafilatura
from lxml import html

from extractors.addresses import canonical_address
from extractors.dates import date_in_address, load_zone, localise, read_day, read_moment, start_of
from extractors.decoding import Decoded, decode
from extractors.errors import UnreadablePageError
from extractors.language import UNDETERMINED, detect_language
from extractors.leftovers import restore
from extractors.link_lists import prune_link_lists
from extractors.plaintext import LARGEST_PAGE, is_torn, plain_text, tidy, weigh
from extractors.records.pages import Article, Entry, Page, Source
from extractors.sites import find_site
from extractors.sites.site import ADDRESS, FEED, FIRST_TITLE, PAGE, Site
from extractors.structured import read_structured
from extractors.tree import find_body, first_text, page_text, parse_tree, prune_furniture, prune_hidden

SHORTEST_BODY = 40  # characters; a shorter body of a site's own template is a caption
SHORT = 400  # characters; trafilatura takes what is shorter from anywhere on a page
MOST_PIECES = 6  # of one line
MASTHEAD = 10  # lines above an article
LONGEST_DATELINE = 40  # characters
SHORTEST = 20  # letters; less is not an article
A_WRONG_CLOCK = timedelta(minutes=30)
TOMORROW = timedelta(days=2)  # a page is not published later than this after it was fetched
_SAID = re.compile(r"[。！？]|[.!?](?:\s|$)")
VERSION = f"trafilatura {version('trafilatura')}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one way of reading a page found."""

    title: str = ""
    text: str = ""
    moment: str = ""  # as printed or declared
    extractor: str = ""
    whole: bool = True
    notes: tuple[str, ...] = ()


def extract_article(page: Page, source: Source, entry: Entry | None) -> Article:
    """Read a page; what the extractor loses is read as plain text, and the article says so."""
    site = find_site(page.final_url or page.url, source.adapter)
    decoded = _open_page(page, site)
    reading = _read(decoded, page, site)
    return _assemble(reading, decoded, page, source, entry, site)


def read_plainly(page: Page, source: Source, entry: Entry | None, reason: str) -> Article:
    """Read a page without any parser, for one that an extractor could not survive."""
    site = find_site(page.final_url or page.url, source.adapter)
    decoded = _open_page(page, site)
    reading = Reading(text=plain_text(decoded.text), extractor="plain text", whole=False, notes=(reason,))
    return _assemble(reading, decoded, page, source, entry, site)


def digest_text(text: str) -> str:
    """Return the sha256 of a text as it reads, whatever its blanks and widths."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()


def _open_page(page: Page, site: Site) -> Decoded:
    if len(page.body) > LARGEST_PAGE:
        raise UnreadablePageError(f"the page has {len(page.body):,} bytes, more than the {LARGEST_PAGE:,} that are read")
    if site.not_found and re.search(site.not_found, page.final_url):
        raise UnreadablePageError(f"the site answered with its page for unknown addresses: {page.final_url}")
    if page.body[:4] in (b"%PDF", b"PK\x03\x04", b"\x89PNG") or page.body[:2] in (b"\x1f\x8b", b"\xff\xd8"):
        raise UnreadablePageError(f"not a page but a file ({page.content_type or 'type not stated'})")
    decoded = decode(page.body, page.content_type)
    if not decoded.text.strip():
        raise UnreadablePageError("the page is empty")
    return decoded


def _read(decoded: Decoded, page: Page, site: Site) -> Reading:
    """Read with the site's own paths, then with trafilatura, then plainly; add what was left out."""
    tree = parse_tree(decoded.text)
    if tree is None:
        return _plainly(decoded, "not parsed as HTML")
    if tree.losses:
        return _plainly(decoded, f"the parser dropped a part of the page ({', '.join(tree.losses)})", tree.root, site)
    facts = Reading(title=_title(tree.root, site), moment=_printed_moment(tree.root, decoded.text, site))
    structured = read_structured(tree.root)
    torn = is_torn(decoded.text)  # then nobody knows where the furniture ends
    furniture, hidden = prune_furniture(tree.root, site), prune_hidden(tree.root)
    furniture += "" if torn else "\n" + prune_link_lists(tree.root)
    notes = (f"hidden text left out: {len(hidden)} characters",) if hidden else ()
    title = facts.title or structured.title
    known = bool(title and (facts.moment or read_moment(structured.moment)))
    own = _by_site(tree.root, site)
    reading = own or _by_trafilatura(tree.root, page, title, with_metadata=not known)
    if len(reading.text) < SHORTEST_BODY and len(structured.text) > 2 * len(reading.text):
        reading = Reading(structured.title, structured.text, extractor="structured data")
    reading = replace(
        reading,
        title=title or reading.title,
        moment=facts.moment or structured.moment or reading.moment,
        notes=notes,
    )
    return _complete(reading, decoded, furniture, trusted=own is not None, torn=torn)


def _complete(reading: Reading, decoded: Decoded, furniture: str, *, trusted: bool, torn: bool) -> Reading:
    """Compare with everything that stands on the page and put prose about the war back that was left out."""
    if _is_too_short(reading.text):
        plain = _plainly(decoded, "the extractor found no text")
        return replace(plain, title=reading.title, moment=reading.moment, notes=reading.notes + plain.notes)
    known = "" if torn else f"{reading.title}\n{furniture}"  # torn, even a title may have drawn paragraphs into it
    restored = restore(decoded.text, reading.text, known, beside=torn or not trusted, torn=torn)
    notes = list(reading.notes)
    if restored.inside:
        notes.append(f"paragraphs that the extractor left out were put back: {restored.inside}")
    if restored.beside:
        notes.append(f"paragraphs from beside the article were added at the end: {restored.beside}")
    whole = not restored.inside and not (torn and restored.beside)  # torn, nobody knows what belongs to the article
    return replace(reading, text=restored.text, whole=whole, notes=tuple(notes))


def _plainly(decoded: Decoded, reason: str, root: html.HtmlElement | None = None, site: Site | None = None) -> Reading:
    title = _title(root, site) if root is not None and site else ""
    moment = _printed_moment(root, decoded.text, site) if root is not None and site else ""
    text = plain_text(decoded.text)
    if is_torn(decoded.text):
        text = restore(decoded.text, text, torn=True).text  # what it swallowed into comments and scripts
    return Reading(title, text, moment, "plain text", False, (reason,))


def _by_site(root: html.HtmlElement, site: Site) -> Reading | None:
    text = find_body(root, site, SHORTEST_BODY)
    return Reading(text=text, extractor=f"{site.name} paths") if text else None


def _by_trafilatura(root: html.HtmlElement, page: Page, title: str, *, with_metadata: bool) -> Reading:
    latest = (page.fetched_at + TOMORROW).strftime("%Y-%m-%d")
    found = trafilatura.bare_extraction(
        root,
        url=page.final_url or page.url,
        with_metadata=with_metadata,  # four tenths of the cost, for what the page often declares
        include_comments=False,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "deferred_url_extractor": True,
            "max_date": latest,
        },
    )
    if found is None or isinstance(found, dict):
        return Reading(extractor=VERSION)
    text = tidy(found.text or "")
    if len(text) < SHORT:  # found in no paragraph but as loose pieces: a bold name is torn from what it says
        text = _below_masthead(_join_torn_lines(text, page_text(root)), title or found.title or "")
    return Reading(found.title or "", text, found.date or "", VERSION)


def _join_torn_lines(text: str, page: str) -> str:
    """Join the pieces of what is one line on the page."""
    whole = {letters: line for line in page.split("\n") if (letters := _letters(line))}
    lines, joined = text.split("\n"), []
    while lines:
        taken = next((count for count in range(MOST_PIECES, 1, -1) if _letters("".join(lines[:count])) in whole), 1)
        joined.append(lines[0] if taken == 1 else whole[_letters("".join(lines[:taken]))])
        del lines[:taken]
    return "\n".join(joined)


def _below_masthead(text: str, title: str) -> str:
    """Cut off what stands above an article: lines down to its title, and those that only date it."""
    lines = text.split("\n")
    if title in lines[:MASTHEAD]:
        lines = lines[lines.index(title) + 1 :]
    while len(lines) > 1 and len(lines[0]) <= LONGEST_DATELINE and read_day(lines[0]) and not _SAID.search(lines[0]):
        del lines[0]
    return "\n".join(lines) or text


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _title(root: html.HtmlElement, site: Site) -> str:
    title = first_text(root, site.title)
    return re.sub(site.title_noise, "", title).strip() if site.title_noise else title


def _printed_moment(root: html.HtmlElement, source_text: str, site: Site) -> str:
    if site.moment_in_script and (match := re.search(site.moment_in_script, source_text)):
        return match[1]
    for path in site.moment:
        printed = first_text(root, (path,))
        if printed and read_moment(printed[:100]):
            return printed[:100]
    return ""


def _assemble(
    reading: Reading, decoded: Decoded, page: Page, source: Source, entry: Entry | None, site: Site
) -> Article:
    text = tidy(reading.text)
    if _is_too_short(text):
        raise UnreadablePageError("nothing on the page reads as text")
    title = reading.title or (entry.title if entry else "")
    language = detect_language(text, source.language)
    language = source.language if language == UNDETERMINED else language
    published, basis = _published(title, reading.moment, page, source, entry, site)
    url = canonical_address(page.final_url or page.url)
    truncated = ("the page was cut off while it was fetched",) if page.truncated else ()
    doubt = ("the encoding is uncertain",) if decoded.suspect else ()
    return Article(
        url=url,
        title=" ".join(title.split()),
        text=text,
        language=language,
        published=published,
        published_basis=basis,
        sha256=digest_text(text),
        extractor=reading.extractor,
        whole=reading.whole and not page.truncated and not decoded.suspect,
        notes=reading.notes + truncated + doubt,
        identity=site.identify(url, language),
    )


def _is_too_short(text: str) -> bool:
    return weigh("".join(filter(str.isalpha, text))) < SHORTEST


def _published(
    title: str, moment: str, page: Page, source: Source, entry: Entry | None, site: Site
) -> tuple[datetime | None, str]:
    """Take the first date that can be true, in the order that the site states."""
    zone = source.timezone if source.timezone != "UTC" or not site.timezone else site.timezone
    candidates = dict(_candidates(title, moment, page, source, entry, site, zone))
    for basis in site.dates:
        found = candidates.get(basis)
        if found is not None and basis != FIRST_TITLE:
            found = _not_ahead(found, page.fetched_at, zone)
        if found is not None and found <= page.fetched_at + TOMORROW:
            return localise(found, zone), basis
    return None, ""


def _not_ahead(moment: datetime, fetched_at: datetime, zone: str) -> datetime:
    """Read a moment that lies ahead of the clock as local: sources east of Greenwich often call their own time GMT."""
    local = moment.astimezone(UTC).replace(tzinfo=load_zone(zone))
    return local if local <= fetched_at < moment - A_WRONG_CLOCK else moment


def _candidates(
    title: str, moment: str, page: Page, source: Source, entry: Entry | None, site: Site, zone: str
) -> Iterator[tuple[str, datetime | None]]:
    stated = re.search(site.title_date, title) if site.title_date else None
    day = read_day(next(filter(None, stated.groups()), "")) if stated else None
    yield FIRST_TITLE, start_of(day, zone) if day else None
    yield PAGE, read_moment(moment, zone, source.language) if moment else None
    yield FEED, entry.published if entry and entry.published_basis != ADDRESS else None
    in_address = date_in_address(page.final_url or page.url)
    yield ADDRESS, start_of(in_address, zone) if in_address else None
