"""The replayed sites serve what was stored, and lead nobody off the machine."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from extractors.feed import parse_feed
from extractors.index_page import parse_index
from extractors.records.pages import SourceKind, SourceState
from tests.real_pages import needs_shared, real_feeds, real_pages
from tests.replayed import Replayed

pytestmark = needs_shared


@pytest.fixture(scope="module")
def replayed() -> Iterator[Replayed]:
    with Replayed() as server:
        yield server


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as one:
        yield one


def test_every_page_is_listed_and_served_as_it_was_sent(replayed: Replayed, client: httpx.Client) -> None:
    listed = set()
    for source in replayed.sources():
        if source.kind is SourceKind.INDEX:
            listed |= {entry.url for entry in parse_index(client.get(source.url).content, source.url, source).entries}
    assert listed == {replayed.page_url(real) for real in real_pages()}
    sample = real_pages()[0]
    assert client.get(replayed.page_url(sample)).content == sample.body()


def test_no_entry_of_a_feed_leads_off_the_machine(replayed: Replayed, client: httpx.Client) -> None:
    states = []
    for source in replayed.sources():
        if source.kind is SourceKind.FEED:
            listing = parse_feed(client.get(source.url).content, source.url, source)
            states.append(listing.state)
            assert all(entry.url.startswith(replayed.address) for entry in listing.entries), source.title
    assert len(states) == len(real_feeds()) and states.count(SourceState.OK) >= 40
