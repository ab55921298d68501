"""The schedule: serves the watch flow as a Prefect deployment; a child of `tifawatch serve`."""

from __future__ import annotations

import sys
from collections.abc import Coroutine
from datetime import timedelta

from prefect import serve

from flows.settings import Settings, load_settings
from flows.tasks import watch_flow


def run_schedule(settings: Settings) -> None:
    """Serve the deployment until SIGTERM; exclusion is the store's own lock, so no concurrency slot can get stuck."""
    deployment = watch_flow.to_deployment(
        name="every-cycle",
        interval=timedelta(minutes=settings.every_minutes),
        parameters={"home": str(settings.home.resolve())},
    )
    assert not isinstance(deployment, Coroutine)  # it is one only inside an event loop
    serve(deployment, pause_on_shutdown=False, limit=1)


if __name__ == "__main__":
    run_schedule(load_settings())
    sys.exit(0)
