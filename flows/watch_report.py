"""What one cycle of the watch did, for people, tables and exit codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractors.records.pages import SourceReport, SourceState
from flows.keep import Kept

READ = frozenset({SourceState.OK, SourceState.UNCHANGED, SourceState.EMPTY, SourceState.STALE})


@dataclass(frozen=True, slots=True)
class WatchReport:
    """What one cycle did."""

    reports: tuple[SourceReport, ...]
    kept: tuple[Kept, ...]

    @property
    def failed(self) -> bool:
        """Tell whether the cycle as a whole could not do its job: sources were due and none could be read."""
        return bool(self.reports) and not any(report.state in READ for report in self.reports)

    def summary(self) -> str:
        """Return one line for people."""
        broken = sum(report.state not in READ for report in self.reports)
        unread = sum(bool(kept.failure) and not kept.passed_over for kept in self.kept)
        found = sum(statement.counts for kept in self.kept for statement in kept.statements)
        shifts = sum(len(kept.shifts) for kept in self.kept)
        alerts = sum(alert.pushes for kept in self.kept for alert in kept.alerts)
        return (
            f"{len(self.reports)} sources polled ({broken} in trouble), {len(self.kept)} pages ({unread} unreadable), "
            f"{found} new statements of China on Ukraine, {shifts} shifts, {alerts} alerts to push"
        )

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a source, for tables."""
        return [
            {
                "source": report.source,
                "state": str(report.state),
                "pages": sum(kept.source == report.source for kept in self.kept),
                "new statements": sum(len(kept.statements) for kept in self.kept if kept.source == report.source),
                "message": report.message,
            }
            for report in self.reports
        ]
