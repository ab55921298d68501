"""Dates as people, content systems and feeds write them; what is no whole date is none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from extractors.dates import date_in_address, read_moment
from extractors.index_page import parse_index
from extractors.records.pages import Entry
from tests.sample_pages import FETCHED, read, source

CHINA = "Asia/Shanghai"


def at(hours: float, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone(timedelta(hours=hours)))  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2031年5月6日23:59", (23, 59)),
        ("2031年05月06日 00:05:30", (0, 5, 30)),
        ("二〇三一年五月六日", ()),
        ("二O三一年五月六日", ()),
        ("二零三一年五月六日 18:05", (18, 5)),
        ("2031年5月6日 星期二 下午3点20分", (15, 20)),
        ("2031年5月6日上午9时", (9,)),
        ("2031年5月6日 晚8时30分", (20, 30)),
        ("2031年5月6日凌晨0时15分", (0, 15)),
        ("2031年5月6日 中午12时30分", (12, 30)),
        ("2031年5月6日中午1点", (13,)),
        ("2031.05.06 18:05", (18, 5)),
        ("２０３１－０５－０６ １８：０５", (18, 5)),
        ("发布时间：2031-05-06 18:05:33 来源：湖报 字号：大 中 小", (18, 5, 33)),
        ("更新时间：2031-05-09 10:00 发布时间：2031-05-06 18:05", (18, 5)),
        ("来源：湖报 2031-05-06T18:05:33+08:00", (18, 5, 33)),
        ("2031-05-06 16:30 (GMT+8)", (16, 30)),
        ("16:30, 06-May-2031 (UTC+8)", (16, 30)),
        ("2031-05-06T15:59:59Z", (23, 59, 59)),
        ("Tue, 6 May 31 23:30:00 +0800", (23, 30)),
        ("20310506180533", (18, 5, 33)),
    ],
)
def test_a_chinese_source_is_read_in_chinas_time(written: str, moment: tuple[int, ...]) -> None:
    assert read_moment(written, CHINA, "zh") == at(8, 2031, 5, 6, *moment)


@pytest.mark.parametrize(
    ("written", "zone", "language", "moment"),
    [
        ("2031-05-06 16:30 Beijing Time", "UTC", "en", at(8, 2031, 5, 6, 16, 30)),
        ("北京时间2031年5月6日16:30", "UTC", "zh", at(8, 2031, 5, 6, 16, 30)),
        ("2031-05-06T16:30:00Z", CHINA, "zh", at(8, 2031, 5, 7, 0, 30)),
        ("Updated: May 06, 2031 18:05", CHINA, "en", at(8, 2031, 5, 6, 18, 5)),
        ("Updated 9 May 2031; published 6 May 2031", "UTC", "en", at(0, 2031, 5, 6)),
        ("Published 2031-05-06, updated 2031-05-09", "UTC", "en", at(0, 2031, 5, 6)),
        ("12:10 a.m. EDT May 7, 2031", "America/New_York", "en", at(-4, 2031, 5, 7, 0, 10)),
        ("Posted 6th of May 2031", "UTC", "en", at(0, 2031, 5, 6)),
        ("6 May 2031.", "UTC", "en", at(0, 2031, 5, 6)),
        ("Tuesday 6 May 2031 18.05 BST", "Europe/London", "en", at(1, 2031, 5, 6, 18, 5)),
        ("6 травня 2031, 18:05", "Europe/Kyiv", "uk", at(3, 2031, 5, 6, 18, 5)),
        ("вт, 6 мая 2031 г., 18:05 МСК", "UTC", "ru", at(3, 2031, 5, 6, 18, 5)),
        ("06.05.2031, 18:05", "Europe/Kyiv", "uk", at(3, 2031, 5, 6, 18, 5)),
        ("Tue, 06 May 2031 23:30:00 CST", "America/Chicago", "en", at(-6, 2031, 5, 6, 23, 30)),
    ],
)
def test_other_sources_are_read_in_the_time_they_state(written: str, zone: str, language: str, moment: datetime) -> None:
    assert read_moment(written, zone, language) == moment


@pytest.mark.parametrize(
    "written",
    ["2031年5月", "5月6日", "3小时前", "今天 18:05", "2 days ago", "2031年2月30日", "2031-13-06", "05/06/2031", "6 May 18:05", "2031", "May 2031"],
)
def test_what_is_no_whole_date_is_none(written: str) -> None:
    assert read_moment(written, CHINA, "zh") is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("n1/2031/0506/c1002-1.html", date(2031, 5, 6)),
        ("a/203105/06/WS12.html", date(2031, 5, 6)),
        ("2031-05/06/c_112.htm", date(2031, 5, 6)),
        ("2031/may/06/lake", date(2031, 5, 6)),
        ("web/203105/t20310506_11.shtml", date(2031, 5, 6)),
        ("page/203105/1400001.shtml", None),
        ("story/2031/05/1168", None),
        ("p/12345678/", None),
        ("20311399/a.html", None),
    ],
)
def test_an_address_is_dated_only_where_it_names_a_day(path: str, day: date | None) -> None:
    assert date_in_address(f"https://lake.example/{path}") == day


ROW = "<ul><li>{0}</li><li><a href='/n/2.html'>Fishers meet at noon</a> 2031-05-01</li></ul>"


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ("<a href='/n/12345.html' title='Remarks on May 3, 2031 at the lake'>Remarks on May 3, 2031…</a><span>2031-05-06</span>", date(2031, 5, 6)),
        ("<a href='/n/12345.html'>The ferry of May 3, 2031 is late</a> [2031-05-06]", date(2031, 5, 6)),
        ("<span>(05月06日)</span><a href='/n/20310506/12345.html'>渡轮</a>", date(2031, 5, 6)),
        ("<a href='/n/12345.html'>The ferry is late</a> 2 hours ago", None),
    ],
)
def test_a_row_of_a_list_is_dated_beside_its_headline(row: str, day: date | None) -> None:
    page = f"<div>Today is May 9, 2031</div>{ROW.format(row)}"
    listing = parse_index(page.encode(), "https://lake.example/", source(links=r"/n/"))
    entry = next(entry for entry in listing.entries if "12345" in entry.url)
    assert (entry.published.date() if entry.published else None) == day


def test_a_feed_that_calls_chinas_time_greenwichs_is_not_believed_into_tomorrow() -> None:
    words = "<p>" + "The ferry goes to the island today. " * 4
    ahead, past = FETCHED + timedelta(hours=7), FETCHED - timedelta(hours=7)
    told = [read(words, entry=Entry("https://news.example/a", published=moment), timezone=CHINA).published for moment in (ahead, past)]
    assert told == [ahead - timedelta(hours=8), past]


def test_the_day_of_a_page_from_around_midnight_is_that_of_its_masthead() -> None:
    page = "<meta property='article:published_time' content='2031-05-06T16:30:00Z'><p>" + "The ferry goes to the island today. " * 4
    published = read(page, timezone=CHINA).published
    assert published and published.date() == date(2031, 5, 7) and published.astimezone(UTC).date() == date(2031, 5, 6)
