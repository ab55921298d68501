"""A fake foreign ministry and fake news outlets, served over real HTTP on loopback, for tests to play with.

    with Ministry() as ministry, Outlet("courier") as outlet:
        page = ministry.publishes("Remarks on Lake Voda", ["Both shores should talk."], on=date(2026, 3, 2))
        ministry.edits(page, "should talk", "must talk")    # the page changes, its address does not
        ministry.removes(page)                              # answers like the real one: 302 to a page with status 200
        ministry.is_down(); ministry.is_up()                # connections reset; or is_down(status=503), is_flaky(every=3)
        outlet.publishes("Ministry speaks", ["..."], on=date(2026, 3, 2))
        settings = Settings(allowed_private_hosts=(ministry.host, outlet.host), host_pace=0)
        sources = (ministry.source("press", "zh"), outlet.source())

Structure as on the real site (index with countPage and pages index_1.html, article with title, time and body blocks,
related links with older dates, soft 404 for every unknown path, robots.txt among them); every word is ours.
A paragraph "AFP: Will there be talks?" becomes a turn with a bold label. `site.requests` lists what was asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import format_datetime
from html import escape
from itertools import count

from extractors.records.pages import Layer, Source, SourceKind
from tests.loopback import Asked, Reply, Site

__all__ = ["Asked", "Ministry", "Outlet", "Published", "Reply", "Site"]
BEIJING = timezone(timedelta(hours=8))
SOFT_404 = "/web/system/index_17321.shtml"
SECTIONS = {
    ("press", "en"): "/eng/xw/fyrbt/lxjzh/",
    ("remarks", "en"): "/eng/xw/fyrbt/fyrbt/",
    ("news", "en"): "/eng/xw/zyxw/",
    ("minister", "en"): "/eng/wjb/wjbz/hd/",
    ("press", "zh"): "/web/fyrbt_673021/jzhsl_673025/",
    ("remarks", "zh"): "/web/fyrbt_673021/dhdw_673027/",
    ("news", "zh"): "/web/wjdt_674879/wjbxw_674885/",
    ("minister", "zh"): "/web/wjbz_673089/xghd_673097/",
}
PER_PAGE = {"en": 8, "zh": 20}
ENDING = {"en": "html", "zh": "shtml"}
LABEL = re.compile(r"^([^\s:：][^:：。.?？]{0,60}[:：])\s*(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Published:
    """One article on a site; `url` is where it was published first."""

    url: str
    path: str
    title: str
    paragraphs: tuple[str, ...]
    at: datetime
    language: str
    section: str


class Ministry(Site):
    """A foreign ministry with English and Chinese sections in today's template."""

    def __init__(self) -> None:
        super().__init__()
        self._articles: dict[str, Published] = {}  # path -> article
        self._numbers = count(11_600_001)

    def publishes(
        self,
        title: str,
        paragraphs: list[str] | tuple[str, ...],
        on: date,
        language: str = "en",
        section: str = "press",
        at: time = time(18, 5),
    ) -> Published:
        """Put an article online at the top of its section."""
        number = f"t{on:%Y%m%d}_{next(self._numbers)}"
        path = f"{SECTIONS[section, language]}{on:%Y%m}/{number}.{ENDING[language]}"
        moment = datetime.combine(on, at, BEIJING)
        article = Published(self.address + path, path, title, tuple(paragraphs), moment, language, section)
        self._articles[path] = article
        return article

    def edits(self, article: Published, before: str, after: str) -> Published:
        """Replace words in an article that is online, silently as ministries do."""
        current = self._articles[article.path]
        assert any(before in paragraph for paragraph in current.paragraphs), f"{before!r} does not stand in the article"
        changed = replace(current, paragraphs=tuple(text.replace(before, after) for text in current.paragraphs))
        self._articles[article.path] = changed
        return changed

    def removes(self, article: Published) -> None:
        """Take an article offline and off its index."""
        del self._articles[article.path]

    def url(self, section: str = "press", language: str = "en") -> str:
        """Return the address of a section's index."""
        return self.address + SECTIONS[section, language]

    def source(self, section: str = "press", language: str = "en") -> Source:
        """Return a section as a source to watch."""
        return Source(
            name=f"ministry-{language}-{section}",
            title=f"Fake ministry, {section} ({language})",
            url=self.url(section, language),
            kind=SourceKind.INDEX,
            language=language,
            layer=Layer.ORIGINAL if language == "zh" else Layer.TRANSLATION,
            side="China",
            tier=1,
            timezone="Asia/Shanghai",
            every=timedelta(minutes=15),
            expected_gap=timedelta(days=4),
            links=r"/t\d{8}_\d+\.s?html?$",
        )

    def find(self, path: str) -> Reply:
        html = {"Content-Type": "text/html; charset=utf-8"}
        if path == SOFT_404:
            return Reply(200, _page("en", "404", "<p>The page you look for is elsewhere.</p>").encode(), html)
        if path in self._articles:
            return Reply(200, render_article(self._articles[path], self._neighbours(path)).encode(), html)
        listing = self._index(path)
        return Reply(200, listing.encode(), html) if listing else Reply(302, b"", {"Location": SOFT_404})

    def _neighbours(self, path: str) -> list[Published]:
        return [article for other, article in self._articles.items() if other != path][:3]

    def _index(self, path: str) -> str:
        """Return a page of an index, "" when there is none."""
        folder, _, name = path.rpartition("/")
        match = re.fullmatch(r"(?:index(?:_(\d+))?\.s?html)?", name)
        key = next((key for key, base in SECTIONS.items() if base == folder + "/"), None)
        if match is None or key is None:
            return ""
        articles = [article for article in self._articles.values() if (article.section, article.language) == key]
        articles.sort(key=lambda article: (article.at, article.path), reverse=True)
        size = PER_PAGE[key[1]]
        pages = max(-(-len(articles) // size), 1)
        number = int(match[1] or 0)
        if number >= pages:
            return ""
        return render_index(articles[number * size : (number + 1) * size], key[1], pages, folder + "/")


class Outlet(Site):
    """A news outlet with an RSS or Atom feed."""

    def __init__(self, name: str = "courier", language: str = "en", atom: bool = False) -> None:
        super().__init__()
        self.name, self.language, self.atom = name, language, atom
        self.articles: list[Published] = []
        self._numbers = count(1)  # an address is never used again

    def publishes(self, title: str, paragraphs: list[str] | tuple[str, ...], on: date, at: time = time(9, 30)) -> Published:
        """Put an article online and at the top of the feed."""
        path = f"/news/{on:%Y/%m/%d}/{next(self._numbers)}.html"
        moment = datetime.combine(on, at, UTC)
        article = Published(self.address + path, path, title, tuple(paragraphs), moment, self.language, "news")
        self.articles.insert(0, article)
        return article

    def edits(self, article: Published, before: str, after: str) -> Published:
        """Replace words in an article."""
        place = next(n for n, one in enumerate(self.articles) if one.path == article.path)
        current = self.articles[place]
        self.articles[place] = replace(current, paragraphs=tuple(text.replace(before, after) for text in current.paragraphs))
        return self.articles[place]

    def removes(self, article: Published) -> None:
        """Take an article offline and out of the feed."""
        self.articles = [one for one in self.articles if one.path != article.path]

    def source(self) -> Source:
        """Return the feed as a source to watch."""
        return Source(
            name=f"outlet-{self.name}",
            title=f"Fake outlet {self.name}",
            url=f"{self.address}/feed.xml",
            kind=SourceKind.FEED,
            language=self.language,
            layer=Layer.FOREIGN,
            side="",
            every=timedelta(minutes=15),
            expected_gap=timedelta(days=2),
        )

    def find(self, path: str) -> Reply:
        if path == "/feed.xml":
            body = render_atom(self) if self.atom else render_rss(self)
            return Reply(200, body.encode(), {"Content-Type": "application/xml"})
        if path == "/":
            link = '<link rel="alternate" type="application/rss+xml" title="News" href="/feed.xml">'
            return Reply(200, _page(self.language, self.name, "<p>Front page.</p>", link).encode(), {"Content-Type": "text/html"})
        article = next((one for one in self.articles if one.path == path), None)
        if article is None:
            return Reply(404, b"not here")
        return Reply(200, _news_page(self.name, article).encode(), {"Content-Type": "text/html; charset=utf-8"})


# ---------------------------------------------------------------- templates


def render_index(articles: list[Published], language: str, pages: int, base: str) -> str:
    """Return an index page of the ministry."""
    rows = []
    for article in articles:
        link = "./" + article.path.removeprefix(base)
        day = f"{article.at:%Y-%m-%d}" if language == "zh" else f"{article.at:%B} {article.at.day}, {article.at.year}"
        label = f"({day})" if language == "zh" else f"<div>{day}</div>"
        rows.append(f'<li><a href="{escape(link)}" target="_blank">{escape(article.title)}</a>{label}</li>')
    if language == "zh":
        body = f'<div class="newsBd"><ul class="list1">{"".join(rows)}</ul></div>'
    else:
        body = f'<div class="newsLst_mod"><ul class="news_list">{"".join(rows)}</ul></div>'
    script = f"<script>var currentPage = 0; var countPage = {pages};</script>"
    navigation = '<div class="nav"><a href="/eng/">Home</a> <a href="/web/">首页</a> <a href="/eng/sy/">About</a></div>'
    return _page(language, "Ministry", navigation + body + script)


def render_article(article: Published, related: list[Published]) -> str:
    """Return an article page of the ministry, with related links that carry other dates."""
    text = "".join(f"<p>{_turn(paragraph)}</p>" for paragraph in article.paragraphs)
    moment = f"{article.at:%Y-%m-%d %H:%M}"
    links = "".join(
        f'<li><a href="{escape(other.path)}">{escape(other.title)}</a> ({other.at - timedelta(days=40):%Y-%m-%d})</li>' for other in related
    )
    if article.language == "zh":
        body = (
            f'<div class="news-title"><h1>{escape(article.title)}</h1></div><div class="time"><span>{moment}</span></div>'
            f'<div class="news-main" id="News_Body_Txt_A"><div class="TRS_UEDITOR TRS_WEB">{text}</div></div>'
            f'<div class="related"><h3>相关新闻</h3><ul>{links}</ul></div>'
        )
    else:
        body = (
            f'<div class="news_header"><div class="news_header_title">{escape(article.title)}</div>'
            f'<div class="xltime">Updated: {article.at:%B} {article.at.day}, {article.at:%Y %H:%M}</div></div>'
            f'<div class="content_text"><div class="TRS_UEDITOR">{text}</div></div>'
            f'<div class="related"><h3>Related News</h3><ul>{links}</ul></div>'
        )
    meta = f'<meta name="ArticleTitle" content="{escape(article.title)}"><meta name="PubDate" content="{moment}">'
    return _page(article.language, article.title, '<div class="nav"><a href="/eng/">Home</a></div>' + body, meta)


def render_rss(outlet: Outlet) -> str:
    """Return an outlet's RSS feed."""
    entries = "".join(
        f"<item><title>{escape(one.title)}</title><link>{one.url}</link><guid>{one.url}</guid>"
        f"<pubDate>{format_datetime(one.at)}</pubDate><description>{escape(one.paragraphs[0])}</description></item>"
        for one in outlet.articles[:50]
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{outlet.name}</title>{entries}</channel></rss>'


def render_atom(outlet: Outlet) -> str:
    """Return an outlet's Atom feed."""
    entries = "".join(
        f'<entry><title>{escape(one.title)}</title><link href="{one.url}"/><id>{one.url}</id>'
        f"<published>{one.at.isoformat()}</published><updated>{one.at.isoformat()}</updated></entry>"
        for one in outlet.articles[:50]
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{outlet.name}</title>{entries}</feed>'


def _turn(paragraph: str) -> str:
    match = LABEL.match(paragraph)
    return f"<strong>{escape(match[1])}</strong> {escape(match[2])}" if match else escape(paragraph)


def _page(language: str, title: str, body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head>'
        f'<body>{body}<div class="footer">A fake site for tests. Nobody said these words.</div></body></html>'
    )


def _news_page(outlet: str, article: Published) -> str:
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    head = f'<meta property="article:published_time" content="{article.at.isoformat()}"><meta property="og:site_name" content="{outlet}">'
    body = f"<header><nav><a href='/'>{outlet}</a></nav></header><main><article><h1>{escape(article.title)}</h1>{text}</article></main>"
    return _page(article.language, article.title, body, head)
