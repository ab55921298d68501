"""China Daily, English and Chinese."""

from extractors.sites.site import Site

SITE = Site(
    name="china_daily",
    hosts=("chinadaily.com.cn",),
    timezone="Asia/Shanghai",
    links=r"/a/\d{6}/\d{2}/WS\w+\.html",
    moment=("//meta[@name='publishdate']/@content", "//*[contains(@class, 'info_l') or contains(@class, 'xinf-le')]"),
    body=("//*[@id='Content']",),
)
