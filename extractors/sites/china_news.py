"""China News Service and its English site."""

from extractors.sites.site import Site

SITE = Site(
    name="china_news",
    hosts=("chinanews.com.cn", "chinanews.com", "ecns.cn"),
    timezone="Asia/Shanghai",
    links=r"/\d{4}/\d{2}-\d{2}/\d+\.shtml|/\d{4}-\d{2}-\d{2}/detail-\w+\.shtml",
    moment=("//*[contains(@class, 'content_left_time')]", "//*[@id='pubtime_baidu']", "//*[contains(@class, 'left-t')]"),
    body=("//*[contains(@class, 'left_zw')]", "//*[contains(@class, 'content')]//*[@class='content_maincontent_content']"),
)
