"""The Chinese ministry of national defence."""

from extractors.sites.site import Site

SITE = Site(
    name="mod",
    hosts=("mod.gov.cn", "81.cn"),
    timezone="Asia/Shanghai",
    links=r"/\d{6,8}(?:/\d{2})?/content_\d+\.html?|/\d{4}-\d{2}/\d{2}/content_\d+\.html?|/\d+\.html$",
    moment=("//*[contains(@class, 'info')]//*[contains(@class, 'time')]", "//*[contains(@class, 'article-header')]//span"),
    body=("//*[@id='article-content']", "//*[contains(@class, 'article-content')]"),
)
