"""Nothing from a source becomes a link, a mention, markup, a script or a header, in whatever kind of channel."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from alert_samples import MINISTER, NOW, shift, statement, utterance
from hostile_payloads import HEADERS, PAYLOADS
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sinks import Got, http_sink, mail_sink

from alerts.blocks import Message
from alerts.channels import channel_of, parcel_for
from alerts.inert import SUBJECT_LENGTH, clean, inert, one_line, subject_line
from alerts.links import Site, safe_url
from alerts.message import compose, compose_group
from alerts.rules import decide_alerts
from alerts.send import Sender, _notify, _plugin
from extractors.records.changes import Evidence

SITE = Site("https://watch.example", "tifawatch")
ADDRESSES = {
    "mail": "mailto://127.0.0.1?mode=insecure&from=a@x.invalid&to=b@x.invalid",
    "slack": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/",
    "telegram": "tgram://123456789:abcdefg_hijklmnop/12315544/",
    "discord": "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js",
    "mattermost": "mmost://127.0.0.1/3ccdd113474722377935511fc85d3dd4",
    "matrix": "matrix://user:token@127.0.0.1/!room:sample.invalid",
    "ntfy": "ntfy://127.0.0.1/topic",
    "json": "json://127.0.0.1/hook",
}

# what mail and chat programs make a live link or a mention of, wherever it stands
AUTOLINK = re.compile(
    r"(?i)[a-z][a-z0-9+.\-]{0,20}://\S"
    r"|\bwww\.\S"
    r"|\b(?:mailto|javascript|data|vbscript|https?|ftp|sftp|tel|callto|sms|sip|skype|facetime|xmpp|magnet|matrix|blob|view-source):\S"
    r"|\S@[^\W_][\w\-]*\.\S"
    r"|[\w\-][.\u2024\u3002\ufe52\uff0e\uff61](?:com|org|net|example|uk|me|gg|ly|to|md|technology|\u0441om|рф|中国|xn--\w+)\b"
    r"|\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b"
)
MENTION = re.compile(r"[@\ufe6b\uff20](?:everyone|here|channel|all|room|admin|U012)|<[@#!&]+\w|(?:^|\s)[#/$!][a-z]|:[a-z]+:", re.I)


def hostile(text: str) -> Message:
    """Put a payload wherever foreign text can stand."""
    speaker = replace(MINISTER, name=text, office=text, as_written=text)
    said = statement(text or "…", speaker, occasion=text, said_on_basis=text, reported_by_side=text)
    spoken = utterance("u1", speaker=speaker, said=said, counterpart=text)
    spoken = replace(spoken, renderings=tuple(replace(one, source=text, url=text) for one in spoken.renderings))
    made = shift(
        speaker=text, stratum=text, formula=text, slot=text, counterpart=text,
        evidence=Evidence(1, 0, 14, checked={text: text}, note=text), grade=text,
    )  # fmt: skip
    assert made.before and made.after
    before = replace(made.before, text=f"before {text}", speaker=text, office=text, source=text, url=text, document=text)
    after = replace(before, text=f"{text} after", language="en")
    alert = decide_alerts([spoken], [replace(made, before=before, after=after)], NOW, quiet=False)[0]
    return compose(replace(alert, note=text), SITE, f"{text} is why")


def ours(message: Message) -> set[str]:
    """The only addresses that may be live: our site, and the page itself where its address is a clean one."""
    found = {link.url for link in message.links}
    for block in message.blocks:
        found |= {link.url for link in getattr(block, "links", ())}
        found |= {line.link.url for line in getattr(block, "lines", ()) if line.link}
    return found


def is_clean_address(url: str) -> bool:
    return bool(re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+(?:[/?][A-Za-z0-9/:?!$&+,;=%~\-._]*)?", url)) and "@" not in url


def assert_silent(text: str, where: str) -> None:
    assert not (found := AUTOLINK.search(text)), (where, found)
    assert not (found := MENTION.search(text)), (where, found)
    assert not re.search("[\u034f\u061c\u115f\u202a-\u202e\u2066-\u2069\u2800\u3164\ufff9-\ufffb\x00-\x08\x1b\x9b\ud800-\udfff]", text), where
    assert not re.search("[\u0300-\u036f]{4}", text), where


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        if not self.tags or self.tags[-1][0] != "style":
            self.words.append(data)


MAIL_TAGS = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "div", "blockquote", "table", "tr", "th", "td", "ul", "li", "br", "span", "a", "del", "ins", "footer"}
CHAT_TAGS = {"br", "b", "s", "u", "i", "a", "strong", "del", "em", "blockquote"}


def check_html(body: str, links: set[str], allowed: set[str], where: str) -> None:
    page = Tags()
    page.feed(body)
    for tag, attributes in page.tags:
        assert tag in allowed, (where, tag)
        assert not {name for name in attributes if name.startswith("on") or name in ("src", "style", "action", "srcset")}, where
        if tag == "a":
            assert attributes["href"] in links, (where, attributes)
    assert_silent("".join(page.words), where)


def check_markdown(body: str, links: set[str], where: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("strikethrough").parse(body)
    words = []
    for token in (child for top in tokens for child in (top, *(top.children or ()))):
        assert token.type not in ("html_block", "html_inline", "image", "fence", "code_block", "code_inline", "heading_open"), (where, token)
        if token.type == "link_open":
            assert unescape(token.attrs["href"]) in links | {link.replace("~", "%7E") for link in links}, (where, token.attrs)
        if token.type in ("text", "softbreak", "paragraph_close"):
            words.append(token.content or "\n")
    assert_silent("".join(words), where)


def without(body: str, links: set[str]) -> str:
    for link in sorted(links, key=len, reverse=True):
        body = body.replace(link, "§")
    return body


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    return [hostile(text) for text in PAYLOADS]


def test_there_are_enough_payloads():
    assert len(set(PAYLOADS)) >= 200


def test_every_link_is_a_clean_address_of_a_page_or_of_our_site(messages):
    for message in messages:
        assert all(is_clean_address(url) for url in ours(message)), ours(message)


def test_a_mail_in_html_shows_payloads_as_words(messages):
    for message in messages:
        body = parcel_for(message, channel_of(ADDRESSES["mail"])).body
        check_html(body, ours(message), MAIL_TAGS, repr(message.subject))


@pytest.mark.parametrize("kind", ["mail", "ntfy"])
def test_plain_text_has_nothing_that_a_client_makes_live(messages, kind):
    for message in messages:
        parcel = parcel_for(message, channel_of(ADDRESSES[kind], "text" if kind == "mail" else ""))
        assert_silent(without(parcel.body, ours(message)), kind)
        assert_silent(parcel.title, kind)


@pytest.mark.parametrize("kind", ["discord", "mattermost"])
def test_markdown_has_no_link_image_code_or_mention_of_theirs(messages, kind):
    for message in messages:
        check_markdown(parcel_for(message, channel_of(ADDRESSES[kind])).body, ours(message), kind)


@pytest.mark.parametrize("kind", ["telegram", "matrix"])
def test_chat_html_has_only_our_tags(messages, kind):
    for message in messages:
        check_html(parcel_for(message, channel_of(ADDRESSES[kind])).body, ours(message), CHAT_TAGS, kind)


def check_slack(body: str, links: set[str]) -> None:
    for inside in re.findall(r"<([^>]*)>", body):
        assert unescape(inside.split("|")[0]) in links, inside
    assert_silent(unescape(re.sub(r"<[^>]*>", "", body)), "slack")


def test_slack_has_only_our_links(messages):
    for message in messages:
        check_slack(parcel_for(message, channel_of(ADDRESSES["slack"])).body, ours(message))


def strings(told: object) -> list[str]:
    if isinstance(told, str):
        return [told]
    inside = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    return [words for one in inside for words in strings(one)]


def test_a_web_hook_s_data_holds_inert_words(messages):
    for message in messages:
        told = json.loads(parcel_for(message, channel_of(ADDRESSES["json"])).body)
        told.pop("alerts")
        for words in strings(told):
            assert_silent(without(words, ours(message)), "json")


def test_a_short_message_is_two_lines_and_inert(messages):
    for message in messages:
        body = parcel_for(message, channel_of(ADDRESSES["ntfy"], "short")).body
        assert len(body) <= 300 and body.count("\n") <= 2
        assert_silent(without(body, ours(message)), "short")


@pytest.mark.parametrize(("kind", "limit"), [("discord", 2000), ("mattermost", 4000), ("telegram", 4096), ("slack", 35000), ("matrix", 19000)])
def test_every_body_fits_its_channel_and_says_when_it_was_cut(messages, kind, limit):
    long = hostile("we should sit down and talk about it " * 200)
    for message in [*messages, long]:
        body = parcel_for(message, channel_of(ADDRESSES[kind])).body
        assert len(body) <= limit and message.id in body
        if message is long and limit < 10_000:
            assert "cut to fit this channel" in body


def test_subjects_are_one_short_line(messages):
    for message in messages:
        assert len(message.subject) <= SUBJECT_LENGTH and "\n" not in message.subject and "=?" not in message.subject
        assert_silent(message.subject, "subject")


def test_a_group_of_hostile_alerts_is_as_inert_as_one():
    alerts = [decide_alerts([utterance("u", text=text or "…")], [], NOW, quiet=False)[0] for text in PAYLOADS[:50]]
    message = compose_group(alerts, SITE, "why")
    check_markdown(parcel_for(message, channel_of(ADDRESSES["mattermost"])).body, ours(message), "group")
    check_html(parcel_for(message, channel_of(ADDRESSES["mail"])).body, ours(message), MAIL_TAGS, "group")


# ---------------------------------------------------------------- what apprise really puts on the wire


@pytest.mark.slow
def test_mails_on_the_wire_have_no_header_that_we_did_not_write():
    expected = None
    with mail_sink() as sink, Sender(20) as sender:
        chosen = [hostile(text) for text in (*HEADERS, *PAYLOADS[::20])]
        for message in chosen:
            sender.send(sink.address(), message)
        assert len(sink.mails) == len(chosen)
        for message, mail in zip(chosen, sink.mails, strict=True):
            headers = sorted(mail.keys())
            expected = expected or headers
            assert headers == expected and mail["To"] == "reader@sample.invalid" and mail["X-Alert-Id"] == message.id
            assert str(mail["Subject"]).split() == message.subject.split()
            assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
            assert_silent(without(mail.get_body(("plain",)).get_content(), ours(message)), "plain part")
            check_html(mail.get_body(("html",)).get_content(), ours(message), MAIL_TAGS, "html part")


def on_the_wire(kind: str, address: str, messages: list[Message], monkeypatch: pytest.MonkeyPatch) -> list[Got]:
    """Send through apprise's own plugin to a sink in the place of the real service."""
    with http_sink() as sink:
        here = f"http://127.0.0.1:{sink.port}"
        plugin = _plugin(address.replace("127.0.0.1", f"127.0.0.1:{sink.port}"))
        assert plugin is not None
        monkeypatch.setattr(type(plugin), "request_rate_per_sec", 0)
        for name in ("webhook_url", "notify_url"):
            if hasattr(type(plugin), name):
                monkeypatch.setattr(type(plugin), name, here + ("/bot" if kind == "telegram" else ""))
        for message in messages:
            before = len(sink.got)
            assert _notify(plugin, parcel_for(message, channel_of(address))), message.subject
            assert len(sink.got) > before
        return [one for one in sink.got if kind != "matrix" or "/send/" in one.path]


