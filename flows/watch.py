"""THE path: one cycle of the watch, from the sources that are due to the outbox, readable top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from alerts.route_fields import Route
from alerts.routes import load_routes
from extractors.codebook.codebook import load_codebook
from flows.announced import due_sources, first_polls, inform, unseen_entries, wanted_pages
from flows.housekeeping import keep_house
from flows.keep import Keeper, read_and_keep
from flows.poll import close_polls, poll_sources
from flows.readers import ReaderPool
from flows.settings import Settings
from flows.sources import load_sources
from flows.thresholds import load_thresholds
from flows.watch_report import WatchReport
from flows.web import Web
from store.lock import writer_lock
from store.save import save_sources
from store.schema import open_store

Step = Callable[[str, Callable[[], Any]], Any]


def plainly(name: str, stage: Callable[[], Any]) -> Any:
    """Run a stage of the path as the plain function it is."""
    return stage()


def watch_once(settings: Settings, now: datetime, step: Step = plainly) -> WatchReport:
    """Run one cycle; raises `FaultyFileError` for a wrong setting or file, `LockedError` when a cycle is at work."""
    sources, routes = load_sources((settings.sources_path,)), load_routes(settings.routes_path)
    with writer_lock(settings.database_path), ReaderPool(settings) as readers, Web(settings) as web:
        db = open_store(settings.database_path)
        save_sources(db, sources)
        due = step("find due sources", lambda: due_sources(db, sources, now))
        polls = step("poll sources", lambda: poll_sources(due, web, readers, now))
        unseen = step("find new pages", lambda: unseen_entries(db, polls))
        polls = inform(db, polls, unseen, now)
        wanted = wanted_pages(db, polls, unseen, now)
        reading, postponed = wanted[: settings.max_pages], wanted[settings.max_pages :]
        keeper = Keeper(db, routes, load_thresholds(settings), _themes(routes, settings), first_polls(due), now)
        kept = step("read and keep pages", lambda: read_and_keep(reading, web, readers, keeper, now))
        step("close the polls", lambda: close_polls(db, polls, postponed, routes, now))
        keep_house(db, settings, now)
        return WatchReport(tuple(poll.report for poll in polls), kept)


def _themes(routes: Sequence[Route], settings: Settings) -> dict[str, str]:
    """Return the theme of each formula where a route asks for themes: loading the codebook costs more than an idle cycle."""
    if not any(route.hears.themes for route in routes):
        return {}
    return {formula.id: formula.theme for formula in load_codebook(settings.formula_folders).formulas.values()}
