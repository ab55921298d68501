"""Who a phrase means in its article: people, pronouns, offices on the date, ministries and capitals."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.english.bodies import as_written, by_body, by_definite
from extractors.english.discourse import WATCHED, Discourse, Phrase, Voice, as_pronoun, as_voice, plain
from extractors.english.gender import agreeing
from extractors.english.holders import by_office
from extractors.english.names import by_name
from extractors.english.outlets import by_outlet
from extractors.english.places import SIDE_OF

_CONTRACTED = frozenset(f"{word}'{verb}" for word in ("he", "she", "it", "they") for verb in ("s", "re"))
_HE = frozenset(("he", "she", "him", "her", "his"))
_BOTH = frozenset(("both", "the two sides", "the pair", "they"))
_IT = frozenset(("it", "them", "its", "their")) | _BOTH
_GROUP = re.compile(
    r"^(?:the two|two|both|the) (?:\w+ )?(?:presidents|leaders|sides|countries|governments|ministers|heads of state|nations|neighbou?rs)$"
)


def _group(phrase: Phrase, discourse: Discourse) -> Voice | None:
    """ "the two presidents": joint words count as those of the watched side when it is one of the two."""
    if phrase.lower not in _BOTH and not _GROUP.match(phrase.lower):
        return None
    recent = discourse.people.named_before(phrase.position)[-4:]
    if phrase.lower in _BOTH or re.search(r"sides|countries|governments|nations|neighbou?rs", phrase.lower):
        sides = list(dict.fromkeys(p.side for p in reversed(recent) if p.side))[:2]
        spoke = discourse.last.speaker.acts_for if discourse.last else None
        sides = sides or [spoke or discourse.lead or ""] * ("two" in phrase.lower.split())  # nobody is named: who spoke, or those of the lead
        return as_voice(discourse.officials.get("china"), phrase, discourse) if WATCHED in sides else None
    two = list({p.key: p for p in reversed(recent)}.values())[:2]  # those named last, whoever else was named before
    official = next((p.official for p in two if p.side == WATCHED and p.official), None)
    return as_voice(official, phrase, discourse) if official else None


def _is_place(voice: Voice | None) -> bool:
    """Tell whether it is a country that spoke: "Estonia" is nobody's "he"."""
    return voice is not None and not voice.person and re.sub(r"^the ", "", voice.speaker.as_written.lower()) in SIDE_OF


def _he(phrase: Phrase, discourse: Discourse) -> Voice | None:
    """Return whom "he" means: never the one who is spoken to, no country, no woman."""
    focus = discourse.focus or (None if _is_place(discourse.last) else discourse.last)
    if focus is None:
        named = discourse.people.named_before(phrase.position)
        state = discourse.last if discourse.last is not None and discourse.last.speaker.acts_for == WATCHED else None  # "she", as machines translate
        return by_name(Phrase(named[-1].name, named[-1].position), discourse) if named else state
    pronoun = phrase.lower.split("'")[0].split(" ")[0]
    other = agreeing(pronoun, focus.key, discourse.people, phrase.position) if pronoun in _HE else None
    if other is not None:
        return by_name(Phrase(other.name, other.position), discourse)
    if not phrase.addressee:
        return focus
    told = {
        p.key for p in discourse.people.called(plain(phrase.addressee.split()[-1]).lower(), phrase.position)
    }
    if focus.key not in told:
        return focus
    others = [p for p in discourse.people.named_before(phrase.position) if p.key not in told]
    return by_name(Phrase(others[-1].name, others[-1].position), discourse) if others else None


_FURTHER = re.compile(r"(?:Further|Lower|Later|Elsewhere)\s(?:(?:down|on|below|up)\s)?(?=(?:the|its|his|her|their)\s)")
_ASIAN_HOUSE = re.compile(r"^[Tt]he Asian (?:country|nation|giant|power|superpower)[’']s\b")  # "the Asian giant's foreign ministry"
_DESCRIBED = re.compile(  # "Moscow's ally China", not "the leader of China", "Air China"
    r"(?:(?!(?:of|in|to|with|from|for|against|and|or|on|at|by|near|about|over)\b)[\w’'-]+ )*?"
    r"(?:[a-z]*[- ])?(?:ally|allies|partner|neighbou?rs?|neighbou?ring|rival|backer|friend|member|power|powerhouse|superpower|giant|heavyweight|supporter|buyer|importer|mediator|wielding|economy|nation|country) (China|Beijing)$"
)
_REPORTS = re.compile(r"^(?:\w+ )?(?:media|press|news) (?:reports?|outlets?)$")  # whatever stands in apposition is what they report
_OWN_WORDS = re.compile(r"\b(his|her) (?:\w+ )?(?:response|answer|reply|words|remarks|comments|statement|speech|message|post)$")
_COMMENT_OF = re.compile(r"(?:[Tt]he|[Aa]|[Ii]ts) (?:comment|commentary|message|note|answer|reply|response|press release|briefing) (?:of|by|from) (.+)")


def resolve(phrase: Phrase, discourse: Discourse) -> Voice:
    """Return who a source phrase means; unknown people keep the name as written."""
    if beginning := _FURTHER.match(phrase.text):
        phrase = replace(phrase, text=phrase.text[beginning.end() :])
    if _ASIAN_HOUSE.match(phrase.text) and discourse.lead in (WATCHED, "Russia"):
        phrase = replace(phrase, text=_ASIAN_HOUSE.sub("China’s", phrase.text))
    if described := _DESCRIBED.match(phrase.text):
        phrase = replace(phrase, text=described[1])
    if carried := _COMMENT_OF.match(phrase.text):
        phrase = replace(phrase, text=carried[1])
    lower = phrase.lower.partition("'")[0] if phrase.lower in _CONTRACTED else phrase.lower
    if owned := _OWN_WORDS.search(lower):
        lower = owned[1]
    if lower == "it" and discourse.body is None and discourse.last is None and discourse.document:
        phrase, lower = replace(phrase, text="the document"), "the document"  # nobody but a paper has spoken
    if lower in _HE:
        return as_pronoun(_he(phrase, discourse), phrase)
    if lower in ("they", "them") and discourse.cited is not None:
        return discourse.cited
    if lower in _BOTH and discourse.last is None and discourse.body is None:
        return _group(phrase, discourse) or as_written(phrase)
    if lower in _IT or lower in ("we", "i", "who"):
        return as_pronoun(
            discourse.body
            if lower in ("it", "they", "its", "their") and discourse.body
            else discourse.last or discourse.body,
            phrase,
        )
    if _REPORTS.match(lower):
        return by_outlet(phrase) or as_written(phrase)
    return (
        _group(phrase, discourse)
        or by_name(phrase, discourse)
        or by_outlet(phrase)
        or by_office(phrase, discourse)
        or by_body(phrase, discourse)
        or by_definite(phrase, discourse)
        or as_written(phrase)
    )
