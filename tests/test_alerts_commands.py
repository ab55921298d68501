from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from alert_samples import SHIFT_KEY, shift, shift_alert, utterance
from sinks import closed_port, http_sink
from typer.testing import CliRunner

from alerts.links import short_id
from alerts.routes import deliveries_for, load_routes
from flows.cli import build_app
from flows.preview import preview, unknown_names
from flows.settings import load_settings
from store.queries import fetch_verdicts
from store.save import save_alerts
from store.schema import open_store

NOW = datetime.now(UTC)
ROUTES = "routes:\n  desk: {why: the desk asked, to: $TIFAWATCH_TO_DESK, digest: daily 07:30, ceiling: 2}\n"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("TIFAWATCH_TO_DESK", "json://127.0.0.1:9")
    (tmp_path / "routes.yaml").write_text(ROUTES)
    return tmp_path


def run(home, *words, error=False):
    result = CliRunner().invoke(build_app(), [*words, "--home", str(home)], catch_exceptions=True)
    assert (result.exit_code != 0) is error, result.output + repr(result.exception)
    return result.output + (str(result.exception) if result.exception else "")


@pytest.fixture
def store(home):
    db = open_store(load_settings(home).database_path)
    alert = shift_alert()
    save_alerts(db, (alert,), deliveries_for((alert,), load_routes(home / "routes.yaml"), NOW), NOW)
    return db


def test_alerts_are_listed_with_what_became_of_them(home, store):
    told = run(home, "alerts", "list", "--since", "10y")
    assert short_id(SHIFT_KEY) in told and "desk" in told and "pending" in told


def test_one_alert_is_shown_as_its_readers_see_it(home, store):
    told = run(home, "alerts", "show", short_id(SHIFT_KEY))
    assert "the earlier wording struck" in told and "desk → TIFAWATCH_TO_DESK: pending" in told


def test_an_unknown_alert_is_a_clear_error(home, store):
    assert "no alert 'nothing'" in run(home, "alerts", "show", "nothing", error=True)


def test_a_verdict_is_kept_with_its_note(home, store):
    run(home, "alerts", "verdict", short_id(SHIFT_KEY), "wrong-speaker", "--note", "it was her deputy")
    assert [found[2:] for found in fetch_verdicts(store)] == [("wrong-speaker", "it was her deputy")]
    assert "wrong-speaker" in run(home, "alerts", "show", short_id(SHIFT_KEY))


def test_a_verdict_nobody_knows_is_refused(home, store):
    run(home, "alerts", "verdict", short_id(SHIFT_KEY), "nonsense", error=True)


def test_a_route_can_be_tried_out(home, monkeypatch):
    with http_sink() as sink:
        monkeypatch.setenv("TIFAWATCH_TO_DESK", sink.address())
        assert "desk: accepted" in run(home, "alerts", "test", "desk")
    assert "This is a test of route desk" in sink.arrived[0].told["message"]


def test_a_route_that_does_not_work_says_why(home, monkeypatch):
    monkeypatch.setenv("TIFAWATCH_TO_DESK", f"json://127.0.0.1:{closed_port()}")
    assert "refused: no connection" in run(home, "alerts", "test", "desk", error=True)
    assert "no route 'none'; there are desk" in run(home, "alerts", "test", "none", error=True)


def test_what_is_due_is_dispatched(home, store, monkeypatch):
    with http_sink() as sink:
        monkeypatch.setenv("TIFAWATCH_TO_DESK", sink.address())
        assert "1 delivered" in run(home, "dispatch")
        assert "0 delivered" in run(home, "dispatch")
    assert len(sink.arrived) == 1


def test_a_digest_can_be_had_at_once(home, store, monkeypatch):
    with http_sink() as sink:
        monkeypatch.setenv("TIFAWATCH_TO_DESK", sink.address())
        assert "1 digests delivered" in run(home, "digest", "--now")
    assert "Digest" in sink.arrived[0].told["title"]


def test_the_watchdog_speaks_with_its_exit_status(home, monkeypatch):
    monkeypatch.delenv("TIFAWATCH_TO_WATCHDOG", raising=False)
    assert "database" in run(home, "watchdog", error=True)


def history(days: int):
    said = [utterance(f"u{day}", said_on=(NOW - timedelta(days=day)).date()) for day in range(days)]
    return said, [shift("s1", as_of=NOW.date(), utterance="u0")]


def test_a_preview_counts_by_month_shows_samples_and_knows_the_ceiling(home):
    said, shifts = history(70)
    first = (NOW - timedelta(days=60)).date()
    (shown,) = preview(load_routes(home / "routes.yaml"), said, shifts, first, NOW.date(), {})
    assert sum(pushes for _, pushes, _ in shown.months) == 61, "one a day; the day of the shift has one alert, not two"
    assert len(shown.samples) == 5 and shown.samples[-1].key == SHIFT_KEY and shown.too_many


def test_a_preview_of_an_inactive_route_works_before_there_is_an_address(home, store, monkeypatch):
    (home / "routes.yaml").write_text(ROUTES.replace("ceiling: 2", "ceiling: 2, required: false"))
    monkeypatch.delenv("TIFAWATCH_TO_DESK")
    told = run(home, "alerts", "preview", "desk", "--since", "3m")
    assert "desk: the desk asked" in told and "there is nothing to count" in told


def test_a_preview_counts_only_the_months_of_the_stored_history(home):
    said, shifts = history(40)
    (shown,) = preview(load_routes(home / "routes.yaml"), said, shifts, date(2020, 1, 1), date(2030, 1, 1), {})
    assert [month for month, _, _ in shown.months] == ["2026-10", "2026-11"]
    (empty,) = preview(load_routes(home / "routes.yaml"), (), (), date(2020, 1, 1), date(2030, 1, 1), {})
    assert empty.months == () and not empty.too_many


def test_a_preview_warns_of_a_formula_or_theme_that_nobody_codes(home):
    (home / "routes.yaml").write_text(ROUTES.replace("ceiling: 2", "hears: {formulas: [root_cause, talks], themes: [meditation]}"))
    (route,) = load_routes(home / "routes.yaml")
    assert unknown_names(route, {"root_causes": "mediation", "talks": "mediation"}) == (
        "the codebook has no formula 'root_cause'; the nearest is root_causes",
        "the codebook has no theme 'meditation'; the nearest is mediation",
    )


def test_a_list_fits_a_small_terminal_with_the_subject_on_a_line_of_its_own(home, store):
    first, second = run(home, "alerts", "list", "--since", "20y").splitlines()[:2]
    assert first.startswith(short_id(SHIFT_KEY)) and first.endswith("shift: desk pending")
    assert second.strip().startswith("Wording changed: “不安” → “忧虑”")


def test_a_span_nobody_understands_is_a_clear_error(home, store):
    assert "is no span of time" in run(home, "alerts", "list", "--since", "lately", error=True)
