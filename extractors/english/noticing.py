"""Whom a sentence brings up without reporting words of theirs: the next "he", "it" and "the document" mean them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.english.attribution import Attribution
from extractors.english.clauses import Clause, lowered
from extractors.english.discourse import (
    WATCHED,
    Discourse,
    Phrase,
    Voice,
    is_bystander,
    notice_side,
    notice_subject,
    remember,
)
from extractors.english.holders import by_office
from extractors.english.names import as_spelt
from extractors.english.offices import OFFICE_WORDS
from extractors.english.people import side_of
from extractors.english.places import SIDE_OF
from extractors.english.resolve import resolve
from extractors.english.speaking import is_mute
from extractors.english.subjects import main_subject
from extractors.english.words import LEAD_INS, words_of
from extractors.records.words import Speaker

_STATED_BY = re.compile(
    r"\b(?:was|were|is) (?:stated|said|announced|reported|told|noted|emphasized|emphasised|declared|written|confirmed|expressed) by\s"
)
_OWN_WORDS = re.compile(
    r"\b([A-Z][\w-]+)[’']s\s(?:\w+\s)?(?:statement|claim|remark|comment|announcement|assertion|accusation|allegation|speech|post)s?\b[^.“\"]{0,60}\bthat\b"
)
_TOLD = words_of("words statement statements remark remarks comment comments claim claims accusation accusations speech")
_WORDS_OF = re.compile(r"\b(?:response|reply|reaction|answer|came after|followed|comment(?:ed|ing)? on)\b[^.“\"]{0,20}?(?:the )?(?:words|statements?|remarks?|comments?|claims?|accusations?|speech) (?:of|by|from|made by)\s")
_ACTED = re.compile(r"\s(?:reacted|responded|refused|declined|remained|called|took|went|gave|made|kept|met|spoke|insisted|replied)\b")


def notice_head(clause: Clause, discourse: Discourse) -> None:
    """The person at the head of a sentence is whom the next "he" means."""
    text, span, lower = clause.text, (clause.start, clause.end), lowered(clause.text)
    stated = _STATED_BY.search(text, *span) if lower.find(" by", *span) >= 0 else None
    stated = stated or (_WORDS_OF.search(text, *span) if not _TOLD.isdisjoint(clause.words) else None)
    owned = lower.find("'s", *span)
    words = _OWN_WORDS.search(text, *span) if 0 <= owned < lower.rfind("that", *span) else None
    phrase = Phrase(words[1], words.start(1)) if words else None
    owner = resolve(phrase, discourse) if phrase else None
    if owner is not None and owner.person:
        remember(discourse, owner, phrase)
        return
    echoed = [p for p in discourse.people.within(clause.start, clause.end) if _ECHOED.search(text, clause.start, p.position)]
    if echoed and any(is_mute(clause.words[:n]) for n in (2, 3)):  # "Zhao's remarks echo those of the envoy Zhang Jun"
        notice_subject(discourse, echoed[-1])
        return
    begin, limit = (stated.end() - 1, clause.end) if stated else (clause.start, min(clause.start + 60, clause.end))
    named = discourse.people.within(begin, limit)
    if named:
        notice_subject(discourse, as_spelt(named[0], discourse))
        return
    later = [p for p in discourse.people.within(limit, clause.end) if _ACTED.match(clause.text, p.position + len(p.name))]
    if later:  # "Many blamed Moscow, but Guterres reacted with care"
        notice_subject(discourse, later[-1])
        return
    bystander = _bystander_at_head(clause)
    if bystander is not None:
        voice = resolve(bystander, discourse)
        if voice.speaker.acts_for == WATCHED and voice.speaker.official_id:
            remember(discourse, voice, bystander)
        elif voice.speaker.acts_for != WATCHED and not voice.media:
            discourse.focus, discourse.focus_at = voice, bystander.position
        return
    holder = _holder_at_head(clause, discourse)
    if holder is not None:
        remember(discourse, *holder)
        return
    at = _first_word(clause)
    while at + 1 < len(clause.words) and clause.capital[at + 1] and clause.words[at].rstrip(".") in _HONORIFICS:
        at += 1
    if at >= len(clause.words) or not clause.capital[at]:
        return
    first = clause.words[at]
    if first in SIDE_OF:
        notice_side(discourse, SIDE_OF[first], clause.text[slice(*clause.spans[at])])
        return
    called = discourse.people.called(first.removesuffix("'s"), clause.start)
    if len(called) == 1:
        notice_subject(discourse, called[0])


_ECHOED = re.compile(r"\b(?:echo(?:ed|es|ing)?|repeat(?:ed|s)?|mirror(?:ed|s)?|follow(?:ed|s)?|came after) (?:\w+ ){0,3}(?:those|that|remarks|comments|words|statements?|an earlier|a similar|similar)\b")
_HONORIFICS = words_of("mr mrs ms miss dr sir lord president minister premier chancellor ambassador secretary")


def _bystander_at_head(clause: Clause) -> Phrase | None:
    """ "One of the prisoners spoke on television": the next "he" is the prisoner."""
    if clause.words[:1] not in (("a",), ("an",), ("one",), ("another",)):
        return None
    subject = main_subject(clause, len(clause.words))
    if subject is None or subject[0] > 1:
        return None
    begin, end = clause.spans[0][0], clause.spans[subject[1]][1]
    phrase = Phrase(clause.text[begin:end], begin)
    return phrase if is_bystander(phrase.lower) else None


def _holder_at_head(clause: Clause, discourse: Discourse) -> tuple[Voice, Phrase] | None:
    """ "The President of Ukraine considers it harmful": an office heads the sentence, its holder is whom "he" means."""
    if clause.words[:1] != ("the",) or not OFFICE_WORDS.search(" ".join(clause.words[1:6])):
        return None
    subject = main_subject(clause, len(clause.words))
    if subject is None or subject[0] > 0:
        return None
    begin, end = clause.span(*subject)
    phrase = Phrase(clause.text[begin:end], begin)
    voice = by_office(phrase, discourse)
    return (voice, phrase) if voice is not None and voice.person else None


def _first_word(clause: Clause) -> int:
    """ "However, Lin avoided an answer": the adverb in front is nobody."""
    led_in = len(clause.words) > 2 and clause.words[0] in LEAD_INS and clause.words[1] == ","
    return 2 if led_in else 0


def notice_opening(clause: Clause, discourse: Discourse) -> None:
    """ "Asked about it on Friday, Mao Ning restated what she called", "As for Qin Gang, he said": who the pronoun means."""
    comma = next((n for n, word in enumerate(clause.words) if word == ","), 0)
    discourse.opening = _house_in(clause, comma, discourse) if comma > 3 and clause.words[0] == "in" else None
    if not comma:
        return
    if clause.words[:2] == ("as", "for"):
        begin, end = clause.spans[0][1], clause.spans[comma][0]
    elif clause.words[0] in ("asked", "pressed", "questioned"):
        begin = clause.spans[comma][1]
        end = min(begin + 60, clause.end)
    else:
        return
    named = discourse.people.within(begin, end)
    if named:
        notice_subject(discourse, named[0])


_IN_A_STATEMENT = re.compile(
    r"In (?:an?|the|its) (?:\w+ ){0,2}(?:statement|response|reply|comment|e-?mail|post|message|letter|notice)s?\b[^,]{0,60}?\b(?:by|from|of|on the website of) (?P<who>[^,]{4,80})"
)


def _house_in(clause: Clause, comma: int, discourse: Discourse) -> Voice | None:
    """ "In a statement by the embassy, a spokesman said": whose spokesman he is."""
    named = _IN_A_STATEMENT.match(clause.text, clause.start, clause.spans[comma][0])
    voice = resolve(Phrase(named["who"], named.start("who")), discourse) if named else None
    return voice if voice is not None and voice.speaker.official_id and not voice.person else None


_CITED = re.compile(
    r"\b(?:citing|quoting|according to) (?P<who>(?:its |several |two |three |some |the |unnamed |anonymous |unidentified )*(?:[\w.-]+ ){0,3}?(?:diplomats|officials|sources|people|persons|individuals))\b"
)


def notice_cited(clause: Clause, discourse: Discourse) -> None:
    """ "The paper wrote, citing European diplomats, that China is ready": the next "they" are the diplomats."""
    found = _CITED.search(clause.text, clause.start, clause.end)
    named = found is not None and side_of(found["who"].lower()) != WATCHED
    discourse.cited = Voice(Speaker(found["who"], found["who"]), found["who"].lower()) if found and named else None


_SOURCE = re.compile(r"Source:\s*([^\n]{3,160})")


def notice_source(text: str, start: int, end: int, discourse: Discourse) -> None:
    """ "Source: China's Foreign Ministry": a portal names in a line of its own whose words the quotation below holds."""
    line = _SOURCE.match(text, start, end)
    if line is None:
        return
    phrase = Phrase(re.split(r",| in | at | on ", line[1])[0].strip(" ."), line.start(1))
    voice = resolve(phrase, discourse)
    if voice.speaker.acts_for:
        remember(discourse, voice, phrase)


_WHILE = frozenset(("when", "after", "because", "since"))


def notice_main(clause: Clause, attributions: Sequence[Attribution], discourse: Discourse) -> None:
    """ "The ambassador to France caused an uproar when he said": the pronoun is the subject of the main clause."""
    for each in attributions:
        at = each.source[0] if each.source else 0
        if at < 3 or clause.words[at] not in ("he", "she") or clause.words[at - 1] not in _WHILE:
            continue
        subject = main_subject(clause, at)
        if subject is None or subject[1] >= at:
            continue
        begin, end = clause.span(*subject)
        phrase = Phrase(clause.text[begin:end], begin)
        voice = resolve(phrase, discourse)
        if voice.person:
            remember(discourse, voice, phrase)
        return


# ---------------------------------------------------------------- documents

_DOCUMENT_WORDS = words_of("document plan paper proposal points initiative blueprint")
_NO_OWNER = words_of("""
    the a its his their this these here there further later lower elsewhere in on foreign ministry affairs government monday tuesday wednesday thursday friday
    saturday sunday
