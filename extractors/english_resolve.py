"""Who a phrase means in its article: people, pronouns, offices on the date, ministries and capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from extractors.english_offices import (
    BODIES,
    DOCUMENTS,
    MARKS,
    MINISTRY,
    OFFICE_WORDS,
    OFFICES,
    OFFICIAL,
    PRIVATE,
    STATES,
)
from extractors.english_people import NEAR, People, Person, side_of
from extractors.english_places import SIDE_OF
from extractors.english_words import MEDIA, MEDIA_NOUNS
from extractors.records import Level, Speaker
from extractors.speakers import Institution, Official, Officials

_HE = frozenset(("he", "she", "him", "her", "his"))
_IT = frozenset(("it", "they", "them", "both", "the two sides", "the pair"))
WATCHED = "China"
_WORD = re.compile(r"[A-Za-zÀ-ž][\w’'\-.]*")


@dataclass(frozen=True, slots=True)
class Voice:
    """A resolved speaker, the key that joins its mentions, and whether it is a news outlet."""

    speaker: Speaker
    key: str
    person: bool = False
    media: bool = False
    pronoun: bool = False


@dataclass(slots=True)
class Discourse:
    """What the article has said so far: the people in it and who spoke last."""

    officials: Officials
    people: People
    on: date | None
    focus: Voice | None = None  # the person that "he" means
    body: Voice | None = None  # the institution that "it" and "the ministry" mean
    last: Voice | None = None  # whoever spoke last
    by_surname: dict[str, str] = field(default_factory=dict)  # surname -> key of who spoke under it last
    chinese_document: bool = False
    focus_at: int = 0  # where that person was named
    lead: str | None = None  # the side that the article names first


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source as written, with what stands around it."""

    text: str
    position: int
    apposition: str = ""
    addressee: str = ""  # whom the words are told, when that is a person of the article
    apposition_at: int = 0

    @property
    def lower(self) -> str:
        """Return the words in lower case with straight apostrophes."""
        return " ".join(self.text.lower().replace("’", "'").split())


_GROUP = re.compile(
    r"^(?:the two|both|the) (?:\w+ )?(?:presidents|leaders|sides|countries|ministers|heads of state|nations|neighbou?rs)$"
)


def _group(phrase: Phrase, discourse: Discourse) -> Voice | None:
    """ "the two presidents": joint words count as those of the watched side when it is one of the two."""
    if not _GROUP.match(phrase.lower):
        return None
    recent = discourse.people.named_before(phrase.position)[-4:]
    if re.search(r"sides|countries|nations|neighbou?rs", phrase.lower):
        near = {p.side for p in recent} | {discourse.lead}
        return _voice(discourse.officials.get("china"), phrase, discourse) if WATCHED in near else None
    watched = [p for p in recent if p.side == WATCHED and p.official]
    official = watched[-1].official if watched else None
    return _voice(official, phrase, discourse) if official else None


def resolve(phrase: Phrase, discourse: Discourse) -> Voice:
    """Return who a source phrase means; unknown people keep the name as written."""
    lower = re.sub(r"^(he|she|it|they)'(?:s|re)$", r"\1", phrase.lower)
    if lower in _HE:
        return _pronoun(discourse.focus or discourse.last, phrase)
    if lower in _IT or lower in ("we", "i", "who"):
        return _pronoun(
            discourse.body if lower == "it" and discourse.body else discourse.last or discourse.body, phrase
        )
    return (
        _group(phrase, discourse)
        or _by_name(phrase, discourse)
        or _by_outlet(phrase)
        or _by_office(phrase, discourse)
        or _by_body(phrase, discourse)
        or _by_definite(phrase, discourse)
        or _as_written(phrase)
    )


def _pronoun(voice: Voice | None, phrase: Phrase) -> Voice:
    if voice is None:
        return Voice(Speaker(None, phrase.text), "", pronoun=True)
    known = voice.speaker
    speaker = Speaker(known.name, phrase.text, known.official_id, known.office, known.acts_for, known.level)
    return Voice(speaker, voice.key, voice.person, voice.media, pronoun=True)


def _voice(who: Official | Institution, phrase: Phrase, discourse: Discourse) -> Voice:
    return Voice(
        discourse.officials.speaker(who, phrase.text, discourse.on), who.id, isinstance(who, Official)
    )


