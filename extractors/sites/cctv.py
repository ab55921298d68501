"""China Central Television: the evening news, a page an item; the address may carry the day of upload."""

from extractors.sites.site import Site

SITE = Site(
    name="cctv",
    hosts=("cctv.com", "cctv.cn", "cntv.cn"),
    timezone="Asia/Shanghai",
    links=r"/\d{4}/\d{2}/\d{2}/(?:VIDE|ARTI)\w+\.shtml",
    title=(
        "//meta[@property='og:title']/@content",
        "//*[contains(@class, 'cnt_nav')]/h3",
        "//h1",
        "//h3",
    ),
    title_noise=r"^\s*[\[【]视频[\]】]\s*|_(?:新闻频道|CCTV节目官网|央视网).*$",
    moment=("//*[contains(@class, 'info')][contains(., '来源')]",),
    moment_in_script=r"""\b(?:fdate|publishDate)\s*=\s*['"]([\d/: -]{8,20})['"]""",
    body=(
        "//*[contains(concat(' ', @class, ' '), ' cnt_bd ')]",
        "//*[@id='content_area']",
        "//*[@id='text_area']",
    ),
    furniture=(  # the summary, printed up to three times
        "//p[em[contains(., '视频简介')]]",
        "//*[contains(@class, 'video_brief') or contains(@class, 'nrjianjie')]",
    ),
)
