"""Trials: sources read once without storing anything, to see whether they can be watched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from extractors.discover import Candidate, discover, page_language
from extractors.errors import FetchFailedError, TifawatchError
from extractors.records.pages import Listing, Page, Source, SourceKind, SourceReport, SourceState
from extractors.records.words import CodedDocument, Document
from flows.health import REMEDIES, judge_poll
from flows.new_source import is_alive, propose, trial_source
from flows.readers import ReaderPool
from flows.settings import Settings
from flows.sources import SourceEntry
from flows.web import Request, Web


@dataclass(frozen=True, slots=True)
class Found:
    """What was found at an address: the entry for it, what it announces, and what was tried on the way."""

    entry: SourceEntry
    listing: Listing
    tried: tuple[str, ...]


def try_sources(
    sources: Sequence[Source], settings: Settings, now: datetime
) -> Iterator[tuple[Source, SourceReport, Listing | None]]:
    """Yield each source with the report of one poll made now; what is fetched is parsed where it can be killed."""
    with Web(settings) as web, ReaderPool(settings, prepare=_no_coder) as readers:
        requests = [Request(source.url, source, source) for source in sources]
        for answer in web.retrieve(requests, now):
            source = answer.request.subject
            if answer.page is None:
                assert answer.failure is not None
                yield source, judge_poll(source, answer.failure, (), now, elapsed=answer.seconds), None
                continue
            _, listing = next(readers.parse([(source, answer.page)]))
            yield source, judge_poll(source, listing, (), now, elapsed=answer.seconds), listing


def find_source(
    url: str, settings: Settings, known: Sequence[SourceEntry], given: dict[str, Any], now: datetime
) -> Found:
    """Return the first candidate at an address that is alive; raises with what was wrong with each."""
    page = _retrieve(url, settings, now)
    language = page_language(page.body)
    tried: list[str] = []
    for candidate in discover(page.body, page.final_url):
        source = trial_source(candidate, given.get("language") or language or "en", given.get("timezone") or "UTC")
        ((_, report, listing),) = try_sources([source], settings, now)
        if listing is not None and is_alive(report):
            entry = propose(candidate, listing, known, now, page_language=language, given=given)
            return Found(entry, listing, (*tried, f"{candidate.url}: {candidate.why}"))
        tried.append(f"{candidate.url}: {candidate.why}, but it is {report.state}: {report.message}")
    reasons = "\n".join(tried) or "no feed is declared, and no three links have the form of articles"
    raise TifawatchError(f"{url}: nothing to watch was found\n{reasons}\nTry the page that lists the articles.")


def _retrieve(url: str, settings: Settings, now: datetime) -> Page:
    source = trial_source(Candidate(url, SourceKind.INDEX, ""))
    with Web(settings) as web:
        (answer,) = web.retrieve([Request(url, source, source)], now)
    if answer.page is None:
        assert isinstance(answer.failure, FetchFailedError)
        state = answer.failure.state
        remedy = "" if state is SourceState.REFUSED else f"\n→ {REMEDIES[state]}"  # a refusal says itself what to do
        raise TifawatchError(f"{url}: {state}: {answer.failure}{remedy}")
    return answer.page


def _no_coder() -> Any:
    """Load nothing: lists are parsed here, no article is coded."""

    def code(document: Document) -> CodedDocument:
        raise AssertionError("lists are parsed here, no article is coded")

    return code
