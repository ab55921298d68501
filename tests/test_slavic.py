"""Attribution in Ukrainian and Russian: cases of names, lead and source, quotations, glosses, who answers whom."""

from __future__ import annotations

import json
from datetime import date

import pytest

from extractors.passages import split_passages
from extractors.records.words import Directness, Document, Statement
from extractors.slavic.names import case_forms
from extractors.slavic.statements import attribute_slavic
from tests.accuracy_chinese import GOLD, OFFICIALS, attribute, document

PASSAGES = [
    json.loads(line)
    for name in ("uk", "ru")
    for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()
]


def statements(text: str, language: str) -> list[Statement]:
    return attribute(Document("x", text, language, date(2025, 9, 1)), language)


def test_each_language_has_its_passages():
    for language in ("uk", "ru"):
        assert sum(each["lang"] == language for each in PASSAGES) >= 8


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda each: each["id"])
def test_annotations_stand_where_they_say(passage):
    for each in passage["statements"]:
        assert passage["text"][each["start"] : each["end"]] == each["quote"]


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda each: f"{each['id']} {each['trap']}")
def test_a_passage_is_read_as_annotated(passage):
    found = attribute(document(passage), passage["lang"])
    for gold in passage["statements"]:
        best = max(found, key=lambda each: min(gold["end"], each.end) - max(gold["start"], each.start))
        assert best.speaker.name == gold["speaker_en"]
        assert best.directness.value == gold["directness"]
        assert (best.said_on.isoformat() if best.said_on else None) == gold["date"]
        assert (best.speaker.acts_for == "China") == gold["is_chinese"]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Цзякунь", "цзякуня"),
        ("Лавров", "лаврову"),
        ("Путін", "путіним"),
        ("Зеленский", "зеленского"),
        ("Кулеба", "кулебою"),
        ("Мао", "мао"),
    ],
)
def test_a_name_is_known_in_every_case(name, form):
    assert form in case_forms(name)


def test_an_editor_s_gloss_is_not_part_of_the_quotation():
    text = "«Ми за мир в українській кризі (так у КНР називають війну, – Ред.) якнайшвидше», – сказала речниця МЗС КНР Мао Нін."
    (found,) = statements(text, "uk")
    assert found.directness is Directness.VERBATIM
    assert not any("Ред" in text[start:end] for start, end in found.quotes)


def test_the_source_of_a_lead_speaks_the_lead():
    text = "Пекин призывает к миру на Украине. Об этом сообщил официальный представитель МИД КНР Линь Цзянь."
    assert [each.speaker.name for each in statements(text, "ru")] == ["Lin Jian"]


def test_whoever_answers_somebody_s_words_has_not_said_them():
    text = "Дипломат Мао Нин ответила на слова Владимира Зеленского о том, что Китай помогает России против Украины."
    assert statements(text, "ru") == []


@pytest.mark.parametrize(
    "text", ["", "«", "– – –", "заявив заявив", "Сказал.", "«»" * 50, "Мао\x00Нін заявила", "А" * 3000]
)
def test_odd_texts_do_not_break_the_reading(text):
    known = Document("x", text, "uk")
    for each in attribute_slavic(known, split_passages(known, "uk"), OFFICIALS):
        assert each.text == text[each.start : each.end]
