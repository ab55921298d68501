"""The past watched again: each day knows only its past, and what has no place is listed."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.records.words import CodedDocument
from flows.cli import build_app
from flows.replay import Replayed, read_chronology, replay, shift_to_json
from tests.spoken import DAY, NEW, OLD, document, statement

TODAY = date(2031, 1, 1)


def page(text: str, day: date | None, name: str, said_on: date | None = None) -> CodedDocument:
    """Return a coded page whose whole text is one statement of the leader."""
    return CodedDocument(document(text, name, day), "zh", (statement(text, said_on=said_on or day),))


def watched(*pages: CodedDocument, learn_until: date | None = None) -> Replayed:
    return replay([], coded=pages, learn_until=learn_until)


def pushed_days(result: Replayed) -> list[date]:
    return sorted({shift.as_of for shift in result.shifts if shift.pushes})


def chronology(folder: Path, lines: Iterable[dict[str, object] | str]) -> Path:
    path = folder / "in.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    return path


def test_documents_out_of_order_are_watched_in_date_order():
    pages = [page(OLD, DAY, "a"), page(NEW, DAY + timedelta(9), "b"), page(OLD + "。" + NEW, DAY + timedelta(20), "c")]
    assert [s.key for s in watched(*pages).shifts] == [s.key for s in watched(*reversed(pages)).shifts]
    assert DAY + timedelta(20) not in pushed_days(watched(*reversed(pages)))


def test_before_learn_until_everything_is_detected_and_nothing_pushed():
    result = watched(page(OLD, DAY, "a"), page(NEW, DAY + timedelta(9), "b"), learn_until=DAY + timedelta(30))
    assert result.shifts
    assert not any(shift.pushes for shift in result.shifts)


def test_a_day_knows_nothing_of_the_days_after_it():
    early = [page(OLD, DAY, "a"), page(NEW, DAY + timedelta(9), "b")]
    later = page("中方发布新的停火倡议，呼吁全面撤军", DAY + timedelta(40), "c")
    before = [s.key for s in watched(*early).shifts]
    assert [s.key for s in watched(*early, later).shifts][: len(before)] == before


def test_news_is_dated_by_the_day_it_became_known():
    late = page(NEW, DAY + timedelta(9), "b", said_on=DAY + timedelta(8))
    assert pushed_days(watched(page(OLD, DAY, "a"), late))[-1] == DAY + timedelta(9)


def test_a_document_without_any_date_is_unplaced():
    lost = page(NEW, None, "lost")
    lost = replace(lost, statements=tuple(replace(one, said_on=None) for one in lost.statements))
    result = watched(page(OLD, DAY, "a"), lost)
    assert [one.document for one in result.unplaced] == ["lost"]


def test_an_undated_document_is_placed_on_the_last_day_its_words_state():
    result = watched(page(OLD, DAY, "a"), page(NEW, None, "b", said_on=DAY + timedelta(5)))
    assert not result.unplaced
    assert pushed_days(result)[-1] == DAY + timedelta(5)


def test_a_second_version_of_a_page_is_an_edit_and_not_a_second_speech():
    changed = NEW.replace("反对滥用单边制裁", "呼吁取消一切制裁")
    result = watched(page(OLD, DAY, "a"), page(NEW, DAY + timedelta(9), "b"), page(changed, DAY + timedelta(10), "b"))
    edits = [shift for shift in result.shifts if shift.kind == "edited"]
    assert len(edits) == 1
    assert "~~" in shift_to_json(edits[0])["redline"] and "**" in shift_to_json(edits[0])["redline"]


def test_words_that_a_later_version_lacks_are_retracted_in_their_group():
    changed = "中方主张恢复和谈，各方应当保持冷静克制，推动局势缓和"
    result = watched(page(OLD, DAY, "a"), page(NEW, DAY + timedelta(9), "b"), page(changed, DAY + timedelta(10), "b"))
    retracted = [shift for shift in result.shifts if shift.status == "retracted"]
    assert retracted and not any(shift.pushes for shift in retracted)
    assert {shift.group for shift in retracted} <= {shift.group for shift in result.shifts if shift.pushes}


def test_future_dates_duplicates_and_broken_lines_are_listed_with_their_reason(tmp_path: Path):
    good = {"id": "a", "text": "words", "published": "2030-01-01"}
    path = chronology(tmp_path, [good, good, {**good, "id": "b", "published": "2999-01-01"}, "{broken", {"id": "c"}])
    documents, unplaced = read_chronology(path, TODAY)
    assert [one.id for one in documents] == ["a"]
    reasons = " | ".join(one.reason for one in unplaced)
    assert len(unplaced) == 4
    for part in ("duplicate", "in the future", "not JSON", "expected an object"):
        assert part in reasons


def test_a_line_of_the_output_has_every_promised_field():
    shift = next(s for s in watched(page(OLD, DAY, "a"), page(NEW, DAY + timedelta(9), "b")).shifts if s.pushes)
    line = shift_to_json(shift)
    assert {"as_of", "kind", "formula", "term", "speaker", "level", "before", "after", "redline", "grade", "status", "pushes", "group"} <= set(line)
    assert {"id", "start", "end", "text", "date"} <= set(line["after"])
    json.dumps(line)


def test_the_closing_table_counts_an_alert_once():
    result = watched(page(OLD, DAY, "a"), page(NEW, DAY + timedelta(9), "b"))
    header, *rows = result.table()
    assert header[0] == "month" and header[-1] == "all"
    assert rows[-1][-1] == str(len({shift.group for shift in result.shifts if shift.pushes}))


@pytest.mark.parametrize("arguments", [["replay", "IN", "--learn-until", "May"], ["replay", "nowhere.jsonl"]])
def test_a_wrong_argument_is_one_clear_line(tmp_path: Path, arguments: list[str]):
    path = chronology(tmp_path, [{"id": "a", "text": "words", "published": "2030-01-01"}])
    result = CliRunner().invoke(build_app(), [str(path) if one == "IN" else one for one in arguments])
    assert result.exit_code == 2


def test_the_command_writes_shifts_and_says_what_is_unplaced(tmp_path: Path):
    text = "林平指出，" + OLD
    path = chronology(tmp_path, [{"id": "a", "text": text, "lang": "zh"}, {"id": "b", "text": text, "lang": "zh", "published": "2022-05-01"}])
    out = tmp_path / "out.jsonl"
    result = CliRunner().invoke(build_app(), ["replay", str(path), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert out.exists()
    assert "1 line is unplaced" in result.output + result.stderr
