"""The pattern language: what a pattern finds, and how a wrong one is refused."""

from __future__ import annotations

import pytest

from extractors.codebook.pattern import Choice, Lists, PatternError, parse_pattern
from extractors.codebook.pattern_matcher import Matcher, Rule
from extractors.codebook.pattern_regex import SlotRegex, compile_pattern, script_of


def found(pattern: str, text: str, language: str = "en", slots: dict[str, SlotRegex] | None = None, lists: Lists | None = None) -> list[str]:
    compiled = compile_pattern(pattern, parse_pattern(pattern, lists), slots or {}, language)
    matcher = Matcher([Rule("", compiled)], script_of(language).spaced)
    return [text[hit.start : hit.end] for hit in matcher.find(text)]


def words(text: str) -> Choice:
    return Choice((parse_pattern(text),))


@pytest.mark.parametrize(
    ("pattern", "text", "language", "expected"),
    [
        ("lasting peace", "A Lasting\n“peace”, he said", "en", ["Lasting\n“peace"]),
        ("(fair|just) [and lasting] peace", "just peace; fair and lasting peace", "en", ["just peace", "fair and lasting peace"]),
        ("seek~ peace", "They sought peace and are seeking peace", "en", ["sought peace", "seeking peace"]),
        ("negotiat*", "renegotiate, negotiations", "en", ["negotiations"]),
        ("de-escalation", "deescalation, de escalation, de-escalation", "en", ["deescalation", "de escalation", "de-escalation"]),
        ("respect ..2 concerns", "respect their own concerns, respect a b c concerns", "en", ["respect their own concerns"]),
        ("respect ..4 concerns", "respect, above all, concerns", "en", []),
        ("respect ...4 concerns", "respect, above all, concerns", "en", ["respect, above all, concerns"]),
        ("<calm & rational>", "rational and calm; calm, rational", "en", ["rational and calm", "calm, rational"]),
        ("<..2 oppose~ & sanctions>", "opposed all such sanctions; sanctions it opposes", "en", ["opposed all such sanctions", "sanctions it opposes"]),
        ("<..2 oppose~ & sanctions>", "sanctions, which we oppose; oppose a b c sanctions", "en", []),
        ("<...2 oppose~ & sanctions>", "sanctions, which we oppose", "en", ["sanctions, which we oppose"]),
        ("尊重 各国 主权", "尊重各国“主权”", "zh", ["尊重各国“主权"]),
        ("尊重 ..2 主权", "尊重世界各国主权；尊重，主权", "zh", ["尊重世界各国主权"]),
        ("<理性 & 克制>", "保持克制、理性", "zh", ["克制、理性"]),
        ("乌克兰", "在俄乌克兰边境", "zh", ["乌克兰"]),
        ("переговор*", "відновити переговори", "uk", ["переговори"]),
        ("мир", "миру мир", "ru", ["мир"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_pattern_finds_its_words(pattern: str, text: str, language: str, expected: list[str]) -> None:
    assert [normal(hit) for hit in found(pattern, normal(text), language)] == [normal(hit) for hit in expected]


def normal(text: str) -> str:
    from extractors.normalise import normalise

    return normalise(text).text


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("just peace", "just peace", ["just peace"]),
        ("just peace", "(Just peace)...", ["Just peace"]),
        ("just peace", "A «just peace», or just-peace talks", ["just-peace"]),
        ("U.S. peace plan", "a U.S. peace plan", ["U.S. peace plan"]),
        ("peace plan of (the U.S.|'26)", "the peace plan of the U.S.", ["peace plan of the U.S."]),
        ("(peace)", "peace peace,peace", ["peace", "peace", "peace"]),
    ],
)
def test_a_trigger_ends_at_its_words_whatever_mark_stands_beside_them(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


def test_a_slot_takes_words_nobody_listed() -> None:
    slot = {"who": SlotRegex({"all": words("all parties")}, open=3)}
    text = "accepted by all parties and accepted by the wise neighbours"
    assert found("accepted by {who}", text, slots=slot) == ["accepted by all parties", "accepted by the wise neighbours"]


def test_a_closed_slot_takes_listed_words_only() -> None:
    slot = {"who": SlotRegex({"all": words("all parties")}, open=0)}
    assert found("accepted by {who}", "accepted by the neighbours", slots=slot) == []


def test_a_list_of_words_stands_in_for_its_words() -> None:
    assert found("end the @war", "end the long conflict", lists={"war": words("[long] (war|conflict)")}) == ["end the long conflict"]


def test_a_gap_does_not_run_into_the_next_sentence() -> None:
    assert found("respect ...9 concerns", "They respect it. Others have concerns.") == []
    assert found("尊重 ...9 关切", "都应尊重。关切", "zh") == []


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    assert found("blame ..6 war", "They blame the U.S. Army for the war") == ["blame the U.S. Army for the war"]


def test_a_sentence_ends_where_the_space_was_lost() -> None:
    assert found("sanctions ...9 weapons", "It lifts sanctions.The paper also names weapons") == []


def test_a_gap_begins_at_the_nearest_words() -> None:
    text = "respect for the wishes of all who respect their concerns"
    assert found("respect ..9 concerns", text) == ["respect their concerns"]


@pytest.mark.parametrize(
    ("pattern", "text", "language", "expected"),
    [
        ("(alliance|bloc) ...8 => fan ..2 flames", "The alliance should think again, and not fan the flames", "en", ["fan the flames"]),
        ("(alliance|bloc) ...8 => fan ..2 flames", "Nobody should fan the flames; the alliance knows", "en", []),
        ("(alliance|bloc) ...8 => fan ..2 flames", "The alliance met. Others fan the flames", "en", []),
        ("bloc => [always] fans flames", "The bloc always fans flames; the bloc fans flames", "en", ["always fans flames", "fans flames"]),
        ("北约 ...6 => 拱火", "北约应停止拱火", "zh", ["拱火"]),
    ],
)
def test_words_in_front_tell_who_is_meant_and_are_no_part_of_the_trigger(pattern: str, text: str, language: str, expected: list[str]) -> None:
    assert found(pattern, text, language) == expected


def test_a_slot_behind_words_in_front_is_found() -> None:
    slot = {"who": SlotRegex({"all": words("all parties")}, open=0)}
    assert found("talks ..4 => joined by {who}", "the talks will be joined by all parties", slots=slot) == ["joined by all parties"]


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("peace (and", "not closed"),
        ("talks => ..4 peace", "at the edge"),
        ("a => b => c", "unexpected"),
        ("=> peace", "empty alternative"),
        ("peace ) and", "unexpected"),
        ("(a|)", "empty alternative"),
        ("..4 peace", "at the edge"),
        ("peace ..4", "at the edge"),
        ("peace ..99 war", "at most 30"),
        ("[peace]", "no word that must be there"),
        ("{who} must", "unknown slot"),
        ("end the @nothing", "unknown list"),
        ("<calm>", "two to four parts"),
    ],
)
def test_a_wrong_pattern_is_refused_with_the_reason(pattern: str, says: str) -> None:
    with pytest.raises(PatternError, match=says):
        found(pattern, "")


def test_a_slot_stands_in_the_trigger_only() -> None:
    with pytest.raises(PatternError, match="slots in the trigger only"):
        found("{who} ..4 => peace", "", slots={"who": SlotRegex({"all": words("all parties")}, open=0)})


def test_words_in_front_are_no_part_of_a_list() -> None:
    with pytest.raises(PatternError, match="inside brackets or a list"):
        found("end the @war", "", lists={"war": words("long => war")})


def test_an_ending_in_chinese_is_refused() -> None:
    with pytest.raises(PatternError, match="Chinese words have no endings"):
        found("谈判*", "", "zh")


def test_inflections_are_refused_where_they_are_not_known() -> None:
    with pytest.raises(PatternError, match="English only"):
        found("переговоры~", "", "ru")
