"""Site families, one file each; a new one is declared in its file and listed here."""

from __future__ import annotations

from extractors.addresses import host_of
from extractors.sites import (
    cctv,
    cgtn,
    china_daily,
    china_news,
    global_times,
    mfa,
    mod,
    people,
    state_council,
    taiwan_office,
    un_mission,
    united_nations,
    xinhua,
)
from extractors.sites.site import Site

SITES: tuple[Site, ...] = (
    mfa.SITE,
    un_mission.SITE,
    cctv.SITE,
    people.SITE,
    xinhua.SITE,
    state_council.SITE,
    china_daily.SITE,
    china_news.SITE,
    global_times.SITE,
    cgtn.SITE,
    mod.SITE,
    taiwan_office.SITE,
    united_nations.SITE,
)
UNKNOWN = Site(name="", hosts=())


def find_site(url: str, adapter: str | None = None) -> Site:
    """Return the family that a source names, else the one its address belongs to, else the unknown one."""
    if adapter:
        return next((site for site in SITES if site.name == adapter), UNKNOWN)
    host = host_of(url)
    return next((site for site in SITES if site.covers(host)), UNKNOWN)
