"""Pages that parsers lose, slow down on or are lied to by; every word about the war is still found."""

from __future__ import annotations

import random
import time

import pytest

from extractors.errors import UnreadablePageError
from extractors.plaintext import is_torn, plain_text
from extractors.relevance import may_concern_ukraine, names_ukraine
from tests.sample_pages import read

MARK = "Our delegation said on Ukraine that the drums should be silent by night."
BODY = "<p>The ferry crossed the lake at noon, and everybody on board was glad to see the other shore.</p>" * 6


@pytest.mark.parametrize("depth", [200, 255, 256, 300, 2_000, 100_000])
def test_words_below_deep_nesting_are_found(depth: int) -> None:
    article = read(f"<html><body>{BODY}{'<span>' * depth}<p>{MARK}</p></body></html>")
    assert MARK in article.text
    assert article.whole or depth >= 200


def test_an_article_drawn_into_a_box_of_share_buttons_by_a_torn_tag_stays() -> None:
    torn = f"<html><body><h1>Oars</h1><div class='share'><a href='/x' title<table><tr>='Bird'></a>{BODY}<p>{MARK}</p></div></body></html>"
    assert MARK in read(torn, "https://www.mfa.gov.cn/eng/t20310506_1.html").text


HEAD = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Oars on the lake</title></head><body>"
MINISTRY = "https://www.mfa.gov.cn/eng/t20310506_1.html"


LINES = "<div>Lake Herald</div><div>2031-05-06 09:15</div><div>Shore desk</div><div>Print</div>"  # so that nothing is close to the article


def in_pieces() -> str:
    """A page whose pieces were sent in the wrong order: its end stands before its beginning."""
    return f"<p>{MARK}</p></div></div></body></html>{HEAD}{LINES}<div class='content_text'><div class='TRS_Editor'>{BODY}"


def test_words_before_the_beginning_of_a_page_are_found_and_said_to_be_incomplete() -> None:
    article = read(in_pieces(), MINISTRY)
    assert MARK in article.text and "The ferry crossed" in article.text
    assert not article.whole and article.notes


def test_words_behind_the_end_of_a_page_are_found() -> None:
    article = read(f"{HEAD}<div class='TRS_Editor'>{BODY}</div>{LINES}</body></html><p>{MARK}</p>", MINISTRY)
    assert MARK in article.text and not article.whole


@pytest.mark.parametrize("cut", ["</di", "</di</div", "<a href='/drum' "])
def test_a_paragraph_that_a_cut_tag_drew_into_the_title_is_found(cut: str) -> None:
    title = f"<div class='news_header_title'>Oars on the lake{cut}<p>{MARK}</p></div>"
    article = read(f"{HEAD}{title}{LINES}<div class='content_text'><div class='TRS_Editor'>{BODY}</div></div></body></html>", MINISTRY)
    assert MARK in article.text


def test_words_that_a_cut_tag_drew_into_a_menu_are_found() -> None:
    menu = f"<div class='nav'><a href='/eng/'drum must sleep, and so must the neighbours.</p><p>{MARK}</p></div>"
    article = read(f"{HEAD}<div>{BODY}</div>{menu}</body></html>")
    assert MARK in article.text and not article.whole


def test_a_page_of_which_next_to_nothing_is_left_is_read_plainly() -> None:
    drawn = f"<div class='related'><div>Related news</div><ul><li><a href='./old.shtml'><p>{MARK}</p>Old news</a></li></ul></div>"
    article = read(f"{HEAD}<p>Lake Herald</p>{drawn}</body></html>")
    assert MARK in article.text
    assert article.extractor == "plain text" and not article.whole


@pytest.mark.parametrize("words", ["Loading", "All ours", ""])
def test_a_page_with_next_to_no_words_is_still_refused(words: str) -> None:
    with pytest.raises(UnreadablePageError, match="nothing on the page"):
        read(f"{HEAD.replace('Oars on the lake', 'Oars')}<div>{words}</div></body></html>")


