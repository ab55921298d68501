"""What we know of a family of sites: where the title, the date and the words stand, and how its addresses look."""

from __future__ import annotations

import re
from dataclasses import dataclass

PAGES_OF_TRS = r"\b(?:countPage\s*=\s*|createPageHTML\(\s*'?)(\d+)"  # the content system of most authorities of China
FIRST_TITLE, PAGE, FEED, ADDRESS = "title", "page", "feed", "address"


@dataclass(frozen=True, slots=True)
class Site:
    """One site family; an empty field leaves the matter to the general reading."""

    name: str
    hosts: tuple[str, ...]  # the host itself or a domain above it
    timezone: str = ""  # wins over the source's when the source says only UTC
    links: str = ""  # regular expression of article addresses, searched in the absolute address
    not_found: str = ""  # regular expression of the address that unknown pages are sent to
    page_count: str = ""  # regular expression with one group: pages of a listing
    title: tuple[str, ...] = ()  # XPath, best first
    title_noise: str = ""  # regular expression cut out of titles
    title_date: str = ""  # regular expression of titles that state the day of the words
    moment: tuple[str, ...] = ()  # XPath of the date as printed on the page, best first
    moment_in_script: str = ""  # regular expression with one group, searched in the page's source
    body: tuple[str, ...] = ()  # XPath of the element that holds the words and nothing else
    furniture: tuple[str, ...] = ()  # XPath of what stands in or beside the body and is not part of the words
    dates: tuple[str, ...] = (FIRST_TITLE, PAGE, FEED, ADDRESS)  # in this order
    identity: str = ""  # regular expression with one group: what names the text on every host

    def covers(self, host: str) -> bool:
        """Tell whether a host belongs to the family."""
        return any(host == known or host.endswith("." + known) for known in self.hosts)

    def identify(self, url: str, language: str) -> str:
        """Return the identity of a text beyond its address, "" when there is none."""
        match = re.search(self.identity, url) if self.identity else None
        return f"{match[1]}/{language}" if match else ""
