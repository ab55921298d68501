"""Where the words that a reporting clause reports begin and end: quotations in parts, conditions, shouts, paragraphs."""

from __future__ import annotations

import pytest

from tests.test_english_each_verb import parts, told


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ('The pier was full. “The ferry is late again,” according to the harbour.', "the harbour", "“The ferry is late again,”"),
        ('Both crews "saw the fog as a threat to the boats," Novak said.', "Novak", 'Both crews "saw the fog as a threat to the boats,"'),
        ("If the fog stays, Novak said, the ferry would sail at noon.", "Novak", "If the fog stays, Novak said, the ferry would sail at noon"),
        ('"I like the captain of this ferry," Novak said, but "she needs another boat."', "Novak",
         '"I like the captain of this ferry," Novak said, but "she needs another boat."'),
        ('When Novak noted that the ferry was slow ― as it was last year ― the captain boasted, "It floats."', "the captain", '"It floats."'),
        ('Passengers on the pier chanted "What ferry?" and kept waiting until noon.', "Passengers on the pier", '"What ferry?"'),
        ('Passengers on the pier chanted "What ferry?" and "Where to?" until noon.', "Passengers on the pier", '"What ferry?" and "Where to?"'),
        ('Jana said that boats might do better at "quiet piers," Novak said: "I like the busy ones, I do."', "Novak",
         '"I like the busy ones, I do."'),
        ('"Every time you wait," Novak said, referring to the fleet, "you give the fog another hour."', "Novak",
         '"Every time you wait," Novak said, referring to the fleet, "you give the fog another hour."'),
        ('The crews asked for more time ("We want our hour back," wrote Jana Novak, a cook, on the board).', "Jana Novak",
         '"We want our hour back,"'),
        ('Asked if she would sail, Novak replied with a laugh, "Never in this fog."', "Novak", '"Never in this fog."'),
        ('After breakfast on the pier, Novak wrote to her many passengers, "It is time to land," and sent a picture.', "Novak",
         '"It is time to land,"'),
        ('Said Jana Novak, who grew up on the pier, "We were all on time."', "Jana Novak", '"We were all on time."'),
        ('The fog stayed. "The ferry sails at noon." Novak said on Friday.', "Novak", '"The ferry sails at noon."'),
        ("As the captain had written just a few years earlier, \"Nobody could sail here without a lamp.\"", "the captain",
         '"Nobody could sail here without a lamp."'),
        ('"Will it float?" Novak pressed. The crew was silent.', "Novak", '"Will it float?"'),
        ('The captain, noting the size of the pier, said, "We need a larger one."', "The captain", '"We need a larger one."'),
        ("Novak went on to say that the ferry would sail.", "Novak", "the ferry would sail"),
        ("Novak took to the radio to declare that the ferry would sail.", "Novak", "the ferry would sail"),
    ],
)  # fmt: skip
def test_the_words_end_where_they_end(text: str, source: str, words: str) -> None:
    assert (source, words) in told(text)


def test_what_parts_a_quotation_is_its_clause_and_no_words_of_the_speaker() -> None:
    text = '"A large ferry" left the pier in the fog, Novak said, and "everyone started to run."'
    assert told(text) == [("Novak", text.removesuffix("."))]


def test_a_term_in_the_reporting_clause_is_no_part_of_the_quotation() -> None:
    text = '"It was late and there was no light," the captain told the programme "Harbour Today" on Friday. "Next time we shall have to swim."'
    assert [words for _, words in told(text)] == [text]


def test_a_quotation_runs_over_any_number_of_paragraphs() -> None:
    text = 'Novak said: "The ferry is late.\n\n"It was late on Monday.\n\n"It was late on Tuesday.\n\n"It will be late."\n\nThe pier was full.'
    (found,) = parts(text)
    assert text[slice(*found.content)].endswith('"It will be late."')


def test_a_title_behind_the_name_of_its_kind_is_no_quotation() -> None:
    text = 'In her latest book, "Ferries of the Northern Fog," Jana Novak said the pier was old.'
    assert told(text) == [("Jana Novak", "the pier was old")]


def test_an_article_quotes_a_transcript_and_goes_on() -> None:
    text = (
        'Novak: The Ferry Was Late.\n\nThe harbour master spoke on the radio on Friday. Partial transcript as follows:\n\n'
        '"HOST: Why was the ferry late?\n\n"NOVAK: There was fog on the water.\n\n"And nobody had a lamp.\n\n'
        '"HOST: Will it sail on Monday?\n\n"NOVAK: It will sail when the fog lifts."\n\nThe pier said, "We wait," on Sunday.'
    )
    assert [(one.speaker.as_written.upper(), text[slice(*one.content)]) for one in parts(text)][-5:] == [
        ("HOST", "Why was the ferry late?"),
        ("NOVAK", 'There was fog on the water.\n\n"And nobody had a lamp.'),
        ("HOST", "Will it sail on Monday?"),
        ("NOVAK", 'It will sail when the fog lifts."'),
        ("THE PIER", '"We wait,"'),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Novak called the captain a "lazy man" and he left the pier.', 'the captain a "lazy man"'),
        ('Novak called the captain a "lazy man" – a word that he hates.', 'the captain a "lazy man"'),
        ('Novak said it would be "ready by noon," referring to the ferry that waits for its engine.', 'it would be "ready by noon,"'),
    ],
)
def test_what_the_reporter_adds_is_not_said(text: str, words: str) -> None:
    assert told(text)[0] == ("Novak", words)


@pytest.mark.parametrize(
    "between",
    ["in a statement released by the harbour on Friday", "the founder of a club that helps sailors", "also waiting on the pier"],
)
def test_what_stands_between_a_subject_and_its_verb_does_not_part_them(between: str) -> None:
    assert told(f"Jana Novak, {between}, said the ferry was late.") == [("Jana Novak", "the ferry was late")]


def test_a_title_without_a_reporting_clause_is_nobodys_words() -> None:
    text = '"It was late," Jana Novak said. Sailors have been reading her book, "The Ferries of the North," for advice.'
    assert [words for _, words in told(text)] == ['"It was late,"']


def test_a_past_behind_a_present_is_part_of_what_is_said() -> None:
    words = "she spoke to the captain and asked him to wait for the fog"
    assert told(f"Jana Novak says {words}.") == [("Jana Novak", words)]
    assert [said for _, said in told("Jana Novak said the fog was thick and asked the captain to wait.")] == [
        "the fog was thick", "the captain to wait",
    ]  # fmt: skip


def test_who_speaks_behind_a_comma_and_an_and_has_words_of_their_own() -> None:
    assert told("Jana Novak said the fog was thick, and the captain said the ferry would wait.") == [
        ("Jana Novak", "the fog was thick"),
        ("the captain", "the ferry would wait"),
    ]