""")  # fmt: skip
_CHINESE = frozenset(("china", "chinese", "china's", "beijing", "beijing's"))


def notice_document(clause: Clause, discourse: Discourse) -> None:
    """A side's plan or document was named: later "the document" means it."""
    words = clause.words
    if _DOCUMENT_WORDS.isdisjoint(words):
        return
    for at, word in enumerate(words):
        if word in _DOCUMENT_WORDS:
            side = _owner(clause, at)
            near = words[max(0, at - 25) : at + 25]
            if side is None and discourse.document is None and not _CHINESE.isdisjoint(near):
                side = "China"
            discourse.document = side or discourse.document


_PARTNER = r"(?:China|Beijing|Xi(?: Jinping)?|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
_OF_CHINA = r"(?:China|Beijing|Xi(?: Jinping)?)"
_ISSUED = r",? (?:(?:has|have|had|also|later|jointly|on \w+) )*(?:issued?|issues|sign(?:ed|s)?|adopt(?:ed|s)?|releas(?:e|ed|es)|publish(?:ed|es)?|made|put out)"
_JOINT = r"(?:\w+ ){1,4}?joint (?:statement|declaration|communiqu\w+)"
_ISSUED_JOINTLY = re.compile(rf"\b(?:{_OF_CHINA}(?:,| and) {_PARTNER}|{_PARTNER}(?:,| and) {_OF_CHINA}){_ISSUED} {_JOINT}\b|\bjoint (?:statement|declaration|communiqu\w+) (?:of|by|from|between) (?:{_OF_CHINA} and|{_PARTNER} and {_OF_CHINA})\b")
_ISSUED_BY_BOTH = re.compile(rf"\b(?:They|[Tt]he two (?:\w+ )?(?:leaders|presidents|sides|countries|ministers)){_ISSUED} {_JOINT}\b")
_OWN_STATEMENT = re.compile(r"\b(?:an?|its|his|her|their own|another|separate) (?!joint)(?:\w+ )?statement\b")


def notice_joint(clause: Clause, discourse: Discourse) -> None:
    """ "Xi and Novak issued a joint statement": later "the statement" is the watched side's too, until somebody puts out one alone."""
    if not {"joint", "statement"}.intersection(clause.words):
        return
    span = clause.start, clause.end
    both = _ISSUED_BY_BOTH.search(clause.text, *span)
    met = both is not None and WATCHED in [p.side for p in discourse.people.named_before(clause.start)[-3:]]
    if met or _ISSUED_JOINTLY.search(clause.text, *span):
        discourse.jointly = True
    elif _OWN_STATEMENT.search(clause.text, *span):
        discourse.jointly = False


def _owner(clause: Clause, at: int) -> str | None:
    """Return the side named just before a document; another capitalised word there is nobody's we know."""
    for n in range(at - 1, max(-1, at - 5), -1):
        side = SIDE_OF.get(clause.words[n].removesuffix("'s"))
        if side is not None:
            return side
        if clause.capital[n] and clause.words[n] not in _NO_OWNER:
            return "another"
    return None
