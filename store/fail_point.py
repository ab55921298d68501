"""Named places where a test may end the program the hard way."""

from __future__ import annotations

import os
import signal

VARIABLE = "TIFAWATCH_FAIL_POINT"
_passed: dict[str, int] = {}


def fail_point(name: str) -> None:
    """Kill this process here when TIFAWATCH_FAIL_POINT names this place: `name`, or `name:3` for the third time."""
    wanted = os.environ.get(VARIABLE)
    if wanted is None:
        return
    _passed[name] = _passed.get(name, 0) + 1
    if wanted in (name, f"{name}:{_passed[name]}"):
        os.kill(os.getpid(), signal.SIGKILL)
