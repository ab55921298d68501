"""The subject of a reporting verb: before it, across an apposition, or that of the verb before."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.english.circumstances import past_circumstances, skip_back
from extractors.english.clauses import BREAKS, COMMAS, MASK, SENTENCE_END, Clause, looks_finite, word_at
from extractors.english.cues import FORMS
from extractors.english.phrases import phrase_left, phrase_right
from extractors.english.places import SIDE_OF
from extractors.english.words import (
    AUXILIARIES,
    CLAUSE_WORDS,
    DETERMINERS,
    ORGANISATION_NOUNS,
    PAPERS,
    PASTS,
    PERSON_NOUNS,
    PREPOSITIONS,
    is_ing,
    words_of,
)


def _is_relative(clause: Clause, phrase: tuple[int, int]) -> bool:
    """ "the paper that China published on Friday calls for": a relative clause stands between subject and verb."""
    if phrase[0] < 2 or word_at(clause, phrase[0] - 1) not in ("that", "which", "who", "whom"):
        return False
    return clause.words[phrase[1]].endswith("ed") or clause.words[phrase[1]] in AUXILIARIES


def _published(clause: Clause, phrase: tuple[int, int]) -> tuple[int, int] | None:
    """ "The statement (that was) published on the website of the ministry indicates": the document speaks."""
    made = next((n for n in range(phrase[0], min(phrase[0] + 9, phrase[1] + 1)) if clause.words[n] in _MADE), 0)
    last = made - 1
    while last > 0 and clause.words[last] in (*AUXILIARIES, "that", "which"):
        last -= 1
    document = phrase_left(clause, last) if made else None
    named = document is not None and clause.words[document[1]].removesuffix("s") in PAPERS and clause.words[document[0]] in DETERMINERS
    return (document[0], phrase[1]) if document is not None and named else None


_MADE = words_of("issued published released unveiled proposed presented signed adopted posted drafted")


def _issued(clause: Clause, phrase: tuple[int, int]) -> tuple[int, int] | None:
    """ "The plan issued on Friday by the ministry urges": the document speaks, whose it is stands behind "by"."""
    by = next((n for n in range(max(0, phrase[0] - 1), phrase[1]) if clause.words[n] == "by"), 0)
    if not by:
        return None
    made = next((n for n in range(by - 1, max(0, by - 7), -1) if clause.words[n] in _MADE), 0)
    document = phrase_left(clause, made - 1) if made else None
    named = document is not None and clause.words[document[1]].removesuffix("s") in PAPERS
    return (document[0], phrase[1]) if document is not None and named else None


def _issuer(clause: Clause, last: int) -> tuple[int, int] | None:
    """ "replied to a statement issued by the department on Monday, which claimed": the words are those of who issued it."""
    by = next((n for n in range(last, max(0, last - 12), -1) if clause.words[n] in ("by", "from") and clause.words[n - 1].removesuffix("s") in _ISSUED), 0)
    return phrase_right(clause, by + 1) if by else None


_ISSUED = _MADE | PAPERS | {"made", "remark", "comment", "claim", "report", "article", "accusation"}


def subject_of(
    clause: Clause, head: int, before: Sequence[int]
) -> tuple[tuple[int, int] | None, tuple[int, int] | None, bool]:
    """Return the subject's tokens, those of its apposition, and whether it is that of the verb before."""
    word = word_at(clause, head)
    if head < 0:
        return None, None, False
    if word in ("who", "which"):
        comma = head - 1 if word_at(clause, head - 1) == "," else head
        return _issuer(clause, comma - 1) or phrase_left(clause, comma - 1), None, False
    if word == "that":
        phrase = phrase_left(clause, head - 1)
        return (
            (phrase, None, False)
            if phrase and clause.words[phrase[1]] in ORGANISATION_NOUNS
            else (None, None, bool(before))
        )
    if word in COMMAS or word == ")":
        return across_commas(clause, head, before)
    if word in ("and", "but", "or", "then", "instead", "yet"):
        return None, None, bool(before)
    if (
        word in BREAKS
        or word == MASK
        or (word in CLAUSE_WORDS and word not in ("both",))
        or word in PREPOSITIONS
    ):
        return None, None, False
    phrase = phrase_left(clause, head)
    led_in = past_circumstances(clause, 0, head + 1)
    if phrase and phrase[0] < led_in <= head and clause.words[led_in - 1] != ",":
        phrase = led_in, phrase[1]  # "In a post on X | Beijing said"
    if phrase and (issued := _issued(clause, phrase)):
        return issued, None, False
    if phrase and (document := _published(clause, phrase)):
        return document, None, False
    if phrase and _is_relative(clause, phrase):
        return phrase_left(clause, phrase[0] - 2), None, False
    if phrase and phrase[0] < phrase[1] and clause.words[phrase[1] - 1] in JUDGED and (clause.words[phrase[1]] in SIDE_OF or clause.capital[phrase[1]]):
        return (phrase[1], phrase[1]), None, False  # "a charge China rejected": a relative clause without its pronoun
    return phrase, None, False


