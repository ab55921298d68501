"""People's Daily online, Chinese (GB2312) and English."""

from extractors.sites.site import Site

SITE = Site(
    name="people",
    hosts=("people.com.cn", "people.cn"),
    timezone="Asia/Shanghai",
    links=r"/n\d/\d{4}/\d{4}/c\d+-\d+\.html",
    title=("//*[contains(@class, 'col-1')]/h1", "//*[contains(@class, 'w860')]/h1", "//h1[normalize-space()]"),
    title_noise=r"\s*--[^-]+--人民网.*$|\s*[-–]+\s*People's Daily Online$",
    moment=(
        "//meta[@name='publishdate']/@content",
        "//*[contains(@class, 'channel')]/div[contains(., '年')]",
        "//*[contains(@class, 'origin')]",
    ),
    body=("//*[contains(@class, 'rm_txt_con')]", "//*[@id='rwb_zw']", "//*[contains(@class, 'w860') and contains(@class, 'd2txtCon')]"),
    furniture=("//*[contains(@class, 'edit') or contains(@class, 'paper_num')]", "//*[contains(@class, 'rm_relevant')]"),
)