# ---------------------------------------------------------------- names


def _by_name(phrase: Phrase, discourse: Discourse) -> Voice | None:
    words = [_plain(word) for word in _WORD.findall(phrase.text)]
    person = _full_name(words, phrase, discourse)
    if person is None and not any(w[:1].isupper() for w in words[1:]):
        person = next(
            (
                p
                for p in discourse.people.within(phrase.apposition_at, phrase.apposition_at + 1)
                if phrase.apposition
            ),
            None,
        )
    person = person or _short_name(words, phrase, discourse)
    if person is None:
        return None
    if person.official is not None:
        return _voice(person.official, phrase, discourse)
    side = person.side or side_of(phrase.lower) or side_of(phrase.apposition.lower())
    roles = f"{person.roles} {phrase.lower} {phrase.apposition.lower()}"
    acts_for = side if side and OFFICIAL.search(roles) and not PRIVATE.search(roles) else None
    return Voice(Speaker(person.name, phrase.text, acts_for=acts_for), person.key, person=True)


def _plain(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).rstrip(".")


def _full_name(words: list[str], phrase: Phrase, discourse: Discourse) -> Person | None:
    """Return the first full name inside the phrase."""
    at = phrase.position
    inside = [
        p
        for p in discourse.people.within(at, at + len(phrase.text))
        if not _is_object(phrase.text[: p.position - at])
    ]
    if inside:
        return _watched(inside)
    if _OBJECT.search(re.sub(r"\s*\S+$", " ", phrase.text)):
        return None
    named = discourse.officials.named("en")
    for width in (4, 3, 2):
        for first in range(len(words) - width + 1):
            written = " ".join(words[first : first + width])
            for official in named.get(written, ()):
                if not _is_object(phrase.text.partition(written)[0]):
                    return Person(
                        official.name,
                        tuple(official.name.lower().split()),
                        official,
                        at,
                        phrase.lower,
                        official.side,
                    )
    return None


_OBJECT = re.compile(
    r"\b(?:to|for|by|with|from|near|under|about|on|against)\s+(?:(?:the|a|an|his|her|then|former|[A-Z]\w+(?:an|ese|ish|nch|li|i))\s+)*"
    r"(?:(?:[Pp]resident|[Pp]rime|[Mm]inister|[Ll]eader|[Cc]hancellor|[Ss]ecretary|[Ff]oreign|[Mm]rs?\.?|[Gg]eneral|[Gg]ov\.?|[Ss]en\.?|[Rr]ep\.?)\s+)*$"
)


def _is_object(before: str) -> bool:
    """ "an adviser to Vladimir Putin": the name is not the speaker's."""
    return _OBJECT.search(before) is not None


def _watched(people: list[Person]) -> Person:
    """Joint words count as those of the side that is watched."""
    return next((p for p in people if p.side == WATCHED), people[0])


def _owns(words: list[str], at: int) -> bool:
    """ "Xi Jinping's counterpart": the name is the owner's, not the speaker's."""
    while at + 1 < len(words) and not words[at].endswith(("'s", "’s")) and words[at + 1][:1].isupper():
        at += 1
    return words[at].endswith(("'s", "’s")) and at + 1 < len(words)


def _short_name(words: list[str], phrase: Phrase, discourse: Discourse) -> Person | None:
    """Return whom the last capitalised word means: a surname, or a given name taken for one."""
    raw = _WORD.findall(phrase.text)
    capital = [
        plain
        for at, plain in enumerate(words)
        if plain[:1].isupper() and plain.lower() not in SIDE_OF and not _owns(raw, at)
    ]
    if _OBJECT.search(re.sub(r"\s*\S+$", " ", phrase.text)):
        return None
    if " and " in phrase.text and len(capital) > 1:
        pair = [p for w in capital for p in discourse.people.called(w.lower(), phrase.position)]
        if pair and _watched(pair).side == WATCHED:
            return _watched(pair)
    for word in reversed(capital[-2:]):
        candidates = discourse.people.called(word.lower(), phrase.position)
        if candidates:
            return (
                candidates[0]
                if len(candidates) == 1
                else _disambiguated(word.lower(), candidates, phrase, discourse)
            )
        unnamed = _listed_short(word, phrase, discourse)
        if unnamed is not None:
            return unnamed
    return None


