"""Addresses in one canonical form, so that a document is known again however its link was written."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|yclid|mc_[ce]id|spm|cmpid|ocid|at_\w+|_ga|igshid|ref_src)$", re.I)
_PORTS = {"http": ":80", "https": ":443"}
LONGEST = 2_000


def canonical_address(url: str) -> str:
    """Lower the host's case, drop the fragment, the default port and tracking parameters."""
    parts = urlsplit(url.strip())
    scheme, host = parts.scheme.lower(), parts.netloc.lower()
    host = host.removesuffix(_PORTS.get(scheme, "\0"))
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])]
    query = parts.query if len(kept) == len(parse_qsl(parts.query, keep_blank_values=True)) else urlencode(kept)
    return urlunsplit((scheme, host, parts.path or "/", query, ""))


def resolve_address(link: str, base: str) -> str:
    """Return the canonical absolute address of a link, "" when it does not lead to a web page."""
    try:
        url = urljoin(base, re.sub(r"[\t\r\n]", "", link.strip()))
        parts = urlsplit(url)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or len(url) > LONGEST:
            return ""
        if parts.username or parts.password or any(sign in url for sign in ' "<>\\'):
            return ""
        return canonical_address(url)
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """Return the host of an address, lower case, "" when it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def house_of(url: str) -> str:
    """Return the part of a host that one house has to itself: `news.cn`, but `mfa.gov.cn` and `lake.co.uk`."""
    labels = host_of(url).split(".")
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-keep:])