SOME = slice(None, None, 3)


@pytest.mark.parametrize("kind", ["slack", "telegram", "discord", "mattermost", "matrix", "ntfy"])
def test_what_apprise_sends_is_what_we_wrote(messages, monkeypatch, kind):
    chosen = messages[SOME]
    got = on_the_wire(kind, ADDRESSES[kind], chosen, monkeypatch)
    assert len(got) == len(chosen)
    for message, one in zip(chosen, got, strict=True):
        if kind == "ntfy":
            assert_silent(without(json.loads(one.body)["message"], ours(message)), kind)
            continue
        told = json.loads(one.body)
        if kind == "slack":
            body = told.get("text") or told["attachments"][0]["text"]
            check_slack(body, ours(message))
        elif kind == "telegram":
            assert told["parse_mode"] == "HTML"
            check_html(told["text"], ours(message), CHAT_TAGS, kind)
        elif kind == "matrix":
            check_html(told["formatted_body"], ours(message), CHAT_TAGS, kind)
            assert not MENTION.search(told["body"])
        else:
            assert "allow_mentions" not in told
            check_markdown(told.get("content") or told["text"], ours(message), kind)


# ---------------------------------------------------------------- any text


@given(st.text(alphabet=st.sampled_from("ab.c:/@#!<>|[]()*_~`&;=?%-\\\n\r\u2028\u200b\u202e。．和 1com"), max_size=60))
@example("<&1")
def test_no_text_at_all_becomes_a_link_or_a_mention(text):
    assert_silent(inert(text), text)
    assert "\n" not in one_line(text) and len(subject_line(text * 9)) <= SUBJECT_LENGTH