def _listed_short(word: str, phrase: Phrase, discourse: Discourse) -> Person | None:
    """A surname without a full name in the article: only with a listed office on the date, or when only one can be meant."""
    if len(word) < 2:
        return None
    known = discourse.officials.named("en").get(word if not word.isupper() else word.title(), ())
    lone = [o for o in known if _is_leader(o, discourse.on)] or (list(known) if len(known) == 1 else [])
    context = f"{phrase.lower} {phrase.apposition.lower()}"
    marked = [o for o in known if _marked(o, context, discourse.on)]
    chosen = marked if len(marked) == 1 else lone
    if len(chosen) != 1:
        sides = {o.side for o in known}
        if len(sides) == 1 and discourse.lead in sides and len(known) > 1:
            return Person(phrase.text, (word.lower(),), None, phrase.position, "official", next(iter(sides)))
        return None
    official = chosen[0]
    if word in official.errors and official.side != "China":
        return None
    return Person(
        official.name, tuple(official.name.lower().split()), official, phrase.position, "", official.side
    )


def _is_leader(official: Official, on: date | None) -> bool:
    return any(
        office.level is Level.LEADER and (on is None or office.held_on(on)) for office in official.offices
    )


def _marked(official: Official, context: str, on: date | None) -> bool:
    """Tell whether words of office in the context fit what the official was on the date."""
    posts = [o.post for o in official.offices if on is None or o.held_on(on)]
    return any(mark.search(context) and any(held.search(post) for post in posts) for mark, held in MARKS)


def _disambiguated(word: str, candidates: list[Person], phrase: Phrase, discourse: Discourse) -> Person:
    """Two people with one surname: office beside the name, addressee, who spoke under it last, last full name."""
    context = f"{phrase.lower} {phrase.apposition.lower()}"
    for test in (
        lambda p: p.official is not None and _marked(p.official, context, discourse.on),
        lambda p: (
            bool(phrase.addressee)
            and p.official is not None
            and not _is_spokesperson(p.official, discourse.on)
        ),
        lambda p: p.key == discourse.by_surname.get(word),
    ):
        fitting = [p for p in candidates if test(p)]
        if len(fitting) == 1:
            return fitting[0]
    last = [
        p for p in discourse.people.named_before(phrase.position) if any(p.key == c.key for c in candidates)
    ]
    return last[-1] if last else candidates[0]


def _is_spokesperson(official: Official, on: date | None) -> bool:
    return any(o.level is Level.SPOKESPERSON for o in official.offices if on is None or o.held_on(on))


# ---------------------------------------------------------------- offices, outlets and bodies


def _by_outlet(phrase: Phrase) -> Voice | None:
    words = {w.lower() for w in _WORD.findall(phrase.text)}
    plain = {w.replace("’", "'").removesuffix("'s") for w in words}
    capital = any(w[:1].isupper() for w in _WORD.findall(phrase.text))
    if (
        plain & MEDIA
        or (
            plain & MEDIA_NOUNS
            and capital
            and not plain
            & {
                "minister",
                "ministry",
                "president",
                "spokesperson",
                "secretary",
                "chief",
                "editor",
                "spokesman",
                "spokeswoman",
            }
        )
        or "media" in plain
    ):
        return Voice(Speaker(phrase.text, phrase.text), phrase.lower, media=True)
    return None


def _by_office(phrase: Phrase, discourse: Discourse) -> Voice | None:
    """An office without a name: who in the article holds it, else who held it on the date."""
    lower = phrase.lower
    side = side_of(lower) or side_of(phrase.apposition.lower())
    if not OFFICE_WORDS.search(lower) or PRIVATE.search(lower):
        return None
    for written, post in OFFICES:
        found = written.search(lower)
        if found is None:
            continue
        side = side or (
            discourse.last.speaker.acts_for
            if discourse.last and lower.startswith(("the ", "his ", "its "))
            else None
        )
        present = (
            [p for p in _around(phrase, discourse) if p.side == side and written.search(p.roles)]
            if side
            else []
        )
        present = [p for p in present if p.position <= phrase.position] or present
        if present:
            last = present[-1]
            return (
                _voice(last.official, phrase, discourse)
                if last.official
                else Voice(Speaker(last.name, phrase.text, acts_for=last.side), last.key, True)
            )
        holder = _holder(side, post, found, discourse) if side else None
        return _voice(holder, phrase, discourse) if holder else None
    return None


