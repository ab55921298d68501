"""The child side of the reader pool: one process, one job at a time, under limits that the kernel keeps."""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from extractors.errors import TifawatchError
from flows.reading import Coder, ParseJob, Work, work_on

END_OF_JOB = "end of job"
LAST_JOB = "end of this worker's last job"
READY = "ready"
PATIENCE = 3  # a job's wall clock against its processor time: others are at work on the machine too
GROWN = 0.75  # share of the memory limit by which a worker may have grown before it is replaced


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may use."""

    seconds: float = 10.0  # processor time of one page
    megabytes: int = 512  # address space beside what is loaded before the page
    jobs: int = 200  # before the worker is replaced


@dataclass(frozen=True, slots=True)
class Failure:
    """A job ended in an error that the worker survived."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unready:
    """The worker cannot work at all: its codebook or officials do not load."""

    reason: str


def serve(connection: Connection, limits: Limits, prepare: Callable[[], Coder]) -> None:
    """Answer jobs until the parent hangs up, the share of jobs is done or memory has grown."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    for alarm in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(alarm, signal.SIG_DFL)  # kills, also in the middle of a C function
    with suppress(BrokenPipeError, ConnectionResetError):  # the parent is gone, and with it whoever would read a traceback
        _answer_jobs(connection, limits, prepare)


def _answer_jobs(connection: Connection, limits: Limits, prepare: Callable[[], Coder]) -> None:
    code: Coder | None = None
    loaded = _limit_memory(limits.megabytes)
    for number in range(1, limits.jobs + 1):
        try:
            work, seconds = connection.recv()
            if code is None and not isinstance(work, ParseJob):
                code = prepare()
                loaded = _limit_memory(limits.megabytes)
            connection.send(READY)
        except (EOFError, OSError):
            return
        except Exception as error:  # the parent stops the run and says why
            known = isinstance(error, TifawatchError)
            connection.send(Unready(str(error) if known else f"{type(error).__name__}: {error}"))
            return
        _do(work, seconds, code, connection)
        last = number == limits.jobs or _most_memory() - loaded > GROWN * limits.megabytes
        connection.send(LAST_JOB if last else END_OF_JOB)
        if last:
            return


def _do(work: Work, seconds: float, code: Coder | None, connection: Connection) -> None:
    _limit_time(seconds)
    try:
        for answer in work_on(work, code):
            connection.send(answer)
    except MemoryError:
        connection.send(Failure("it needs more memory than a worker may have"))
    except Exception as error:  # one bad page never stops a run: its reason is listed
        connection.send(Failure(f"{type(error).__name__}: {error}"[:500]))
    finally:
        _limit_time(0)


def _limit_time(seconds: float) -> None:
    """Arm both clocks, or disarm them with 0."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE * seconds)


def _limit_memory(megabytes: int) -> int:
    """Allow a page so much beside what is loaded by now, and return how much that is, in MB."""
    loaded = _most_memory()
    size = (loaded + megabytes) * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        size = min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return loaded


def _most_memory() -> int:
    """Return the most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
