"""What an English article has said so far: who spoke, whom a pronoun means, whose document was named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from extractors.english.offices import OFFICIAL, STATES
from extractors.english.people import People, Person
from extractors.english.places import SIDE_OF
from extractors.english.words import PERSON_NOUNS, words_of
from extractors.records.words import Level, Speaker
from extractors.speakers import Institution, Official, Officials

WATCHED = "China"
HOUSE = re.compile(r"\b(?:ministry|embassy|mission|department|consulate)\b")
_PRC = re.compile("people's republic of china|^the people's republic$")
WORD = re.compile(r"[A-Za-zÀ-ž][\w’'\-.]*")


@dataclass(frozen=True, slots=True)
class Voice:
    """A resolved speaker, the key that joins its mentions, and whether it is a news outlet."""

    speaker: Speaker
    key: str
    person: bool = False
    media: bool = False
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Bare:
    """A sentence of prose in which nobody is reported and nothing is quoted."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Announced:
    """Whose points, or whose full text, a sentence has announced."""

    voice: Voice
    in_full: bool  # everything to the end, not only what looks like a point
    position: int
    signed: bool = False  # an article, in which the author tells what others said


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
    document: str | None = None  # the side whose plan or paper was named last
    jointly: bool = False  # whether "the statement" is one that the watched side has issued with another
    focus_at: int = 0  # where that person was named
    lead: str | None = None  # the side that the article names first
    setting: str = ""  # its title and its beginning: where those speak whom it calls by their surnames only
    spokes: Voice | None = None  # the unnamed spokesperson who spoke last
    bare: list[Bare] = field(default_factory=list)  # in the order of the text
    headed: Voice | None = None  # the watched side's ministry or mission that the title names
    announced: Announced | None = None  # a list of points that is being read
    opening: Voice | None = None  # whose statement the sentence opens with: "In a statement by the embassy, a spokesman said"
    cited: Voice | None = None  # the unnamed officials or sources whom the sentence before cites: the next "they"
    spelt: dict[str, Person] = field(default_factory=dict)  # a misspelt name -> the official whom it means
    houses: dict[str, Voice] = field(default_factory=dict)  # "ministry", "embassy" -> the one that spoke last


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source as written, with what stands around it."""

    text: str
    position: int
    apposition: str = ""
    addressee: str = ""  # whom the words are told, when that is a person of the article
    apposition_at: int = 0
    lower: str = field(init=False, repr=False, compare=False)  # the words in lower case with straight apostrophes

    def __post_init__(self) -> None:
        """Write the words in lower case once."""
        object.__setattr__(self, "lower", _PRC.sub("china", " ".join(self.text.lower().replace("’", "'").split())))

    @property
    def whole(self) -> str:
        """Return the words and their apposition in lower case."""
        return f"{self.lower} {self.apposition.lower()}"


def plain(word: str) -> str:
    """Return a word without its possessive ending and full stop."""
    if word.endswith(("’s", "'s")):
        word = word[:-2]
    elif word.endswith(("’", "'")):
        word = word[:-1]
    return word.rstrip(".")


def as_pronoun(voice: Voice | None, phrase: Phrase) -> Voice:
    """Return a voice as the pronoun or short phrase that means it."""
    if voice is None:
        return Voice(Speaker(None, phrase.text), "", pronoun=True)
    known = voice.speaker
    speaker = Speaker(known.name, phrase.text, known.official_id, known.office, known.acts_for, known.level)
    return Voice(speaker, voice.key, voice.person, voice.media, pronoun=True)


def as_voice(who: Official | Institution, phrase: Phrase, discourse: Discourse) -> Voice:
    """Return a person or institution of the officials list as a voice; a ministry's unnamed spokesperson is a rung of its own."""
    if isinstance(who, Institution) and "spokes" in phrase.text.lower():
        who = unnamed_voice(discourse.officials, who.side, Level.SPOKESPERSON, who.name) or who
    return Voice(
        discourse.officials.speaker(who, phrase.text, discourse.on), who.id, isinstance(who, Official)
    )


def unnamed_voice(officials: Officials, side: str | None, level: Level, of: str = "") -> Institution | None:
    """Return a side's unnamed spokesperson or delegate, of a certain body where one is named."""
    fitting = (one for one in officials.institutions if one.side == side and one.level is level)
    return next((one for one in fitting if one.name.startswith(of)), None)


