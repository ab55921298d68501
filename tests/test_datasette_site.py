"""The site over the archive: everything described, every saved question runs, nothing from outside acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import lxml.html
import pytest
import yaml
from lxml import etree

from store.datasette.shown import changed_part, link, redline_html, redline_text, safe_link
from store.schema import open_store
from store.site import SITE, datasette_command
from tests.site_archive import CHINESE_AFTER, HOSTILE, fill, fill_hostile, served

DESCRIBED = yaml.safe_load((SITE / "metadata.yaml").read_text("utf-8"))["databases"]["tifawatch"]
ROWS = (("shifts", "shift 充分"), ("shifts", "shift 2"), ("alerts", "shift:zenda"), ("alerts", "source:gazette"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("site") / "my-archive.sqlite"  # any name will do
    with closing(open_store(path)) as db:
        fill(db)
    with served(path) as address, httpx.Client(base_url=address, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.sqlite"
    with closing(open_store(path)) as db:
        fill_hostile(db)
    with served(path) as address, httpx.Client(base_url=address, trust_env=False) as client:
        yield client


def row_addresses(client: httpx.Client, table: str) -> list[str]:
    page = client.get(f"/{database(client)}/{table}").text
    return sorted(set(re.findall(rf'href="(/{database(client)}/{table}/[^"?]+)"', page)))


def database(client: httpx.Client) -> str:
    names = [one["name"] for one in client.get("/-/databases.json").json()]
    return str(names[0])


def test_every_table_and_column_is_described() -> None:
    from sqlite_utils import Database

    from store.migrations import migrations

    db = Database(memory=True)
    migrations.apply(db)
    described = DESCRIBED["tables"]
    assert set(described) == {*db.table_names(), *db.view_names()}
    for name, table in described.items():
        if table.get("hidden") and "columns" not in table:
            continue
        columns = db.view(name).columns if name in db.view_names() else db.table(name).columns
        assert set(table["columns"]) == {column.name for column in columns}, name
        assert all(table["columns"].values()) and table["title"] and table["description"], name


def test_descriptions_reach_the_reader_whatever_the_file_is_called(site: httpx.Client) -> None:
    page = site.get("/my-archive/shifts").text
    assert "What changed, with the words before and after" in page and "Rung on the ladder of authority" in page


@pytest.mark.parametrize("name", sorted(DESCRIBED["queries"]))
def test_every_saved_question_runs_and_finds_something(site: httpx.Client, name: str) -> None:
    asked = {"words": "主权", "formula": "sovereignty", "event": "event-1", "gate": "", "level": "", "status": ""}
    names = DESCRIBED["queries"][name].get("params", [])
    values = {parameter: asked[parameter] for parameter in names}
    answer = site.get(f"/my-archive/{name}.json", params={**values, "_shape": "array"})
    assert answer.status_code == 200, answer.text
    assert answer.json(), name
    page = site.get(f"/my-archive/{name}", params=values)
    assert page.status_code == 200 and DESCRIBED["queries"][name]["title"] in unescape(page.text)


@pytest.mark.parametrize("name", sorted(DESCRIBED["queries"]))
def test_every_saved_question_can_be_opened_without_an_answer_to_its_parameters(site: httpx.Client, name: str) -> None:
    assert site.get(f"/my-archive/{name}").status_code == 200
    assert DESCRIBED["queries"][name]["description"]


def test_search_on_the_site_finds_chinese_and_survives_what_is_typed(site: httpx.Client) -> None:
    for words in ("主权", "安全通行", '"', "NEAR(", "* -", "", "乌克兰"):
        answer = site.get("/my-archive/search.json", params={"words": words, "_shape": "array"})
        assert answer.status_code == 200, (words, answer.text)
        assert bool(answer.json()) == (words in ("主权", "安全通行"))


def test_the_start_page_shows_what_changed_and_how_the_sources_are(site: httpx.Client) -> None:
    page = site.get("/").text
    assert "<ins>充分</ins>" in page and "<del>all</del>" in page
    assert "1 of 2 sources need a look" in page and "answered 403 with a challenge page" in page
    assert "Sapt of Zenda" in page and "foreign minister" in page


def test_what_vanished_is_struck_out_and_what_changed_is_redlined(site: httpx.Client) -> None:
    page = site.get("/my-archive/edited_pages").text
    assert "<del>would</del>" in page and "<ins>could</ins>" in page
    assert re.search(r"disappeared.*?<del>[^<]*围城", page, re.S)


def test_times_are_shown_by_the_minute_and_kept_whole_behind_it(site: httpx.Client) -> None:
    page = site.get("/my-archive/source_reports").text
    assert re.search(r'<time datetime="[^"]+\+00:00" title="[^"]+ UTC">\d{4}-\d\d-\d\d \d\d:\d\d</time>', page)


def test_an_empty_archive_has_a_start_page(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite"
    open_store(path).close()
    with served(path) as address:
        page = httpx.get(address, trust_env=False)
    assert page.status_code == 200 and "No shift yet" in page.text and "No source was polled yet" in page.text


@pytest.mark.parametrize("table", ["shifts", "alerts", "statements", "documents", "utterances", "versions"])
def test_every_row_has_a_page(site: httpx.Client, table: str) -> None:
    addresses = row_addresses(site, table)
    assert addresses
    for address in addresses:
        page = site.get(address)
        assert page.status_code == 200, page.text
        assert ('class="card page"' in page.text) == (table in ("shifts", "alerts", "statements", "documents"))
        assert next(iter(DESCRIBED["tables"][table]["columns"].values())) in unescape(page.text)


def test_a_shift_shows_both_wordings_where_they_stand_and_why_it_is_believed(site: httpx.Client) -> None:
    [address] = [one for one in row_addresses(site, "shifts") if "~E5" in one]
    page = site.get(address).text
    for shown in (CHINESE_AFTER, "<ins>充分</ins>", "2030-02-24", "3 of 20 before", "10<sup>1.5</sup>", "the same language"):
        assert shown in page
    assert 'href="https://mfa.ruritania.example/zh" rel="noopener noreferrer nofollow"' in page


def test_a_page_is_handed_out_as_it_came_and_never_shown(site: httpx.Client) -> None:
    [address] = [one for one in row_addresses(site, "alerts") if "zenda" in one]
    links = re.findall(r'href="(/-/archived/[0-9a-f]{64})"', site.get(address).text)
    assert links
    for link_to in links:
        answer = site.get(link_to)
        assert sha256(answer.content).hexdigest() == link_to.rpartition("/")[2]
        assert answer.headers["content-type"].startswith("text/plain")
        assert answer.headers["content-disposition"].startswith("attachment")
    assert site.get("/-/archived/" + "0" * 64).status_code == 404


@pytest.mark.parametrize("path", ["/", "/my-archive", "/my-archive/shifts", "/my-archive/shifts.json", "/-/none", "/tifawatch-static/tifawatch.css"])
def test_every_answer_carries_the_headers(site: httpx.Client, path: str) -> None:
    headers = site.get(path).headers
    policy = headers["content-security-policy"]
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts and "unsafe" not in scripts[1] and "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


def test_a_huge_value_is_refused_at_once(site: httpx.Client) -> None:
    answer = site.get("/my-archive.json", params={"sql": "select length(randomblob(500000000))"})
    assert answer.status_code == 400 and "too big" in answer.text
    assert answer.elapsed.total_seconds() < 2


@pytest.mark.parametrize("sql", ["insert into meta values ('a', 'b')", "attach ':memory:' as x", "pragma journal_mode = delete"])
def test_the_site_cannot_write(site: httpx.Client, sql: str) -> None:
    assert site.get("/my-archive.json", params={"sql": sql}).status_code == 400


def test_the_file_itself_cannot_be_downloaded(site: httpx.Client) -> None:
    assert site.get("/my-archive.db").status_code == 403


def test_the_site_listens_on_loopback_only(tmp_path: Path) -> None:
    command = datasette_command(tmp_path / "archive.sqlite", 8080)
    assert command[command.index("--host") + 1] == "127.0.0.1"


# ---------------------------------------------------------------- hostile words


def every_page(client: httpx.Client) -> Iterator[tuple[str, str]]:
    name = database(client)
    paths = ["/", f"/{name}"]
    paths += [f"/{name}/{table}" for table in DESCRIBED["tables"] if not DESCRIBED["tables"][table].get("hidden")]
    paths += [f"/{name}/{query}?status=&level=&gate=&words=envoy&formula=&event=event-1" for query in DESCRIBED["queries"]]
    for table in ("shifts", "alerts", "statements", "documents"):
        paths += row_addresses(client, table)
    for path in paths:
        yield path, client.get(path).text


def test_nothing_from_outside_becomes_markup_or_a_link_that_acts(hostile: httpx.Client) -> None:
    pages = dict(every_page(hostile))
    assert len(pages) > 60
    ours = (str(hostile.base_url), "https://datasette.io/", "https://mfa.ruritania.example/", "https://x")
    for path, page in pages.items():
        for element in lxml.html.fromstring(page).iter(etree.Element):
            assert element.tag not in ("img", "iframe", "object", "embed", "base"), (path, element.tag)
            assert not [name for name in element.attrib if name.startswith("on")], (path, element.tag)
            assert element.tag != "script" or element.get("src") or "owned" not in (element.text or ""), path
            address = (element.get("href") or element.get("src") or element.get("action") or "").strip()
            scheme = urlsplit(address).scheme
            assert not scheme or (scheme in ("http", "https") and address.startswith(ours)), (path, address)
        assert not re.search(r"49\s+said the envoy", page), path


def test_an_address_in_a_title_is_no_link(hostile: httpx.Client) -> None:
    page = hostile.get(f"/{database(hostile)}/documents").text
    assert HOSTILE[4] in page and f'href="{HOSTILE[4]}' not in page


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://mfa.example/a?b=1&c=中", True),
        ("http://mfa.example", True),
        ("javascript:alert(1)", False),
        ("https://user:pw@mfa.example/", False),
        ("https://mfa.example/\"onclick='x'", False),
        ("//mfa.example/", False),
        ("https://[half/", False),
        ("https://", False),
        ("data:text/html,x", False),
    ],
)
def test_only_plain_web_addresses_are_followed(address: str, followed: bool) -> None:
    assert bool(safe_link(address)) is followed
    assert ("<a " in link(address)) is followed


def test_a_redline_of_a_long_text_shows_the_change_and_a_little_around_it() -> None:
    filler = "The siege went on for a year. " * 300
    before, after = f"{filler}They may pass.{filler}", f"{filler}They may not pass.{filler}"
    _, new = changed_part(before, after)
    assert len(new) < 300 and new.startswith("… ") and new.endswith(" …")
    assert "**not" in redline_text(before, after, "en")
    assert redline_html("a" * 9000, "b" * 9000, "en") == "<em>rewritten; see the document’s versions</em>"
    assert changed_part("same", "same") == ("same", "same") and changed_part("", "new") == ("", "new")


def test_a_redline_of_hostile_words_is_text() -> None:
    for evil in HOSTILE:
        shown = redline_html(evil, f"{evil} and <b>more</b>", '"><script>')
        assert "<script" not in shown and "<img" not in shown and "<b>" not in shown
