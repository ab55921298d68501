"""Offices as English news names them without a person, and the posts of the officials list that they mean: a table."""

from __future__ import annotations

import re

# (how the phrase is written, how the post is written in the officials list); the first that fits decides
OFFICES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(phrase), re.compile(post))
    for phrase, post in (
        (r"\b(?:vice|deputy|assistant) (?:foreign minister|minister of foreign|head of the (?:\w+ )?(?:foreign|ministry))", r"(?:Vice|Deputy|Assistant).*(?:Foreign|FM)|Vice Foreign"),
        (r"\bdeputy permanent representative|\bdeputy (?:un |u\.n\. )?(?:ambassador|envoy|representative)", r"Deputy Permanent Representative"),
        (r"\bpermanent representative|\b(?:un|u\.n\.|united nations)(?:'s)? (?:ambassador|envoy|rep|representative)\b|(?:ambassador|envoy|representative) (?:to|at) the (?:un\b|u\.n\.|united nations)", r"^(?:Acting )?Permanent Representative$|^Permanent Representative(?! in)"),
        (r"\b(?:ukraine|peace|special|eurasian?) (?:peace )?(?:envoy|representative)|special (?:envoy|representative) (?:for|on|of|to) ", r"Special Representative on Eurasian|Special Envoy"),
        (r"(?:ambassador|envoy|head of mission|head of the (?:chinese )?mission) to (?:the )?(?:eu\b|e\.u\.|european union|bloc)", r"Head of Mission to the EU|Ambassador to the EU"),
        (r"(?:ambassador|envoy) to (?:the )?(?P<to>[a-z]+(?: [a-z]+)?)|(?:ambassador|envoy) in (?P<in>[a-z]+)", r"Ambassador to"),
        (r"\b(?:defen[cs]e|national defen[cs]e) (?:ministry|department)?(?:'s)? ?spokes", r"MND spokes|Defen[cs]e.*[Ss]pokes"),
        (r"\bspokes(?:person|man|woman)", r"[Ss]pokes|Press [Ss]ecretary"),
        (r"\bdefen[cs]e (?:minister|chief|secretary)|minister of (?:national )?defen[cs]e", r"Defen[cs]e Minister|Secretary of Defen|Minister of Defen|Minister of National Defen"),
        (r"\b(?:commerce|trade) minister", r"Minister of Commerce"),
        (r"\btop diplomat|\bchief diplomat|diplomatic chief|head of diplomacy|foreign affairs chief|foreign policy chief", r"Central Foreign Affairs|High Representative|^Foreign Minister|Secretary of State"),
        (r"\bforeign minister|minister of foreign affairs|foreign secretary|\bfm$", r"^Foreign Minister|^Minister of Foreign Affairs|^Foreign Secretary"),
        (r"\bsecretary of state", r"^Secretary of State"),
        (r"\bstate councill?or", r"State Councilor|^Foreign Minister"),
        (r"\bvice president", r"^Vice President"),
        (r"\bprime minister|\bpremier\b", r"^Premier|^Prime Minister"),
        (r"\bchancellor", r"^Chancellor"),
        (r"\bsecretary[ -]general|\bchief\b", r"Secretary[ -]General"),
        (r"\bpresident|\bleader\b|\bhead of state|\bhead of the (?:china\b|chinese state)", r"^President\b|^General Secretary"),
    )
)  # fmt: skip

# a word that every office phrase holds one of: a quick look before the patterns
OFFICE_WORDS = re.compile(
    r"minister|head|representative|ambassador|envoy|\brep\b|spokes|secretary|diploma|chief|councill?or|president|premier|chancellor|leader|mission|\bfm$"
)

# words of office that mark which of two namesakes is meant
MARKS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(written), re.compile(held))
    for written, held in (
        (r"spokes", r"[Ss]pokes"),
        (
            r"\b(?:foreign )?minister\b|councill?or|top diplomat|politburo|\bfm\b",
            r"Foreign Minister|Councilor|Central Foreign Affairs|Minister of",
        ),
        (r"\bdirector\b", r"Director, Office|Director"),
        (r"ambassador|envoy|representative", r"Ambassador|Representative|Mission"),
        (r"\bpresident\b|\bleader\b", r"President"),
        (r"\bgeneral\b|defen[cs]e|admiral", r"Defen[cs]e|MND"),
    )
)

