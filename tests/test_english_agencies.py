"""English prose of agencies and of the outlets that rewrite them: who is passed on, who is new, and what nobody has said."""

from __future__ import annotations

from datetime import date

from extractors.records.words import Document, Statement
from tests.accuracy_attribution import attribute

DAY = date(2025, 7, 22)  # a Tuesday


def read(text: str, title: str = "Talks on Ukraine") -> list[Statement]:
    """Return every statement of a text published in July 2025."""
    return attribute(Document("t", text, "en", DAY, title, source_kind="news"))


def speakers(text: str, title: str = "Talks on Ukraine") -> list[str | None]:
    """Return who speaks in each statement that counts."""
    return [s.speaker.name for s in read(text, title) if s.counts]


# ---------------------------------------------------------------- words of others


def test_who_clashes_with_an_envoy_holds_no_office() -> None:
    text = "KTV’s Jane Marlow took on the envoy over Ukraine. “Would you send arms to Russia against Ukraine?” Marlow asked."
    assert not speakers(text, "China’s ambassador spars with KTV’s Jane Marlow over Ukraine")


def test_an_editor_reminds_readers_of_what_others_said() -> None:
    text = "Beijing called for open ports in Ukraine. We remind you that the same plan for Ukraine was voiced by Estonia."
    assert speakers(text) == ["China"]


def test_words_that_unnamed_sources_pass_on_are_contested() -> None:
    text = "Beijing will stay away from the meeting on Ukraine, Reuters reports, citing unnamed sources close to the plans."
    assert not speakers(text)


def test_words_that_a_paper_has_from_foreign_officials_are_contested() -> None:
    text = "Chinese officials told Moscow in May not to widen the war in Ukraine, the Harbour Post reported, quoting US intelligence officials."
    assert not speakers(text)


def test_a_line_below_tells_that_the_words_were_leaked() -> None:
    text = (
        "Chinese Foreign Minister Wang Yi has stated that Ukraine cannot win the war.\n\n"
        "Source: the Harbour Post, citing several individuals familiar with the talks"
    )
    assert not speakers(text)


def test_what_somebody_declined_to_repeat_is_not_told() -> None:
    assert not speakers("Novak declined to say what Xi Jinping had said about the war in Ukraine.")


def test_another_sides_thanks_in_a_readout_are_not_chinas() -> None:
    text = 'The Chinese statement said that "Ukraine highly appreciates the constructive role of China in promoting peace in Ukraine."'
    assert not speakers(text)


def test_he_is_the_bystander_who_was_just_named() -> None:
    text = "Lin Jian said on Monday that China backs talks on Ukraine. {} He added that Beijing wants the war in Ukraine to last."
    for somebody in ("An analyst in Kyiv said Ukraine had heard it before.", "One of the prisoners spoke on Ukrainian television.", "A senior Ukrainian official was not convinced."):
        assert speakers(text.format(somebody)) == ["Lin Jian"]


def test_he_is_the_official_whom_a_reporter_asked() -> None:
    text = "Lin Jian said on Monday that China backs talks on Ukraine. A reporter asked about troops in Ukraine. He said the idea for Ukraine was new to him."
    assert speakers(text) == ["Lin Jian", "Lin Jian"]


def test_an_uninvited_guest_is_not_called_for() -> None:
    assert not speakers("Lin Jian was asked about the plan to hold a summit on the war without inviting anyone from Ukraine.")


def test_law_is_no_source() -> None:
    text = "The host said that according to international law, Crimea belongs to Ukraine."
    assert [s.speaker.name for s in read(text)] == ["The host"]


# ---------------------------------------------------------------- words that are passed on


def test_a_broadcaster_passes_on_a_report_with_the_verb_inside_the_quotation() -> None:
    text = "Chinese state broadcaster CCTV said that Xi Jinping “pointed out that China backs talks on Ukraine.”"
    assert speakers(text) == ["Xi Jinping"]


def test_a_report_on_somebodys_comments_holds_their_words() -> None:
    text = (
        "Xi Jinping spoke with Zelensky about Ukraine. “Talks alone can end the war in Ukraine,” state TV said in a report on Xi’s comments. "
        "“All sides in Ukraine should stay calm,” the report said."
    )
    assert speakers(text) == ["Xi Jinping", "Xi Jinping"]


def test_a_ministry_passes_on_its_ministers_words() -> None:
    text = 'Wang Yi met Kuleba. Wang "pointed out that the crisis in Ukraine has lasted too long," the Chinese Foreign Ministry said in a statement.'
    assert speakers(text) == ["Wang Yi"]


def test_a_summary_passes_on_an_envoys_words() -> None:
    text = "The Chinese envoy, Li Hui, played down hopes for a quick end to the war in Ukraine, according to an official summary of his talks."
    assert speakers(text) == ["Li Hui"]


def test_data_in_a_relative_clause_speak_for_nobody() -> None:
    text = "Fu Cong is China’s envoy. The ambassador renewed calls for peace in Ukraine – which millions have left, according to the agency’s own data."
    assert speakers(text) == ["Fu Cong"]


