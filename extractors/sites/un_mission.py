"""China's mission to the United Nations and its embassies: the ministry's content system under other hosts."""

from dataclasses import replace

from extractors.sites import mfa

SITE = replace(
    mfa.SITE,
    name="un_mission",
    hosts=("china-mission.gov.cn", "china-embassy.gov.cn", "chineseembassy.org", "china-un.org", "china-consulate.gov.cn"),
    not_found=r"/error\.html?$|/404\.html?$",
    title=(
        "//*[@id='News_Body_Title']",
        "//*[contains(@class, 'con_title') or contains(@class, 'news_title') or contains(@class, 'news-title')]//h1",
        "//meta[@name='ArticleTitle']/@content",
        "//*[contains(@class, 'title')]/h1",
    ),
    title_noise=r"\s*[_—-]+\s*(?:Permanent Mission.*|中华人民共和国.*)$",
    title_date=r"(?:Press Conference|Remarks) on ([A-Z][a-z]+ \d{1,2}, \d{4})|^(\d{4}年\d{1,2}月\d{1,2}日)外交部发言人",
    moment=(
        "//*[@id='News_Body_Time']",
        "//meta[@name='PubDate']/@content",
        "//*[contains(concat(' ', @class, ' '), ' time ')]",
        "//*[contains(@class, 'date') or contains(@class, 'pubtime')]",
    ),
    body=(
        "//*[@id='News_Body_Txt_A']",
        "//*[contains(@class, 'TRS_UEDITOR') or contains(@class, 'TRS_Editor') or contains(@class, 'trs_editor_view')]",
        "//*[@id='content' or contains(@class, 'content_text')]",
    ),
    furniture=(),
)
