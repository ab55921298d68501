"""The State Council's sites, whose columns also exist as JSON lists."""

from extractors.sites.site import Site

SITE = Site(
    name="state_council",
    hosts=("www.gov.cn", "english.www.gov.cn"),
    timezone="Asia/Shanghai",
    links=r"/\d{6}/\d{2}/content_\w+\.html?|/content_\d+\.html?|/\d{4}-\d{2}/\d{2}/content_\d+\.html?",
    title=("//*[@id='ti']", "//h1[normalize-space()]"),
    moment=("//meta[@name='firstpublishedtime']/@content", "//*[contains(@class, 'pages-date')]", "//*[contains(@class, 'infos')]"),
    body=("//*[@id='UCAP-CONTENT']", "//*[contains(@class, 'pages_content')]", "//*[@id='Content']"),
)
