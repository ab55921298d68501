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
