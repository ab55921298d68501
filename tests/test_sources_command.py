"""`tifawatch sources`: what is watched, whether it can be read, and something new to watch."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import stamina
import typer
import yaml
from ministry import Ministry, Outlet, Site
from typer.testing import CliRunner, Result

from extractors.discover import Candidate, discover, link_pattern
from extractors.errors import TifawatchError
from extractors.records.pages import Entry, Layer, Listing, SourceKind, SourceState
from flows.commands.sources import register
from flows.new_source import fitting_gap, fitting_pause, propose, slug
from flows.sources import load_entries, load_sources

TODAY = datetime.now(UTC).date()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working directory with an empty sources file and a comment in it."""
    (tmp_path / "sources.yaml").write_text("# mine\nversion: 1\nsources: []\n", "utf-8")
    monkeypatch.setenv("TIFAWATCH_HOME", str(tmp_path))
    monkeypatch.setenv("TIFAWATCH_HOST_PACE", "0")
    monkeypatch.setenv("TIFAWATCH_REQUEST_DEADLINE", "3")
    monkeypatch.setenv("COLUMNS", "220")
    with stamina.set_testing(True, attempts=2):
        yield tmp_path


def tifawatch(*words: str, typed: str | None = None) -> Result:
    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, ["sources", *words], input=typed)


def allow(monkeypatch: pytest.MonkeyPatch, *sites: Site) -> None:
    monkeypatch.setenv("TIFAWATCH_ALLOWED_PRIVATE_HOSTS", ",".join(site.host for site in sites))


def publish(outlet: Outlet, count: int = 5) -> None:
    for number in range(count):
        outlet.publishes(f"The ministry of Noland speaks of Lake Voda for the {number}th time", ["Words."], on=TODAY - timedelta(days=number))


def test_adding_a_front_page_finds_its_feed(home: Path, monkeypatch: pytest.MonkeyPatch):
    with Outlet() as outlet:
        allow(monkeypatch, outlet)
        publish(outlet)
        result = tifawatch("add", outlet.address + "/", "--name", "courier", "--tier", "2", "--yes")
    assert result.exit_code == 0, result.output
    assert "the page declares it as its feed" in result.output
    assert "The ministry of Noland speaks of Lake Voda for the 0th time" in result.output
    (source,) = load_sources(home / "sources.yaml")
    assert (source.name, source.kind, source.url, source.tier) == ("courier", SourceKind.FEED, f"{outlet.address}/feed.xml", 2)
    assert source.language == "en"
    assert "# mine" in (home / "sources.yaml").read_text("utf-8")


def test_adding_an_index_page_finds_the_form_of_its_links(home: Path, monkeypatch: pytest.MonkeyPatch):
    with Ministry() as ministry:
        allow(monkeypatch, ministry)
        for number in range(6):
            ministry.publishes(f"湖国外交部发言人就第{number}次沃达湖会谈答记者问", ["沃达湖两岸应当恢复谈判。"], on=TODAY - timedelta(days=number), language="zh")
        result = tifawatch("add", ministry.url("press", "zh"), "--side", "China", "--timezone", "Asia/Shanghai", "--yes")
    assert result.exit_code == 0, result.output
    (source,) = load_sources(home / "sources.yaml")
    assert (source.kind, source.language, source.side) == (SourceKind.INDEX, "zh", "China")
    assert source.links is not None and "shtml" in source.links


def test_a_feed_that_answers_and_died_years_ago_is_not_added(home: Path, monkeypatch: pytest.MonkeyPatch):
    with Outlet() as outlet:
        allow(monkeypatch, outlet)
        outlet.publishes("Old news of Noland", ["Words."], on=TODAY - timedelta(days=3000))
        with pytest.raises(TifawatchError, match="stale"):
            raise tifawatch("add", outlet.address + "/feed.xml", "--yes").exception  # type: ignore[misc]
    assert load_sources(home / "sources.yaml") == ()


