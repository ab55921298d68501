"""A small share of `make chaos`: the whole of it takes most of an hour."""

from __future__ import annotations

import pytest

from tests.chaos.chaos import COLUMNS, fail_points, small_share, table
from tests.chaos.check import Tally


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_whatever_is_killed_when_nothing_is_lost_doubled_or_untold(tmp_path):
    tally = small_share(tmp_path, seed=7)
    assert tally.broken == [], tally.faults
    assert tally.kills >= 7 and tally.statements >= 4 and tally.pairs >= 4


def test_the_places_to_die_at_are_found_in_the_program():
    found = fail_points()
    assert {"store.before_commit", "store.after_commit", "dispatch.claimed", "dispatch.pushed", "digest.pushed"} <= set(found)


def test_a_broken_promise_is_counted_and_shown():
    tally = Tally("x", lost=1, more=2, integrity="ok")
    assert tally.broken == ["lost: 1", "more: 2"]
    assert table([tally]).count("|") == 3 * (len(COLUMNS) + 1)
