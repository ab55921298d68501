"""Mutations of pages and feeds: what broken servers, hurried editors and hostile authors send."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes], bytes]
OPENINGS = (b"<!--", b"<script>", b"<style>", b"<textarea>", b"<![CDATA[", b"<table><tr>", b"<div ", b"<a href='", b"<!DOCTYPE x [", b"<svg>")
HIDING = (
    b"<div style='display:none'><p>Nobody sees this.</p></div>",
    b"<p hidden>Nor this.</p>",
    b"<span style='visibility:hidden'>Nor this</span>",
)
BOMBS = (b"<!DOCTYPE r [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>", b"&#xD800;", b"&#x110000;", b"&b;", b"\x00" * 9, b"\xff\xfe", b"]]>", b"<?xml version='1.0' encoding='utf-7'?>")
ENCODINGS = ("gb18030", "utf-16", "cp1251", "koi8-r", "big5", "utf-8-sig", "latin-1")


def flip_bytes(chance: random.Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.randint(1, 200)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_out(chance: random.Random, body: bytes) -> bytes:
    start = chance.randrange(len(body))
    return body[:start] + body[start + chance.randint(1, max(2, len(body) // 4)) :]


def cut_off(chance: random.Random, body: bytes) -> bytes:
    return body[: chance.randrange(len(body) // 10, len(body))]


def repeat(chance: random.Random, body: bytes) -> bytes:
    start = chance.randrange(len(body))
    piece = body[start : start + chance.randint(1, 3_000)]
    return body[:start] + piece * chance.randint(2, 40) + body[start:]


def shuffle_pieces(chance: random.Random, body: bytes) -> bytes:
    cuts = sorted(chance.randrange(len(body)) for _ in range(4))
    pieces = [body[a:b] for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True)]
    chance.shuffle(pieces)
    return b"".join(pieces)


def tear_tags(chance: random.Random, body: bytes) -> bytes:
    sign = chance.choice([b">", b"<", b"</", b'"', b"</p>", b"</div>"])
    share = chance.choice([0.01, 0.1, 1.0])
    return re.sub(re.escape(sign), lambda found: b"" if chance.random() < share else found[0], body)


def nest(chance: random.Random, body: bytes) -> bytes:
    tag = chance.choice([b"<div>", b"<span>", b"<b>", b"<ul><li>", b"<blockquote>", b"<item>", b"<font>"])
    return insert(chance, body, tag * chance.choice([10, 250, 300, 3_000, 20_000]))


def open_only(chance: random.Random, body: bytes) -> bytes:
    return insert(chance, body, chance.choice(OPENINGS))


def hide(chance: random.Random, body: bytes) -> bytes:
    return insert(chance, body, chance.choice(HIDING))


def bomb(chance: random.Random, body: bytes) -> bytes:
    return insert(chance, body, chance.choice(BOMBS))


def many_attributes(chance: random.Random, body: bytes) -> bytes:
    return insert(chance, body, b"<div " + b" ".join(b"a%d=1" % n for n in range(chance.choice([50, 500, 5_000]))) + b">")


def mislabel(chance: random.Random, body: bytes) -> bytes:
    label = chance.choice(ENCODINGS).encode()
    return re.sub(rb"(charset|encoding)(\s*=\s*[\"']?)[\w-]+", rb"\1\2" + label, body, count=1)


def transcode(chance: random.Random, body: bytes) -> bytes:
    return body.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


def insert(chance: random.Random, body: bytes, piece: bytes) -> bytes:
    place = chance.randrange(len(body))
    if chance.random() < 0.7 and (tag := body.find(b"<", place)) >= 0:
        place = tag
    return body[:place] + piece + body[place:]


MUTATIONS: tuple[Mutation, ...] = (
    flip_bytes, cut_out, cut_off, repeat, shuffle_pieces, tear_tags, nest, open_only, hide, bomb, many_attributes, mislabel, transcode,
)  # fmt: skip


def mutate(chance: random.Random, body: bytes) -> tuple[bytes, str]:
    """Return the body after one to three mutations, and their names."""
    names = []
    for mutation in chance.choices(MUTATIONS, k=chance.choice([1, 1, 2, 3])):
        body = mutation(chance, body) or b" "
        names.append(mutation.__name__)
    return body, " + ".join(names)
