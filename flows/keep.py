"""One page, one transaction: what was read, what it changes, and who will hear of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from sqlite_utils import Database

from alerts.news import Known
from alerts.route_fields import Route
from alerts.routes import deliveries_for
from alerts.rules import LISTED, decide_alerts
from extractors.records.changes import Alert, Rendering, Shift, Utterance
from extractors.records.pages import Entry, Layer, SourceState
from extractors.records.words import CodedDocument, Document, Statement
from extractors.shifts.detect import detect_shifts
from extractors.shifts.edits import detect_edit, find_withdrawn
from extractors.shifts.grades import Thresholds
from extractors.shifts.history import History
from extractors.utterances import link_utterances
from flows.readers import ReaderPool, Reading
from flows.reading import ReadJob
from flows.web import Answered, Request, Web
from store.queries import fetch_shifts, fetch_told, fetch_utterances
from store.save import (
    Saved,
    save_alerts,
    save_failure,
    save_gone,
    save_reading,
    save_recoding,
    save_shifts,
    save_utterances,
)
from store.schema import UnstorableError, transaction

GONE = frozenset({SourceState.GONE, SourceState.SOFT_404})
BATCH_BYTES = 32_000_000  # of pages held at once to put them in order
OLD_NEWS = timedelta(days=10)  # words said longer ago are history when they are found: stored, never pushed


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one page."""

    source: str
    url: str
    statements: tuple[Statement, ...] = ()  # new ones
    shifts: tuple[Shift, ...] = ()
    alerts: tuple[Alert, ...] = ()
    failure: str = ""
    passed_over: bool = False  # the failure is no trouble and final: nothing in the page concerns us


