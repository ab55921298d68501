"""Formats of English texts that tell who speaks outside the sentence: interviews, portals' rubrics, titles, embassy statements."""

from __future__ import annotations

from datetime import date

from extractors.records.words import Document
from tests.accuracy_attribution import attribute


def counted(text: str, title: str = "Talks on Ukraine", day: date | None = date(2025, 5, 30)) -> list[tuple[str | None, str]]:
    """Return name and words of each statement that counts."""
    read = attribute(Document("t", text, "en", day, title, source_kind="news"))
    return [(s.speaker.name, s.text) for s in read if s.counts]


LEAD = "Chinese Ambassador to Russia Zhang Hanhui gave an interview to a paper of the capital."
QUESTIONS = ("How does China see the talks on Ukraine?", "Will China send troops to Ukraine for peace?")
ANSWERS = ("We welcome each step to peace in Ukraine. It takes two sides.", "No such plan for Ukraine is on the table.")


def test_an_interview_with_dashes_gives_the_answers_to_who_is_interviewed() -> None:
    for dash in "—–-":
        turns = "\n\n".join(f"{dash} {each}" for pair in zip(QUESTIONS, ANSWERS, strict=True) for each in pair)
        assert [name for name, _ in counted(f"{LEAD}\n\n{turns}")] == ["Zhang Hanhui"] * 2


def test_an_interview_with_letters_does_too() -> None:
    turns = f"Q: {QUESTIONS[0]}\n\nA: {ANSWERS[0]}\n\nQuestion: {QUESTIONS[1]}\n\nAnswer: {ANSWERS[1]}"
    assert [name for name, _ in counted(f"{LEAD}\n\n{turns}")] == ["Zhang Hanhui"] * 2


def test_a_foreigner_who_is_interviewed_does_not_count() -> None:
    turns = f"Q: {QUESTIONS[0]}\n\nA: {ANSWERS[0]}\n\nQ: {QUESTIONS[1]}\n\nA: {ANSWERS[1]}"
    assert not counted(f"Russian Foreign Minister Sergei Lavrov gave an interview on China and Ukraine.\n\n{turns}")


def test_an_interview_without_labels_gives_the_answers_to_who_is_interviewed() -> None:
    text = (
        "The ambassador of China to Poland, Sun Linjiang, received us for an hour.\n\nHow does China see the war in Ukraine?\n\n"
        "All sides should hold back. We hope that the guns fall silent soon.\n\nDoes China arm Russia?\n\nChina does not provide weapons to any party to the conflict."
    )
    assert [name for name, _ in counted(text)] == ["Sun Linjiang"] * 2


def test_a_labelled_answer_under_a_heading_that_asks_is_whole() -> None:
    text = (
        "Many readers ask about China and the war in Ukraine.\n\nWhat does China want in Ukraine?\n\n"
        "Chinese Ambassador Guo Wei: Peace comes first. Both sides should hold back. Nobody gains from bloc confrontation.\n\nWe stay on the side of peace."
    )
    assert ("Guo Wei", True) in [(name, words.endswith("side of peace.")) for name, words in counted(text)]


def test_headings_that_ask_make_no_interview() -> None:
    text = (
        "Will China help Ukraine?\n\nBeijing has kept quiet. Our analysts in Kyiv said they had their doubts.\n\n"
        "What comes next in Ukraine?\n\nNobody knows, they said. China is silent.\n\nThe war in Ukraine goes on."
    )
    assert not counted(text)


def test_a_list_with_dashes_is_no_interview() -> None:
    text = "A Kyiv paper lists what is open between China and Ukraine.\n\n— Who pays for the war?\n\n— Grain ships wait in the ports."
    assert not counted(text)


