"""Xinhua, Chinese and English, the addresses of 2016–2021 and of today."""

from extractors.sites.site import Site

SITE = Site(
    name="xinhua",
    hosts=("xinhuanet.com", "news.cn"),
    timezone="Asia/Shanghai",
    links=r"/\d{8}/[0-9a-f]{32}/c\.html?|/\d{4}-\d{2}/\d{2}/c_\d+\.html?",
    title=(
        "//*[contains(concat(' ', @class, ' '), ' head-line ')]//*[contains(@class, 'title')]",
        "//*[contains(@class, 'h-title') or contains(@class, 'Btitle')]",
        "//h1[normalize-space()]",
    ),
    title_noise=r"\s*[-_—]+\s*(?:新华网|Xinhua.*)$",
    moment=(
        "//meta[@name='publishdate' or @name='pubdate']/@content",
        "//*[contains(@class, 'h-time')]",
        "//*[contains(@class, 'header-time')]",
        "//*[contains(concat(' ', @class, ' '), ' time ')]",
    ),
    body=("//*[@id='detailContent']", "//*[@id='detail']", "//*[@id='p-detail']", "//*[@id='content']"),
    furniture=("//*[contains(@class, 'editor') or contains(@class, 'tiyi')]", "//*[@id='articleEdit']"),
)
