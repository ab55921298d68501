"""The words that report speech and thought in English news, with the frames they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractors.english.words import words_of


class Frame(StrEnum):
    """What follows a reporting verb."""

    SAY = "say"  # a clause or a quotation: said (that) ...
    TELL = "tell"  # an addressee, then a clause or a quotation
    CALL = "call"  # an addressee or a thing asked for: urged all parties to ..., called for ...
    STANCE = "stance"  # a thing or person judged: welcomed, opposed, accused, expressed ...
    THINK = "think"  # a thought or wish: hopes, believes, wants


@dataclass(frozen=True, slots=True)
class Cue:
    """A form of a reporting verb."""

    lemma: str
    frame: Frame
    finite: bool  # can head a clause ("said"); False: "saying", "to say"
    past: bool
    noun: bool = False  # the form is also a common noun: "claims", "calls"


_SAY = """say/said add/added note/noted stress/stressed state/stated explain/explained insist/insisted claim/claimed argue/argued
 announce/announced declare/declared reiterate/reiterated emphasize/emphasized emphasise/emphasised maintain/maintained
 acknowledge/acknowledged admit/admitted allege/alleged assert/asserted assure/assured predict/predicted suggest/suggested
 warn/warned point_out/pointed_out write/wrote tweet/tweeted reply/replied respond/responded answer/answered remark/remarked
 comment/commented repeat/repeated recall/recalled report/reported confirm/confirmed concede/conceded conclude/concluded
 observe/observed contend/contended testify/testified joke/joked quip/quipped promise/promised pledge/pledged vow/vowed
 caution/cautioned complain/complained underscore/underscored underline/underlined highlight/highlighted affirm/affirmed
 reaffirm/reaffirmed restate/restated deny/denied disclose/disclosed reveal/revealed estimate/estimated propose/proposed demand/demanded
 agree/agreed boast/boasted signal/signaled signal/signalled hint/hinted indicate/indicated imply/implied show/showed foresee/foresaw envisage/envisaged speculate/speculated
 continue/continued counter/countered exclaim/exclaimed shout/shouted whisper/whispered mutter/muttered lament/lamented
 swear/swore proclaim/proclaimed recommend/recommended mention/mentioned guess/guessed read/read stipulate/stipulated
 assess/assessed opine/opined post/posted go_on/went_on ask/asked wonder/wondered clarify/clarified specify/specified
 elaborate/elaborated echo/echoed stipulate/stipulated threaten/threatened retort/retorted gripe/griped recount/recounted
 fret/fretted muse/mused chide/chided volunteer/volunteered crow/crowed snap/snapped envision/envisioned
 yell/yelled scream/screamed cry/cried chant/chanted sing/sang shoot_back/shot_back fire_back/fired_back scoff/scoffed rant/ranted
 deadpan/deadpanned intone/intoned enthuse/enthused gush/gushed sneer/sneered thunder/thundered bellow/bellowed roar/roared
 growl/growled murmur/murmured groan/groaned sigh/sighed interject/interjected
 chime_in/chimed_in put_it/put_it confess/confessed remember/remembered blog/blogged email/emailed
 surmise/surmised theorize/theorized posit/posited grumble/grumbled mumble/mumbled bemoan/bemoaned
 caution/cautioned narrate/narrated recite/recited preach/preached query/queried inquire/inquired reflect/reflected
 summarize/summarized marvel/marveled rejoin/rejoined taunt/taunted editorialize/editorialized"""
_TELL = "tell/told inform/informed remind/reminded convince/convinced assure/assured persuade/persuaded brief/briefed advise/advised reassure/reassured caution/cautioned"
_CALL = """call_for/called_for call_on/called_on call_upon/called_upon call_to/called_to urge/urged appeal/appealed exhort/exhorted
 encourage/encouraged request/requested press/pressed ask_for/asked_for invite/invited implore/implored plead/pleaded
 advocate/advocated order/ordered beg/begged push_for/pushed_for prod/prodded nudge/nudged"""
_STANCE = """welcome/welcomed oppose/opposed support/supported condemn/condemned criticize/criticized criticise/criticised
 praise/praised reject/rejected endorse/endorsed back/backed defend/defended blame/blamed accuse/accused thank/thanked
 express/expressed voice/voiced denounce/denounced dismiss/dismissed hail/hailed applaud/applauded commend/commended
 slam/slammed ratify/ratified blast/blasted deplore/deplored regret/regretted mourn/mourned appreciate/appreciated outline/outlined
 rubbish/rubbished repudiate/repudiated debunk/debunked
 offer/offered refute/refuted rebuke/rebuked decry/decried protest/protested congratulate/congratulated rule_out/ruled_out
 commit/committed undertake/undertook question/questioned rebuff/rebuffed ridicule/ridiculed extol/extolled trumpet/trumpeted vaunt/vaunted tout/touted assail/assailed
 laud/lauded object/objected chastise/chastised scold/scolded apologize/apologized apologise/apologised hit_out/hit_out
 lash_out/lashed_out touch_on/touched_on touch_upon/touched_upon point_to/pointed_to speak_out/spoke_out speak_out/spoken_out speak_up/spoke_up speak_up/spoken_up speak_of/spoke_of set_out/set_out put_forward/put_forward put_forth/put_forth lay_out/laid_out advance/advanced convey/conveyed
 push_back/pushed_back fire_back/fired_back hit_back/hit_back issue/issued favour/favoured favor/favored cite/cited uphold/upheld
 decline/declined refuse/refused stand_for/stood_for stand_by/stood_by attribute/attributed credit/credited exchange/exchanged
 share/shared raise/raised brush_off/brushed_off brush_aside/brushed_aside shrug_off/shrugged_off play_down/played_down downplay/downplayed dispute/disputed justify/justified reinforce/reinforced dispel/dispelled place_blame/placed_blame put_blame/put_blame lay_blame/laid_blame present/presented find/found deliver/delivered assume/assumed threaten/threatened affirm/affirmed"""
_THINK = """believe/believed hope/hoped think/thought want/wanted fear/feared consider/considered expect/expected feel/felt
 wish/wished doubt/doubted suspect/suspected worry/worried intend/intended know/knew view/viewed see/saw plan/planned
 aim/aimed seek/sought understand/understood realize/realized realise/realised learn/learned decide/decided prefer/preferred
 call/called describe/described label/labeled label/labelled brand/branded dub/dubbed characterize/characterized
 characterise/characterised portray/portrayed refer_to/referred_to regard/regarded anticipate/anticipated concur/concurred
 allude_to/alluded_to guarantee/guaranteed disagree/disagreed find/found imagine/imagined remember/remembered assume/assumed deem/deemed attach/attached renew/renewed float/floated pitch/pitched lecture/lectured side_with/sided_with cover/covered provide/provided include/included contain/contained list/listed consist_of/consisted_of comprise/comprised"""
# a verb that says nothing by itself, with the words that make it a verb of speech: "made clear that", "took the view that"
_LIGHT = {
    "make/makes/made/making": ("clear", "it clear", "plain", "it plain", "known", "it known", "the point", "the argument", "very clear", "it very clear"),
    "take/takes/took/taken/taking": ("the view", "the position", "the stance", "the line"),
    "hold/holds/held/holding": ("the view", "the position", "the opinion"),
    "offer/offers/offered/offering": ("assurances", "an assurance"),
    "give/gives/gave/given/giving": ("assurances", "an assurance", "his word", "its word", "to understand"),
    "let/lets/letting": ("it be known",),
    "leave/leaves/left/leaving": ("no doubt",),
    "draw/draws/drew/drawn/drawing": ("attention to the fact",),
    "come/comes/came/coming": ("to the conclusion",),
}
# the same with a thing asked for or judged behind them: "made the case for talks", "came out against sanctions"
_LIGHT_ON = {
    "speak/speaks/spoke/speaking": ("in favour of", "in favor of"),
    "draw/draws/drew/drawn/drawing": ("attention to",),
    "is/are": ("in favour of", "in favor of"),
    "make/makes/made/making": ("the case for", "a case for", "a call for", "an appeal for", "a plea for"),
    "join/joins/joined/joining": ("calls for", "the call for", "a call for", "the calls for"),
    "issue/issues/issued/issuing": ("a call for", "an appeal for"),
    "come/comes/came/coming": ("out against", "out in favour of", "out in favor of", "out in support of"),
    "take/takes/took/taking": ("issue with", "exception to", *(f"a {how}{what} against" for how in ("", "clear ", "firm ", "strong ") for what in ("position", "stand", "stance"))),
    "throw/throws/threw/throwing": ("its weight behind", "his weight behind", "its support behind"),
    "would": ("like to see", "love to see", "prefer to see"),
    "sound/sounds/sounded/sounding": ("the alarm over", "the alarm about"),
}


def _light_forms() -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """Return, by the verb's form, the words behind it and the cue that they make together."""
    out: dict[str, tuple[tuple[tuple[str, ...], Cue], ...]] = {}
    for forms, frame, phrases in (*((f, Frame.SAY, p) for f, p in _LIGHT.items()), *((f, Frame.CALL, p) for f, p in _LIGHT_ON.items())):
        base = forms.partition("/")[0]
        for form in forms.split("/"):
            finite, past = not form.endswith("ing"), form not in (base, base + "s")
            out[form] = out.get(form, ()) + tuple((tuple(p.split()), Cue(f"{base} {p}", frame, finite, past)) for p in phrases)
    return out


