"""English prose as outlets really write it: relayed words, questions told at length, speeches printed in a newspaper."""

from __future__ import annotations

from datetime import date

from extractors.records.words import Document, Statement
from tests.accuracy_attribution import attribute

DAY = date(2024, 5, 30)


def counted(text: str, title: str = "Talks on Ukraine") -> list[tuple[str | None, str]]:
    """Return speaker and words of each statement that counts."""
    return [(s.speaker.name, text[slice(*s.content)]) for s in read(text, title) if s.counts]


def read(text: str, title: str = "Talks on Ukraine") -> list[Statement]:
    """Return every statement of a text published in May 2024."""
    return attribute(Document("t", text, "en", DAY, title, source_kind="news"))


def test_who_stated_it_is_named_in_the_sentence_behind() -> None:
    text = "Beijing keeps out of the plan for troops in Ukraine. This was announced at a briefing by Chinese Foreign Ministry spokesperson Mao Ning, a portal reports."
    assert counted(text) == [("Mao Ning", "Beijing keeps out of the plan for troops in Ukraine.")]


def test_who_stated_it_may_be_a_foreigner() -> None:
    text = "The offer on Ukraine comes too late. This was stated on Monday by Kremlin spokesman Dmitry Peskov."
    assert not counted(text)


def test_an_unknown_outlet_only_relays() -> None:
    text = "The Chinese Foreign Ministry spoke of the meeting on Ukraine, stating that Beijing backs each step to peace, writes NVO with reference to a paper."
    assert [name for name, _ in counted(text)] == ["Ministry of Foreign Affairs of China"]


def test_what_a_question_tells_of_others_is_not_the_answer() -> None:
    text = (
        "When asked about the call between the leaders, after which Trump said both armies would stop, while Putin said he would think it over, "
        "Chinese Foreign Ministry spokesperson Mao Ning said on Thursday that China backs direct talks on Ukraine."
    )
    assert counted(text) == [("Mao Ning", "China backs direct talks on Ukraine")]


def test_as_for_somebody_turns_to_them() -> None:
    text = (
        "Ukrainian Foreign Minister Dmytro Kuleba wrote that he had told Wang Yi of the shelling. As for Wang Yi, he said in the call that the war in Ukraine must end at the table."
    )
    assert [name for name, _ in counted(text)] == ["Wang Yi"]


def test_somebodys_own_statement_turns_to_them() -> None:
    text = (
        "Chinese Foreign Ministry spokesperson Lin Jian rejected the charge over Ukraine. His words followed Zelensky's statement on Tuesday that Kyiv holds proof. "
        "A day before, he claimed two men had been caught."
    )
    assert [words for _, words in counted(text)] == ["the charge over Ukraine"]


def test_according_to_somebody_a_thing_shows() -> None:
    text = "Ambassador Zhang Hanhui spoke on Ukraine. According to him, the crisis has clearly revealed that blocs bring no safety to Ukraine."
    assert [name for name, _ in counted(text)] == ["Zhang Hanhui"]


def test_a_side_goes_on_speaking_of_itself() -> None:
    text = (
        "Fu Cong said that China did not make the crisis in Ukraine. It has not provided weapons to either army. "
        "China's position on Ukraine is consistent and has been explained often."
    )
    assert [name for name, _ in counted(text)] == ["Fu Cong"]
    assert counted(text)[0][1].endswith("explained often.")


def test_what_reporters_add_about_a_side_is_not_its_voice() -> None:
    text = "Mao Ning said China wants the war in Ukraine to end. China has always refused to condemn the invasion. It has been stung by reports of drones."
    assert [words for _, words in counted(text)] == ["China wants the war in Ukraine to end"]


def test_points_are_counted_on_in_one_voice() -> None:
    text = "On Ukraine, Fu Cong named three points. First, he said the guns must fall silent. Second, all efforts should serve the table. Last, help must reach the wounded."
    assert counted(text)[-1][1].endswith("must reach the wounded.")


def test_a_newspaper_prints_a_speech() -> None:
    text = (
        "Remarks by Ambassador Fu Cong at the UN Security Council Briefing on Ukraine\n\nMust read\n\nMr. President,\n\n"
        "We see the crisis in Ukraine drag on. Our position has not changed.\n\nWe ask both sides to sit down.\n\nThank you, Mr. President.\n\nMore articles"
    )
    assert [name for name, _ in counted(text)] == ["Fu Cong", "Fu Cong"]


