"""Sources without a personal name: outlets, offices on the date, ministries, capitals, documents."""

from __future__ import annotations

import re

from extractors.english.definite import definite_person, other_holder
from extractors.english.discourse import HOUSE, WATCHED, Discourse, Phrase, Voice, as_pronoun, as_voice
from extractors.english.offices import BODIES, DOCUMENTS, MINISTRY, OFFICIAL, PRIVATE, STATES
from extractors.english.people import side_of, without_place
from extractors.english.places import SIDE_OF
from extractors.records.words import Speaker


def _owner(lower: str) -> str:
    """ "the paper on Ukraine" is not Ukraine's: leave out what a document is about."""
    return (
        re.sub(r" (?:on|about|regarding|over|for|concerning)\b.*", "", lower)
        if DOCUMENTS.search(lower)
        else lower
    )


def by_body(phrase: Phrase, discourse: Discourse) -> Voice | None:
    """A ministry, a document, a capital: the institution of the side it names."""
    lower = _owner(phrase.lower)
    side = side_of(without_place(lower)) or (WATCHED if _UNSAID.match(lower) and _is_watched(discourse) else None) or ("US" if _AMERICAN.match(lower) else None)
    if side is None:
        return None
    if _ASIAN.match(lower):
        return as_voice(discourse.officials.get(STATES[WATCHED]), phrase, discourse)
    focus = discourse.focus
    definite = _DEFINITE.match(lower) or (focus is not None and focus.speaker.official_id is None and _TITLE_ALONE.match(phrase.text))
    if focus and focus.speaker.acts_for == side and definite and len(lower.split()) <= 4:
        return other_holder(lower, side, phrase, discourse) or as_pronoun(focus, phrase)
    listed = discourse.officials.institutions_named("en").get(
        phrase.text.strip()
    ) or discourse.officials.institutions_named("en").get(re.sub(r"^[Tt]he ", "", phrase.text.strip()))
    if listed is not None:
        return as_voice(listed, phrase, discourse)
    if PRIVATE.search(lower):
        return Voice(Speaker(phrase.text, phrase.text), lower)
    if _SIDES_SPOKESPERSON.match(lower) and discourse.spokes is not None and discourse.spokes.speaker.acts_for == side:
        return as_pronoun(discourse.spokes, phrase)
    for body_side, written, institution in BODIES:
        if body_side == side and written.search(lower):
            found = discourse.officials.get(institution)
            return as_voice(found, phrase, discourse)
    bare = re.sub(r"^(?:the|both) ", "", lower)
    if _jointly_with_watched(bare):
        return as_voice(discourse.officials.get(STATES[WATCHED]), phrase, discourse)
    if bare in SIDE_OF or OFFICIAL.search(lower) or bare.removesuffix("'s") in SIDE_OF:
        state = STATES.get(side)
        if state is not None:
            return as_voice(discourse.officials.get(state), phrase, discourse)
        return Voice(Speaker(phrase.text, phrase.text, acts_for=side), side)
    if bare.split(" and ")[0] in SIDE_OF:
        return Voice(Speaker(phrase.text, phrase.text, acts_for=side), lower)
    return None


_SIDES_SPOKESPERSON = re.compile(r"the \w+ spokes\w+$")  # "the Chinese spokesman" is the mission's who spoke before
_UNSAID = re.compile(r"^the asian (?:country|nation|giant|power|superpower)$|^(?:the )?(?:ministry of commerce|commerce ministry|moc|mnd)$")  # whose it is
_AMERICAN = re.compile(r"^(?:the )?(?:state department|department of state|treasury(?: department)?|defen[cs]e department|commerce department|justice department)\b")  # no other state has one so called
_ASIAN = re.compile(r"^the asian (?:country|nation|giant|power|superpower)$")


def _is_watched(discourse: Discourse) -> bool:
    """Tell whether the article's Asian country can only be the one that is watched."""
    return discourse.lead == WATCHED or any(p.side == WATCHED for p in discourse.people.mentions[:10])


def _jointly_with_watched(bare: str) -> bool:
    """ "Brazil and China": joint words count as those of the watched side; a pact with Moscow is another topic."""
    sides = [SIDE_OF.get(each) for each in bare.split(" and ")]
    return len(sides) == 2 and None not in sides and WATCHED in sides and "Russia" not in sides