LIGHT = _light_forms()
# said of a state of mind: "China is concerned over ...", "Beijing is ready to ..."
STATES = words_of("""
    concerned ready willing prepared convinced confident committed hopeful glad pleased saddened grieved
    opposed worried sure certain afraid determined disappointed grateful optimistic pessimistic aware
    keen eager skeptical sceptical troubled shocked appalled alarmed outraged open firm against
    unwilling dissatisfied adamant clear unequivocal unanimous
""")
_NOUNS = words_of("""
    hint hints claims calls hopes fears demands reports notes states comments supports promises plans backs views
    remarks estimates charges report claim call hope fear demand note state comment support promise plan
    view remark estimate pledge pledges vow vows offer offers appeal appeals question questions answer
    answers request requests reply replies boast guess thought saw issue issues welcome protest protests
    doubt doubts proposes order orders press presses post posts suspect suspects desire wish wishes find
    finds aim aims deal share raise present advance credit credits invite counter counters echo signal
    signals highlight highlights mention mentions feel read guesses worry worries caution regret regrets
    praise blame rebuke cites respect complaint like known understood learned continue continues
    sees set concluded back scream screams cry cries chant chants rant rants roar roars growl growls murmur groan groans sigh
    sighs laugh laughs shrug blog blogs email emails taunt taunts query queries marvel marvels thunder reflect shout shouts
    sang summarizes voice voices advocate advocates rubbish
""")


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return {"go": "goes"}.get(base, base + "s")


