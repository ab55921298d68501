"""Words of others beside China's: analysts, guests, ministers of states nobody lists, and the pronouns behind them."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.records.words import Document
from tests.accuracy_attribution import attribute

CLAUSE = "the war in Ukraine must be settled through talks"


def counted(text: str) -> list[str]:
    """Return the words of the statements that count."""
    read = attribute(Document("written for the test", text, "en", published=date(2025, 3, 5)))
    return [statement.text for statement in read if statement.counts]


@pytest.mark.parametrize("source", ["analysts", "a Western diplomat", "the Pope", "Albania's envoy", "Saudi Arabia", "an expert at a university in Beijing", "the foreign minister of Singapore"])
def test_what_others_say_that_china_opposes_is_theirs(source: str) -> None:
    assert counted(f"According to {source}, China opposes sanctions over Ukraine.") == []


@pytest.mark.parametrize("source", ["a report by the ministry", "Xinhua", "reports from Beijing"])
def test_who_only_reports_passes_on_what_china_opposes(source: str) -> None:
    assert len(counted(f"According to {source}, China opposes sanctions over Ukraine.")) == 1


@pytest.mark.parametrize("source", ["An expert at a university in Beijing", "A Western diplomat", "The Pope", "Hungary's Orban", "Erdogan", "A Chinese scholar", "The British ambassador"])
def test_he_is_the_one_who_has_just_spoken(source: str) -> None:
    text = f"Chinese Foreign Minister Wang Yi said that {CLAUSE}. {source} said that peace in Ukraine is far. He added that all parties should show restraint in Ukraine."
    assert [words.split()[0] for words in counted(text)] == ["Chinese"]


@pytest.mark.parametrize("source", ["The chancellor", "The prime minister", "The BRICS foreign ministers", "The foreign minister of Singapore", "Xi Jinping's biographer", "Wang Yi's host"])
def test_another_office_is_not_the_chinese_guest(source: str) -> None:
    text = f"Chinese Foreign Minister Wang Yi said that {CLAUSE}. {source} called for a ceasefire in Ukraine."
    assert [words.split()[0] for words in counted(text)] == ["Chinese"]


@pytest.mark.parametrize("source", ["The minister", "The Chinese diplomat", "China's foreign minister", "He"])
def test_his_own_office_is(source: str) -> None:
    assert len(counted(f"Chinese Foreign Minister Wang Yi said that {CLAUSE}.\n\n{source} called for a ceasefire in Ukraine.")) == 2


@pytest.mark.parametrize("opinion", ["In its opinion, Beijing is determined to end the war in Ukraine.", "In its view, China wants the war in Ukraine to end.", "In their judgment, Beijing hopes that the war in Ukraine will end."])
def test_what_an_outlet_thinks_is_not_what_china_says(opinion: str) -> None:
    assert not counted(f"Earlier, the newspaper Global Times wrote of Ukraine that no sanctions would help. {opinion}")


@pytest.mark.parametrize("remark", ["This statement highlights how tense things are over Ukraine.", "The remarks underscore the gap between China and NATO over Ukraine.", "These comments reflect the strain over Ukraine."])
def test_what_a_reporter_makes_of_a_statement_is_none(remark: str) -> None:
    head = "China's foreign ministry denied on Friday that it arms Russia in Ukraine."
    assert counted(f"{head} {remark}") == counted(head)


@pytest.mark.parametrize("paper", ["daily", "weekly", "newspaper", "magazine", "portal"])
def test_a_paper_of_the_country_is_not_the_country(paper: str) -> None:
    assert counted(f"The Chinese {paper} suggested that {CLAUSE}. In its view, the war in Ukraine helps nobody.") == []
