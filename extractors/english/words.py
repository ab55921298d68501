"""Words of English grammar and government that finding sources needs: tables, no logic."""

from __future__ import annotations


def words_of(listing: str) -> frozenset[str]:
    """Return the words of a listing."""
    return frozenset(listing.split())


PRONOUNS = words_of("he she they it we i you who")
BE = words_of("is are was were been be being am get gets got getting")
AUXILIARIES = words_of("""
    has have had is are was were be been being will would shall should can could may might must do does
    did hasn't haven't isn't aren't wasn't weren't won't wouldn't didn't doesn't don't can't couldn't
""")
PASTS = words_of("""
    went took came got gave made sent held stood sat ran began left kept put drew hit led met rose fell threw won lost felt brought
    struck built became wore rode drove flew grew knew shook broke chose dealt fought hung laid paid swept tore turned
""")
ADVERBS = words_of("""
    also again then later previously recently once instead now earlier even just still already often
    never not only always further furthermore thus therefore however too first both all each meanwhile
    today yesterday tomorrow twice flatly since soon long rather either ever quickly thereby forward
""")
CLAUSE_WORDS = words_of("""
    that but and or while as after before because when which if although though where whether than since
    until unless so yet whereas how why what whose whom once whilst amid despite nor
""")
PREPOSITIONS = words_of("""
    in on at by with from during after before to for of into over under about against between among
    through via within without amid since until near around across along upon despite following
    including regarding concerning per alongside ahead late early throughout outside inside beyond
    toward towards like
""")
DETERMINERS = words_of(
    "the a an this that these those his her their its our my your some many several both no any one two three all another"
)
DAYS = words_of("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight")
MONTHS = words_of(
    "january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ARTICLE = "(?:article|op-ed|opinion piece|commentary)"
# what the points of an enumeration behind the first begin with, as a regular expression
FURTHER_POINTS = "(?:Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Last|Finally)(?:ly)?"
# a noun before "to", "for", "at", "in", "on", "with" that takes the phrase into the name of the office
ROLES = words_of("""
    spokesman spokeswoman spokesperson spokesmen spokespeople ambassador envoy rep
    minister secretary adviser advisor professor analyst lawyer attorney director head chief officer
    official officials chairman chairwoman chair president member members candidate expert experts
    researcher fellow economist strategist manager commissioner delegate delegates counsel aide aides
    leader leaders editor author reporter correspondent counselor specialist scientist coordinator
    liaison consultant assistant deputy partner prosecutor judge senator representative congressman
    governor mayor commander general superintendent coach player sources source diplomat diplomats
    veteran attache consul nuncio mission delegation
""")
PERSON_NOUNS = ROLES | words_of("""
    man woman men women people residents resident critics critic supporters opponents police
    investigators prosecutors doctors democrats republicans lawmakers voters father mother brother
    sister wife husband son daughter witnesses witness neighbors friend friends scholar scholars
    scientists economists analysts pollster observers activists advocates owner driver victim students
    student teacher teachers parents worker workers soldiers troops rebels militants protesters
    colleague counterpart predecessor successor pundit politician politicians leadership guest
    interlocutor king queen pope prince premier chancellor dictator author authors executive executives
    pastor priest bishop rabbi imam founder supporter backer donor volunteer organizer nominee congresswoman congressman sheriff
    historian journalist columnist commentator host anchor blogger writer novelist farmer nurse physician surgeon engineer
    banker investor businessman businesswoman retiree prosecutor co-chair co-chairman co-founder trustee lecturer dean boy girl
    uncle aunt cousin nephew niece crowd audience narrator
    prisoner prisoners captive captives detainee detainees fighter fighters mercenary mercenaries soldier villager villagers
    attorneys lawyers spokespersons ministers presidents envoys ambassadors intelligence
""")
ORGANISATION_NOUNS = words_of("""
    ministry department government administration agency office party army military police court council
    commission committee company firm bank group organization organisation union alliance bloc embassy
    parliament congress senate house kremlin palace report statement study poll survey document paper
    plan proposal communique declaration readout release letter memo article newspaper magazine media
    press network website newsletter outlet post blog complaint lawsuit indictment filing affidavit
    ruling notice warrant transcript email tweet message association federation institute
    university school campaign coalition authority authorities bureau service side sides delegation
    mission board team industry state country nation beijing moscow washington brussels kyiv kiev tokyo
    berlin paris london data figures records documents officials law bill treaty resolution text speech
    editorial commentary sign signs banner banners poster posters placard placards headline headlines slogan caption draft summary regulator watchdog center centre foundation airline airlines
""")
# what speaks for whoever issued it
PAPERS = words_of("document plan paper proposal statement declaration paragraph communique point")
# what leads a sentence in without being its subject
LEAD_INS = words_of("""
    meanwhile however but and yet still also then later earlier moreover furthermore nevertheless so
    besides instead finally separately recently previously last this next on in at during asked speaking
    nonetheless additionally similarly again though today yesterday officially publicly privately formally
    notably significantly simultaneously subsequently consequently accordingly nowadays lately now since
""")
_NO_VERBS = words_of("beijing jinping nanjing chongqing liaoning king thing something nothing everything anything evening morning spring")


def is_ing(word: str) -> bool:
    """Tell whether a lower-case word looks like a participle: "saying", not "Beijing" or "Mao Ning"."""
    return len(word) > 4 and word.endswith("ing") and word not in _NO_VERBS
