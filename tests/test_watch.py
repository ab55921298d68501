"""The path, whole: a fake ministry and outlets over real HTTP, plain functions, the real store."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from typer.testing import CliRunner

from extractors.records.changes import AlertKind, ShiftKind
from extractors.records.pages import SourceState
from flows.cli import build_app
from store.lock import LockedError, writer_lock
from store.queries import fetch_alerts, fetch_utterances
from tests.conftest import Home
from tests.ministry import Ministry, Outlet

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
OLD = [
    "AFP: What is your comment on the situation in Ukraine?",
    "Mao Ning: China is deeply grieved to see the conflict between Ukraine and Russia. "
    "The sovereignty and territorial integrity of all countries should be respected.",
]
TITLE = "Foreign Ministry Spokesperson Mao Ning’s Regular Press Conference on March {day}, 2026"


def publish(ministry: Ministry, day: int, paragraphs: list[str]) -> object:
    return ministry.publishes(TITLE.format(day=day), paragraphs, on=date(2026, 3, day))


def read_once(home: Home, ministry: Ministry, *others: Outlet) -> None:
    """Watch a first time, so that what comes after is news."""
    publish(ministry, 2, OLD)
    home.watches(ministry.source(), *(outlet.source() for outlet in others))
    home.watch(NOON - timedelta(days=6))


def test_what_a_source_already_holds_is_stored_and_not_news(home: Home, ministry: Ministry) -> None:
    publish(ministry, 9, OLD)
    home.watches(ministry.source())
    report = home.watch(NOON)
    assert [statement.counts for kept in report.kept for statement in kept.statements].count(True) == 1
    assert not [alert for alert in fetch_alerts(home.db()) if alert.pushes]


def test_a_new_statement_reaches_the_outbox_once(home: Home, ministry: Ministry) -> None:
    read_once(home, ministry)
    publish(ministry, 9, OLD)
    home.watch(NOON)
    home.watch(NOON + timedelta(hours=1))
    pushed = [alert for alert in fetch_alerts(home.db()) if alert.pushes]
    assert [alert.kind for alert in pushed] == [AlertKind.STATEMENT]
    assert home.db()["deliveries"].count_where("alert = ?", [pushed[0].key]) == 1


def test_a_changed_wording_is_one_alert_with_the_earlier_words_beside_it(home: Home, ministry: Ministry) -> None:
    read_once(home, ministry)
    publish(ministry, 9, [OLD[0], OLD[1].replace("is deeply grieved to see", "regrets")])
    report = home.watch(NOON)
    changed = [s for kept in report.kept for s in kept.shifts if s.kind is ShiftKind.WORDING and s.formula == "grief_over_conflict"]
    assert len(changed) == 1
    assert changed[0].before is not None and "deeply grieved" in changed[0].before.text
    assert changed[0].after is not None and "regrets" in changed[0].after.text


GRIEVED = "毛宁：中方对乌克兰和俄罗斯爆发冲突深感痛惜，呼吁有关各方保持冷静克制。各国主权和领土完整都应该得到尊重。"


def test_a_second_page_with_the_same_new_words_is_no_second_alert(home: Home, ministry: Ministry) -> None:
    question, regret = "法新社记者：中方对乌克兰局势有何评论？", GRIEVED.replace("深感痛惜", "表示遗憾")
    for weeks in range(1, 8):  # so often that the word has settled
        on = date(2026, 3, 9) - timedelta(weeks=weeks)
        ministry.publishes(f"{on.year}年{on.month}月{on.day}日外交部发言人毛宁主持例行记者会", [question, GRIEVED], on, "zh")
    ministry.publishes("外交部发言人毛宁就乌克兰局势答记者问", [question, GRIEVED], date(2026, 3, 2), "zh", "remarks")
    home.watches(ministry.source("press", "zh"), ministry.source("remarks", "zh"))
    home.watch(NOON - timedelta(days=6))
    ministry.publishes("2026年3月9日外交部发言人毛宁主持例行记者会", [question, regret], date(2026, 3, 9), "zh")
    home.watch(NOON)
    ministry.publishes("外交部发言人毛宁就乌克兰局势答记者问", [question, regret], date(2026, 3, 9), "zh", "remarks")
    home.watch(NOON + timedelta(hours=1))
    pushed = [alert.kind for alert in fetch_alerts(home.db()) if alert.pushes]
    assert pushed == [AlertKind.SHIFT]


def test_offsets_of_a_shift_lead_back_to_the_stored_text(home: Home, ministry: Ministry) -> None:
    read_once(home, ministry)
    publish(ministry, 9, [OLD[0], OLD[1].replace("is deeply grieved to see", "regrets")])
    shifts = [shift for kept in home.watch(NOON).kept for shift in kept.shifts]
    texts = {row["document"]: row["text"] for row in home.db().query("select document, text from versions")}
    words = [wording for shift in shifts for wording in (shift.before, shift.after) if wording]
    assert words
    assert all(texts[wording.document][wording.start : wording.end] == wording.text for wording in words)


def test_an_edited_page_is_a_redline_of_the_statement(home: Home, ministry: Ministry) -> None:
    read_once(home, ministry)
    page = publish(ministry, 9, OLD)
    home.watch(NOON)
    ministry.edits(page, "deeply grieved to see", "concerned about")
    report = home.watch(NOON + timedelta(hours=3))
    edits = [shift for kept in report.kept for shift in kept.shifts if shift.kind is ShiftKind.EDITED]
    assert len(edits) == 1
    assert edits[0].before is not None and "deeply grieved" in edits[0].before.text


def test_a_removed_page_is_recorded_with_what_stood_on_it(home: Home, ministry: Ministry) -> None:
    read_once(home, ministry)
    page = publish(ministry, 9, OLD)
    home.watch(NOON)
    ministry.removes(page)
    report = home.watch(NOON + timedelta(hours=3))
    gone = [shift for kept in report.kept for shift in kept.shifts if shift.kind is ShiftKind.EDITED]
    assert gone and gone[0].after is None


def test_one_statement_in_two_outlets_is_one_utterance(home: Home, ministry: Ministry, outlet: Outlet) -> None:
    read_once(home, ministry, outlet)
    publish(ministry, 9, OLD)
    outlet.publishes(
        "Beijing grieved",
        ["China is “deeply grieved to see the conflict between Ukraine and Russia”, foreign ministry spokesperson Mao Ning said on Monday."],
        on=date(2026, 3, 9),
    )
    home.watch(NOON)
    today = [one for one in fetch_utterances(home.db()) if one.said_on == date(2026, 3, 9) and one.speaker.acts_for == "China"]
    assert len(today) == 1
    assert {rendering.source for rendering in today[0].renderings} == {"ministry-en-press", "outlet-courier"}


def test_a_source_that_is_down_does_not_stop_the_others_and_is_reported(home: Home, ministry: Ministry, outlet: Outlet) -> None:
    read_once(home, ministry, outlet)
    outlet.is_down(status=503)
    publish(ministry, 9, OLD)
    report = home.watch(NOON)
    states = {one.source: one.state for one in report.reports}
    assert states == {"ministry-en-press": SourceState.OK, "outlet-courier": SourceState.UNREACHABLE}
    assert [statement for kept in report.kept for statement in kept.statements]
    assert not report.failed


def test_a_broken_source_alerts_operators_within_two_polls(home: Home, ministry: Ministry, outlet: Outlet) -> None:
    read_once(home, ministry, outlet)
    outlet.is_down(status=503)
    for hours in (0, 6):
        home.watch(NOON + timedelta(hours=hours))
    alerts = [alert for alert in fetch_alerts(home.db()) if alert.kind is AlertKind.SOURCE and "outlet" in alert.key]
    assert len(alerts) == 1 and alerts[0].pushes


def test_a_cycle_that_could_read_nothing_has_failed(home: Home, ministry: Ministry) -> None:
    home.watches(ministry.source())
    ministry.is_down()
    assert home.watch(NOON).failed


def test_pages_beyond_the_limit_are_read_by_the_next_cycle(home: Home, ministry: Ministry) -> None:
    read_once(home, ministry)
    for day in (5, 6, 7):
        publish(ministry, day, OLD)
    home.watch(NOON, max_pages=2)
    home.watch(NOON + timedelta(hours=1))
    assert home.db()["documents"].count == 4


def test_two_cycles_never_run_at_once(home: Home, ministry: Ministry) -> None:
    home.watches(ministry.source())
    with writer_lock(home.settings().database_path), pytest.raises(LockedError, match="another writer"):
        home.watch(NOON)


def test_words_said_long_ago_are_stored_and_push_nothing(home: Home, ministry: Ministry) -> None:
    read_once(home, ministry)
    ministry.publishes(
        "Foreign Ministry Spokesperson Mao Ning’s Regular Press Conference on January 5, 2026", OLD, on=date(2026, 1, 5)
    )
    home.watch(NOON)
    assert home.db()["documents"].count == 2
    assert not [alert for alert in fetch_alerts(home.db()) if alert.pushes]


def test_an_edited_codebook_recodes_the_history_and_pushes_nothing(home: Home, ministry: Ministry) -> None:
    read_once(home, ministry)
    folder = home.folder / "formulas" / "humanitarian"
    folder.mkdir(parents=True)
    (folder / "grieved_own.yaml").write_text(OWN_FORMULA, "utf-8")
    done = CliRunner().invoke(build_app(), ["recode"], env={"TIFAWATCH_HOME": str(home.folder)})
    assert done.exit_code == 0, done.exception
    assert home.db()["codings"].count_where("formula = 'grieved_own'") == 1
    assert not [alert for alert in fetch_alerts(home.db()) if alert.pushes]


OWN_FORMULA = """\
id: grieved_own
label: Deeply grieved
definition: The speaker is grieved by the conflict.
theme: humanitarian
direction: humanitarian
status: trial
patterns:
  en: |
    deeply grieved
examples:
  coded:
    en:
      - own: China is deeply grieved.
  not_coded:
    en:
      - own: China is pleased.
references: [wy0301]
reviewed: 2026-11-22
"""