def test_a_quotation_under_a_source_is_of_that_source() -> None:
    text = 'China goes to Jeddah for talks on Ukraine.\n\nSource: China\'s Foreign Ministry\n\nQuote: "Our envoy will travel to the talks on Ukraine. China wants peace there."\n\nDetails: Russia stays away.'
    found = counted(text)
    assert [name for name, words in found if "wants peace" in words] == ["Ministry of Foreign Affairs of China"]
    assert "wants peace" not in " ".join(words for _, words in counted(text.replace("China's Foreign", "Russia's Foreign")))


def test_who_an_outlet_refers_to_is_who_stated_it() -> None:
    text = "The envoy for Eurasia will go to Ukraine, Poland and France for peace.\nThis was reported by Xinhua with reference to a statement by the Ministry of Foreign Affairs of China."
    assert [name for name, _ in counted(text)] == ["Ministry of Foreign Affairs of China"]
    assert not counted(text.replace("of China.", "of Russia."))


def test_the_department_is_the_ministry_of_the_title() -> None:
    text = "The department noted that a truce in Ukraine takes two sides."
    assert [name for name, _ in counted(text, "Chinese Foreign Ministry on the war in Ukraine")] == ["Ministry of Foreign Affairs of China"]
    assert not counted(text, "Two ministries on the war in Ukraine")


def test_the_mission_is_that_of_the_title() -> None:
    text = "The mission said in a statement that a truce in Ukraine takes two sides."
    assert [name for name, _ in counted(text, "Chinese mission to the EU on the war in Ukraine")] == ["Chinese Mission to the EU"]


def test_the_statement_of_an_embassy_is_one_voice() -> None:
    text = "The war in Ukraine is nobody's gain. Talks are the way to end it.\n\nWhoever fans the flames in Ukraine should look at himself.\n\nWe urge them to stop it."
    title = "Statement of the Spokesperson of the Chinese Embassy on Ukraine"
    assert len(counted(text, title)) == 3
    assert not counted(text, "Statement of the Spokesperson of the Russian Embassy on Ukraine")


def test_a_surname_with_an_office_is_who_held_it() -> None:
    text = "China's UN ambassador Zhang told the council that weapons bring no peace to Ukraine."
    assert counted(text, day=date(2022, 5, 30))[0][0] == "Zhang Jun"
    assert counted("Foreign ministry spokeswoman Mao said China backs the talks on Ukraine.", "China on Ukraine")[0][0] == "Mao Ning"


def test_a_text_that_opens_with_ukraine_and_names_no_other_trouble_stays_with_it() -> None:
    aside = " ".join(["The hall was full and the session long."] * 50)
    text = f"A Chinese envoy spoke on Tuesday of the crisis in Ukraine. Delegates on Ukraine filled the room.\n\n{aside}\n\nChina hopes that the talks will go on, the Chinese envoy Fu Cong said."
    assert [name for name, words in counted(text, "Council hears envoys") if "talks will go on" in words] == ["Fu Cong"]
    assert not counted(text.replace("Ukraine", "Gaza"), "Council hears envoys")


def test_what_a_side_would_only_do_is_not_its_word() -> None:
    assert not counted("Zhao Lijian declined to say whether arms would go to the war in Ukraine if Beijing backed its envoy on peace.")


def test_a_feed_whose_lines_all_lack_their_stop_is_read() -> None:
    text = "China's foreign minister says it will not add fuel to the fire in Ukraine\nWang Yi calls on both sides in Ukraine to return to the negotiating table"
    assert len(counted(text, title="China goes its own way")) == 2


def test_a_speech_is_the_diplomats_named_in_a_title_below_the_way_to_the_page() -> None:
    head = "Home > Speeches\nRemarks by Ambassador Fu Cong at the Security Council on Ukraine\n\n2025-02-03 17:00\n\n"
    words = "Madam President,\n\nThe crisis in Ukraine drags on, and peace is what we all need. Arms cannot end it."
    read = [s for s in attribute(Document("t", head + words, "en", date(2025, 2, 4), "", source_kind="official")) if s.counts]
    assert [(s.speaker.name, s.text) for s in read] == [("Fu Cong", words.partition("\n\n")[2])]
