"""The Chinese ministry of foreign affairs, both hosts, both languages, the template of today and of 2019–2021."""

from extractors.sites.site import PAGES_OF_TRS, Site

ENGLISH_DAY = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2},\s+\d{4}"

SITE = Site(
    name="mfa",
    hosts=("mfa.gov.cn", "fmprc.gov.cn"),
    timezone="Asia/Shanghai",
    links=r"/t\d{8}_\d+\.s?html?$|/t\d{5,8}\.s?html?$",
    # Every unknown address answers 200 from here.
    not_found=r"/web/system/index_\d+\.shtml|/error\.html?$",
    page_count=PAGES_OF_TRS,
    title=(
        "//div[contains(@class, 'news-title')]//h1",
        "//*[@id='News_Body_Title']",
        "//*[contains(@class, 'news_header_title')]",
        "//meta[@name='ArticleTitle']/@content",
        "//div[contains(@class, 'vibox')]//h1",
    ),
    title_noise=r"\s*[_—-]+\s*(?:中华人民共和国外交部|Ministry of Foreign Affairs.*)$",
    # Migrated conferences carry the day of their migration on page and in the address; the title tells the real one.
    title_date=rf"^(\d{{4}}年\d{{1,2}}月\d{{1,2}}日)外交部发言人|(?:Press Conference|Remarks|Briefing) on ({ENGLISH_DAY})",
    moment=(
        "//*[@id='News_Body_Time']",
        "//div[contains(@class, 'news-title')]//*[contains(@class, 'time')]//span[last()]",
        "//div[contains(@class, 'news-title')]//*[contains(@class, 'time')]",
        "//*[contains(@class, 'xltime')]",
        "//*[contains(@class, 'news_header_time')]",
        "//meta[@name='PubDate']/@content",
        "//*[contains(concat(' ', @class, ' '), ' time ')]//span[not(@id='News_Body_source')][last()]",
        "//*[contains(concat(' ', @class, ' '), ' time ')]",
    ),
    body=(
        "//*[@id='News_Body_Txt_A']",
        "//*[contains(@class, 'TRS_UEDITOR') or contains(@class, 'TRS_Editor') or contains(@class, 'trs_editor_view')]",
        "//*[contains(@class, 'content_text')]",
        "//div[contains(@class, 'news-main')]",
        "//*[@id='printBody']",
    ),
    furniture=("//*[@id='relnews_list' or @id='appendix_list']", "//*[contains(@class, 'share')]"),
    identity=r"/(t\d{8}_\d+|t\d{5,8})\.s?html?(?:$|[?#])",
)
