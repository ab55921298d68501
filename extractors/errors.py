"""Errors that say what is wrong, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from extractors.records.pages import SourceState


class TifawatchError(Exception):
    """Base of every error that tifawatch raises on purpose."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in a file a person wrote: where, which field, what is wrong and what is expected."""

    path: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.field}: {self.message}"


class FaultyFileError(TifawatchError):
    """A file a person wrote has faults; all of them are listed at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


class UnreadablePageError(TifawatchError):
    """A page has nothing a person could read; the message says why."""


class FetchRefusedError(TifawatchError):
    """A request was not made, or its answer not taken, because a rule forbids it."""


class FetchFailedError(TifawatchError):
    """A request was made and gave no page; the state says how, the message what was seen."""

    def __init__(
        self,
        state: SourceState,
        message: str,
        *,
        status: int = 0,
        retry_after: timedelta | None = None,
        passing: bool = False,
    ) -> None:
        self.state = state
        self.message = message
        self.status = status  # of the answer, 0 when there was none
        self.retry_after = retry_after  # how long the server asks us to stay away
        self.passing = passing  # worth another try at once: a reset, a short body, a gateway's hiccup
        super().__init__(message)
