"""The thresholds that `tifawatch calibrate` found on the stored history, kept beside the database."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from extractors.errors import Fault, FaultyFileError
from extractors.shifts.grades import Thresholds
from flows.settings import Settings

FILE = "thresholds.json"
CALIBRATED = ("dropped", "term", "slot")  # the rest is the decision rule of this version, which no history moves


def load_thresholds(settings: Settings) -> Thresholds:
    """Return the calibrated thresholds, the shipped ones before any calibration; raises `FaultyFileError`."""
    path = settings.home / FILE
    if not path.exists():
        return Thresholds()
    try:
        kept = Thresholds(**json.loads(path.read_text("utf-8")))  # an unknown name is a fault
        return replace(Thresholds(), dropped=float(kept.dropped), term=float(kept.term), slot=float(kept.slot))
    except (ValueError, TypeError) as error:
        raise FaultyFileError((Fault(str(path), "thresholds", f"{error}; run `tifawatch calibrate` again"),)) from None


def save_thresholds(thresholds: Thresholds, home: Path) -> Path:
    """Write thresholds where `load_thresholds` finds them; returns the file."""
    path = home / FILE
    found = {name: getattr(thresholds, name) for name in CALIBRATED}
    path.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return path
