"""Who is meant where the text leaves the name, the office or the house to its beginning, its title or its place."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.records.words import Document, Statement
from tests.accuracy_attribution import attribute

DAY = date(2022, 4, 10)


def read(text: str, title: str = "Beijing speaks on Ukraine", day: date | None = DAY) -> list[Statement]:
    """Return every statement of a newspaper's text."""
    return attribute(Document("t", text, "en", day, title, source_kind="news"))


def names(text: str, title: str = "Beijing speaks on Ukraine", day: date | None = DAY) -> list[str | None]:
    """Return the speakers of the statements that count."""
    return [s.speaker.name for s in read(text, title, day) if s.counts]


@pytest.mark.parametrize(
    ("clause", "meant"),
    [
        ("Zhang said at the UN Security Council, an agency reported", "Zhang Jun"),
        ("Zhang told the United Nations General Assembly", "Zhang Jun"),
        ("Wang said at a regular press briefing", "Wang Wenbin"),
        ("Zhao told a daily news conference", "Zhao Lijian"),
        ("Wang said in a phone call with his Polish counterpart", "Wang Yi"),
    ],
)
def test_a_bare_surname_is_the_official_whose_place_it_is(clause: str, meant: str) -> None:
    assert names(f'"For Ukraine more weapons bring no calm," {clause}.') == [meant]


def test_a_bare_surname_is_nobody_elsewhere() -> None:
    words = '"For Ukraine more weapons bring no calm," Zhang said at a college in Ohio.'
    assert not names(words)
    assert not names(words.replace("a college in Ohio", "the Security Council"), title="Ohio votes")


@pytest.mark.parametrize("office", ["ambassador", "envoy", "permanent representative", "diplomat"])
def test_an_office_is_of_whom_the_text_has_named_with_it(office: str) -> None:
    opening = f"China's {office} to the EU, Fu Cong, spoke of Ukraine. "
    others = "He said that Xi Jinping had told Karel Dvorak of it. "
    assert names(f"{opening}{others}The {office} also denied that China arms Moscow in Ukraine.", day=date(2023, 2, 1))[-1] == "Fu Cong"


def test_where_an_office_is_held_is_no_part_of_the_name() -> None:
    text = "Chinese Ambassador to Sri Lanka Ma Hanqing said talks on Ukraine must go on. “Wars break hearts in Ukraine,” Chinese Ambassador said."
    assert names(text) == ["Ma Hanqing"] * 2


@pytest.mark.parametrize("described", ["Moscow's ally China", "Fellow permanent member China", "Nuclear power China", "The world's second-largest economy China"])
def test_a_country_may_be_described_in_front_of_its_name(described: str) -> None:
    assert names(f"{described} called for restraint in Ukraine.") == ["China"]


@pytest.mark.parametrize("other", ["Air China", "The Bank of China", "A scholar from China"])
def test_who_has_a_countrys_name_is_not_the_country(other: str) -> None:
    assert not names(f"{other} called for restraint in Ukraine.")


@pytest.mark.parametrize("both", ["the two sides", "they"])
def test_who_has_signed_a_statement_together_speaks_in_it(both: str) -> None:
    opening = "Chinese President Xi Jinping and Russian President Vladimir Putin signed a joint statement.\n"
    assert names(f"{opening}On the Ukraine issue, {both} called for respect for security concerns.") == ["China"]
    assert not names(f"{opening.replace('Chinese President Xi Jinping', 'US President Joe Biden')}On the Ukraine issue, {both} called for respect.")


def test_what_is_known_from_documents_is_told_by_who_says_it() -> None:
    text = "According to the {} made public, Zhao Lijian said there are US laboratories in Ukraine."
    assert names(text.format("information")) == names(text.format("documents")) == ["Zhao Lijian"]
    assert not names(text.format("report").replace("Zhao Lijian", "an analyst"))


@pytest.mark.parametrize("house", ["State", "Treasury", "Commerce", "Justice"])
def test_a_department_is_of_the_united_states(house: str) -> None:
    text = f"China wants peace in Ukraine. The {house} Department voiced concern over what China sends to Russia."
    assert names(text) == ["China"]


@pytest.mark.parametrize("short", ["MOC", "MOFCOM"])
def test_a_ministry_goes_on_under_its_letters(short: str) -> None:
    text = "China's Ministry of Commerce opposes sanctions over Ukraine. China will protect its firms over Ukraine, the {} added."
    assert len(set(names(text.format(short)))) == 1 and len(names(text.format(short))) == 2


def test_a_government_named_after_a_person_is_the_state() -> None:
    assert names("The Xi administration has said it is neutral in Ukraine. The Biden administration said China arms Russia in Ukraine.") == ["China"]


@pytest.mark.parametrize("told", ["China would vote against the move", "it was a dangerous precedent", "it opposes the suspension of the membership"])
def test_who_is_put_out_of_a_house_of_states_for_the_war_is_of_the_war(told: str) -> None:
    lead = "The General Assembly voted to suspend Russia from the Human Rights Council."
    assert names(f"{lead}\nZhang Jun of China said that {told}.", title="A vote") == ["Zhang Jun"]
    assert not names(f"{lead.replace('Russia', 'Libya')}\nZhang Jun of China said that {told}.", title="A vote")


def test_an_abstention_is_of_what_the_text_votes_on() -> None:
    text = "The Security Council voted on a draft on {}.\nIt failed.\nZhang Jun of China said that it abstained just now."
    assert names(text.format("Ukraine"), title="Vote on Ukraine") == ["Zhang Jun"]
    assert not names(text.format("Myanmar"), title="Vote on Myanmar")


def test_the_report_of_a_states_own_broadcaster_tells_what_its_leader_did() -> None:
    text = "CCTV reported that Xi Jinping met Karel Dvorak on Ukraine.\n“Xi Jinping praised efforts for a settlement in Ukraine,” the report said."
    assert names(text) == ["Xi Jinping"]