def remember(discourse: Discourse, voice: Voice, phrase: Phrase | None) -> None:
    """Take note of who has just spoken."""
    if voice.media:
        discourse.body = voice  # "it said" after an outlet is the outlet
        return
    discourse.last = voice
    if voice.person:
        if discourse.body is not None and discourse.body.media and voice.speaker.acts_for == WATCHED:
            discourse.body = None  # the next "it" is the official's side, not the outlet that was cited before
        discourse.focus = voice
        discourse.focus_at = phrase.position if phrase else discourse.focus_at
        if phrase is not None:
            for word in WORD.findall(phrase.text):
                discourse.by_surname[plain(word).lower()] = voice.key
            if voice.speaker.official_id:
                surname = voice.speaker.name.split()[0].lower() if voice.speaker.name else ""
                discourse.by_surname[surname] = voice.key
    elif voice.speaker.name and not voice.pronoun:
        if phrase is not None and voice.speaker.acts_for == WATCHED and (discourse.focus is None or discourse.focus.speaker.acts_for != WATCHED) and _OFFICER.search(phrase.lower):
            discourse.focus, discourse.focus_at = voice, phrase.position  # "the Chinese ambassador to Russia said": the next "he", "the diplomat"
        if phrase is not None and voice.speaker.acts_for != WATCHED and (is_bystander(phrase.lower) or _is_one(phrase)):
            discourse.focus, discourse.focus_at = voice, phrase.position  # "an analyst said": the next "he" is the analyst
        discourse.body = voice
        house = HOUSE.search(voice.speaker.as_written.lower()) if voice.speaker.acts_for else None
        if house:
            discourse.houses[house[0]] = voice
    if not voice.person and not voice.pronoun and phrase is not None and "spokes" in phrase.lower:
        discourse.spokes = voice


_OFFICER = re.compile(r"\b(?:ambassador|envoy|representative|diplomat|official|consul|minister|attach[eé])\b")  # a person without a name, not a house
_BYSTANDER = re.compile(r"^(?:an?|one|another)\b(?P<noun>[^,]*)$")
_NO_BYSTANDERS = words_of("reporter journalist correspondent host anchor interviewer moderator")


def is_bystander(lower: str) -> bool:
    """ "an analyst", "one of the prisoners", "a senior Ukrainian official": somebody new, whom the article does not name."""
    found = _BYSTANDER.match(lower)
    nouns = PERSON_NOUNS.intersection(re.findall(r"[\w-]+", found["noun"])) if found else frozenset()
    return bool(nouns) and not nouns & _NO_BYSTANDERS


def _is_one(phrase: Phrase) -> bool:
    """Tell whether a source that nobody knows is one person: "Erdogan", "Hungary's Orban", "The Pope", "Albania's envoy"."""
    alone = phrase.text.isalpha() and phrase.text.istitle() and phrase.lower not in SIDE_OF
    named = alone or re.search(r"[’']s [A-Z][a-z]+$", phrase.text) is not None
    head = re.split(r" (?:of|to|at|from|in|for|who)\b", phrase.lower)[0]
    held = (head.startswith("the ") and head != "the source") or "'s " in head
    return named or (held and head.split()[-1] in PERSON_NOUNS and not head.endswith("s"))


def notice_side(discourse: Discourse, side: str, written: str) -> None:
    """Take note of a state at the head of a sentence, whom the next "it" will mean."""
    if side in STATES and not written.endswith(("'s", "’s")):
        who = discourse.officials.get(STATES[side])
        discourse.body = as_voice(who, Phrase(written, 0), discourse)


def notice_subject(discourse: Discourse, person: Person) -> None:
    """Take note of a person at the head of a sentence, whom the next "he" will mean."""
    discourse.focus_at = person.position
    side = (person.side or discourse.people.side_of_post(person.roles, person.position)) if OFFICIAL.search(person.roles) else None
    if person.official is not None:
        speaker = discourse.officials.speaker(person.official, person.name, discourse.on)
        discourse.focus = Voice(speaker, person.key, True)
    else:
        discourse.focus = Voice(Speaker(person.name, person.name, acts_for=side), person.key, True)
