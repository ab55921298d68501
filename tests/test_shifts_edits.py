"""What an official page that was changed or taken down tells, and what of it is told no longer."""

from dataclasses import replace

from extractors.records.changes import ShiftKind, ShiftStatus
from extractors.records.words import CodedDocument
from extractors.shifts.edits import detect_edit, find_withdrawn
from tests.spoken import (
    DAY,
    NEW,
    OLD,
    WEEK,
    document,
    heard,
    shifts_after,
    statement,
    utterance,
)


def _page(text: str, *said: str, whole: bool = True) -> CodedDocument:
    found = tuple(statement(words, start=text.index(words)) for words in said)
    return CodedDocument(replace(document(text), whole=whole), "zh", found)


def replace_document(coded: CodedDocument, name: str) -> CodedDocument:
    return replace(coded, document=replace(coded.document, id=name))


def test_a_changed_statement_on_an_official_page_is_pushed_as_substance():
    before, after = _page("林指出，" + OLD, OLD), _page("林指出，" + OLD.replace("和平", "尽快"), OLD.replace("和平", "尽快"))
    (edit,) = detect_edit(before, after, DAY)
    assert edit.kind is ShiftKind.EDITED and edit.pushes and edit.evidence.note == "substance"
    assert edit.before and edit.after and edit.before.text != edit.after.text


def test_spaces_and_punctuation_are_no_edit():
    loose = OLD.replace("，", "， ")
    assert detect_edit(_page(OLD, OLD), _page(loose, loose), DAY) == ()


def test_a_mended_letter_is_a_typo_and_goes_to_the_digest():
    wrong = OLD.replace("冷静", "冷净")
    (edit,) = detect_edit(_page(wrong, wrong), _page(OLD, OLD), DAY)
    assert not edit.pushes and edit.evidence.note == "typo"


def test_a_removed_statement_leaves_an_empty_place_on_a_page_that_still_stands():
    (edit,) = detect_edit(_page(OLD + "。" + NEW, OLD, NEW), _page(OLD, OLD), DAY)
    assert edit.before and edit.before.text == NEW
    assert edit.after is not None and edit.after.text == ""


def test_a_vanished_page_has_no_after():
    (edit,) = detect_edit(_page(OLD, OLD), None, DAY)
    assert edit.after is None and edit.before and edit.pushes


def test_of_a_page_that_could_not_be_read_whole_nothing_is_known_to_be_missing():
    assert detect_edit(_page(OLD + "。" + NEW, OLD, NEW), _page(OLD, OLD, whole=False), DAY) == ()


def test_what_an_edit_takes_off_a_page_is_retracted_with_it():
    told = shifts_after(heard(utterance(OLD)), utterance(NEW, said_on=DAY + WEEK, document="page"))
    page, emptied = replace_document(_page(NEW, NEW), "page"), replace_document(_page(OLD, OLD), "page")
    withdrawn = find_withdrawn(told, detect_edit(page, emptied, DAY + 2 * WEEK))
    assert {shift.key for shift in withdrawn} == {shift.key for shift in told if shift.after and shift.after.document == "page"}
    assert {(shift.status, shift.pushes) for shift in withdrawn} == {(ShiftStatus.RETRACTED, False)}


def test_what_another_source_still_has_is_contested():
    told = shifts_after(heard(utterance(OLD)), utterance(NEW, said_on=DAY + WEEK, document="page"))
    twice = [replace(shift, evidence=replace(shift.evidence, sources=2)) for shift in told]
    edits = detect_edit(replace_document(_page(NEW, NEW), "page"), None, DAY + 2 * WEEK)
    assert {shift.status for shift in find_withdrawn(twice, edits)} == {ShiftStatus.CONTESTED}


def test_a_mended_letter_withdraws_nothing():
    wrong = NEW.replace("斡旋", "斡漩")
    told = shifts_after(heard(utterance(OLD)), utterance(wrong, said_on=DAY + WEEK, document="page"))
    assert not find_withdrawn(told, detect_edit(replace_document(_page(wrong, wrong), "page"), replace_document(_page(NEW, NEW), "page"), DAY))
