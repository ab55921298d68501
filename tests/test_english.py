"""English attribution: who said what, in the constructions and traps of English news, transcripts and speeches."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest

from extractors.english.statements import attribute_english
from extractors.passages import split_passages
from extractors.records.words import Directness, Document, Statement, Voice
from tests.accuracy_attribution import OFFICIALS, OWN, attribute, document, measure, read, said, seeds
from tests.conftest import SHARED, needs_shared
from tests.scoring import iou, load_gold, match, right_name

LINES = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
FRIDAY = date(2023, 5, 12)


def statements(text: str, published: date | None = FRIDAY, title: str = "", kind: str = "news") -> list[Statement]:
    return attribute(Document("t", text, "en", published, title, source_kind=kind))


def counted(text: str, **more: str) -> list[Statement]:
    return [s for s in statements(text, **more) if s.counts]  # type: ignore[arg-type]


def content(text: str, statement: Statement) -> str:
    return text[slice(*statement.content)]


# ---------------------------------------------------------------- the gold passages


def test_every_gold_passage_names_its_trap_and_its_offsets_hold() -> None:
    assert len(LINES) >= 60
    for line in LINES:
        assert line["trap"], line["id"]
        for s in line["statements"]:
            assert line["text"][s["start"] : s["end"]] == s["text"], line["id"]
            for stance in s["stances"]:
                assert s["start"] <= stance["start"] < stance["end"] <= s["end"], line["id"]


@pytest.mark.parametrize("line", LINES, ids=[f"{line['id']}-{line['trap']}" for line in LINES])
def test_a_gold_passage_is_read_as_annotated(line: dict[str, object]) -> None:
    gold = next(g for g in load_gold(OWN) if g.id == line["id"])
    found = said(document(line))["statements"]
    china = [s for s in gold.statements if s.chinese and s.about]
    counted = [s for s in found if s["counts"]]
    pairs = match(china, counted)
    assert len(pairs) == len(china), "missed"
    allowed = gold.neutral
    extra = [s for j, s in enumerate(counted) if j not in {j for _, j in pairs}]
    assert not [s for s in extra if not any(iou((s["start"], s["end"]), span) > 0 for span in allowed)], "false"
    for i, j in pairs:
        assert right_name(counted[j]["speaker"], china[i].names)
        assert not china[i].directness or counted[j]["directness"] == china[i].directness
        assert not china[i].dated or counted[j]["said_on"] == china[i].date


# ---------------------------------------------------------------- third-party texts


@needs_shared
def test_the_seed_articles_are_attributed_as_well_as_promised() -> None:
    tally, _ = measure(SHARED / "domain" / "seed_gold.json", seeds())
    report = tally.report()
    assert report["chars"]["f1"] >= 0.95
    assert report["spans"]["f1"] >= 0.85
    assert report["speaker"] >= 0.98
    assert report["foreign_words_counted"] == 0


@needs_shared
def test_the_annotated_english_texts_are_attributed_as_well_as_measured() -> None:
    tally, _ = measure(SHARED / "domain" / "en_gold.jsonl", read(SHARED / "data" / "en_gold_texts.jsonl"))
    report = tally.report()
    assert report["chars"]["f1"] >= 0.90
    assert report["speaker"] >= 0.92
    assert report["foreign_words_counted"] == 0


# ---------------------------------------------------------------- offsets and contents


@pytest.mark.parametrize("line", LINES[:20], ids=[line["id"] for line in LINES[:20]])
def test_offsets_are_the_text(line: dict[str, object]) -> None:
    given = document(line)
    for statement in attribute(given):
        assert given.text[statement.start : statement.end] == statement.text
        begin, end = statement.content
        assert statement.start <= begin < end <= statement.end
        for a, b in statement.quotes:
            assert statement.start <= a < b <= statement.end


def test_the_content_leaves_the_reporting_clause_out() -> None:
    text = "Mao Ning told reporters on Friday that Ukraine needed peace."
    (only,) = statements(text)
    assert content(text, only) == "Ukraine needed peace"
    assert only.cue == "tell"


def test_the_content_of_a_trailing_clause_stands_before_it() -> None:
    text = "Ukraine needs peace, the spokesman for the Chinese foreign ministry said on Friday."
    (only,) = statements(text)
    assert content(text, only) == "Ukraine needs peace"


def test_a_quotation_is_given_without_its_marks() -> None:
    text = "China asked for “calm and restraint” in Ukraine, Mao Ning said."
    (only,) = statements(text)
    assert [text[a:b] for a, b in only.quotes] == ["calm and restraint"]
    assert only.directness is Directness.MIXED


def test_parts_give_each_reporting_verb_its_own_content() -> None:
    text = "The senator said the bill would pass and warned that time was short."
    given = Document("t", text, "en")
    found = attribute_english(given, split_passages(given, "en"), OFFICIALS, parts=True)
    assert [(s.cue, content(text, s)) for s in found] == [("say", "the bill would pass"), ("warn", "time was short")]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“I saw it,” said John Miller, a lawyer for the firm.", "John Miller", "“I saw it,”"),
        ("According to court papers, the man fled.", "court papers", "the man fled"),
        ("The firm, based in Ohio, said that sales fell.", "The firm", "sales fell"),
        ("Sen. Ann Lee, D-N.Y., said she would vote no.", "Ann Lee", "she would vote no"),
        ("Critics argue that the law is unfair.", "Critics", "the law is unfair"),
        ("Police believe the fire was set.", "Police", "the fire was set"),
        ("Asked if he would run, the governor said, “Ask me later.”", "the governor", "“Ask me later.”"),
        ("“The plan,” the mayor noted, “is dead.”", "the mayor", "“The plan,” the mayor noted, “is dead.”"),
    ],
)
def test_any_speaker_on_any_topic_is_found(text: str, speaker: str, words: str) -> None:
    found = statements(text)
    assert next((s.speaker.name, content(text, s)) for s in found) == (speaker, words)


@pytest.mark.parametrize(
    "text",
    [
        "The claims were filed on Monday.",
        "A spokesman declined to comment.",
        "The report, issued by the ministry, is long.",
        "He would not say why.",
        "The so-called “Ukraine issue” is old.",
    ],
)
def test_sentences_without_reported_words_give_nothing(text: str) -> None:
    assert not statements(text)


# ---------------------------------------------------------------- speakers


def test_an_office_is_resolved_on_the_date_of_the_text() -> None:
    text = "China’s foreign minister said talks on Ukraine must go on."
    assert statements(text, date(2023, 5, 12))[0].speaker.name == "Qin Gang"
    assert statements(text, date(2023, 8, 12))[0].speaker.name == "Wang Yi"


def test_an_office_without_a_date_is_not_guessed() -> None:
    (only,) = statements("China’s foreign minister said talks on Ukraine must go on.", None)
    assert only.speaker.name == "China"
    assert only.speaker.acts_for == "China"


def test_an_unknown_official_keeps_the_name_as_written() -> None:
    (only,) = statements("Chen Xiaoming, a spokesman for the Chinese customs office, said trade with Ukraine fell.")
    assert only.speaker.name == "Chen Xiaoming"
    assert only.speaker.official_id is None
    assert only.speaker.acts_for == "China"


def test_nobody_before_a_pronoun_is_an_unknown_speaker() -> None:
    (only,) = statements("He said that talks on Ukraine must go on.")
    assert only.speaker.name is None
    assert not only.counts


def test_another_governments_site_does_not_speak_for_china() -> None:
    given = Document(
        "t", "President Xi said that China supports peace in Ukraine.", "en", FRIDAY,
        outlet="White House statements-releases", source_kind="news",
    )  # fmt: skip
    (only,) = attribute(given)
    assert not only.counts
    assert only.reported_by_side == "US"


# ---------------------------------------------------------------- circumstances


def test_counterpart_and_occasion_are_kept() -> None:
    text = "At a meeting with Dmytro Kuleba in Munich, Wang Yi said talks on Ukraine must go on."
    (only,) = statements(text)
    assert only.counterpart == "Dmytro Kuleba"
    assert only.occasion == "a meeting with Dmytro Kuleba in Munich"


def test_the_press_is_no_counterpart() -> None:
    (only,) = statements("Mao Ning told reporters that talks on Ukraine must go on.")
    assert only.counterpart is None


def test_without_a_date_of_publication_a_weekday_stays_unresolved() -> None:
    (only,) = statements("Mao Ning said on Friday that talks on Ukraine must go on.", None)
    assert only.said_on is None


def test_a_day_without_any_time_expression_is_not_guessed() -> None:
    (only,) = statements("Mao Ning said that talks on Ukraine must go on.")
    assert only.said_on is None


# ---------------------------------------------------------------- hostile texts


@pytest.mark.parametrize(
    "text",
    ["", "\x00", "“" * 5000, "' " * 5000, "He said " * 3000, "A, " * 9000 + "said B.", "\ud800 said “x", "said", ":", "- - -",
     "Mao Ning: \n" * 500, "x" * 50000, "“a” said “b” said " * 800],
)  # fmt: skip
def test_no_text_crashes_or_takes_long(text: str) -> None:
    for statement in statements(text):
        assert text[statement.start : statement.end] == statement.text


def test_random_orders_of_reporting_words_never_crash() -> None:
    words = ["said", "told", "asked to", "China", "“", "”", ",", ".", "Wang", "Yi", "that", "and", "according", "to", "the", "ministry",
             "Ukraine", "—", "(", ")", "who", "he", '"', "'", "\n", "calls", "for", ":", ";", "quoted", "as", "saying", "was", "will"]  # fmt: skip
    chance = random.Random(7)
    for _ in range(150):
        text = " ".join(chance.choice(words) for _ in range(60))
        for statement in statements(text):
            assert text[statement.start : statement.end] == statement.text


def test_passages_of_a_transcript_pair_answers_with_their_questions() -> None:
    text = "AFP: Will China act on Ukraine?\n\nMao Ning: We will.\n\nIt takes time.\n\nReuters: And Gaza?\n\nMao Ning: No."
    given = Document("t", text, "en")
    passages = split_passages(given, "en")
    assert [p.voice for p in passages] == [Voice.QUESTION, Voice.ANSWER, Voice.QUESTION, Voice.ANSWER]
    assert text[slice(*passages[1].question)] == "AFP: Will China act on Ukraine?"  # type: ignore[misc]
    assert text[passages[1].start : passages[1].end].endswith("It takes time.")