JUDGED = words_of("charge charges claim claims accusation accusations allegation allegations assertion move step decision idea demand suggestion something")


def across_commas(
    clause: Clause, head: int, before: Sequence[int]
) -> tuple[tuple[int, int] | None, tuple[int, int] | None, bool]:
    """The verb follows a comma: an apposition closed, or a list of verbs went on."""
    opening = "(" if clause.words[head] == ")" else clause.words[head]
    for comma in range(head - 1, -1, -1):
        if clause.words[comma] in SENTENCE_END or (
            clause.words[comma] == MASK and clause.spans[comma][1] - clause.spans[comma][0] > 40 and opening == ","
        ):
            break
        if clause.words[comma] == opening and not (_is_in_place(clause, comma) or (clause.words[comma - 2] == "," and _is_in_place(clause, comma - 2))):
            inside = clause.words[comma + 1 : head]
            if _is_apposition(clause, comma + 1, head):
                source = phrase_left(clause, comma - 1)
                if source and source[0] > 1 and clause.words[source[0]] in ("who", "whose"):  # "Li, who saw Kyiv, Paris and Rome, said"
                    return phrase_left(clause, source[0] - 2), (source[0], head - 1), False
                return source, (comma + 1, head - 1), False
            if inside and any(a > comma for a in before):
                break
    return None, None, bool(before)


def _is_in_place(clause: Clause, comma: int) -> bool:
    """ "in Munich, Germany, on Friday": the comma parts a town from its state."""
    at = comma - 1
    while at > 0 and clause.capital[at]:
        at -= 1
    led_in = at < comma - 1 and clause.words[at] in ("in", "at", "near", "from", "outside")
    return led_in and word_at(clause, comma + 1) in SIDE_OF and word_at(clause, comma + 2) == ","


_ASKED = words_of("asked pressed questioned quizzed challenged")
_WHAT = words_of("whether if about by on why how what when at again")
_PARTICIPLES = words_of("posted published led held born known chosen run owned based speaking writing")


def _is_apposition(clause: Clause, first: int, end: int) -> bool:
    word = word_at(clause, first)
    if word in (
        "who",
        "which",
        "whose",
        "whom",
        "where",
        "speaking",
        "addressing",
        "citing",
        "referring",
        "once",
        "however",
    ):
        return True
    if word in _ASKED and word_at(clause, first + 1) in _WHAT:
        return True
    if word in ("also", "still", "now", "then") and is_ing(word_at(clause, first + 1)):
        return True
    if word in ("when", "if") and word_at(clause, first + 1) in _ASKED:
        return True
    if past_circumstances(clause, first, end) == end:
        return True
    body = clause.words[first:end]
    if (word in PREPOSITIONS or word in _WHEN) and not any(_heads_clause(w) for w in body):
        return True
    reports = any(not particle for particle, _ in FORMS.get(word, ()))
    if is_ing(word) and (_opens(clause, first - 2) or (not any(w in FORMS for w in body[1:]) and (not reports or not looks_finite(body[1:])))):
        return True
    if (word.endswith("ed") and len(word) > 4 and word not in FORMS) or word in _PARTICIPLES:
        return True
    if not body or (
        looks_finite(_without_participles(body))
        and not any(w in ("who", "whose", "which", "that") for w in body[1:])
    ):
        return False
    if word in DETERMINERS or word.rpartition("-")[2] in PERSON_NOUNS or word.isdigit() or clause.capital[first]:
        return True
    return any(w.rpartition("-")[2] in PERSON_NOUNS for w in body) or word in PREPOSITIONS or word in ("together", "along", "alongside", "jointly")


