"""Prefect around the path: a flow for a cycle, a task a stage, progress and a table as artifacts; no logic of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from extractors.errors import TifawatchError
from flows.settings import load_settings
from flows.watch import watch_once
from flows.watch_report import WatchReport


def as_task(name: str, stage: Callable[[], Any]) -> Any:
    """Run one stage of the path as a Prefect task; its inputs are connections, so nothing is cached."""
    return task(name=name, cache_policy=NO_CACHE, persist_result=False)(stage)()


@flow(name="watch", persist_result=False)
def watch_flow(
    home: str | None = None, sources: str | None = None, database: str | None = None, now: datetime | None = None
) -> WatchReport:
    """Run one cycle of the watch; raises when the cycle as a whole could not do its job, so that the run is Failed."""
    settings = load_settings(
        Path(home) if home else None,
        sources=Path(sources) if sources else None,
        database=Path(database) if database else None,
    )
    report = watch_once(settings, now or datetime.now(UTC), step=as_task)
    get_run_logger().info(report.summary())
    create_table_artifact(table=report.rows(), key="watch-cycle", description=report.summary())
    if report.failed:
        raise TifawatchError(report.summary())
    return report
