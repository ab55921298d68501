"""Feeds: cleaned, dated by our own reading, and never an empty answer without a reason."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.feed import clean_feed, parse_feed
from extractors.records.pages import Listing, SourceKind, SourceState
from tests.sample_pages import source

ITEM = "<item><title>Ferry</title><link>https://news.example/a</link><pubDate>2031-05-06</pubDate></item>"


def feed(inside: str = ITEM, head: str = "") -> bytes:
    return f"{head}<rss version='2.0'><channel><title>Lake</title>{inside}</channel></rss>".encode()


def parse(body: bytes, url: str = "https://news.example/rss.xml", **fields: object) -> Listing:
    return parse_feed(body, url, source(url, kind=SourceKind.FEED, **fields))


def dated(written: str, **fields: object) -> datetime | None:
    listing = parse(feed(ITEM.replace("2031-05-06", written)), **fields)
    return listing.entries[0].published


def test_a_sound_feed_is_ok() -> None:
    listing = parse(feed())
    assert (listing.state, [entry.url for entry in listing.entries]) == (SourceState.OK, ["https://news.example/a"])


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (b"", SourceState.NOT_A_FEED),
        (b"<html><body>blocked</body></html>", SourceState.NOT_A_FEED),
        (b'{"version": "https://jsonfeed.org/version/1"}', SourceState.NOT_A_FEED),
        (b"/etc/passwd", SourceState.NOT_A_FEED),
        (feed(""), SourceState.EMPTY),
        (feed(ITEM + ITEM.replace("/a", "/b"))[:-40], SourceState.TRUNCATED),
        (feed(ITEM.replace("2031-05-06", "soon")), SourceState.UNDATED),
    ],
)
def test_what_is_not_a_sound_feed_is_named(body: bytes, state: SourceState) -> None:
    listing = parse(body)
    assert listing.state is state and listing.message


def test_a_truncated_feed_gives_the_entries_that_arrived() -> None:
    assert len(parse(feed(ITEM + ITEM.replace("/a", "/b"))[:-60]).entries) >= 1


@pytest.mark.parametrize("reference", ["&#xD800;", "&#x110000;", "&#0;", "&#99999999999999;", "&nbsp;", "&hellip;", "\x00", "\x0b"])
def test_one_bad_reference_does_not_silence_a_feed(reference: str) -> None:
    listing = parse(feed(ITEM.replace("Ferry", f"Fer{reference}ry") + ITEM.replace("/a", "/b")))
    assert listing.state is SourceState.OK and len(listing.entries) == 2


def test_a_body_that_is_a_path_opens_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(feed())
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for path in (secret, fifo, Path("/dev/zero")):
        assert parse(str(path).encode()).state is SourceState.NOT_A_FEED


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE rss [<!ENTITY a "\\d">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        "<!DOCTYPE rss [<!ENTITY a" + " " * 100_000 + '"x">]>',
        '<!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;&a;">]>',
        "<!DOCTYPE rss>",
    ],
)
def test_a_doctype_neither_raises_nor_hangs_nor_reads(head: str) -> None:
    listing = parse(feed(ITEM.replace("Ferry", "Ferry &a; &b;"), head))
    assert [entry.url for entry in listing.entries] == ["https://news.example/a"]
    assert "root:" not in listing.entries[0].title


@pytest.mark.parametrize(
    "inside",
    [
        f"<item><description><![CDATA[{'<!--' * 200_000}]]></description></item>",
        f"<item><author>a@{'a.' * 40_000}a</author></item>",
        f"<item><description><![CDATA[{'<a ' * 300_000}]]></description></item>",
        f"<item><description>{'&amp;' * 200_000}</description></item>",
    ],
    ids=["comments", "author", "tags", "references"],
)
@pytest.mark.timeout(20)
def test_what_hangs_a_parser_costs_little(inside: str) -> None:
    assert len(parse(feed(ITEM + inside)).entries) == 1


@pytest.mark.parametrize(
    "written",
    ["2031年5月6日 15:30", "2031/05/06 15:30", "2031.05.06 15:30", "二〇三一年五月六日下午3时30分", "Tue, 06 May 2031 15:30:00 CST",
     "Tue,06 May 2031 15:30:00 GMT+8", "May 6, 2031 3:30 pm", "2031-05-06T07:30:00Z", "06.05.2031 15:30", "20310506153000", "1935819000"],
)  # fmt: skip
def test_a_chinese_source_is_dated_in_its_own_time(written: str) -> None:
    found = dated(written, timezone="Asia/Shanghai", language="zh")
    assert found is not None
    assert found.astimezone(UTC) == datetime(2031, 5, 6, 7, 30, tzinfo=UTC)
    assert found.date().isoformat() == "2031-05-06"


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("Tue, 06 May 2031 15:30:00 MSK", "12:30"),
        ("Tue, 06 May 2031 15:30:00 EEST", "12:30"),
        ("Tue, 06 May 2031 15:30:00 CST", "21:30"),
        ("6 травня 2031, 15:30", "15:30"),
        ("6 мая 2031 г. 15:30", "15:30"),
    ],
)
def test_zones_and_months_of_other_sources_are_read(written: str, utc: str) -> None:
    found = dated(written)
    assert found is not None
    assert found.astimezone(UTC).isoformat()[:16] == f"2031-05-06T{utc}"


@pytest.mark.parametrize("written", ["2031年5月", "May 2031", "5月6日", "yesterday", "03/04/2031", "31 Feb 2031", "0001-01-01", "9999-12-31"])
def test_a_date_that_is_not_one_is_none(written: str) -> None:
    assert dated(written) is None


@pytest.mark.parametrize(("declared", "real"), [("utf-8", "gb18030"), ("gb2312", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16")])
def test_chinese_bytes_are_read_whatever_is_declared(declared: str, real: str) -> None:
    text = f"<?xml version='1.0' encoding='{declared}'?>" + feed(ITEM.replace("Ferry", "外交部发言人谈湖上渡轮开航一事")).decode()
    assert parse(text.encode(real)).entries[0].title == "外交部发言人谈湖上渡轮开航一事"


@pytest.mark.parametrize(("declared", "real"), [("utf-8", "cp1251"), ("koi8-r", "koi8-r"), ("windows-1251", "cp1251")])
def test_cyrillic_bytes_are_read_whatever_is_declared(declared: str, real: str) -> None:
    text = f"<?xml version='1.0' encoding='{declared}'?>" + feed(ITEM.replace("Ferry", "Паром на озере открыт для гостей")).decode()
    listing = parse(text.encode(real))
    assert listing.entries[0].title == "Паром на озере открыт для гостей"


def test_links_are_resolved_and_only_web_links_are_taken() -> None:
    inside = "".join(
        f"<item><title>{n}</title><link>{link}</link></item>"
        for n, link in enumerate(["/b?id=1#top", "javascript:alert(1)", "data:text/html,x", "https://u:p@news.example/", "//NEWS.example:443/c"])
    )
    listing = parse(feed(ITEM + inside))
    assert [entry.url for entry in listing.entries] == ["https://news.example/a", "https://news.example/b?id=1", "https://news.example/c"]
    assert "3 of 6" in listing.message


def test_titles_and_summaries_are_plain_words() -> None:
    item = ITEM.replace("Ferry", "<![CDATA[<b>Ferry</b><script>x()</script> &amp;amp; drum]]>")
    assert parse(feed(item)).entries[0].title == "Ferryx() & drum"


def test_a_repeated_entry_counts_once_and_a_flood_is_cut() -> None:
    many = "".join(ITEM.replace("/a", f"/{n}") for n in range(1_200))
    assert len(parse(feed(ITEM * 3)).entries) == 1
    listing = parse(feed(many))
    assert listing.state is SourceState.TRUNCATED and len(listing.entries) == 1_000 and "1200" in listing.message


def test_atom_takes_the_alternate_link_and_the_published_date() -> None:
    body = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>L</title><entry><title>F</title>'
        b'<link rel="self" href="/self"/><link rel="alternate" href="/a"/><updated>2031-05-07T00:00:00Z</updated>'
        b"<published>2031-05-06T00:00:00Z</published></entry></feed>"
    )
    entry = parse(body).entries[0]
    assert entry.url == "https://news.example/a" and entry.published == datetime(2031, 5, 6, tzinfo=UTC)


def test_cleaning_leaves_a_sound_feed_as_it_is() -> None:
    text = feed().decode()
    assert clean_feed(text) == text