def _opens(clause: Clause, last: int) -> bool:
    """ "The delegate, noting that it rages on, urged": the phrase that ends there is the sentence's subject, whatever she did beside."""
    phrase = phrase_left(clause, last)
    if phrase is None or is_ing(clause.words[0]) or not names_somebody(clause, last):
        return False
    if phrase[0] > 2 and clause.words[phrase[0] - 1] == "," and phrase[0] < last and not clause.capital[phrase[0]]:
        return _opens(clause, phrase[0] - 2)  # "Mao Ning, a spokeswoman, taking another view, urged"
    behind = past_circumstances(clause, 0, phrase[0])
    return phrase[0] - (behind > 0 and clause.words[behind] == ",") == behind


def names_somebody(clause: Clause, last: int) -> bool:
    """Tell whether a phrase ends in a name or in what a person or a body is: "the envoy", not "rages on"."""
    return clause.capital[last] or clause.words[last] in PERSON_NOUNS or clause.words[last] in ORGANISATION_NOUNS


_WHEN = words_of("again last earlier later here yesterday today late early now formerly currently previously recently")


def _heads_clause(word: str) -> bool:
    """Tell whether a word can only be a finite verb: "said", not "press" or "call"."""
    cues = FORMS.get(word)
    return word in AUXILIARIES or (cues is not None and cues[0][1].finite and not cues[0][1].noun and not cues[0][1].past and word not in ("press", "state"))


_DESCRIBES = PREPOSITIONS | DETERMINERS


def _without_participles(body: Sequence[str]) -> list[str]:
    """ "in a statement released by the office": a participle behind its noun is no verb of a clause."""
    describing = len(body) > 3 and body[0] in _DESCRIBES
    behind = ("by", "on", "in", "at", "to", "from", "with", "as")
    return [
        word
        for before, word, after in zip(["", *body[:-1]], body, [*body[1:], ""], strict=True)
        if word not in ("called", "united")
        and not (describing and word.endswith("ed") and after in behind)
        and not ((before in DETERMINERS or before.endswith("ly")) and word.endswith("ed"))  # "a retired colonel", "widely quoted"
        and not (word == "states" and before in ("united", "member"))
    ]


def _is_finite(clause: Clause, at: int) -> bool:
    """A form of a reporting verb that heads a clause: not the noun in "her answer was"."""
    cues = FORMS.get(clause.words[at])
    return cues is not None and cues[0][1].finite and not (cues[0][1].noun and word_at(clause, at + 1) in AUXILIARIES)


def _is_deed(clause: Clause, at: int) -> bool:
    """ "China respects the borders": behind a state's name a verb that reports nothing."""
    return clause.words[at - 1] in SIDE_OF and clause.words[at].endswith("s") and word_at(clause, at + 1) in DETERMINERS and not clause.capital[at]


def main_subject(clause: Clause, at: int) -> tuple[int, int] | None:
    """Return the subject of the main clause: before its first verb, or behind the comma of an opening phrase."""
    words = clause.words
    begin = 0
    asked = words[0] in _ASKED  # "Asked whether Beijing would, Hua bristled, saying"
    first = 1 if words[0] in ("and", "but", "so") else 0
    if at == 0 or asked or words[first] in PREPOSITIONS or words[first] in CLAUSE_WORDS or is_ing(words[first]):
        begin = next((n + 1 for n in range(1, len(words)) if words[n] == ","), 0)
        if not begin:
            return None
    for verb in range(begin, len(words)):
        word = words[verb]
        if (
            (word in AUXILIARIES or word in PASTS or _is_finite(clause, verb) or word.endswith("ed") or _is_deed(clause, verb))
            and verb > begin
            and not clause.capital[verb]
        ):
            if verb > at > 0:
                return None
            head = skip_back(clause, verb - 1)[0]
            if words[head] in COMMAS:
                return across_commas(clause, head, [])[0]
            phrase = phrase_left(clause, head)
            return phrase if phrase and words[phrase[0]] not in ("who", "which", "that") else None
    return None
