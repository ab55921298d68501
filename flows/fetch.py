"""Fetching: one guarded, bounded, polite and conditional request at a time, over one reused client."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import stamina

from extractors.errors import FetchFailedError, FetchRefusedError
from extractors.records.pages import Page, Source, SourceState
from flows.answers import GZIP, Answer, Unpacker, judge_answer, too_big
from flows.budget import Budget
from flows.guard import GuardedTransport, Resolver, check_url, resolve_host
from flows.manners import load_manners, save_manners
from flows.politeness import ROBOTS_BYTES, Pacing, Robots, read_robots
from flows.settings import Settings

MOST_REDIRECTS = 5
MOST_TRIES = 3  # one connection in three to the Chinese ministry is reset
MOST_AT_ONCE = 32
MOST_AT_ONE_HOST = 4
MOST_UNANSWERED = 3  # pages in a row, each tried three times; a dead host must not hold up a run
CONNECT_SECONDS = 15.0
HEAD_BYTES = 500_000  # of headers, hints and trailers
ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5"

stamina.instrumentation.set_on_retry_hooks([])  # a retry is no news to the operator: the poll's report is


class Fetcher:
    """Fetches pages; make one for a whole run and use it as an async context manager.

    `manners` names a file that keeps robots.txt and asked-for waits until the next run.
    """

    def __init__(self, settings: Settings, *, resolve: Resolver = resolve_host, manners: Path | None = None) -> None:
        tls = httpx.create_ssl_context(trust_env=False)
        self._settings = settings
        self._manners = manners
        self._asked_at: datetime | None = None
        self._robots, closed_until = load_manners(manners) if manners else ({}, {})
        self._pacing = Pacing(settings.host_pace, closed_until)
        self._slots = asyncio.Semaphore(MOST_AT_ONCE)  # waiting for one costs nothing of a request's own time
        self._host_slots: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(MOST_AT_ONE_HOST))
        self._silent: Counter[str] = Counter()  # pages of a host in a row that gave no answer
        self._robots_locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._client = httpx.AsyncClient(
            transport=GuardedTransport(settings.allowed_private_hosts, resolve, tls, settings.max_wire_bytes + HEAD_BYTES),
            headers={"User-Agent": settings.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"},
            follow_redirects=False,
            trust_env=False,
            timeout=httpx.Timeout(settings.request_deadline, connect=min(CONNECT_SECONDS, settings.request_deadline)),
        )

    async def __aenter__(self) -> Fetcher:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._manners and self._asked_at:
            save_manners(self._manners, self._robots, self._pacing.closed_until, self._asked_at)
        await self._client.aclose()

    async def get(
        self,
        url: str,
        *,
        source: Source | None = None,
        etag: str = "",
        last_modified: str = "",
        budget: Budget | None = None,
        now: datetime,
    ) -> Page:
        """Return the page at an address (status 304 and no body when unchanged), or raise why there is none."""
        headers = _conditions(etag, last_modified)
        if source is not None:
            headers["Accept-Language"] = f"{source.language}, en;q=0.5"
        budget = budget or Budget(self._settings.request_deadline)
        try:
            async for attempt in _tries():
                with attempt:
                    answer = await self._read(url, headers, budget, now)
        except FetchFailedError as failure:
            self._silent[_host(url)] += 1 if failure.state is SourceState.UNREACHABLE and not failure.status else 0
            raise
        self._silent[_host(url)] = 0
        return _page(url, answer, now)

    async def robots(self, url: str, now: datetime) -> Robots:
        """Return what the host's robots.txt says, read once a day."""
        address = check_url(url)
        self._asked_at = now
        origin = f"{address.scheme}://{address.netloc.decode('ascii')}"
        async with self._robots_locks[origin]:
            known = self._robots.get(origin)
            if known is None or known.expired(now):
                known = self._robots[origin] = await self._try_robots(f"{origin}/robots.txt", now)
        return known

    async def _try_robots(self, url: str, now: datetime) -> Robots:
        """Read a robots.txt; a host that gives no answer is not asked by every page that waits for it."""
        budget = Budget(self._settings.request_deadline)
        try:
            async for attempt in _tries():
                with attempt:
                    robots = await self._read_robots(url, budget, now)
        except FetchFailedError as failure:
            note = f"robots.txt cannot be read: {failure}"
            silent = failure.state in (SourceState.UNREACHABLE, SourceState.TRUNCATED)
            return Robots(None, now, note, unreachable=silent, passing=silent)
        return robots

    async def _read_robots(self, url: str, budget: Budget, now: datetime) -> Robots:
        answer = await self._ask(url, {}, budget, cap=ROBOTS_BYTES, cut=True)
        try:
            for _ in range(MOST_REDIRECTS):
                if not answer.location:
                    break
                answer = await self._ask(answer.location, {}, budget, cap=ROBOTS_BYTES, cut=True)
        except FetchRefusedError as refusal:
            return Robots(None, now, f"no robots.txt ({refusal})")
        return read_robots(answer.status, answer.url, answer.headers.get("content-type", ""), answer.body, now)

    async def _read(self, url: str, headers: dict[str, str], budget: Budget, now: datetime) -> Answer:
        answer = await self._follow(url, headers, budget, now)
        if answer.status == 304 and not _is_conditional(headers):
            raise FetchFailedError(SourceState.UNREACHABLE, "answers 304 though nothing was said to be known", status=304)
        try:
            judge_answer(url, answer, now, (await self.robots(answer.url, now)).soft_404)
        except FetchFailedError as failure:
            if failure.retry_after:
                self._pacing.close(_host(answer.url), now + failure.retry_after)
            raise
        return answer

    async def _follow(self, url: str, headers: dict[str, str], budget: Budget, now: datetime) -> Answer:
        target = url
        for _ in range(MOST_REDIRECTS + 1):
            check_url(target)
            await self._wait_for_turn(target, now)
            answer = await self._ask(target, headers, budget, cap=min(self._settings.max_wire_bytes, budget.largest))
            if not answer.location:
                return answer
            target = answer.location
        raise FetchFailedError(SourceState.UNREACHABLE, f"more than {MOST_REDIRECTS} redirects, the last to {target}", status=answer.status)

    async def _wait_for_turn(self, url: str, now: datetime) -> None:
        host = _host(url)
        if rest := self._pacing.closed_for(host, now):
            raise FetchFailedError(SourceState.RATE_LIMITED, f"{host} asked to be left alone", retry_after=rest)
        if self._silent[host] >= MOST_UNANSWERED:
            raise FetchFailedError(SourceState.UNREACHABLE, f"{host} gave no answer for {MOST_UNANSWERED} pages running; left for the next run")
        robots = await self.robots(url, now)
        agent = self._settings.user_agent
        if robots.unreachable:
            raise FetchFailedError(SourceState.UNREACHABLE, robots.note)
        if not robots.allows(url, agent):
            raise FetchRefusedError(f"robots.txt of {host} does not allow {urlsplit(url).path or '/'}")
        wait = self._pacing.reserve(host, asyncio.get_running_loop().time(), robots.crawl_delay(agent))
        await asyncio.sleep(wait)

    async def _ask(self, url: str, headers: dict[str, str], budget: Budget, *, cap: int, cut: bool = False) -> Answer:
        """Make one request; network faults become failures that say what was seen."""
        address, host = check_url(url), _host(url)
        state = SourceState.UNREACHABLE
        try:
            async with self._host_slots[host], self._slots, budget, self._client.stream("GET", address, headers=headers) as response:
                state = SourceState.TRUNCATED  # from here on it is the answer that breaks off
                return await self._take(response, budget, cap, cut)
        except httpx.InvalidURL as error:  # httpx reads the target of a redirect even when it is told not to follow
            raise FetchRefusedError(f"{url} redirects to what is no address ({error})") from None
        except httpx.TimeoutException:
            raise FetchFailedError(state, "no connection in time", passing=True) from None
        except httpx.TransportError as error:
            what = "the answer breaks off" if state is SourceState.TRUNCATED else "no answer"
            raise FetchFailedError(state, f"{what} ({error or type(error).__name__})", passing=True) from None

    async def _take(self, response: httpx.Response, budget: Budget, cap: int, cut: bool) -> Answer:
        headers = {name.lower(): value for name, value in response.headers.items()}
        answer = Answer(str(response.url), response.status_code, headers)
        if answer.location or answer.status == 304:
            return answer  # the body of a redirect is never read
        length = headers.get("content-length", "")
        if not cut and length.isdigit() and int(length) > cap:
            raise too_big("the answer", cap)
        body = await self._body(response, headers.get("content-encoding", ""), budget, cap, cut)
        return Answer(answer.url, answer.status, headers, body)

    async def _body(self, response: httpx.Response, encoding: str, budget: Budget, cap: int, cut: bool) -> bytes:
        unpacker = Unpacker(encoding, min(self._settings.max_decoded_bytes, budget.largest))
        body, wire = bytearray(), 0
        async for piece in response.aiter_raw():
            wire += len(piece)
            unpacked = unpacker.feed(piece)
            await budget.hold(len(unpacked))
            body += unpacked
            if cut and len(body) > cap:
                return bytes(body)
            if wire > cap:
                raise too_big("the answer", cap)
        body += unpacker.finish()
        if unpacker.unpacked and body[:2] == GZIP:
            raise FetchFailedError(SourceState.WRONG_ENCODING, "the body is packed more than once; one layer is read")
        return bytes(body)


def _conditions(etag: str, last_modified: str) -> dict[str, str]:
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in conditions.items() if value and value.isascii() and len(value) < 1_000}


def _is_conditional(headers: dict[str, str]) -> bool:
    return "If-None-Match" in headers or "If-Modified-Since" in headers


def _tries() -> Any:
    return stamina.retry_context(
        on=_worth_another_try, attempts=MOST_TRIES, timeout=None, wait_initial=0.5, wait_max=10.0, wait_jitter=1.0
    )


def _worth_another_try(error: Exception) -> bool:
    return isinstance(error, FetchFailedError) and error.passing


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _page(url: str, answer: Answer, now: datetime) -> Page:
    return Page(
        url=url,
        final_url=answer.url,
        status=answer.status,
        body=answer.body,
        fetched_at=now,
        sha256=hashlib.sha256(answer.body).hexdigest(),
        content_type=answer.headers.get("content-type", ""),
        etag=answer.headers.get("etag", ""),
        last_modified=answer.headers.get("last-modified", ""),
    )
