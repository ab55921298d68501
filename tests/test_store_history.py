"""What the file remembers of real broadcasts is what the watch remembers in memory, statement for statement."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from extractors.codebook.codebook import load_codebook
from extractors.coder import code_document
from extractors.records.changes import Rendering
from extractors.records.pages import Article, Layer, Page, Source, SourceKind
from extractors.records.words import Document
from extractors.shifts.detect import detect_shifts
from extractors.shifts.history import History
from extractors.speakers import load_officials
from extractors.utterances import link_utterances
from store.check import check_store
from store.queries import fetch_shifts, fetch_utterances
from store.reading import save_reading
from store.save import save_shifts, save_utterances
from store.schema import open_store, transaction

BROADCASTS = Path(__file__).parents[2] / "shared" / "data" / "cctv_2022_2023.jsonl"
NEWS = Source("news", "Evening news", "https://tv.example/", SourceKind.INDEX, "zh", Layer.STATE_MEDIA, "China", tier=1)


@dataclass(frozen=True)
class Broadcast:
    url: str
    title: str
    text: str
    day: date


def broadcasts(most: int) -> Iterator[Broadcast]:
    lines = map(json.loads, BROADCASTS.read_text("utf-8").splitlines())
    about = sorted((line for line in lines if "乌克兰" in line["text"]), key=lambda line: line["date"])
    for line in about[:most]:
        yield Broadcast(line["url"], line["title"], line["text"], date.fromisoformat(line["date"]))


@pytest.mark.skipif(not BROADCASTS.exists(), reason=f"{BROADCASTS} is not there")
def test_a_history_read_from_the_file_is_the_history_that_was_watched(tmp_path: Path) -> None:
    codebook, officials, history = load_codebook(), load_officials(), History()
    found = []
    with closing(open_store(tmp_path / "archive.sqlite")) as db:
        for one in broadcasts(80):
            now = datetime(one.day.year, one.day.month, one.day.day, 14, tzinfo=UTC)
            body = one.text.encode()
            document = Document(one.url, one.text, "zh", one.day, one.title, one.url, source_kind="official", source=NEWS.name, side="China", tier=1)
            article = Article(one.url, one.title, one.text, "zh", now, "page", sha256(body).hexdigest(), "test 1")
            page = Page(one.url, one.url, 200, body, now, sha256(body).hexdigest())
            coded = code_document(document, codebook, officials)
            with transaction(db):
                saved = save_reading(db, NEWS, page, article, coded, now)
                renderings = [Rendering(saved.document, said, NEWS.name, 1, one.day, one.url) for said in saved.fresh]
                utterances = link_utterances(renderings, history.utterances)
                shifts = detect_shifts(utterances, history)
                save_utterances(db, utterances)
                save_shifts(db, shifts)
            found += shifts
            for utterance in utterances:
                history.add(utterance)
        remembered = {utterance.key: utterance for utterance in history.utterances}
        assert len(remembered) > 100
        assert {utterance.key: utterance for utterance in fetch_utterances(db)} == remembered
        assert {shift.key: shift for shift in fetch_shifts(db)} == {shift.key: shift for shift in found}
        assert check_store(db).faults == ()
