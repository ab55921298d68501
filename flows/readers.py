"""The reader pool: pages and listings are read in processes that can be killed, and only the page at fault suffers."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from extractors.errors import TifawatchError
from extractors.records.pages import Article, Listing, Page, Source, SourceState
from extractors.records.words import CodedDocument
from flows.reader_process import END_OF_JOB, LAST_JOB, PATIENCE, READY, Failure, Limits, Unready, serve
from flows.reading import (
    Answer,
    Coder,
    ParseJob,
    PlainJob,
    ReadJob,
    Refusal,
    Work,
    codebook_faults,
    document_of,
    load_coder,
)
from flows.settings import Settings

FOR_READING = 0.6  # share of a page's time for the extractor; the rest is kept for reading it plainly
STARTING = 120.0  # seconds a worker may take to load its codebook on a busy machine
GRACE = 2.0  # seconds after a worker's own alarm before the parent kills it
QUIET_LIBRARIES = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # threads reserve address space


class ReadersNotReadyError(TifawatchError):
    """The workers cannot start, so that no page can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a page: its article and what was said in it, or why there is none."""

    job: ReadJob
    article: Article | None
    coded: CodedDocument | None
    failure: str = ""
    final: bool = False  # the failure would be the same next time


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    work: Work | None = None
    deadline: float = 0.0  # monotonic
    ready: bool = False  # what it needs for the job is loaded
    answers: list[Answer | Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Outcome:
    work: Work
    answers: tuple[Answer | Failure, ...]
    death: str = ""  # how the worker ended, "" when it lived


class ReaderPool:
    """Workers under memory and time limits, started when there is something to read."""

    def __init__(self, settings: Settings, prepare: Callable[[], Coder] | None = None) -> None:
        self._size = settings.workers
        self._limits = Limits(settings.page_seconds, settings.page_megabytes)
        self._prepare = prepare or partial(load_coder, settings.formula_folders)
        self._unproven = None if prepare else settings.formula_folders  # the codebook whose examples are still to be tried
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["flows.reader_process"])
        self._workers: list[_Worker] = []

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers."""
        while self._workers:
            self._end(self._workers[0])

    def read(self, jobs: Iterable[ReadJob]) -> Iterator[Reading]:
        """Yield each page read, in the order they are finished; a page that costs too much is read plainly."""
        retries: list[Work] = []
        for outcome in self._run(jobs, retries):
            retry = _retry(outcome)
            if retry is not None:
                retries.append(retry)
            else:
                yield _reading(outcome)

    def parse(self, changed: Iterable[tuple[Source, Page]]) -> Iterator[tuple[Source, Listing]]:
        """Yield each source with its listing; one that kills its worker is not a feed."""
        for outcome in self._run((ParseJob(source, page) for source, page in changed), []):
            assert isinstance(outcome.work, ParseJob)
            yield outcome.work.source, _listing(outcome)

    def _run(self, jobs: Iterable[Work], retries: list[Work]) -> Iterator[_Outcome]:
        """Keep the workers busy; the jobs are taken one by one, as they come from the network."""
        remaining = iter(jobs)
        try:
            while True:
                while self._busy() < self._size and (work := retries.pop() if retries else next(remaining, None)):
                    self._give(work)
                if not self._busy():
                    return
                yield from self._collect()
        finally:  # a reader who stops early must not find these answers next time
            for worker in [worker for worker in self._workers if worker.work is not None]:
                self._end(worker)

    def _busy(self) -> int:
        return sum(worker.work is not None for worker in self._workers)

    def _give(self, work: Work) -> None:
        if self._unproven is not None and not isinstance(work, ParseJob):
            self._prove(self._unproven)
        worker = next((worker for worker in self._workers if worker.work is None), None) or self._start()
        worker.work, worker.answers, worker.ready = work, [], False
        worker.deadline = time.monotonic() + STARTING
        with suppress(BrokenPipeError, ConnectionResetError):  # a dead worker is noticed when its answer is missing
            worker.connection.send((work, self._seconds(work)))

    def _prove(self, folders: tuple[Path, ...]) -> None:
        """Try the codebook's examples once, in a process that takes the memory of it away with it."""
        with _quiet_start(), ProcessPoolExecutor(1, self._context) as child:
            try:
                faults = child.submit(codebook_faults, folders).result()
            except BrokenProcessPool as error:
                raise ReadersNotReadyError(f"pages cannot be read, because the codebook's examples could not be tried: {error}") from None
        if faults:
            raise ReadersNotReadyError(f"pages cannot be read, because the codebook is wrong: {faults}")
        self._unproven = None

    def _seconds(self, work: Work) -> float:
        if isinstance(work, ParseJob):
            return self._limits.seconds
        return self._limits.seconds * ((1 - FOR_READING) if isinstance(work, PlainJob) else FOR_READING)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._limits, self._prepare), daemon=True)
        with _quiet_start():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _collect(self) -> Iterator[_Outcome]:
        """Wait for the next message or deadline, and yield the jobs that ended."""
        busy = [worker for worker in self._workers if worker.work is not None]
        nearest = min(worker.deadline for worker in busy) - time.monotonic()
        ready = wait([worker.connection for worker in busy], timeout=max(0.0, nearest))
        for worker in busy:
            if worker.connection in ready:
                outcome = self._receive(worker)
            elif time.monotonic() > worker.deadline:
                outcome = self._bury(worker, "it took too long")
            else:
                continue
            if outcome is not None:
                yield outcome

    def _receive(self, worker: _Worker) -> _Outcome | None:
        try:
            message: Any = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join(GRACE)
            return self._bury(worker, _death(worker.process.exitcode, self._limits))
        if isinstance(message, Unready):
            raise ReadersNotReadyError(f"pages cannot be read, because a worker does not start: {message.reason}")
        if message == READY and worker.work is not None:
            worker.ready = True
            worker.deadline = time.monotonic() + GRACE + PATIENCE * self._seconds(worker.work)
        elif message in (END_OF_JOB, LAST_JOB):
            return self._finish(worker, last=message == LAST_JOB)
        else:
            worker.answers.append(message)
        return None

    def _finish(self, worker: _Worker, *, last: bool) -> _Outcome:
        assert worker.work is not None
        outcome = _Outcome(worker.work, tuple(worker.answers))
        worker.work = None
        if last:  # it has grown or worked long enough; the next job starts a fresh one
            self._end(worker)
        return outcome

    def _bury(self, worker: _Worker, death: str) -> _Outcome | None:
        work, answers = worker.work, tuple(worker.answers)
        self._end(worker)
        if not worker.ready:
            raise ReadersNotReadyError(f"pages cannot be read, because a worker does not start: {death}")
        return None if work is None else _Outcome(work, answers, death)

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.kill()
        worker.process.join()