def test_a_colon_inside_reported_words_does_not_cut_them() -> None:
    text = "China's view of Ukraine can be put in one word: talking, Mao Ning said."
    assert counted(text) == [("Mao Ning", "China's view of Ukraine can be put in one word: talking")]


def test_a_correspondent_asks_in_a_transcript() -> None:
    text = "TV reporter: Has China sent aid to Ukraine?\n\nMao Ning: A second batch went to Ukraine today."
    assert [name for name, _ in counted(text)] == ["Mao Ning"]


def test_she_went_on_to_say() -> None:
    assert counted("Mao Ning went on to suggest that some states do not want the war in Ukraine to end.")[0][0] == "Mao Ning"


def test_in_her_words() -> None:
    text = "The plant in Ukraine was hit on Monday, spokeswoman Mao Ning said. In her words, the shelling brings a disaster nearer."
    assert counted(text)[1][1] == "the shelling brings a disaster nearer"


def test_a_misspelt_name_with_its_office_is_the_officials() -> None:
    text = "“We want peace in Ukraine,” said China’s Foreign Ministry spokesman Lynn Jian."
    assert [name for name, _ in counted(text)] == ["Lin Jian"]


def test_a_name_that_is_nearly_an_officials_but_without_the_office_is_somebody_elses() -> None:
    text = "“We want peace in Ukraine,” said Lynn Jian, who runs a Chinese restaurant."
    assert not counted(text)


def test_joint_words_count_for_the_side_that_is_watched() -> None:
    text = (
        "Brazil and China put forward six understandings on Ukraine on Thursday. They said the battlefield should not grow. "
        '"Talks are the one way out," the two sides said. The statement also called for more help.'
    )
    assert [name for name, _ in counted(text)] == ["China"] * 4


def test_a_ministry_that_tells_what_a_guest_said_says_nothing_itself() -> None:
    text = "The Chinese Ministry of Foreign Affairs said that Kuleba thanked China for its help and hoped to hear more on Ukraine."
    assert not counted(text)


def test_a_dash_in_mid_sentence_opens_no_quotation() -> None:
    text = '"China did not cause it" - China did not start the war in Ukraine, Wang Yi said. "We seek no profit from it," the minister said.'
    assert [name for name, _ in counted(text)] == ["Wang Yi", "Wang Yi"]


def test_questions_that_were_answered_tell_nothing() -> None:
    assert not counted("Foreign Minister Wang Yi answered the chair's questions on Ukraine and delivered a keynote speech.")


def test_an_outlet_that_quotes_a_readout_passes_on_whose_words_they_are() -> None:
    text = 'Xi Jinping met a guest on Ukraine. CCTV said in a readout: "Xi Jinping stressed that all sides gain when the guns in Ukraine fall silent."'
    assert counted(text) == [("Xi Jinping", "all sides gain when the guns in Ukraine fall silent")]


def test_this_is_how_she_reacted() -> None:
    text = "China calls on all nuclear powers to keep calm over Ukraine. This is how Chinese Foreign Ministry spokeswoman Mao Ning reacted to the threat, NVO reports."
    assert [name for name, _ in counted(text)] == ["Mao Ning"]


def test_a_name_behind_a_dash_signs_an_unmarked_quotation() -> None:
    text = "All parties should ease the situation in Ukraine. We call on them to keep calm - Mao Ning emphasized at a briefing."
    assert counted(text)[0][1].startswith("All parties should")


def test_a_quotation_in_a_quotation_with_straight_marks() -> None:
    text = '"Washington sends arms to Ukraine, while claiming that "China is arming Russia," to find a pretext," says Chinese spokesman Lin Jian.'
    assert [name for name, _ in counted(text)] == ["Lin Jian"]


def test_her_response_is_hers() -> None:
    text = "Reporters pressed spokeswoman Hua Chunying on Ukraine. An example of her response:\n\n“We call on all sides in Ukraine to keep the door to peace open.”"
    assert [name for name, _ in counted(text)] == ["Hua Chunying"]


def test_a_lead_is_about_what_the_sentence_behind_it_names() -> None:
    text = "Blockades will only make food dearer, Ambassador Dai Bing pointed out.\n\nOn Tuesday Dai Bing warned that sanctions over Ukraine bring new hardship."
    assert len(counted(text, title="Envoy warns of consequences")) == 2


