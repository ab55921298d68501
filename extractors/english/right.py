"""The words behind a reporting verb that it reports."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.english.circumstances import past_circumstances
from extractors.english.clauses import (
    COMMAS,
    MASK,
    SENTENCE_END,
    Clause,
    is_title,
    last_sign,
    last_word,
    looks_finite,
    word_at,
)
from extractors.english.cues import DEEDS, DENIALS, DOCUMENTARY, NAMING, QUOTE_ONLY, Cue, Frame
from extractors.english.left import has_verb
from extractors.english.outlets import MEDIA
from extractors.english.words import (
    AUXILIARIES,
    CLAUSE_WORDS,
    DAYS,
    DETERMINERS,
    ORGANISATION_NOUNS,
    PERSON_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    is_ing,
    words_of,
)


def quote_behind(clause: Clause, start: int) -> int:
    """Return where the quotation stands that follows a comma or colon with no verb before it; 0 when there is none."""
    for at in range(start, min(start + 16, len(clause.words))):
        word = clause.words[at]
        if clause.is_quote(at):
            led_in = clause.words[at - 1] in (",", ":") and clause.words[at - 2] not in PREPOSITIONS
            return at if at > 1 and led_in and not is_title(clause, at) else 0
        if word in AUXILIARIES or word in CLAUSE_WORDS or has_verb(clause, at) or (word == "," and at == start and not clause.is_quote(at + 1)):
            return 0
    return 0


_SHOUTED = words_of("yell scream cry chant read shout")  # what is written or shouted is the quotation and nothing else
_LOUD = _SHOUTED | {"sing"}
_OPENERS = frozenset(PREPOSITIONS - {"for", "of", "against", "over", "about", "to"})


def right_content(clause: Clause, start: int, cue: Cue) -> tuple[int, int] | None:
    """Return what follows the verb, from "that", a quotation or the clause, to the sentence's end."""
    words = clause.words
    if cue.lemma in DENIALS and word_at(clause, start) in ("this", "that", "it", "them") and word_at(clause, start + 1) in SENTENCE_END | COMMAS | {""}:
        return clause.span(start, start)  # "China denies that."
    start = _skip_circumstances(clause, skip_parenthesis(clause, start), cue)
    if cue.frame in (Frame.SAY, Frame.TELL):
        start = max(start, quote_behind(clause, start))
    while word_at(clause, start) in ("that", ":", ",") and start + 1 < len(words):
        start += 1
    if start >= len(words) or words[start] in SENTENCE_END:
        return None
    end = last_word(clause, start, SENTENCE_END | COMMAS)
    if not _reports(clause, start, end, cue):
        return None
    end = _before_aside(clause, start, end)
    if _is_whole_quote(clause, start, end):
        end = start
    elif cue.lemma in _SHOUTED and clause.is_quote(start):
        end = _last_joined(clause, start, end)
    elif cue.lemma in NAMING and MASK in words[start : end + 1]:
        end = _named_as(clause, start, end)
    return clause.span(start, end)


_ASIDES = words_of("referring citing alluding referencing recalling")


def _before_aside(clause: Clause, start: int, end: int) -> int:
    """ "said it was ready, referring to the ferry": the reporter tells what is meant."""
    for at in range(start + 3, end):
        if clause.words[at] in _ASIDES and MASK not in clause.words[at:end]:
            if clause.words[at - 1] == ",":
                return at - 2
            if clause.is_quote(at - 1) and last_sign(clause, at - 1) == ",":
                return at - 1
    return end


def _named_as(clause: Clause, start: int, end: int) -> int:
    """ "called him a "moderate," a dig at": the name ends with its quotation, or with the one that "and" adds."""
    at = _last_joined(clause, clause.words.index(MASK, start), end)
    behind = clause.words[at + 1] if at < end else ""
    other = behind in ("and", "but") and (word_at(clause, at + 2) in PRONOUNS or looks_finite(clause.words[at + 2 : at + 4]))
    ends = at == end or behind in COMMAS or (other and MASK not in clause.words[at + 2 : end + 1]) or last_sign(clause, at) in (",", ".", "?", "!")
    return at if ends else end


def _last_joined(clause: Clause, at: int, end: int) -> int:
    """Return the last of the quotations that "and" joins to the first."""
    while at + 2 <= end and clause.words[at + 1] in ("and", "or", ",") and clause.is_quote(at + 2):
        at += 2
    return at


_AFTER_A_QUOTE = words_of("when after before but as while in during referring according although though because since at on if with")


def _is_whole_quote(clause: Clause, start: int, end: int) -> bool:
    """ "said, "We'll see," when asked about it": the words behind the quotation are the reporter's."""
    if not clause.is_quote(start) or start == end or last_sign(clause, start) not in (",", ".", "?", "!"):
        return False
    after = word_at(clause, start + 1)
    if after in ("and", "but", "then") and looks_finite(clause.words[start + 2 : start + 3]):
        return MASK not in clause.words[start + 1 : end + 1]  # "and left"
    return (after in _AFTER_A_QUOTE or is_ing(after)) and MASK not in clause.words[start + 1 : end + 1]


_REPLIES = frozenset(("respond", "reply", "react"))
_VERDICTS = words_of("""
    disinformation misinformation lies nonsense slander groundless baseless unfounded hypocritical irresponsible unacceptable illegal
    unjustified regrettable unreasonable false untrue absurd dangerous wrong lie lies smear smears provocation provocations
""")


