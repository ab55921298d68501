"""Sentences without a reporting clause of their own that report what was said beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.english.clauses import Clause
from extractors.english.cues import Frame
from extractors.english.discourse import Discourse, Phrase, Voice, remember
from extractors.english.phrases import apposition, phrase_left, phrase_right
from extractors.english.report import Report
from extractors.english.resolve import resolve
from extractors.english.subjects import across_commas
from extractors.english.words import FURTHER_POINTS

# ---------------------------------------------------------------- free indirect speech

_LED_IN = (
    rf"(?:(?:First|{FURTHER_POINTS}|Moreover|Furthermore|In addition|Additionally|At present|At the same time|"
    r"Instead|Rather|In this context|Under the current circumstances|Currently|To this end|Therefore|Otherwise|Meanwhile|In this regard|On the contrary)\b,? )?"
)
_OUGHT = re.compile(
    rf"{_LED_IN}(?:All|Both|The|Each|Every|China|Beijing|Dialogue|Sanctions|No|Any|It|This|Only|Relevant|Parties|Countries|Nuclear|Peace|Security|Key|Critical|Civilians?|Humanitarian|Military|Political|Talks|Negotiations|Disputes|Differences|Weapons|Major|Such|Those|One|Nobody|Europe|European|NATO|"
    r"all|both|the|each|every|no|any|it|this|only|relevant|parties|countries|peace|security)\b[^,;“\"]*?"
    r"\b(?:should|must|needs? to|has to|have to|cannot|can not)\b"
    rf"|{_LED_IN}[Ii]t is (?:\w+ )?(?:important|necessary|imperative|essential|crucial|vital) (?:for|that|to)\b"
    r"|(?:The )?(?:[A-Z]?\w+ ){1,7}?(?:will|can|would) only (?!say|be\b|comment|confirm|happen|take|meet|know)\w+"
    r"|(?:Such|These|This) (?:\w+ )?(?:actions?|moves?|practices?|measures?|sanctions?|steps?|acts?|behaviou?r) (?:\w+ly |will |only |do |does )*"
    r"(?:contradict|violate|undermine|contravene|harm|runs? counter|damage|hinder|hurt|disrupt|not)"
    r"|Only (?:in this way|then|so|by|through)\b[^.;“\"]*?\bcan\b"
)
_ENUMERATED = re.compile(rf"{FURTHER_POINTS}, (?!I\b)")
_OURS = re.compile(  # outside quotation marks a reporter says "we" of the paper alone
    r"\b[Ww]e\s(?:have|could|should|will|must|understand|see|hope|believe|support|call|oppose|need|can|are|also|never|always|firmly|strongly|urge|maintain|uphold|"
    r"stand|advocate|provide|regret|expect|encourage|respect|do not|don[’']t)\b(?!\s(?:reminded|reported|asked|contacted|written|reached))"
)
_OF_ITSELF = (  # no reporter says so of it
    r"(?:(?:does|did|do|will)\s(?:not|never)\s(?:supply|provide|sell|export|fan|seek|accept|add|send|interfere|recogni[sz]e|take\ssides)\b"
    r"|(?:strictly|resolutely|consistently|always)\s(?:controls?|opposes?|supports?|upholds?|rejects?|abides?|adheres?|manages?|exercises?)\b"
    r"|has\s(?:the|every|a\slegitimate|a\sfull)\sright\sto\b)"
)
AS_IT_SAYS = re.compile(rf"(?:China|Beijing|The Chinese (?:side|government))\s{_OF_ITSELF}")
_OWN_POLICY = re.compile(  # what a side says of itself, as it says it
    rf"{_LED_IN}(?:In the past (?:\w+ )?(?:years?|months?), )?(?:China|Beijing|The Chinese (?:side|government)|It|China[’']s (?:position|stance|attitude|proposition|policy)"
    r"(?: on [^.]{3,40})?)\s(?:"
    r"(?:has|have)\s(?:been\s(?:always\s)?(?:committed|promoting|working|calling|doing|making|actively|consistent|clear|engaged|in close)|always|consistently|never|made|conducted|played|kept|maintained|stayed|worked|actively|not provided|neither|provided|upheld|stood)\b"
    r"|will(?:, as (?:always|ever|before),)?\s(?:continue|also continue|always|never|keep|not|work|play|maintain|remain|stay|uphold)\b"
    r"|(?:also )?(?:supports|hopes|stands|advocates|calls|urges|opposes|maintains|upholds|believes|encourages|welcomes)\b"
    rf"|{_OF_ITSELF}"
    r"|is\s(?:an?\s(?:\w+\s(?:and\s)?){0,4}(?:supporter|promoter|force|builder|advocate|defender|mediator|upholder)|verifying|checking|obtaining|investigating|following|monitoring|working|making|paying|maintaining|always|willing|ready|committed|consistent|objective|clear|not a party|neither|never|deeply|highly|gravely)\b)"
)
_REPORTERS = re.compile(  # what only a reporter says of it
    r"\b(?:refus\w+|declin\w+|condemn\w*|critici[sz]\w+|describ\w+|invasion|accus\w+|West(?:ern)?|analysts?|experts?|despite|although|largest|"
    r"buy(?:s|ing)?|bought|import(?:s|ed|ing|er|ers)?|purchas\w+|no[- ]limits|ally|allies|repeatedly|sought to|portray\w*|present(?:s|ed) itself|cast(?:s|ing)? itself|"
    r"seen as|close ties|lifeline|stopped short|abstain\w*|denied|denies|reportedly|so far|trading partner|yet to)\b"
)
# what others think that China or the parties should do, and what they have to get through
ADVISED = r"(?:China|Beijing) (?:should|must|needs to|has to|ought to)(?! not)|leverage|winter|elections?|in words|but its"
_ADVISED = re.compile(rf"\b(?:{ADVISED})\b")
_TERM = 20  # characters; a shorter quotation is an outlet's distance to a word: the "crisis"


def free_indirect(clause: Clause, number: int, before: Sequence[Report], official: bool) -> list[Report]:
    """What ought to be, what a side says of itself, or in a readout any sentence, goes on in the reported voice."""
    if not before or any(q.end - q.start > _TERM for q in clause.quotes):
        return []
    recent = before[-1]
    if recent.voice.media or not recent.voice.speaker.acts_for or not (recent.cue or recent.goes_on or recent.orphan):
        return []
    begin = _resumed(clause, recent)
    if begin is None or not (official or _is_theirs(clause, recent)):
        return []
    if official and begin != clause.start:
        return []
    return [
        Report(
            recent.voice, begin, clause.end, (begin, clause.end), "", recent.frame, (), paragraph=number, goes_on=True
        )
    ]  # fmt: skip


def _resumed(clause: Clause, recent: Report) -> int | None:
    """Return where the reported voice is taken up again: here, or one sentence earlier, which then stands between its words."""
    gap = clause.text[recent.end : clause.start]
    if not gap.strip():
        return clause.start
    inner = gap.strip()
    one = "\n" not in gap and len(inner) < 260 and not re.search(r"[.!?]\s", inner) and not re.search(r"[“”\"]", inner)
    if not one or not recent.voice.person or _REPORTERS.search(inner) or not _OUGHT.match(clause.text, clause.start, clause.end):
        return None
    return recent.end + len(gap) - len(gap.lstrip())


def is_policy(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence says what ought to be or what China does and wants, and not as a reporter tells it."""
    own = _OUGHT.match(text, start, end) or _OWN_POLICY.match(text, start, end) or _OURS.search(text, start, end)
    return own is not None and not says_reporter(text, start, end)


