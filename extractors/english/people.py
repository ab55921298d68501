"""The people of an article: full names where they stand, who they are, and what offices the text gives them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.english.places import SIDE_OF
from extractors.english.words import words_of
from extractors.speakers import Official, Officials

_RUN = re.compile(
    r"(?<![A-Za-z])[A-Z](?:\.|(?:(?<=M)(?:rs?|s)|(?<=D)r|(?<=G)(?:en|ov)|(?<=S)(?:en|t)|(?<=R)ep|(?<=L)t|(?<=C)(?:ol|apt)|(?<=P)rof|(?<=A)dm)\.|[\w’'\-]*+)"
    r"(?:[ \xa0](?:(?:Gen|Sen|Rep|Gov|St|Lt|Col|Jr)\.|[A-Z]\.|[A-Z][\w’'\-]*|(?:de|von|van|der|bin|al|da|di|la|le|du|den|el|ibn|dos|ter|of)(?=[ \xa0](?:[A-Z]|(?:der|den|dem|la)[ \xa0][A-Z]))))+"
)
TITLES = words_of("""
    president minister foreign prime secretary state general spokesperson spokesman spokeswoman director
    chief leader vice deputy first senior top special former acting premier chancellor ambassador envoy
    representative permanent councilor councillor counselor chairman chairwoman chair head member
    commissioner high defence defense finance interior economy trade commerce security national adviser
    advisor press assistant under undersecretary governor senator sen rep gov mr mrs ms dr prof
    professor sir lord king queen pope prince princess sheikh admiral colonel col lt gen maj captain
    capt sgt sergeant officer judge justice attorney lawyer mayor congressman congresswoman speaker
    majority minority republican democrat republicans democrats democratic ceo cfo coach father mother
    counterpart comrade analyst expert economist diplomat politburo communist party military executive
    coordinator strategic communications the in on at but and for with from after when while as this
    meanwhile however also according by if his her their a an he she it they that what who to of its our
    both both. asked monday tuesday wednesday thursday friday saturday sunday january february
    march april may june july august september october november december then now last earlier later
    since despite speaking read ministry affairs spokespersons officials official detective inspector police
    sheriff lieutenant brigadier major chinese-led tiny dear chief-of-staff homeland treasury health
    education labor energy transport agriculture
""")
_NOT_NAMES = words_of("""
    ministry council university department party times post journal committee commission union nations
    states street agency institute court house palace bank group company corp inc co ltd center centre
    association republic kingdom sea summit conference charter war day initiative review news daily
    press office forum security assembly school hospital foundation congress senate parliament
    government army force forces navy plan act law bill county city north south east west europe asia
    africa america morning world cup league club team park avenue road airport administration square
    hall strip peninsula media television tv radio information service services command people's peoples
    two three four five six seven eight nine ten twelve
    jazeera eastern western northern southern central middle federation organization organisation bureau dam plant station bridge tower port reactor reservoir
""")


_NO_NAMES = _NOT_NAMES | TITLES
_SIDES = frozenset(SIDE_OF)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a full name in the article."""

    name: str
    words: tuple[str, ...]  # lower case
    official: Official | None
    position: int  # where the name stands first
    roles: str  # the words of office beside the name, lower case
    side: str | None

    @property
    def key(self) -> str:
        """Return what makes two mentions the same person."""
        return self.official.id if self.official else " ".join(self.words)


NEAR = 200  # mentions looked back at; a longer text is an archive