def test_what_holds_no_list_is_said_so(home: Path, monkeypatch: pytest.MonkeyPatch):
    with Site() as site:
        allow(monkeypatch, site)
        url = site.answers("/about", "<html><body><a href='/x'>About us and our long history</a></body></html>", content_type="text/html")
        error = tifawatch("add", url, "--yes").exception
    assert isinstance(error, TifawatchError)
    assert "no three links have the form of articles" in str(error)


def test_nothing_is_written_without_a_yes(home: Path, monkeypatch: pytest.MonkeyPatch):
    with Outlet() as outlet:
        allow(monkeypatch, outlet)
        publish(outlet)
        result = tifawatch("add", outlet.address + "/feed.xml", typed="n\n")
    assert result.exit_code == 1
    assert load_sources(home / "sources.yaml") == ()


def test_a_source_is_not_added_twice(home: Path, monkeypatch: pytest.MonkeyPatch):
    with Outlet() as outlet:
        allow(monkeypatch, outlet)
        publish(outlet)
        tifawatch("add", outlet.address + "/feed.xml", "--name", "courier", "--yes")
        error = tifawatch("add", outlet.address + "/", "--yes").exception
    assert "already there as courier" in str(error)


def test_a_private_address_is_refused_with_what_to_do(home: Path):
    with Outlet() as outlet:
        error = tifawatch("add", outlet.address + "/feed.xml", "--yes").exception
    assert "TIFAWATCH_ALLOWED_PRIVATE_HOSTS" in str(error)


def test_without_a_file_of_ones_own_nothing_is_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TIFAWATCH_HOME", str(tmp_path))
    error = tifawatch("add", "http://noland.example/").exception
    assert "tifawatch init" in str(error)


def test_check_explains_each_source_and_its_status_tells(home: Path, monkeypatch: pytest.MonkeyPatch):
    with Outlet("good") as good, Outlet("bad") as bad:
        allow(monkeypatch, good, bad)
        publish(good)
        publish(bad)
        for outlet in (good, bad):
            tifawatch("add", outlet.address + "/feed.xml", "--name", outlet.name, "--yes")
        fine = tifawatch("check")
        bad.answers("/feed.xml", "<html>gone fishing</html>", content_type="text/html")
        troubled = tifawatch("check")
        only_good = tifawatch("check", "good")
    assert fine.exit_code == 0, fine.output
    assert "2 of 2 sources can be read" in fine.output
    assert troubled.exit_code == 1
    assert "not_a_feed" in troubled.output and "open the address in a browser" in troubled.output
    assert only_good.exit_code == 0 and "for the 4th time" in only_good.output


def test_on_a_narrow_terminal_every_remedy_is_readable(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "80")
    with Outlet("good") as good, Outlet("bad") as bad:
        allow(monkeypatch, good, bad)
        for outlet in (good, bad):
            publish(outlet)
            tifawatch("add", outlet.address + "/feed.xml", "--name", f"{outlet.name}-with-a-name-as-long-as-some", "--yes")
        bad.answers("/feed.xml", "no", status=403)
        lines = tifawatch("check").output.split("\n")
    assert any(line.startswith("good-with-a-name-as-long-as-some  ok ") for line in lines), "a line a source"
    start = lines.index("bad-with-a-name-as-long-as-some blocked")
    told = " ".join(" ".join(lines[start + 1 :]).split())
    assert "answers 403" in told and "→ set TIFAWATCH_USER_AGENT to say who you are, ask the site" in told
    assert all(len(line.rstrip()) <= 80 for line in lines)


def test_a_beginner_is_told_what_to_type(home: Path, monkeypatch: pytest.MonkeyPatch):
    assert "tifawatch sources add ADDRESS" in str(tifawatch("check").exception)
    assert "did you mean 'https://noland.example'?" in str(tifawatch("add", "noland.example").exception)
    with Outlet() as outlet:
        allow(monkeypatch, outlet)
        publish(outlet)
        assert "--tier 1" in tifawatch("add", outlet.address, typed="n\n").output
        outlet.is_down(status=403)
        assert "TIFAWATCH_USER_AGENT" in str(tifawatch("add", outlet.address).exception)


def test_check_of_a_name_nobody_knows_says_so(home: Path):
    assert "no such source is on: nobody" in str(tifawatch("check", "nobody").exception)


