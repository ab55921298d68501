"""Attribution as corpora annotate it: one statement for each outermost reporting verb, every quotation with its clause."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractors.codebook.codebook import Codebook
from extractors.coder import code_document
from extractors.english.statements import attribute_english
from extractors.passages import split_passages
from extractors.records.words import Directness, Document, Statement, Voice
from extractors.referent import is_elsewhere, referent_of
from extractors.speakers import load_officials
from flows.corpus import document_from_json
from tests.polnear import Tally, class_of, quoted_characters, read_gold, score_text

OFFICIALS = load_officials()


def parts(text: str) -> list[Statement]:
    document = Document("t", text, "en", date(2024, 5, 17))
    return list(attribute_english(document, split_passages(document, "en"), OFFICIALS, parts=True))


def told(text: str) -> list[tuple[str, str]]:
    """Return who is given which words."""
    return [(one.speaker.as_written, text[slice(*one.content)]) for one in parts(text)]


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("''The ferry is late,'' Ms. Novak said. The pier was empty.", "Ms. Novak", "''The ferry is late,''"),
        ('“The ferry is late,“ said Jana Novak. The pier was empty.', "Jana Novak", "“The ferry is late,“"),
        ('"The ferry is late," a voice on the pier announced. Nobody moved.', "a voice on the pier", '"The ferry is late,"'),
        ('"The ferry is late," said former harbour master Jan Novak (D), now a guide.', "former harbour master Jan Novak", '"The ferry is late,"'),
        ('"The ferry is late," Jan Novak said answering a question on the pier.', "Jan Novak", '"The ferry is late,"'),
        ('"The ferry is late," the captain riffed after lunch. Nobody moved.', "the captain", '"The ferry is late,"'),
        ('The harbour sent passengers a message saying: "The ferry will be late again."', "The harbour", '"The ferry will be late again."'),
        ('Her first answer was: "Not before the tide turns in the evening."', "Her first answer", '"Not before the tide turns in the evening."'),
        ("“The ferry was late again and nobody told us.” ― Jana Novak", "Jana Novak", "“The ferry was late again and nobody told us.”"),
        ('Novak told reporters, "We shall see," when asked about the next ferry.', "Novak", '"We shall see,"'),
    ],
)  # fmt: skip
def test_a_quotation_finds_its_clause(text: str, source: str, words: str) -> None:
    assert (source, words) in told(text)


def test_a_colon_leads_over_a_paragraph_break() -> None:
    assert told('The harbour master said:\n\n"The ferry will not sail before the tide turns."') == [
        ("The harbour master", '"The ferry will not sail before the tide turns."')
    ]


def test_a_signature_may_stand_in_a_paragraph_of_its_own() -> None:
    assert told('"The ferry was late again, and nobody told us why."\n\n- Jana Novak, passenger.')[0][0] == "Jana Novak"


def test_a_quotation_goes_on_past_a_clause_about_its_speaker() -> None:
    text = '"It was late," said Jana Novak, who advised the harbour to close. "Nobody had told us anything about it."'
    found = next(one for one in parts(text) if one.cue == "say")
    assert found.end == len(text)
    assert found.directness is Directness.VERBATIM
    assert text[slice(*found.content)].endswith('"Nobody had told us anything about it."')


def test_a_paragraph_that_is_a_quotation_goes_on_from_the_one_before() -> None:
    assert len(parts('"The ferry is late," Jana Novak said.\n\n"It was late yesterday as well."')) == 1


def test_what_is_inside_somebodys_words_is_not_given_to_another() -> None:
    assert told("Novak said the mayor believed the ferry would sail.") == [("Novak", "the mayor believed the ferry would sail")]


def test_two_verbs_side_by_side_have_words_each() -> None:
    assert [words for _, words in told('Novak said the ferry was late, adding, "Nobody had told us."')] == [
        "the ferry was late",
        '"Nobody had told us."',
    ]


def test_a_relative_pronoun_is_written_as_it_stands_and_resolved() -> None:
    (found,) = (one for one in parts("Jana Novak, who says the ferry is slow, waited on the pier.") if one.cue == "say")
    assert (found.speaker.as_written, found.speaker.name) == ("who", "Jana Novak")


def test_a_programme_in_quotation_marks_is_no_quotation() -> None:
    assert told('In an interview on "Harbour This Morning," Jana Novak said the ferry was late.') == [("Jana Novak", "the ferry was late")]


def test_straight_marks_hold_curly_ones() -> None:
    text = '"The ferry, after what she called a “pause,” will sail again on Monday," Jana Novak said.'
    assert told(text) == [("Jana Novak", text[: text.index(" Jana")])]


def test_a_headline_with_a_colon_asks_nothing() -> None:
    text = "AP Poll: Voters like ferries.\n\n" + "\n\n".join(["The ferry sailed on time, the harbour said."] * 8) + "\n\nOnline: ferry.example"
    assert all(passage.voice is not Voice.QUESTION for passage in split_passages(Document("t", text, "en"), "en"))


def test_a_text_that_cannot_be_about_ukraine_is_not_read() -> None:
    text = "Mao Ning said China hopes the ferry will sail. The harbour is closed, she said."
    document = Document("t", text, "en", date(2024, 5, 17))
    assert parts(text)
    assert code_document(document, Codebook("", {}, {}), OFFICIALS).statements == ()


def test_no_text_of_the_gold_is_passed_over_that_holds_a_statement_on_ukraine() -> None:
    passed_over = 0
    for path in sorted(Path(__file__).with_name("gold").glob("*en.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            document = document_from_json(line, path.name)
            passages = split_passages(document, "en")
            if path.stem.startswith("formulas_") or not is_elsewhere(document, passages, "en"):
                continue
            passed_over += 1
            about_ukraine = referent_of(document, passages, "en")
            for statement in attribute_english(document, passages, OFFICIALS):
                assert not about_ukraine(statement)[0], (document.id, statement.text)
    assert passed_over


# ---------------------------------------------------------------- the measure itself


def test_the_measure_reads_brat_and_counts_by_class(tmp_path: Path) -> None:
    text = 'Novak said the ferry was "late." The pier was empty.'
    path = tmp_path / "t.ann"
    path.write_text("T1\tSource 0 5\tNovak\nT2\tCue 6 10\tsaid\nT3\tContent 11 26;26 32\tx\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n")
    gold, aside = read_gold(path, text)
    tally = Tally()
    score_text(text, gold, aside, parts(text), tally)
    assert gold[0].classes == {"mixed", "speech"}
    assert (tally.gold_found["mixed"], tally.said_right["mixed"], tally.sources_right) == (1, 1, 1)


def test_the_measure_can_fail() -> None:
    tally = Tally()
    text = "Novak said the ferry was late."
    score_text(text, [], frozenset(), parts(text), tally)
    assert tally.said["indirect"] == 1
    assert tally.said_right["indirect"] == 0


def test_letters_in_quotation_marks_make_the_class() -> None:
    text = 'He saw "a ferry" there.'
    quoted = quoted_characters(text)
    assert [class_of(text, quoted, frozenset(range(*span))) for span in ((7, 16), (3, 16), (0, 6))] == ["direct", "mixed", "indirect"]
