"""A page as a tree: parsed whole or known not to be, hidden text pruned, elements rendered as lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree, html

from extractors.plaintext import HIDING_STYLE, is_prose, plain_text, split_blocks, weigh
from extractors.sites.site import Site

# What libxml2 gives up on without an exception; everything below or behind is lost.
_LOSSES = ("RESOURCE_LIMIT", "NO_MEMORY", "INTERNAL_ERROR", "EXCESSIVE", "USER_STOP")
_WORDS = ".//text()[not(parent::script or parent::style or parent::noscript)]"
# A bold name with a colon opens a turn of a press conference; a turn begins its line.
_BOLD = r"(?:strong|b)\b"
_GAP = r"(?:\s|&nbsp;|</?[a-z][^<>]{0,200}>){0,12}"
_TURN = re.compile(rf"(<{_BOLD}[^<>]*>{_GAP}[^<>:：]{{1,80}}(?:[:：]{_GAP}</{_BOLD}>|</{_BOLD}>{_GAP}[:：]))", re.I)
MUCH = 0.3  # share of a page's words that nobody hides on purpose


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page."""

    root: html.HtmlElement
    losses: tuple[str, ...]  # what the parser says it dropped


def parse_tree(text: str) -> Tree | None:
    """Parse a page; None when nothing of it is markup."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=False)
    source = text.encode("utf-8", "replace").replace(b"\0", b"")
    try:
        root = html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    losses = {entry.type_name for entry in parser.error_log if any(loss in entry.type_name for loss in _LOSSES)}
    return Tree(root, tuple(sorted(losses)))


def prune_hidden(root: html.HtmlElement) -> str:
    """Remove what a reader cannot see and return its words; what holds much of the page is shown by a script, or torn."""
    hidden = {element for element in root.xpath("//*[@hidden or @style or self::template]") if _is_hidden(element)}
    outermost = [element for element in hidden if hidden.isdisjoint(element.iterancestors())]
    everything = sum(map(len, root.xpath(_WORDS))) or 1
    pruned = []
    for element in outermost:
        words = " ".join("".join(element.xpath(_WORDS)).split())
        if len(words) <= MUCH * everything:
            pruned.append(words)
            element.drop_tree()
    return "\n".join(filter(None, pruned))


def first_text(root: html.HtmlElement, paths: tuple[str, ...]) -> str:
    """Return the words of the first path that has some."""
    for path in paths:
        for found in root.xpath(path):
            words = found if isinstance(found, str) else found.text_content()
            if words := " ".join(words.split()):
                return str(words)
    return ""


def prune_furniture(root: html.HtmlElement, site: Site) -> str:
    """Remove what a site is known to set beside its words and return it; a torn tag may have drawn the words into it."""
    words = []
    everything = sum(map(len, root.xpath(_WORDS))) if site.furniture else 0
    for path in site.furniture:
        for unwanted in root.xpath(path):
            if unwanted.getparent() is not None and not _holds_the_article(unwanted, everything):
                words.append(" ".join(unwanted.text_content().split()))
                unwanted.drop_tree()
    return "\n".join(words)


def _holds_the_article(element: html.HtmlElement, everything: int) -> bool:
    if sum(map(len, element.xpath(_WORDS))) <= MUCH * everything:
        return False
    return any(map(is_prose, split_blocks(etree.tostring(element, encoding="unicode", method="html", with_tail=False))))


def find_body(root: html.HtmlElement, site: Site, shortest: int) -> str:
    """Return the words of a site's body, a line a paragraph, turns of speakers on lines of their own."""
    for path in site.body:
        found = root.xpath(path)
        outermost = [element for element in found if not any(parent in found for parent in element.iterancestors())]
        words = "\n".join(dict.fromkeys(filter(None, map(element_text, outermost))))  # some pages print it twice
        if weigh(words) >= shortest:
            return words
    return ""


def element_text(element: html.HtmlElement) -> str:
    """Render an element as a reader sees its lines."""
    markup = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return plain_text(_TURN.sub(r"<br>\1", markup))


def page_text(root: html.HtmlElement) -> str:
    """Render a whole page as a reader sees its lines, without captions, menus and footers."""
    body = root.find("body")
    markup = etree.tostring(root if body is None else body, encoding="unicode", method="html", with_tail=False)
    return "\n".join(block.text for block in split_blocks(_TURN.sub(r"<br>\1", markup)) if not block.furniture)


def _is_hidden(element: html.HtmlElement) -> bool:
    if element.tag in ("html", "body", "script", "style", "input"):
        return False
    return element.tag == "template" or "hidden" in element.attrib or bool(HIDING_STYLE.search(element.get("style", "")))