def test_a_box_for_scripts_in_the_head_does_not_make_a_page_damaged() -> None:
    page = f"{HEAD.replace('</head>', '<div><script>start();</script></div></head>')}<article>{BODY}</article></body></html>\n<!-- served by shore 3 -->"
    assert not is_torn(page)


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(in_pieces(), id="the end before the beginning"),
        pytest.param(f"{HEAD}{BODY}<body class='second'>{BODY}</body></html>", id="two beginnings"),
        pytest.param(f"{HEAD}{BODY}<a href='/drum' {BODY}</body></html>", id="a cut tag"),
        pytest.param(f"{HEAD}{BODY}</body></html><p>{MARK}</p>", id="words behind the end"),
    ],
)
def test_damage_is_recognised(damaged: str) -> None:
    assert is_torn(damaged)


def test_what_the_parser_dropped_is_said() -> None:
    article = read(f"<html><body>{BODY}{'<span>' * 400}<p>{MARK}</p></body></html>")
    assert not article.whole
    assert "dropped" in article.notes[0] and article.extractor == "plain text"


@pytest.mark.parametrize(
    "torn",
    [
        f"<p class='x {MARK}</p>",
        f"<p>{MARK}",
        f"<!-- <p>{MARK}</p>",
        f"<div style='display:none'><p>{MARK}</p>",
        f"<![CDATA[{MARK}]] >",
        f"</div></div></body></html><p>{MARK}</p>",
        f"<table><tr><td><p>{MARK}</p>",
        f"<!-- menu --\ufffd<p>{MARK}</p><!-- end -->",
        f"{'<span>' * 300}<!-- menu --\ufffd<p>{MARK}</p><!-- end -->",
        f"<style>p {{}}<p>{MARK}</p><style>p {{}}</style>",
    ],
)
def test_words_behind_torn_markup_are_found(torn: str) -> None:
    assert MARK in read(f"<html><body><div><div>{BODY}{torn}{BODY}").text


@pytest.mark.parametrize(
    "hidden",
    [
        f"<p style='display:none'>{MARK}</p>",
        f"<p style='color:red; DISPLAY : NONE'>{MARK}</p>",
        f"<div style='visibility: hidden'><p>{MARK}</p></div>",
        f"<p hidden>{MARK}</p>",
        f"<div hidden=''><span>{MARK}</span></div>",
        f"<template><p>{MARK}</p></template>",
        f"<!-- <p>{MARK}</p> -->",
        f"<script>var words = '{MARK}';</script>",
    ],
)
def test_what_a_reader_cannot_see_is_not_said(hidden: str) -> None:
    assert MARK not in read(f"<html><body><article>{BODY}{hidden}{BODY}</article></body></html>").text


def test_captions_menus_and_footers_are_not_put_back() -> None:
    around = f"<nav>{MARK}</nav><article>{BODY}<figure><figcaption>{MARK}</figcaption></figure>{BODY}</article><footer>{MARK}</footer>"
    article = read(f"<html><body>{around}</body></html>")
    assert article.text.count(MARK) == 0 and article.whole


def test_a_short_page_with_many_broken_bytes_is_read_as_the_utf_8_that_it_says_it_is() -> None:
    said = "我代表团就乌克兰表示，鼓夜里不应再响。"
    broken = b"The f\xe9rry cro\xd8sed at \xf4oon, \xecnd ev\xa6rybody w\xdcs glad.</p>\x86<p>The \xc8ther sho\xbee was \xb5ot far.</p\xf8"
    article = read(HEAD.encode() + f"<p>{said}</p><p>".encode() + broken + b"</body></html>")
    assert said in article.text and not article.whole


@pytest.mark.parametrize(
    ("declared", "real"), [("utf-8", "gb18030"), ("iso-8859-1", "gb18030"), ("gb2312", "gb18030"), ("big5", "big5"), ("utf-8", "utf-16")]
)
def test_a_wrong_declaration_does_not_garble_chinese(declared: str, real: str) -> None:
    words = "湖上的渡輪今天開航，船長說，烏克蘭的朋友送來一面新鼓，鼓聲能傳到對岸的山裡，岸上的人都很高興。" * 3
    article = read(f"<html><head><meta charset='{declared}'></head><body><p>{words}</p></body></html>".encode(real), language="zh")
    assert words[:40] in article.text


