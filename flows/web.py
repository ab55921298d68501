"""The network for one cycle: an event loop in a thread of its own, answers handed over as they come."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Any, Generic, TypeVar

from extractors.errors import FetchFailedError, FetchRefusedError
from extractors.records.pages import Page, Source, SourceState
from flows.budget import UNBOUNDED, Budget, Room
from flows.fetch import Fetcher
from flows.settings import Settings

S = TypeVar("S")
ROOM_BYTES = 24_000_000  # of answers that are on their way or wait to be read


@dataclass(frozen=True, slots=True)
class Request(Generic[S]):
    """One address to ask for, with what it is for."""

    url: str
    source: Source
    subject: S
    etag: str = ""
    last_modified: str = ""
    largest: int = UNBOUNDED  # bytes; a page may be less than a feed


@dataclass(frozen=True, slots=True)
class Answered(Generic[S]):
    """What became of a request: a page, or the failure that stands in its place."""

    request: Request[S]
    page: Page | None
    failure: FetchFailedError | None = None
    seconds: float = 0.0  # of network


class Web(AbstractContextManager["Web"]):
    """Fetches many addresses at once and politely; usable from one thread, inside a `with` block."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loop = asyncio.new_event_loop()
        self._room = Room(ROOM_BYTES)
        self._fetcher: Fetcher | None = None
        self._thread = Thread(target=self._loop.run_forever, daemon=True, name="web")

    def __enter__(self) -> Web:
        self._thread.start()
        self._fetcher = self._call(self._open()).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._call(self._close()).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def retrieve(self, requests: Iterable[Request[S]], now: datetime) -> Iterator[Answered[S]]:
        """Yield an answer for every request, in the order in which they come; the network waits for a slow reader."""
        asked = tuple(requests)
        answers: Queue[tuple[Answered[S], Budget]] = Queue()
        running = [self._call(self._ask(request, now, answers)) for request in asked]
        for _ in running:
            answer, budget = answers.get()
            self._loop.call_soon_threadsafe(budget.let_go)
            yield answer

    async def _open(self) -> Fetcher:
        manners = self._settings.database_path.with_name("manners.json")
        return await Fetcher(self._settings, manners=manners).__aenter__()

    async def _close(self) -> None:
        waiting = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        if self._fetcher is not None:
            await self._fetcher.__aexit__(None, None, None)

    async def _ask(self, request: Request[S], now: datetime, answers: Queue[tuple[Answered[S], Budget]]) -> None:
        budget = Budget(self._settings.request_deadline, self._room, request.largest)
        answer = replace(await self._answer(request, budget, now), seconds=budget.spent)
        if answer.page is None:
            budget.let_go()
        answers.put((answer, budget))

    async def _answer(self, request: Request[S], budget: Budget, now: datetime) -> Answered[S]:
        assert self._fetcher is not None
        try:
            page = await self._fetcher.get(
                request.url, source=request.source, etag=request.etag, last_modified=request.last_modified, budget=budget, now=now
            )
        except FetchFailedError as failure:
            return Answered(request, None, failure)
        except FetchRefusedError as refusal:
            return Answered(request, None, FetchFailedError(SourceState.REFUSED, str(refusal)))
        except Exception as error:  # whatever a hostile server makes a library do, the other requests go on
            return Answered(request, None, FetchFailedError(SourceState.UNREACHABLE, f"{type(error).__name__}: {error}"))
        return Answered(request, page)

    def _call(self, coroutine: Coroutine[Any, Any, S]) -> Future[S]:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)