_TITLE_ALONE = re.compile(r"(?:Chinese|China[’']s) (?:[Aa]mbassador|[Ee]nvoy|[Dd]iplomat|[Ss]pokes\w+|[Rr]epresentative)$")  # without an article
_DEFINITE = re.compile(
    r"^(?:the|this|that|his|their|its)\b.*\b(?:diplomat|official|spokes\w+|minister|president|leader|ambassador|envoy|representative|politician|"
    r"secretary|chief|premier|chancellor|director|senator|governor|general|adviser|advisor|head|councill?or|analyst|expert|guest|interlocutor|lawmaker|"
    r"professor|economist|mayor|officer|commander|man|woman|veteran|author|executive|candidate|lawyer|attorney|judge|nominee)\b"
)


def by_definite(phrase: Phrase, discourse: Discourse) -> Voice | None:
    """ "the diplomat", "the ministry", "the document": what the article last spoke of by that kind."""
    lower = phrase.lower
    if _SPOKESPERSONS_OFFICE.match(lower) and (body := discourse.headed or discourse.body or discourse.last):
        return as_pronoun(body, phrase)
    if _OF_THE_HOUSE.match(lower) and discourse.headed is not None:
        return as_pronoun(discourse.headed, phrase)
    if _ITS_OFFICIALS.match(lower) and discourse.body is not None and HOUSE.search(discourse.body.speaker.as_written.lower()):
        return as_pronoun(discourse.body, phrase)
    if discourse.opening is not None and _UNNAMED.match(lower):
        return as_voice(discourse.officials.get(discourse.opening.speaker.official_id or ""), phrase, discourse)
    if _ACCOUNT.match(lower) and discourse.body is not None and (discourse.body.person or discourse.body.media):
        return as_pronoun(discourse.body, phrase)
    if found := _SPEAKING_FOR.match(lower):
        house = found["house"] or found["own"]
        named = discourse.body is not None and house in discourse.body.speaker.as_written.lower()
        spoke = discourse.body if named else discourse.houses.get(house)
        known = spoke.speaker.official_id if spoke else None
        if spoke is None and house == "ministry" and WATCHED in (discourse.last.speaker.acts_for if discourse.last else None, discourse.lead):
            return as_voice(discourse.officials.get("china-mfa"), phrase, discourse)
        if spoke is not None:
            return as_voice(discourse.officials.get(known), phrase, discourse) if known else as_pronoun(spoke, phrase)
    if _DEFINITE.match(lower) and side_of(lower) is None:
        return definite_person(lower, phrase, discourse)
    if (
        re.match(
            r"^(?:the|its|his|their|this)? ?(?:\w+ (?:point|paragraph|article|section|item) (?:of|in) (?:the|its) )?(?:[\w-]+ ){0,3}(?:document|plan|paper|proposal|statement|readout|second paragraph|text$)",
            lower,
        )
        and DOCUMENTS.search(lower)
        and (" by " not in lower or side_of(lower.partition(" by ")[2]) == WATCHED)
    ):
        return _document(lower, phrase, discourse)
    if MINISTRY.search(lower) and not PRIVATE.search(lower) and not (lower == "the foreign office" and discourse.body is not None and discourse.body.speaker.acts_for == WATCHED):
        return _by_ministry(lower, phrase, discourse)
    return None


def _by_ministry(lower: str, phrase: Phrase, discourse: Discourse) -> Voice | None:
    """ "the ministry", "his office", "the government": that of whoever the article last spoke of."""
    owner = _owner_of_ministry(phrase, discourse)
    if owner is not None:
        return owner
    if discourse.headed is not None and _HEADED.match(lower) and (discourse.body is None or discourse.body.speaker.acts_for is None):
        return as_pronoun(discourse.headed, phrase)
    if (kind := _HEADED.match(lower)) and (spoke := discourse.houses.get(lower.split()[-1])) and _is_nobodys(discourse.body, kind[0]):
        return as_pronoun(spoke, phrase)
    near = discourse.focus if re.search(r"\b(?:his|her) ", lower) else discourse.body or discourse.last
    side = (near.speaker.acts_for if near else None) or discourse.lead
    for body_side, written, institution in BODIES:
        if body_side == side and written.search(lower):
            return as_voice(discourse.officials.get(institution), phrase, discourse)
    if re.match(r"(?:his|her) (?:own )?(?:\w+ )?(?:ministry|office|department)$", lower) and discourse.focus:
        return as_pronoun(discourse.focus, phrase)  # "according to his ministry": it passes his words on
    if re.match(r"the government$", lower) and side in STATES:
        return as_voice(discourse.officials.get(STATES[side]), phrase, discourse)
    if (
        (lower.startswith(("the ", "his ", "its ")) or re.match(r"an? (?:\w+ )?ministry (?:spokes|official)", lower))
        and discourse.body is not None
        and len(lower.split()) <= 3
    ):
        return as_pronoun(discourse.body, phrase)
    if lower == "the ministry" and side == WATCHED:
        return as_voice(discourse.officials.get("china-mfa"), phrase, discourse)
    if side is not None and _GOVERNMENT.match(lower):
        return Voice(Speaker(phrase.text, phrase.text, acts_for=side), f"{side} {lower}")
    return None


