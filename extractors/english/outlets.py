"""Who hands words on: news outlets, their kinds, and the papers and accounts in which others find words."""

from __future__ import annotations

import re

from extractors.english.discourse import WORD, Phrase, Voice
from extractors.english.words import words_of
from extractors.records.words import Speaker

MEDIA = words_of("""
    xinhua reuters afp ap tass cnn bbc bloomberg interfax ukrinform ria sputnik guardian axios nhk kyodo
    jazeera yonhap pap dpa ansa politico cctv cgtn scmp wsj ft nyt fox nbc abc cbs npr
""")
MEDIA_NOUNS = words_of("""
    agency news newspaper daily times post journal media press tv television radio outlet portal
    magazine network broadcaster gazette herald telegraph tribune
""")
# a source without a side that is no analyst but has the words from somebody, and one that gives what was said in short
RELAYS = re.compile(
    r"\b(?:reports?|statements?|readouts?|agency|agencies|websites?|transcripts?|releases?|news|communiqu\w+|posts?|account|summary|minutes|press|"
    r"media|portal|newspaper|channel|broadcaster|television|service|text|document|message|reporting|consensus|paper|plan|proposal|declaration|letter|[A-Z]{3,})\b|^(?:it|this|the source)$"
)
ACCOUNT = re.compile(r"\b(?:summary|readout|transcript|translation|interpreters?|interpretation|subtitles|press release|account|data|figures|estimates|statistics|information|documents|materials|evidence|findings|records)\b")
# what only hands another's words on when it quotes them
PASSING_ON = MEDIA | MEDIA_NOUNS | words_of("""
    statement readout transcript release report communique notice ministry embassy china beijing chinese channel broadcaster outlet website site paper
    account summary
""")
# the watched side's own media, and state media that are its own where an article is about it
OWN_MEDIA = re.compile(
    r"\b(?:xinhua|cctv|cgtn|china central television|china national radio|china news service)\b"
    r"|\b(?:chinese|china[’']s|beijing[’']s) (?:state|official|national|government)(?:[ -](?:run|owned|controlled|backed|affiliated))?\b|\bstate (?:\w+ )?media in china\b|\bstate(?:[ -](?:run|owned|controlled|backed))? chinese\b",
    re.IGNORECASE,
)
OF_THE_STATE = re.compile(r"^(?:the )?(?:state|official)(?:[ -](?:run|owned|controlled))? (?:\w+ )?(?:media|television|tv|broadcaster|radio|agency)\b", re.IGNORECASE)


def by_outlet(phrase: Phrase) -> Voice | None:
    """Return a news outlet: it passes words on and has no side."""
    words = WORD.findall(phrase.text)
    plain = {w.lower().replace("’", "'").removesuffix("'s") for w in words}
    named = not MEDIA_NOUNS.isdisjoint(plain) and _OF_PEOPLE.isdisjoint(plain) and any(w[0].isupper() for w in words)
    if named or "media" in plain or not MEDIA.isdisjoint(plain):
        return Voice(Speaker(phrase.text, phrase.text), phrase.lower, media=True)
    return None


_OF_PEOPLE = words_of("minister ministry president spokesperson secretary chief editor spokesman spokeswoman cooperation development")