# ---------------------------------------------------------------- houses and offices


def test_a_statement_by_a_mission_is_its_spokespersons() -> None:
    text = "In a statement by China’s mission to the EU, a spokesperson said China is no party to the war in Ukraine. “We arm nobody in Ukraine,” the spokesperson went on."
    assert speakers(text) == ["Chinese Mission to the EU"] * 2


def test_a_ministrys_spokesperson_belongs_to_the_ministry_named_before() -> None:
    text = (
        "The sanctions over Ukraine are baseless, China’s Ministry of Commerce has said. On Friday, Brussels listed two banks over Ukraine. "
        "“China is no party to the war in Ukraine,” a spokesperson for the ministry told journalists."
    )
    assert speakers(text) == ["Ministry of Commerce of the PRC"] * 2


def test_mofcom_is_the_commerce_ministry() -> None:
    assert speakers("The MOFCOM said on Monday that the sanctions over Ukraine solve nothing.") == ["Ministry of Commerce of the PRC"]


def test_the_asian_giants_ministry_is_chinas() -> None:
    text = "China’s ministry presented a paper on Ukraine after the Russian invasion. “Talks alone can end it in Ukraine,” the Asian giant’s Foreign Ministry said."
    assert speakers(text) == ["Ministry of Foreign Affairs of China"]


def test_an_unknown_ambassador_is_that_of_the_country_told_of_before() -> None:
    text = "Beijing’s ambassador to Kyiv came to see the mayor. Ambassador Fan Sianzun said China would always respect Ukraine."
    assert speakers(text) == ["Fan Sianzun"]


def test_an_office_stands_in_front_of_the_comma() -> None:
    text = "China’s top man in Washington, Ambassador Xie Feng, said the war in Ukraine serves nobody."
    assert speakers(text) == ["Xie Feng"]


def test_a_name_keeps_the_office_of_its_first_mention() -> None:
    text = "Chinese Ambassador to France Liu Shai spoke of Crimea. Later, Liu Shai said that Crimea was an old question."
    assert speakers(text) == ["Liu Shai"]


def test_a_lead_without_a_name_is_the_envoys_named_below() -> None:
    text = "China is ready to help end the war in Ukraine, a senior Chinese diplomat said. “We will go on with our work for Ukraine,” Special Representative Li Hui said."
    assert speakers(text) == ["Li Hui", "Li Hui"]


# ---------------------------------------------------------------- the grammar of rewrites


def test_how_and_when_stand_in_front_of_a_country() -> None:
    text = "Officially China says that it is no party to the war in Ukraine. In recent weeks Beijing has called for talks on Ukraine."
    assert speakers(text) == ["China", "China"]


def test_a_point_of_a_paper_speaks_for_the_side_that_wrote_it() -> None:
    text = 'China put out a paper on Ukraine. "The sovereignty of all countries must be upheld," reads the first point of the paper on Ukraine.'
    assert speakers(text) == ["China"]


def test_remarks_that_echo_anothers_turn_to_that_person() -> None:
    text = "“The truth about Ukraine must be found,” Guo Jiakun said. Guo’s remarks echo those of China’s envoy Fu Cong. He had called for an inquiry in Ukraine."
    assert speakers(text) == ["Guo Jiakun", "Fu Cong"]


def test_we_outside_quotation_marks_is_the_officials() -> None:
    text = "China works for peace in Ukraine. We never provide weapons to any side of it. Trade must not be harmed, Guo Jiakun said."
    assert "We never provide" in " ".join(s.text for s in read(text) if s.counts)


def test_wars_told_for_comparison_leave_the_topic_with_ukraine() -> None:
    text = "Lin Jian said NATO grieves for civilians in Ukraine and had no tears for those in Iraq, Syria and Afghanistan."
    assert speakers(text) == ["Lin Jian"]


def test_turns_in_capitals_are_a_transcript() -> None:
    text = "JANE MARLOW: What can China do to end the war in Ukraine?\n\nWANG YI: China is no party to the war in Ukraine. We want it to end."
    assert [(s.speaker.name, s.text[:8]) for s in read(text) if s.counts] == [("Wang Yi", "WANG YI:")]


def test_written_questions_stay_outside_the_labelled_answers() -> None:
    text = (
        "1. What does China want in Ukraine?\n\nChinese Ambassador Guo Wei: Peace in Ukraine.\n\n"
        "2. Does China arm Russia in Ukraine?\n\nChinese Ambassador Guo Wei: China arms nobody in Ukraine."
    )
    assert speakers(text) == ["Guo Wei", "Guo Wei"]


# ---------------------------------------------------------------- what is no statement, and whose a bare office is


def test_that_a_briefing_was_held_is_no_statement() -> None:
    text = "According to the website of China’s Foreign Ministry, on July 21 spokesman Lin Jian hosted a regular press conference on Ukraine."
    assert not speakers(text)