def test_words_that_answer_somebodys_turn_to_them() -> None:
    text = (
        "Lin Jian said that China sends no arms to Ukraine or Russia. Lin Jian's statement was a response to the words of the US envoy, Julian Smith. "
        "She said that there are signs of other help."
    )
    assert [words for _, words in counted(text)] == ["China sends no arms to Ukraine or Russia"]


def test_the_asian_country_is_the_one_the_text_is_about() -> None:
    text = "Chinese spokesman Wang Wenbin spoke to reporters. The Asian country has called for dialogue on Ukraine."
    assert counted(text)[-1] == ("China", "dialogue on Ukraine")


def test_a_heading_in_quotation_marks_goes_on_nobodys_words() -> None:
    text = 'Xi Jinping said the war in Ukraine must end.\n\n"Peace mission"\n\nThe guest came from Kyiv.'
    assert [words for _, words in counted(text)] == ["the war in Ukraine must end"]


def test_a_dam_is_nobody() -> None:
    text = 'Zhang Jun spoke of Ukraine.\n\nMoscow Denounces Attack On The Kakhovka Dam\n\n"We are concerned about the people in Ukraine," he said.'
    assert [name for name, _ in counted(text)][-1] == "Zhang Jun"


def test_a_quotation_in_chinas_name_is_no_agencys() -> None:
    text = (
        "Zhang Jun said the flood in Ukraine worries him. The International Atomic Energy Agency (IAEA) has confirmed that the plant in Ukraine is safe.\n\n"
        '"China reiterates that in a disaster nobody stays immune, in Ukraine or elsewhere."'
    )
    assert ("Zhang Jun", '"China reiterates that in a disaster nobody stays immune, in Ukraine or elsewhere."') in counted(text)


def test_a_position_set_out_without_its_content_tells_nothing() -> None:
    assert not counted("On Sunday Ambassador Qin Gang took an interview and elaborated China's position on Ukraine.")


def test_what_somebody_answers_to_is_not_their_claim() -> None:
    text = "Qin Gang was responding to reports that Moscow had warned of the war in Ukraine, a paper that said China asked Russia to wait."
    assert not counted(text)


def test_whoever_acts_in_the_second_half_is_whom_he_means() -> None:
    text = (
        "Wang Wenbin said all sides in Ukraine must protect civilians. Much of the world that looked on at the flood blamed Moscow, but António Guterres reacted with care. "
        "However, he viewed it as a catastrophe for Ukraine."
    )
    assert [name for name, _ in counted(text)] == ["Wang Wenbin"]


def test_a_clause_with_commas_stands_between_subject_and_verb() -> None:
    text = "The special representative Li Hui, who visited Ukraine, Russia and Poland to end the war, stated that no side has shut the door to talks."
    assert [name for name, _ in counted(text)] == ["Li Hui"]


def test_what_a_state_wants_according_to_an_official_is_told_by_the_official() -> None:
    text = "Li Hui spoke on Ukraine. According to him, Russia has never been against peace talks on Ukraine."
    assert [name for name, _ in counted(text)] == ["Li Hui"]


def test_a_portals_headings_are_nobody() -> None:
    text = (
        'Li Hui met reporters.\n\nQuote from Li: "The risk of escalation in Ukraine is high."\n\n'
        "Details: At the same time, he added that all sides must cool down the situation in Ukraine."
    )
    assert [name for name, _ in counted(text)] == ["Li Hui", "Li Hui"]


def test_a_denied_report_counts_though_it_is_called_untrue() -> None:
    text = "Spokesperson Lin Jian on Monday refuted the media report on troops for Ukraine, saying the report is not true."
    assert [name for name, _ in counted(text)] == ["Lin Jian"]


def test_a_spokeswoman_of_the_peoples_republic_is_chinas() -> None:
    text = "Mao Ning met reporters. According to a spokeswoman of the Ministry of Foreign Affairs of the People's Republic of China, the plan for Ukraine has many friends."
    assert [name for name, _ in counted(text)] == ["Mao Ning"]


def test_media_reports_name_nobody_as_their_source() -> None:
    assert not counted("According to media reports, Wang Yi is in Moscow with a plan for Ukraine.")


def test_an_office_at_the_head_is_whom_he_means() -> None:
    text = "Mao Ning said talks on Ukraine have friends. The President of Ukraine finds the plan harmful. According to him, one cannot forget the war in Ukraine."
    assert [name for name, _ in counted(text)] == ["Mao Ning"]
