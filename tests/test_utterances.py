"""Reports of one act of speaking are one utterance; two acts stay two."""

from dataclasses import replace
from datetime import date, timedelta

from extractors.records.pages import Layer
from extractors.records.words import Level, Speaker
from extractors.utterances import link_utterances
from tests.spoken import DAY, DELEGATE, LEADER, MINISTER, SIDE, SPOKESPERSON, rendering, statement

CALL = "各方应当尽快停火，通过谈判解决争端，为重启和谈创造条件"


def test_twenty_reprints_are_one_utterance_with_twenty_reports():
    reports = [rendering(statement(CALL), f"page-{n}", source=f"outlet-{n}") for n in range(20)]
    (one,) = link_utterances(reports, ())
    assert len(one.renderings) == 20


def test_a_lead_and_its_later_quote_on_one_page_are_one_utterance():
    lead = rendering(statement("任呼吁各方停火", MINISTER, counterpart="Ena"))
    body = rendering(statement(CALL, MINISTER, counterpart="Ena", start=40))
    assert len(link_utterances([lead, body], ())) == 1


def test_a_page_read_again_grows_nothing():
    first = link_utterances([rendering(statement(CALL))], ())
    assert link_utterances([rendering(statement(CALL))], first) == ()


def test_a_summary_of_the_next_day_joins_the_utterance_it_repeats():
    (spoken,) = link_utterances([rendering(statement(CALL, SPOKESPERSON))], ())
    later = rendering(statement(CALL[:-4], SPOKESPERSON, None), "page-2", published=DAY + timedelta(days=2))
    (grown,) = link_utterances([later], (spoken,))
    assert grown.key == spoken.key
    assert grown.said_on == DAY


def test_the_same_words_a_month_later_are_a_new_utterance():
    (spoken,) = link_utterances([rendering(statement(CALL))], ())
    month = DAY + timedelta(days=30)
    (again,) = link_utterances([rendering(statement(CALL, LEADER, month), "page-2", published=month)], (spoken,))
    assert again.key != spoken.key


def test_chinese_and_english_renderings_are_paired_and_both_kept():
    zh = rendering(statement(CALL, MINISTER, counterpart="Ena"))
    en = rendering(
        statement("All parties should stop fighting soon.", MINISTER, language="en", layer=Layer.TRANSLATION, counterpart="Ena"),
        "page-en",
    )
    (one,) = link_utterances([zh, en], ())
    assert {report.statement.language for report in one.renderings} == {"zh", "en"}


def test_three_translations_of_one_sentence_are_one_utterance():
    words = ("deeply grieved by the outbreak", "laments the outbreak", "deplores the outbreak of fighting")
    reports = [
        rendering(statement(text, MINISTER, language="en", layer=Layer.FOREIGN, counterpart="Ena"), f"p{n}", source=f"o{n}", tier=2)
        for n, text in enumerate(words)
    ]
    assert len(link_utterances(reports, ())) == 1


def test_two_meetings_of_one_day_are_two_utterances():
    first = rendering(statement(CALL, counterpart="Ena"))
    second = rendering(statement("中方反对任何单边制裁和施压", counterpart="Olo"), "page-2")
    assert len(link_utterances([first, second], ())) == 2


def test_two_sides_readouts_of_one_event_stay_apart_under_the_event():
    ours = rendering(statement(CALL, counterpart="Ena", side=SIDE))
    theirs = rendering(statement("林表示完全支持我方行动的正当性", counterpart="Ena", side="Russia"), "page-2")
    one, two = link_utterances([ours, theirs], ())
    assert one.key != two.key
    assert one.event == two.event


def test_a_name_nobody_knows_joins_the_speech_whose_words_it_repeats():
    stranger = Speaker("Фей", "Фей", None, "", SIDE, Level.UN)
    (spoken,) = link_utterances([rendering(statement(CALL, DELEGATE))], ())
    (grown,) = link_utterances([rendering(statement(CALL, stranger), "page-2", source="outlet")], (spoken,))
    assert grown.key == spoken.key
    assert grown.speaker == DELEGATE


def test_a_speaker_found_later_replaces_an_unnamed_one():
    unnamed = Speaker("China (unnamed representative)", "代表", None, "", SIDE, Level.UN)
    (spoken,) = link_utterances([rendering(statement(CALL, unnamed))], ())
    (grown,) = link_utterances([rendering(statement(CALL, DELEGATE), "page-2")], (spoken,))
    assert grown.speaker == DELEGATE


def test_words_without_any_date_are_not_placed():
    assert link_utterances([rendering(statement(CALL, said_on=None), published=None)], ()) == ()


def test_an_undated_recall_does_not_get_the_day_of_its_page():
    recall = replace(statement(CALL, said_on=None), said_on_basis="undated recall")
    assert link_utterances([rendering(recall)], ()) == ()


def test_words_without_a_stated_day_may_be_a_day_older_than_their_page():
    (one,) = link_utterances([rendering(statement(CALL, said_on=None))], ())
    assert (one.earliest, one.said_on, one.latest) == (DAY - timedelta(days=1), DAY, DAY)


def test_a_stated_day_narrows_the_uncertainty():
    (one,) = link_utterances([rendering(statement(CALL, said_on=None))], ())
    (grown,) = link_utterances([rendering(statement(CALL, said_on=DAY - timedelta(days=1)), "page-2")], (one,))
    assert grown.earliest == grown.said_on == grown.latest == date(2030, 2, 28)


def test_different_people_of_one_rung_stay_apart():
    other = replace(SPOKESPERSON, name="Eva Mo", official_id="eva_mo")
    reports = [rendering(statement(CALL, SPOKESPERSON)), rendering(statement(CALL, other), "page-2")]
    assert len(link_utterances(reports, ())) == 2
