"""Lists of links to other pages: neighbours, menus, share bars; they change between visits and are nobody's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

FEWEST = 3  # links that make a list of a box that nothing names as one
MOST_BESIDE = 0.2  # letters beside the links, as a share of those within: dates and bylines of a list, not words
LONGEST_HEADLINE = 150  # letters; a longer link is a paragraph that somebody linked, or one that was never closed
MOST_ELEMENTS = 60_000  # of a page; counting more costs more than a list of links can do harm
_BOXES = frozenset(("aside", "center", "dd", "div", "dl", "dt", "footer", "header", "li", "nav", "ol", "p", "section", "table", "tbody", "td", "tr", "ul"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_UNREAD = frozenset(("script", "style", "noscript", "template"))
_NAMES = re.compile(
    r"(?:^|[-_\s])(?:nav\w*|menu|share\w*|social|related\w*|relnews|recommend\w*|pagination|pager|prev|next|tags|sidebar)(?:$|[-_\s])",
    re.I,
)
# What stands over a list of links, the whole of a line.
_CRUMBS = re.compile(r"bread|crumb|(?:^|\s)(?:position|location|path)(?:$|\s)", re.I)
_TITLES = re.compile(
    r"(?:see also|read (?:also|more|next)|more (?:on this|news|stories|from\b.{0,40})|(?:related|recommended|latest|top|popular|most read)"
    r"(?: (?:news|stories|articles|links|topics|reading|content|documents))?|you (?:may|might) also like|share(?: this.{0,20}| on| to)?"
    r"|previous(?: \w+)?|next(?: \w+)?|prev|相关(?:新闻|阅读|链接|文章|报道|专题|推荐|稿件|信息)|延伸阅读|推荐(?:阅读|新闻)?|热门(?:推荐|新闻)?|更多(?:新闻|内容)?"
    r"|上一[篇页条]|下一[篇页条]|分享(?:到|至)?|читайте также|по теме|читайте також|за темою)\W*",
    re.I,
)
_SENTENCE = re.compile(r"[.!?…](?=\s|$|[”’\"'])|[。！？；]")
_DAY_WORDS = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?(?=[\s,]|$)|\d[\d\s./:,-]*(?:[年月日时分]|am\b|pm\b)?|(?:\w+ )?ago\b", re.I
)


@dataclass(slots=True)
class _Weight:
    """What an element holds, counted from the leaves up."""

    links: int = 0
    linked: int = 0  # letters of headlines
    beside: int = 0  # letters of anything else
    said: bool = False  # a sentence stands in it that no link holds
    named: bool = False  # its own line says what it lists

    def add(self, other: _Weight) -> None:
        self.links += other.links
        self.linked += other.linked
        self.beside += other.beside
        self.said |= other.said
        self.named |= other.named

    def add_text(self, text: str | None, heading: bool = False) -> None:
        """Weigh a run of text that is no link; the heading of a list is a part of it."""
        words = " ".join((text or "").split())
        if not words:
            return
        if _TITLES.fullmatch(words):
            self.named = True
            return
        words = _DAY_WORDS.sub(" ", words).strip()
        self.said |= _SENTENCE.search(words) is not None
        self.beside += 0 if heading else _letters(words)


def prune_link_lists(root: html.HtmlElement) -> str:
    """Remove the boxes of a page that hold links to other pages and no sentence beside them; return their words."""
    elements = list(root.iter())
    if len(elements) > MOST_ELEMENTS:
        return ""
    lists = _find_lists(elements)
    words = []
    for element in lists:
        if element.getparent() is not None and lists.isdisjoint(element.iterancestors()):
            for unwanted in (*_title_above(element), element):
                words.append(" ".join(unwanted.text_content().split()))
                unwanted.drop_tree()
    return "\n".join(filter(None, words))


def _title_above(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield what stands right above a list and says what it lists."""
    above = element.getprevious()
    if above is not None and isinstance(above.tag, str) and not (above.tail or "").strip() and _TITLES.fullmatch(" ".join(above.text_content().split())):
        yield above


def _find_lists(elements: list[html.HtmlElement]) -> set[html.HtmlElement]:
    weights: dict[html.HtmlElement, _Weight] = {}
    lists = set()
    for element in reversed(elements):  # children before their parents
        weight = weights[element] = _weigh(element, weights)
        if element.tag in _BOXES and (weight.links or weight.named) and _is_list(element, weight):
            lists.add(element)
    return lists


def _weigh(element: html.HtmlElement, weights: dict[html.HtmlElement, _Weight]) -> _Weight:
    weight = _Weight()
    heading = element.tag in _HEADINGS
    if isinstance(element.tag, str) and element.tag not in _UNREAD:
        weight.add_text(element.text, heading)
        for child in element:
            weight.add(weights.pop(child))
            weight.add_text(child.tail, heading)
    if element.tag == "a" and element.get("href") is not None and (letters := weight.linked + weight.beside) <= LONGEST_HEADLINE:
        return _Weight(links=1, linked=letters, named=weight.named)
    return weight


def _is_list(element: html.HtmlElement, weight: _Weight) -> bool:
    if weight.said:
        return False
    name = f"{element.get('class', '')} {element.get('id', '')}"
    if weight.links and weight.beside <= LONGEST_HEADLINE and _CRUMBS.search(name):
        return True  # a path ends with the page's own title
    if weight.beside > MOST_BESIDE * weight.linked:
        return False
    named = weight.named or element.tag == "nav" or _NAMES.search(name)
    empty = weight.named and not weight.linked  # a title over nothing
    return empty or weight.links >= (1 if named else FEWEST)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
