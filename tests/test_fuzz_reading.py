"""A small share of `make fuzz`: mutated feeds and pages cost nothing but themselves."""

from __future__ import annotations

import pytest

from tests.fuzz.fuzz_reading import broken, run


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_mutated_feeds_and_pages_break_no_promise() -> None:
    tally = run(feeds=150, pages=80, seed=7, seeds=10)
    assert (tally.feeds, tally.pages) == (150, 80)
    assert tally.holding > 40
    assert not [promise for promise in broken(tally) if not promise.startswith("the parent took")], tally.missed