_OF_THE_HOUSE = re.compile(r"(?:an? |the )?(?:fm|mfa|foreign ministry) spokes\w+(?: @\w+)?$")
_ITS_OFFICIALS = re.compile(r"(?:the )?(?:foreign )?(?:ministry|its|embassy|mission) (?:officials?|diplomats?|spokespeople)$")
_UNNAMED = re.compile(r"^(?:an?|the|its) (?:\w+ ){0,2}(?:spokes\w+|representative|official|diplomat)$")
_ACCOUNT = re.compile(r"^(?:the|its) (?:\w+ )?(?:report|readout|broadcast|account|summary)$")


def _is_nobodys(body: Voice | None, ministry: str) -> bool:
    """Tell whether "the ministry" is not that of the body which spoke last: a bloc or an outlet has none."""
    return body is None or (HOUSE.search(body.speaker.as_written.lower()) is None and ministry.split()[-1] not in body.speaker.as_written.lower())


_SPEAKING_FOR = re.compile(
    r"(?:a|an|the|one|its) (?:unnamed )?spokes\w+ (?:for|of|at|from|with|in) (?:the|its) (?P<house>mission|embassy|ministry|government|department|delegation)$"
    r"|(?:the|its) (?P<own>mission|embassy|ministry)'s spokes\w+$"
)
_SPOKESPERSONS_OFFICE = re.compile(r"the (?:spokes(?:person|man|woman)'?s'? office|office of the spokes\w+)$")
_HEADED = re.compile(r"^(?:the|this) (?:\w+ )?(?:ministry|department|embassy|mission|agency)$")
_GOVERNMENT = re.compile(
    r"^(?:the|its|his|her|their) (?:\w+ ){0,2}(?:ministry|government|embassy|administration)$"
)


def _owner_of_ministry(phrase: Phrase, discourse: Discourse) -> Voice | None:
    """ "Kuleba's ministry": the side of the person it is named after."""
    found = re.match(
        r"(?:\w+ )?([A-Z]\w+)(?:[’']s?)? (?:\w+ )?(?:ministry|office|department|government|administration)\b",
        phrase.text,
    )
    if found is None:
        return None
    people = discourse.people.called(found.group(1).lower(), phrase.position)
    sides = {p.side for p in people} or {
        o.side for o in discourse.officials.named("en").get(found.group(1), ())
    }
    if len(sides) != 1:
        return None
    side = next(iter(sides))
    if side == WATCHED and _STATE.search(phrase.lower):
        return as_voice(discourse.officials.get(STATES[side]), phrase, discourse)
    return Voice(Speaker(phrase.text, phrase.text, acts_for=side), f"{side} {phrase.lower}")


_STATE = re.compile(r"\b(?:government|administration)$")


_OF_ANOTHER = re.compile(r"\bstatement (?:from|of|by|on behalf of) (?:the )?[A-ZÀ-Ý]")  # a house that nobody knows by now
_OF_BOTH = re.compile(r"(?:the|their|this) (?:joint )?(?:statement|declaration|communiqu\w+|document)$")


def _document(lower: str, phrase: Phrase, discourse: Discourse) -> Voice | None:
    """ "the plan" is the last named plan's side's; "the statement" is that of whoever spoke last."""
    if discourse.jointly and _OF_BOTH.match(lower):
        return as_voice(discourse.officials.get(STATES[WATCHED]), phrase, discourse)
    if "joint" in lower or _OF_ANOTHER.search(phrase.text):
        return None
    if "statement" in lower or "readout" in lower:
        just = discourse.last if lower.startswith("a ") or "readout" in lower else None  # "Wang told Blinken ..., according to a statement"
        known = just or discourse.body or discourse.last
        return as_pronoun(known, phrase) if known else None
    if discourse.document in STATES:
        return as_voice(discourse.officials.get(STATES[discourse.document]), phrase, discourse)
    return None


def as_written(phrase: Phrase) -> Voice:
    """Return a source nobody knows, with the side that its words name."""
    side = side_of(without_place(_owner(phrase.lower))) or side_of(without_place(phrase.apposition.lower()))
    context = phrase.whole
    acts_for = side if side and OFFICIAL.search(context) and not PRIVATE.search(context) else None
    text = " ".join(phrase.text.split())
    return Voice(Speaker(text, phrase.text, acts_for=acts_for), phrase.lower)
