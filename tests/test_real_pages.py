"""The 199 real pages and 68 real feeds: text, titles and dates against what a person read there."""

from __future__ import annotations

from collections import Counter
from statistics import mean

import pytest

from extractors.article import extract_article
from extractors.errors import UnreadablePageError
from extractors.feed import parse_feed
from extractors.records.pages import Article, SourceKind, SourceState
from extractors.relevance import may_concern_ukraine
from tests.real_pages import RealPage, needs_shared, overlap, real_feeds, real_pages
from tests.sample_pages import source

pytestmark = needs_shared
Readings = dict[str, list[tuple[RealPage, Article]]]


@pytest.fixture(scope="module")
def readings() -> Readings:
    families: Readings = {"ministry": [], "cctv": [], "news": []}
    for real in real_pages():
        try:
            families[real.family].append((real, extract_article(real.page(), real.source(), None)))
        except UnreadablePageError as error:
            pytest.fail(f"{real.file}: {error}")
    return families


def wrong_dates(pairs: list[tuple[RealPage, Article]]) -> list[str]:
    return [
        f"{real.file}: {article.published} ({article.published_basis}) is not {real.day}"
        for real, article in pairs
        if real.day and (article.published is None or article.published.date() != real.day)
    ]


@pytest.mark.parametrize(("family", "pages", "tolerated"), [("ministry", 25, 0), ("cctv", 159, 1), ("news", 15, 1)])
def test_dates_are_right(readings: Readings, family: str, pages: int, tolerated: int) -> None:
    assert len(readings[family]) == pages
    wrong = wrong_dates(readings[family])
    assert len(wrong) <= tolerated, "\n".join(wrong)


@pytest.mark.parametrize(("family", "least"), [("ministry", 0.995), ("cctv", 0.995), ("news", 0.93)])
def test_texts_are_what_a_person_read(readings: Readings, family: str, least: float) -> None:
    scores = {real.file: overlap(article.text, real.text) for real, article in readings[family] if real.text}
    assert mean(scores.values()) >= least, sorted(scores.items(), key=lambda pair: pair[1])[:5]


@pytest.mark.parametrize(("family", "least"), [("ministry", 1.0), ("cctv", 1.0), ("news", 0.6)])
def test_titles_are_exact(readings: Readings, family: str, least: float) -> None:
    titled = [(real.title.strip(), article.title) for real, article in readings[family] if real.title]
    assert mean(gold == found for gold, found in titled) >= least, [pair for pair in titled if pair[0] != pair[1]]


def test_official_pages_are_read_whole(readings: Readings) -> None:
    partly = [article.url for family in ("ministry", "cctv") for _, article in readings[family] if not article.whole]
    assert not partly


def test_no_page_that_names_the_country_is_passed_over() -> None:
    named = [real for real in real_pages() if any(form in real.text for form in ("Ukrain", "乌克兰", "Украин", "Ukrayna"))]
    assert len(named) > 150
    assert all(may_concern_ukraine(real.body()) for real in named)


def test_every_feed_ends_in_a_state_and_no_entry_is_dated_by_accident() -> None:
    states, entries = Counter(), []
    for path in real_feeds():
        listing = parse_feed(path.read_bytes(), "https://news.example/feed", source(kind=SourceKind.FEED))
        states[listing.state] += 1
        entries += listing.entries
        assert listing.state is SourceState.OK or listing.message, path.name
    assert states.total() == 68 and states[SourceState.OK] >= 44
    assert len(entries) >= 720
    assert sum(entry.published is None for entry in entries) <= 25
    assert all(entry.url.startswith(("http://", "https://")) for entry in entries)


def test_a_feed_whose_dates_its_parser_cannot_read_is_dated() -> None:
    (path,) = (path for path in real_feeds() if "korean-times" in path.name)
    listing = parse_feed(path.read_bytes(), "https://news.example/feed", source(kind=SourceKind.FEED))
    assert len(listing.entries) == 195 and all(entry.published and entry.published.year == 2022 for entry in listing.entries)


def test_chinese_and_russian_feeds_are_read_whatever_they_declare() -> None:
    for path in real_feeds():
        if "SYNTHETIC_declared" in path.name:
            title = parse_feed(path.read_bytes(), "https://news.example/feed", source(kind=SourceKind.FEED)).entries[0].title
            assert "乌克兰" in title or "украин" in title, path.name
