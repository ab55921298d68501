"""Global Times; its addresses name the month only, so the page's own date is needed."""

from extractors.sites.site import Site

SITE = Site(
    name="global_times",
    hosts=("globaltimes.cn",),
    timezone="Asia/Shanghai",
    links=r"/page/\d{6}/\d+\.shtml|/content/\d+\.shtml",
    title=("//*[contains(@class, 'article_title')]", "//h1[normalize-space()]"),
    moment=("//*[contains(@class, 'pub_time')]",),
    body=("//*[contains(@class, 'article_content')]//*[contains(@class, 'article_right')]", "//*[contains(@class, 'article_content')]"),
)
