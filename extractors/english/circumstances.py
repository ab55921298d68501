"""The circumstances of a reporting clause, read in one place: when, where, in what, after what, in answer to what."""

from __future__ import annotations

from extractors.english.clauses import BREAKS, MASK, Clause, word_at
from extractors.english.cues import FORMS
from extractors.english.places import SIDE_OF
from extractors.english.words import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_WORDS,
    DAYS,
    DETERMINERS,
    MONTHS,
    ORGANISATION_NOUNS,
    PERSON_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    is_ing,
    words_of,
)

_LONGEST = 24  # tokens of a row of circumstances
_UNITS = words_of("week month year night morning evening afternoon day weekend summer winter spring autumn")
_PAPERS = frozenset(("daily", "weekly", "monthly"))  # "the Chinese daily suggested"
_EARLIER = words_of("last this late early earlier later next previous")
_AGAIN = (("for", "the", "first", "time"), ("for", "the", "second", "time"), ("once", "again"), ("once", "more"), ("yet", "again"), ("a", "day", "later"), ("a", "day", "earlier"))
_WHERE = words_of("in at from near outside")
_IN_WHAT = words_of("in at during on via through with by as")
_AFTER_WHAT = words_of("after before following amid upon ahead")
_OF_A_ROLE = words_of("in at on for with from by as")  # "the spokesman at the mission", "an expert on talks"
_LEADS_ON = frozenset((",", ")", "who", "which", "that", "and", "but"))
_DOING = words_of("citing speaking addressing answering responding commenting quoting replying reacting asked pressed questioned")
_LEADS_TO = PREPOSITIONS | words_of("and both all") | _DOING
_DESCRIBES = DETERMINERS | PREPOSITIONS
_BOUNDS = AUXILIARIES | {";", ":", "?", "!", MASK, "that"}  # no row of circumstances runs over these
_OPENERS = (
    _IN_WHAT | _WHERE | _AFTER_WHAT | _EARLIER | _DOING | DAYS | MONTHS | {f"{month}." for month in MONTHS}
    | {"for", "once", "yet", "a", "while", "when", "(", "since"}
)  # fmt: skip
_GOES_ON = words_of("of with to from by between about and for on in at alongside")  # goes on inside what was held, written or asked
# what words are spoken or written in, or at, or on whose side
_VENUES = words_of("""
    briefing briefings conference statement statements post posts interview interviews call conversation meeting meetings talks speech address session
    forum summit sidelines remarks article letter comment comments commentary message broadcast television tv radio website webpage media council assembly visit
    trip tour response responses reply replies answer answers note paper op-ed editorial email e-mail tweet video event ceremony debate hearing dinner reception
    appearance readout document report account x twitter facebook telegram weibo wechat platform newspaper magazine channel spokesman spokeswoman
    spokesperson embassy mission line unison turn person writing public private part exchange discussion discussions dialogue vote phone
""")


def is_time(clause: Clause, at: int) -> bool:
    """Tell whether a token is a weekday or a month: "friday", "oct."."""
    word = word_at(clause, at)
    return (word in DAYS or word.rstrip(".") in MONTHS) and not (word in ("may", "march", "sun", "sat") and not clause.capital[at])


def circumstance(clause: Clause, at: int, end: int) -> int:
    """Return the token behind the circumstance that begins at one; the same token where none begins."""
    if clause.words[at] not in _OPENERS and not clause.words[at].isdigit():
        return at
    for read in (_time, _again, _place, _held):
        behind = read(clause, at, end)
        if at < behind <= end:
            return behind
    return at


def past_circumstances(clause: Clause, at: int, end: int) -> int:
    """Return the token behind a row of circumstances."""
    while at < end and (behind := circumstance(clause, at, end)) > at:
        at = behind
    return at


def before_circumstances(clause: Clause, last: int) -> int:
    """Return the token that a row of circumstances up to `last` follows: "China | on Friday in Beijing | said"."""
    words = clause.words
    lowest = max(0, last - _LONGEST)
    while lowest < last and not _BOUNDS.isdisjoint(words[lowest : last + 1]):
        lowest += 1
    for first in range(max(1, lowest), last + 1):
        if words[first] not in _OPENERS and not words[first].isdigit():
            continue
        if _is_when(clause, first, last + 1) and words[first - 1] not in _DESCRIBES:
            return first - 1
        if _is_subject(clause, first) and past_circumstances(clause, first, last + 1) == last + 1:
            return first - 1 - (words[first - 1] == words[last] == ",")  # "Wang, in Munich, Germany, | said"
    return last


def _is_subject(clause: Clause, opening: int) -> bool:
    """Tell whether circumstances may follow what stands before them: a name takes any, "the ministry in Berlin" keeps its place."""
    at = opening - 1
    word = clause.words[at]
    noun = (word in PERSON_NOUNS or word in ORGANISATION_NOUNS) and word not in SIDE_OF
    named = clause.capital[at] and not noun and word not in DETERMINERS and word not in PREPOSITIONS and not is_time(clause, at)
    if named or word in PRONOUNS or word in _LEADS_ON:
        return True
    if word in ROLES and clause.words[opening] in _OF_A_ROLE and _time(clause, opening, len(clause.words)) == opening:
        return False
    end = len(clause.words)
    return noun and _place(clause, opening, end) == opening