def skip_parenthesis(clause: Clause, start: int) -> int:
    """ "said, according to the release, China is": go behind the second comma."""
    if word_at(clause, start) != "," or word_at(clause, start + 1) not in (
        "according",
        "citing",
        "as",
        "speaking",
        "during",
        "in",
        "at",
        "on",
    ):
        return start
    return next(
        (n + 1 for n in range(start + 1, min(start + 20, len(clause.words))) if clause.words[n] == ","), start
    )


def _skip_circumstances(clause: Clause, start: int, cue: Cue) -> int:
    """ "said in Beijing on Friday that ...": go to "that", a colon or the quotation."""
    word = word_at(clause, start)
    if word == "for" and clause.words[start + 1 : start + 4] == ("the", "first", "time"):
        start, word = start + 4, word_at(clause, start + 4)
    if (
        word not in _OPENERS
        and word not in ("last", "this", "late", "early", "earlier", "again", "today")
        and word not in DAYS
    ) or cue.frame in (Frame.CALL, Frame.STANCE):
        return start
    for at in range(start, min(len(clause.words), start + 28)):
        if cue.frame is Frame.TELL and clause.words[at] == "to" and word_at(clause, at - 1) in ("not", "never"):
            return at - 1  # "told them in May not to wait"
        if clause.words[at] in ("that", ":") or (clause.is_quote(at) and clause.words[at - 1] in COMMAS):
            return at
        if (
            clause.words[at] == ","
            and at + 1 < len(clause.words)
            and (clause.words[at + 1] in PRONOUNS | DETERMINERS or clause.words[0] == "as")  # "As he said earlier, Beijing believes"
        ):
            return at
    past = past_circumstances(clause, start, len(clause.words))
    return past if word_at(clause, past) in DETERMINERS | PRONOUNS else start  # "stressed in Munich the need for talks"


def _is_bare_clause(body: Sequence[str]) -> bool:
    """ "indicated the talks must go on": a subject and its auxiliary, without "that"."""
    verb = next((n for n, word in enumerate(body[:9]) if word in AUXILIARIES), 0)
    return verb > 0 and _RELATIVES.isdisjoint(body[:verb])


_RELATIVES = frozenset(("that", "which", "who", "whom", "whose", "when", "where", "what", "how", "why", "and", "as", "than", ",", MASK))


def _reports(clause: Clause, start: int, end: int, cue: Cue) -> bool:
    """Tell whether what follows a verb is a report: verbs of deeds and names need telling complements."""
    body = clause.words[start : end + 1]
    first = word_at(clause, start - 1) if word_at(clause, start - 1) == "that" else body[0]
    if cue.lemma in (*NAMING, "find") and not _VERDICTS.isdisjoint(body[-5:]):
        return True  # "called the reports disinformation"
    if cue.lemma in NAMING:
        return MASK in body or (first == "that" and cue.lemma == "consider") or (
            cue.lemma in ("describe", "portray", "characterize", "regard", "label") and "as" in body
        )
    if cue.lemma == "post" and first == "that":
        return True
    if cue.lemma in ("continue", "go on") and first == "that":
        return True
    if cue.lemma in ("continue", "go on") and clause.words[start - 1] == "," and body[0] in AUXILIARIES:
        return True  # "China, the ministry continued, is ready"
    if cue.lemma in QUOTE_ONLY:
        return clause.is_quote(start) and (clause.words[start - 1] in (",", ":") or cue.lemma in _LOUD)
    if cue.lemma == "cite":
        return not any(
            w in PERSON_NOUNS or w in ORGANISATION_NOUNS or w in MEDIA or w.rstrip("s") in PERSON_NOUNS
            for w in body[:6]
        )
    if (cue.lemma == "answer" and "questions" in body[:5]) or (cue.lemma in _REPLIES and body[0] == "to" and MASK not in body):
        return False  # what was answered is not told
    if cue.lemma == "encourage" and "to" in body[1:8]:
        return True  # "encouraged both sides to resume talks"
    if cue.lemma in DEEDS:
        wanted = DEEDS[cue.lemma]
        if "that" in wanted and (body[0] in PRONOUNS or body[0] == "there" or _is_bare_clause(body)):
            return True
        return (
            first in wanted
            or ("that" in wanted and first == "to" and "that" in body[2:9])  # "conveyed to his host that"
            or (MASK in body[:4] and cue.lemma != "show")  # the show "Harbour Today"
            or any(w in wanted for w in body[:6] if w not in ("to", "that"))
        )
    if cue.frame is Frame.THINK:
        return cue.lemma in DOCUMENTARY or (
            first in ("that", "to", MASK)
            or "to" in body[1:7]
            or looks_finite(body[:14])
            or cue.lemma in ("hope", "fear", "want", "believe")
        )
    if cue.lemma in ("say", "think", "believe") and first in ("goodbye", "hello", "yes", "no", "so"):
        return False
    if (
        cue.frame is Frame.SAY
        and first in ("to", "by", "with", "from", "as")
        and cue.lemma in ("continue", "add", "respond", "reply", "return")
    ):
        return False
    asked = cue.frame in (Frame.CALL, Frame.STANCE) and not clause.capital[start] and body[0] not in PRONOUNS | DETERMINERS  # "called for talks"
    return len(body) > 1 or MASK in body or asked
