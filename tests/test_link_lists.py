"""Lists of other pages' headlines change between visits; they are no part of what a page says, however short it is."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ministry import Ministry, Outlet
from tests.sample_pages import read

ENGLISH = "<p><b>Lake Herald:</b> What about Ukraine?</p><p><b>Lin Zhou:</b> On Ukraine, we ask both shores to lay down their oars.</p>"
CHINESE = "<p><strong>湖报记者：</strong>中方对乌克兰有何评论？</p><p><strong>林舟：</strong>在乌克兰问题上，我们请两岸放下船桨。</p>"
HEADLINES = ("Ferry crosses Blue Lake on time", "Ukraine and Noland talk about oars", "Fishers of the north shore meet")
LISTS = {
    "related in a box": "<div class='related'><h3>Related News</h3><ul>{rows}</ul></div>",
    "related without a box": "<h3>Related News:</h3><ul>{rows}</ul>",
    "related under a bold line": "<p><b>相关新闻</b></p><ul>{rows}</ul>",
    "nothing names it": "<div class='x7'><ul>{rows}</ul></div>",
    "a table": "<table><tr><td><div>{plain}</div></td></tr></table>",
    "read also": "<p>Read also: {plain}</p>",
    "boxes in an aside": "<aside><div>{boxes}</div></aside>",
    "neighbours": "<div class='page-turn'><p>上一篇：<a href='/a'>渡轮准时开航</a></p><p>下一篇：<a href='/b'>渔民在北岸聚会</a></p></div>",
    "previous and next": "<p>Previous: <a href='/1'>The ferry is late</a></p><p>Next: <a href='/2'>The ferry is early</a></p>",
    "a path": "<div class='breadcrumb'>位置：<a href='/'>首页</a> &gt; <a href='/news/'>新闻</a> &gt; 正文</div>",
    "a share bar": "<div class='share-bar'>Share: <a href='//f.example'>Face</a> <a href='//t.example'>Bird</a></div>",
    "a menu": "<div class='nav'><a href='/'>Home</a></div>",
}


def filled(template: str, headlines: tuple[str, ...] = HEADLINES) -> str:
    links = [f"<a href='/n/{number}.html'>{headline}</a>" for number, headline in enumerate(headlines)]
    return template.format(
        rows="".join(f"<li>{link} (2031-04-0{n})</li>" for n, link in enumerate(links, 1)),
        plain=" | ".join(links),
        boxes="".join(f"<div>{link}<span>May {n}, 2031</span></div>" for n, link in enumerate(links, 1)),
    )


def in_page(text: str, listed: str) -> str:
    return f"<html><head><title>Oars</title></head><body><h1>Oars</h1><div class='time'>2031-05-06 18:00</div><div>{text}</div>{listed}</body></html>"


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["english", "chinese"])
@pytest.mark.parametrize("template", LISTS.values(), ids=LISTS)
def test_a_short_page_says_the_same_with_and_without_lists(text: str, template: str) -> None:
    alone, listed = read(in_page(text, "")), read(in_page(text, filled(template)))
    assert listed.text.split("\n") == alone.text.split("\n")
    assert len(alone.text.split("\n")) == 2 and alone.whole and listed.whole


@pytest.mark.parametrize("template", LISTS.values(), ids=LISTS)
def test_a_list_that_changes_is_no_edit(template: str) -> None:
    texts = [in_page(ENGLISH, filled(template, HEADLINES[:count] * 2)) for count in (2, 3)]
    assert read(texts[0]).sha256 == read(texts[1]).sha256


@pytest.mark.parametrize(
    "said",
    [
        "<ul><li>On Ukraine, lay down your <a href='/o'>oars</a>.</li><li>Ask the <a href='/w'>wind</a>.</li><li>Wait for <a href='/s'>snow</a>.</li></ul>",
        "<div class='related'><p>On Ukraine we said: <a href='/1'>lay down your oars</a>.</p></div>",
        "<div class='share'><p>We share the grief of <a href='/u'>Ukraine</a></p></div>",
        "<p>See <a href='/1'>the note</a>, <a href='/2'>the letter</a> and <a href='/3'>the list</a> on Ukraine.</p>",
        f"<p><a href='/1'>{'On Ukraine both shores should lay down their oars. ' * 5}</a></p>",
    ],
)
def test_words_with_links_in_them_stay(said: str) -> None:
    assert "Ukraine" in read(in_page("<p>The speaker of the lake met the press at noon today.</p>" + said, "")).text


def test_an_answer_of_one_chinese_clause_is_read_by_the_ministrys_own_paths() -> None:
    body = f"<div class='news-title'><h1>答记者问</h1></div><div id='News_Body_Txt_A'><p>林舟：请两岸放下船桨，在乌克兰停火。</p></div>{filled(LISTS['related in a box'])}"
    article = read(body, "https://www.mfa.gov.cn/web/fyrbt/203105/t20310506_1.shtml", language="zh")
    assert article.text == "林舟：请两岸放下船桨，在乌克兰停火。" and article.extractor == "mfa paths"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_fake_ministrys_pages_are_read_without_their_neighbours(language: str) -> None:
    words = {"en": ["AFP: What about Ukraine?", "Lin Zhou: On Ukraine, lay down your oars."], "zh": ["湖报记者：乌克兰呢？", "林舟：在乌克兰放下船桨。"]}[language]
    with Ministry() as ministry:
        page = ministry.publishes("Oars", words, on=date(2031, 5, 6), language=language)
        first = read(ministry.find(page.path).body, page.url, language=language)
        for number in range(4):
            ministry.publishes(f"Ukraine and the lake, part {number}", words, on=date(2031, 5, 7), language=language)
        later = read(ministry.find(page.path).body, page.url, language=language)
    assert "".join(first.text.split()) == "".join("".join(words).split())
    assert first.sha256 == later.sha256


def test_an_outlets_page_of_one_sentence_is_that_sentence() -> None:
    with Outlet() as outlet:
        page = outlet.publishes("Oars", ["On Ukraine, the speaker asked for silence."], on=date(2031, 5, 6))
        assert read(outlet.find(page.path).body, page.url).text == page.paragraphs[0]
