"""The site in a real browser: clicked through, looked at, and watched for anything that acts on its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from store.schema import open_store
from tests.site_archive import CHINESE_AFTER, fill, fill_hostile, served

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
SHOTS = os.environ.get("TIFAWATCH_TEST_SHOTS")  # a folder to keep the pictures in

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed (apt-get install chromium)"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("sites")
    for name, filling in (("archive", fill), ("hostile", fill_hostile)):
        with closing(open_store(folder / f"{name}.sqlite")) as db:
            filling(db)
    with served(folder / "archive.sqlite") as archive, served(folder / "hostile.sqlite") as hostile:
        yield {"archive": archive, "hostile": hostile}


def opened(browser: Browser, complaints: list[str], width: int = 1280, scheme: str = "light") -> Page:
    """Open a page that writes down every error, refused script and request to another place."""
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(f"dialog {dialog.message}"))
    page.on("request", lambda request: None if "//127.0.0.1:" in request.url else complaints.append(f"request {request.url}"))
    return page


def picture(page: Page, folder: Path, name: str) -> Path:
    """Keep a picture where a person can look at it."""
    path = (Path(SHOTS) if SHOTS else folder) / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


def test_a_reader_clicks_from_the_start_page_through_the_latest_shift(
    browser: Browser, addresses: dict[str, str], tmp_path: Path
) -> None:
    complaints: list[str] = []
    page = opened(browser, complaints)
    page.goto(addresses["archive"])
    assert picture(page, tmp_path, "start").stat().st_size > 20_000
    card = page.locator("article.card", has_text="Sapt of Zenda")
    assert card.locator("ins", has_text="充分").count() == 1
    card.get_by_text("Evidence and earlier wording").click()
    assert page.locator(".sides blockquote", has_text=CHINESE_AFTER).count() == 1
    picture(page, tmp_path, "shift")
    page.get_by_text("are new").click()
    picture(page, tmp_path, "alert")
    page.locator(".more").get_by_text("archived text").first.click()
    page.get_by_role("link", name=CHINESE_AFTER).click()
    assert page.locator("mark.statement").inner_text() == CHINESE_AFTER
    picture(page, tmp_path, "statement")
    page.get_by_role("searchbox").fill("主权")
    page.keyboard.press("Enter")
    page.locator("td.col-found").first.wait_for()
    assert page.locator("td.col-found").count() >= 2
    picture(page, tmp_path, "search")
    assert complaints == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_the_start_page_fits_a_telephone_and_a_dark_room(
    browser: Browser, addresses: dict[str, str], tmp_path: Path, width: int, scheme: str
) -> None:
    complaints: list[str] = []
    page = opened(browser, complaints, width, scheme)
    page.goto(addresses["archive"])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, tmp_path, f"start-{width}-{scheme}")
    page.goto(f"{addresses['archive']}/archive/shifts_with_redlines?status=")
    picture(page, tmp_path, f"shifts-{width}-{scheme}")
    assert complaints == []


@pytest.mark.parametrize("path", ["", "/archive", "/archive/shifts", "/archive/statements", "/archive/search?words=siege", "/archive/versions"])
def test_datasettes_own_scripts_still_work(browser: Browser, addresses: dict[str, str], path: str) -> None:
    complaints: list[str] = []
    page = opened(browser, complaints)
    page.goto(addresses["archive"] + path)
    page.wait_for_load_state("networkidle")
    assert complaints == []


def test_hostile_words_do_nothing_in_a_browser(browser: Browser, addresses: dict[str, str], tmp_path: Path) -> None:
    complaints: list[str] = []
    page = opened(browser, complaints)
    paths = ["", "/hostile", "/hostile/search?words=envoy", "/hostile/shifts_with_redlines?status=", "/hostile/latest_statements?level="]
    paths += [f"/hostile/{table}" for table in ("documents", "statements", "shifts", "alerts", "source_reports", "failures", "verdicts")]
    for path in paths:
        page.goto(addresses["hostile"] + path)
        assert page.title() != "owned", path
        assert page.locator("img, iframe, object, embed, section.content svg[onload]").count() == 0, path
    page.goto(addresses["hostile"])
    picture(page, tmp_path, "hostile")
    for address in page.locator("article.card a").evaluate_all("links => links.map(link => link.href)"):
        page.goto(address)
        assert page.title() != "owned", address
    assert complaints == []