def _around(phrase: Phrase, discourse: Discourse) -> list[Person]:
    """Return the people named near a phrase, before it and after."""
    people = discourse.people
    return people.named_before(phrase.position) + people.within(phrase.position + 1, phrase.position + 4000)


def _holder(
    side: str | None, post: re.Pattern[str], found: re.Match[str], discourse: Discourse
) -> Official | None:
    """Return the one official of a side who held a post on the date; without a date nobody."""
    if discourse.on is None:
        return None
    day = discourse.on
    where = next((w for w in found.groupdict().values() if w), "")
    holders = [
        (person, office)
        for person in discourse.officials.people
        if person.side == side
        for office in person.offices
        if office.held_on(day)
        and post.search(office.post)
        and (not where or where.split()[0] in office.post.lower())
    ]
    mentioned = {p.key for p in discourse.people.mentions[: 5 * NEAR]}
    chosen = [h for h in holders if h[0].id in mentioned] or holders
    people = {person.id: person for person, _ in chosen}
    if len(people) > 1 and "Central Foreign" in post.pattern:
        people = {
            person.id: person for person, office in chosen if "Central Foreign" in office.post
        } or people
    return next(iter(people.values())) if len(people) == 1 else None


def _owner(lower: str) -> str:
    """ "the paper on Ukraine" is not Ukraine's: leave out what a document is about."""
    return (
        re.sub(r" (?:on|about|regarding|over|for|concerning)\b.*", "", lower)
        if DOCUMENTS.search(lower)
        else lower
    )


def _by_body(phrase: Phrase, discourse: Discourse) -> Voice | None:
    """A ministry, a document, a capital: the institution of the side it names."""
    lower = _owner(phrase.lower)
    side = side_of(lower)
    if side is None:
        return None
    focus = discourse.focus
    if focus and focus.speaker.acts_for == side and _DEFINITE.match(lower) and len(lower.split()) <= 4:
        return _pronoun(focus, phrase)
    listed = discourse.officials.institutions_named("en").get(
        phrase.text.strip()
    ) or discourse.officials.institutions_named("en").get(re.sub(r"^[Tt]he ", "", phrase.text.strip()))
    if listed is not None:
        return _voice(listed, phrase, discourse)
    if PRIVATE.search(lower):
        return Voice(Speaker(phrase.text, phrase.text), lower)
    for body_side, written, institution in BODIES:
        if body_side == side and written.search(lower):
            found = discourse.officials.get(institution)
            return _voice(found, phrase, discourse)
    bare = re.sub(r"^(?:the|both) ", "", lower)
    if bare in SIDE_OF or OFFICIAL.search(lower) or bare.removesuffix("'s") in SIDE_OF:
        state = STATES.get(side)
        if state is not None:
            return _voice(discourse.officials.get(state), phrase, discourse)
        return Voice(Speaker(phrase.text, phrase.text, acts_for=side), side)
    if bare.split(" and ")[0] in SIDE_OF:
        return Voice(Speaker(phrase.text, phrase.text, acts_for=side), lower)
    return None


_DEFINITE = re.compile(
    r"^(?:the|this|that|his|their|its)\b.*\b(?:diplomat|official|spokes\w+|minister|president|leader|ambassador|envoy|representative|politician|"
    r"secretary|chief|premier|chancellor|director|senator|governor|general|adviser|advisor|head|councill?or|analyst|expert|guest|interlocutor|lawmaker|"
    r"professor|economist|mayor|officer|commander|man|woman|veteran|author|executive|candidate|lawyer|attorney|judge|nominee)\b"
)


