"""Sentences of English news: abbreviations, initials, closing quotes, and full stops without a space after them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.english.quotes import Quote
from extractors.english.words import WEEKDAY

_STOP = re.compile(r"[.!?…]+(?:“(?=\s|$)|[\"”’'»)\]]*)(?=\s|[-–—]\s?[A-Z]|[A-Z“\"‘(]|$)")
_STOP_OR_RUN = re.compile(r"(?=[ \xa0.!?…])(?:(?<=\S)[ \xa0]{3,}(?=[A-Z“\"‘])|[.!?…]+(?:“(?=\s|$)|[\"”’'»)\]]*)(?=\s|[-–—]\s?[A-Z]|[A-Z“\"‘(]|$))")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"‘'.])(?:[A-Z]|Mrs?|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Sen|Rep|Reps|Sens|Gov|Pres|Rev|Hon|St|"
    r"Jr|Sr|Mt|Ft|No|Nos|vs|v|etc|Inc|Corp|Co|Ltd|Bros|Univ|Dept|Assn|Ave|Blvd|Rd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|"
    r"Dec|Mon|Tue|Wed|Thu|Fri|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|"
    r"Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|e\.g|i\.e|cf|al|approx|U\.S|U\.N|U\.K|E\.U|D\.C|a\.m|p\.m|N\.Y|N\.J|Ph\.D|"
    r"[A-Z]\.[A-Z](?:\.[A-Z])?)$"
)
_CAN_END = re.compile(
    r"(?:U\.S|U\.N|U\.K|E\.U|D\.C|a\.m|p\.m|Inc|Corp|Co|Ltd|Jr|Sr|etc|[A-Z]\.[A-Z](?:\.[A-Z])?|[A-Z][a-z]+ Jun)$"  # "Zhang Jun. He said"
)
_TITLE = re.compile(r"(?:^|\W)(?:Mrs?|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sens?|Reps?|Gov|Rev|St|vs|v|No|e\.g|i\.e|cf)$")
_SIGNED = re.compile(r"[-–—―]\s?[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|de|of|the)){0,4}\s*(?:$|[\n,(])")  # "..." – Jan Novak
_STARTER = re.compile(
    r"\s*(?:The|He|She|It|They|We|I|In|On|At|But|And|A|An|This|That|These|Those|His|Her|Their|As|After|Before|While|When|If|"
    r"However|Meanwhile|Also|For|There|With|By|So|Yet|Both|Some|Many|Most|Last|Earlier|According|Asked)\s"
)
_ATTRIBUTED = re.compile(
    r"\s*[-–—]?\s*(?:(?:[A-Z][\w.’'-]*|the|a|an|of|for|to|de|van|foreign|minister|spokes\w+|president|who|his|her)\s+){1,7}?(?:ha[ds]\s+)?"
    r"(?:said|says|asks|asked|added|adds|told|tells|wrote|writes|tweeted|explain(?:ed|s)|repli(?:ed|es)|recall(?:ed|s)|exclaimed|"
    r"shout(?:ed|s)|yell(?:ed|s)|scream(?:ed|s)|cri(?:ed|es)|continue[ds]|quipp?(?:ed|s)|joke[ds]|insist(?:ed|s)|demand(?:ed|s)|wonder(?:ed|s)|note[ds]|question(?:ed|s)|declare[ds]|responded|press(?:ed|es)|repeat(?:ed|s)|remark(?:ed|s)|mused|begg?(?:ed|s)|went on|retort(?:ed|s)|shot back|interjected|inquired|challenged|countered|called out)\b(?!\s+(?:that|he|she|they|it|the|his|her|in an))"
)


_ASKED_OF = re.compile(  # "...?" Minister Novak had asked the assembly on Friday.
    r"\s*(?:[A-Z][\w.’'-]*\s+){1,6}ha[ds]\s+(?:asked|told|demanded of|shouted at)"
    r"(?:\s+(?!that\b|whether\b|if\b|to\b|for\b|why\b|how\b)[\w’'-]+){1,7}\s*(?:[.]|$)"
)


_BARE_CLAUSE = re.compile(  # "The ferry is late." Novak said on Friday.
    r"\s*(?:[A-Z][\w’'-]+\.?\s+){1,4}(?:said|says|added|wrote|told reporters|replied|responded)"
    r"(?:\s+(?:on|in|at|during|after)\s[^.,;:“”\"]{2,50}"
    rf"|\s+{WEEKDAY})?\s*(?:[.]|$)"
)


LONGEST = 1500  # characters outside quotations; a longer run without a full stop is no sentence


_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’' -]+(?:, [A-Z][a-z]+)?[,.]? ?)?(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?[.,]? ?)?"
    r"(?:/[A-Z][A-Za-z-]+/\.?|\([A-Z][A-Za-z./ -]{1,30}\) ?[-–—]+)\s+(?=[A-Z“\"])"
    r"|[A-Z][A-Z.’'/ -]{2,}, [A-Z][a-z]{2,8}\.? \d{1,2} [-–—]+ (?=[A-Z“\"])|[A-Z][A-Z.’' ]{5,30}(?:, [A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?)? [-–—]+ (?=[A-Z“\"])"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?, [A-Z][a-z]{2,8}\.? \d{1,2} \([A-Z][A-Za-z./ -]{1,30}\)\.? ?[-–—]+ (?=[A-Z“\"])"
    r"|(?:Beijing|Moscow|Kyiv|Kiev|Washington|New York|Brussels|London|Paris|Berlin|Geneva|United Nations|Hong Kong|Shanghai|Vienna|Singapore)\s[–—]+ (?=[A-Z])"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?, [A-Z][a-z]+(?: [A-Z][a-z]+)? (?:\([A-Za-z ]+\) )?[–—] (?=[A-Z“\"])"
)


def split_sentences(text: str, start: int, end: int, quotes: Sequence[Quote]) -> list[tuple[int, int]]:
    """Cut a paragraph into sentences; a quotation stays whole with the sentence that reports it."""
    out: list[tuple[int, int]] = []
    dateline = _DATELINE.match(text, start, end)
    begin = dateline.end() if dateline else start
    inner = iter([*quotes, None])
    quote = next(inner)
    runs = text.find("  ", begin, end) >= 0 or text.find("\xa0", begin, end) >= 0
    for stop in (_STOP_OR_RUN if runs else _STOP).finditer(text, begin, end):
        at = stop.end()
        while at - begin > LONGEST and (quote is None or quote.outer[0] >= at):
            begin = _append(out, text, begin, begin + LONGEST)
        while quote is not None and quote.outer[1] < at:
            quote = next(inner)
        if quote is not None and quote.outer[0] < stop.start() and at < quote.outer[1]:
            continue
        if at < end and not _ends(text, stop, begin, end):
            continue
        begin = _append(out, text, begin, at)
    while quote is None and end - begin > LONGEST:
        begin = _append(out, text, begin, begin + LONGEST)
    _append(out, text, begin, end)
    return out


def _append(out: list[tuple[int, int]], text: str, begin: int, end: int) -> int:
    while begin < end and text[begin].isspace():
        begin += 1
    stop = end
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    if stop > begin:
        out.append((begin, stop))
    return end


def _ends(text: str, stop: re.Match[str], begin: int, end: int) -> bool:
    sign, at = stop.group(), stop.end()
    if sign.isspace():  # feeds set apart their lines with runs of spaces
        return True
    following = text[at : at + 90].lstrip(" \t\n\xa0")
    if not following or following[0].islower() or following[0] in ",;:)":
        return False
    if sign[-1] in "\"”’'»" and _SIGNED.match(following):
        return False
    glued = not text[at].isspace()
    if sign == "." or glued:
        word = text[max(begin, stop.start() - 12) : stop.start()]
        if glued and (
            len(word) < 2
            or not (word[-1].islower() or word[-1] in ')]”"’%' or word[-1].isdigit())
            or (not following[0].isalpha() and following[0] not in '“"‘(-–—')
        ):
            return False
        if glued and re.match(r"[A-Za-z]+\.|(?:com|org|net|[Aa]z|[Uu][Aa]|ru)\b", following):
            return False
        if sign == "." and not (len(word) > 6 and word[-7:].isalpha()) and _ABBREVIATION.search(word):
            if following[0] in "“\"" and text[at].isspace() and not _TITLE.search(word):
                return not following[1:2].islower()  # "in Columbia, S.C. "It is ...""; in "the U.S. "shouldn't" it goes on
            return bool(_CAN_END.search(word) and _STARTER.match(text, at))
    if sign[0] in "!?…" and sign[-1] in "\"”’'»":
        return not (_ATTRIBUTED.match(text, at) or _ASKED_OF.match(text, at))
    return sign[-1] not in "\"”»" or _BARE_CLAUSE.match(text, at, end) is None