_DOUBLED = words_of(
    "admit commit refer dispel snap beg regret permit wag slam set hit put label signal blab quip rebut submit"
)


def _ing(base: str) -> str:
    if base in _DOUBLED:
        return base + base[-1] + "ing"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + "ing"


def _forms(listing: str, frame: Frame) -> dict[str, list[tuple[str, Cue]]]:
    """Return, by first word, the rest of the verb ("out", "for") and the cue."""
    out: dict[str, list[tuple[str, Cue]]] = {}
    for pair in listing.split():
        base, past = pair.split("/")
        verb, _, rest = base.partition("_")
        lemma = base.replace("_", " ")
        forms = {
            verb: (True, False),
            _third(verb): (True, False),
            past.partition("_")[0]: (True, True),
            _ing(verb): (False, False),
        }
        for form, (finite, is_past) in forms.items():
            noun = form in _NOUNS
            out.setdefault(form, []).append((rest, Cue(lemma, frame, finite, is_past, noun)))
    return out


def _all_forms() -> dict[str, tuple[tuple[str, Cue], ...]]:
    """Return every form; a verb with its particle comes before the bare verb, the first list wins."""
    merged: dict[str, list[tuple[str, Cue]]] = {}
    for listing, frame in (
        (_TELL, Frame.TELL),
        (_CALL, Frame.CALL),
        (_SAY, Frame.SAY),
        (_STANCE, Frame.STANCE),
        (_THINK, Frame.THINK),
    ):
        for form, cues in _forms(listing, frame).items():
            known = merged.setdefault(form, [])
            known += [(rest, cue) for rest, cue in cues if rest not in {r for r, _ in known}]
    for past, participle in PARTICIPLES.items():
        merged[participle] = merged[past]
    return {form: tuple(sorted(cues, key=lambda c: -len(c[0]))) for form, cues in merged.items()}