def _by_definite(phrase: Phrase, discourse: Discourse) -> Voice | None:
    """ "the diplomat", "the ministry", "the document": what the article last spoke of by that kind."""
    lower = phrase.lower
    if _DEFINITE.match(lower) and side_of(lower) is None:
        return _definite_person(lower, phrase, discourse)
    if (
        re.match(
            r"^(?:the|its|his|their|this)? ?(?:[\w-]+ )?(?:document|plan|paper|proposal|statement|second paragraph)",
            lower,
        )
        and DOCUMENTS.search(lower)
        and discourse.chinese_document
    ):
        return _voice(discourse.officials.get("china"), phrase, discourse)
    if MINISTRY.search(lower) and not PRIVATE.search(lower):
        near = discourse.focus if re.search(r"\b(?:his|her) ", lower) else discourse.body or discourse.last
        side = (near.speaker.acts_for if near else None) or discourse.lead
        for body_side, written, institution in BODIES:
            if body_side == side and written.search(lower):
                return _voice(discourse.officials.get(institution), phrase, discourse)
        if re.match(r"the government$", lower) and side in STATES:
            return _voice(discourse.officials.get(STATES[side]), phrase, discourse)
        if (
            lower.startswith(("the ", "his ", "its "))
            and discourse.body is not None
            and len(lower.split()) <= 3
        ):
            return _pronoun(discourse.body, phrase)
        if side is not None:
            return Voice(Speaker(phrase.text, phrase.text, acts_for=side), f"{side} {lower}")
    return None


def _definite_person(lower: str, phrase: Phrase, discourse: Discourse) -> Voice | None:
    """Return the person whose office in the article fits, else whoever "he" would mean."""
    head = re.findall(r"[a-z]+", lower)[-1]
    stem = "spokes" if head.startswith("spokes") else head
    fitting = [p for p in discourse.people.named_before(phrase.position) if stem in p.roles]
    if fitting and not (discourse.focus and any(p.key == discourse.focus.key for p in fitting)):
        last = fitting[-1]
        if last.official:
            return _voice(last.official, phrase, discourse)
        return Voice(
            Speaker(last.name, phrase.text, acts_for=last.side if OFFICIAL.search(last.roles) else None),
            last.key,
            True,
        )
    if head.startswith("spokes") and discourse.lead and not fitting and discourse.focus is None:
        return Voice(
            Speaker(phrase.text, phrase.text, acts_for=discourse.lead, level=Level.SPOKESPERSON),
            f"spokesperson {discourse.lead}",
            True,
        )
    plain = len(lower.split()) <= 4 and "'s" not in lower and " of " not in lower
    return _pronoun(discourse.focus, phrase) if discourse.focus and plain else None


def _as_written(phrase: Phrase) -> Voice:
    side = side_of(_owner(phrase.lower)) or side_of(phrase.apposition.lower())
    context = f"{phrase.lower} {phrase.apposition.lower()}"
    acts_for = side if side and OFFICIAL.search(context) and not PRIVATE.search(context) else None
    text = " ".join(phrase.text.split())
    return Voice(Speaker(text, phrase.text, acts_for=acts_for), phrase.lower)


# ---------------------------------------------------------------- memory


def remember(discourse: Discourse, voice: Voice, phrase: Phrase | None) -> None:
    """Take note of who has just spoken."""
    if voice.media:
        return
    discourse.last = voice
    if voice.person:
        discourse.focus = voice
        discourse.focus_at = phrase.position if phrase else discourse.focus_at
        if phrase is not None:
            for word in _WORD.findall(phrase.text):
                discourse.by_surname[_plain(word).lower()] = voice.key
            if voice.speaker.official_id:
                surname = voice.speaker.name.split()[0].lower() if voice.speaker.name else ""
                discourse.by_surname[surname] = voice.key
    elif voice.speaker.name and not voice.pronoun:
        discourse.body = voice


def notice_side(discourse: Discourse, side: str, written: str) -> None:
    """Take note of a state at the head of a sentence, whom the next "it" will mean."""
    if side in STATES and not written.endswith(("'s", "’s")):
        who = discourse.officials.get(STATES[side])
        discourse.body = _voice(who, Phrase(written, 0), discourse)


def notice_subject(discourse: Discourse, person: Person) -> None:
    """Take note of a person at the head of a sentence, whom the next "he" will mean."""
    discourse.focus_at = person.position
    side = person.side if OFFICIAL.search(person.roles) else None
    if person.official is not None:
        speaker = discourse.officials.speaker(person.official, person.name, discourse.on)
        discourse.focus = Voice(speaker, person.key, True)
    else:
        discourse.focus = Voice(Speaker(person.name, person.name, acts_for=side), person.key, True)
