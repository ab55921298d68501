"""Fetching from a site that behaves: conditions, moves, absences, robots and manners."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import stamina
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from ministry import SOFT_404, Ministry, Outlet, Site

from extractors.errors import FetchFailedError, FetchRefusedError
from extractors.records.pages import Page, SourceState
from flows.answers import is_soft_404
from flows.fetch import Fetcher
from flows.manners import load_manners
from flows.settings import Settings

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _no_waiting_between_tries():
    with stamina.set_testing(True, attempts=3):
        yield


def visit(site: Site, use: Callable[[Fetcher], Coroutine[Any, Any, Any]], **settings: Any) -> Any:
    """Run something with a fetcher that may read this site."""

    async def run() -> Any:
        given = {"host_pace": 0.0, "request_deadline": 5.0, **settings}
        async with Fetcher(Settings(allowed_private_hosts=(site.host,), **given)) as fetcher:
            return await use(fetcher)

    return asyncio.run(run())


def fetch(site: Site, url: str, **settings: Any) -> Page:
    return visit(site, lambda fetcher: fetcher.get(url, now=NOW), **settings)


def failure(site: Site, url: str, **settings: Any) -> FetchFailedError:
    with pytest.raises(FetchFailedError) as caught:
        fetch(site, url, **settings)
    return caught.value


def test_a_page_comes_with_its_hash_and_validators():
    with Ministry() as ministry:
        article = ministry.publishes("Remarks", ["Words."], on=DAY)
        page = fetch(ministry, article.url)
    assert page.status == 200
    assert b"Words." in page.body
    assert page.etag and page.fetched_at == NOW and len(page.sha256) == 64


def test_an_unchanged_page_is_status_304_without_a_body():
    with Ministry() as ministry:
        article = ministry.publishes("Remarks", ["Words."], on=DAY)
        etag = fetch(ministry, article.url).etag
        page = visit(ministry, lambda fetcher: fetcher.get(article.url, etag=etag, now=NOW))
        ministry.edits(article, "Words", "Other words")
        changed = visit(ministry, lambda fetcher: fetcher.get(article.url, etag=etag, now=NOW))
    assert (page.status, page.body) == (304, b"")
    assert changed.status == 200


def test_a_removed_article_is_a_soft_404_though_it_answers_200():
    with Ministry() as ministry:
        article = ministry.publishes("Remarks", ["Words."], on=DAY)
        ministry.removes(article)
        assert failure(ministry, article.url).state is SourceState.SOFT_404


def test_a_site_gives_its_own_soft_404_away_when_asked_for_robots():
    with Site() as site:
        site.answers("/sorry", "<html>whatever you wanted</html>", content_type="text/html")
        site.answers("/robots.txt", "", 302, location="/sorry")
        site.answers("/gone/page", "", 302, location="/sorry")
        assert failure(site, site.address + "/gone/page").state is SourceState.SOFT_404


def test_a_deep_address_that_ends_on_the_front_page_is_a_soft_404():
    with Outlet() as outlet:
        outlet.answers("/old/section/feed.xml", "", 301, location="/")
        assert failure(outlet, outlet.address + "/old/section/feed.xml").state is SourceState.SOFT_404


def test_an_ordinary_redirect_is_followed():
    with Outlet() as outlet:
        outlet.answers("/feed", "", 301, location="/feed.xml")
        page = fetch(outlet, outlet.address + "/feed")
    assert page.final_url.endswith("/feed.xml")
    assert page.url.endswith("/feed")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (404, SourceState.GONE),
        (410, SourceState.GONE),
        (401, SourceState.BLOCKED),
        (403, SourceState.BLOCKED),
        (412, SourceState.BLOCKED),
        (521, SourceState.BLOCKED),
        (429, SourceState.RATE_LIMITED),
        (500, SourceState.UNREACHABLE),
        (503, SourceState.UNREACHABLE),
        (204, SourceState.UNREACHABLE),
    ],
)
def test_each_status_has_its_state(status: int, state: SourceState):
    with Site() as site:
        url = site.answers("/page", "no", status)
        problem = failure(site, url)
    assert problem.state is state
    assert problem.status == status


def test_a_ministry_that_resets_every_third_connection_loses_nothing():
    async def read_all(fetcher: Fetcher) -> list[int]:
        return [(await fetcher.get(article.url, now=NOW)).status for article in articles]

    with Ministry() as ministry:
        articles = [ministry.publishes(f"Remarks {number}", ["Words."], on=DAY) for number in range(30)]
        ministry.is_flaky(every=3)
        assert visit(ministry, read_all) == [200] * 30
        assert len(ministry.requests) >= 40


@pytest.mark.parametrize("moved_to", ["https://noland.example/", "http://www.noland.example/", "https://www.noland.example"])
def test_the_same_page_by_another_scheme_is_no_soft_404(moved_to: str):
    assert not is_soft_404("http://noland.example/", moved_to, known="https://noland.example/")


def test_a_certificate_that_nobody_vouches_for_is_said_so(tmp_path: Path):
    async def read(fetcher: Fetcher) -> None:
        with pytest.raises(FetchFailedError, match="certificate") as caught:
            await fetcher.get(f"https://{site.host}/", now=NOW)
        assert caught.value.state is SourceState.UNREACHABLE

    with Site() as site:
        site.speaks_tls(*self_signed(tmp_path))
        visit(site, read)


def self_signed(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), NOW - timedelta(days=1), NOW + timedelta(days=9_999))
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return folder / "certificate.pem", folder / "key.pem"


def test_a_ministry_that_is_down_is_unreachable():
    with Ministry() as ministry:
        ministry.is_down()
        assert failure(ministry, ministry.url()).state is SourceState.UNREACHABLE


def test_a_browser_check_that_answers_200_is_a_block():
    challenge = "<html><head><script>window._cf_chl_opt={};</script></head><body>Just a moment</body></html>"
    with Site() as site:
        url = site.answers("/feed.xml", challenge, content_type="text/html")
        assert failure(site, url).state is SourceState.BLOCKED


def test_an_article_about_browser_checks_is_no_block():
    text = "<p>" + "The script sets _cf_chl_opt before it lets a reader in, and many readers never get in at all. " * 12
    with Site() as site:
        url = site.answers("/article", f"<html><body>{text}</body></html>", content_type="text/html")
        assert fetch(site, url).status == 200


# ---------------------------------------------------------------- manners


def test_a_soft_404_in_place_of_robots_is_no_robots():
    with Ministry() as ministry:
        robots = visit(ministry, lambda fetcher: fetcher.robots(ministry.url(), NOW))
    assert robots.allows(ministry.url(), "tifawatch")
    assert robots.soft_404.endswith(SOFT_404)


def test_what_robots_disallows_is_not_asked_for():
    with Outlet() as outlet:
        outlet.answers("/robots.txt", "User-agent: *\nDisallow: /feed", content_type="text/plain")
        with pytest.raises(FetchRefusedError, match=r"robots\.txt"):
            fetch(outlet, outlet.address + "/feed.xml")
        assert [asked.path for asked in outlet.requests] == ["/robots.txt"]


def test_robots_that_name_us_win_over_those_for_everyone():
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: tifawatch\nDisallow:\n"
    with Outlet() as outlet:
        outlet.answers("/robots.txt", rules, content_type="text/plain")
        assert fetch(outlet, outlet.address + "/feed.xml").status == 200


def test_a_server_error_for_robots_means_not_now():
    with Outlet() as outlet:
        outlet.answers("/robots.txt", "", 503)
        problem = failure(outlet, outlet.address + "/feed.xml")
        assert [asked.path for asked in outlet.requests] == ["/robots.txt"]
    assert "robots.txt answers 503" in str(problem)


def test_robots_whose_redirects_never_end_is_no_robots():
    with Outlet() as outlet:
        outlet.answers("/robots.txt", "", 302, location="/robots.txt")
        assert fetch(outlet, outlet.address + "/feed.xml").status == 200


def test_a_dead_host_is_not_asked_for_its_robots_by_every_page():
    async def all_at_once(fetcher: Fetcher) -> list[Any]:
        return await asyncio.gather(*(fetcher.get(f"{site.address}/{n}", now=NOW) for n in range(20)), return_exceptions=True)

    with Site() as site:
        site.is_down()
        failures = visit(site, all_at_once)
        assert {failure.state for failure in failures} == {SourceState.UNREACHABLE}
        assert [asked.path for asked in site.requests] == ["/robots.txt"] * 3


def test_robots_that_leads_inside_is_no_robots_and_is_not_followed():
    with Outlet() as outlet:
        outlet.answers("/robots.txt", "", 302, location="http://10.0.0.1/robots.txt")
        assert fetch(outlet, outlet.address + "/feed.xml").status == 200


def test_robots_is_read_once_for_many_pages():
    async def all_at_once(fetcher: Fetcher) -> None:
        await asyncio.gather(*(fetcher.get(f"{outlet.address}/feed.xml?{n}", now=NOW) for n in range(10)))

    with Outlet() as outlet:
        visit(outlet, all_at_once)
        assert sum(asked.path == "/robots.txt" for asked in outlet.requests) == 1


def test_two_requests_to_one_host_keep_their_distance():
    async def three(fetcher: Fetcher) -> float:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        await asyncio.gather(*(fetcher.get(f"{outlet.address}/feed.xml?{n}", now=NOW) for n in range(3)))
        return loop.time() - begun

    with Outlet() as outlet:
        assert visit(outlet, three, host_pace=0.2) >= 0.4


def test_who_asks_to_be_left_alone_is_left_alone():
    async def twice(fetcher: Fetcher) -> list[FetchFailedError]:
        problems = []
        for moment in (NOW, NOW + timedelta(seconds=60)):
            with pytest.raises(FetchFailedError) as caught:
                await fetcher.get(url, now=moment)
            problems.append(caught.value)
        await fetcher.get(f"{site.address}/other", now=NOW + timedelta(seconds=121))
        return problems

    with Site() as site:
        url = site.answers("/page", "", 429, retry_after="120")
        site.answers("/other", "fine")
        first, second = visit(site, twice)
        assert sum(asked.path == "/page" for asked in site.requests) == 1
    assert first.retry_after == timedelta(seconds=120)
    assert second.retry_after == timedelta(seconds=60)
    assert second.state is SourceState.RATE_LIMITED


def test_what_a_host_asked_for_is_kept_from_one_run_to_the_next(tmp_path: Path):
    async def one_run(url: str, now: datetime) -> int:
        settings = Settings(allowed_private_hosts=(site.host,), host_pace=0.0)
        async with Fetcher(settings, manners=tmp_path / "manners.json") as fetcher:
            try:
                return (await fetcher.get(url, now=now)).status
            except FetchFailedError as problem:
                return problem.status

    with Site() as site:
        site.answers("/robots.txt", "User-agent: *\nDisallow: /private", content_type="text/plain")
        page = site.answers("/page", "fine")
        busy = site.answers("/busy", "", 429, retry_after="600")
        asyncio.run(one_run(page, NOW))
        asyncio.run(one_run(busy, NOW))
        asyncio.run(one_run(page, NOW + timedelta(minutes=5)))
        assert asyncio.run(one_run(page, NOW + timedelta(minutes=11))) == 200
        with pytest.raises(FetchRefusedError):
            asyncio.run(one_run(site.address + "/private", NOW + timedelta(minutes=12)))
        paths = [asked.path for asked in site.requests]
        assert paths == ["/robots.txt", "/page", "/busy", "/page"]
        asyncio.run(one_run(page, NOW + timedelta(hours=25)))
        assert [asked.path for asked in site.requests][len(paths) :] == ["/robots.txt", "/page"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"robots": 5}', '{"robots": {"x": {"text": 1}}}'])
def test_a_damaged_file_of_manners_is_begun_anew(tmp_path: Path, damage: str):
    path = tmp_path / "manners.json"
    path.write_text(damage)
    assert load_manners(path) == ({}, {})


def test_requests_say_who_asks_and_carry_nothing_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with Outlet() as outlet:
        fetch(outlet, outlet.address + "/feed.xml", user_agent="tifawatch (tests@example.org)")
        assert {asked.headers["user-agent"] for asked in outlet.requests} == {"tifawatch (tests@example.org)"}