# forms that report behind "has" and "had" only
PARTICIPLES = {"wrote": "written", "sang": "sung", "swore": "sworn", "spoke": "spoken"}
FORMS = _all_forms()
# reports only around a quotation, never with a clause behind it
QUOTE_ONLY = words_of("""
    continue begin read post volunteer snap crow exclaim yell scream cry chant sing deadpan intone enthuse gush sneer thunder
    bellow roar growl murmur groan sigh interject rant email blog recite narrate taunt reflect marvel query preach
""") | {"go on", "shoot back", "fire back", "chime in", "put it"}
# a name, description or judgement given to something; they report only with a quotation or "as"
NAMING = frozenset(("call", "describe", "label", "brand", "dub", "characterize", "characterise", "portray", "regard", "view", "see", "consider", "deem", "refer to", "allude to"))  # fmt: skip
# verbs that also tell of deeds: they report with a clause, an infinitive, or a telling object only
# what only a document does with words
DOCUMENTARY = words_of("assume provide envisage foresee include contain list cover guarantee comprise") | {"consist of"}
_PROPOSALS = ("proposal", "proposals", "principles", "points", "consensus", "understandings", "initiative", "propositions", "proposition", "that", "view", "views")
DEEDS = {
    "point to": ("importance", "need", "necessity", "fact", "value", "danger", "dangers", "risk", "risks", "urgency", "concern", "concerns"),
    "offer": ("help", "mediation", "assistance", "hope", "condolences", "support", "view", "views", "apology", "assessment", "account", "to"),
    "issue": ("warning", "rebuke", "statement", "call", "appeal", "apology", "condemnation", "threat"),
    "present": ("front", "view", "views"),
    "raise": ("concern", "concerns", "question", "questions", "doubts", "objections", "possibility", "issue"),
    "share": ("view", "views", "again", "concern", "concerns"),
    "exchange": ("view", "views", "in-depth"),
    "deliver": ("warning", "message", "rebuke"),
    "advance": ("view", "proposition", "argument"),
    "convey": ("message", "concern", "concerns", "view", "views", "condolences", "hope", "hopes", "belief", "position", "readiness", "willingness", "desire", "support", "that"),
    "find": ("that",),
    "order": (),
    "decline": ("to",),
    "refuse": ("to",),
    "learn": ("that",),
    "know": ("that",),
    "see": (),
    "understand": ("that",),
    "feel": ("that", "like"),
    "remember": ("that",),
    "commit": ("to",),
    "threaten": ("to", "that"),
    "find out": ("that",),
    "decide": ("that",),
    "signal": ("that", "support", "readiness", "willingness", "its", "his", "her"),
    "indicate": ("that",),
    "show": ("that",),
    "reveal": ("that",),
    "recall": ("that", "initiative", "proposal", "proposals", "position", "principles", "consensus", "agreements"),
    "ratify": ("willingness", "readiness", "support", "commitment", "position", "call"),
    "observe": ("that",),
    "maintain": ("that",),
    "encourage": (),
    "brief": ("on", "about"),
    "set out": ("position", "stance", "view", "views", "proposition"),
    "attach": ("importance",),
    "renew": ("call", "calls", "appeal", "support", "offer", "pledge", "push"),
    "reinforce": ("call", "calls", "request", "requests", "appeal", "demand", "message"),
    "float": ("idea", "proposal", "plan", "possibility"),
    "pitch": ("plan", "proposal", "peace"),
    "push": ("for",),
    "put forward": _PROPOSALS,
    "put forth": _PROPOSALS,
}
DENIALS = words_of("deny reject refute dispute dismiss rebuff rubbish repudiate debunk")
