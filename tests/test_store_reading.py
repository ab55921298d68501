"""One reading into the store and out again: stored once, with every version, and offsets that hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from extractors.records.words import CodedDocument
from store.keys import canonical_url, document_key, normal_words
from store.queries import fetch_coded, fetch_revisits, fetch_utterances
from store.reading import next_visit, save_reading
from store.save import save_gone, save_recoding, save_utterances
from store.schema import UnstorableError, open_store
from tests.archive import (
    GAZETTE,
    MINISTRY,
    NOON,
    article,
    coded,
    dump,
    later,
    memory,
    page,
    raw_page,
    statement,
    store_text,
    utterance,
)

SAID = "Let the people of Zenda pass in safety."
MORE = "The siege must end soon."
TEXT = f"The envoy spoke. {SAID} Then he left. {MORE} Nobody answered."


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_store(tmp_path / "archive.sqlite")
    yield opened
    opened.close()


def standing(db: Database) -> dict[str, str]:
    return {row["text"]: row["standing"] for row in db.query("select text, standing from statements")}


def events(db: Database) -> list[str]:
    return [row["event"] for row in db.query("select event from document_events order by id")]


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(texts, min_size=1, max_size=4), title=texts)
def test_storing_the_same_readings_twice_changes_nothing(words: list[str], title: str) -> None:
    db = memory()
    text = "\n".join(words)
    saved = store_text(db, text, words, title=title)
    save_utterances(db, [utterance(saved)])
    once = dump(db)
    again = store_text(db, text, words, title=title)
    save_utterances(db, [utterance(again)])
    assert dump(db) == once
    assert not again.is_new_document and not again.is_new_version and not again.fresh
    db.close()


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=4))
def test_every_text_comes_back_with_offsets_that_hold(words: list[str]) -> None:
    db = memory()
    store_text(db, "|".join(words), words)
    for document in fetch_coded(db):
        for one in document.statements:
            assert document.document.text[one.start : one.end] == one.text
    db.close()


def test_what_was_coded_comes_back_as_it_was(db: Database) -> None:
    saved = store_text(db, TEXT, [SAID, MORE])
    assert list(fetch_coded(db)) == [saved.after]
    assert saved.is_new_document and saved.is_new_version and len(saved.fresh) == 2


def test_utterances_come_back_as_they_were_saved(db: Database) -> None:
    told = utterance(store_text(db, TEXT, [SAID, MORE]))
    save_utterances(db, [told])
    assert fetch_utterances(db) == (told,)


def test_renderings_keep_the_order_they_were_linked_in(db: Database) -> None:
    told = utterance(store_text(db, TEXT, [SAID, MORE]))
    turned = replace(told, renderings=told.renderings[::-1])
    for one in (told, turned):
        save_utterances(db, [one])
        assert fetch_utterances(db) == (one,)


def test_an_utterance_that_takes_over_anothers_statements_leaves_no_empty_one(db: Database) -> None:
    saved = store_text(db, TEXT, [SAID, MORE])
    save_utterances(db, [utterance(saved, "one")])
    save_utterances(db, [utterance(saved, "two")])
    assert [told.key for told in fetch_utterances(db)] == ["two"]
    assert db.table("utterances").count == 1


def test_the_same_words_twice_are_two_statements(db: Database) -> None:
    text = f"{SAID} And again: {SAID}"
    second = statement(text[1:], SAID)
    both = [statement(text, SAID), replace(second, start=second.start + 1, end=second.end + 1)]
    saved = save_reading(db, MINISTRY, page(text), article(text), coded(text, both), NOON)
    assert len(saved.fresh) == 2
    assert db.table("statements").count == 2


def test_a_changed_text_is_a_new_version_that_remembers_the_old_one(db: Database) -> None:
    store_text(db, TEXT, [SAID, MORE])
    changed = TEXT.replace(MORE, "The siege will end.")
    saved = store_text(db, changed, [SAID, "The siege will end."], at=later(hours=3))
    assert saved.previous is not None and saved.previous.text == TEXT
    assert saved.before is not None and {one.text for one in saved.before.statements} == {SAID, MORE}
    assert [one.text for one in saved.fresh] == ["The siege will end."]
    assert standing(db) == {SAID: "present", MORE: "edited away", "The siege will end.": "present"}
    assert events(db) == ["appeared", "changed"]


def test_a_text_that_changes_back_is_told_as_such(db: Database) -> None:
    store_text(db, TEXT, [SAID])
    store_text(db, TEXT + " No.", [SAID], at=later(hours=3))
    saved = store_text(db, TEXT, [SAID], at=later(hours=6))
    assert saved.previous is not None and saved.previous.text == TEXT + " No." and not saved.is_new_version
    assert events(db) == ["appeared", "changed", "changed back"]
    previous = [row["previous"] for row in db.query("select previous from document_events order by id")]
    assert previous[0] is None and previous[1] == saved.version and previous[2] not in (None, saved.version)
    assert [document.document.text for document in fetch_coded(db)] == [TEXT]


def test_half_a_page_is_no_edit_and_takes_nothing_away(db: Database) -> None:
    store_text(db, TEXT, [SAID, MORE])
    saved = store_text(db, TEXT[:60], [SAID], at=later(hours=3), whole=False)
    assert saved.previous is None
    assert standing(db) == {SAID: "present", MORE: "present"}
    assert [document.document.text for document in fetch_coded(db)] == [TEXT]


def test_the_whole_page_after_half_of_it_is_no_edit(db: Database) -> None:
    store_text(db, TEXT[:60], [SAID], whole=False)
    saved = store_text(db, TEXT, [SAID, MORE], at=later(hours=3))
    assert saved.previous is None and [one.text for one in saved.fresh] == [MORE]


def test_half_a_page_in_between_hides_no_edit(db: Database) -> None:
    store_text(db, TEXT, [SAID, MORE])
    store_text(db, TEXT[:40], [], at=later(hours=2), whole=False)
    saved = store_text(db, TEXT.replace(MORE, ""), [SAID], at=later(hours=4))
    assert saved.previous is not None and saved.previous.text == TEXT
    assert standing(db) == {SAID: "present", MORE: "edited away"}


def test_a_newer_reader_is_no_edit(db: Database) -> None:
    store_text(db, TEXT, [SAID, MORE], body="<p>raw</p>")
    saved = store_text(db, TEXT + " More.", [SAID], body="<p>raw</p> ", at=later(hours=3), extractor="reader 2")
    assert saved.previous is None and saved.reread
    assert standing(db) == {SAID: "present", MORE: "read otherwise"}
    assert events(db) == ["appeared", "read anew"]


def test_words_found_on_an_unchanged_page_by_a_newer_program_are_marked_as_no_news(db: Database) -> None:
    store_text(db, TEXT, [SAID])
    saved = store_text(db, TEXT, [SAID, MORE], at=later(hours=3))
    assert [one.text for one in saved.fresh] == [MORE] and saved.reread


def test_one_transcript_at_two_addresses_is_one_document_and_no_edit(db: Database) -> None:
    first = store_text(db, TEXT, [SAID], identity="t20310506_1/en")
    mirror = "https://old.ruritania.example/t20310506_1.html"
    second = store_text(db, TEXT + " Copyright.", [SAID], url=mirror, identity="t20310506_1/en", at=later(hours=1))
    assert second.document == first.document and second.previous is None and not second.fresh
    assert [document.document.text for document in fetch_coded(db)] == [TEXT]
    third = store_text(db, TEXT, [SAID], identity="t20310506_1/en", at=later(hours=2))
    assert third.previous is None
    assert events(db) == ["appeared", "other address"]


def test_a_document_stays_itself_when_a_newer_program_reads_its_identity(db: Database) -> None:
    first = store_text(db, TEXT, [SAID])
    again = store_text(db, TEXT, [SAID], at=later(hours=1), identity="t20310506_1/en")
    mirror = store_text(db, TEXT, [SAID], at=later(hours=2), identity="t20310506_1/en", url="https://old.ruritania.example/1")
    assert first.document == again.document == mirror.document
    assert not again.fresh and not mirror.fresh


def test_the_press_cannot_claim_an_official_document() -> None:
    address = "https://strelsau.example/t20310506_1.html"
    assert document_key(MINISTRY, address, "t20310506_1/en") != document_key(GAZETTE, address, "t20310506_1/en")
    assert document_key(GAZETTE, address, "t20310506_1/en") == document_key(GAZETTE, address)


def test_a_page_that_disappears_and_returns_is_recorded_once_each(db: Database) -> None:
    store_text(db, TEXT, [SAID])
    gone = save_gone(db, MINISTRY, "https://mfa.ruritania.example/1", "404 not found", later(hours=2))
    assert gone is not None and [one.text for one in gone.statements] == [SAID]
    assert save_gone(db, MINISTRY, "https://mfa.ruritania.example/1", "404 not found", later(hours=4)) is None
    saved = store_text(db, TEXT, [SAID], at=later(hours=6))
    assert saved.previous is None
    assert events(db) == ["appeared", "disappeared", "returned"]


def test_raw_pages_are_kept_once_and_come_back_byte_for_byte(db: Database) -> None:
    store_text(db, TEXT, [SAID], body="<p>é 中</p>" * 100)
    store_text(db, TEXT, [SAID], body="<p>é 中</p>" * 100, url="https://mfa.ruritania.example/2")
    [row] = db.query("select * from pages")
    assert raw_page(db, row["sha256"]) == ("<p>é 中</p>" * 100).encode()
    assert len(row["body"]) < row["size"]


def test_text_that_sqlite_cannot_hold_is_replaced_one_for_one(db: Database) -> None:
    text = "before \ud800\0 " + SAID + " \udfff after"
    store_text(db, text, [SAID, "\ud800\0 Let"])
    [document] = fetch_coded(db)
    assert len(document.document.text) == len(text)
    for one in document.statements:
        assert document.document.text[one.start : one.end] == one.text


def test_a_record_that_cannot_be_stored_is_refused_alone(db: Database) -> None:
    with pytest.raises(UnstorableError, match="a record cannot be stored"):
        store_text(db, TEXT, [SAID], title=None)
    with pytest.raises(UnstorableError):
        save_reading(db, MINISTRY, page(TEXT), article(TEXT), coded(TEXT, [replace(statement(TEXT, SAID), start=2**70)]), NOON)
    assert db.table("documents").count == 0
    assert store_text(db, TEXT, [SAID]).is_new_document


def test_recoding_keeps_the_keys_and_tells_what_is_read_otherwise(db: Database) -> None:
    saved = store_text(db, TEXT, [SAID, MORE])
    save_utterances(db, [utterance(saved)])
    assert isinstance(saved.after, CodedDocument)
    other = replace(saved.after, statements=(replace(saved.after.statements[0], codings=()), statement(TEXT, "Nobody answered.")))
    fresh = save_recoding(db, saved.document, other, later(days=1))
    assert [one.text for one in fresh] == ["Nobody answered."]
    assert standing(db) == {SAID: "present", MORE: "read otherwise", "Nobody answered.": "present"}
    assert [one.statement.text for one in fetch_utterances(db)[0].renderings] == [SAID]
    assert [one.text for one in next(fetch_coded(db)).statements] == [SAID, "Nobody answered."]
    assert [one.codings for one in next(fetch_coded(db)).statements if one.text == SAID] == [()]


def test_what_an_earlier_codebook_found_is_kept(db: Database) -> None:
    saved = store_text(db, TEXT, [SAID])
    assert saved.after is not None
    [said] = saved.after.statements
    for book in ("book 2", "book 2", "book 3"):
        newer = replace(said, codings=tuple(replace(coding, codebook=book, formula="open_gates") for coding in said.codings))
        save_recoding(db, saved.document, replace(saved.after, statements=(newer,)), later(days=1))
    past = [(row["formula"], row["codebook"]) for row in db.query("select * from past_codings order by codebook")]
    assert past == [("safe_passage", ""), ("open_gates", "book 2")]
    assert [row["codebook"] for row in db.query("select codebook from codings")] == ["book 3"]


def test_official_pages_are_looked_at_again_hours_then_days_then_weeks_later() -> None:
    pauses = [next_visit(NOON, NOON + timedelta(days=age)) for age in (0, 1, 5, 30, 200)]
    gaps = [when - NOON - timedelta(days=age) for when, age in zip(pauses, (0, 1, 5, 30, 200), strict=True) if when]
    assert gaps == sorted(gaps) and gaps[0] == timedelta(hours=2) and gaps[-1] > timedelta(days=30)
    assert next_visit(NOON, NOON + timedelta(days=500)) is None


def test_only_official_pages_are_looked_at_again(db: Database) -> None:
    store_text(db, TEXT, [SAID])
    store_text(db, TEXT, [SAID], source=GAZETTE, url="https://strelsau.example/1")
    assert [entry.url for entry in fetch_revisits(db, MINISTRY, later(hours=3))] == ["https://mfa.ruritania.example/1"]
    assert fetch_revisits(db, MINISTRY, later(hours=1)) == ()
    assert fetch_revisits(db, GAZETTE, later(hours=3)) == ()


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("HTTPS://MFA.Example:443/a?utm_source=x&id=2#top", "https://mfa.example/a?id=2"),
        ("http://mfa.example", "http://mfa.example/"),
        ("https://mfa.example/%E4%B8%AD?b=&a=1", "https://mfa.example/%E4%B8%AD?b=&a=1"),
        ("https://[half/", "https://[half/"),
        ("https://mfa.example:port/", "https://mfa.example:port/"),
    ],
)
def test_addresses_of_one_page_are_one(written: str, canonical: str) -> None:
    assert canonical_url(written) == canonical


def test_words_are_the_same_whatever_their_width_case_and_invisible_characters() -> None:
    assert normal_words("Ｓａｆｅ\u200b  passage\n") == normal_words("safe passage")