def says_reporter(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence holds words that a reporter has for China's policy."""
    return _REPORTERS.search(text, start, end) is not None


def _is_theirs(clause: Clause, recent: Report) -> bool:
    if _ADVISED.search(clause.text, clause.start, clause.end):
        return False
    if _OUGHT.match(clause.text, clause.start, clause.end):
        return True
    if recent.voice.speaker.acts_for != "China":
        return False
    own = (
        _OWN_POLICY.match(clause.text, clause.start, clause.end)
        or _ENUMERATED.match(clause.text, clause.start, clause.end)
        or _OURS.search(clause.text, clause.start, clause.end)
    )
    return own is not None and not _REPORTERS.search(clause.text, clause.start, clause.end)


# ---------------------------------------------------------------- "This was stated by"

_STATED = re.compile(
    r"(?:This|That|It|Th(?:e|is) (?:corresponding |relevant |respective |official )?(?:statement|announcement|comment|remark|position|opinion)s?)\s(?:was|were|is|has been|have been)\s(?:\w+ly\s|also\s)?"
    r"(?:stated|announced|said|made|reported|told|noted|emphasi[sz]ed|stressed|declared|written|confirmed|expressed|voiced|pointed out|given|"
    r"disclosed|revealed|clarified|claimed)\b[^.;“\"]{0,120}?\bby\s"
)
_OPINION = re.compile(r"(?:This|That|Such) (?:is|was) (?:also )?(?:the )?(?:opinion|view|position|assessment|conclusion|message|stance)(?: expressed)? (?:of|by|from)\s")
_THIS_IS_HOW = re.compile(r"(?:This|That|It) (?:is|was) (?:how|what|the way)\s")
_REACTED = re.compile(r"\b(?:reacted|commented|responded|put it|answered|described|replied|said)\b")
_DONE = re.compile(r"\b(?:said|stated|announced|declared|reported|noted|confirmed|claimed|added|recalled|explained|clarified|assured|warned of|remarked|repeated|emphasi[sz]ed|stressed|under(?:lined|scored)|reiterated|wrote|told \w+ about|spoke (?:about|of))\s(?:this|so|it)\b(?=\s(?:at|on|during|in|to|while|when)\b|[.,])|\bmade (?:this|these) (?:\w+ )?(?:remarks?|statements?|comments?|announcement)\b(?![^.]*(?:[:“\"]|ing that\b))")
_IT = frozenset(("this", "these", "so", "it"))
_REFERRED = re.compile(  # the outlet that passes words on says whose they are
    r"\b(?:with (?:a )?(?:reference|link) to|citing|quoting|referring to)\s(?:(?:the|a)\s(?:statement|press service|website|message|report|announcement)s?\s(?:of|from|by)\s)?([^,.;]{3,90})"
)
_WHOLE = 600  # characters of a paragraph that such a sentence names the speaker of


def stated_by(
    clause: Clause, number: int, discourse: Discourse, out: list[Report], before: Sequence[Report], previous: tuple[int, int] | None
) -> list[Report] | None:
    """ "China will not join. This was announced by spokesperson Lin Jian.": the sentence before is hers; None: no such sentence."""
    source = _who(clause)
    if source is None:
        return None
    begin, end = clause.span(*source)
    extra = apposition(clause, source[1])
    beside = clause.span(*extra) if extra else (begin, begin)
    phrase = Phrase(clause.text[begin:end], begin, clause.text[slice(*beside)], "", beside[0])
    voice = resolve(phrase, discourse)
    if not voice.speaker.acts_for and (behind := _REFERRED.search(clause.text, end, clause.end)):  # "reported by Xinhua with reference to the ministry"
        phrase = Phrase(behind[1], behind.start(1))
        voice = resolve(phrase, discourse)
    if voice.media or not voice.speaker.acts_for:
        return None
    remember(discourse, voice, phrase)
    earlier = (*before, *out)
    span = previous or _paragraph_before(clause)
    if out and previous and _is_named_now(out[-1], voice, previous):
        out[-1] = replace(out[-1], voice=voice, end=clause.end)
        return []
    if span is None or is_event(clause.text, *span) or any(r.start < span[1] and r.end > span[0] for r in earlier[-4:]):
        return []
    return [_stated(clause, span, voice, number)]


_EVENT = re.compile(
    r"[^.;:“”\"]{3,140}?\b(?:hosted|held|chaired|attended|met(?: with)?|held talks with|spoke (?:by phone )?with|arrived in|visited)\b"
    r"(?![^.]*\b(?:that|should|must|supports?|calls?|hopes?|stressed|said|to (?:end|stop|help|promote))\b)[^.;:“”\"]*\.?\s*"
)


def is_event(text: str, start: int, end: int) -> bool:
    """ "Wang Yi met with Kuleba in Guangzhou": that they met is told, and no word of theirs."""
    return _EVENT.fullmatch(text, start, end) is not None


def _is_named_now(report: Report, voice: Voice, previous: tuple[int, int]) -> bool:
    """ "China calls for calm. This was said by Mao Ning.": the state's words are those of the person named."""
    side = report.voice.speaker.acts_for
    return report.end == previous[1] and not report.voice.person and voice.person and side == voice.speaker.acts_for


def _stated(clause: Clause, span: tuple[int, int], voice: Voice, number: int) -> Report:
    return Report(voice, span[0], clause.end, span, "state", Frame.SAY, (), paragraph=number)


def _who(clause: Clause) -> tuple[int, int] | None:
    """Return the tokens that name who is said to have stated what stands before."""
    opens = clause.text[clause.start] in "TIS"  # "This", "It", "Such"
    stated = _STATED.match(clause.text, clause.start, clause.end) or _OPINION.match(clause.text, clause.start, clause.end) if opens else None
    if stated:
        at = next((n for n, (a, _) in enumerate(clause.spans) if a >= stated.end()), None)
        return phrase_right(clause, at) if at is not None else None
    how = _THIS_IS_HOW.match(clause.text, clause.start, clause.end) if opens else None
    if not how and not clause.quotes and _IT.isdisjoint(clause.words):
        return None
    done = _REACTED.search(clause.text, how.end(), clause.end) if how else _DONE.search(clause.text, clause.start, clause.end)
    if not done:
        return None
    at = next((n for n, (a, _) in enumerate(clause.spans) if a >= done.start()), 0)
    if at > 0 and clause.words[at - 1] == ",":
        return across_commas(clause, at - 1, [])[0]  # "Li Hui, the envoy, stated this"
    return phrase_left(clause, at - 1) if at > 0 else None


def _paragraph_before(clause: Clause) -> tuple[int, int] | None:
    """Return the paragraph that ends where the sentence's own begins, when it is short and finished."""
    head = clause.text[: clause.start].rstrip()
    if clause.text[len(head) : clause.start].count("\n") == 0 or not head.endswith((".", "”", '"', "»")):
        return None
    begin = head.rfind("\n") + 1
    return (begin, len(head)) if len(head) - begin < _WHOLE else None