@given(st.text(max_size=80))
def test_making_inert_twice_changes_nothing(text):
    assert inert(inert(text)) == inert(text)
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    "text",
    [
        "中方始终认为，各国主权、领土完整都应该得到尊重。联合国宪章宗旨和原则都应该得到遵守。",
        "China supports a fair, lasting and binding peace agreement, the U.S. side said at 3.5 p.m.; no. 4.",
        "Китай підтримує діалог. Мирні переговори – єдиний шлях.",
    ],
)
def test_ordinary_words_stay_as_they_were_said(text):
    assert inert(text) == text


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.mfa.example/a/t1_2.html?x=1&y=2", "https://www.mfa.example/a/t1_2.html?x=1&y=2"),
        ("javascript:alert(1)", ""),
        ("http://user:pw@evil.com", ""),
        ("https://evil.com/)](x", "https://evil.com/%29%5D%28x"),
        ('https://evil.com/"><script>', "https://evil.com/%22%3E%3Cscript%3E"),
        ("https://evil.com/a|b>c @everyone", "https://evil.com/a%7Cb%3Ec%20%40everyone"),
        ("https://例子.中国/路", "https://xn--fsqu00a.xn--fiqs8s/%E8%B7%AF"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("https://evil.com:99999/", ""),
        ("//evil.com", ""),
        ("", ""),
    ],
)
def test_only_a_clean_web_address_becomes_a_link(url, expected):
    assert safe_url(url) == expected


@pytest.mark.parametrize("text", ["It costs $5 billion, ~5 % more.", "第3.5条，2026.11.22", "Mr. Wang said so.", "中方表示。和平谈判"])
def test_ordinary_writing_stays_as_it_is(text):
    assert inert(text) == text


def test_channels_and_share_tags_are_broken():
    assert inert("~town-square $TSLA") == "~\u2060town-square $\u2060TSLA"
