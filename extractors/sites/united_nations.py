"""The United Nations' press service and news."""

from extractors.sites.site import Site

SITE = Site(
    name="united_nations",
    hosts=("press.un.org", "news.un.org", "www.un.org"),
    timezone="America/New_York",
    links=r"/(?:en|zh)/\d{4}/\w+\.doc\.htm$|/story/\d{4}/\d{2}/\d+$|/sg/en/content/",
    moment=("//meta[@property='article:published_time']/@content", "//*[contains(@class, 'field--name-field-display-date')]"),
)
