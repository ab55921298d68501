"""What a reading worker does with one page or listing: pure functions of bytes, called where they can be killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from extractors.article import extract_article, read_plainly
from extractors.codebook.codebook import load_codebook
from extractors.coder import code_document
from extractors.errors import TifawatchError, UnreadablePageError
from extractors.feed import parse_feed
from extractors.index_page import parse_index
from extractors.records.pages import Article, Entry, Listing, Page, Source, SourceKind
from extractors.records.words import CodedDocument, Document
from extractors.relevance import may_concern_ukraine
from extractors.speakers import load_officials

IRRELEVANT = "not read: no form of the word Ukraine stands in it"
Coder = Callable[[Document], CodedDocument]


@dataclass(frozen=True, slots=True)
class ReadJob:
    """A page to read: where it came from and what announced it."""

    source: Source
    entry: Entry
    page: Page


@dataclass(frozen=True, slots=True)
class ParseJob:
    """A feed, index page or sitemap to parse."""

    source: Source
    page: Page


@dataclass(frozen=True, slots=True)
class PlainJob:
    """A page that an extractor could not survive, to be read without one."""

    job: ReadJob
    reason: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page gave no article; a final one is not tried again."""

    reason: str
    final: bool = True


Work = ReadJob | ParseJob | PlainJob
Answer = Article | CodedDocument | Listing | Refusal


def load_coder(folders: tuple[Path, ...]) -> Coder:
    """Return the coder with its codebook, whose examples were tried before, and officials; loaded once a process."""
    return partial(code_document, codebook=load_codebook(folders, proven=True), officials=load_officials())


def codebook_faults(folders: tuple[Path, ...]) -> str:
    """Return what is wrong with a codebook, its examples tried; "" for nothing."""
    try:
        load_codebook(folders)
    except TifawatchError as error:
        return str(error)
    return ""


def work_on(work: Work, code: Coder | None) -> Iterator[Answer]:
    """Yield what a job gives, each part as soon as it is there: a page gives its article, then what was said in it."""
    if isinstance(work, ParseJob):
        yield parse_listing(work)
        return
    job = work.job if isinstance(work, PlainJob) else work
    try:
        if not job.source.official and not may_concern_ukraine(job.page.body, job.page.content_type):
            yield Refusal(IRRELEVANT)
            return
        article = _read(work, job)
    except UnreadablePageError as error:
        yield Refusal(str(error), final=False)
        return
    yield article
    if code is not None:
        yield code(document_of(article, job.source))


def parse_listing(job: ParseJob) -> Listing:
    """Parse what a source announces, by its kind."""
    parse = parse_feed if job.source.kind is SourceKind.FEED else parse_index
    return parse(job.page.body, job.page.final_url or job.page.url, job.source)


def document_of(article: Article, source: Source) -> Document:
    """Return the text to code; its date is the day where the source lives."""
    return Document(
        id=article.url,
        text=article.text,
        language=article.language,
        published=article.published.date() if article.published else None,
        title=article.title,
        url=article.url,
        outlet=source.title,
        source_kind="official" if source.official else "news",
        source=source.name,
        side=source.side,
        layer=source.layer,
        tier=source.tier,
        whole=article.whole,
    )


def _read(work: Work, job: ReadJob) -> Article:
    if isinstance(work, PlainJob):
        return read_plainly(job.page, job.source, job.entry, work.reason)
    return extract_article(job.page, job.source, job.entry)