@pytest.mark.parametrize(("declared", "real"), [("utf-8", "cp1251"), ("windows-1252", "cp1251"), ("koi8-u", "koi8-u"), ("", "cp1251")])
def test_a_wrong_declaration_does_not_garble_cyrillic(declared: str, real: str) -> None:
    words = "Паром пересёк озеро в полдень. Гости из Украины привезли барабан, и все были рады его услышать. " * 3
    article = read(f"<meta charset='{declared}'><body><p>{words}</p>".encode(real), language="ru")
    assert words.strip() in article.text


def test_a_chinese_sentence_in_an_english_page_is_read_though_the_page_calls_itself_something_else() -> None:
    chinese = "我代表团就乌克兰表示，鼓夜里不应再响，岸上的人要睡觉。" * 4
    for declared in ("utf-8", "windows-1252", "koi8-r"):
        markup = f"<html><head><meta charset='{declared}'></head><body>{BODY * 20}<p>{chinese}</p></body></html>"
        assert chinese[:20] in read(markup.encode("gb18030")).text, declared


def test_a_page_with_many_flipped_bytes_keeps_what_is_sound_of_what_it_declares() -> None:
    chance, said = random.Random(3), "鼓夜里不应再响，在乌克兰也是。"
    sound = f"<html><head><meta charset='utf-8'></head><body>{BODY * 40}".encode()
    flipped = bytes(chance.randrange(128, 256) if chance.random() < 0.005 else sign for sign in sound)
    article = read(flipped + f"<p>{said}</p></body></html>".encode())
    assert said in article.text and not article.whole


def test_two_bytes_a_sign_stored_as_two_signs_are_read() -> None:
    laced = "\0".join(f"<html><body>{BODY}<p>{MARK}</p></body></html>")
    assert may_concern_ukraine(laced.encode()) and MARK in read(laced).text


def test_a_page_above_the_cap_is_refused_with_its_size() -> None:
    with pytest.raises(UnreadablePageError, match="more than the 5,000,000"):
        read(b"<p>" + b"a " * 2_600_000)


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 300_000, "<!--" * 300_000, "<script>" * 200_000, "<a " * 400_000, "<p hidden>" * 200_000, "<" * 900_000,
     "<![CDATA[" * 100_000, "<p x='" * 200_000, "&" * 900_000, "<aside></aside>" * 60_000],
)  # fmt: skip
def test_plain_text_takes_time_in_proportion_to_the_page(markup: str) -> None:
    began = time.process_time()
    assert "tail" in plain_text(markup + " tail")
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "words",
    [
        "Ukraine", "UKRAINIAN", "ucraina", "Украина", "УКРАЇНИ", "乌克兰", "烏克蘭", "俄乌冲突", "ｕｋｒａｉｎｅ",
        "Ukr&shy;aine", "&#85;kraine", "&#x4e4c;&#20811;兰", "Ukr<b>aine</b>", "\\u4e4c\\u514b\\u5170", "Ukr\u200baine",
        "Укра\u0456\u0308на", "烏克\uf91f", "𝐔𝐤𝐫𝐚𝐢𝐧𝐞",
    ],
)  # fmt: skip
def test_every_form_of_the_name_makes_a_page_relevant(words: str) -> None:
    assert may_concern_ukraine(f"<p>lake {words} shore</p>".encode())


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "utf-8-sig"])
def test_the_name_is_found_in_any_encoding(encoding: str) -> None:
    assert may_concern_ukraine("<p>今天的渡輪載著烏克蘭的客人到對岸去</p>".encode(encoding))
    assert may_concern_ukraine("<p>Паром и гости из Украины на озере</p>".encode("koi8-r"))


def test_a_page_about_something_else_is_not_relevant() -> None:
    assert not may_concern_ukraine(BODY.encode())
    assert not names_ukraine("乌鲁木齐的天气很好，乌龟在湖里。")


def test_a_footnote_mark_does_not_make_a_sentence_lost() -> None:
    noted = MARK.replace("Ukraine", "Ukraine<sup>12</sup>")
    article = read(f"<html><body><article>{BODY}<p>{noted}</p>{BODY}</article></body></html>")
    assert article.text.count("delegation") == 1 and article.whole
