"""Search finds words in running Chinese, and nobody breaks it with what they type."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from store.schema import open_store
from store.search import match_expression, search, search_words
from tests.archive import MINISTRY, memory, store_text

CHINESE = "发言人说，关于乌克兰问题，中方的立场是一贯的：各国主权都应当得到尊重。"
ENGLISH = "The envoy said that re-negotiating the café's cease-fire would be naïve."
UKRAINIAN = "Речник заявив, що суверенітет України слід поважати."


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_store(tmp_path / "archive.sqlite")
    for number, text in enumerate((CHINESE, ENGLISH, UKRAINIAN)):
        store_text(opened, text, [text[: text.index("，") if "，" in text else 30]], url=f"{MINISTRY.url}{number}", title=f"No. {number}")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("乌克兰", CHINESE),
        ("主权", CHINESE),
        ("立场", CHINESE),
        ("烏克蘭", CHINESE),
        ("主权 乌克兰", CHINESE),
        ('"各国主权"', CHINESE),
        ("negotiat*", ENGLISH),
        ("cease-fire", ENGLISH),
        ("CAFE", ENGLISH),
        ('"envoy said"', ENGLISH),
        ("суверенітет", UKRAINIAN),
        ("Україн*", UKRAINIAN),
        ("unknown OR naive", ENGLISH),
    ],
)
def test_words_are_found(db: Database, asked: str, text: str) -> None:
    [hit] = search(db, asked, kind="document")
    assert hit.url == f"{MINISTRY.url}{(CHINESE, ENGLISH, UKRAINIAN).index(text)}"


@pytest.mark.parametrize("asked", ["主国", "克兰乌", "乌克兰 -主权", '"said envoy"', "", "   ", "…", "-"])
def test_words_that_do_not_stand_there_are_not_found(db: Database, asked: str) -> None:
    assert search(db, asked) == ()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30) | st.text('"*-()^:+{}NEAR OR AND\0乌', max_size=30))
def test_nothing_that_can_be_typed_is_an_error(asked: str) -> None:
    search(_chinese(), asked)


@cache
def _chinese() -> Database:
    db = memory()
    store_text(db, CHINESE)
    return db


@settings(max_examples=80, deadline=None)
@given(text=st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4, max_size=20), start=st.integers(0, 2))
def test_every_stretch_of_chinese_is_found(text: str, start: int) -> None:
    db = memory()
    store_text(db, text)
    assert len(search(db, text[start : start + 2])) in (0, 1)
    assert search(db, text)
    db.close()


def test_a_statement_and_its_document_are_both_found_and_show_the_words(db: Database) -> None:
    hits = search(db, "发言人")
    assert {hit.kind for hit in hits} == {"document", "statement"}
    assert all("发言人" in hit.excerpt for hit in hits)


def test_an_edited_page_is_found_by_its_new_words_only(db: Database) -> None:
    store_text(db, CHINESE.replace("立场", "主张"), url=f"{MINISTRY.url}0")
    assert search(db, "主张") and not search(db, "立场")


def test_chinese_is_indexed_character_by_character() -> None:
    assert search_words("乌克兰 war").split() == ["乌", "克", "兰", "war"]
    assert match_expression("乌克兰 -war") == '("乌 克 兰") NOT "war"'