def in_order_of_time(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Yield readings in batches, the earliest day, the official page and the original words first: what is first decides what is new."""
    batch: list[Reading] = []
    size = 0
    for reading in readings:
        batch.append(reading)
        size += len(reading.job.page.body)
        if size > BATCH_BYTES:
            yield sorted(batch, key=_order)
            batch, size = [], 0
    yield sorted(batch, key=_order)


def _order(reading: Reading) -> tuple[str, str, str]:
    published = reading.article.published if reading.article else None
    source = reading.job.source
    rank = f"{source.tier}{list(Layer).index(source.layer)}"
    return (f"{published:%Y-%m-%d}" if published else "9999", rank, reading.job.entry.url)


class Keeper:
    """Keeps readings one by one; remembers what has been said, as the database does."""

    def __init__(
        self,
        db: Database,
        routes: Sequence[Route],
        thresholds: Thresholds,
        themes: Mapping[str, str],
        quiet_sources: frozenset[str],
        now: datetime,
    ) -> None:
        self._db = db
        self._routes = routes
        self._thresholds = thresholds
        self._themes = themes  # formula -> theme, for routes that ask for a theme
        self._quiet_sources = quiet_sources  # polled for the first time: their past is not news
        self._now = now

    @cached_property
    def _history(self) -> History:
        """Return everything said so far; read once a cycle, and not at all in a cycle that brings nothing."""
        return History(fetch_utterances(self._db))

    def keep(self, reading: Reading) -> Kept:
        """Store a reading and everything that follows from it, or the reason why there is none."""
        try:
            return self._keep(reading)
        except UnstorableError as error:  # one impossible page; what is wrong with the file itself ends the cycle
            source, entry = reading.job.source, reading.job.entry
            save_failure(self._db, source, entry.url, str(error), self._now, entry=entry, final=True)
            return Kept(source.name, entry.url, failure=str(error))

    def recode(self, coded: CodedDocument) -> tuple[Statement, ...]:
        """Put what the present codebook finds in a stored document into force, silently; returns what is new."""
        document, said = coded.document, self._history
        with transaction(self._db):
            fresh = save_recoding(self._db, document.id, coded, self._now)
            renderings = _renderings(document.id, document.source, document.tier, fresh, document)
            utterances = link_utterances(renderings, said.utterances)
            self._tell(utterances, (), said, quiet=True)
        for utterance in utterances:
            said.add(utterance)
        return fresh

    def _keep(self, reading: Reading) -> Kept:
        source, url = reading.job.source, reading.job.entry.url
        if reading.article is None or reading.coded is None:
            with transaction(self._db):
                save_failure(
                    self._db, source, url, reading.failure, self._now, entry=reading.job.entry, final=reading.final
                )
            return Kept(source.name, url, failure=reading.failure, passed_over=reading.final)
        said = self._history if reading.coded.statements else History()  # as it was before the transaction
        with transaction(self._db):
            saved = save_reading(self._db, source, reading.job.page, reading.article, reading.coded, self._now)
            renderings = _renderings(saved.document, source.name, source.tier, saved.fresh, reading.coded.document)
            fresh = link_utterances(renderings, said.utterances)
            shifts = (*detect_shifts(fresh, said, self._thresholds), *self._edits(saved))
            quiet = saved.reread or source.name in self._quiet_sources or self._is_old(fresh)
            alerts = self._tell(fresh, shifts, said, quiet=quiet)
        for utterance in fresh:  # only what is stored is remembered
            said.add(utterance)
        return Kept(source.name, url, saved.fresh, shifts, alerts)

    def keep_failure(self, answer: Answered[Entry]) -> Kept:
        """List a page that could not be fetched, or record that it is gone, with the redline of what vanished."""
        request, failure = answer.request, answer.failure
        reason = failure.message if failure else "no answer"
        gone = failure is not None and failure.state in GONE
        shifts: tuple[Shift, ...] = ()
        with transaction(self._db):
            if gone:
                said = save_gone(self._db, request.source, request.url, reason, self._now)
                shifts = self._with_withdrawn(detect_edit(said, None, self._now.date())) if said else ()
                self._tell((), shifts, self._history if shifts else History(), quiet=False)
            else:
                save_failure(self._db, request.source, request.url, reason, self._now, entry=request.subject)
        return Kept(request.source.name, request.url, shifts=shifts, failure=reason)

    def _tell(
        self, fresh: tuple[Utterance, ...], shifts: tuple[Shift, ...], said: History, *, quiet: bool
    ) -> tuple[Alert, ...]:
        """Write utterances, shifts, alerts and one outbox row a target; part of the caller's transaction."""
        save_utterances(self._db, fresh)
        save_shifts(self._db, shifts)
        alerts = decide_alerts(fresh, shifts, self._now, quiet=quiet, known=self._known(fresh, shifts, said))
        deliveries = deliveries_for(alerts, self._routes, self._now, self._themes)
        return save_alerts(self._db, alerts, deliveries, self._now)

    def _known(self, fresh: Sequence[Utterance], shifts: Sequence[Shift], said: History) -> Known:
        """Return what was stored before of the same events and of the earlier wordings."""
        documents = {shift.before.document for shift in shifts if shift.before}
        past = said.utterances if documents else ()
        return Known(
            {one.key: before for one in fresh if (before := said.known(one.key))},
            fetch_told(self._db, LISTED, sorted({shift.group for shift in shifts})),
            tuple(one for one in past if any(rendering.document in documents for rendering in one.renderings)),
        )

    def _edits(self, saved: Saved) -> tuple[Shift, ...]:
        return self._with_withdrawn(detect_edit(saved.before, saved.after, self._now.date())) if saved.before else ()

    def _with_withdrawn(self, edits: tuple[Shift, ...]) -> tuple[Shift, ...]:
        """Add the earlier shifts whose words an edit took away, with their new status."""
        return (*edits, *find_withdrawn(fetch_shifts(self._db), edits)) if edits else ()

    def _is_old(self, fresh: Sequence[Utterance]) -> bool:
        horizon = self._now.date() - OLD_NEWS
        return bool(fresh) and all(utterance.latest < horizon for utterance in fresh)


def _renderings(
    key: str, source: str, tier: int, fresh: Iterable[Statement], document: Document
) -> Iterator[Rendering]:
    """Yield the fresh statements of a stored document as reports of acts of speaking."""
    for statement in fresh:
        yield Rendering(key, statement, source, tier, document.published, document.url, document.whole)


def read_and_keep(
    wanted: Sequence[Request[Entry]], web: Web, readers: ReaderPool, keeper: Keeper, now: datetime
) -> tuple[Kept, ...]:
    """Fetch, read and keep pages as they come; what could not be fetched is kept as its reason."""
    failed: list[Answered[Entry]] = []
    readings = readers.read(_jobs(web.retrieve(wanted, now), failed))
    kept = [keeper.keep(reading) for batch in in_order_of_time(readings) for reading in batch]
    return (*kept, *(keeper.keep_failure(answer) for answer in failed))


def _jobs(answers: Iterator[Answered[Entry]], failed: list[Answered[Entry]]) -> Iterator[ReadJob]:
    for answer in answers:
        if answer.page is None:
            failed.append(answer)
        else:
            yield ReadJob(answer.request.source, answer.request.subject, answer.page)
