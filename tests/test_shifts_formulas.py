"""A formula said for the first time, higher up, again after years, or with another value in its slot."""

from datetime import date, timedelta

from extractors.records.changes import ShiftKind, ShiftStatus, Utterance
from extractors.records.pages import Layer
from extractors.utterances import link_utterances
from tests.spoken import (
    DAY,
    DELEGATE,
    NEW,
    OLD,
    SPOKESPERSON,
    WEEK,
    heard,
    of_kind,
    rendering,
    shifts_after,
    statement,
    utterance,
)


def test_the_first_use_of_a_formula_is_found_with_its_words():
    (first,) = of_kind(shifts_after(heard(utterance(OLD)), utterance(NEW, said_on=DAY + WEEK, formulas={"envoy": "派遣特别代表"})), ShiftKind.FIRST_USE)
    assert first.formula == "envoy"
    assert first.before is None or first.before.text


def test_a_formula_that_climbs_is_a_level_shift_with_the_lower_words_before():
    lower = utterance(NEW, DELEGATE, formulas={"envoy": "派遣特别代表"})
    shifts = shifts_after(heard(utterance(OLD), lower), utterance(NEW, said_on=DAY + WEEK, formulas={"envoy": "派遣特别代表"}))
    climbs = [shift for shift in of_kind(shifts, ShiftKind.LEVEL) if shift.formula == "envoy"]
    assert climbs and climbs[0].before and climbs[0].before.level is DELEGATE.level


def test_a_formula_that_goes_down_the_ladder_is_no_shift():
    above = utterance(NEW, formulas={"envoy": "派遣特别代表"})
    shifts = shifts_after(heard(utterance(OLD), utterance(OLD, SPOKESPERSON), above), utterance(NEW, SPOKESPERSON, DAY + WEEK, formulas={"envoy": "派遣特别代表"}))
    assert not [shift for shift in shifts if shift.formula]


def test_a_formula_that_returns_after_long_silence_says_how_long():
    long_ago = utterance(NEW, said_on=DAY - timedelta(days=700), formulas={"envoy": "派遣特别代表"})
    shifts = shifts_after(heard(utterance(OLD), long_ago), utterance(NEW, said_on=DAY, formulas={"envoy": "派遣特别代表"}))
    (back,) = of_kind(shifts, ShiftKind.FIRST_USE)
    assert "700 days" in back.evidence.note


def _said(value: str, day: date, speaker=SPOKESPERSON, name: str = "") -> Utterance:
    text = f"应当达成{value}的和平协议"
    return utterance(text, speaker, day, document=name or f"{value}-{day}", formulas={"deal": text}, slots={"deal": ("quality", value)})


def test_a_value_nobody_had_used_in_a_slot_is_a_pushed_change_of_wording():
    history = heard(utterance(OLD, SPOKESPERSON), *(_said("公正持久", DAY + n * WEEK) for n in range(6)))
    (change,) = of_kind(shifts_after(history, _said("公平牢靠", DAY + 7 * WEEK)), ShiftKind.WORDING)
    assert change.pushes and change.slot == "quality"
    assert change.before and "公正持久" in change.before.text


def test_two_uses_do_not_settle_a_slot():
    history = heard(utterance(OLD, SPOKESPERSON), _said("公正持久", DAY), _said("公正持久", DAY + WEEK))
    assert not any(shift.pushes for shift in shifts_after(history, _said("公平牢靠", DAY + 2 * WEEK)))


def test_a_value_that_alternates_is_recognised_and_pushes_nothing():
    values = ["公正", "持久", "公正", "持久", "公正", "公正"]
    history = heard(utterance(OLD, SPOKESPERSON), *(_said(value, DAY + n * WEEK) for n, value in enumerate(values)))
    shifts = shifts_after(history, _said("持久", DAY + 9 * WEEK))
    assert not any(shift.pushes for shift in shifts)


def test_an_english_only_wording_is_a_candidate_until_the_chinese_confirms():
    def said(words: str, day: date) -> Utterance:
        text = f"China supports a {words} peace agreement that ends the conflict"
        return utterance(text, SPOKESPERSON, day, language="en", layer=Layer.TRANSLATION, document=f"{words}-{day}",
                         formulas={"deal": text}, slots={"deal": ("quality", words)})

    history = heard(said("fair and lasting", DAY), said("fair and lasting", DAY + WEEK))
    english = said("fair and durable", DAY + 2 * WEEK)
    shifts = shifts_after(history, english)
    assert shifts and not any(shift.pushes for shift in shifts)
    assert {shift.status for shift in shifts} == {ShiftStatus.CANDIDATE}


def test_a_second_independent_rendering_confirms_an_english_change():
    text = "China will send an envoy to mediate a ceasefire and opposes unilateral sanctions on any party"
    reports = [
        rendering(statement(text, SPOKESPERSON, DAY + WEEK, language="en", layer=Layer.FOREIGN), f"p{n}", source=f"outlet-{n}", tier=2)
        for n in range(2)
    ]
    (one,) = link_utterances(reports, ())
    old = utterance("China hopes that all parties stay calm over the Ukraine crisis", SPOKESPERSON, language="en", layer=Layer.FOREIGN)
    assert any(shift.status is ShiftStatus.CONFIRMED for shift in shifts_after(heard(old), one))
