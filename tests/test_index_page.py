"""Listings without a feed: index pages, news sitemaps, JSON columns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from extractors.index_page import parse_index
from extractors.records.pages import Listing, SourceKind, SourceState
from tests.sample_pages import captured, source

CHINA = timezone(timedelta(hours=8))


def parse(body: bytes | str, url: str, **fields: object) -> Listing:
    return parse_index(body.encode() if isinstance(body, str) else body, url, source(url, **fields))


def test_the_ministrys_chinese_listing_is_read() -> None:
    base = "https://www.mfa.gov.cn/web/fyrbt_673021/jzhsl_673025/"
    listing = parse(captured("mfa_zh_listing.html"), base, language="zh", timezone="Asia/Shanghai")
    assert (listing.state, listing.page_count, len(listing.entries)) == (SourceState.OK, 29, 3)
    first, _, remarks = listing.entries
    assert first.url == base + "203105/t20310506_12000003.shtml"
    assert (first.published, first.published_basis) == (datetime(2031, 5, 6, tzinfo=CHINA), "index")
    assert remarks.title == "外交部发言人林舟就湖上鱼鼓答记者问"
    assert (remarks.published, remarks.published_basis) == (datetime(2031, 4, 30, tzinfo=CHINA), "address")


def test_the_ministrys_english_listing_takes_the_date_beside_the_link() -> None:
    listing = parse(captured("mfa_en_listing.html"), "https://www.fmprc.gov.cn/eng/xw/zyxw/")
    assert [entry.published for entry in listing.entries] == [datetime(2031, 5, 6, tzinfo=CHINA), datetime(2031, 5, 5, tzinfo=CHINA)]
    assert listing.page_count == 143


def test_a_family_named_by_the_source_is_read_on_any_host() -> None:
    listing = parse(captured("mfa_zh_listing.html"), "http://127.0.0.1:8000/web/press/", adapter="mfa")
    assert [entry.url.startswith("http://127.0.0.1:8000/") for entry in listing.entries] == [True] * 3


def test_an_agencys_listing_is_read() -> None:
    listing = parse(captured("xinhua_listing.html"), "https://english.news.cn/world/index.htm")
    assert [(entry.title, entry.published) for entry in listing.entries] == [
        ("Ferry crosses Blue Lake", datetime(2031, 5, 6, 10, 20, tzinfo=CHINA)),
        ("Drummers arrive from Ukraine", datetime(2031, 5, 5, tzinfo=CHINA)),
    ]


def test_an_unknown_site_is_read_by_the_form_of_its_addresses() -> None:
    body = """<nav><a href="/about">About</a><a href="/world/">World</a></nav>
    <a href="/2031/05/06/ferry">Ferry</a><a href="/world/drummers-arrive-at-the-blue-lake">Drummers</a>
    <a href="/news/123456.html">Lake</a><a href="https://other.example/2031/05/06/x">Elsewhere</a><a href="mailto:a@b.c">Mail</a>"""
    listing = parse(body, "https://news.example/")
    assert [entry.title for entry in listing.entries] == ["Ferry", "Drummers", "Lake"]


def test_a_source_that_states_its_links_gets_those_and_no_others() -> None:
    body = '<a href="/item?id=7">Seven</a><a href="/2031/05/06/ferry">Ferry</a>'
    listing = parse(body, "https://news.example/", links=r"/item\?id=\d+$")
    assert [entry.title for entry in listing.entries] == ["Seven"]
    assert listing.state is SourceState.UNDATED


def test_a_sitemap_is_read() -> None:
    listing = parse(captured("news_sitemap.xml"), "https://news.example/sitemap.xml", kind=SourceKind.SITEMAP)
    assert [(entry.title, entry.published) for entry in listing.entries] == [
        ("Ferry crosses & returns", datetime(2031, 5, 6, 2, 20, tzinfo=UTC)),
        ("", datetime(2031, 5, 5, tzinfo=UTC)),
    ]


def test_a_sitemap_reads_no_file_and_expands_no_bomb() -> None:
    body = b'<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://news.example/&a;</loc></url></urlset>'
    listing = parse(body, "https://news.example/sitemap.xml", kind=SourceKind.SITEMAP)
    assert all("root" not in entry.url for entry in listing.entries)


@pytest.mark.parametrize("wrap", ["{}", "callback({});"])
def test_a_json_column_is_read(wrap: str) -> None:
    body = wrap.format(captured("state_council_column.json").decode())
    listing = parse(body, "https://www.gov.cn/yaowen/liebiao/home.json", kind=SourceKind.JSON, language="zh")
    assert [(entry.title, entry.url.rsplit("/", 1)[1]) for entry in listing.entries] == [
        ("蓝湖渡轮开通", "content_7000001.htm"),
        ("鼓手到访", "content_7000002.htm"),
    ]
    assert listing.entries[1].published == datetime(2031, 5, 5, 9, 30, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("body", "url", "kind", "state"),
    [
        ("<p>nothing here", "https://news.example/", SourceKind.INDEX, SourceState.EMPTY),
        ("", "https://news.example/", SourceKind.INDEX, SourceState.NOT_A_FEED),
        ("<p>moved", "https://www.mfa.gov.cn/web/system/index_17321.shtml", SourceKind.INDEX, SourceState.SOFT_404),
        ("<html><p>blocked", "https://news.example/s.xml", SourceKind.SITEMAP, SourceState.NOT_A_FEED),
        ("<html>", "https://news.example/s.json", SourceKind.JSON, SourceState.NOT_A_FEED),
        ("[" * 200_000, "https://news.example/s.json", SourceKind.JSON, SourceState.NOT_A_FEED),
    ],
)
def test_what_is_not_a_sound_listing_is_named(body: str, url: str, kind: SourceKind, state: SourceState) -> None:
    listing = parse(body, url, kind=kind)
    assert listing.state is state and listing.message


def test_an_archive_is_cut_to_its_newest_entries() -> None:
    places = "".join(f"<url><loc>https://news.example/{n}</loc><lastmod>20{n // 100:02}-05-06</lastmod></url>" for n in range(100, 2_600))
    listing = parse(f"<urlset>{places}</urlset>", "https://news.example/s.xml", kind=SourceKind.SITEMAP)
    assert len(listing.entries) == 1_000
    assert min(entry.published for entry in listing.entries if entry.published) == datetime(2016, 5, 6, tzinfo=UTC)


def test_a_list_of_sitemaps_names_its_parts() -> None:
    body = "<sitemapindex><sitemap><loc>https://news.example/s1.xml</loc></sitemap></sitemapindex>"
    assert "https://news.example/s1.xml" in parse(body, "https://news.example/s.xml", kind=SourceKind.SITEMAP).message