def _is_when(clause: Clause, at: int, end: int) -> bool:
    """Tell whether nothing but a time stands there, which may follow whatever words: "published on Friday"."""
    return _time(clause, at, end) == end


def _time(clause: Clause, at: int, end: int) -> int:
    """ "on Friday", "Oct. 24", "24 October 2024", "late on Monday", "last week", "(Nov 1)"."""
    words, n = clause.words, at
    if words[n] == "(":
        close = next((k for k in range(n + 1, min(end, n + 6)) if words[k] == ")"), 0)
        return close + 1 if close and is_time(clause, n + 1) else at
    while n < end and (words[n] in ("on", "since", "of") or words[n] in _EARLIER) and n < at + 3:
        n += 1
    begun = n
    while n < end and (is_time(clause, n) or (words[n].isdigit() and (n > begun or is_time(clause, n + 1))) or (words[n] in _UNITS and n > at)):
        n += 1
        if word_at(clause, n) == "," and n + 1 < end and words[n + 1].isdigit() and len(words[n + 1]) == 4:
            n += 2 + (word_at(clause, n + 2) == ",")
    if n > begun:
        return n
    return at + 1 if words[at] in ("earlier", "later", "today", "yesterday") else at


def _again(clause: Clause, at: int, end: int) -> int:
    return next((at + len(phrase) for phrase in _AGAIN if clause.words[at : at + len(phrase)] == phrase), at)


def _place(clause: Clause, at: int, end: int) -> int:
    """ "in Beijing", "in New York", "in Munich, Germany,"."""
    n = at + 1
    if clause.words[at] not in _WHERE or n >= end or not clause.capital[n] or is_time(clause, n):
        return at
    while n < end and clause.capital[n] and clause.words[n] not in FORMS and (clause.words[n] not in SIDE_OF or n == at + 1):  # "in Munich | China said"
        n += 1
    inside = word_at(clause, n) == "," and n + 2 < end and clause.capital[n + 1] and clause.words[n + 2] == ","
    return n + 3 if inside else n


def _held(clause: Clause, at: int, end: int) -> int:
    """ "at a regular briefing", "in a post on X", "after talks in Paris", "while answering a question", "in response to AFP"."""
    word, words = clause.words[at], clause.words
    doing = word in _DOING or (word in ("while", "when") and (is_ing(word_at(clause, at + 1)) or word_at(clause, at + 1) in _DOING))
    if at + 1 >= end or not (doing or word in _IN_WHAT or word in _AFTER_WHAT):
        return at
    n, head = at + 1, -1
    while n < end and _goes_on(clause, n, head):
        if words[n] in _VENUES and word_at(clause, n + 1) not in _VENUES:
            head = n
        n += 1
    held = head > 0 or doing or (word in _AFTER_WHAT and is_ing(word_at(clause, at + 1)))  # not "after Macron | appealed"
    return n if held else at


def _goes_on(clause: Clause, at: int, head: int) -> bool:
    """Tell whether a noun phrase goes on: no comma, no clause of its own; behind its head only what belongs to it."""
    word = clause.words[at]
    if (word in BREAKS and word not in "-.") or word == MASK or word in CLAUSE_WORDS - {"and"} or word in AUXILIARIES:
        return False
    if is_time(clause, at) or (word == "on" and is_time(clause, at + 1)):
        return False
    if word in PRONOUNS or (word in DETERMINERS and word not in ("its", "his", "her", "their") and clause.words[at - 1] not in _LEADS_TO):
        return False  # "on its website | the mission said"
    if word.removesuffix("'s") in SIDE_OF and clause.capital[at] and clause.words[at - 1] not in _LEADS_TO and clause.words[at - 1] not in DETERMINERS:
        return False  # "an interview with CNN | Beijing said"
    return head < 0 or word not in PREPOSITIONS or word in _GOES_ON


# ---------------------------------------------------------------- from the verb to its subject


def skip_back(clause: Clause, at: int) -> tuple[int, bool, bool]:
    """Go left over adverbs, auxiliaries and circumstances; return where, whether negated, whether only possible."""
    negated = possible = False
    words = clause.words
    while at >= 0:
        word = words[at]
        if at == 0 and word in ("all", "both", "each"):
            break
        if word in ("would", "could", "might", "may", "should", "must", "can", "shall"):
            possible = True
        elif word in ("not", "never", "n't") or word.endswith("n't"):
            negated = True
        elif word == "," and at >= 2 and words[at - 1] in ("however", "meanwhile", "too", "also", "in turn", "then") and words[at - 2] == ",":
            at -= 2
        elif not (word in AUXILIARIES or word in ADVERBS or (word.endswith("ly") and word not in _PAPERS and not clause.capital[at])):
            before = before_circumstances(clause, at)
            if before == at:
                break
            at = before + 1
        at -= 1
    return at, negated, possible
