"""Whose house a text comes from: a ministry's or a president's own site reports the other side in its own words."""

from __future__ import annotations

import re

from extractors.records.words import Document

_SITES = tuple(
    (side, re.compile(pattern, re.IGNORECASE))
    for side, pattern in (
        (
            "China",
            r"\b(?:mfa|fmprc|mod|mofcom)\.gov\.cn|china-mission|china-embassy|chineseembassy|\.china-consulate|english\.www\.gov\.cn",
        ),
        (
            "US",
            r"whitehouse|\bstate\.gov|defense\.gov|usmission|usembassy|^White House|^US Department of State|^State Department",
        ),
        (
            "Russia",
            r"kremlin\.ru|\bmid\.ru|government\.ru|^Kremlin\b|^President of Russia|^Russian (?:Foreign|MFA)",
        ),
        ("Ukraine", r"president\.gov\.ua|mfa\.gov\.ua|kmu\.gov\.ua|^President of Ukraine|^MFA of Ukraine"),
        ("France", r"elysee\.fr|diplomatie\.gouv\.fr|^(?:Élysée|Elysee)"),
        ("Germany", r"bundesregierung\.de|auswaertiges-amt|bundeskanzler\.de"),
        ("UK", r"\bgov\.uk"),
        ("EU", r"europa\.eu\b"),
        ("NATO", r"\bnato\.int"),
    )
)


_STATE_MEDIA = re.compile(r"\b(?:xinhua|news\.cn|people\.c(?:om\.)?n|people[’']s daily|global ?times|cgtn|china ?daily|cctv|ecns|china news service)", re.IGNORECASE)


def is_state_media(document: Document) -> bool:
    """Tell whether one of the watched side's outlets publishes a text: its "FM spokesperson" is China's."""
    return _STATE_MEDIA.search(f"{document.url}\n{document.outlet}") is not None


_ANY = re.compile(
    r"gov\b|gouv|mission|embassy|white ?house|state|kremlin|president|\bmid\.|elysee|europa|nato|bundes|auswaert|foreign",
    re.IGNORECASE,
)


def publisher_side(document: Document) -> str | None:
    """Return the side whose official site published a text, None for the press."""
    if not _ANY.search(f"{document.url}\n{document.outlet}\n{document.source}"):
        return None
    for side, site in _SITES:
        if site.search(document.url) or site.search(document.outlet) or site.search(document.source):
            return side
    return None
