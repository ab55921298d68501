"""China Global Television Network."""

from extractors.sites.site import Site

SITE = Site(
    name="cgtn",
    hosts=("cgtn.com",),
    timezone="Asia/Shanghai",
    links=r"/news/\d{4}-\d{2}-\d{2}/[\w.%-]+/(?:index|p)\.html",
    title=("//*[contains(@class, 'news-title')]", "//h1[normalize-space()]"),
    moment=("//*[contains(@class, 'news-time')]/@data-time", "//*[contains(@class, 'news-time')]"),
)