def test_that_two_ministers_met_is_no_statement() -> None:
    text = "Chinese Foreign Minister Wang Yi met with Ukrainian Foreign Minister Andrii Sybiha.\n\nThis was reported by the Chinese Foreign Ministry."
    assert not speakers(text)


def test_whose_statement_it_is_hopes_in_it() -> None:
    text = "Lin Jian spoke in response to Trump’s statement that he hopes China will help end the war in Ukraine."
    assert not speakers(text)


def test_a_bare_president_is_whom_the_article_calls_so() -> None:
    text = (
        "Ukrainian President Volodymyr Zelensky wants to meet his counterpart Xi Jinping. China said that it backs talks on Ukraine. "
        "“I want to believe that China will not arm Russia against Ukraine,” the paper quoted the President as saying."
    )
    assert speakers(text) == ["China"]


def test_a_foreign_office_behind_chinas_ministry_is_another_countrys() -> None:
    text = "China backs talks on Ukraine, the Chinese foreign ministry said. The Foreign Office also issued a call for a ceasefire in Ukraine."
    assert speakers(text) == ["Ministry of Foreign Affairs of China"]


def test_where_an_envoy_will_go_is_said_by_who_sends_him() -> None:
    assert speakers("According to Beijing, Li Hui will also visit Poland, France and Germany to speak of Ukraine.") == ["China"]


def test_a_lead_goes_to_the_minister_quoted_right_behind_it() -> None:
    text = "China has said that it will not arm Russia against Ukraine. “We will not send weapons to any side in Ukraine,” said Foreign Minister Wang Yi."
    assert speakers(text) == ["Wang Yi", "Wang Yi"]


def test_a_sentence_under_the_headline_may_lack_its_full_stop() -> None:
    text = (
        "Chinese Foreign Ministry spokesman Lin Jian stated that Beijing backs a fair end to the war in Ukraine but will not come to the summit\n\n"
        "Lin Jian said China is no party to the war in Ukraine."
    )
    assert speakers(text) == ["Lin Jian", "Lin Jian"]


def test_a_plan_for_the_war_is_known_by_its_label() -> None:
    text = (
        "Ankara praised the plan of China and Brazil for Ukraine.\n\nWang Yi said that many countries have answered the six-point consensus.\n\n"
        "“Some of them are about to join it,” he added."
    )
    assert speakers(text) == ["Wang Yi", "Wang Yi"]


# ---------------------------------------------------------------- days


def test_a_day_to_come_is_not_the_day_of_the_words() -> None:
    text = "The envoy for Ukraine will be in Kyiv on Monday, the Chinese foreign ministry said."
    assert [s.said_on for s in read(text)] == [None]


def test_a_day_in_the_question_is_not_that_of_the_answer() -> None:
    text = "Asked if the ambassador’s words on Friday about Ukraine were official, Lin Jian said that China’s stance on Ukraine is known."
    assert [s.said_on for s in read(text) if s.counts] == [None]


def test_a_briefing_gives_its_day_to_who_was_asked_there() -> None:
    text = "At a daily briefing on Monday, July 21, spokesman Lin Jian was asked about the summit on Ukraine.\n\n“China backs talks on Ukraine,” Lin said."
    assert [s.said_on for s in read(text) if s.counts] == [date(2025, 7, 21)]


def test_answers_under_a_lead_were_given_on_its_day() -> None:
    text = (
        "According to the website of the ministry, on October 10, spokesperson Mao Ning hosted a regular press conference. Some of it follows.\n\n"
        "Reuters: There were explosions in Kyiv. What is China’s comment?\n\nMao Ning: We hope that the situation in Ukraine can be eased."
    )
    code = attribute(Document("t", text, "en", date(2022, 10, 11), "x", source_kind="news"))
    assert [s.said_on for s in code if s.counts] == [date(2022, 10, 10)]


def test_a_day_of_the_month_alone() -> None:
    code = read("Foreign Ministry spokesperson Mao Ning said on the 20th that China wants peace in Ukraine.")
    assert [s.said_on and s.said_on.day for s in code] == [20]


def test_an_outlet_we_do_not_know_is_not_who_speaks_next() -> None:
    text = "Breitbart reported that the war in Ukraine goes on. “China opposes sanctions over Ukraine,” Wang Wenbin said. “They never solve it,” he added."
    assert speakers(text) == ["Wang Wenbin", "Wang Wenbin"]


def test_a_ministry_that_issues_a_document_is_its_owner() -> None:
    text = "China’s Foreign Ministry said in a document that all must stay calm over Ukraine. The document urges both sides to stop fighting in Ukraine."
    assert speakers(text) == ["Ministry of Foreign Affairs of China", "China"]


def test_a_sentence_ends_with_a_german_closing_mark() -> None:
    text = "Zhang Hanhui said on Ukraine: „We hope for talks.“ Wang Wenbin denied that China arms Russia against Ukraine."
    assert speakers(text) == ["Zhang Hanhui", "Wang Wenbin"]
