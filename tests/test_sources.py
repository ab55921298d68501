"""Sources files: read strictly, every fault with its place, and the shipped one sound."""

import csv
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from extractors.errors import FaultyFileError
from extractors.records.pages import Layer, SourceKind
from extractors.sites import find_site
from flows.sources import SHIPPED_SOURCES, format_duration, load_entries, load_sources, parse_duration

ENTRY = """\
  - name: {name}
    title: The ministry of Noland
    url: http://noland.example/{name}/
    kind: index
    language: en
    layer: translation
    side: Noland
    tier: 1
    every: 15 min
    expected_gap: 4 days
"""


@pytest.fixture
def written(tmp_path: Path):
    def write(*entries: str, name: str = "sources.yaml") -> Path:
        path = tmp_path / name
        path.write_text("version: 1\nsources:\n" + "".join(entries), "utf-8")
        return path

    return write


def faults(path: Path) -> list[str]:
    with pytest.raises(FaultyFileError) as caught:
        load_sources(path)
    return [str(fault).removeprefix(f"{path}: ") for fault in caught.value.faults]


def test_an_entry_becomes_a_source(written):
    (source,) = load_sources(written(ENTRY.format(name="press")))
    assert (source.name, source.kind, source.layer, source.tier) == ("press", SourceKind.INDEX, Layer.TRANSLATION, 1)
    assert (source.every, source.expected_gap) == (timedelta(minutes=15), timedelta(days=4))
    assert source.official


def test_all_faults_of_a_file_come_at_once_each_with_its_place(written):
    wrong = ENTRY.format(name="one").replace("index", "indexed").replace("15 min", "often").replace("tier: 1", "tier: 7")
    unknown = ENTRY.format(name="two") + "    colour: red\n    timezone: Asia/Noland\n    links: '('\n"
    found = faults(written(wrong, unknown, "  - just a line\n", ENTRY.format(name="Three Words")))
    assert [line.split(": ")[0] for line in found] == [
        "one.kind",
        "one.tier",
        "one.every",
        "two.timezone",
        "two.links",
        "two.colour",
        "sources[3]",
        "Three Words.name",
        "Three Words.url",
    ]
    assert "expected a number and a unit" in found[2]
    assert "unknown field; known are name, title" in found[5]
    assert found[0] == "one.kind: expected feed (RSS or Atom), index (a page of links), sitemap or json, not 'indexed'"
    assert found[6] == "sources[3]: expected an entry with fields such as `name:` and `url:`, not 'just a line'"


def test_a_misspelt_field_or_family_is_a_fault_that_names_the_right_one(written):
    (typo,) = faults(written(ENTRY.format(name="one") + "    timezon: Asia/Shanghai\n"))
    (family,) = faults(written(ENTRY.format(name="one") + "    adapter: mfaa\n"))
    assert typo == "one.timezon: unknown field; did you mean timezone?"
    assert family.startswith("one.adapter: no such site family: 'mfaa'; expected mfa, ")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("extra: 1\nsources: []\n", "extra: unknown field; known are version, sources"),
        ("version: 2\nsources: []\n", "version: expected 1, not 2"),
        ("sources: one\n", "sources: expected a list of entries, each beginning with `- name:`, not 'one'"),
    ],
)
def test_a_fault_of_the_file_itself_says_what_a_file_holds(tmp_path: Path, text: str, fault: str):
    (tmp_path / "sources.yaml").write_text(text)
    assert faults(tmp_path / "sources.yaml") == [fault]


@pytest.mark.parametrize("url", ["ftp://noland.example/", "noland.example", "http://me:word@noland.example/", "javascript:x"])
def test_an_address_that_would_never_be_fetched_is_a_fault(written, url: str):
    (fault,) = faults(written(ENTRY.format(name="one").replace("http://noland.example/one/", url)))
    assert fault.startswith("one.url: ")


def test_a_missing_field_says_so(written):
    assert faults(written("  - name: one\n")) == [f"one.{field}: is missing" for field in ("title", "url", "kind", "language", "layer")]


def test_a_name_that_stands_twice_is_a_fault(written):
    assert faults(written(ENTRY.format(name="one"), ENTRY.format(name="one"))) == [
        "one.name: one stands twice",
        "one.url: http://noland.example/one/ stands twice",
    ]


@pytest.mark.parametrize("text", ["sources: [", "sources:\n  - name: a\n    name: b\n", "\x00", "- - -\n:", "sources: !!python/object:os.system x"])
def test_what_is_no_yaml_is_one_fault_with_its_line(tmp_path: Path, text: str):
    path = tmp_path / "sources.yaml"
    path.write_text(text)
    assert len(faults(path)) == 1


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path):
    assert "cannot be read" in faults(tmp_path / "nowhere.yaml")[0]


def test_a_later_file_wins_and_off_is_not_read(written):
    shipped = written(ENTRY.format(name="one"), ENTRY.format(name="two"), name="shipped.yaml")
    own = written(ENTRY.format(name="one").replace("15 min", "2 hours"), ENTRY.format(name="two") + "    off: true\n")
    (source,) = load_sources([shipped, own])
    assert (source.name, source.every) == ("one", timedelta(hours=2))
    assert len(load_entries([shipped, own])) == 2


@pytest.mark.parametrize(("text", "minutes"), [("15 min", 15), ("1 minute", 1), ("4 hours", 240), ("1.5 h", 90), ("3 days", 4320), ("2 weeks", 20160)])
def test_durations_are_read_and_written_back(text: str, minutes: int):
    duration = parse_duration(text)
    assert duration == timedelta(minutes=minutes)
    assert parse_duration(format_duration(duration)) == duration


# ---------------------------------------------------------------- the shipped file


def test_at_least_forty_sources_ship_switched_on():
    assert len(load_sources()) >= 40


def test_every_shipped_source_was_seen_alive_in_the_last_years():
    assert all(entry.last_seen_alive and entry.last_seen_alive >= date(2025, 1, 1) for entry in load_entries())


def test_every_source_that_is_off_says_why():
    assert all(entry.note for entry in load_entries() if entry.off)


def test_both_languages_of_the_ministry_and_all_sides_are_watched():
    on = load_sources()
    assert Counter(source.language for source in on if source.name.startswith("mfa-")) >= Counter(en=4, zh=4)
    assert {"China", "Ukraine", "Russia", "EU", "UN", "US", ""} <= {source.side for source in on}
    assert {source.kind for source in on} == set(SourceKind)


def test_every_index_page_has_a_way_to_tell_its_articles():
    for source in load_sources():
        if source.kind is SourceKind.INDEX:
            assert source.links or find_site(source.url, source.adapter).links, source.name


def test_no_dead_feed_of_the_list_that_was_checked_is_watched():
    listed = Path(__file__).resolve().parents[2] / "shared" / "domain" / "sources.csv"
    if not listed.exists():
        pytest.skip(f"{listed} is not there: nothing to compare with")
    with listed.open(encoding="utf-8") as file:
        dead = {row["url"] for row in csv.DictReader(file) if re.search("DEAD|ZOMBIE|STALE|BLOCKED|403", row["status"])}
    assert dead and not dead & {source.url for source in load_sources()}


def test_the_shipped_file_explains_its_fields():
    head = SHIPPED_SOURCES.read_text("utf-8").split("sources:")[0]
    fields = ("name", "title", "url", "kind", "language", "layer", "side", "tier", "timezone", "every", "expected_gap", "adapter", "links", "off")
    assert all(field in head for field in fields)