@contextmanager
def _quiet_start() -> Iterator[None]:
    """Start a child without its parent's main module: a worker has no use for the command line's imports."""
    main, before = sys.modules["__main__"], {name: os.environ.get(name) for name in QUIET_LIBRARIES}
    sys.modules["__main__"] = ModuleType("__main__")
    os.environ.update(QUIET_LIBRARIES)
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        for name, setting in before.items():
            os.environ.pop(name) if setting is None else os.environ.update({name: setting})


def _death(code: int | None, limits: Limits) -> str:
    if code in (-signal.SIGALRM, -signal.SIGPROF):
        return f"it took longer than {limits.seconds:g} seconds allow"
    if code == -signal.SIGKILL:
        return "the worker was killed"
    return f"the worker died ({code})"


def _retry(outcome: _Outcome) -> PlainJob | None:
    """Decide whether a page is to be read again without an extractor."""
    reason = outcome.death or next((part.reason for part in outcome.answers if isinstance(part, Failure)), "")
    if not reason or not isinstance(outcome.work, ReadJob):
        return None
    if any(isinstance(part, Article) for part in outcome.answers):
        return None  # it was read; only the coding failed
    return PlainJob(outcome.work, f"the extractor gave up: {reason}")


def _reading(outcome: _Outcome) -> Reading:
    job = outcome.work.job if isinstance(outcome.work, PlainJob) else outcome.work
    assert isinstance(job, ReadJob)
    article = next((part for part in outcome.answers if isinstance(part, Article)), None)
    coded = next((part for part in outcome.answers if isinstance(part, CodedDocument)), None)
    refusal = next((part for part in outcome.answers if isinstance(part, Refusal)), None)
    failed = next((part.reason for part in outcome.answers if isinstance(part, Failure)), "")
    reason = outcome.death or failed
    if refusal is not None:
        return Reading(job, None, None, refusal.reason, refusal.final)
    if article is not None and coded is None:
        unsure = replace(article, whole=False, notes=(*article.notes, f"not coded: {reason}"))  # no evidence of silence
        coded = CodedDocument(document_of(unsure, job.source), article.language, (), f"not coded: {reason}")
        return Reading(job, unsure, coded, reason)
    return Reading(job, article, coded, reason)


def _listing(outcome: _Outcome) -> Listing:
    for part in outcome.answers:
        if isinstance(part, Listing):
            return part
    reason = outcome.death or next((part.reason for part in outcome.answers if isinstance(part, Failure)), "no answer")
    return Listing(SourceState.NOT_A_FEED, message=f"it could not be parsed: {reason}")