@dataclass(slots=True)
class People:
    """Every full name of an article in order, and the short forms that can stand for each."""

    mentions: list[Person] = field(default_factory=list)
    short: dict[str, dict[str, Person]] = field(default_factory=dict)  # short form -> key -> first mention
    genders: dict[str, str] = field(default_factory=dict)  # surname -> "he" or "she", as titles show
    places: list[int] = field(default_factory=list)  # where each mention stands
    posts: list[tuple[int, str, str]] = field(default_factory=list)  # where "China's ambassador" stands: place, office, side

    def called(self, word: str, before: int) -> list[Person]:
        """Return who a surname (or a given name taken for one) can mean: those named before, else anywhere."""
        known = list(self.short.get(word, {}).values())
        return [p for p in known if p.position <= before] or known

    def side_of_post(self, roles: str, position: int) -> str | None:
        """Return whose "Ambassador Novak" is, when the article has told before of one country's ambassador only."""
        sides = {side for at, office, side in self.posts if at < position and office in roles}
        return next(iter(sides)) if len(sides) == 1 else None

    def within(self, start: int, end: int) -> list[Person]:
        """Return the full names that stand between two offsets."""
        return self.mentions[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def named_before(self, end: int) -> list[Person]:
        """Return the last full names up to an offset, in order, with those of the title."""
        last, title = bisect_right(self.places, end), bisect_left(self.places, 0)
        return self.mentions[: min(title, last)] + self.mentions[max(min(title, last), last - NEAR) : last]


def find_people(text: str, title: str, officials: Officials) -> People:
    """Read the full names of a title and a text, with the offices that stand beside them."""
    people = People()
    named, openings = officials.named("en"), first_words(officials)
    for offset, source in ((-len(title) - 2, title), (0, text)):
        for run in _RUN.finditer(source):
            for person in _in_run(source, run, offset, named, openings):
                _register(people, person)
    people.posts = [
        (found.start() + offset, found[2].lower(), side)
        for offset, source in ((-len(title) - 2, title), (0, text))
        for found in _POST.finditer(source)
        if (side := SIDE_OF.get(found[1].lower()))
    ]
    return people


_POST = re.compile(r"\b([A-Z][a-z]+)(?:[’']s)? (?:\w+ )?([Aa]mbassador|[Ee]nvoy)\b")


@lru_cache(maxsize=4)
def first_words(officials: Officials) -> frozenset[str]:
    """Return the words that an English name of the officials list begins with."""
    return frozenset(name.partition(" ")[0] for name in officials.named("en"))


def _register(people: People, person: Person) -> None:
    people.mentions.append(person)
    people.places.append(person.position)
    shorts = {person.words[-1], person.words[0]} if person.official or person.side == "China" else {person.words[-1]}
    if person.official:
        shorts |= {person.official.surname.lower(), person.official.given.lower()}
    for short in shorts:
        people.short.setdefault(short, {}).setdefault(person.key, person)


def _in_run(
    text: str, run: re.Match[str], offset: int, named: Mapping[str, tuple[Official, ...]], openings: frozenset[str]
) -> Iterable[Person]:
    """Return the people in a run of capitalised words: listed officials first, else what is left without titles."""
    raw = run.group().replace("\xa0", " ").split(" ")
    words = [_plain(word) for word in raw]
    words = [word.title() if word.isupper() and word.title() in openings else word for word in words]  # "LU Shaye", "XI Jinping"
    if len(raw) < 4 and raw[0].isupper() and all(word.isupper() and len(word) > 1 for word in raw):
        words = [word.title() for word in words]  # "FU CONG (China) said", as UN meeting records write
    at, found = 0, False
    while at < len(words) - 1 and not openings.isdisjoint(words):
        width = next((n for n in (4, 3, 2) if at + n <= len(words) and _listed(words[at : at + n], named)), 0)
        official = _listed(words[at : at + width], named) if width else None
        if official is None:
            at += 1
            continue
        found = True
        start = _start(run, raw, at)
        end = start + len(" ".join(raw[at : at + width]))
        yield _person(text, offset, start, end, words[at : at + width], official, run.start())
        at += width
    if not found:
        yield from _unlisted(text, offset, raw, words, run)


def _start(run: re.Match[str], raw: list[str], at: int) -> int:
    return run.start() + sum(map(len, raw[:at])) + at


_HE = "He"  # a surname too, where no sentence begins
_INITIAL = re.compile(r"[A-Z]\.")
_PAPER = re.compile(r"(?:[’']s)?\s(?:newspaper|magazine|daily|weekly|tabloid|portal|outlet|channel|broadcaster|radio|television|TV|website|news (?:agency|site|outlet))\b")
_ARTICLES = words_of("die der das le la el il les los las")  # "Die Welt", "Le Monde": two words that are a paper


def _plain(word: str) -> str:
    if word[-1] in "’'":
        return word[:-1]
    if word.endswith(("’s", "'s")):
        return word[:-2]
    return word


def _listed(words: list[str], named: Mapping[str, tuple[Official, ...]]) -> Official | None:
    exact = named.get(" ".join(words), ()) if words[0] == _HE or words[0].lower() not in TITLES else ()
    return exact[0] if exact else None


_POSTED_TO = re.compile(r"\b(?:[Aa]mbassador|[Ee]nvoy|[Rr]epresentative|[Cc]onsul(?:[ -][Gg]eneral)?|[Cc]harg[eé] d[’']affaires) (?:to|in) (?:the )?$")


def _unlisted(text: str, offset: int, raw: list[str], words: list[str], run: re.Match[str]) -> Iterable[Person]:
    lower = [word.lower() for word in words]
    bare = [word.rstrip(".") for word in lower]
    first = 0
    for number, word in enumerate(bare[:-1]):
        surname = words[number] == _HE and (len(raw) == 2 or text[: run.start() + bool(number)].rstrip()[-1:].isalpha())
        if surname or (number and _INITIAL.fullmatch(raw[number])):
            continue
        if (
            word in TITLES
            or word in SIDE_OF
            or raw[number].endswith(("’s", "'s"))
            or (word in _NOT_NAMES and number < len(words) - 2)
        ):
            first = number + 1
    if len(words) - first > 2 and _POSTED_TO.search(text, max(0, run.start() - 40), run.start()):
        first = len(words) - 2  # "Ambassador to Sri Lanka Qi Zhenhong": where the office is held stands in front of the name
    rest = words[first:]
    if not 2 <= len(rest) <= 4 or not _NO_NAMES.isdisjoint(w for w in bare[first + (rest[:1] == [_HE]) :] if len(w) > 1) or not _SIDES.isdisjoint(lower[first:]):
        return
    if any(len(word) > 2 and word.isupper() for word in rest) or not rest[-1][-1:].isalpha() or len(rest[-1]) < 2:
        return
    start = _start(run, raw, first)
    end = start + len(" ".join(raw[first:]))
    if text[max(0, start - 4) : start].lower().endswith((" in ", " at ")) or _PAPER.match(text, end) or (len(rest) == 2 and lower[first] in _ARTICLES):
        return  # "stressed in New York": a place
    yield _person(text, offset, start, end, rest, None, run.start())


def _person(
    text: str, offset: int, start: int, end: int, words: list[str], official: Official | None, run_start: int
) -> Person:
    roles = _roles(text, run_start, start, end)
    side = official.side if official else side_of(without_place(roles))
    name = official.name if official else " ".join(words)
    return Person(name, tuple(w.lower() for w in words), official, start + offset, roles, side)


_BREAK = re.compile(r"[.;:!?“”\"\n]|\s{3,}|\bsa(?:id|ys)\b")
_CIRCUMSTANCE = re.compile(r"(?:when|if|after|before|while|asked|speaking|commenting|answering|responding|addressing|in|at|on|during)\b")
_APPOSITION = re.compile(r"(?:[’']s)?,? ?\(?([^.,;:()“”\"]{3,70})")


def _roles(text: str, run_start: int, start: int, end: int) -> str:
    """Return the words of office before the name (in the run and just before it) and in an apposition behind it."""
    before = _BREAK.split(text[max(0, run_start - 40) : start])[-1].rpartition(", ")[2]
    before = _OWNED.sub(" ", before)
    if text[start - 2 : start] == ", " and text[end : end + 1] == "," and (led_in := _OFFICE_FIRST.search(text, max(0, start - 90), start - 2)):
        before = led_in[0]
    after = ""
    if text[end : end + 2] in (", ", " ("):
        apposition = _APPOSITION.match(text, end)
        after = apposition.group(1) if apposition and not _CIRCUMSTANCE.match(apposition.group(1)) else ""
        if text[end + 1] == "(" and re.sub("^the ", "", after.lower()) in SIDE_OF:
            after = f"delegate of {after}"  # "JANE ROE (Norway) said", as UN press releases write
    return f"{before} | {after}".lower().replace("’", "'")


_OFFICE_FIRST = re.compile(  # "China's ambassador to France, Lu Shaye, said": the office stands in front of the comma
    r"(?:[A-Z][\w.]+[’']s?|[Tt]he|[Aa]n?|[A-Z][a-z]+(?:an|ese|ish|nch)) (?:[\w-]+ ){0,3}(?i:ambassador|envoy|minister|spokes\w+|leader|president|representative|"
    r"diplomat|adviser|advisor|chief)(?: (?:of|to|for|in|on|at) (?:the )?[A-Z][\w.]*(?: [A-Z]\w+)?){0,2}$"
)
_OWNED = re.compile(r"^.*\s(?=[\w.-]+[’']s?\s*$)")  # "the envoy clashed with CBS's Jane Roe": what stands before is another's


_PLACE = re.compile(
    r"\b(?:to|with|on|about|against|at|(?<!officials )(?<!diplomats )(?<!delegation )(?<!leaders )(?<!message )(?<!readout )(?<!statement )(?<!response )(?<!reply )from|over|near|based in|program(?:me)? in|"
    r"(?<!officials )(?<!authorities )(?<!government )(?<!ministry )(?<!leadership )(?<!leaders )(?<!rulers )(?<!regime )in)\s+(?:the\s+)?(?!.*\b(?:ministry|embassy)\b)[^|,]*"
)


def without_place(words: str) -> str:
    """Leave out where an office is held or what it deals with: "ambassador to China" is not China's."""
    return _PLACE.sub(" ", words)


_PHRASE = re.compile(r"[\w.'-]+(?: (?:states|union|nations|house|korea|africa|korean|african|arabia))?")


@lru_cache(maxsize=8192)
def side_of(words: str) -> str | None:
    """Return the side that a phrase names: "Chinese", "Beijing's", "of Ukraine"."""
    found = "US" if words.endswith(("biden administration", "trump administration")) else None
    for match in _PHRASE.finditer(words):
        word = match.group().removesuffix("'s").rstrip("'")
        side = SIDE_OF.get(word) or SIDE_OF.get(word.rstrip(".")) or SIDE_OF.get(word.split(" ")[0])
        if side is not None:
            found = found or side
    return found