# a body's words, by the side named beside it; the value is an institution's id in the officials list
BODIES: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (side, re.compile(phrase), institution)
    for side, phrase, institution in (
        (
            "China",
            r"foreign (?:affairs )?ministry|ministry of (?:foreign affairs|diplomacy)|\bmo?fa\b|(?:foreign policy|foreign affairs|diplomatic) (?:department|agency)",
            "china-mfa",
        ),
        ("China", r"defen[cs]e ministry|ministry of (?:national )?defen[cs]e|\bmnd\b", "china-mnd"),
        ("China", r"commerce ministry|ministry of commerce|mofcom|\bmoc\b", "china-mofcom"),
        ("China", r"embassy", "china-embassy"),
        ("China", r"mission to the (?:eu|european)", "china-eu-mission"),
        ("China", r"mission to the (?:un|united)", "china-un-mission"),
        ("China", r"eastern theat(?:er|re)", "china-pla-eastern-theater"),
        ("China", r"representative|envoy|delegate", "china-representative"),
        ("Ukraine", r"foreign (?:affairs )?ministry|ministry of foreign affairs|\bmfa\b", "ukraine-mfa"),
        ("Ukraine", r"defen[cs]e ministry|ministry of defen[cs]e", "ukraine-mod"),
        ("Ukraine", r"president(?:ial|'s) office|office of the president", "ukraine-president"),
        ("Russia", r"kremlin", "kremlin"),
        ("Russia", r"foreign (?:affairs )?ministry|ministry of foreign affairs|\bmfa\b", "russia-mfa"),
        ("Russia", r"defen[cs]e ministry|ministry of defen[cs]e", "russia-mod"),
        ("US", r"white house", "white-house"),
        ("US", r"state department|department of state", "us-state"),
        ("US", r"pentagon|defen[cs]e department", "us-defense"),
    )
)
STATES = {"China": "china", "Ukraine": "ukraine", "Russia": "russia", "US": "united-states", "NATO": "nato", "EU": "european-union", "UN": "united-nations"}  # fmt: skip

# nouns of people of a country who do not act for it
PRIVATE = re.compile(
    r"\b(?:experts?|analysts?|scholars?|professors?|researchers?|compan(?:y|ies)|firms?|banks?|businesses|citizens?|people|students?|"
    r"residents?|media|newspapers?|dail(?:y|ies)(?!-)|weekly|magazine|website|portal|broadcaster|journalists?|reporters?|outlets?|agency|news|television|tabloid|netizens|users|bloggers?|activists?|"
    r"dissidents?|economists?|observers?|academics?|strategists|investors?|tourists?|workers?|scientists?|customers?|manufacturers?|"
    r"drone makers?|state[- ]run|univers\w+|institute|think[- ]tank|editorial|propaganda|internet|exporters?|traders|milbloggers?|"
    r"cent(?:er|re)s?|institut\w+|foundation|association|chamber|academy|college|columnist|commentator|retired|program(?:me)?s?|studies|project|fellow|"
    r"sources?|lawyers?|former|ex-\w+|opposition|critics?)\b"
)
# nouns that keep a phrase with a country's name official
OFFICIAL = re.compile(
    r"\b(?:officials?|authorit\w+|government|regime|communists?|ministry|side|leaders?(?:hip)?|presiden\w+|minister\w*|embassy|mission|delegat\w+|representatives?|"
    r"envoys?|ambassador\w*|diplomats?|diplomacy|spokes\w+|premier|military|army|councill?or|party|state|cabinet|administration|plan|paper|proposal|document|"
    r"statement|message|communiqu\w+|position|readout|notice|declaration|department|council|commission|chief|rep|intelligence|parliament|senate|"
    r"congress|police|court|office|bureau|regulators?|command|counterpart|points?|initiative|customs|foreign affairs|secretary|general|head|commander|forces?)\b"
)
DOCUMENTS = re.compile(
    r"\b(?:document|plan|paper|proposal|position|statement|points?|communiqu\w+|declaration|readout|initiative|text|paragraph)s?\b"
)
MINISTRY = re.compile(
    r"\b(?:ministry|department|government|administration|embassy|mission|notice|office|authorities)\b"
)

# who gave a state's statement in the General Debate of the UN General Assembly (public record, gadebate.un.org);
# offices alone do not tell: a foreign minister, premier, vice president or president may go
GENERAL_DEBATE = {
    ("China", 2017): "wang-yi",
    ("China", 2018): "wang-yi",
    ("China", 2019): "wang-yi",
    ("China", 2020): "xi-jinping",
    ("China", 2021): "xi-jinping",
    ("China", 2022): "wang-yi",
    ("China", 2023): "han-zheng",
    ("China", 2024): "wang-yi",
    ("China", 2025): "li-qiang",
}
