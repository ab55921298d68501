"""The earlier wording beside the later one, readable in every form and inert in all of them."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.records.words import Slot
from extractors.redline import Mark, as_html, as_markdown, as_text, name_slot, redline


def test_chinese_is_compared_letter_by_letter():
    shown = as_text(redline("各国主权、领土完整都应该得到尊重", "各国主权、独立和领土完整都应该得到尊重", "zh"))
    assert shown == "各国主权、**独立和**领土完整都应该得到尊重"


def test_spaced_languages_are_compared_word_by_word():
    shown = as_text(redline("deeply grieved by the war", "deeply concerned by the war", "en"))
    assert shown == "deeply ~~grieved~~**concerned** by the war"


def test_cyrillic_words_are_words():
    assert as_text(redline("мирные переговоры", "прямые переговоры", "ru")) == "~~мирные~~**прямые** переговоры"


def test_equal_wordings_show_no_mark():
    shown = redline("停火止战", "停火止战", "zh")
    assert not shown.changed
    assert as_html(shown) == as_text(shown) == "停火止战"


def test_a_lone_letter_between_two_replacements_joins_the_change():
    shown = redline("重视和尊重各国合理安全关切", "照顾和回应各方合理安全关切", "zh")
    struck = [piece.text for piece in shown.pieces if piece.mark is Mark.STRUCK]
    assert "重视和尊重" in struck[0]


def test_moved_text_is_recognised_and_is_no_change_of_words():
    shown = redline("支持俄乌和谈，防止局势升级", "防止局势升级，支持俄乌和谈", "zh")
    assert {piece.mark for piece in shown.pieces} & {Mark.MOVED_HERE, Mark.MOVED_AWAY}
    assert "~~支持俄乌和谈" not in as_text(shown)


def test_a_change_inside_a_slot_shows_the_slots_name():
    after = "尊重各方合理安全关切"
    shown = redline("尊重各国合理安全关切", after, "zh", (Slot("whose", "各方", 2, 4),))
    assert "‹whose›" in as_text(shown)
    assert 'data-slot="whose"' in as_html(shown)


def test_a_slot_whose_place_is_unknown_labels_the_longest_new_piece():
    shown = name_slot(redline("尊重各国合理关切", "尊重并照顾各方合理关切", "zh"), "whose")
    assert as_text(shown).count("‹whose›") == 1
    assert name_slot(shown, None) == shown


def test_markup_from_a_source_stays_text():
    shown = redline("a <b>fair</b> peace", "a <script>just</script> peace & *more*", "en")
    html = as_html(shown)
    assert "<script>" not in html and "<b>" not in html
    assert "&lt;" in html and "&amp;" in html
    assert "\\*more\\*" in as_markdown(shown)


def test_markdown_links_and_mentions_from_a_source_are_escaped():
    assert "\\[x\\]\\(http" in as_markdown(redline("", "[x](http://a.example)", "en"))


def test_marks_that_meet_stay_apart_in_markdown():
    for before, after in (("甲乙丙丁戊己庚", "丁戊己庚甲乙丙"), ("谈判停火和平", "和平谈判停火")):
        assert "~~~~" not in as_markdown(redline(before, after, "zh"))


def test_nothing_before_is_all_new_and_nothing_after_all_struck():
    assert as_text(redline("", "停火", "zh")) == "**停火**"
    assert as_text(redline("停火", "", "zh")) == "~~停火~~"


def test_the_later_wording_can_be_read_back_from_any_redline():
    before, after = "中方主张和平解决争端，反对制裁", "反对单边制裁，中方一贯主张通过谈判和平解决争端"
    shown = redline(before, after, "zh")
    kept = (Mark.SAME, Mark.NEW, Mark.MOVED_HERE)
    assert "".join(piece.text for piece in shown.pieces if piece.mark in kept) == after


@given(st.text("停火和谈判，。各国方", max_size=30), st.text("停火和谈判，。各国方", max_size=30))
def test_any_two_wordings_can_be_read_back_from_their_redline(before: str, after: str):
    shown = redline(before, after, "zh")
    new_side = (Mark.SAME, Mark.NEW, Mark.MOVED_HERE)
    assert "".join(piece.text for piece in shown.pieces if piece.mark in new_side) == after
    old_side = sorted("".join(p.text for p in shown.pieces if p.mark in (Mark.SAME, Mark.STRUCK, Mark.MOVED_AWAY)))
    assert old_side == sorted(before)


def test_two_sentences_that_are_no_variants_stand_one_after_the_other():
    before = "We call on all parties concerned to stay calm and exercise restraint and seek a political settlement of the crisis"
    shown = redline(before, "China supports all efforts conducive to a peaceful settlement of the crisis", "en")
    assert [piece.mark for piece in shown.pieces] == [Mark.STRUCK, Mark.NEW]


def test_a_sentence_that_only_grew_keeps_what_it_had():
    shown = redline("China regrets the conflict.", "China regrets the conflict. It calls on all sides to talk, and to talk soon, about how it ends.", "en")
    assert [piece.mark for piece in shown.pieces] == [Mark.SAME, Mark.NEW]
