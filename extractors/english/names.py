"""People named as sources: full names, surnames, given names taken for surnames, two people of one name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from extractors.english.discourse import WATCHED, WORD, Discourse, Phrase, Voice, as_voice, plain
from extractors.english.offices import MARKS, OFFICES, OFFICIAL, PRIVATE
from extractors.english.people import TITLES, Person, first_words, side_of, without_place
from extractors.english.places import SIDE_OF
from extractors.english.words import PERSON_NOUNS, PREPOSITIONS, words_of
from extractors.records.words import Level, Speaker
from extractors.speakers import Official


def by_name(phrase: Phrase, discourse: Discourse) -> Voice | None:
    """Return the person whom a phrase names, in full or by surname."""
    if _NAMED_AFTER.search(phrase.text):
        return None
    words = [plain(word) for word in WORD.findall(phrase.text)]
    person = _full_name(words, phrase, discourse)
    if person is None and not phrase.apposition and phrase.text.islower():
        return None
    if person is None and (
        not any(w[:1].isupper() for w in words[1:]) or any(w.lower() in PERSON_NOUNS for w in words) or _REPRESENTED.match(phrase.apposition)
    ):
        person = next(
            (
                p
                for p in discourse.people.within(phrase.apposition_at, phrase.apposition_at + min(90, len(phrase.apposition)))
                if phrase.apposition and _is_titled(phrase.apposition[: p.position - phrase.apposition_at])
            ),
            None,
        )
    person = person or _short_name(words, phrase, discourse)
    if person is None:
        return None
    person = _misspelt(person, phrase, discourse) or person
    if person.official is not None:
        return as_voice(person.official, phrase, discourse)
    around = (without_place(phrase.lower), without_place(phrase.apposition.lower()))
    first = discourse.people.short.get(person.words[-1], {}).get(person.key, person)  # the office stands beside the first mention
    side = person.side or side_of(around[0]) or side_of(around[1]) or first.side
    roles = f"{person.roles} {first.roles} {phrase.whole}"
    side = side or discourse.people.side_of_post(roles, person.position)
    acts_for = side if side and OFFICIAL.search(roles) and not _is_private(roles) else None
    return Voice(Speaker(person.name, phrase.text, acts_for=acts_for), person.key, person=True)


_DELEGATE = re.compile(r"\b(?:head|leader|chief|member|delegate)s? of (?:the|china's|a) (?:chinese )?(?:\w+ )?delegation\b|\bchinese delegat\w+")
_RANK = re.compile(r"\b(?:lieutenant|major|brigadier|lt\.?|maj\.?) gen(?:eral|\.)|\b(?:senior )?colonel\b|\b(?:rear |vice )?admiral\b")
_ONCE = re.compile(r"\bformer(?:ly)? [^,|]*")


def _is_private(roles: str) -> bool:
    """Tell whether somebody speaks for nobody: not a delegate, and not who still bears a rank, whatever they once led."""
    if _DELEGATE.search(roles):
        return False
    return PRIVATE.search(_ONCE.sub(" ", roles) if _RANK.search(roles.partition("|")[0]) else roles) is not None


_NAMED_AFTER = re.compile(r"[A-Z][a-z]+(?:[’']s?)? (?:administration|government)$")  # "the Xi administration"


def _is_titled(before: str) -> bool:
    """Tell whether nothing but a title stands before a name: "China's top man in Paris, Ambassador Lu Shaye, said"."""
    words = _REPRESENTED.sub("", before).lower().split()
    return all(word.rstrip(".") in TITLES - PREPOSITIONS or word.removesuffix("'s").removesuffix("’s") in SIDE_OF for word in words)


_REPRESENTED = re.compile(r"^(?:represented|led|voiced|headed) by (?:its |the )?|^(?:through|via|in the person of) (?:its |the )?")


def as_spelt(person: Person, discourse: Discourse) -> Person:
    """Return the official whom a misspelt name beside an office means, else the person as named."""
    return _misspelt(person, Phrase(person.name, person.position), discourse) or person


_NEAR = 80  # of 100: "Lynn Jian" is as near to "Lin Jian" as that, "Wang Xi" to nobody


def _misspelt(person: Person, phrase: Phrase, discourse: Discourse) -> Person | None:
    """ "Chinese Foreign Ministry spokesman Lynn Jian": who held the office named beside a name that is nearly theirs."""
    if person.official is not None or len(person.words) != 2:
        return None
    if person.key in discourse.spelt:
        return discourse.spelt[person.key]
    first = discourse.people.short.get(person.words[-1], {}).get(person.key, person)  # the office stands beside the first mention
    context = f"{first.roles} {person.roles} {phrase.whole}"
    if (first.side or person.side or side_of(without_place(context)) or discourse.lead) != WATCHED:
        return None
    marked = _marks(context)
    held = [each for each in discourse.officials.people if each.side == WATCHED and _fits(each, marked, discourse.on)]
    near = sorted(((fuzz.ratio(person.name, each.name), each) for each in held), key=lambda found: -found[0])[:2]
    beside = [p.official for p in discourse.people.mentions if p.official and p.side == WATCHED and Indel.distance(p.name, person.name) == 1]
    meant = near[0][1] if near and near[0][0] >= _NEAR and near[0][0] > near[-1][0] * (len(near) - 1) else next(iter(beside), None)
    if meant is None:
        return None
    discourse.spelt[person.key] = Person(meant.name, tuple(meant.name.lower().split()), meant, person.position, person.roles, WATCHED)
    return discourse.spelt[person.key]


def _full_name(words: list[str], phrase: Phrase, discourse: Discourse) -> Person | None:
    """Return the first full name inside the phrase."""
    at = phrase.position
    inside = [
        p
        for p in discourse.people.within(at, at + len(phrase.text))
        if not _is_object(phrase.text[: p.position - at])
    ]
    if inside and _OWNED.search(phrase.text):
        return None
    if inside:
        return _watched(inside)
    if _ends_as_object(words, phrase.text) or _OWNED.search(phrase.text):
        return None
    named, openings = discourse.officials.named("en"), first_words(discourse.officials)
    for width in (4, 3, 2):
        for first in range(len(words) - width + 1):
            if words[first] not in openings:
                continue
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


_OWNED = re.compile(r"[’']s (?:\w+ )?(?:biographer|aide|ally|allies|critics?|wife|counterpart|predecessor|successor|advis[eo]rs?|guests?|hosts?|interlocutors?|host)$")
_OBJECT = re.compile(
    r"\b(?:to|for|by|with|from|near|under|about|on|against)\s+(?:(?:the|a|an|his|her|then|former|[A-Z]\w+(?:an|ese|ish|nch|li|i))\s+)*"
    r"(?:(?:[Pp]resident|[Pp]rime|[Mm]inister|[Ll]eader|[Cc]hancellor|[Ss]ecretary|[Ff]oreign|[Mm]rs?\.?|[Gg]eneral|[Gg]ov\.?|[Ss]en\.?|[Rr]ep\.?)\s+)*$"
)


_LEADING = words_of("to for by with from near under about on against")


def _ends_as_object(words: list[str], text: str) -> bool:
    """Tell whether the last word of a phrase is what a preposition leads to."""
    return not _LEADING.isdisjoint(words) and _OBJECT.search(re.sub(r"\s*\S+$", " ", text)) is not None


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
    raw = WORD.findall(phrase.text)
    capital = [
        plain
        for at, plain in enumerate(words)
        if plain[:1].isupper() and plain.lower() not in SIDE_OF and not _owns(raw, at)
    ]
    if _ends_as_object(words, phrase.text):
        return None
    if " and " in phrase.text and len(capital) > 1:
        pair = [p for w in capital for p in discourse.people.called(w.lower(), phrase.position)]
        pair += [p for w in capital if (p := _listed_short(w, phrase, discourse)) is not None]
        if pair and _watched(pair).side == WATCHED:
            return _watched(pair)
    for word in capital[-1:]:
        candidates = discourse.people.called(word.lower(), phrase.position)
        if candidates:
            return (
                candidates[0]
                if len(candidates) == 1
                else _disambiguated(word.lower(), candidates, phrase, discourse)
            )
        alone = _stands_alone(raw, word)
        unnamed = (_listed_short(word, phrase, discourse) or _misheard(word, phrase, discourse)) if alone else None
        if unnamed is not None:
            return unnamed
    return None


def _misheard(word: str, phrase: Phrase, discourse: Discourse) -> Person | None:
    """ "Jin" for Lin Jian, "Jiakung" for Guo Jiakun: nearly a name of the one official of the watched side named before."""
    spelt = next((person for key, person in discourse.spelt.items() if word.lower() in key.split()), None)
    if spelt is not None or len(word) < len("Jin") or word.lower() in SIDE_OF:
        return spelt
    before = {p.key: p for p in discourse.people.named_before(phrase.position) if p.official is not None and p.side == WATCHED}
    near = [p for p in before.values() if any(part[0] == word[0].lower() and fuzz.ratio(part, word.lower()) >= _NEAR for part in p.words)]
    return near[0] if len(near) == 1 else None


def _stands_alone(words: list[str], name: str) -> bool:
    """ "Wang" and "Minister Wang", not "Le Monde" nor "The Sun": a surname with words of office only."""
    others = [word for word in words if plain(word) != name]
    if not others:
        return True
    bare = [word.lower().rstrip(".") for word in others]
    known = all(word in TITLES or plain(word).lower() in SIDE_OF for word in bare)
    return known and not set(bare) <= {"the", "a", "an", "de", "la", "el"}


def _listed_short(word: str, phrase: Phrase, discourse: Discourse) -> Person | None:
    """A surname without a full name in the article: only with a listed office on the date, or when only one can be meant."""
    if len(word) < 2:
        return None
    known = discourse.officials.named("en").get(word if not word.isupper() else word.title(), ())
    if word.isupper() and len(word) > 2:
        return None
    if any(word in o.errors for o in known) and discourse.lead != WATCHED:
        return None  # a given name taken for a surname, in a text that is not about the person's country
    lone = [o for o in known if _is_leader(o, discourse.on)] or (list(known) if len(known) == 1 else [])
    context = phrase.whole
    marked = [o for o in known if _marked(o, context, discourse.on)]
    marked = _of_office(marked, context, discourse.on) if len(marked) > 1 else marked
    chosen = marked if len(marked) == 1 else lone or _peers(known, phrase, discourse.on) or _at_the_venue(known, discourse)
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


def _of_office(known: Sequence[Official], context: str, on: date | None) -> list[Official]:
    """ "China's UN ambassador Zhang": of two namesakes who fit, the one of the office that is written."""
    post = next((post for written, post in OFFICES if written.search(context)), None)
    if post is None:
        return list(known)
    return [o for o in known if any(post.search(office.post) for office in o.offices if on is None or office.held_on(on))] or list(known)


_MINISTER = re.compile(r"^Foreign Minister|^Minister of Foreign Affairs|Central Foreign Affairs")


def _peers(known: Sequence[Official], phrase: Phrase, on: date | None) -> list[Official]:
    """ "Wang told Kuleba": whoever is told by name, in a talk between states, is told by the minister of that surname."""
    if not phrase.addressee or on is None:
        return []
    return [o for o in known if any(office.held_on(on) and _MINISTER.search(office.post) for office in o.offices)]


_VENUES = (  # where it is spoken, and who of a side speaks there
    (re.compile(r"\b(?:UN|U\.N\.|United Nations|Security Council|General Assembly|UNSC|UNGA)\b"), re.compile(r"Permanent Representative(?! in)")),
    (re.compile(r"\b(?:(?:regular|daily|routine|press|news) (?:press |news )?(?:briefings?|conferences?)|[Ss]pokes(?:person|man|woman))\b"), re.compile(r"^MFA spokes|Foreign Ministry [Ss]pokes", re.IGNORECASE)),
    (re.compile(r"\b(?:phone (?:call|conversation|talks)|counterpart|foreign ministers?|top diplomats?|met (?:with )?)\b"), _MINISTER),
)


def _at_the_venue(known: Sequence[Official], discourse: Discourse) -> list[Official]:
    """ "Zhang said at the UN Security Council": in a text on China its one official of that surname with an office at the place."""
    if discourse.on is None or (discourse.lead != WATCHED and not _OF_THE_WATCHED.search(discourse.setting)):
        return []
    held = next((held for venue, held in _VENUES if venue.search(discourse.setting)), None)
    return [o for o in known if o.side == WATCHED and held and any(office.held_on(discourse.on) and held.search(office.post) for office in o.offices)]


_OF_THE_WATCHED = re.compile(r"\b(?:China|Chinese|Beijing)\b")


def _is_leader(official: Official, on: date | None) -> bool:
    return any(
        office.level is Level.LEADER and (on is None or office.held_on(on)) for office in official.offices
    )


def _marked(official: Official, context: str, on: date | None) -> bool:
    """Tell whether words of office in the context fit what the official was on the date."""
    return _fits(official, _marks(context), on)


def _marks(context: str) -> list[re.Pattern[str]]:
    """Return which posts the words of office in the context mean."""
    return [held for mark, held in MARKS if mark.search(context)]


def _fits(official: Official, marks: list[re.Pattern[str]], on: date | None) -> bool:
    posts = [o.post for o in official.offices if on is None or o.held_on(on)] if marks else []
    return any(held.search(post) for held in marks for post in posts)


def _disambiguated(word: str, candidates: list[Person], phrase: Phrase, discourse: Discourse) -> Person:
    """Two people with one surname: office beside the name, addressee, who spoke under it last, last full name."""
    asked = re.match(r"(?:when |if )?(?:asked|speaking|addressing|answering|responding|quizzed)\b", phrase.apposition)
    context = phrase.lower if asked else phrase.whole
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