def test_list_shows_what_is_watched_and_what_is_off(home: Path):
    entry = {"name": "one", "title": "t", "url": "http://noland.example/", "kind": "feed", "language": "en", "layer": "foreign", "off": True}
    (home / "sources.yaml").write_text(yaml.safe_dump({"sources": [entry, entry | {"name": "two", "url": "http://b.example/", "off": False}]}))
    result = tifawatch("list")
    assert "1 watched, 1 off" in result.output
    assert "not polled yet" in result.output


# ---------------------------------------------------------------- what is proposed


def listed(*ages: float) -> Listing:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    return Listing(SourceState.OK, tuple(Entry(f"http://noland.example/{age}", published=now - timedelta(days=age)) for age in ages))


@pytest.mark.parametrize(
    ("listing", "pause", "gap"),
    [
        (listed(0, 0.1, 0.2, 0.3), timedelta(minutes=30), timedelta(days=3)),
        (listed(0, 1, 2, 5), timedelta(hours=1), timedelta(days=8)),
        (listed(*(number / 500 for number in range(50))), timedelta(minutes=15), timedelta(days=3)),
        (listed(0, 200), timedelta(hours=1), timedelta(days=30)),
        (listed(0), timedelta(hours=1), timedelta(days=6)),
    ],
)
def test_the_pause_and_the_silence_that_would_be_odd_follow_what_is_published(listing: Listing, pause: timedelta, gap: timedelta):
    assert (fitting_pause(listing), fitting_gap(listing)) == (pause, gap)


def test_names_are_short_and_never_taken_twice():
    assert slug("https://www.noland.example/rss/world.xml", ()) == "noland-world"
    assert slug("https://www.noland.example/rss/world.xml", {"noland-world", "noland-world-2"}) == "noland-world-3"
    assert slug("http://例子.测试/", ())


def test_what_is_known_of_a_host_is_taken_over():
    known = load_entries()
    candidate = Candidate("https://www.fmprc.gov.cn/eng/xw/new/", SourceKind.INDEX, "")
    entry = propose(candidate, listed(0, 1), known, datetime(2026, 3, 2, tzinfo=UTC), page_language="en", given={"title": "New"})
    assert (entry.side, entry.tier, entry.timezone, entry.layer, entry.title) == ("China", 1, "Asia/Shanghai", Layer.TRANSLATION, "New")


# ---------------------------------------------------------------- discovery


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<?xml version='1.0'?><!-- x --><rss version='2.0'></rss>", SourceKind.FEED),
        (b"\xef\xbb\xbf\n<feed xmlns='http://www.w3.org/2005/Atom'/>", SourceKind.FEED),
        (b"<?xml version='1.0'?><urlset></urlset>", SourceKind.SITEMAP),
        (b'[{"title": "a", "url": "/b"}]', SourceKind.JSON),
        (b'world({"a": 1})', SourceKind.JSON),
    ],
)
def test_what_an_address_itself_is(body: bytes, kind: SourceKind):
    (candidate,) = discover(body, "http://noland.example/x")
    assert candidate.kind is kind


def test_the_form_of_links_covers_articles_and_not_the_menu():
    articles = [f"http://noland.example/n1/2026/03{day:02}/c1002-40{day}.html" for day in range(1, 9)]
    pattern = link_pattern([*articles, "http://noland.example/about.html", "http://noland.example/contact.html"])
    assert pattern == r"/n1/\d{4}/\d{4}/[\w.%-]+\.html$"


@pytest.mark.parametrize(
    "addresses",
    [
        [f"http://noland.example/news/both-shores-of-the-lake-{word}-talk" for word in ("may", "must", "will")],
        [f"http://noland.example/show.php?id={number}" for number in range(3)],
        [f"http://noland.example/2026/03/0{day}/story-{day}000/" for day in range(1, 4)],
    ],
)
def test_other_forms_of_addresses_are_found_too(addresses: list[str]):
    import re

    pattern = link_pattern(addresses)
    assert pattern and all(re.search(pattern, address) for address in addresses)
    assert not re.search(pattern, "http://noland.example/")
