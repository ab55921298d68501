"""Articles of the site families, read from captured structures."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from lxml import etree

from extractors.article import digest_text
from extractors.errors import UnreadablePageError
from extractors.records.pages import Entry
from extractors.sites import SITES
from extractors.sites.site import Site
from tests.sample_pages import captured, page, read, source

CHINA = timezone(timedelta(hours=8))
MFA_ZH = "https://www.mfa.gov.cn/web/fyrbt_673021/jzhsl_673025/203105/t20310506_12000003.shtml"
MFA_EN = "https://www.fmprc.gov.cn/eng/xw/fyrbt/lxjzh/203307/t20330730_12999999.html"


def test_a_press_conference_keeps_every_turn_on_a_line_of_its_own() -> None:
    lines = read(captured("mfa_zh_conference.html"), MFA_ZH, language="zh").text.split("\n")
    assert [line.split("：")[0] for line in lines if "：" in line] == ["总台央视记者", "林舟", "蓝湖社记者", "林舟"]


def test_a_label_whose_colon_stands_outside_the_bold_type_opens_a_turn_too() -> None:
    lines = read(captured("mfa_en_conference.html"), MFA_EN).text.split("\n")
    assert [line.partition(":")[0] for line in lines] == ["Lake Herald", "Lin Zhou", "Lake Herald", "Lin Zhou"]


def test_a_migrated_conference_takes_the_day_of_its_title() -> None:
    article = read(captured("mfa_en_conference.html"), MFA_EN)
    assert (article.published_basis, article.published) == ("title", datetime(2031, 5, 6, tzinfo=CHINA))


@pytest.mark.parametrize(
    ("title", "basis"),
    [
        ("Spokesperson Lin Zhou's Remarks on May 6, 2031", "title"),
        ("Spokesperson's Remarks on the Ferry Statement Issued on May 1, 2031", "page"),
        ("2031年5月6日外交部发言人林舟主持例行记者会", "title"),
        ("外交部发言人林舟就2031年5月1日渡轮停航答记者问", "page"),
        ("驻蓝湖使馆参加2031年渡轮节", "page"),
    ],
)
def test_a_date_in_a_title_counts_only_where_it_is_the_day_of_the_words(title: str, basis: str) -> None:
    body = f"<h1 class='news_header_title'>{title}</h1><div class='xltime'>2031-05-07</div><div class='content_text'><p>{'The lake is blue. ' * 5}</p></div>"
    assert read(body, MFA_EN).published_basis == basis


def test_the_page_wins_over_the_feed_and_the_feed_over_the_address() -> None:
    url = "https://www.mfa.gov.cn/web/zyxw/203105/t20310509_1.shtml"
    body = "<h1>On lakes</h1><div id='News_Body_Txt_A'><p>" + "The lake is blue and the ferry is late today. " * 3
    entry = Entry(url, published=datetime(2031, 5, 8, tzinfo=UTC))
    dated = body.replace("<h1>", "<span id='News_Body_Time'>2031-05-07 08:00</span><h1>")
    assert (read(dated, url, entry).published_basis, read(dated, url, entry).published) == (
        "page",
        datetime(2031, 5, 7, 8, tzinfo=CHINA),
    )
    assert read(body, url, entry).published_basis == "feed"
    assert read(body, url).published_basis == "address"


def test_nobody_guesses_a_date() -> None:
    article = read("<h1>Lakes</h1><p>In 2031 the lake was blue, and in September it will be green again.</p>" * 3)
    assert (article.published, article.published_basis) == (None, "")


def test_a_date_after_the_page_was_fetched_is_not_believed() -> None:
    body = "<meta property='article:published_time' content='2099-01-01'><p>" + "The ferry goes to the island. " * 5
    assert read(body).published is None


def test_the_same_text_under_two_hosts_has_one_identity() -> None:
    chinese = read(captured("mfa_zh_conference.html"), MFA_ZH, language="zh")
    twin = read(captured("mfa_zh_conference.html"), MFA_ZH.replace("www.mfa", "www.fmprc"), language="zh")
    assert chinese.identity == twin.identity == "t20310506_12000003/zh"
    assert chinese.sha256 == twin.sha256


def test_the_related_list_is_no_part_of_the_words() -> None:
    assert "旧闻" not in read(captured("mfa_zh_conference.html"), MFA_ZH, language="zh").text


def test_hidden_text_is_left_out_and_the_article_says_so() -> None:
    article = read(captured("mfa_zh_conference.html"), MFA_ZH, language="zh")
    assert "看不见" not in article.text
    assert any("hidden" in note for note in article.notes)


def test_an_evening_news_page_is_dated_by_its_script_not_by_its_address() -> None:
    url = "https://tv.cctv.com/2031/05/07/VIDEabcdefghijklmnopqrst310507.shtml"
    article = read(captured("cctv_evening_news.html"), url, language="zh")
    assert article.title == "湖上开通渡轮"
    assert article.published == datetime(2031, 5, 6, 19, 11, 2, tzinfo=CHINA)
    assert article.text.startswith("央视网消息（新闻联播）：蓝湖") and article.whole
    assert "往返十次，票价" in article.text, "a line broken in the source is no blank in Chinese"
    assert "视频简介" not in article.text


def test_the_older_chinese_encoding_is_read() -> None:
    body = captured("people_gb2312.html").decode().encode("gb18030")
    article = read(body, "http://world.people.com.cn/n1/2031/0506/c1002-1.html", language="zh")
    assert (article.title, article.published_basis) == ("蓝湖开渡", "page")
    assert article.text.split("\n") == [
        "蓝湖渡轮今日开航。船长说，乌克兰的朋友送来一面新鼓。",
        "岸上的人都说，这面鼓的声音能传到对岸的山里。",
    ]


def test_a_mission_statement_shows_its_hour() -> None:
    url = "https://un.china-mission.gov.cn/eng/hyyfy/203105/t20310507_12000020.htm"
    article = read(captured("un_mission_statement.html"), url)
    assert article.published == datetime(2031, 5, 6, 23, 40, tzinfo=CHINA)
    assert article.text.startswith("Mr. President,\nMy delegation")


def test_a_page_that_only_a_script_would_fill_is_read_from_its_declared_data() -> None:
    words = "The ferry crossed the lake at noon. " * 4
    body = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry", "datePublished":'
        f' "2031-05-06T10:00:00+08:00", "articleBody": "{words}"}}</script><div id=app></div>'
    )
    article = read(body)
    assert (article.title, article.text) == ("Ferry", words.strip())


def test_the_site_for_unknown_addresses_is_not_an_article() -> None:
    with pytest.raises(UnreadablePageError, match="unknown addresses"):
        read("<p>Welcome</p>" * 50, "https://www.mfa.gov.cn/web/system/index_17321.shtml")


@pytest.mark.parametrize("body", [b"", b"   \n", b"<html><body></body></html>", b"%PDF-1.7 ...", b"\x1f\x8b\x08\x00"])
def test_a_page_without_words_is_refused_with_its_reason(body: bytes) -> None:
    with pytest.raises(UnreadablePageError, match=r"empty|reads as text|a file"):
        read(body)


def test_a_page_that_was_cut_off_is_marked() -> None:
    from extractors.article import extract_article

    cut = page("<p>" + "The ferry goes to the island. " * 5, truncated=True)
    article = extract_article(cut, source(), None)
    assert not article.whole and "cut off" in article.notes[0]


def test_the_digest_forgives_blanks_and_widths_and_nothing_else() -> None:
    assert digest_text("渡轮　开通\n") == digest_text("渡轮开通")
    assert digest_text("渡轮开通") != digest_text("渡轮停航")


@pytest.mark.parametrize(
    ("name", "url", "title", "published", "paragraphs"),
    [
        ("xinhua_article", "https://english.news.cn/20310506/0123456789abcdef0123456789abcdef/c.html", "Ferry crosses Blue Lake", (2031, 5, 6), 2),
        ("global_times_article", "https://www.globaltimes.cn/page/203105/1400001.shtml", "Ferry crosses Blue Lake", (2031, 5, 6, 22, 20), 2),
        ("state_council_article", "https://www.gov.cn/yaowen/liebiao/203105/content_7000001.htm", "蓝湖渡轮开通", (2031, 5, 6, 21, 50), 2),
    ],
)
def test_other_families_are_read(name: str, url: str, title: str, published: tuple[int, ...], paragraphs: int) -> None:
    article = read(captured(f"{name}.html"), url)
    assert (article.title, article.published_basis) == (title, "page")
    assert article.published == datetime(*published, tzinfo=CHINA)  # type: ignore[arg-type,misc]
    assert len(article.text.split("\n")) == paragraphs and "Editor" not in article.text


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_family_declares_what_can_be_used(site: Site) -> None:
    for path in (*site.title, *site.moment, *site.body, *site.furniture):
        etree.XPath(path)
    for pattern in (site.links, site.not_found, site.page_count, site.title_noise, site.title_date, site.moment_in_script):
        re.compile(pattern)
    assert set(site.dates) <= {"title", "page", "feed", "address"}
    assert site.covers(f"www.{site.hosts[0]}") and not site.covers("news.example")
